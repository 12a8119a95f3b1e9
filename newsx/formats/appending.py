"""Writers of bytes to one output: an open stream, and a file that only grows. Sinks and the log of failures write through them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from newsx.formats.files import check_file, output_error, write_all
from newsx.formats.packed_files import PackedFile

if TYPE_CHECKING:
    from collections.abc import Iterator


class StreamWriter:
    """Writes to an open binary stream; `name` is what messages call it."""

    def __init__(self, stream: BinaryIO | PackedFile, *, name: str = "standard output") -> None:
        self._stream = stream
        self._name = name

    def write(self, data: bytes) -> None:
        """Write all of the data at once, so that the next command of a pipe sees it.

        Raises BrokenPipeError when nobody reads any more, OutputError for other errors.
        """
        view = memoryview(data)
        try:
            while view:
                view = view[self._stream.write(view) :]
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_error(self._name, error) from error

    def close(self) -> None:
        """Bring a packed file to its place; other streams stay open."""
        if isinstance(self._stream, PackedFile):
            self._stream.commit()


class AppendedFile:
    """A file that only grows: a piece is in it whole or not at all, and what was written is seen to be there still.

    `end` is its length as far as it was written here; `is_file` is False for terminals, pipes and the like.
    """

    def __init__(self, path: str, *, keeps: bool = False, is_read: bool = False) -> None:
        """Open the file, with its folder: `keeps` leaves what it holds, `is_read` opens it for reading too. Raises OutputError."""
        self.path = path
        self.end = 0
        # Appending: a file that is cut from outside has no hole filled with zeros.
        flags = os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | (os.O_RDWR if is_read else os.O_WRONLY)
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._handle = os.open(path, flags if keeps else flags | os.O_TRUNC, 0o666)
            self.is_file = stat.S_ISREG(os.fstat(self._handle).st_mode)
        except OSError as error:
            raise output_error(path, error) from error

    def write(self, data: bytes) -> None:
        """Write the data; after an error the file ends with what was written before. Raises OutputError."""
        try:
            write_all(self._handle, data)
        except OSError as error:
            if self.is_file:
                os.ftruncate(self._handle, self.end)
            raise output_error(self.path, error) from error
        self.end += len(data)

    def cut(self, end: int) -> None:
        """Let the file end there. Raises OSError."""
        if self.is_file:
            os.ftruncate(self._handle, end)
        self.end = end

    def copy(self, pieces: list[tuple[int, int]]) -> Iterator[bytes]:
        """Yield the pieces at these offsets, of these lengths."""
        for offset, length in pieces:
            yield os.pread(self._handle, length, offset)

    def check(self) -> None:
        """See that the file still stands at its path, whole. Raises OutputError."""
        if self.is_file:
            check_file(self.path, self._handle, self.end)

    def sync(self) -> None:
        """Bring the file to disk. Raises OutputError."""
        if not self.is_file:
            return
        try:
            os.fsync(self._handle)
        except OSError as error:
            raise output_error(self.path, error) from error

    def close(self) -> None:
        """Close the file. Raises OutputError."""
        try:
            os.close(self._handle)
        except OSError as error:
            raise output_error(self.path, error) from error
