"""Adds a line for each document to a file, for `newsx extract --log FILE`. Called by `extracting`."""

from __future__ import annotations

import logging
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.formats.appending import AppendedFile

_LOGGER = "newsx"


class _Lines(logging.Handler):
    """Writes what is logged of a document: time, source, outcome and milliseconds, with tabs between."""

    def __init__(self, file: AppendedFile) -> None:
        super().__init__(logging.INFO)
        self._file = file

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line. Raises OutputError: a log with holes is none."""
        from newsx.cli.console import printable

        told = record.args if isinstance(record.args, tuple) else ()
        source, outcome, spent = (*told, None, None, None)[:3] if len(told) >= 2 else (record.getMessage(), None, None)
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + "Z"
        milliseconds = "" if spent is None else f"{float(str(spent)):.0f}"
        line = "\t".join((moment, printable(str(source)), str(outcome or ""), milliseconds))
        self._file.write(f"{line}\n".encode("utf-8", "backslashreplace"))


@contextmanager
def logged(path: str | None) -> Iterator[None]:
    """Add the lines of all documents to the file while this lasts; without a path nothing is done. Raises OutputError."""
    if path is None:
        yield
        return
    from newsx.formats.appending import AppendedFile

    file = AppendedFile(path, keeps=True)
    file.cut(os.path.getsize(path) if file.is_file else 0)  # it grows from its end
    handler = _Lines(file)
    logger = logging.getLogger(_LOGGER)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        file.close()
