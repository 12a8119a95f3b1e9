"""Shows what is longer than the terminal with the program people read such things with. Called by `view` and `model`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Ends at once where all fits on the terminal, shows colours, leaves what was shown there.
_USUAL = "less -FRX"


@contextmanager
def paged(*, wanted: bool = True) -> Iterator[tuple[IO[str], bool]]:
    """Give what to write to, and whether a person reads it page by page; that it is closed early is no fault.

    NEWSX_PAGER or PAGER name the program; empty, or where the output is no terminal, there is none.
    """
    command = os.environ.get("NEWSX_PAGER", os.environ.get("PAGER", _USUAL)).strip()
    parts = shlex.split(command)
    if not (wanted and parts and sys.stdout.isatty() and sys.stdin.isatty() and shutil.which(parts[0])):
        yield sys.stdout, False
        return
    sys.stdout.flush()
    program = subprocess.Popen(parts, stdin=subprocess.PIPE, encoding="utf-8", errors="backslashreplace")  # noqa: S603 - the user's own
    assert program.stdin is not None
    try:
        yield program.stdin, True
    except BrokenPipeError:
        pass  # the reader has seen enough
    finally:
        with suppress(BrokenPipeError):
            program.stdin.close()
        while True:
            try:
                program.wait()
            except KeyboardInterrupt:
                continue  # it is the pager that Ctrl-C is for
            break
