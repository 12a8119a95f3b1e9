"""Explicit dates in the languages of bylines: a day, a month's name and a year, or a month's name and a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import FOREIGN_MONTHS
from newsx.dates.mention import Reading
from newsx.dates.parts import valid, year_of
from newsx.dates.values import day_or_none, make_day, month_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def foreign_day(hit: Hit, _scene: Scene) -> Reading | None:
    """Read day, month name and year: 9 de mayo de 2025, 9. Mai 2025, 1er mars 2025."""
    year, month = year_of(hit.words("year")), FOREIGN_MONTHS[hit.word("month")]
    digits = hit.words("day")[0].rstrip("abcdefghijklmnopqrstuvwxyzº°")
    point = make_day(year or 0, month, int(digits)) if digits.isdigit() else None
    return Reading(
        day_or_none(point), anchor="text" if point else "none", rule="foreign-day" if point else "no-such-day"
    )


def foreign_month(hit: Hit, _scene: Scene) -> Reading | None:
    """Read month name and year: mayo de 2025, Mai 2025."""
    year = year_of(hit.words("year"))
    return (
        Reading(valid(month_value(year, FOREIGN_MONTHS[hit.word("month")])), anchor="text", rule="foreign-month")
        if year
        else None
    )


def month_guard(hit: Hit) -> bool:
    """Tell whether a month's name and a year are a date in running text: short forms are words ("out 2020"), Mars is a planet."""
    start = hit.start("month")
    return len(hit.word("month")) > 3 and not (hit.word("month") == "mars" and hit.tokens.surface(start)[0].isupper())


_MONTH = "<month>(FOREIGN)"
_OF = "(de | del | di | d ')"
RULES = [
    Rule(
        "foreign-day",
        f"<day>(DAY | DAYORD | GLUED) (. | º | °)? {_OF}? {_MONTH} .? ({_OF} | ,)? <year>(YEAR)",
        foreign_day,
        lambda hit: hit.words("day")[0] in {"1er", "1º"} or hit.words("day")[0].isdigit(),
    ),
    Rule("foreign-month", f"{_MONTH} ({_OF} | ,)? <year>(YEAR)", foreign_month, month_guard),
]
