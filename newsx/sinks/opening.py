"""Chooses the sink for an output path."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, BinaryIO, cast

from newsx.errors import UsageError
from newsx.sinks.folder import FolderSink
from newsx.sinks.lines import FileSink, StreamSink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import InputRef
    from newsx.sinks.base import OutputFormat, Sink

_LINES_SUFFIXES = (".jsonl", ".ndjson")
_INDENT = 2


def open_sink(
    output: str | None = None,
    *,
    output_format: OutputFormat | None = None,
    resume: bool = False,
    inputs: Sequence[InputRef] = (),
) -> Sink:
    """A sink is ready for an output path as the command takes it.

    None is standard output: one JSON object a line, or indented ones with output_format "json". A path that ends in .jsonl or
    .ndjson is one file of JSON lines; any other is a folder with one NAME.json an article. With `resume`, records that an
    earlier run left there are kept. None of the files in `inputs` is ever written to. Raises OutputError when the place
    cannot be made, UsageError when the options do not fit.
    """
    if output is None:
        if resume:
            raise UsageError("--resume needs -o: only what stands in files can be continued")
        return StreamSink(_stdout(), indent=_INDENT if output_format == "json" else None)
    if is_lines_path(output):
        if output_format == "json":
            raise UsageError(f"{output} is a file of JSON lines: --format json does not fit it")
        return FileSink(output, resume=resume, inputs=inputs)
    if output.lower().endswith(".json"):
        raise UsageError(f"{output}: name a folder for one JSON file an article, or a file that ends in .jsonl")
    return FolderSink(output, indent=None if output_format == "jsonl" else _INDENT, resume=resume, inputs=inputs)


def is_lines_path(output: str) -> bool:
    """The output path names one file of JSON lines."""
    return output.lower().endswith(_LINES_SUFFIXES)


def _stdout() -> BinaryIO:
    """Standard output without a buffer: a record is handed to the system whole, and what could not be written stays out."""
    sys.stdout.flush()
    try:
        return cast("BinaryIO", io.FileIO(sys.stdout.fileno(), "w", closefd=False))
    except io.UnsupportedOperation:  # replaced by a stream in memory
        return sys.stdout.buffer
