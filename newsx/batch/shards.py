"""Divides a run among machines that know nothing of each other, and marks the parts that are done.

A shard is a stretch of the inputs laid end to end, in bytes: it takes the files, and the records of containers, that begin
in its stretch. All shards see the same list in the same order, so that their outputs one after another are those of one run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.records import InputRef
from newsx.sources import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsx.records import Failure

# Where a folder of records keeps its markers: listings leave hidden folders out.
_MARKERS = ".newsx"
_DONE = ".done"


@dataclass(frozen=True, slots=True)
class Shard:
    """The part `number` (from 1) of `count`."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def label(self) -> str:
        """As part of a file's name; names in the order of the alphabet are in the order of the shards."""
        width = len(str(self.count))
        return f"{self.number:0{width}}-of-{self.count}"

    def name(self, path: str) -> str:
        """The path of the shard's own part of a file: all.jsonl -> all-03-of-16.jsonl."""
        stem, suffix = os.path.splitext(path)
        return f"{stem}-{self.label}{suffix}"


@dataclass(frozen=True, slots=True)
class Part:
    """An input a shard reads: all of it, or the records that begin within `span`, in bytes of the file."""

    item: InputRef | Failure
    span: tuple[int, int] | None = None


def parse_shard(text: str) -> Shard:
    """A shard from "3/16"; raises UsageError for anything else."""
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"--shard {text}: not a part of a whole, write for example 3/16")
    return Shard(int(match[1]), int(match[2]))


def divide(
    listed: Sequence[InputRef | Failure],
    shard: Shard,
    *,
    weigh: Callable[[InputRef], int],
    is_container: Callable[[InputRef], bool],
) -> list[Part]:
    """The parts of the inputs that belong to a shard, in order.

    `weigh` gives the bytes of an input; `is_container` says whether it can be read in spans. Every input is in the parts of
    exactly one shard, every record of a container too.
    """
    weights = [max(1, weigh(item)) if isinstance(item, InputRef) else 1 for item in listed]
    total = sum(weights)
    first, last = total * (shard.number - 1) // shard.count, total * shard.number // shard.count
    parts = []
    start = 0
    for item, weight in zip(listed, weights, strict=True):
        span = max(first - start, 0), min(last - start, weight)
        if span[0] < span[1] and isinstance(item, InputRef) and is_container(item):
            parts.append(Part(item, None if span == (0, weight) else span))
        elif first <= start < last:
            parts.append(Part(item))
        start += weight
    return parts


def fingerprint(parts: Sequence[Part], *, settings: object) -> str:
    """Hex digits that change when the inputs of a shard (names, spans, sizes, times of change) or its settings do."""
    digest = hashlib.sha256(repr(settings).encode("utf-8", "surrogateescape"))
    for part in parts:
        facts: tuple[object, ...] = (part.span,)
        if isinstance(part.item, InputRef):
            facts += (part.item.path, part.item.relative, size_of(part.item), _changed(part.item.path))
        else:
            facts += tuple(asdict(part.item).values())
        digest.update(repr(facts).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _changed(path: str) -> int | None:
    """When a file was changed, in nanoseconds; None when it is no local file."""
    try:
        return os.stat(path).st_mtime_ns
    except (OSError, ValueError):
        return None


class Marker:
    """The file that says a shard is done: `work` is the fingerprint of what was to be done."""

    def __init__(self, output: str, shard: Shard, *, is_folder: bool, work: str) -> None:
        """`output` is the folder, or the shard's own file."""
        self._path = os.path.join(output, _MARKERS, shard.label + _DONE) if is_folder else output + _DONE
        self._output = output
        self._shard = shard
        self._work = work

    def counts(self) -> dict[str, int] | None:
        """The counts of the run that finished this very shard; None when it has to be done."""
        try:
            with open(self._path, encoding="utf-8") as file:
                told = json.load(file)
            if told["work"] != self._work or not os.path.exists(self._output):
                return None
            return {str(kind): int(count) for kind, count in told["counts"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def set(self, counts: dict[str, int]) -> None:
        """The shard is done. Raises OutputError."""
        from newsx.formats.files import write_aside

        text = json.dumps({"shard": str(self._shard), "work": self._work, "counts": counts}, indent=2)
        write_aside(self._path, (text.encode(), b"\n"))

    def unset(self) -> None:
        """The shard is not done, whatever was said before. Raises OutputError."""
        from newsx.formats.files import output_error

        try:
            os.unlink(self._path)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise output_error(self._path, error) from error


def refuse_shards_of(inputs: Sequence[str], output: str | None) -> None:
    """Raises UsageError when a run cannot be divided: standard input is read once, and records need a place of their own."""
    if "-" in inputs:
        raise UsageError("--shard cannot divide standard input: name files or folders")
    if output is None:
        raise UsageError("--shard needs -o: a folder, or FILE.jsonl for FILE-03-of-16.jsonl")
