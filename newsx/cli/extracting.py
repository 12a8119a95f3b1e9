"""Runs `newsx extract`: the options of the command become a run, and its end a line for people. Called by the command."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.cli.console import say, show_log
from newsx.cli.progress import TerminalObserver
from newsx.errors import UsageError
from newsx.runs import run
from newsx.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsx.engines import Engine, Limits
    from newsx.records import Options
    from newsx.runs import Outputs, Selection, Summary
    from newsx.sources.fetching import FetchPolicy


def run_extract(
    selection: Selection,
    outputs: Outputs,
    options: Options,
    *,
    limits: Limits,
    make_engine: Callable[..., Engine],
    explain: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> int:
    """Run, showing on stderr how it goes on; return the exit code.

    `explain` shows judged lines of page dumps, `verbose` a line for each document; `quiet` leaves out bar and summary. Raises
    UsageError for options that cannot be met, OutputError when results cannot be written.
    """
    if verbose:
        show_log()
    if selection.names == (STDIN,) and selection.urls is None and sys.stdin.isatty() and not quiet:
        say("reading standard input: paste a page, then press Ctrl-D")
    with closing(TerminalObserver(explain=explain, quiet=quiet)) as observer:
        summary = run(selection, outputs, options=options, limits=limits, observer=observer, make_engine=make_engine)
    _say_summary(summary, selection, quiet=quiet)
    return summary.exit_code


def _say_summary(summary: Summary, selection: Selection, *, quiet: bool) -> None:
    if summary.seconds is None:
        if not quiet:
            say(f"shard {selection.shard} is done already: {summary}")
    elif summary.ended_by is not None or (summary.total > 1 and not quiet):
        say(str(summary))


def fetch_policy(delay: float, user_agent: str | None, allow_private: bool, max_bytes: int) -> FetchPolicy:
    """Return how addresses are fetched."""
    from newsx.sources.fetching import FetchPolicy

    policy = FetchPolicy(delay=delay, allow_private=allow_private, max_bytes=max_bytes)
    return replace(policy, user_agent=user_agent) if user_agent else policy


def choose_engine(name: str, scheduler: str | None, jobs: int | None) -> Callable[..., Engine]:
    """Return what makes the engine ("local" or "dask"); raise UsageError when the options do not fit each other."""
    if name == "local":
        if scheduler is not None:
            raise UsageError("--scheduler belongs to --engine dask")
        from newsx.engines.workers import LocalEngine

        return LocalEngine
    if scheduler is None:
        raise UsageError("--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.1:8786")
    if jobs is not None:
        raise UsageError("--jobs is for this machine: the workers of a cluster have threads (dask worker --nthreads N)")
    from functools import partial

    from newsx.engines.dask import DaskEngine

    return partial(DaskEngine, scheduler=scheduler)
