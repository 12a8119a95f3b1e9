"""The named parts of a match as numbers: months, days, years, units and shifts, by the table of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from newsx.dates.grammar import Hit
    from newsx.dates.languages.tables import Table
    from newsx.dates.languages.tokens import ForeignTokens


def table_in(hit: Hit) -> Table:
    """Return the table of the language of a match."""
    return cast("ForeignTokens", hit.tokens).table


def surfaces(hit: Hit, name: str) -> list[str]:
    """Return the tokens of a named part as they are written; none where it is missing."""
    words = hit.words(name)
    first = hit.start(name) if words else 0
    return hit.tokens.surfaces[first : first + len(words)]


def named(hit: Hit, kind: str, name: str) -> str | None:
    """Return the value that the first word of a class in a named part has; None where there is none."""
    table = table_in(hit)
    return next((value for word in surfaces(hit, name) if (value := table.value(kind, word)) is not None), None)


def month_in(hit: Hit) -> int | None:
    """Return the month that a match names."""
    value = named(hit, "MONTH", "month")
    if value is None:
        word = hit.word("month")
        return int(word) if word.isdecimal() else None
    return int(value)


def day_in(hit: Hit) -> int | None:
    """Return the day of the month that a match names, without the ending of an ordinal."""
    digits = "".join(character for character in hit.word("day") if character.isdecimal())
    return int(digits) if digits else None


def year_in(hit: Hit) -> int | None:
    """Return the year that a match states."""
    word = hit.word("year") or hit.word("later_year")
    return int(word) if word.isdecimal() else None


def number_in(hit: Hit) -> int | None:
    """Return how many units a match counts: one where it counts none, two for a dual."""
    word = hit.word("num")
    if word.isdecimal():
        return int(word)
    if word:
        value = named(hit, "NUMWORD", "num")
        return int(value) if value else None
    return 2 if named(hit, "DUAL", "unit") else 1


def unit_in(hit: Hit, name: str) -> str | None:
    """Return the unit that a named part is in."""
    found = next((value for kind in ("UNIT", "UNITS", "DUAL", "SINGLE") if (value := named(hit, kind, name))), None)
    if found is None:
        relative = named(hit, "RELUNIT", name)
        return relative.partition(":")[2] if relative else None
    return found


def relation_in(hit: Hit, name: str) -> int | None:
    """Return how many units a word such as last or next moves."""
    value = named(hit, "RELUNIT", name)
    value = value.partition(":")[0] if value else named(hit, "REL", name)
    return int(value) if value is not None else None
