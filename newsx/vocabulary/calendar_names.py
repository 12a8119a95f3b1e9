"""Names of months and weekdays in many languages; dates, bylines, page dumps and reports read and write them.

Forms are those of Unicode CLDR, full and short, in all grammatical cases it knows ("styczeń", "stycznia", "sty"), with the
spellings added by hand. Codes of languages are ISO 639-1.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from newsx.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Width = Literal["full", "short"]


def month_numbers(*languages: str, width: Width | None = None) -> Mapping[str, int]:
    """Return the month (1 to 12) of every form, lower-case and without full stop, of the languages given; of all for none.

    `width` keeps the full or the short forms only. No form means two months.
    """
    return _numbers("months", languages, width)


def weekday_numbers(*languages: str, width: Width | None = None) -> Mapping[str, int]:
    """Return the weekday (0 Monday to 6 Sunday) of every form, lower-case, of the languages given; of all for none.

    Some short forms mean different days in different languages ("mar"): the language that comes first in the table wins.
    """
    return _numbers("weekdays", languages, width)


def month_names(language: str, *, width: Width = "full") -> tuple[str, ...]:
    """Return the names of the twelve months as they are written in a date of that language: "January", or "Jan" when short.

    Raises KeyError for a language without names.
    """
    return tuple(_names("months")[language, number, width] for number in range(1, 13))


def full_names(language: str) -> frozenset[str]:
    """Return the full names of months and weekdays of a language, lower-case."""
    return frozenset((*month_numbers(language, width="full"), *weekday_numbers(language, width="full")))


def calendar_languages() -> tuple[str, ...]:
    """Return the codes of the languages with names of months and weekdays, in the order of the table."""
    return tuple(dict.fromkeys(language for language, *_ in _rows("months")))


@cache
def _numbers(table: str, languages: tuple[str, ...], width: Width | None) -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for language, number, wide, form in _rows(table):
        if (not languages or language in languages) and width in {None, wide}:
            numbers.setdefault(form.lower(), number)
    return MappingProxyType(numbers)


@cache
def _names(table: str) -> dict[tuple[str, int, str], str]:
    """Return the first form of each language, number and width; the full one where there is no short one ("May")."""
    names: dict[tuple[str, int, str], str] = {}
    for language, number, width, form in _rows(table):
        names.setdefault((language, number, width), form)
    for (language, number, _), form in list(names.items()):
        names.setdefault((language, number, "short"), form)
    return names


@cache
def _rows(table: str) -> list[tuple[str, int, str, str]]:
    """Language, number, width and form: the rows of CLDR, then those added by hand."""
    return [
        (language, int(number), width, form)
        for source in ("cldr", "added")
        for language, number, width, form in read_rows(f"{source}/{table}.tsv", columns=4)
    ]
