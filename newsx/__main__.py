"""The `newsx` command: answers --version at once and leaves the rest to `newsx.cli`."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Run the command; its exit code is raised as SystemExit."""
    # While modules load, Ctrl-C ends the process the plain way: there is nothing yet that could be lost.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open_streams()
    # Options of Typer take a value or take none; this one has a word behind it in one case.
    sys.argv[1:] = ["--resume-anyway" if each == "--resume=anyway" else each for each in sys.argv[1:]]
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from newsx import __version__

        try:
            sys.stdout.write(f"newsx {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            _give_up(error)
        return
    from newsx.cli.entry import start

    start(arguments)


def _give_up(error: OSError) -> NoReturn:
    """End where standard output cannot be written to, as all commands do."""
    sys.stderr.write(f"newsx: {error.strerror or error}\n")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python would complain of what is left when it ends
    raise SystemExit(3) from error


def _open_streams() -> None:
    """Put something in the place of streams that the caller has closed, or the next files would be opened as them.

    Nothing comes from standard input, messages go nowhere, and data cannot be written: that is for the command to say.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY), number)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), write_through=True)
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), write_through=True)


if __name__ == "__main__":
    main()
