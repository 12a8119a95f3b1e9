"""What `newsx view` is given: pages, which are worked on, and records made before, which are read."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from newsx.flow import Flow, process
from newsx.records import Failure, InputRef, named
from newsx.schema import Article
from newsx.sinks.files import is_record
from newsx.sources.listing import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import Options

_STAGE = "reading"
# How a record begins, on one line and indented; an indented one ends with a brace in the first column.
_LINE_START = b'{"'
_END = b"}"
# A fault as pydantic tells it: the field, what is wrong, where to read about it; so much of it is shown.
_FAULT_LINES = 3
_FAULT_CHARS = 200
_RECORD_STARTS = (b'{"schema_version":', b'{\n  "schema_version":')


def read_articles(items: Iterable[InputRef | Failure], options: Options) -> Iterator[Article | Failure]:
    """Every input has its article or articles, or a Failure, in order.

    A file that begins like a record of newsx holds records; any other input is a page or a container of pages. The model is
    loaded for the first of those.
    """
    flow = Flow(options)
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif item.path == STDIN and _is_record_ahead(sys.stdin.buffer):
            yield from read_records(sys.stdin.buffer, name=STDIN, limit=options.max_bytes)
        elif item.path != STDIN and is_record(item.path):
            yield from _records_of(item, options)
        else:
            yield from process([item], options=options, nlp=flow.nlp)


def read_records(stream: IO[bytes], *, name: str, limit: int) -> Iterator[Article | Failure]:
    """The records of a stream, one a line or indented ones one after another; a broken one costs only itself.

    `name` is what failures call the stream; a record of more than `limit` bytes ends it.
    """
    for number, data in enumerate(_pieces(stream, limit), 1):
        if len(data) > limit:
            yield _failure(name, number, f"larger than {limit} bytes (--max-size raises the limit)")
            return
        try:
            yield Article.model_validate_json(data)
        except ValueError as error:
            yield _failure(name, number, _first_fault(error))


def _records_of(ref: InputRef, options: Options) -> Iterator[Article | Failure]:
    try:
        with open(ref.path, "rb") as stream:
            yield from read_records(stream, name=ref.path, limit=options.max_bytes)
    except OSError as error:
        yield Failure(ref.path, _STAGE, "failed", error.strerror or str(error))


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """The bytes of each record; of one over the limit, the beginning."""
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(limit + 1):
        if not lines and not line.strip():
            continue
        lines.append(line)
        size += len(line)
        if size > limit or line.startswith(_END) or (len(lines) == 1 and line.startswith(_LINE_START)):
            yield b"".join(lines)
            lines, size = [], 0
    if lines:
        yield b"".join(lines)


def _is_record_ahead(stream: IO[bytes]) -> bool:
    """A record comes next in the stream, of which nothing is taken."""
    peek = getattr(stream, "peek", None)
    return peek is not None and bytes(peek(64)).startswith(_RECORD_STARTS)


def _failure(name: str, number: int, message: str) -> Failure:
    return Failure(named(name, str(number)), _STAGE, "refused", message)


def _first_fault(error: ValueError) -> str:
    """What is wrong with a record, first of all, in one line: "no valid record (publisher: Field required)"."""
    lines = [line.partition(" [type=")[0].strip() for line in str(error).splitlines()[1:]]
    # A fault of the record as a whole has no line that names a field.
    fault = ": ".join(lines[:1] if len(lines) < _FAULT_LINES else lines[:2])
    return f"no valid record ({fault[:_FAULT_CHARS]})"
