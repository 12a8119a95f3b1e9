"""Tables for spreadsheets: one CSV of who is named where, with the article beside it, and a workbook of everything."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.dossier.dossier import Dossier

# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAYS = frozenset({"day", "first", "last"})
_KINDS = {"people": "person", "organisations": "organisation", "places": "place"}
_COUNTED = ("id", "name", "country", "articles", "mentions", "first", "last")


def write_csv(dossier: Dossier, file: IO[bytes]) -> None:
    """Write a row an article and name; cells that spreadsheets would run begin with an apostrophe."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("article", "day", "id", "kind", "name", "mentions"))
    for ref in dossier.refs():
        cells = (ref["article"], ref["day"], ref["id"], ref["kind"], ref["name"], ref["mentions"])
        writer.writerow(f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells)
    text.detach()


def write_xlsx(dossier: Dossier, file: IO[bytes]) -> None:
    """Write a workbook, a sheet for each kind of thing. Raises UsageError when the library for it is missing."""
    from newsx.formats.workbook import write_sheets

    write_sheets(file, _sheets(dossier), days=_DAYS)  # type: ignore[arg-type]


def _sheets(dossier: Dossier) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]:
    columns: tuple[str, ...] = (
        "article",
        "source_id",
        "day",
        "headline",
        "url",
        "publisher",
        "language",
        "countries",
        "words",
        "story",
    )
    yield "articles", columns, _cells(dossier.articles(), columns)
    for sheet, kind in _KINDS.items():
        rows = (row for row in dossier.counts() if row["kind"] == kind)
        yield sheet, _COUNTED, _cells(rows, _COUNTED)
    columns = ("article", "day", "id", "name", "role", "organisation", "body", "place", "country", "status")
    yield "roles", columns, _cells(dossier.roles(), columns)
    columns = ("article", "day", "id", "name", "cue", "quote")
    yield "quotes", columns, _cells(dossier.all_quotes(), columns)
    nodes, edges = dossier.graph(least=1)
    names = {node["id"]: node["name"] for node in nodes}
    rows = ({**edge, "name": names[edge["a"]], "other name": names[edge["b"]]} for edge in edges)
    columns = ("a", "name", "b", "other name", "articles", "sentences")
    yield "who with whom", columns, _cells(rows, columns)


def _cells(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[list[Any]]:
    for row in rows:
        values = (row[column] for column in columns)
        yield [", ".join(value) if isinstance(value, list) else value for value in values]
