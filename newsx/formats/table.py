"""The table of output formats: `--format`, the suffixes of `-o`, the help of both and the README's list come from here.

A new format is a module in this folder and a row in `FORMATS`. This module loads nothing, for the help needs it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

# Where a format goes when it does not go to standard output: one file, a folder of files, or, as JSON, a folder or the lines
# of one file.
Destination = Literal["file", "folder", "lines"]


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    `writer` is "module:name" of what makes the sink, loaded when it is asked for: it takes a `Target`. `suffixes` of an output
    path choose the format. `streams`: it can go to standard output; `resumes`: an interrupted run can be continued;
    `takes_table`: it has rows, of articles or of what `--table` names, `takes_tables`: of several at once; `takes_safe_cells`: spreadsheets open it. `extra` is
    what must be installed beside newsx. `grows`: a run adds to what stands there; `keeps_records`: its files are records, which
    tell who wrote them; `packs`: one file of it can be written packed. `note` stands behind the name in the help, `meaning` is what the format is.
    """

    name: str
    writer: str
    destination: Destination
    meaning: str
    suffixes: tuple[str, ...] = ()
    note: str = ""
    streams: bool = False
    resumes: bool = False
    takes_table: bool = False
    takes_tables: bool = False
    takes_safe_cells: bool = False
    extra: str | None = None
    grows: bool = False
    keeps_records: bool = False
    packs: bool = False

    @property
    def place(self) -> str:
        """What to name after `-o`, as messages put it."""
        return f"FILE{self.suffixes[0]}" if self.destination == "file" else "FOLDER"


FORMATS = (
    Format(
        "jsonl",
        "newsx.formats.projection:open_records",
        "lines",
        "JSON, one object a line",
        suffixes=(".jsonl", ".ndjson"),
        note="default",
        streams=True,
        resumes=True,
        keeps_records=True,
        packs=True,
    ),
    Format(
        "json",
        "newsx.formats.projection:open_records",
        "folder",
        "JSON, indented, one file an article",
        note="indented",
        streams=True,
        resumes=True,
        keeps_records=True,
    ),
    Format(
        "csv",
        "newsx.formats.csv_table:open_csv",
        "file",
        "CSV, one row an article or an item of it",
        suffixes=(".csv",),
        streams=True,
        packs=True,
        takes_table=True,
        takes_safe_cells=True,
    ),
    Format(
        "sqlite",
        "newsx.formats.sqlite_database:open_database",
        "file",
        "SQLite database that grows, with full-text search",
        suffixes=(".sqlite", ".sqlite3", ".db"),
        resumes=True,
        grows=True,
    ),
    Format(
        "dossier",
        "newsx.dossier.sink:open_dossier_sink",
        "file",
        "Dossier that grows: who is who across articles",
        suffixes=(".dossier",),
        resumes=True,
        grows=True,
    ),
    Format(
        "parquet",
        "newsx.formats.parquet:open_parquet",
        "file",
        "Parquet, nested or one row an item",
        suffixes=(".parquet",),
        takes_table=True,
        extra="parquet",
    ),
    Format(
        "xlsx",
        "newsx.formats.workbook:open_workbook",
        "file",
        "workbook for spreadsheet programs, a sheet a table",
        suffixes=(".xlsx",),
        takes_table=True,
        takes_tables=True,
        extra="xlsx",
    ),
    Format("jsonld", "newsx.formats.jsonld:open_jsonld", "lines", "schema.org NewsArticle", streams=True),
    Format("ninjs", "newsx.formats.ninjs:open_ninjs", "lines", "IPTC ninjs 3.1", streams=True),
    Format("brat", "newsx.formats.brat:open_brat", "folder", "brat standoff annotations"),
    Format("docbin", "newsx.formats.docbin:open_docbin", "folder", "spaCy DocBin", suffixes=(".spacy",)),
)
BY_NAME = {each.name: each for each in FORMATS}
BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}
DEFAULT = BY_NAME["jsonl"]


# Behind the suffix of a format that packs: the file is written packed.
PACKINGS = {".gz": "gzip", ".zst": "zstd"}


def format_of_path(output: str) -> Format | None:
    """Return the format that the suffix of an output path names, or None: then it is a folder."""
    base, suffix = os.path.splitext(output.lower())
    if suffix in PACKINGS:
        found = BY_SUFFIX.get(os.path.splitext(base)[1])
        found = found if found and found.packs else None
    else:
        found = BY_SUFFIX.get(suffix)
    return found


def packing_of_output(output: str) -> str | None:
    """Return how a file is packed by the suffix of its path: "gzip", "zstd", or None."""
    return PACKINGS.get(os.path.splitext(output.lower())[1]) if format_of_path(output) else None


def help_of_formats() -> str:
    """Return the formats as the help of `--format` lists them."""
    return ", ".join(each.name + (f" ({each.note})" if each.note else "") for each in FORMATS) + "."


def help_of_suffixes() -> str:
    """Return the suffixes as the help of `-o` lists them: the first of each format."""
    first, *rest = (each.suffixes[0] for each in FORMATS if each.suffixes)
    return f"A folder: one file an article; FILE{', '.join([first, *rest])}: all in one."
