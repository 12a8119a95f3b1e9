"""Runs `newsx dossier export`: a dossier for other programs, to standard output or a file. Called by the command."""

from __future__ import annotations

import os
import sys

from newsx.dossier import open_dossier
from newsx.dossier.exports import write_export
from newsx.errors import EXIT_OK, UsageError
from newsx.formats.files import AtomicFile, is_device, is_stdout, output_error
from newsx.formats.ownership import refuse_filled

# What the suffix of a file stands for; of two formats with one suffix the first.
_OF_SUFFIX = {
    ".jsonl": ("jsonl", "stories", "ftm"),
    ".json": ("timeline",),
    ".csv": ("csv",),
    ".xlsx": ("xlsx",),
    ".gexf": ("gexf",),
    ".graphml": ("graphml",),
    ".geojson": ("geojson",),
    ".kml": ("kml",),
    ".ics": ("ical",),
}


def run_export(path: str, output_format: str | None, output: str | None, *, overwrite: bool = False) -> int:
    """Write the export; return the exit code.

    Without a format the suffix of the file tells it. Raises UsageError for a suffix that tells none or another one, for a file that must
    not be replaced, and OutputError.
    """
    if output is not None and not is_stdout(output):
        for own in (path, f"{path}-wal", f"{path}-shm"):
            refuse_filled(output, allowed=overwrite, own=own)
    output_format = _format_of(output, output_format)
    with open_dossier(path, create=False, writes=False) as dossier:
        if output is None or is_stdout(output):
            write_export(dossier, output_format, sys.stdout.buffer)
            return EXIT_OK
        target = AtomicFile(output)
        try:
            write_export(dossier, output_format, target.file)
        except OSError as error:
            target.discard()
            raise output_error(output, error) from error
        except BaseException:
            target.discard()
            raise
        target.commit()
    return EXIT_OK


def _format_of(output: str | None, asked: str | None) -> str:
    suffix = os.path.splitext(output or "")[1].lower()
    fitting = _OF_SUFFIX.get(suffix)
    if output is None or not suffix or os.path.isdir(output) or is_device(output) or (asked and fitting is None):
        return asked or "jsonl"
    if fitting is None:
        raise UsageError(f"{output}: {suffix} names no format: --format names one, or one of {', '.join(_OF_SUFFIX)}")
    if asked and asked not in fitting:
        raise UsageError(f"{output} does not fit --format {asked}: it is a file of {fitting[0]}")
    return asked or fitting[0]
