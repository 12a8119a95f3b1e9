"""One run: inputs through an engine to the sink, failures to their file, counts to the caller. `newsx.run` is `run`."""

from __future__ import annotations

import logging
import os
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx import __version__
from newsx.calls import as_keywords, as_many, explains_keywords
from newsx.engines import Limits, Work
from newsx.errors import EMPTY, UsageError
from newsx.flow import Flow, name_of
from newsx.formats.files import is_stdout
from newsx.records import Document, Failure, InputRef, Options
from newsx.runs.markers import Marker, fingerprint
from newsx.runs.observer import Observer
from newsx.runs.outputs import Outputs
from newsx.runs.plan import Selection, make_plan
from newsx.runs.settings import settings_of, told_listing
from newsx.runs.signals import stopped_by_signals
from newsx.runs.summary import Summary, warning_codes
from newsx.sources import STDIN
from newsx.wishes import checked_options, kind_of

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Iterable

    from newsx.engines import Engine, Outcome
    from newsx.flow import Item
    from newsx.formats import Sink
    from newsx.runs.failure_log import FailureLog
    from newsx.runs.plan import Plan

_LOG = logging.getLogger("newsx.runs")


@explains_keywords(options=Options, limits=Limits, output=Outputs)
def run(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | Selection,
    output: str | os.PathLike[str] | Outputs | None = None,
    *,
    options: Options | None = None,
    limits: Limits | None = None,
    observer: Observer | None = None,
    make_flow: Callable[[Options], Flow] = Flow,
    make_engine: Callable[..., Engine] | None = None,
) -> Summary:
    """Put the record of every input into the output, over worker processes; return counts by outcome and the exit code.

    `inputs` are files, folders, globs and containers, one or many, or a `Selection` (addresses to fetch, a shard of a larger run). `output`
    is a path as `newsx.open_sink` takes it, "-" for standard output, or `Outputs`, which also name a file for failures and
    resume what an earlier run left. `limits` bound the number of workers and what a document may cost. `observer` hears of
    every failure and outcome. `make_engine` makes what runs the documents: `newsx.engines.workers.LocalEngine` by default.

    What an input lacks never ends the run: it is a count in the summary. SIGINT and SIGTERM end it early, with everything
    finished in its place. Workers are forked from the calling process, which should have no other threads. Raises UsageError
    for options that cannot be met, OutputError when results cannot be written.

        >>> import newsx
        >>> from newsx.engines import Limits
        >>> summary = newsx.run(["samples/week", "samples/none.html"], "records.jsonl", limits=Limits(jobs=2))
        >>> summary.counts, summary.exit_code
        ({'article': 4, 'refused': 1}, 1)
        >>> summary = newsx.run("samples/week", newsx.Outputs("records.jsonl", resume=True))
        >>> str(summary)
        '0 articles, 4 finished before'
    """
    try:
        return execute(
            _selection_of(inputs),
            output if isinstance(output, Outputs) else _outputs_of(output),
            options=options,
            limits=limits,
            observer=observer,
            make_flow=make_flow,
            make_engine=make_engine,
        )
    except UsageError as error:
        raise type(error)(as_keywords(str(error))) from error


def execute(
    selection: Selection,
    outputs: Outputs,
    *,
    options: Options | None = None,
    limits: Limits | None = None,
    observer: Observer | None = None,
    make_flow: Callable[[Options], Flow] = Flow,
    make_engine: Callable[..., Engine] | None = None,
) -> Summary:
    """Do what `run` does for the command, whose errors name options instead of keywords."""
    outputs = outputs.of_shard(selection.shard)
    options = Options() if options is None else checked_options(options)
    if not isinstance(limits, Limits | None):
        raise UsageError(f"limits are newsx.Limits(…), not {kind_of(limits)}")
    plan = make_plan(selection, options, outputs)
    observer = observer or Observer()
    for notice in plan.notices:
        observer.show_notice(notice)
    missing = _count_missing(plan, selection)
    outputs = _spared(plan, outputs, missing, observer)
    marker = _marker(plan, selection, options, outputs)
    done = marker.counts() if marker and not outputs.anew else None
    if done is not None:
        return Summary(done, is_shard=True)
    execution = _Execution(plan, outputs, observer, marker)
    received = execution.drain(options, limits=limits, make_flow=make_flow, make_engine=make_engine or _local_engine())
    if marker and not received:
        marker.set(execution.counts)
    ended_by = received[0] if received else None
    is_shard = selection.shard is not None
    return Summary(
        execution.counts,
        execution.seconds,
        ended_by,
        execution.warnings,
        execution.warned,
        is_shard=is_shard,
        passed=plan.passed,
        missing=missing,
    )


def _spared(plan: Plan, outputs: Outputs, missing: int, observer: Observer) -> Outputs:
    """Return the outputs of the run: none where nothing can be read, so that older records stay."""
    spared = outputs.spared(found=len(plan.refs) if plan.urls is None else 1, missing=missing)
    if spared.path != outputs.path:
        observer.show_notice(f"{outputs.path} stays as it is: there was nothing to read")
    return spared


def _count_missing(plan: Plan, selection: Selection) -> int:
    """Return how many of the inputs that were named could not be opened."""
    failures = {item.source for item in plan.listed if isinstance(item, Failure)}
    return sum(os.fspath(name) in failures for name in selection.inputs) if plan.urls is None else 0


def _outputs_of(output: str | os.PathLike[str] | None) -> Outputs:
    """Return where records go. Raises UsageError where nothing is named: whoever calls from Python is seldom at a terminal."""
    if output is None:
        raise UsageError(
            'run writes records: name a file or folder, or "-" for standard output (newsx.process gives them to Python)'
        )
    return Outputs(None if is_stdout(os.fspath(output)) else os.fspath(output))


@dataclass(slots=True)
class _Execution:
    """A run while it lasts: its counts, and when it began."""

    plan: Plan
    outputs: Outputs
    observer: Observer
    marker: Marker | None
    counts: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    warned: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long the run has lasted."""
        return time.monotonic() - self.started

    def drain(
        self,
        options: Options,
        *,
        limits: Limits | None,
        make_flow: Callable[[Options], Flow],
        make_engine: Callable[..., Engine],
    ) -> list[signal.Signals]:
        """Put all documents through, unless a signal comes: then it is in the list. Raises UsageError."""
        if limits is not None and not isinstance(limits, Limits):
            raise UsageError(f"limits are newsx.engines.Limits(…), not {limits!r}")
        plan = self.plan
        settings = settings_of(options, plan.refs, is_shared=self.marker is not None)
        if self.marker is not None and plan.urls is None:
            settings["listing"] = told_listing(plan.listed)  # parts of different listings would double or lose articles
        with (
            closing(self.outputs.failure_log(plan.refs)) as log,
            closing(self.outputs.open_sink(plan.refs, settings)) as sink,
        ):
            log.open()
            self.observer.start(plan.total)
            if self.marker:
                self.marker.unset()
                sink.reserve(ref for ref in plan.refs if ref in plan.pages)
            explain = self.observer.wants_lines
            work = Work(options, indent=sink.indent, explain=explain, html=plan.html, make_flow=make_flow)
            engine = make_engine(work, limits=limits, expected=plan.expected)
            engine.rest = sink.rest
            with stopped_by_signals(engine) as received:
                self._take_all(engine, sink, log)
            if not received:
                sink.finish()
                log.finish()
        return received

    def _take_all(self, engine: Engine, sink: Sink, log: FailureLog) -> None:
        """Take every outcome from the engine and put it where it belongs."""

        def accept(item: Item) -> bool:
            return self._accept(sink, item)

        parts = self.plan.parts_to_run(accept)
        # Only a resumed run declines inputs; addresses have been asked for already.
        is_asked = self.outputs.resume and self.plan.urls is None
        for item, outcome in engine.run(parts, accept=accept if is_asked else None):
            if not is_asked and self.plan.urls is None:
                accept(item)
            self._take(item, outcome, sink, log)

    def _accept(self, sink: Sink, item: Item) -> bool:
        """Give the item its place in the sink, and tell whether it is to be worked on; what was finished before is counted."""
        ref = item.ref if isinstance(item, Document) else item
        if not isinstance(ref, InputRef) or sink.begin(ref):
            return True
        self._count("before")
        return False

    def _take(self, item: Item, outcome: Outcome, sink: Sink, log: FailureLog) -> None:
        failure = outcome.failure
        if outcome.lines is not None:
            self.observer.show_lines(item.shown if isinstance(item, InputRef) else name_of(item), outcome.lines)
        if failure:
            self.observer.show_failure(failure)
            log.add(failure)
        elif outcome.record is not None and isinstance(item, InputRef):
            sink.put(outcome.record, item)
            self._count_warnings(outcome.record)
        kind = failure.kind if failure else "article"
        if failure and self.outputs.may_be_empty and (failure.source, failure.message) == (STDIN, EMPTY):
            return  # a pipe without a byte is what may be empty
        if outcome.milliseconds is None:
            _LOG.info("%s: %s", name_of(item), kind)
        else:
            _LOG.info("%s: %s, %d ms", name_of(item), kind, outcome.milliseconds)
        self._count(kind)

    def _count_warnings(self, record: bytes) -> None:
        codes = warning_codes(record)
        self.warned += bool(codes)
        for code in sorted(codes):
            self.warnings[code] = self.warnings.get(code, 0) + 1

    def _count(self, outcome: str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1
        self.observer.count(outcome)


def _selection_of(inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | Selection) -> Selection:
    return inputs if isinstance(inputs, Selection) else Selection(tuple(as_many(inputs)))


def _local_engine() -> Callable[..., Engine]:
    from newsx.engines.workers import LocalEngine

    return LocalEngine


def _marker(plan: Plan, selection: Selection, options: Options, outputs: Outputs) -> Marker | None:
    """Return the marker of a shard; None for a run that is none."""
    if selection.shard is None or outputs.path is None:
        return None
    settings = (__version__, options, outputs.output_format, outputs.table, outputs.safe_cells, outputs.excel)
    work = fingerprint(plan.parts, settings=settings)
    return Marker(outputs.path, selection.shard, is_folder=outputs.is_folder, work=work)
