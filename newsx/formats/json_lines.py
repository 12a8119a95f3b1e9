"""Records as JSON: lines on standard output or in a file that can be continued, or a folder of files."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from newsx.errors import UsageError
from newsx.formats.files import check_file, output_error, refuse_inputs, write_all, write_aside
from newsx.formats.ownership import is_torn_record
from newsx.formats.packed_files import PackedFile
from newsx.formats.resuming import is_finished, origin_of
from newsx.formats.sink import Sink, standard_output
from newsx.formats.table import DEFAULT, format_of_path, packing_of_output
from newsx.records import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.formats.resuming import RecordOrigin
    from newsx.formats.sink import Target
    from newsx.records import InputRef

# A power cut costs the records of this many seconds at most; a resumed run makes them again.
_SYNC_SECONDS = 5.0
_HEAD_BYTES = 64


def open_json(target: Target) -> Sink:
    """Return the sink of JSON that fits a target: standard output, a file of lines, or a folder of files."""
    if target.output is None:
        return StreamSink(standard_output(), indent=target.indent)
    if format_of_path(target.path) is DEFAULT:
        if packing := packing_of_output(target.path):
            return StreamSink(PackedFile(target.path, packing), name=target.path)
        return FileSink(target.path, resume=target.resume, inputs=target.inputs)
    from newsx.formats.json_folder import FolderSink

    return FolderSink(
        target.path, indent=target.indent, resume=target.resume, overwrite=target.overwrite, inputs=target.inputs
    )


class StreamSink(Sink):
    """Writes records to an open binary stream, one a line or indented."""

    def __init__(
        self, stream: BinaryIO | PackedFile, *, indent: int | None = None, name: str = "standard output"
    ) -> None:
        self._stream = stream
        self._name = name
        self.indent = indent

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the record at once, so that the next command of a pipe sees it.

        Raises BrokenPipeError when nobody reads any more, OutputError for other errors.
        """
        view = memoryview(record + b"\n")
        try:
            while view:
                view = view[self._stream.write(view) :]
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_error(self._name, error) from error

    def close(self) -> None:
        """Bring a packed file to its place."""
        if isinstance(self._stream, PackedFile):
            self._stream.commit()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A line an earlier run left: where it stands and which input it was made from."""

    offset: int
    length: int
    origin: RecordOrigin


class FileSink(Sink):
    """Writes records to a file of JSON lines: whole lines only, whatever happens.

    Resumed, it keeps the lines of inputs whose content has not changed, drops a torn one, and puts all lines into the
    order of the inputs when it is finished.
    """

    def __init__(self, path: str, *, resume: bool = False, inputs: Sequence[InputRef] = ()) -> None:
        self._path = path
        self._resume = resume
        self._kept: dict[str, _Kept] = {}
        self._lines: dict[int, tuple[int, int]] = {}
        self._places: dict[InputRef, int] = {}
        self._begun = 0
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            refuse_inputs(path, inputs)
            # Appending: a file that is cut from outside has no hole filled with zeros.
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
            self._handle = os.open(path, flags if resume else flags | os.O_TRUNC, 0o666)
            self._is_file = stat.S_ISREG(os.fstat(self._handle).st_mode)
            self._end = self._read_kept() if resume else 0
        except OSError as error:
            raise output_error(path, error) from error
        self._synced = time.monotonic()

    def _read_kept(self) -> int:
        """Learn the lines of an earlier run and cut off a torn tail; return the length of the file."""
        end = 0
        with open(self._path, "rb") as file:
            offset = 0
            for line in file:
                origin = origin_of(line) if line.endswith(b"\n") else None
                if origin:
                    old = self._kept.get(origin.name)
                    self._kept[origin.name] = _Kept(offset, len(line), origin)
                    end = offset + len(line)
                    if old and old.origin == origin:
                        self._kept[origin.name] = old
                offset += len(line)
        if offset and not end and not self._looks_torn():
            raise UsageError(f"{self._path} holds no records of newsx: --resume would destroy it")
        if self._is_file:
            os.ftruncate(self._handle, end)
        return end

    def _looks_torn(self) -> bool:
        with open(self._path, "rb") as file:
            return is_torn_record(file.read(_HEAD_BYTES))

    def begin(self, ref: InputRef) -> bool:
        """Keep a place in the order for the input; False when its line stands there from an earlier run."""
        place = self._begun
        self._begun += 1
        if not self._resume:
            return True
        kept = self._kept.pop(named(ref.shown, ref.record), None)
        if kept and is_finished(ref, kept.origin):
            self._lines[place] = (kept.offset, kept.length)
            return False
        self._places[ref] = place
        return True

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the record as a line; after an error the file ends with the line before it."""
        try:
            write_all(self._handle, record + b"\n")
        except OSError as error:
            if self._is_file:
                os.ftruncate(self._handle, self._end)
            raise output_error(self._path, error) from error
        if self._resume:
            self._lines[self._places.pop(ref)] = (self._end, len(record) + 1)
        self._end += len(record) + 1
        self._sync()

    def _sync(self) -> None:
        """Bring the file to disk every few seconds, and see that it still stands there."""
        if not self._is_file or time.monotonic() - self._synced < _SYNC_SECONDS:
            return
        try:
            os.fsync(self._handle)
        except OSError as error:
            raise output_error(self._path, error) from error
        self._synced = time.monotonic()
        check_file(self._path, self._handle, self._end)

    def finish(self) -> None:
        """Put the lines into the order of the inputs; those of inputs that were not named this time come first.

        Raises OutputError when the file was removed or changed by somebody else.
        """
        if self._is_file:
            check_file(self._path, self._handle, self._end)
        if not self._resume:
            return
        strangers = sorted((kept.offset, kept.length) for kept in self._kept.values())
        lines = strangers + [line for _, line in sorted(self._lines.items())]
        if lines == sorted(lines) and sum(length for _, length in lines) == self._end:
            return
        write_aside(self._path, self._copy(lines))

    def _copy(self, lines: list[tuple[int, int]]) -> Iterator[bytes]:
        for offset, length in lines:
            yield os.pread(self._handle, length, offset)

    def close(self) -> None:
        """Bring the file to disk and close it."""
        try:
            if self._is_file:
                os.fsync(self._handle)
            os.close(self._handle)
        except OSError as error:
            raise output_error(self._path, error) from error
