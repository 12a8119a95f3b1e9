"""Asks a dossier and prints the answer: a table for people, JSON lines or CSV for programs. Called by the commands."""

from __future__ import annotations

import csv
import json
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from newsx.cli.console import printable
from newsx.dossier import open_dossier
from newsx.errors import EXIT_OK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]

_WIDE = 60


def ask(path: str, output_format: str | None, question: str, *values: object, **options: object) -> int:
    """Print what a method of the dossier answers; return the exit code. Raises UsageError for what cannot be answered."""
    with open_dossier(path, create=False, writes=False) as dossier:
        answer = getattr(dossier, question)(*values, **options)
        rows = [answer] if isinstance(answer, dict) else list(answer)
    print_rows(rows, output_format or ("table" if sys.stdout.isatty() else "jsonl"), is_one=isinstance(answer, dict))
    return EXIT_OK


def print_rows(rows: Sequence[Row], output_format: str, *, is_one: bool = False) -> None:
    """Print rows on standard output in a format."""
    if output_format == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif output_format == "csv":
        _print_csv(rows)
    elif is_one:
        _print_one(rows[0])
    else:
        _print_table(rows)


def _print_csv(rows: Iterable[Row]) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return "; ".join(f"{name} ({count})" for name, count in value.items())
    if isinstance(value, list):
        return "; ".join(
            str(each.get("name") or each.get("role") or each.get("article")) if isinstance(each, dict) else str(each)
            for each in value
        )
    return value


def _print_table(rows: Sequence[Row], title: str | None = None) -> None:
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table

    if not rows:
        sys.stdout.write("nothing\n")
        return
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name, value in rows[0].items():
        table.add_column(name, justify="right" if isinstance(value, int | float) else "left", overflow="fold")
    for row in rows:
        table.add_row(*(printable("" if value is None else str(_cell(value))) for value in row.values()))
    console = Console(highlight=False, markup=False)
    if Measurement.get(console, console.options, table).minimum < console.width:
        console.print(table)
    else:  # no room for the longest words side by side
        _print_records(rows, title, console.width)


def _print_records(rows: Sequence[Row], title: str | None, width: int) -> None:
    """Print rows one below another, a line a value, on a terminal too narrow for a table."""
    if title:
        sys.stdout.write(f"{title}\n")
    for row in rows:
        for name, value in row.items():
            if value not in (None, "", []):
                sys.stdout.write(wrapped(f"{name}: {_cell(value)}", width, indent="  ") + "\n")
        sys.stdout.write("\n")


def wrapped(text: str, width: int, *, indent: str = "") -> str:
    """Return a text in lines of a terminal that is `width` columns wide, broken between words; all but the first begin with `indent`."""
    lines = textwrap.wrap(printable(text), max(20, width - 1), subsequent_indent=indent, break_on_hyphens=False)
    return "\n".join(lines)


def _print_one(row: Row) -> None:
    """Print a profile: its plain values in lines, its lists as tables."""
    for name, value in row.items():
        if value not in (None, []) and not (isinstance(value, list) and isinstance(value[0], dict)):
            sys.stdout.write(printable(f"{name:>10}  {_cell(value)}") + "\n")
    for name, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            sys.stdout.write("\n")
            _print_table(value, title=name)
