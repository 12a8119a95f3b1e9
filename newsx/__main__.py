"""The `newsx` command: answers --version at once and leaves the rest to `newsx.cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """The command has run; its exit code is raised as SystemExit."""
    if sys.argv[1:] == ["--version"]:
        from newsx import __version__

        sys.stdout.write(f"newsx {__version__}\n")
        return
    from newsx.cli import app

    app(prog_name="newsx")


if __name__ == "__main__":
    main()
