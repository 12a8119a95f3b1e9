"""Declares the options of the commands for Typer, with their help and panel: what is read, analysed and written. Called by the commands."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from newsx.cli.values import (
    DateSource,
    Quotes,
    complete_format,
    complete_input_format,
    complete_table,
    parse_date,
    parse_input_format,
    parse_size,
    refuse_nan,
)
from newsx.formats.table import help_of_formats, help_of_suffixes
from newsx.sources.forms import AUTO, INPUT_FORMATS

# What is beyond this is a slip of the finger.
MAX_DELAY = 86_400.0

_READING = "Reading"
_ANALYSIS = "Analysis"
_WRITING = "Writing"

ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        help="default, fast, accurate, world, or any spaCy pipeline, installed or in a folder; articles in other languages than English go to world "
        "unless a pipeline is named.",
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
        metavar="TABLE,…",
        autocompletion=complete_table,
        help="A row for each of people, roles, places, dates, mentions or another list; several: FILE.xlsx or a folder.",
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
ExcelOption = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="CSV as spreadsheets open it best: marked as UTF-8, with safe cells.",
        rich_help_panel=_WRITING,
    ),
]
BySalienceOption = Annotated[
    bool,
    typer.Option(
        "--by-salience", help="People, places, organisations: first whom the article is about, not who comes first."
    ),
]
FieldsOption = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="FIELD,…",
        help="JSON: write these fields alone, as headline,people.name; what is written is no record any more.",
        rich_help_panel=_WRITING,
    ),
]
InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="Pages, folders (recursive), globs, JSON lines, WARC, feeds, mail; none or '-': standard input.",
        show_default=False,
    ),
]
IncludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="GLOB",
        help="Of folders, read only files that match, by path or name; may be given again.",
        show_default=False,
        rich_help_panel=_READING,
    ),
]
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="GLOB",
        help="Of folders, leave out files and folders that match.",
        show_default=False,
        rich_help_panel=_READING,
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
        max=MAX_DELAY,
        callback=refuse_nan,
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
DateFromOption = Annotated[
    DateSource,
    typer.Option(
        "--date-from",
        metavar="none|mtime|path",
        help="Where neither the page nor --date tells the day: the file's last change, or a day in its path.",
        rich_help_panel=_ANALYSIS,
    ),
]
MinConfidenceOption = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=1.0,
        callback=refuse_nan,
        metavar="P",
        help="Leave out mentions the tagger is less sure of.",
        rich_help_panel=_ANALYSIS,
    ),
]
QuotesOption = Annotated[
    Quotes,
    typer.Option(
        "--quotes",
        metavar="none|direct|all",
        help="Quotes with their speakers: none, those in quotation marks, or reported speech too.",
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
ResumeAnywayOption = Annotated[
    bool,
    typer.Option(
        "--resume-anyway",
        help="The same (--resume=anyway), whatever settings the records there were made with.",
        rich_help_panel=_WRITING,
    ),
]
ReplaceOption = Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there already.")]
OverwriteOption = Annotated[
    bool,
    typer.Option("--overwrite", help="With -o, --errors: make anew what newsx wrote there.", rich_help_panel=_WRITING),
]
