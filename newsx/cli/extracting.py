"""Runs `newsx extract`: the options of the command become a run, and its end a line for people. Called by the command."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsx.cli.console import say, say_waiting, show_log
from newsx.cli.log_file import logged, refuse_log
from newsx.cli.progress import TerminalObserver
from newsx.errors import UsageError
from newsx.formats.files import is_stdout
from newsx.runs import Outputs, Selection, execute, parse_shard
from newsx.sources import STDIN, describe_passed

# What stands for standard output where a file is named.

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import SimpleNamespace

    from newsx.engines import Engine, Limits
    from newsx.records import Options
    from newsx.runs import Summary


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on stderr.

    `explain` shows judged lines of page dumps, `verbose` a line for each document; `quiet` leaves out bar and summary. `log` is a file
    that takes such lines.
    """

    explain: bool = False
    quiet: bool = False
    verbose: bool = False
    log: str | None = None


def run_extract(
    selection: Selection,
    outputs: Outputs,
    options: Options,
    *,
    limits: Limits,
    make_engine: Callable[..., Engine],
    shown: Shown,
    judge: Callable[[Summary], int],
) -> int:
    """Run, showing on stderr how it goes on; return the exit code, which `judge` tells from the summary.

    Raises UsageError for options that cannot be met, OutputError when results cannot be written.
    """
    if shown.verbose:
        show_log()
    if selection.urls is None and not shown.quiet:
        say_waiting(selection.inputs, "a page")
    with (
        closing(TerminalObserver(explain=shown.explain, quiet=shown.quiet or _is_typed(selection))) as observer,
        logged(shown.log),
    ):
        summary = execute(
            selection, outputs, options=options, limits=limits, observer=observer, make_engine=make_engine
        )
    if summary.passed and not shown.quiet:
        say(f"passed over {describe_passed(summary.passed)}")
    if summary.seconds is None:
        if not shown.quiet:
            say(f"shard {selection.shard} is done already: {summary}")
    elif summary.ended_by is not None or (summary.total > 1 and not shown.quiet):
        say(str(summary))
    if summary.is_empty and summary.ended_by is None:
        hint = "; --include '*' reads what was passed over" if summary.passed else ""
        say(f"nothing to read was found in {', '.join(selection.names)}{hint}")
    return judge(summary)


def _is_typed(selection: Selection) -> bool:
    """Return whether a person types or pastes a page into the terminal, which a bar would draw over."""
    return STDIN in selection.inputs and sys.stdin.isatty()


def run_asked(asked: SimpleNamespace) -> int:
    """Extract as the options of the command ask, which `asked` holds by their names; return the exit code.

    Raises UsageError for options that cannot be met, OutputError when results cannot be written.
    """
    from functools import partial

    from newsx.engines import Limits
    from newsx.records import Options
    from newsx.runs import Summary

    fetching = {
        "delay": asked.delay,
        "allow_private": asked.allow_private,
        "max_bytes": asked.max_size,
        "user_agent": asked.user_agent or None,
    }
    if asked.overwrite and (asked.resume or asked.resume_anyway):
        raise UsageError("--resume goes on with what is there, --overwrite makes it anew: give one of them")
    outputs = make_outputs(
        asked.output,
        asked.output_format,
        asked.table,
        safe_cells=asked.safe_cells,
        excel=asked.excel,
        fields=asked.fields,
        errors=asked.errors,
        resume=asked.resume or asked.resume_anyway,
        anyway=asked.resume_anyway,
        overwrite=asked.overwrite,
        may_be_empty=asked.allow_empty,
    )
    options = Options(
        input_format=asked.input_format,
        model=asked.model,
        date=asked.date,
        date_from=asked.date_from.value,
        url=asked.url,
        min_confidence=asked.min_confidence,
        max_bytes=asked.max_size,
        quotes=asked.quotes.value,
    )
    selection = make_selection(asked, fetching)
    refuse_log(asked.log, others=[*selection.inputs, selection.urls, outputs.path, outputs.errors])
    if asked.dry_run:
        from newsx.cli.dry_run import show_plan

        return show_plan(selection, outputs, options)
    return run_extract(
        selection,
        outputs,
        options,
        limits=Limits(jobs=asked.jobs, timeout=asked.timeout, max_memory=asked.max_memory),
        make_engine=choose_engine(asked.engine, asked.scheduler, asked.jobs),
        shown=Shown(explain=asked.explain, quiet=asked.quiet, verbose=asked.verbose, log=asked.log),
        judge=partial(Summary.exit_code_for, fail_on=asked.fail_on.value, allow_empty=asked.allow_empty),
    )


def make_selection(asked: SimpleNamespace, fetching: Mapping[str, Any]) -> Selection:
    """Return what is read: standard input where nothing is named. `fetching` holds what `FetchPolicy` takes.

    Raises UsageError for a shard or a policy that cannot be meant.
    """
    policy = None
    if asked.urls is not None:
        from newsx.sources.fetching import FetchPolicy

        policy = FetchPolicy(**{name: value for name, value in fetching.items() if value is not None})
    return Selection(
        inputs=tuple(asked.inputs or (STDIN,)),
        urls=asked.urls,
        policy=policy,
        shard=parse_shard(asked.shard) if asked.shard else None,
        include=tuple(asked.include or ()),
        exclude=tuple(asked.exclude or ()),
    )


def make_outputs(path: str | None, output_format: str | None, table: str | None, **others: Any) -> Outputs:
    """Return where results go: as indented JSON to a person who names neither place nor format."""
    if path is not None and is_stdout(path):
        path = None
    if output_format is None and path is None and sys.stdout.isatty():
        output_format = "json"
    return Outputs(path, output_format, table=table, **others)


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
