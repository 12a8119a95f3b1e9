"""Finds the JSON objects in a file of records: lines, one indented object, or several one after the other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLANK = b" \t\r\n"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What the lines of an indented object begin with, after the first one.
_INSIDE = (b" ", b"\t", b"}")
# Bytes in a line; no record of an article comes near it, and what is longer would fill the memory.
MAX_LINE = 256 << 20


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A JSON object, and the line it begins at, from 1."""

    line: int
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A stretch of the input that is no JSON object: the line it begins at, from 1, and why."""

    line: int
    message: str


def parse_records(lines: Iterable[bytes]) -> Iterator[FoundRecord | BrokenRecord]:
    """Yield the JSON objects in the lines, in order, with a BrokenRecord where there is none; blank lines count for nothing.

    An object stands on a line of its own, or is indented: its first line is "{" and its last one "}". Lines are taken as
    they come, so that memory holds one object at a time.
    """
    held: list[bytes] = []
    begun = size = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip(b"\r\n")
        if held and (line[:1] not in _INSIDE or size > MAX_LINE):
            yield BrokenRecord(begun, "the object does not end")
            held = []
        if held:
            held.append(line)
            size += len(line)
            if line == b"}":
                yield _parsed(b"\n".join(held), begun)
                held = []
        elif line.removeprefix(_BYTE_ORDER_MARK) == b"{":
            held, begun, size = [line], number, 0
        elif line.strip(_BLANK):
            yield _parsed(line, number)
    if held:
        yield BrokenRecord(begun, "the object does not end")


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; of one that is longer than any record, what shows that it is."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def _parsed(data: bytes, line: int) -> FoundRecord | BrokenRecord:
    if len(data) > MAX_LINE:
        return BrokenRecord(line, f"longer than {MAX_LINE >> 20} MB")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return BrokenRecord(line, "not UTF-8")
    except json.JSONDecodeError as error:
        return BrokenRecord(line, f"not JSON: {error.msg}")
    except RecursionError:
        return BrokenRecord(line, "nested too deeply")
    except ValueError:
        return BrokenRecord(line, "a number of thousands of digits")
    return FoundRecord(line, value) if isinstance(value, dict) else BrokenRecord(line, "not a JSON object")
