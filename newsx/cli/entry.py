"""Starts the command: wrong names are told what is meant, defaults are read, and what cannot be written is one line.

Called by `newsx.__main__`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsx.cli.app import app, prepare_help, print_help
from newsx.cli.console import say
from newsx.cli.groups import load_commands
from newsx.errors import EXIT_NOT_WRITTEN, EXIT_USAGE, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_HELP = frozenset({"--help", "-h"})


def start(arguments: Sequence[str]) -> None:
    """Run the command; its exit code is raised as SystemExit."""
    load_commands(arguments)
    if not arguments or not _HELP.isdisjoint(arguments):
        prepare_help()
    if wrong := _misnamed(arguments):
        say(wrong)
        raise SystemExit(EXIT_USAGE)
    try:
        if len(arguments) == 2 and arguments[1] in _HELP:
            print_help(arguments[0])
        defaults = _defaults()
        _run(defaults)
    except UsageError as error:
        say(str(error))
        raise SystemExit(EXIT_USAGE) from error
    except OSError as error:  # a full disk behind standard output, a home folder that cannot be written to
        say(f"{f'{error.filename}: ' if error.filename else ''}{error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python would complain of what is left when it ends
        raise SystemExit(EXIT_NOT_WRITTEN) from error


def _run(defaults: dict[str, dict[str, object]] | None) -> None:
    """Run the command; where its options cannot be meant, say which of them nobody typed."""
    try:
        app(prog_name="newsx", default_map=defaults)
    except SystemExit as end:
        if end.code == EXIT_USAGE and defaults:
            from newsx.cli.defaults import settings_found

            say("set beforehand: " + ", ".join(f"{each.origin}: {each.name} {each.value}" for each in settings_found()))
        raise


def command_names() -> list[str]:
    """Return the names of the commands, in order."""
    commands = [each.name or each.callback.__name__ for each in app.registered_commands if each.callback]
    return commands + [each.name for each in app.registered_groups if each.name]


def _misnamed(arguments: Sequence[str]) -> str | None:
    """Return what to say of a first word that is no command: an input where it names one, a slip where it is like one."""
    dashed = next((each for each in arguments if each.startswith("-") and each != "-" and os.path.exists(each)), None)
    if dashed is not None and "--" not in arguments:
        return f"{dashed} is a file whose name begins with a dash: write .{os.sep}{dashed}"
    first = arguments[0] if arguments else "-"
    names = command_names()
    if first in names or (first.startswith("-") and first != "-") or (first == "-" and not arguments):
        return None
    if os.path.exists(first) or first == "-" or os.sep in first or "." in first:
        return f"{first} is no command: newsx extract {first} reads it, newsx view {first} shows it"
    from difflib import get_close_matches

    near = get_close_matches(first, names, 1)
    return f"there is no command {first}: {f'{near[0]} is meant?' if near else 'name one of ' + ', '.join(names)}"


def _defaults() -> dict[str, dict[str, object]] | None:
    """Return the defaults of options by command, where any are set; nothing is loaded where none are."""
    from newsx.cli.defaults import are_any_set

    if "_NEWSX_COMPLETE" in os.environ or not are_any_set():
        return None
    from newsx.cli.defaults import default_map, settings_found

    return default_map(app, settings_found())
