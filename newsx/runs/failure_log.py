"""The file of failures (`--errors`): a JSON line for each input that gave no article. Called by `run`."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.formats.files import check_file, output_error, refuse_inputs, write_all
from newsx.formats.locking import OutputLock
from newsx.formats.ownership import refuse_failures
from newsx.records import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Failure, InputRef


class FailureLog:
    """A file of JSON lines with the fields of a Failure; without a path, nothing is written."""

    def __init__(self, path: str | None, *, replace: bool = False, inputs: Sequence[InputRef] = ()) -> None:
        """Return a file of failures that stands there is made anew with `replace`, refused without; any other file is refused.

        Nothing is written before `open`. Raises UsageError, and OutputError when nothing can be written there.
        """
        self._path = path
        self._handle: int | None = None
        self._lock: OutputLock | None = None
        self._end = 0
        if path:
            self._claim(path, may_replace=replace, inputs=inputs)

    def _claim(self, path: str, *, may_replace: bool, inputs: Sequence[InputRef]) -> None:
        if os.path.exists(path) and not os.path.isfile(path):
            return  # a terminal, a pipe
        refuse_inputs(path, inputs)
        self._lock = OutputLock(path)
        try:
            refuse_failures(path, allowed=may_replace)
        except UsageError:
            self.close()
            raise

    def open(self) -> None:
        """Make the file, empty. Raises OutputError."""
        if self._path is None:
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        try:
            self._handle = os.open(self._path, flags, 0o666)
        except OSError as error:
            raise output_error(self._path, error) from error
        self._is_file = stat.S_ISREG(os.fstat(self._handle).st_mode)

    def add(self, failure: Failure) -> None:
        """Write the line of a failure; raises OutputError."""
        if self._handle is None:
            return
        line = json.dumps(asdict(changed(failure, source=shown_path(failure.source))), ensure_ascii=False) + "\n"
        try:
            data = line.encode("utf-8", "backslashreplace")
            write_all(self._handle, data)
        except OSError as error:
            raise output_error(str(self._path), error) from error
        self._end += len(data)

    def finish(self) -> None:
        """See that the file still stands there whole. Raises OutputError."""
        if self._handle is not None and self._is_file:
            check_file(str(self._path), self._handle, self._end)

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        if self._lock is not None:
            self._lock.release(keep=False)
            self._lock = None
