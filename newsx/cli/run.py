"""One run of `newsx extract`: inputs to the sink, failures to the log, counts to the terminal."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from newsx.cli.console import ErrorLog, print_lines, progress, say
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED
from newsx.flow import Flow
from newsx.records import Failure, InputRef
from newsx.sinks import open_sink
from newsx.sources import list_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Options
    from newsx.sinks import OutputFormat


def run(
    inputs: Sequence[str],
    options: Options,
    *,
    output: str | None = None,
    output_format: OutputFormat | None = None,
    errors: str | None = None,
    explain: bool = False,
    quiet: bool = False,
) -> int:
    """Every input has its record in the sink or its line on stderr; the exit code says whether all gave an article.

    Raises UsageError for options that cannot be met, OutputError when results cannot be written.
    """
    if list(inputs) == ["-"] and sys.stdin.isatty() and not quiet:
        say("reading standard input: paste a page, then press Ctrl-D")
    flow = Flow(options)
    counts: dict[str, int] = {}
    with (
        closing(open_sink(output, output_format=output_format)) as sink,
        closing(ErrorLog(errors)) as log,
        progress(shown=not quiet) as advance,
    ):
        for item, outcome in flow.run(list_inputs(inputs), observe=print_lines if explain else None):
            if isinstance(outcome, Failure):
                log.add(outcome)
            else:
                assert isinstance(item, InputRef)
                sink.write(outcome, item)
            kind = outcome.kind if isinstance(outcome, Failure) else "article"
            counts[kind] = counts.get(kind, 0) + 1
            advance(kind)
    return EXIT_OK if set(counts) <= {"article"} else EXIT_SOME_FAILED
