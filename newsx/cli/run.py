"""One run of `newsx extract`: inputs to the sink, failures to the log, counts to the terminal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.batch import Batch, Limits, Work
from newsx.cli.console import ErrorLog, Tally, print_lines, progress, say
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError
from newsx.flow import Flow
from newsx.records import Failure, InputRef
from newsx.sinks import is_lines_path, open_sink
from newsx.sinks.files import is_record
from newsx.sources import list_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from newsx.records import Options
    from newsx.sinks import OutputFormat, Sink

STDIN = "-"
_EXIT_SIGNALLED = 128  # plus the number of the signal, as shells have it
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go: `path` as `newsx.sinks.open_sink` takes it, `errors` a file for failures.

    `resume` continues what an earlier run left; `explain` shows judged lines on stderr; `quiet` leaves out progress and summary.
    """

    path: str | None = None
    output_format: OutputFormat | None = None
    errors: str | None = None
    resume: bool = False
    explain: bool = False
    quiet: bool = False


def run(
    inputs: Sequence[str],
    options: Options,
    *,
    outputs: Outputs | None = None,
    limits: Limits | None = None,
    make_flow: Callable[[Options], Flow] = Flow,
) -> int:
    """Every input has its record in the sink or its line on stderr; the exit code says whether all gave an article.

    SIGINT and SIGTERM end the run early, with everything finished in its place. Raises UsageError for options that cannot
    be met, OutputError when results cannot be written.
    """
    outputs = outputs or Outputs()
    if list(inputs) == [STDIN] and sys.stdin.isatty() and not outputs.quiet:
        say("reading standard input: paste a page, then press Ctrl-D")
    listed = _list(inputs, outputs)
    refs = [item for item in listed if isinstance(item, InputRef)]
    tally = Tally(len(listed))
    with (
        closing(
            open_sink(outputs.path, output_format=outputs.output_format, resume=outputs.resume, inputs=refs)
        ) as sink,
        closing(ErrorLog(outputs.errors)) as log,
        progress(tally, shown=not outputs.quiet) as draw,
    ):
        html = any(ref.path.lower().endswith(_HTML_SUFFIXES) for ref in refs)
        work = Work(options, indent=sink.indent, explain=outputs.explain, html=html, make_flow=make_flow)
        batch = Batch(work, limits=limits, expected=len(refs))
        with _stopped_by_signals(batch) as received:
            for item, outcome in batch.run(_unfinished(listed, sink, tally)):
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
    if received or (tally.total > 1 and not outputs.quiet):
        say(tally.summary() + (f"; ended by {received[0].name}" if received else ""))
    if received:
        return _EXIT_SIGNALLED + received[0]
    return EXIT_SOME_FAILED if tally.failed else EXIT_OK


def _unfinished(listed: Sequence[InputRef | Failure], sink: Sink, tally: Tally) -> Iterator[InputRef | Failure]:
    """The inputs that are still to be worked on, each with its place in the sink."""
    for item in listed:
        if isinstance(item, Failure) or sink.begin(item):
            yield item
        else:
            tally.add("before")


def _list(inputs: Sequence[str], outputs: Outputs) -> list[InputRef | Failure]:
    """The inputs, without the files this command wrote itself into a folder that is now read.

    Raises UsageError when an input named as such would be overwritten, or cannot be resumed.
    """
    if outputs.resume and STDIN in inputs:
        raise UsageError("--resume cannot tell whether standard input was finished: name files or folders")
    own_files = [os.path.realpath(path) for path in (outputs.path, outputs.errors) if path and not os.path.isdir(path)]
    if len(own_files) > len(set(own_files)):
        raise UsageError(f"{outputs.errors} cannot take both records and errors")
    for name in inputs:
        if os.path.realpath(name) in own_files and os.path.exists(name):
            raise UsageError(f"{name} is an input: it would be overwritten")
    return [item for item in list_inputs(inputs) if isinstance(item, Failure) or not _is_own(item, outputs, own_files)]


def _is_own(ref: InputRef, outputs: Outputs, own_files: Sequence[str]) -> bool:
    """The file is the output or the error log, or a record in the output folder."""
    if not outputs.path and not outputs.errors:
        return False
    real = os.path.realpath(ref.path)
    if real in own_files:
        return True
    if not outputs.path or is_lines_path(outputs.path):
        return False
    return real.startswith(os.path.realpath(outputs.path) + os.sep) and is_record(ref.path)


@contextmanager
def _stopped_by_signals(batch: Batch) -> Iterator[list[signal.Signals]]:
    """The first SIGINT or SIGTERM stops the batch and stands in the list; a second one ends the process at once."""
    received: list[signal.Signals] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    numbers = (signal.SIGINT, signal.SIGTERM)

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(signal.Signals(number))
        for each in numbers:
            signal.signal(each, signal.SIG_DFL)
        batch.stop()

    before = [signal.signal(number, stop) for number in numbers]
    try:
        yield received
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
