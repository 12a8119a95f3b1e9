"""Months, days, years and modifiers of a match as numbers: what the rules' functions read off their named parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsx.dates.lexicon import ANAPHORIC, MONTHS, RELATIONS, WEEKDAY_PLURALS, WEEKDAY_SHORT, WEEKDAYS
from newsx.dates.numbers import TENS, ordinal_value, year_in_words
from newsx.dates.values import bounds

if TYPE_CHECKING:
    from newsx.dates.context import Scene, Told
    from newsx.dates.grammar import Hit
    from newsx.dates.mention import AnchorKind

# Two-digit years up to this one are of the 21st century.
PIVOT = 40
_MODS = {
    "start": "start", "beginning": "start", "early": "start", "earlier": "start", "outset": "start", "opening": "start",
    "first": "start", "mid": "mid", "middle": "mid", "late": "end", "later": "end", "end": "end", "close": "end", "last": "end",
    "latter": "end", "tail": "end",
}  # fmt: skip


def month_of(words: list[str]) -> int:
    """Return the month among the words."""
    return next(MONTHS[word] for word in words if word in MONTHS)


def weekday_of(words: list[str]) -> int | None:
    """Return the weekday among the words (0 Monday), or None."""
    for word in words:
        for table in (WEEKDAYS, WEEKDAY_SHORT, WEEKDAY_PLURALS):
            if word in table:
                return table[word]
    return None


def day_of(words: list[str]) -> int | None:
    """Return the day of the month behind "5", "5th", "fifth" or "twenty - fifth"; None when there is none."""
    plain = [word for word in words if word not in {"-", "the", "of"}]
    if not plain:
        return None
    if plain[-1].isdigit():
        return int(plain[-1])
    ordinal = ordinal_value(plain[-1])
    if ordinal is None:
        return None
    tens = TENS.get(plain[0], 0) if len(plain) > 1 else 0
    return tens + ordinal


def short_year(text: str) -> int:
    """Return the year behind two digits."""
    value = int(text)
    return value + (2000 if value <= PIVOT else 1900)


def year_of(words: list[str]) -> int | None:
    """Return the year behind "2021", "'21", "21" or "nineteen ninety - six"; None when there is none."""
    plain = [word for word in words if word not in {",", ".", "of", "in", "the"}]
    if not plain:
        return None
    digits = plain[0].strip("'’")
    if digits.isdigit():
        return int(digits) if len(digits) > 2 else short_year(digits)
    return year_in_words(plain)


class YearOf(NamedTuple):
    """A year that words such as "last year" name, what it rests on, and the date told it is counted from."""

    year: int
    anchor: AnchorKind
    base: Told | None = None


def relative_year(words: list[str], scene: Scene) -> YearOf | None:
    """Return the year behind "last year" or "the same year"; None where nothing says which."""
    word = next((word for word in words if word in RELATIONS), "this")
    last = scene.told if scene.narrative and word == "this" else scene.told_time("year")
    points_back = word in ANAPHORIC or (scene.narrative and word == "this")
    if points_back and last:
        return YearOf(last.year + RELATIONS[word], "text", last)
    if scene.anchor is None:
        return None
    return YearOf(scene.anchor.year + RELATIONS[word], "publication")


def mod_of(hit: Hit) -> str | None:
    """Return the modifier that the words before or around the core name."""
    for word in hit.words("pos"):
        if word in _MODS:
            return _MODS[word]
    if hit.has("approx") or hit.has("pos"):
        words = set(hit.words("approx")) | set(hit.words("pos"))
        return "approx" if words - {"sometime", "some", "time", "in"} else None
    return None


def valid(value: str | None) -> str | None:
    """Return the value when its days exist, else None."""
    return value if value and bounds(value)[1] is not None else None
