"""Runs `newsx watch`: pages in a folder become records as they come. Called by the command."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from typing import TYPE_CHECKING

from newsx.cli.console import say
from newsx.cli.progress import TerminalObserver
from newsx.errors import UsageError
from newsx.formats import can_resume
from newsx.records import Failure, InputRef, Options
from newsx.runs import Outputs, Selection, execute
from newsx.sources import Choice, list_inputs

if TYPE_CHECKING:
    from types import SimpleNamespace

    from newsx.engines import Limits

# A file is whole when nothing has been written to it for so long.
SETTLED_SECONDS = 1.0
_EXIT_INTERRUPTED = 130

# What is seen of a folder: size and time of the last change of every file.
_Seen = dict[str, tuple[int, int]]


class _OnceTold(TerminalObserver):
    """Names a failure once, however often the folder is gone through."""

    def __init__(self, told: set[Failure]) -> None:
        super().__init__(quiet=True)
        self._told = told

    def show_failure(self, failure: Failure) -> None:
        """Print the line of a failure that is new."""
        if failure not in self._told:
            self._told.add(failure)
            super().show_failure(failure)


def run_watch(asked: SimpleNamespace) -> int:
    """Make records of what is in the folder, and of what comes, until a signal ends it; return the exit code.

    Each time, records of files that have not changed are kept, as with `--resume`. Raises UsageError, OutputError.
    """
    from newsx.engines import Limits

    if not os.path.isdir(asked.folder):
        raise UsageError(f"{asked.folder} is no folder")
    if not can_resume(asked.output):
        raise UsageError(f"{asked.output} cannot grow: name a folder, FILE.jsonl or FILE.sqlite")
    if os.path.realpath(asked.output) == os.path.realpath(asked.folder):
        raise UsageError(f"{asked.output} is the folder that is watched: name another one for the records")
    limits = Limits(jobs=asked.jobs, timeout=asked.timeout)
    done: _Seen = {}
    told: set[Failure] = set()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not asked.quiet:
        say(f"watching {asked.folder}: Ctrl-C ends it")
    try:
        while True:
            seen = _settled(_look(asked))
            if seen != done:
                ended = _make(asked, limits, told)
                if ended is not None:
                    return ended
                done = seen
            _wait(asked.folder, asked.every)
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED


def _make(asked: SimpleNamespace, limits: Limits, told: set[Failure]) -> int | None:
    """Make the records that are missing; return the exit code where a signal has ended it."""
    selection = Selection((asked.folder,), include=tuple(asked.include or ()), exclude=tuple(asked.exclude or ()))
    outputs = Outputs(asked.output, errors=asked.errors, resume=True)
    with closing(_OnceTold(told)) as observer:
        summary = execute(selection, outputs, options=Options(model=asked.model), limits=limits, observer=observer)
    if not asked.quiet and summary.counts.get("article"):
        say(str(summary))
    return summary.exit_code if summary.ended_by is not None else None


def _look(asked: SimpleNamespace) -> _Seen:
    """Return what stands in the folder now; files that are gone in the meantime are left out."""
    choice = Choice(tuple(asked.include or ()), tuple(asked.exclude or ()))
    seen: _Seen = {}
    for item in list_inputs([asked.folder], choice=choice):
        if isinstance(item, Failure) or _is_output(item, asked.output):
            continue
        try:
            status = os.stat(item.path)
        except OSError:
            continue
        seen[item.path] = (status.st_size, status.st_mtime_ns)
    return seen


def _is_output(item: InputRef, output: str) -> bool:
    """Return whether a file is what is written, in the folder that is watched."""
    real, own = os.path.realpath(item.path), os.path.realpath(output)
    return real == own or real.startswith(own + os.sep)


def _settled(seen: _Seen) -> _Seen:
    """Return what was seen, without files that are still being written: those are for the next time."""
    newest = time.time_ns() - int(SETTLED_SECONDS * 1e9)
    return {path: told for path, told in seen.items() if told[1] <= newest}


def _wait(folder: str, seconds: float) -> None:
    """Wait until something changes in the folder, where the system tells (newsx[watch]), else for so many seconds."""
    try:
        from watchfiles import watch
    except ImportError:
        time.sleep(seconds)
        return
    for _ in watch(folder, rust_timeout=int(1000 * max(seconds, SETTLED_SECONDS)), yield_on_timeout=True):
        time.sleep(SETTLED_SECONDS)
        return
