"""One run of `newsx extract`: inputs to the sink, failures to the log, counts to the terminal."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from newsx import __version__
from newsx.batch import Batch, Work
from newsx.batch.shards import Marker, fingerprint
from newsx.cli.console import ErrorLog, Tally, print_lines, progress, say
from newsx.cli.planning import STDIN, Plan, Selection, plan, sources_of
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError
from newsx.flow import Flow
from newsx.formats import can_resume, is_file_path, open_sink
from newsx.records import Document, InputRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import FrameType

    from newsx.batch import Limits, Outcome, Source
    from newsx.batch.shards import Shard
    from newsx.flow import Item
    from newsx.formats import Sink
    from newsx.records import Options

_EXIT_SIGNALLED = 128  # plus the number of the signal, as shells have it


class Engine(Protocol):
    """What runs documents: see `newsx.batch.Batch`."""

    def run(
        self, items: Iterable[Item], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Every item has its record or its Failure, in order."""

    def run_sources(
        self, sources: Sequence[Source], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """As `run`, for items that have to be read out of something first."""

    def stop(self) -> None:
        """The run ends soon."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go: `path` as `newsx.formats.open_sink` takes it, `errors` a file for failures.

    `table` and `safe_cells` are about formats with rows. `resume` continues what an earlier run left; `explain` shows judged lines on stderr; `quiet` leaves out progress and summary.
    """

    path: str | None = None
    output_format: str | None = None
    table: str | None = None
    safe_cells: bool = False
    errors: str | None = None
    resume: bool = False
    explain: bool = False
    quiet: bool = False


def run(
    selection: Selection | Sequence[str],
    options: Options,
    *,
    outputs: Outputs | None = None,
    limits: Limits | None = None,
    make_flow: Callable[[Options], Flow] = Flow,
    make_engine: Callable[..., Engine] = Batch,
) -> int:
    """Every input has its record in the sink or its line on stderr; the exit code says whether all gave an article.

    `make_engine` makes what runs the documents: a `Batch` on this machine, or a cluster. SIGINT and SIGTERM end the run early,
    with everything finished in its place. Raises UsageError for options that cannot be met, OutputError when results cannot be
    written.
    """
    if not isinstance(selection, Selection):
        selection = Selection(inputs=tuple(selection))
    outputs = _of_shard(outputs or Outputs(), selection.shard)
    if selection.inputs == (STDIN,) and selection.urls is None and sys.stdin.isatty() and not outputs.quiet:
        say("reading standard input: paste a page, then press Ctrl-D")
    planned = plan(selection, options, outputs)
    marker = _marker(planned, selection, options, outputs)
    done = marker.counts() if marker else None
    if done is not None:
        return _leave_done(Tally.of(done), selection, outputs)
    if marker:
        marker.unset()
    tally = Tally(planned.total)
    received = _run(
        planned, selection, options, outputs, tally, limits=limits, make_flow=make_flow, make_engine=make_engine
    )
    if marker and not received:
        marker.set(tally.counts)
    if received or (sum(tally.counts.values()) > 1 and not outputs.quiet):
        say(tally.summary() + (f"; ended by {received[0].name}" if received else ""))
    if received:
        return _EXIT_SIGNALLED + received[0]
    return EXIT_SOME_FAILED if tally.failed else EXIT_OK


def _run(
    planned: Plan,
    selection: Selection,
    options: Options,
    outputs: Outputs,
    tally: Tally,
    *,
    limits: Limits | None,
    make_flow: Callable[[Options], Flow],
    make_engine: Callable[..., Engine],
) -> list[signal.Signals]:
    """All documents have been through, unless a signal came: then it is in the list."""
    with (
        closing(_sink(outputs, planned)) as sink,
        closing(ErrorLog(outputs.errors)) as log,
        progress(tally, shown=not outputs.quiet) as draw,
    ):
        if selection.shard:
            sink.reserve(item for item in planned.refs if item in planned.pages)
        work = Work(options, indent=sink.indent, explain=outputs.explain, html=planned.html, make_flow=make_flow)
        engine = make_engine(work, limits=limits, expected=planned.expected)
        with _stopped_by_signals(engine) as received:
            for item, outcome in _outcomes(engine, planned, selection, options, accept=partial(_accept, sink, tally)):
                if outcome.lines is not None:
                    print_lines(outcome.lines, item.shown if isinstance(item, InputRef) else STDIN)
                if outcome.failure:
                    log.add(outcome.failure)
                elif outcome.record is not None and isinstance(item, InputRef):
                    sink.put(outcome.record, item)
                tally.add(outcome.failure.kind if outcome.failure else "article")
                draw()
        if not received:
            sink.finish()
    return received


def _outcomes(
    engine: Engine, planned: Plan, selection: Selection, options: Options, *, accept: Callable[[Item], bool]
) -> Iterator[tuple[Item, Outcome]]:
    if not planned.apart:
        return engine.run((part.item for part in planned.parts), accept=accept)
    if selection.urls is None:
        return engine.run_sources(sources_of(planned, selection, options), accept=accept)
    # What was fetched before is not fetched again: the sink is asked before, not after.
    left = tuple(part for part in planned.parts if accept(part.item))
    return engine.run_sources(sources_of(replace(planned, parts=left), selection, options))


def _accept(sink: Sink, tally: Tally, item: Item) -> bool:
    """The item is to be worked on, and has its place in the sink; one that was finished before is counted."""
    ref = item.ref if isinstance(item, Document) else item
    if not isinstance(ref, InputRef) or sink.begin(ref):
        return True
    tally.add("before")
    return False


def _sink(outputs: Outputs, planned: Plan) -> Sink:
    return open_sink(
        outputs.path,
        output_format=outputs.output_format,
        resume=outputs.resume,
        inputs=planned.refs,
        table=outputs.table,
        safe_cells=outputs.safe_cells,
    )


def _of_shard(outputs: Outputs, shard: Shard | None) -> Outputs:
    """The outputs of a shard: files get names of their own, and what an earlier try has finished is kept."""
    if shard is None or outputs.path is None:
        return outputs
    if not is_file_path(outputs.path) and outputs.output_format not in (None, "json", "jsonl"):
        raise UsageError(
            f"--shard writes no {outputs.output_format} into folders: extract to FILE.jsonl, then run newsx convert on all parts"
        )
    path = shard.name(outputs.path) if is_file_path(outputs.path) else outputs.path
    errors = shard.name(outputs.errors) if outputs.errors else None
    return replace(outputs, path=path, errors=errors, resume=can_resume(path, outputs.output_format))


def _marker(planned: Plan, selection: Selection, options: Options, outputs: Outputs) -> Marker | None:
    if selection.shard is None or outputs.path is None:
        return None
    settings = (__version__, options, outputs.output_format, outputs.table, outputs.safe_cells)
    work = fingerprint(planned.parts, settings=settings)
    return Marker(outputs.path, selection.shard, is_folder=not is_file_path(outputs.path), work=work)


def _leave_done(tally: Tally, selection: Selection, outputs: Outputs) -> int:
    if not outputs.quiet:
        say(f"shard {selection.shard} is done already: {tally.summary()}")
    return EXIT_SOME_FAILED if tally.failed else EXIT_OK


@contextmanager
def _stopped_by_signals(engine: Engine) -> Iterator[list[signal.Signals]]:
    """The first SIGINT or SIGTERM stops the engine and stands in the list; a second one ends the process at once."""
    received: list[signal.Signals] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    numbers = (signal.SIGINT, signal.SIGTERM)

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(signal.Signals(number))
        for each in numbers:
            signal.signal(each, signal.SIG_DFL)
        engine.stop()

    before = [signal.signal(number, stop) for number in numbers]
    try:
        yield received
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
