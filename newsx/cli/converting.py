"""Runs `newsx convert`: records that were made before, in another format. Called by the command."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsx.cli.console import say, say_failure, say_waiting
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED
from newsx.formats import check_output, open_output
from newsx.formats.conversion import convert
from newsx.formats.files import is_stdout
from newsx.record_files import begins_as_records, list_record_files, read_records
from newsx.records import Failure, InputRef
from newsx.sources.listing import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _holds_records(ref: InputRef) -> bool:
    """Whether a file has a record at all; of standard input, which cannot be read twice, whether it begins as records may."""
    if ref.path == STDIN:
        return begins_as_records()
    return any(not isinstance(outcome, Failure) for outcome in read_records(ref.path))


def _failures_of(ref: InputRef) -> Iterator[Failure]:
    return (outcome for outcome in read_records(ref.path) if isinstance(outcome, Failure))


def _say_first(item: InputRef | Failure) -> None:
    """Say what is wrong with the first of a file that is nothing but wrong, and how many are like it."""
    told = iter([item]) if isinstance(item, Failure) else _failures_of(item)
    first = next(told, None)
    if first is None:
        source = item.source if isinstance(item, Failure) else item.path
        say(f"no records were found in {'standard input' if source == STDIN else source}")
        return
    more = sum(1 for _ in told)
    say_failure(first if not more else replace(first, message=f"{first.message}; so are {more:,} more: {_NOT_ALL}"))


_NOT_ALL = "newsx extract makes records of pages and articles; some fields of records are no records"


def run_convert(
    inputs: Sequence[str],
    output: str | None,
    *,
    output_format: str | None = None,
    table: str | None = None,
    safe_cells: bool = False,
    excel: bool = False,
    by_salience: bool = False,
    fields: str | None = None,
    overwrite: bool = False,
) -> int:
    """Write every record to the output, or name it on stderr with what is wrong; return the exit code: whether all are there.

    Raises UsageError for options that do not fit, OutputError when the output cannot be written.
    """
    say_waiting(inputs, "records")
    output = None if output is None or is_stdout(output) else output
    items = list(list_record_files(inputs))
    refs = [item for item in items if isinstance(item, InputRef)]
    failed = False
    asked: dict[str, Any] = {
        "output_format": output_format,
        "overwrite": overwrite,
        "inputs": refs,
        "table": table,
        "safe_cells": safe_cells,
        "excel": excel,
        "fields": fields,
    }
    check_output(output, may_resume=False, **asked)
    if items and not any(map(_holds_records, refs)):
        # Nothing is written over, and no empty file made, where a name was mistyped.
        for item in items:
            _say_first(item)
        return EXIT_SOME_FAILED
    with closing(open_output(output, **asked)) as sink:
        for outcome in convert(items, sink, by_salience=by_salience):
            if isinstance(outcome, Failure):
                failed = True
                say_failure(outcome)
        sink.finish()
    return EXIT_SOME_FAILED if failed else EXIT_OK
