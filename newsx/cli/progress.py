"""Shows how a run of `newsx extract` goes on. Called by the command, which hands it to `newsx.runs.run` as observer."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from newsx.cli.console import print_lines, say, say_failure
from newsx.runs.observer import Observer
from newsx.runs.summary import describe_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress

    from newsx.records import Failure, Line

_DRAW_SECONDS = 0.1


class TerminalObserver(Observer):
    """Shows people how a run goes on, on stderr: failures, judged lines, and a bar where stderr is a terminal.

    To be closed when the run has ended. No thread draws in the background: workers are forked from this process.
    """

    def __init__(self, *, explain: bool = False, quiet: bool = False) -> None:
        """`explain` shows the judged lines of page dumps; `quiet` leaves the bar out."""
        self.wants_lines = explain
        self._quiet = quiet
        self._counts: dict[str, int] = {}
        self._total: int | None = None
        self._started = 0.0
        self._drawn = 0.0
        self._bar: Progress | None = None

    def start(self, total: int | None) -> None:
        """Show the bar."""
        self._total = total
        self._started = time.monotonic()
        if self._quiet or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._bar.start()
        self._bar.add_task("loading", total=total)

    def show_notice(self, message: str) -> None:
        """Print the line of a notice."""
        say(message)

    def show_lines(self, source: str, lines: Sequence[Line]) -> None:
        """Print the judged lines of a page dump."""
        print_lines(lines, source)

    def show_failure(self, failure: Failure) -> None:
        """Print the line of a failure."""
        say_failure(failure)

    def count(self, outcome: str) -> None:
        """Count the outcome and draw the bar anew, as often as is useful."""
        self._counts[outcome] = self._counts.get(outcome, 0) + 1
        if self._bar is None or time.monotonic() - self._drawn < _DRAW_SECONDS:
            return
        self._drawn = time.monotonic()
        left = self._seconds_left()
        words = describe_counts(self._counts, time.monotonic() - self._started)
        words += f", {_clock(left)} left" if left is not None else ""
        self._bar.update(self._bar.task_ids[0], completed=sum(self._counts.values()), description=words, refresh=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _seconds_left(self) -> float | None:
        """Return how long the rest takes at the speed so far; None when nothing is done yet, or nobody knows how much is left."""
        before = self._counts.get("before", 0)
        done = sum(self._counts.values())
        if done == before or self._total is None:
            return None
        return (time.monotonic() - self._started) / (done - before) * (self._total - done)


def _clock(seconds: float) -> str:
    """Return seconds as a person reads them: 0:42 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
