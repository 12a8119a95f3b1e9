"""Declares the options of `newsx dossier` for Typer: their types and their help."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Kinds(StrEnum):
    """What profiles are of."""

    people = "people"
    organisations = "organisations"
    places = "places"


class RowFormat(StrEnum):
    """How answers are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class ExportFormat(StrEnum):
    """What a dossier is written as."""

    jsonl = "jsonl"
    stories = "stories"
    csv = "csv"
    xlsx = "xlsx"
    gexf = "gexf"
    graphml = "graphml"
    geojson = "geojson"
    kml = "kml"
    ical = "ical"
    timeline = "timeline"
    ftm = "ftm"


class Period(StrEnum):
    """What a trend is counted by."""

    day = "day"
    month = "month"
    year = "year"


_DAY = r"a day, YYYY-MM-DD"

DossierArgument = Annotated[str, typer.Argument(metavar="FILE", help="The dossier.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name, a form of it, or an id such as person-12.")]
KindArgument = Annotated[Kinds, typer.Argument(metavar="KIND", help="people, organisations or places.")]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=f"Articles from this day on: {_DAY}.", show_default=False)
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=f"Articles up to this day: {_DAY}.", show_default=False)
]
CountryOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="In articles about this country, or belonging to it (ISO 3166-1 alpha-2).",
        show_default=False,
    ),
]
RoleOption = Annotated[
    str | None, typer.Option(metavar="WORD", help="People in a role with this word.", show_default=False)
]
LimitOption = Annotated[int, typer.Option(metavar="N", min=1, help="At most so many rows.")]
FormatOption = Annotated[
    RowFormat | None,
    typer.Option("--format", help="table on a terminal, jsonl in a pipe, unless named.", show_default=False),
]
ExportOutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="FILE.jsonl, .json, .csv, .xlsx, .gexf, .graphml, .geojson, .kml or .ics; none or '-': standard output.",
        show_default=False,
    ),
]
ErrorsOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write what gave no article to FILE, one JSON line each.", show_default=False),
]
