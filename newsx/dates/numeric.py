"""Rules for dates written in digits: ISO dates, numeric dates in either order, days known by their digits (9/11)."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import MONTHS
from newsx.dates.mention import Reading
from newsx.dates.parts import short_year
from newsx.dates.values import make_day
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene

# Days that are named by their digits, and whether they need a word of what happened beside them.
FAMOUS_DAYS = {
    "9/11": ("2001-09-11", False),
    "7/7": ("2005-07-07", True),
    "26/11": ("2008-11-26", True),
    "10/7": ("2023-10-07", True),
    "7/10": ("2023-10-07", True),
}
_FAMOUS_WITNESS = lazy_pattern(
    r"\b(?:attack|bomb|terror|massacre|survivor|victim|widow|anniversary|hijack|mastermind|plot|memorial|atrocit|trial\b)",
    re.IGNORECASE,
)


def numeric(hit: Hit, _scene: Scene) -> Reading | None:
    """Read ISO dates, and numeric dates in either order; an order that could be the other is marked ambiguous."""
    text = hit.word("core")
    time = hit.word("clock")
    iso = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:t(\d\d:\d\d(?::\d\d)?).*)?", text)
    if iso:
        day = make_day(int(iso[1]), int(iso[2]), int(iso[3]))
        clock = iso[4] or time
        if iso[4] and not _is_time(iso[4]):
            return Reading(None, anchor="none", rule="no-such-day")
        value = day.isoformat() + (f"T{clock}" if clock else "") if day else None
        return Reading(value, "TIME" if clock else "DATE", anchor="text" if day else "none", rule="numeric")
    match = re.fullmatch(r"(\d{1,2})([-./])(\d{1,2})\2(\d{2}|\d{4})", text)
    return _either_order(match, time) if match else None


def _is_time(text: str) -> bool:
    """Whether hours, minutes and seconds of two digits are a time of day."""
    hour, *rest = (int(part) for part in text.split(":"))
    return (hour < 24 and all(part < 60 for part in rest)) or (hour == 24 and not any(rest))


def _either_order(match: re.Match[str], time: str) -> Reading | None:
    year = short_year(match[4]) if len(match[4]) == 2 else int(match[4])
    first, second = int(match[1]), int(match[3])
    american, european = make_day(year, first, second), make_day(year, second, first)
    # A dot is written where the day comes first.
    readings = [european, american] if match[2] == "." else [american, european]
    chosen = [day for day in readings if day]
    if not chosen:
        return (
            None if match[2] == "." or first > 31 or second > 31 else Reading(None, anchor="none", rule="no-such-day")
        )
    other = chosen[1].isoformat() if len(chosen) > 1 and chosen[1] != chosen[0] else None
    value = chosen[0].isoformat() + (f"T{time}" if time else "")
    return Reading(value, "TIME" if time else "DATE", anchor="text", rule="numeric", rejected=other)


def compact(hit: Hit, _scene: Scene) -> Reading | None:
    """Read 20250509."""
    text = hit.word("core")
    day = make_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Reading(day.isoformat(), anchor="text", rule="compact") if day else None


def named_month(hit: Hit, _scene: Scene) -> Reading | None:
    """Read 9-May-25, 09 May '25, 12-Mar-2021: a day, a month's name and a year of two or four digits."""
    year = hit.word("year").strip("'")
    day = make_day(
        short_year(year) if len(year) == 2 else int(year), MONTHS[hit.words("month")[0]], int(hit.word("day"))
    )
    return Reading(day.isoformat(), anchor="text", rule="numeric") if day else None


def famous_day(hit: Hit, scene: Scene) -> Reading | None:
    """Read 9/11, 7/7, 26/11: days that are known by their digits."""
    value, needs_witness = FAMOUS_DAYS.get("".join(hit.words("core")), (None, False))
    if value is None or (needs_witness and not _FAMOUS_WITNESS.search(scene.before[-40:] + " " + scene.after[:40])):
        return None
    return Reading(value, anchor="text", rule="famous-day")


# "6.12.75" of a list of versions or after a word for one is no day.
_VERSION_BEFORE = frozenset(
    "version versions v release releases kernel linux firmware build ios android rev update patch".split()
)
_VERSION_AFTER = lazy_pattern(
    r",? (?:and )?\d{1,2}\.\d{1,2}\.\d{3,}\b|,? (?:and )?\d{1,2}\.\d{2}\.\d{1,2},|-?(?:rc|beta|alpha)"
)


def numeric_guard(hit: Hit) -> bool:
    """Tell whether numbers joined by full stops are a day in running text, and no version of a program."""
    if hit.around(-1) == "-" and hit.tokens.tight(hit.first) and hit.around(-2).isdigit():
        return False  # the end of "2025-05-09-1234"
    if "." not in hit.words("core")[0]:
        return True
    return hit.around(-1) not in _VERSION_BEFORE and not _VERSION_AFTER.match(
        hit.tokens.text, hit.tokens.ends[hit.last - 1]
    )


_OF_FAMOUS_DAY = frozenset(
    {"style", "-", "survivor", "victim", "widow", "widower", "attack", "attacker", "bomber", "suspect", "memorial"}
)


def famous_guard(hit: Hit) -> bool:
    """Tell whether digits and a slash are a day that is known by them, and no score, fraction or number of a thing."""
    return (
        hit.around(1) not in {"/", "-", "%", "of", "stars", "points"} and hit.around(-1) not in {"/", "$", "a", "an"}
    ) or (hit.around(-1) in {"a", "an"} and hit.around(1) in _OF_FAMOUS_DAY)


RULES = [
    Rule("numeric", "<core>(NUMDATE | ISO) (,? at? <clock>(CLOCK))?", numeric, numeric_guard),
    Rule("numeric", "<day>(DAY) - <month>(MONTH) - <year>(YEAR | TWODIGITS)", named_month),
    Rule("famous-day", "<core>(SLASHDAY)", famous_day, famous_guard),
    Rule("compact", "<core>(COMPACT)", compact),
]
