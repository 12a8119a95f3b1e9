"""Rules for times of the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates import lexicon, numbers
from newsx.dates.explicit import day_month
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import mod_of
from newsx.dates.relative import NO_ANCHOR, weekday
from newsx.dates.values import add_days, bounds, day_value

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene

_SPOTS = {"noon": (12, "00"), "midday": (12, "00"), "midnight": (24, "00")}


def _clock_time(hit: Hit) -> tuple[int, str] | None:
    """Hour (0 to 24) and minutes of a time of the clock, or None where there is no such hour."""
    if hit.has("spot"):
        return _SPOTS[hit.word("spot")]
    half, rest = "", ""
    if hit.has("clock"):
        digits = hit.word("clock").replace(".", "").replace(" ", "")
        half = digits[-2] if digits.endswith("m") else ""
        first, _, rest = digits.rstrip("apm").partition(":")
        if not rest and len(first) > 2:
            first, rest = first[:-2], first[-2:]
        hour = int(first)
    else:
        value = numbers.words_value(hit.words("hour"))
        if value is None or not 0 < value <= 12 or not value.is_integer():
            return None
        hour = int(value)
    if hit.has("part"):
        half = "a" if lexicon.PARTS[hit.words("part")[-1]] == "MO" else "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, rest or "00") if hour <= 24 else None


def clock(hit: Hit, scene: Scene) -> Reading | None:
    """A time of the clock, with its day when the words give one."""
    found_time = _clock_time(hit)
    if found_time is None:
        return None
    hour, minute = found_time
    base: dt.date | None = (scene.last_day() if scene.narrative else None) or scene.anchor
    if hit.has("weekday"):
        found = weekday(hit, scene)
        base = bounds(found.value)[1] if found else None
    elif hit.has("dayword"):
        base = add_days(scene.anchor, lexicon.DAY_WORDS[hit.word("dayword")]) if scene.anchor else None
    elif hit.has("month"):
        found = day_month(hit, scene)
        base = bounds(found.value)[1] if found else None
    if base is None:
        return NO_ANCHOR
    return Reading(f"{day_value(base)}T{hour:02d}:{minute}", "TIME", mod_of(hit), rule="clock")


def spot_guard(hit: Hit) -> bool:
    """Whether noon or midnight is a time in running text, and no figure of speech."""
    return hit.around(-1) in {"at", "until", "by", "before", "after", "around", "since", "from"} or len(hit.words()) > 1


_SOMEDAY = "(on? (<rel>(this | last | next))? <weekday>($WEEKDAY) | <dayword>(DAYWORD))"


RULES = [
    Rule(
        "clock",
        f"$APPROX <clock>(CLOCK) (ZONE | local time | eastern time | eastern)? (,? {_SOMEDAY} | ,? on? "
        "<month>($MONTH) <day>(DAY))?",
        clock,
    ),
    Rule("clock", f"$APPROX <spot>(noon | midnight | midday) (on)? (,? {_SOMEDAY})?", clock, spot_guard),
    Rule("clock", "<hour>(NUM | NUMWORD) (o ' clock)? in the <part>(PART)", clock),
    Rule("clock-day", f"$POS <spot>(noon) {_SOMEDAY}", clock),
]
