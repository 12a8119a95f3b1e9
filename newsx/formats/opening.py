"""Chooses the sink for an output path: `newsx.open_sink`, which runs and conversions call."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

from newsx.errors import UsageError
from newsx.formats.sink import INDENT, Target
from newsx.formats.table import BY_NAME, BY_SUFFIX, DEFAULT, FORMATS, format_of_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsx.formats.sink import Sink
    from newsx.formats.table import Format
    from newsx.records import InputRef


def open_sink(
    output: str | None = None,
    *,
    output_format: str | None = None,
    resume: bool = False,
    inputs: Sequence[InputRef] = (),
    table: str | None = None,
    safe_cells: bool = False,
) -> Sink:
    """Return a sink for an output path as the command takes it.

    None is standard output: one JSON object a line, indented ones with output_format "json", a table with "csv". A path
    that ends in .jsonl or .ndjson is one file of JSON lines; .csv, .sqlite (.sqlite3, .db), .parquet and .spacy name the
    other formats of one file; any other path is a folder with one NAME.json an article (NAME.txt and NAME.ann with "brat").

    `table` names what a CSV or Parquet file holds (default: one row an article, in Parquet nested), `safe_cells` keeps
    spreadsheets from running cells as formulas. With `resume`, records that an earlier run left there are kept. None of the
    files in `inputs` is ever written to. Raises OutputError when the place cannot be made, UsageError when the options do
    not fit.
    """
    chosen = _format_of(output, output_format)
    _check_table(chosen, table, safe_cells=safe_cells)
    if output is None:
        _check_stream(chosen, resume=resume)
    elif resume and not chosen.resumes:
        raise UsageError(
            f"--resume cannot continue {chosen.name}: extract to FILE.jsonl with --resume, then run newsx convert FILE.jsonl -o {output}"
        )
    is_folder = output is not None and not is_lines_path(output)
    indented = chosen.name == "json" or (is_folder and chosen.name != "jsonl")
    target = Target(output, INDENT if indented else None, resume, inputs, table, safe_cells)
    return _writer_of(chosen)(target)


def is_lines_path(output: str) -> bool:
    """Return whether the output path names one file of JSON lines."""
    return format_of_path(output) is DEFAULT


def is_file_path(output: str) -> bool:
    """Return whether the output path names one file, by its suffix; any other names a folder."""
    return format_of_path(output) is not None


def can_resume(output: str | None, output_format: str | None = None) -> bool:
    """Return whether what an interrupted run left there can be continued."""
    return output is not None and _format_of(output, output_format).resumes


def _writer_of(chosen: Format) -> Callable[[Target], Sink]:
    module, _, name = chosen.writer.partition(":")
    return cast("Callable[[Target], Sink]", getattr(import_module(module), name))


def _format_of(output: str | None, name: str | None) -> Format:
    """Return the format that was asked for, or the one the path's suffix names. Raises UsageError when the two differ."""
    if name is not None and name not in BY_NAME:
        raise UsageError(f"there is no format {name!r}: name one of {', '.join(BY_NAME)}")
    asked = BY_NAME[name] if name else None
    if output is None:
        return asked or DEFAULT
    from newsx.sources.unpacking import PACKED_SUFFIXES

    base, suffix = os.path.splitext(output.lower())
    if suffix in PACKED_SUFFIXES and os.path.splitext(base)[1] in BY_SUFFIX:
        raise UsageError(f"{output}: newsx writes no compressed files; name {output[: -len(suffix)]}")
    if suffix == ".json":
        raise UsageError(f"{output}: name a folder for one JSON file an article, or a file that ends in .jsonl")
    of_path = format_of_path(output)
    if not asked or asked is of_path:
        return asked or of_path or BY_NAME["json"]
    if asked.destination == "file" and (of_path or os.path.isdir(output)):
        raise UsageError(f"{output} does not fit --format {asked.name}: name {asked.place}")
    if of_path is DEFAULT and asked.name == "json":
        raise UsageError(f"{output} is a file of JSON lines: --format json does not fit it")
    if of_path and not (of_path is DEFAULT and asked.destination == "lines"):
        raise UsageError(f"{output} is a file of another format: --format {asked.name} does not fit it")
    return asked


def _check_table(chosen: Format, table: str | None, *, safe_cells: bool) -> None:
    if table is not None:
        from newsx.schema.tables import TABLES

        if table not in TABLES:
            raise UsageError(f"there is no table {table!r}: name one of {', '.join(TABLES)}")
        if not chosen.takes_table:
            raise UsageError(
                f"--table does not fit {chosen.name}: it is for CSV and Parquet (-o FILE.csv, -o FILE.parquet)"
            )
    if safe_cells and not chosen.takes_safe_cells:
        fitting = " and ".join(each.name.upper() for each in FORMATS if each.takes_safe_cells)
        raise UsageError(f"--safe-cells does not fit {chosen.name}: it is for {fitting}")


def _check_stream(chosen: Format, *, resume: bool) -> None:
    if resume:
        raise UsageError("--resume needs -o: only what stands in files can be continued")
    if not chosen.streams:
        raise UsageError(f"--format {chosen.name} needs -o: {chosen.place}")
