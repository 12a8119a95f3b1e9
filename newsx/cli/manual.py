"""Writes the manual page and the completion scripts that the wheel brings: `python -m newsx.cli.manual`, after options have changed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = os.path.join(os.path.dirname(__file__), "share")
_SHELLS = ("bash", "zsh", "fish")
_MARKUP = lazy_pattern(r"(?<!\\)\[/?[a-z ]+\]")
_CODES = (
    ("0", "Every input gave an article."),
    ("1", "Some did not, each a line on standard error, or nothing was found; --fail-on says what counts."),
    ("2", "Wrong usage; nothing was changed."),
    ("3", "Results could not be written."),
    ("130, 143", "Interrupted or ended; what was finished is kept."),
)
_FILES = (
    ("newsx.toml", "Defaults of options, in the working folder: NAME = VALUE, for one command below [COMMAND]."),
    ("pyproject.toml", "The same below [tool.newsx], where there is no newsx.toml."),
)
_VARIABLES = (
    ("NEWSX_OPTION", "The default of an option, before that of a file: NEWSX_MODEL, NEWSX_MAX_SIZE."),
    ("NEWSX_CONFIG", "Another file than newsx.toml."),
    ("NEWSX_PAGER, PAGER", "What shows what is longer than the terminal; empty: nothing."),
    ("NO_COLOR, FORCE_COLOR", "No colours, or colours always."),
)


def manual_page() -> str:
    """Return the manual page of the command, in the macros of man(7): the same bytes for the same options."""
    import typer.main

    from newsx.cli.app import app

    commands = getattr(typer.main.get_command(app), "commands", {})
    return "\n".join(_lines(commands)) + "\n"


def completion(shell: str) -> str:
    """Return the script by which a shell completes the command."""
    from importlib import import_module

    for module in ("typer._completion_shared", "typer.completion"):
        make = getattr(import_module(module), "get_completion_script", None)
        if make is not None:
            return str(make(prog_name="newsx", complete_var="_NEWSX_COMPLETE", shell=shell)).strip() + "\n"
    raise RuntimeError("this Typer makes no completion scripts")


def write_all() -> None:
    """Write the manual page and the scripts into the package."""
    os.makedirs(FOLDER, exist_ok=True)
    files = {"newsx.1": manual_page(), **{f"newsx.{shell}": completion(shell) for shell in _SHELLS}}
    for name, text in files.items():
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
            file.write(text)


def _lines(commands: dict[str, Any]) -> Iterator[str]:
    yield f'.TH NEWSX 1 "" "newsx {__version__}" "User Commands"'
    yield ".SH NAME\nnewsx \\- structured records from news pages"
    yield ".SH SYNOPSIS"
    for name in commands:
        yield f".B newsx {_plain(name)}\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n.br"
    yield ".SH DESCRIPTION"
    yield _plain(
        "News pages in, structured records out: the article is cut out of saved HTML or of the text of a whole web page, people, "
        "places, organisations and dates are tagged, joined and resolved, and one validated JSON object an article is printed."
    )
    for name, command in commands.items():
        yield f".SH NEWSX {_plain(name.upper())}"
        yield from _paragraphs(command.help or "")
        for option in command.params:
            yield from _option(option)
    for title, rows in (("EXIT STATUS", _CODES), ("FILES", _FILES), ("ENVIRONMENT", _VARIABLES)):
        yield f".SH {title}"
        for term, words in rows:
            yield f".TP\n.B {_plain(term)}\n{_plain(words)}"


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", _MARKUP.sub("", text).replace("\\[", "["))):
        if number:
            yield ".PP"
        yield _plain(" ".join(paragraph.split()))


def _option(option: Any) -> Iterator[str]:
    names = ", ".join(sorted(option.opts, key=len)) if option.opts[0].startswith("-") else ""
    metavar = option.metavar or ""
    term = f"{names} {metavar}".strip()
    default = getattr(option.default, "value", option.default)
    shown = default not in (None, False, True) and not callable(default)
    yield f".TP\n.B {_plain(term)}\n{_plain(option.help or '')}{_plain(f' [{default}]') if shown else ''}"


def _plain(text: str) -> str:
    """Return the text as it stands in a manual page: nothing in it is a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    write_all()
