"""Adds a line for each document to a file, for `newsx extract --log FILE`. Called by `extracting`."""

from __future__ import annotations

import logging
import os
import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.formats.files import output_error
from newsx.formats.ownership import is_filled_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.formats.appending import AppendedFile

_LOGGER = "newsx"
# How a line of a log begins: with its moment and a tab.
_LINE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\t")
_LOG_HEAD = 64


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


def refuse_log(path: str | None, *, others: Iterable[str | None]) -> None:
    """Raise UsageError for a log that would be added to what is read or written (`others`), or to a file that holds no log."""
    if path is None:
        return
    for other in others:
        if other is not None and os.path.realpath(other) == os.path.realpath(path):
            raise UsageError(f"{path} cannot take the log: it is an input or an output of the same run")
    if not is_filled_file(path):
        return
    try:
        with open(path, "rb") as file:
            head = file.read(_LOG_HEAD)
    except OSError as error:
        raise output_error(path, error) from error
    if _LINE.match(head) is None:
        raise UsageError(f"{path} holds no log of newsx: it is left alone, name another file")


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
