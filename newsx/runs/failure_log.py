"""The file of failures (`--errors`): a JSON line for each input that gave no article. Called by `run`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.formats.appending import AppendedFile
from newsx.formats.files import refuse_inputs
from newsx.formats.locking import OutputLock
from newsx.formats.ownership import refuse_failures
from newsx.records import shown_path
from newsx.sources.listing import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Failure, InputRef


class FailureLog:
    """A file of JSON lines with the fields of a Failure; without a path, nothing is written."""

    def __init__(self, path: str | None, *, replace: bool = False, inputs: Sequence[InputRef] = ()) -> None:
        """Claim the path: a file of failures that stands there is made anew with `replace`, refused without; any other is refused.

        Nothing is written before `open`. Raises UsageError, and OutputError when nothing can be written there.
        """
        self._path = path
        self._file: AppendedFile | None = None
        self._lock: OutputLock | None = None
        if path:
            self._claim(path, may_replace=replace, inputs=inputs)

    def _claim(self, path: str, *, may_replace: bool, inputs: Sequence[InputRef]) -> None:
        if path == STDIN:
            raise UsageError("--errors names a file: on stderr failures are told anyway")
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
        if self._path is not None:
            self._file = AppendedFile(self._path)

    def add(self, failure: Failure) -> None:
        """Write the line of a failure; raises OutputError."""
        if self._file is None:
            return
        line = json.dumps(asdict(changed(failure, source=shown_path(failure.source))), ensure_ascii=False) + "\n"
        self._file.write(line.encode("utf-8", "backslashreplace"))

    def finish(self) -> None:
        """See that the file still stands there whole. Raises OutputError."""
        if self._file is not None:
            self._file.check()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            self._lock.release(keep=False)
            self._lock = None
