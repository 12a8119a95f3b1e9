"""What people see on stderr: one line a failure, progress on a terminal, the judged lines of a page dump."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

from newsx.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsx.records import Failure, Line

# Everything a terminal could take for a command: control characters of both sets and marks that turn the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

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
_SHOWN_LINE_LENGTH = 100


def printable(text: str) -> str:
    """The text with everything a terminal could obey spelled out as an escape."""
    return _UNPRINTABLE.sub(lambda match: ascii(match.group())[1:-1], text)


def say(message: str) -> None:
    """The message is a line on stderr."""
    sys.stderr.write(f"newsx: {printable(message)}\n")
    sys.stderr.flush()


class ErrorLog:
    """Names each failed input on stderr and, when asked for, in a file of JSON lines."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: IO[str] | None = None
        if path:
            try:
                self._file = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed in close()
            except OSError as error:
                raise OutputError(f"{path}: {error.strerror}") from error

    def add(self, failure: Failure) -> None:
        """The failure has its line on stderr and in the file."""
        what = "" if failure.kind == "failed" else f"{failure.kind.replace('_', ' ')}: "
        say(f"{failure.source}: {what}{failure.message}")
        if self._file:
            record = {key: text.encode("utf-8", "backslashreplace").decode() for key, text in asdict(failure).items()}
            try:
                self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
                self._file.flush()
            except OSError as error:
                raise OutputError(f"{self._path}: {error.strerror}") from error

    def close(self) -> None:
        """The file is closed."""
        if self._file:
            self._file.close()


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """A function is given that takes the outcome of each input ("article", or a Failure's kind) and shows the counts on a terminal."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts: dict[str, int] = {}
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)

        def advance(outcome: str) -> None:
            counts[outcome] = counts.get(outcome, 0) + 1
            bar.update(task, description=summary(counts))

        yield advance


def summary(counts: dict[str, int]) -> str:
    """The counts of outcomes in words: "12 articles, 1 no article, 2 refused"."""
    words = {"article": ("article", "articles"), "no_article": ("without article", "without article")}
    parts = []
    for outcome in ("article", "no_article", "refused", "failed"):
        count = counts.get(outcome, 0)
        if count or outcome == "article":
            one, many = words.get(outcome, (outcome, outcome))
            parts.append(f"{count} {one if count == 1 else many}")
    return ", ".join(parts)


def print_lines(lines: Sequence[Line], source: str) -> None:
    """The judged lines of a page dump stand on stderr: role, score, reason and the line itself."""
    if not lines:
        say(f"{source}: not a page dump, no lines to explain")
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text(printable(source), style="bold"))
    for line in lines:
        shown = printable(" ".join(line.text.split()))
        if len(shown) > _SHOWN_LINE_LENGTH:
            shown = shown[: _SHOWN_LINE_LENGTH - 1] + "…"
        style = _ROLE_STYLES.get(line.role, "")
        row = Text(f"{line.number + 1:>5} ", style="bright_black")
        row.append(f"{line.role:<11} ", style=style)
        row.append(f"{line.score:4.2f}  ", style="bright_black")
        row.append(shown, style=style if line.role != "navigation" else "bright_black")
        row.append(f"  [{line.reason}]", style="bright_black italic")
        console.print(row)
