"""Declares the options of the commands for Typer: their types, their help, and the panel they stand in. Called by `app`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from newsx.formats.table import BY_NAME, help_of_formats, help_of_suffixes
from newsx.sources.forms import AUTO, INPUT_FORMATS


class EngineName(StrEnum):
    """What runs the documents."""

    local = "local"
    dask = "dask"


def parse_date(value: str) -> dt.date:
    """Return a day from "2025-05-09"."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a day: write YYYY-MM-DD") from error


def parse_size(value: str) -> int:
    """Return a number of bytes from "500000", "64K", "100MB" or "1G"."""
    import re

    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?", value.strip(), re.IGNORECASE)
    if not match:
        raise typer.BadParameter(f"{value!r} is not a size: write for example 100MB")
    return int(float(match.group(1)) * {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}[match.group(2).upper()])


def complete_format(incomplete: str) -> list[str]:
    """Return the formats that begin so."""
    return [name for name in BY_NAME if name.startswith(incomplete)]


def parse_input_format(text: str) -> str:
    """Return the form of inputs that is named; raises typer.BadParameter for any other word."""
    if text not in INPUT_FORMATS:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(INPUT_FORMATS)}.")
    return text


def complete_input_format(incomplete: str) -> list[str]:
    """Return the forms of inputs that begin so."""
    return [name for name in INPUT_FORMATS if name.startswith(incomplete)]


def complete_table(incomplete: str) -> list[str]:
    """Return the tables that begin so."""
    from newsx.schema.tables import TABLES

    return [name for name in TABLES if name.startswith(incomplete)]


_READING = "Reading"
_ANALYSIS = "Analysis"
_WRITING = "Writing"
_RUNNING = "Running"

ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        help="default, fast, or any spaCy pipeline, installed or in a folder.",
        rich_help_panel=_ANALYSIS,
    ),
]
InputFormatOption = Annotated[
    str,
    typer.Option(
        "--input-format",
        metavar="FORM",
        parser=parse_input_format,
        autocompletion=complete_input_format,
        help=f"{', '.join(INPUT_FORMATS[1:-1])} or {INPUT_FORMATS[-1]}; {AUTO} tells by content.",
        rich_help_panel=_READING,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help=help_of_suffixes(),
        rich_help_panel=_WRITING,
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=help_of_formats(),
        autocompletion=complete_format,
        rich_help_panel=_WRITING,
    ),
]
TableOption = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="TABLE",
        autocompletion=complete_table,
        help="CSV, Parquet: a row for each of people, places, dates, mentions or another list of the record.",
        rich_help_panel=_WRITING,
    ),
]
SafeCellsOption = Annotated[
    bool,
    typer.Option(
        "--safe-cells",
        help="CSV: cells a spreadsheet would run as a formula get a leading apostrophe.",
        rich_help_panel=_WRITING,
    ),
]
QuietOption = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="No progress, no summary; errors still show.", rich_help_panel=_RUNNING),
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help="On stderr: a line for each document, with its outcome and milliseconds.",
        rich_help_panel=_RUNNING,
    ),
]
InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INPUT]...",
        help="Pages, folders (recursive), globs, JSON lines, WARC, feeds, mail; none or '-': standard input.",
        show_default=False,
    ),
]
UrlOption = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The address of the page, where it states none.", rich_help_panel=_READING),
]
MaxSizeOption = Annotated[
    int,
    typer.Option(
        metavar="SIZE",
        parser=parse_size,
        help="Refuse larger pages, packed or unpacked.",
        rich_help_panel=_READING,
    ),
]
UrlsOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Fetch the addresses in FILE, one a line, politely; '-': standard input.",
        rich_help_panel=_READING,
    ),
]
DelayOption = Annotated[
    float,
    typer.Option(
        min=0.0,
        metavar="SECONDS",
        help="Between requests to one host; robots.txt may ask for more.",
        rich_help_panel=_READING,
    ),
]
UserAgentOption = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="What servers are told of who asks.", rich_help_panel=_READING),
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private networks too.", rich_help_panel=_READING),
]
DateOption = Annotated[
    dt.date | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        parser=parse_date,
        help="The day relative dates lean on where a page states none.",
        rich_help_panel=_ANALYSIS,
    ),
]
MinConfidenceOption = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=1.0,
        metavar="P",
        help="Leave out mentions the tagger is less sure of.",
        rich_help_panel=_ANALYSIS,
    ),
]
ExplainOption = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="On stderr: what each line of a page dump was judged to be, and why.",
        rich_help_panel=_ANALYSIS,
    ),
]
ErrorsOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="One JSON line for each input that gave no article.", rich_help_panel=_WRITING),
]
ResumeOption = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="With -o: keep the records of inputs that have not changed, make the others.",
        rich_help_panel=_WRITING,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        min=0,
        metavar="N",
        show_default="usable cores",
        help="Worker processes; 0: none, and no limits.",
        rich_help_panel=_RUNNING,
    ),
]
TimeoutOption = Annotated[
    float,
    typer.Option(
        min=0.0,
        metavar="SECONDS",
        help="Give up on a document after this time; 0: never.",
        rich_help_panel=_RUNNING,
    ),
]
MaxMemoryOption = Annotated[
    int,
    typer.Option(
        metavar="SIZE",
        parser=parse_size,
        help="Give up on a document when its worker holds more; 0: never.",
        rich_help_panel=_RUNNING,
    ),
]
ShardPartOption = Annotated[
    str | None,
    typer.Option(
        metavar="I/N",
        help="Do part I of N; all parts together are the whole, done ones are skipped.",
        rich_help_panel=_RUNNING,
    ),
]
EngineOption = Annotated[
    EngineName,
    typer.Option(
        metavar="ENGINE", help="local: this machine; dask: the workers of a cluster.", rich_help_panel=_RUNNING
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Of the cluster: tcp://HOST:PORT, or its scheduler file.", rich_help_panel=_RUNNING
    ),
]
