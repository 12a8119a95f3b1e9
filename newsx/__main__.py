"""The `newsx` command: answers --version at once and leaves the rest to `newsx.cli`."""

from __future__ import annotations

import signal
import sys

_HELP = ("--help", "-h")


def main() -> None:
    """The command has run; its exit code is raised as SystemExit."""
    # While modules load, Ctrl-C ends the process the plain way: there is nothing yet that could be lost.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from newsx import __version__

        sys.stdout.write(f"newsx {__version__}\n")
        return
    from newsx.cli.app import app, prepare_help, print_help

    if not arguments or not {*arguments}.isdisjoint(_HELP):
        prepare_help()
    if len(arguments) == 2 and arguments[1] in _HELP:
        print_help(arguments[0])
    app(prog_name="newsx")


if __name__ == "__main__":
    main()
