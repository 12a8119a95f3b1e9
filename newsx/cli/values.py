"""Values of options: how they are read, what they may be, how they are completed. Called by `options`."""

from __future__ import annotations

import datetime as dt
import os
from enum import StrEnum

import typer

from newsx.formats.table import BY_NAME
from newsx.sources.forms import INPUT_FORMATS


class FailOn(StrEnum):
    """Which outcomes make the exit code 1."""

    never = "never"
    failed = "failed"
    any = "any"


class EngineName(StrEnum):
    """What runs the documents."""

    local = "local"
    dask = "dask"


class Quotes(StrEnum):
    """Which quotes are looked for."""

    none = "none"
    direct = "direct"
    all = "all"


class DateSource(StrEnum):
    """What tells the day of an article that states none."""

    none = "none"
    mtime = "mtime"
    path = "path"


class Color(StrEnum):
    """Whether what people see has colours."""

    auto = "auto"
    always = "always"
    never = "never"


def set_color(value: Color) -> Color:
    """Tell what writes to terminals, by the variables it knows, whether there are colours; an option goes before a variable."""
    if value is not Color.auto:
        os.environ.pop("NO_COLOR", None)
        os.environ.pop("FORCE_COLOR", None)
        os.environ["NO_COLOR" if value is Color.never else "FORCE_COLOR"] = "1"
    return value


def parse_date(value: str) -> dt.date:
    """Return a day from "2025-05-09"."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a day: write YYYY-MM-DD") from error


def refuse_nan(value: float) -> float:
    """Return the number; one that is neither more nor less than any other passes the bounds of options, and is refused here."""
    if value != value:  # noqa: PLR0124 - that is what a NaN is
        raise typer.BadParameter("not a number")
    return value


def parse_size(value: str) -> int:
    """Return a number of bytes from "500000", "64K", "100MB" or "1G"."""
    import re

    match = re.fullmatch(r"(\d{1,15}(?:\.\d{1,9})?)\s*([KMG]?)(?:i?B)?", value.strip(), re.IGNORECASE)
    if not match:
        raise typer.BadParameter(f"{value[:40]!r} is not a size: write for example 100MB")
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

    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in TABLES if name.startswith(last)]
