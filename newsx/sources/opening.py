"""Opens an input for reading: standard input, a file, or a path on object storage."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from newsx.sources.forms import HEAD_BYTES, is_decided
from newsx.sources.listing import STDIN
from newsx.sources.remote import is_remote, open_remote
from newsx.sources.unpacking import blocks_of, packing_of, read_some, unpack_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

    from newsx.sources.unpacking import ByteStream, Packing

# A range of bytes of a file, end exclusive.
Span = tuple[int, int]

# bzip2 gives nothing before a whole block is there, which can be 900 kB.
_MAX_BLOCK = 1 << 20


class Rewound:
    """A stream that gives its first bytes again."""

    def __init__(self, head: bytes, stream: ByteStream) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Return what is left of the first bytes, then what the stream gives."""
        if not self._head:
            return read_some(self._stream, size)
        part, self._head = self._head[:size], self._head[size:]
        return part


@dataclass(frozen=True, slots=True)
class OpenedContainer:
    """A container opened for its reader: `head` has been read off the stream; `span` is a range of bytes to take records from, or None for all.

    With a span the stream can be sought in.
    """

    stream: ByteStream
    head: bytes
    span: Span | None = None

    @property
    def packing(self) -> Packing | None:
        """How the input is packed."""
        return packing_of(self.head)

    @property
    def whole(self) -> ByteStream:
        """The stream from the input's first byte."""
        return Rewound(self.head, self.stream)

    def blocks(self) -> Iterator[bytes]:
        """Return the input's bytes from the first, unpacked, in blocks."""
        return blocks_of(self.whole, self.packing)


@contextmanager
def open_input(path: str) -> Iterator[ByteStream]:
    """Open the input; raises OSError when it cannot be opened, InputError when a library for it is missing."""
    if path == STDIN:
        yield cast("ByteStream", _terminal() if sys.stdin.isatty() else sys.stdin.buffer)
    elif is_remote(path):
        with open_remote(path) as stream:
            yield stream
    else:
        with open(path, "rb") as file:
            yield file


class _EndsOnce(io.RawIOBase):
    """A terminal that is at its end once it has said so: asked again, it would wait for a second Ctrl-D."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self._is_over = False

    def readable(self) -> bool:
        """Return True: it is for reading."""
        return True

    def readinto(self, buffer: Buffer, /) -> int | None:
        """Read what was typed; return the number of bytes, 0 at the end and ever after."""
        if self._is_over:
            return 0
        count = self._raw.readinto(buffer)
        self._is_over = count == 0
        return count


@cache
def _terminal() -> io.BufferedReader:
    """Return standard input, which is a terminal, as a stream that ends once."""
    return io.BufferedReader(_EndsOnce(io.FileIO(sys.stdin.fileno(), closefd=False)))


def read_head(stream: ByteStream) -> bytes:
    """Return the first bytes of a stream, still packed: enough to tell its form, and no more than has come if that is enough."""
    head = b""
    size = HEAD_BYTES
    while True:
        while len(head) < size:
            block = read_some(stream, size - len(head))
            head += block
            if not block or is_decided(unpack_head(head, HEAD_BYTES)):
                return head
        if packing_of(head) is None or size >= _MAX_BLOCK or unpack_head(head, HEAD_BYTES):
            return head
        size *= 8
