"""Writes what people see on stderr: messages, failures, the judged lines of page dumps. Called by the commands."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Failure, Line

# Everything a terminal could take for a command: control characters of both sets and marks that turn the direction of writing.
_UNPRINTABLE = lazy_pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_ROLE_STYLES = {
    "body": "green",
    "headline": "bold cyan",
    "byline": "magenta",
    "dateline": "magenta",
    "caption": "yellow",
    "section": "blue",
    "keywords": "blue",
    "related": "red",
    "navigation": "bright_black",
    "boilerplate": "bright_black",
}
# Columns before a judged line: its number, role and score. A line is cut to fit the terminal, never below so many characters.
_JUDGEMENT_WIDTH = 24
_LEAST_SHOWN = 30
_FILE_WIDTH = 160


def printable(text: str) -> str:
    """Return the text with everything a terminal could obey spelled out as an escape."""
    return _UNPRINTABLE.sub(lambda match: ascii(match.group())[1:-1], text)


def say(message: str) -> None:
    """Write the message as a line on stderr, unless nobody can read it there any more."""
    with suppress(OSError):
        sys.stderr.write(f"newsx: {printable(message)}\n")
        sys.stderr.flush()


def say_waiting(inputs: Sequence[str], what: str) -> None:
    """Tell a person at a terminal that standard input is read."""
    if tuple(inputs) == ("-",) and sys.stdin.isatty():
        say(f"reading standard input: paste {what}, then press Ctrl-D")


def say_failure(failure: Failure) -> None:
    """Write one line on stderr about an input that gave no article."""
    from newsx.records import shown_path

    what = "" if failure.kind == "failed" else f"{failure.kind.replace('_', ' ')}: "
    say(f"{shown_path(failure.source)}: {what}{failure.message}")


def show_log() -> None:
    """Write what newsx logs to stderr, a line a message."""
    import logging

    class Lines(logging.Handler):
        """Says every message as the command says everything else."""

        def emit(self, record: logging.LogRecord) -> None:
            """Write the message as one line."""
            say(record.getMessage())

    logger = logging.getLogger("newsx")
    logger.addHandler(Lines())
    logger.setLevel(logging.INFO)


def print_lines(lines: Sequence[Line], source: str) -> None:
    """Print the judged lines of a page dump on stderr: role, score, reason and the line itself."""
    if not lines:
        say(f"{source}: not a page dump, no lines to explain")
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text(printable(source), style="bold"))
    width = console.width if console.is_terminal else _FILE_WIDTH
    for line in lines:
        shown = printable(" ".join(line.text.split()))
        room = max(_LEAST_SHOWN, width - _JUDGEMENT_WIDTH - len(line.reason) - len("  []"))
        if len(shown) > room:
            shown = shown[: room - 1] + "…"
        style = _ROLE_STYLES.get(line.role, "")
        row = Text(f"{line.number + 1:>5} ", style="bright_black")
        row.append(f"{line.role:<11} ", style=style)
        row.append(f"{line.score:4.2f}  ", style="bright_black")
        row.append(shown, style=style if line.role != "navigation" else "bright_black")
        row.append(f"  [{line.reason}]", style="bright_black italic")
        console.print(row)
