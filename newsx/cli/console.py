"""What people see on stderr: one line a failure, progress on a terminal, the judged lines of a page dump."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

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
# Columns before a judged line: its number, role and score. A line is cut to fit the terminal, never below so many characters.
_JUDGEMENT_WIDTH = 24
_LEAST_SHOWN = 30
_FILE_WIDTH = 160

# Outcomes in the order of a summary, one and many.
_OUTCOME_WORDS = {
    "article": ("article", "articles"),
    "before": ("finished before", "finished before"),
    "no_article": ("without article", "without article"),
    "refused": ("refused", "refused"),
    "failed": ("failed", "failed"),
    "timeout": ("over time", "over time"),
    "memory": ("over memory", "over memory"),
    "crash": ("crashed", "crashed"),
}
_DRAW_SECONDS = 0.1


def printable(text: str) -> str:
    """The text with everything a terminal could obey spelled out as an escape."""
    return _UNPRINTABLE.sub(lambda match: ascii(match.group())[1:-1], text)


def say(message: str) -> None:
    """The message is a line on stderr, unless nobody can read it there any more."""
    with suppress(OSError):
        sys.stderr.write(f"newsx: {printable(message)}\n")
        sys.stderr.flush()


class ErrorLog:
    """Names each failed input on stderr and, when asked for, in a file of JSON lines."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._handle: int | None = None
        if path:
            from newsx.formats.files import output_error

            try:
                self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            except OSError as error:
                raise output_error(path, error) from error

    def add(self, failure: Failure) -> None:
        """The failure has its line on stderr and in the file; raises OutputError."""
        from dataclasses import asdict

        from newsx.formats.files import output_error, write_all
        from newsx.records import shown_path

        what = "" if failure.kind == "failed" else f"{failure.kind.replace('_', ' ')}: "
        source = shown_path(failure.source)
        say(f"{source}: {what}{failure.message}")
        if self._handle is not None:
            line = json.dumps({**asdict(failure), "source": source}, ensure_ascii=False) + "\n"
            try:
                write_all(self._handle, line.encode("utf-8", "backslashreplace"))
            except OSError as error:
                raise output_error(str(self._path), error) from error

    def close(self) -> None:
        """The file is closed."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Tally:
    """Counts outcomes: "article", "before" for those of an earlier run, or a Failure's kind."""

    def __init__(self, total: int | None) -> None:
        """`total` is the number of inputs, if it is known."""
        self.total = total
        self.counts: dict[str, int] = {}
        self._started: float | None = time.monotonic()

    @classmethod
    def of(cls, counts: dict[str, int]) -> Tally:
        """The tally of a run that ended some time ago."""
        tally = cls(sum(counts.values()))
        tally.counts.update(counts)
        tally._started = None
        return tally

    def add(self, outcome: str) -> None:
        """One more input had this outcome."""
        self.counts[outcome] = self.counts.get(outcome, 0) + 1

    @property
    def failed(self) -> bool:
        """Some input gave no article."""
        return not set(self.counts) <= {"article", "before"}

    def summary(self) -> str:
        """The counts in words, with the speed: "12 articles, 1 without article, 2 refused; 8.1 articles/s"."""
        parts = []
        for outcome, (one, many) in _OUTCOME_WORDS.items():
            count = self.counts.get(outcome, 0)
            if count or outcome == "article":
                parts.append(f"{count} {one if count == 1 else many}")
        seconds = time.monotonic() - self._started if self._started is not None else 0
        speed = f"; {self.counts['article'] / seconds:.1f} articles/s" if self.counts.get("article") and seconds else ""
        return ", ".join(parts) + speed

    def seconds_left(self) -> float | None:
        """How long the rest takes at the speed so far; None when nothing is done yet, or nobody knows how much is left."""
        before = self.counts.get("before", 0)
        done = sum(self.counts.values())
        if done == before or self.total is None or self._started is None:
            return None
        return (time.monotonic() - self._started) / (done - before) * (self.total - done)


@contextmanager
def progress(tally: Tally, *, shown: bool) -> Iterator[Callable[[], None]]:
    """A function is given that shows the tally on a terminal, as often as is useful.

    No thread draws in the background: workers are forked from this process.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("loading", total=tally.total)
        drawn = 0.0

        def draw() -> None:
            nonlocal drawn
            if time.monotonic() - drawn < _DRAW_SECONDS:
                return
            drawn = time.monotonic()
            left = tally.seconds_left()
            words = tally.summary() + (f", {_clock(left)} left" if left is not None else "")
            bar.update(task, completed=sum(tally.counts.values()), description=words, refresh=True)

        yield draw


def _clock(seconds: float) -> str:
    """Seconds as a person reads them: 0:42 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def print_lines(lines: Sequence[Line], source: str) -> None:
    """The judged lines of a page dump stand on stderr: role, score, reason and the line itself."""
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
