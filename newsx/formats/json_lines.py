"""Records as JSON: lines on standard output or in a file that can be continued, or a folder of files."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from newsx.errors import UsageError
from newsx.formats.appending import AppendedFile, StreamWriter
from newsx.formats.files import is_device, output_error, refuse_inputs, write_aside
from newsx.formats.ownership import is_torn_record
from newsx.formats.packed_files import PackedFile
from newsx.formats.resuming import is_finished, origin_of
from newsx.formats.sink import Sink, standard_output
from newsx.formats.table import DEFAULT, format_of_path, packing_of_output
from newsx.records import named

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    if is_device(target.path) or format_of_path(target.path) is DEFAULT:
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
        self._writer = StreamWriter(stream, name=name)
        self.indent = indent

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the record at once, so that the next command of a pipe sees it. Raises BrokenPipeError, OutputError."""
        self._writer.write(record + b"\n")

    def close(self) -> None:
        """Bring a packed file to its place."""
        self._writer.close()


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
        refuse_inputs(path, inputs)
        self._file = AppendedFile(path, keeps=resume, is_read=True)
        if resume:
            try:
                self._file.cut(self._read_kept())
            except OSError as error:
                raise output_error(path, error) from error
        self._synced = time.monotonic()

    def _read_kept(self) -> int:
        """Learn the lines of an earlier run; return where the last whole one ends."""
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
        start = self._file.end
        self._file.write(record + b"\n")
        if self._resume:
            self._lines[self._places.pop(ref)] = (start, len(record) + 1)
        if time.monotonic() - self._synced >= _SYNC_SECONDS:
            self._file.sync()
            self._synced = time.monotonic()
            self._file.check()

    def finish(self) -> None:
        """Put the lines into the order of the inputs; those of inputs that were not named this time come first.

        Raises OutputError when the file was removed or changed by somebody else.
        """
        self._file.check()
        if not self._resume:
            return
        strangers = sorted((kept.offset, kept.length) for kept in self._kept.values())
        lines = strangers + [line for _, line in sorted(self._lines.items())]
        if lines == sorted(lines) and sum(length for _, length in lines) == self._file.end:
            return
        write_aside(self._path, self._file.copy(lines))

    def close(self) -> None:
        """Bring the file to disk and close it."""
        self._file.sync()
        self._file.close()
