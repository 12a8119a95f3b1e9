"""Unpacks files (gzip, bzip2, xz, zstd) in bounded pieces as they are read. Called by all readers."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from newsx.errors import DamagedError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Packing = Literal["gzip", "bzip2", "xz", "zstd"]

PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")

# Bytes read at once, and the most a piece holds.
BLOCK = 1 << 18
# Bytes given to an unpacker at once: what follows the end of a small member is copied each time.
_FED = 1 << 14
# python-zstandard unpacks all it is given at once: so much of a bomb of 30,000 to 1 are 16 MB.
_ZSTD_FEED = 1 << 9
# A broken member is searched for the next one in so many of its bytes; what lies before them has been given up.
_KEPT_BYTES = 1 << 24
# Bytes that surely hold the header of a gzip member and some of its content.
_MEMBER_HEAD = 1 << 10
# What a file holds unpacked is no more than so many times its size, beyond the first bytes: news in JSON lines is packed 3 to
# 20 times by any of the packers, a log of one line over and over 1,000 to 30,000 times.
_MAX_RATIO = 250
_FREE_BYTES = 1 << 26
_GZIP_MEMBER = b"\x1f\x8b\x08"

# RFC 1952 2.3; bzip2 and its block magic; the .xz file format 2.1.1.1; RFC 8878 3.1.1 and 3.1.2 (a skippable frame).
_GZIP = b"\x1f\x8b"
_BZIP2 = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
_XZ = b"\xfd7zXZ\x00"
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)))


class ByteStream(Protocol):
    """A binary file open for reading."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Unpacked bytes, and the offset in the packed file at which the member they belong to begins.

    `fault` says why nothing more of the member can be read; such a piece has no bytes.
    """

    data: bytes
    member: int
    fault: str | None = None


class _BrokenError(Exception):
    """A member cannot be unpacked."""


class _Unpacker(Protocol):
    eof: bool
    unused: bytes

    def unpack(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes hold, in pieces; raises _BrokenError."""


def packing_of(head: bytes) -> Packing | None:
    """Return how a file that begins so is packed; None when it is not, in a way that is known here."""
    if head.startswith(_GZIP):
        return "gzip"
    if head.startswith(_BZIP2) and head[4:10] in _BZIP2_BLOCKS:
        return "bzip2"
    if head.startswith(_XZ):
        return "xz"
    return "zstd" if head.startswith(_ZSTD) else None


def without_packed_suffix(name: str) -> str:
    """Return the name of what is packed in a file."""
    for suffix in PACKED_SUFFIXES:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def read_some(stream: ByteStream, size: int = BLOCK) -> bytes:
    """Return the bytes that are there, at least one and at most `size`; none at the end. Waits for no more than it needs to."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


def unpack_head(head: bytes, size: int) -> bytes:
    """Return the first bytes of what is packed in a file that begins so, as far as they are in `head`."""
    packing = packing_of(head)
    if packing is None:
        return head[:size]
    unpacked = bytearray()
    try:
        for data in _make_unpacker(packing).unpack(head):
            unpacked += data
            if len(unpacked) >= size:
                break
    except (_BrokenError, InputError):  # said by whoever reads the file
        pass
    return bytes(unpacked[:size])


def blocks_of(stream: ByteStream, packing: Packing | None) -> Iterator[bytes]:
    """Yield what the stream holds, unpacked. Raises InputError at a torn or broken place, after all that lies before it."""
    for piece in pieces_of(stream, packing):
        if piece.fault:
            raise DamagedError(piece.fault)
        yield piece.data


def pieces_of(
    stream: ByteStream,
    packing: Packing | None,
    *,
    offset: int = 0,
    starts: bytes | None = None,
    searching: bool = False,
) -> Iterator[Piece]:
    """Yield what the stream holds, unpacked, with the members of the file told apart; a fault is the last piece of its member.

    `offset` is where in its file the stream stands. With `starts`, reading goes on after a fault at the next gzip member
    whose content begins so, and, with `searching`, begins at the first such member.
    """
    if packing is None:
        while block := read_some(stream):
            yield Piece(block, 0)
        return
    members = _Members(stream, packing, offset=offset, starts=starts)
    if searching and not members.find():
        return
    size = 0
    while members.at_member():
        for piece in members.pieces():
            size += len(piece.data)
            if size > _FREE_BYTES and size > _MAX_RATIO * members.read:
                yield Piece(
                    b"", piece.member, f"unpacks to more than {_MAX_RATIO} times its size: the rest is not read"
                )
                return
            yield piece
        if members.broken and not members.find(after=True):
            return


class _Members:
    """Yield the members of a packed file, one after another."""

    def __init__(self, stream: ByteStream, packing: Packing, *, offset: int, starts: bytes | None) -> None:
        self._stream = stream
        self._packing: Packing = packing
        self._starts = starts
        self._window = bytearray()
        self._offset = offset  # of the first byte of the window
        self.broken = False
        self.read = 0

    def _fill(self) -> bool:
        block = read_some(self._stream)
        self._window += block
        self.read += len(block)
        return bool(block)

    def _drop(self, count: int) -> None:
        del self._window[:count]
        self._offset += count

    def _bytes_at(self, place: int) -> bytes:
        """Return the next bytes of a member that has not ended."""
        if place == len(self._window) and not self._fill():
            raise _BrokenError(f"torn {self._packing}: its end is missing")
        return bytes(self._window[place : place + _FED])

    def at_member(self) -> bool:
        """Skip padding; tell whether bytes follow it."""
        while True:
            padding = re.match(rb"\x00*", self._window)  # a copy without it would cost as much as the window
            self._drop(padding.end() if padding else 0)
            if self._window or not self._fill():
                return bool(self._window)

    def pieces(self) -> Iterator[Piece]:
        """Yield the content of the member that begins here; what follows it is next in the window."""
        member = self._offset
        unpacker = _make_unpacker(self._packing)
        self.broken = False
        used = 0
        try:
            while not unpacker.eof:
                fed = self._bytes_at(used)
                used += len(fed)
                for data in unpacker.unpack(fed):
                    yield Piece(data, member)
                if not unpacker.eof and (self._starts is None or used > _KEPT_BYTES):
                    self._drop(used)
                    used = 0
        except _BrokenError as error:
            self.broken = True
            yield Piece(b"", member, str(error))
            return
        self._drop(used - len(unpacker.unused))

    def find(self, *, after: bool = False) -> bool:
        """Let the window begin with the next member whose content begins as wanted; return False when there is none."""
        if self._starts is None or self._packing != "gzip":
            return False
        if after:
            self._drop(1)
        while True:
            place = self._window.find(_GZIP_MEMBER)
            if place < 0:
                self._drop(max(0, len(self._window) - len(_GZIP_MEMBER) + 1))
                if not self._fill():
                    return False
                continue
            self._drop(place)
            while len(self._window) < _MEMBER_HEAD and self._fill():
                pass
            if unpack_head(bytes(self._window[:_MEMBER_HEAD]), len(self._starts)) == self._starts:
                return True
            self._drop(1)


def _make_unpacker(packing: Packing) -> _Unpacker:
    """Return an unpacker for one member; raises InputError where a library is missing."""
    if packing == "gzip":
        return _Gzip()
    if packing == "zstd":
        return _Zstd()
    return _Buffered(packing)


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.eof = False
        self.unused = b""

    def unpack(self, data: bytes) -> Iterator[bytes]:
        inner = self._inner
        while True:
            try:
                part = inner.decompress(data, BLOCK)
            except zlib.error as error:
                raise _BrokenError(f"broken gzip ({error})") from error
            if part:
                yield part
            data = inner.unconsumed_tail
            if inner.eof or not (data or len(part) == BLOCK):
                break
        self.eof, self.unused = inner.eof, inner.unused_data


class _Buffered:
    """bzip2 and xz: their unpackers keep what they could not unpack yet."""

    def __init__(self, packing: Packing) -> None:
        import bz2
        import lzma

        self._packing = packing
        self._inner = bz2.BZ2Decompressor() if packing == "bzip2" else lzma.LZMADecompressor(lzma.FORMAT_XZ)
        self._errors: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, lzma.LZMAError)
        self.eof = False
        self.unused = b""

    def unpack(self, data: bytes) -> Iterator[bytes]:
        inner = self._inner
        while True:
            try:
                part = inner.decompress(data, BLOCK)
            except self._errors as error:
                raise _BrokenError(f"broken {self._packing} ({error})") from error
            if part:
                yield part
            data = b""
            if inner.eof or inner.needs_input:
                break
        self.eof, self.unused = inner.eof, inner.unused_data


class _Zstd:
    def __init__(self) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise InputError("packed with zstd: install newsx[zstd] to read it") from error
        self._inner = zstandard.ZstdDecompressor().decompressobj()
        self._error: type[Exception] = zstandard.ZstdError
        self.eof = False
        self.unused = b""

    def unpack(self, data: bytes) -> Iterator[bytes]:
        inner = self._inner
        for place in range(0, len(data), _ZSTD_FEED):
            try:
                part = inner.decompress(data[place : place + _ZSTD_FEED])
            except self._error as error:
                raise _BrokenError(f"broken zstd ({error})") from error
            for begin in range(0, len(part), BLOCK):
                yield part[begin : begin + BLOCK]
            if inner.eof:
                self.eof, self.unused = True, inner.unused_data + data[place + _ZSTD_FEED :]
                return
