"""Reads the table files of the vocabulary; the modules beside this one call it and give the columns their meaning."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def read_rows(name: str, *, columns: int) -> list[list[str]]:
    """Return the rows of a table file ("cldr/months.tsv"), each with so many columns; missing last ones are empty.

    Empty lines and lines that begin with "#" are skipped. Raises ValueError where a line has more columns.
    """
    rows = []
    for number, line in enumerate((_FOLDER / name).read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) > columns:
            raise ValueError(f"newsx/vocabulary/{name}:{number}: {len(row)} columns, {columns} expected")
        rows.append(row + [""] * (columns - len(row)))
    return rows
