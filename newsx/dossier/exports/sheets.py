"""Tables for spreadsheets: one CSV of who is named where, with the article beside it."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier

# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(dossier: Dossier, file: IO[bytes]) -> None:
    """Write a row an article and name; cells that spreadsheets would run begin with an apostrophe."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("article", "day", "id", "kind", "name", "mentions"))
    for ref in dossier.refs():
        cells = (ref["article"], ref["day"], ref["id"], ref["kind"], ref["name"], ref["mentions"])
        writer.writerow(f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells)
    text.detach()
