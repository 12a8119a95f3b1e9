"""What `newsx view` is given: pages, which are worked on, and records made before, which are read."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from newsx.errors import InputError
from newsx.flow import Flow, process
from newsx.records import Failure, InputRef, named
from newsx.schema import Article
from newsx.sources.listing import STDIN
from newsx.sources.opening import Rewound, open_input, read_head
from newsx.sources.unpacking import blocks_of, packing_of, unpack_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Buffer

    from newsx.records import Options
    from newsx.sources.unpacking import ByteStream

_STAGE = "reading"
_HEAD = 64
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
        elif _holds_records(item.path):
            yield from _records_of(item, options)
        else:
            yield from process([item], options=options, nlp=flow.nlp)


def read_records(stream: IO[bytes], *, name: str, limit: int) -> Iterator[Article | Failure]:
    """The records of a stream, one a line or indented ones one after another; a broken one costs only itself.

    `name` is what failures call the stream; a record of more than `limit` bytes ends it.
    """
    for number, data in enumerate(_pieces(stream, limit), 1):
        if len(data) > limit:
            yield _failure(name, number, f"larger than {limit:,} bytes")
            return
        try:
            yield Article.model_validate_json(data)
        except ValueError as error:
            yield _failure(name, number, _first_fault(error))


def _records_of(ref: InputRef, options: Options) -> Iterator[Article | Failure]:
    try:
        with open_input(ref.path) as stream:
            head = read_head(stream)
            unpacked = io.BufferedReader(_Blocks(blocks_of(Rewound(head, stream), packing_of(head))))
            yield from read_records(unpacked, name=ref.path, limit=options.max_bytes)
    except InputError as error:
        yield Failure(ref.path, _STAGE, "refused", str(error))
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


def _holds_records(path: str) -> bool:
    """The input begins like a record, packed or not. Of standard input nothing is taken."""
    try:
        with open_input(path) as stream:
            head = _peek(stream) if path == STDIN else read_head(stream)
    except (InputError, OSError):  # said by whoever reads it as a page
        return False
    return unpack_head(head, _HEAD).startswith(_RECORD_STARTS)


def _peek(stream: ByteStream) -> bytes:
    """The first bytes of a stream, which stay in it; none of a stream that cannot give them so."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(_HEAD)) if peek else b""


class _Blocks(io.RawIOBase):
    """Blocks of bytes as a file that is read from."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """As many bytes as fit and are there; 0 at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        room = memoryview(buffer)
        size = min(len(room), len(self._rest))
        room[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _failure(name: str, number: int, message: str) -> Failure:
    return Failure(named(name, str(number)), _STAGE, "refused", message)


def _first_fault(error: ValueError) -> str:
    """What is wrong with a record, first of all, in one line: "no valid record (publisher: Field required)"."""
    lines = [line.partition(" [type=")[0].strip() for line in str(error).splitlines()[1:]]
    # A fault of the record as a whole has no line that names a field.
    fault = ": ".join(lines[:1] if len(lines) < _FAULT_LINES else lines[:2])
    return f"no valid record ({fault[:_FAULT_CHARS]})"
