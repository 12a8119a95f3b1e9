"""Runs `newsx dossier export`: a dossier for other programs, to standard output or a file. Called by the command."""

from __future__ import annotations

import sys

from newsx.dossier import open_dossier
from newsx.dossier.exports import write_export
from newsx.errors import EXIT_OK
from newsx.formats.files import AtomicFile, output_error
from newsx.formats.ownership import refuse_filled


def run_export(path: str, output_format: str, output: str | None, *, overwrite: bool = False) -> int:
    """Write the export; return the exit code. Raises UsageError for a file that must not be replaced, and OutputError."""
    if output is not None and output != "-":
        for own in (path, f"{path}-wal", f"{path}-shm"):
            refuse_filled(output, allowed=overwrite, own=own)
    with open_dossier(path, create=False, writes=False) as dossier:
        if output is None or output == "-":
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
