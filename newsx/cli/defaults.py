"""Defaults of options that people keep: `newsx.toml`, `[tool.newsx]` of pyproject.toml, and `NEWSX_…` variables.

Files are looked for in the working folder alone, or where NEWSX_CONFIG says. What stands in a variable goes before the file, an
option on the command line before both. Called by `entry`, and by `newsx config`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import typer

_FILE = "newsx.toml"
_PROJECT = "pyproject.toml"
_TABLE = b"[tool.newsx"
_PREFIX = "NEWSX_"
NAMING = "NEWSX_CONFIG"
# Variables of newsx that are no options.
_OTHERS = frozenset({NAMING, "NEWSX_PLAIN_IMPORTS", "NEWSX_PYTHONS", "NEWSX_PAGER"})
# What takes something from somebody, or opens what is closed, is said where it is done: a file may lie in anybody's folder, a variable be forgotten.
_SAID_EACH_TIME = frozenset({"output", "overwrite", "resume-anyway", "allow-private"})
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True, slots=True)
class Setting:
    """A default for an option, named as the option without dashes before it; `command` is the one it is for, None: all that have it."""

    name: str
    value: Any
    origin: str
    command: str | None = None


def are_any_set() -> bool:
    """Return whether there may be a default: what people have without any costs them nothing."""
    return _has_variables() or os.path.exists(_FILE) or _project_has_table()


def settings_found() -> list[Setting]:
    """Return all defaults, those of files first: a later one goes before an earlier one.

    Raises UsageError for a file that cannot be read.
    """
    named = os.environ.get(NAMING)
    if named is not None:
        found = list(_of_file(named, _load(named), named))
    elif os.path.exists(_FILE):
        found = list(_of_file(_FILE, _load(_FILE), _FILE))
    elif _project_has_table():
        found = list(_of_file(_PROJECT, _load(_PROJECT).get("tool", {}).get("newsx", {}), "[tool.newsx]"))
    else:
        found = []
    variables = sorted(
        name for name, value in os.environ.items() if value and name.startswith(_PREFIX) and name not in _OTHERS
    )
    return found + [Setting(_option_of(name), os.environ[name], name) for name in variables]


def default_map(app: typer.Typer, settings: Sequence[Setting]) -> dict[str, dict[str, object]]:
    """Return the defaults by command and parameter, as Typer takes them.

    Raises UsageError for one of a file that names no option, or whose value cannot be meant; variables that name none are left alone.
    """
    found: dict[str, dict[str, object]] = {}
    options = options_by_command(app)
    for setting in settings:
        commands = [setting.command] if setting.command else list(options)
        fitting = [(name, options[name][setting.name]) for name in commands if setting.name in options.get(name, {})]
        if not fitting and not setting.origin.startswith(_PREFIX):
            raise UsageError(f"{setting.origin}: {_not_known(setting, options)}")
        if not fitting:
            from newsx.cli.console import say

            say(f"{setting.origin}: {_not_known(setting, options)}; it is left alone")
        if setting.name in _SAID_EACH_TIME:
            raise UsageError(f"{setting.origin}: --{setting.name} is for the command line alone")
        for name, option in fitting:
            found.setdefault(name, {})[option.name] = _value(setting, option)
    return found


def options_by_command(app: typer.Typer) -> dict[str, dict[str, Any]]:
    """Return the options of each command by their names without dashes before them."""
    import typer.main

    commands = getattr(typer.main.get_command(app), "commands", {})
    return {
        name: {
            longest.removeprefix("--"): option
            for option in command.params
            if (longest := max(option.opts, key=len)).startswith("--")
        }
        for name, command in commands.items()
    }


def _has_variables() -> bool:
    return any(name.startswith(_PREFIX) and (name not in _OTHERS or name == NAMING) for name in os.environ)


def _project_has_table() -> bool:
    try:
        with open(_PROJECT, "rb") as file:
            return _TABLE in file.read()
    except OSError:
        return False


def _load(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _of_file(path: str, table: Any, origin: str) -> Iterator[Setting]:
    """Yield the settings of a file: those for all commands, then those in tables named like commands."""
    if not isinstance(table, dict):
        raise UsageError(f"{path}: newsx must be a table")
    for name, value in table.items():
        if not isinstance(value, dict):
            yield Setting(_dashed(name), value, origin)
    for command, values in table.items():
        if isinstance(values, dict):
            for name, value in values.items():
                yield Setting(_dashed(name), value, origin, command)


def _dashed(name: str) -> str:
    return name.replace("_", "-").lower()


def _option_of(variable: str) -> str:
    return _dashed(variable.removeprefix(_PREFIX))


def _not_known(setting: Setting, options: dict[str, dict[str, Any]]) -> str:
    from difflib import get_close_matches

    if setting.command is not None and setting.command not in options:
        return f"there is no command [{setting.command}]"
    names = options[setting.command] if setting.command else {name for each in options.values() for name in each}
    near = get_close_matches(setting.name, sorted(names), 1)
    return f"there is no option {setting.name}" + (f": {near[0]} is meant?" if near else "")


def _value(setting: Setting, option: Any) -> object:
    """Return the value as the command line would have it. Raises UsageError."""
    value = setting.value
    if option.is_flag:
        word = str(value).lower()
        if word not in _TRUE | _FALSE:
            raise UsageError(f"{setting.origin}: {setting.name} is true or false, not {value!r}")
        return word in _TRUE
    if option.multiple:
        return [str(each) for each in (value if isinstance(value, list) else str(value).split(","))]
    if isinstance(value, list | dict | bool):
        raise UsageError(f"{setting.origin}: {setting.name} takes one value, not {value!r}")
    return str(value)


def describe(app: typer.Typer) -> int:
    """Print every option with its default and where that comes from: set ones first. Return the exit code."""
    import sys

    from newsx.errors import EXIT_OK

    options = options_by_command(app)
    settings = settings_found()
    known = {name for each in options.values() for name in each}
    holding = _holding(settings, options)
    rows = [
        (
            f"{setting.command + ' ' if setting.command else ''}{setting.name}",
            _shown(setting.value),
            _where(setting, known) if holding[at] is None else f"{setting.origin}: {holding[at]} goes before it",
        )
        for at, setting in sorted(enumerate(settings), key=lambda each: holding[each[0]] is not None)
    ]
    told: dict[str, set[str | None]] = {}
    for setting in settings:
        told.setdefault(setting.name, set()).add(setting.command)
    for name in dict.fromkeys(name for each in options.values() for name in each):
        commands = [command for command, each in options.items() if name in each]
        elsewhere = [command for command in commands if command not in told.get(name, ())]
        if elsewhere and None not in told.get(name, ()):
            shown = f"{name} (other commands)" if name in told else name
            rows.append((shown, _shown(options[elsewhere[0]][name].default), "built in"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    sys.stdout.write("".join(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}\n" for name, value, origin in rows))
    sys.stdout.flush()
    return EXIT_OK


def _holding(settings: Sequence[Setting], options: dict[str, dict[str, Any]]) -> list[str | None]:
    """Return, for each default, None where it holds for some command, else the origin of a later one that goes before it."""
    later: dict[tuple[str, str], str] = {}
    found: list[str | None] = []
    for setting in reversed(settings):
        commands = [setting.command] if setting.command else [each for each in options if setting.name in options[each]]
        before = [later.get((command, setting.name)) for command in commands]
        found.append(before[0] if before and all(before) else None)
        later.update(((command, setting.name), setting.origin) for command in commands)
    return found[::-1]


def _where(setting: Setting, known: set[str]) -> str:
    return setting.origin if setting.name in known else f"{setting.origin}: no option is called so"


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "value", value))
