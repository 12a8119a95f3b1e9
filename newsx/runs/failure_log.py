"""The file of failures (`--errors`): a JSON line for each input that gave no article. Called by `run`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from newsx.formats.files import output_error, write_all
from newsx.records import shown_path

if TYPE_CHECKING:
    from newsx.records import Failure


class FailureLog:
    """A file of JSON lines with the fields of a Failure; without a path, nothing is written."""

    def __init__(self, path: str | None) -> None:
        """Raises OutputError when the file cannot be made."""
        self._path = path
        self._handle: int | None = None
        if path:
            try:
                self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            except OSError as error:
                raise output_error(path, error) from error

    def add(self, failure: Failure) -> None:
        """Write the line of a failure; raises OutputError."""
        if self._handle is None:
            return
        line = json.dumps(asdict(replace(failure, source=shown_path(failure.source))), ensure_ascii=False) + "\n"
        try:
            write_all(self._handle, line.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise output_error(str(self._path), error) from error

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
