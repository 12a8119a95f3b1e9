"""Chooses the sink for an output path."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast, get_args

from newsx.errors import UsageError
from newsx.sinks.base import OutputFormat, TableName
from newsx.sinks.folder import FolderSink
from newsx.sinks.lines import FileSink, StreamSink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import InputRef
    from newsx.sinks.base import Sink

_LINES_SUFFIXES = (".jsonl", ".ndjson")
_FORMATS: dict[str, OutputFormat] = {
    **dict.fromkeys(_LINES_SUFFIXES, "jsonl"),
    ".csv": "csv",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
    ".spacy": "docbin",
}
_PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
# Formats that are one file, and what its name should end in; of the rest, folders.
_FILE_FORMATS = {"csv": "FILE.csv", "sqlite": "FILE.sqlite", "parquet": "FILE.parquet"}
_TABLE_FORMATS = ("csv", "parquet")
_STREAM_FORMATS = ("json", "jsonl", "csv", "jsonld", "ninjs")
_RESUMED_FORMATS = ("json", "jsonl", "sqlite")
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for, checked: it fits together."""

    output: str
    output_format: OutputFormat
    resume: bool
    inputs: Sequence[InputRef]
    table: TableName | None
    safe_cells: bool


def open_sink(
    output: str | None = None,
    *,
    output_format: OutputFormat | None = None,
    resume: bool = False,
    inputs: Sequence[InputRef] = (),
    table: str | None = None,
    safe_cells: bool = False,
) -> Sink:
    """A sink is ready for an output path as the command takes it.

    None is standard output: one JSON object a line, indented ones with output_format "json", a table with "csv". A path
    that ends in .jsonl or .ndjson is one file of JSON lines; .csv, .sqlite (.sqlite3, .db), .parquet and .spacy name the
    other formats of one file; any other path is a folder with one NAME.json an article (NAME.txt and NAME.ann with "brat").

    `table` names what a CSV or Parquet file holds (default: one row an article, in Parquet nested), `safe_cells` keeps spreadsheets from
    running cells as formulas. With `resume`, records that an earlier run left there are kept. None of the files in `inputs`
    is ever written to. Raises OutputError when the place cannot be made, UsageError when the options do not fit.
    """
    chosen = _format_of(output, output_format)
    _check_table(chosen, table, safe_cells=safe_cells)
    if output is None:
        return _open_stream(chosen, cast("TableName", table or "articles"), resume=resume, safe_cells=safe_cells)
    if resume and chosen not in _RESUMED_FORMATS:
        raise UsageError(
            f"--resume cannot continue {chosen}: extract to FILE.jsonl with --resume, then run newsx convert FILE.jsonl -o {output}"
        )
    return _open_path(_Wish(output, chosen, resume, inputs, cast("TableName | None", table), safe_cells))


def is_lines_path(output: str) -> bool:
    """The output path names one file of JSON lines."""
    return output.lower().endswith(_LINES_SUFFIXES)


def is_file_path(output: str) -> bool:
    """The output path names one file, by its suffix; any other names a folder."""
    return os.path.splitext(output.lower())[1] in _FORMATS


def can_resume(output: str | None, output_format: OutputFormat | None = None) -> bool:
    """What an interrupted run left there can be continued."""
    return output is not None and _format_of(output, output_format) in _RESUMED_FORMATS


def _format_of(output: str | None, asked: OutputFormat | None) -> OutputFormat:
    """The format that was asked for, or the one the path's suffix names. Raises UsageError when the two differ."""
    if output is None:
        return asked or "jsonl"
    base, suffix = os.path.splitext(output.lower())
    if suffix in _PACKED_SUFFIXES and os.path.splitext(base)[1] in _FORMATS:
        raise UsageError(f"{output}: newsx writes no compressed files; name {output[: -len(suffix)]}")
    named = _FORMATS.get(suffix)
    if suffix == ".json":
        raise UsageError(f"{output}: name a folder for one JSON file an article, or a file that ends in .jsonl")
    if not asked or asked == named:
        return asked or named or "json"
    if asked in _FILE_FORMATS and (named or os.path.isdir(output)):
        raise UsageError(f"{output} does not fit --format {asked}: name {_FILE_FORMATS[asked]}")
    if named == "jsonl" and asked == "json":
        raise UsageError(f"{output} is a file of JSON lines: --format json does not fit it")
    if named and not (named == "jsonl" and asked in ("jsonld", "ninjs")):
        raise UsageError(f"{output} is a file of another format: --format {asked} does not fit it")
    return asked


def _check_table(chosen: OutputFormat, table: str | None, *, safe_cells: bool) -> None:
    if table is not None and table not in get_args(TableName):
        raise UsageError(f"there is no table {table!r}: name one of {', '.join(get_args(TableName))}")
    if table is not None and chosen not in _TABLE_FORMATS:
        raise UsageError(f"--table does not fit {chosen}: it is for CSV and Parquet (-o FILE.csv, -o FILE.parquet)")
    if safe_cells and chosen != "csv":
        raise UsageError(f"--safe-cells does not fit {chosen}: it is for CSV")


def _open_stream(chosen: OutputFormat, table: TableName, *, resume: bool, safe_cells: bool) -> Sink:
    if resume:
        raise UsageError("--resume needs -o: only what stands in files can be continued")
    if chosen not in _STREAM_FORMATS:
        raise UsageError(f"--format {chosen} needs -o: {_FILE_FORMATS.get(chosen, 'FOLDER')}")
    if chosen == "csv":
        from newsx.sinks.cells import CsvStreamSink

        return CsvStreamSink(_stdout(), table=table, safe_cells=safe_cells)
    if chosen in ("jsonld", "ninjs"):
        from newsx.sinks.exports import translated

        return translated(StreamSink(_stdout()), chosen)
    return StreamSink(_stdout(), indent=_INDENT if chosen == "json" else None)


def _open_path(wish: _Wish) -> Sink:
    match wish.output_format:
        case "csv":
            from newsx.sinks.cells import CsvFileSink

            table = wish.table or "articles"
            return CsvFileSink(wish.output, table=table, safe_cells=wish.safe_cells, inputs=wish.inputs)
        case "sqlite":
            from newsx.sinks.database import DatabaseSink

            return DatabaseSink(wish.output, resume=wish.resume, inputs=wish.inputs)
        case "parquet":
            from newsx.sinks.parquet import ParquetSink

            return ParquetSink(wish.output, table=wish.table, inputs=wish.inputs)
        case "docbin":
            from newsx.sinks.docbin import DocBinSink

            return DocBinSink(wish.output, inputs=wish.inputs)
        case "brat":
            from newsx.sinks.standoff import BratSink

            return BratSink(wish.output, inputs=wish.inputs)
        case "jsonld" | "ninjs":
            from newsx.sinks.exports import translated

            return translated(_open_json(wish), wish.output_format)
        case "json" | "jsonl":
            return _open_json(wish)


def _open_json(wish: _Wish) -> Sink:
    """A file of JSON lines, or a folder of JSON files: indented, unless lines were asked for."""
    if is_lines_path(wish.output):
        return FileSink(wish.output, resume=wish.resume, inputs=wish.inputs)
    indent = None if wish.output_format == "jsonl" else _INDENT
    return FolderSink(wish.output, indent=indent, resume=wish.resume, inputs=wish.inputs)


def _stdout() -> BinaryIO:
    """Standard output without a buffer: a record is handed to the system whole, and what could not be written stays out."""
    sys.stdout.flush()
    try:
        return cast("BinaryIO", io.FileIO(sys.stdout.fileno(), "w", closefd=False))
    except io.UnsupportedOperation:  # replaced by a stream in memory
        return sys.stdout.buffer
