"""Finds the records of a web archive and where they begin, and goes on behind what is broken.

ISO 28500 (WARC 1.1), section 4: a record is a line with the version, header lines, an empty line, as many bytes as
Content-Length says, and two line ends. Libraries believe that length; where it is wrong they end or misread the rest.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.sources.limits import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.sources.unpacking import Piece

RECORD_START = b"WARC/"

_MAX_HEADER = 1 << 16
# So much of a record over the limit is given on, for whoever must tell whether it matters: HTTP headers are shorter.
_HEAD_OF_LARGE = 1 << 15
_START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n(?=[A-Za-z][A-Za-z-]{0,40}:)")
_MAX_START = 64  # bytes that decide about a start
# Where a header ends, or where another record begins before that.
_HEADER_END = re.compile(rb"(\r?\n\r?\n)|" + _START.pattern)
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_LINE_ENDS = re.compile(rb"[\r\n]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """One record, or a stretch that is none.

    `name` says where it begins: its offset in the file, or that of its gzip member (with the offset in the unpacked member
    added, "1423+900", where it is not the member's first). `fault` says why it is broken; `data` then is empty, or its
    beginning where it is too large.
    """

    name: str
    data: bytes
    fault: str | None = None


class Framer:
    """Cuts the pieces of an archive into frames, holding one record at a time."""

    def __init__(
        self,
        pieces: Iterator[Piece],
        *,
        limit: int,
        by_member: bool,
        offset: int = 0,
        end: int | None = None,
        searching: bool = False,
    ) -> None:
        """`offset` is where in the file the pieces begin; records that begin at `end` or after it are left out.

        With `searching`, the pieces begin anywhere, and what lies before the first record is no fault.
        """
        self._pieces = pieces
        self._limit = limit
        self._by_member = by_member
        self._end = end
        self._searching = searching
        self._buffer = bytearray()
        self._place = offset  # of the first byte of the buffer, unpacked
        self._members: deque[tuple[int, int]] = deque()  # where members begin: unpacked, and in the file
        self._fault: Piece | None = None
        self._ended = False

    def frames(self) -> Iterator[Frame]:
        """Yield every record and every broken stretch, in order."""
        if self._searching and not self._at_start():
            self._skip_to_start()
        while self._at_bytes():
            if self._is_beyond():
                return
            yield from self._record() if self._at_start() else self._garbage()

    # The buffer

    def _fill(self) -> bool:
        """Read more bytes into the buffer; return False at the end, and at a fault until it is dealt with."""
        if self._fault or self._ended:
            return False
        piece = next(self._pieces, None)
        if piece is None:
            self._ended = True
            return False
        if self._by_member and (not self._members or self._members[-1][1] != piece.member):
            self._members.append((self._place + len(self._buffer), piece.member))
        if piece.fault:
            self._fault = piece
            return False
        self._buffer += piece.data
        return True

    def _need(self, size: int) -> bool:
        while len(self._buffer) < size:
            if not self._fill():
                return False
        return True

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._place += count

    def _member(self) -> tuple[int, int]:
        """Return where the member begins that the first byte of the buffer belongs to: unpacked, and in the file."""
        while len(self._members) > 1 and self._members[1][0] <= self._place:
            self._members.popleft()
        return self._members[0]

    def _name(self) -> str:
        """Return where the first byte of the buffer stands in the file."""
        if not self._by_member:
            return str(self._place)
        begin, member = self._member()
        return str(member) if begin == self._place else f"{member}+{self._place - begin}"

    def _at_bytes(self) -> bool:
        """Skip line ends; tell whether a byte or a fault follows, or the end."""
        while True:
            self._drop(_end_of(_LINE_ENDS, self._buffer))
            if self._buffer:
                return True
            if not self._fill():
                return self._fault is not None

    def _at_start(self) -> bool:
        self._need(_MAX_START)
        return _START.match(self._buffer) is not None

    def _is_beyond(self) -> bool:
        """Tell whether a record begins here that is left out because of where it begins."""
        if self._end is None:
            return False
        if not self._by_member:
            return self._place >= self._end and self._at_start()
        begin, member = self._member()
        # Told as the reader of the next span tells it when it looks for its first member.
        return member >= self._end and begin == self._place and self._need(5) and self._buffer.startswith(RECORD_START)

    def _take_fault(self, member: int) -> str | None:
        """Deal with the fault that ended a member; return its words. That of a later member waits for its turn."""
        fault = self._fault
        if fault is None or fault.member != member:
            return None
        self._fault = None
        return fault.fault

    # Records

    def _record(self) -> Iterator[Frame]:
        """Yield the record that begins here."""
        name = self._name()
        header_end = self._header_end()
        if header_end is None:
            yield from self._broken(name, "its header has no end", 1)
            return
        found = _LENGTH.search(self._buffer, 0, header_end)
        if not found:
            yield from self._broken(name, "no Content-Length", header_end)
            return
        total = header_end + int(found[1])
        if total - header_end > self._limit:
            self._need(_HEAD_OF_LARGE)
            head = bytes(self._buffer[: min(total, _HEAD_OF_LARGE)])
            yield from self._broken(name, too_large(self._limit), header_end, head)
        elif not self._need(total):
            held = len(self._buffer) - header_end
            yield from self._broken(name, f"cut short: {held} bytes of {total - header_end}", header_end, torn=True)
        elif not self._is_end(total):
            yield from self._broken(name, f"its Content-Length of {total - header_end} is wrong", header_end)
        else:
            yield Frame(name, bytes(self._buffer[:total]))
            self._drop(total)

    def _header_end(self) -> int | None:
        searched = len(RECORD_START)
        while searched < _MAX_HEADER:
            match = _HEADER_END.search(self._buffer, searched)
            if match:
                return match.end() if match[1] and match.end() <= _MAX_HEADER else None
            searched = max(searched, len(self._buffer) - _MAX_START)
            if not self._fill():
                return None
        return None

    def _is_end(self, place: int) -> bool:
        """Tell whether a record can end here: an empty line, the next record or the end of the file follows."""
        self._need(place + _MAX_START)
        after = bytes(self._buffer[place : place + len(b"\r\n\r\n")])
        return (
            after in (b"\r\n\r\n", b"\r\n", b"\n\n", b"\n", b"")
            or after.startswith(b"\n\n")
            or _START.match(self._buffer, place) is not None
        )

    def _broken(
        self, name: str, fault: str, searched: int, head: bytes = b"", *, torn: bool = False
    ) -> Iterator[Frame]:
        """Name the record as broken, and let the buffer begin with the next one that can be found behind its header."""
        member = self._member()[1] if self._by_member else 0
        self._drop(searched)
        if self._skip_to_start():
            if torn:
                fault = "its Content-Length is wrong: another record begins before its end"
        else:
            fault = self._take_fault(member) or fault
        yield Frame(name, head, fault)

    def _garbage(self) -> Iterator[Frame]:
        """Name a stretch that is no record, and let the buffer begin with the next record that can be found."""
        name, place = self._name(), self._place
        member = self._member()[1] if self._by_member else 0
        found = self._skip_to_start()
        fault = None if found else self._take_fault(member)
        size = self._place - place
        yield Frame(name, b"", fault or f"{size} byte{'s' if size > 1 else ''} that are no record")

    def _skip_to_start(self) -> bool:
        """Let the buffer begin with a record, as far as one follows before the next fault; else empty it."""
        while True:
            match = _START.search(self._buffer)
            if match:
                self._drop(match.start())
                return True
            self._drop(max(0, len(self._buffer) - _MAX_START))
            if not self._fill():
                self._drop(len(self._buffer))
                return False


def _end_of(pattern: re.Pattern[bytes], buffer: bytearray) -> int:
    """Return where what the pattern finds at the beginning ends; a copy of the buffer would cost as much as it holds."""
    match = pattern.match(buffer)
    return match.end() if match else 0
