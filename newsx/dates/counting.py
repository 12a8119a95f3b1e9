"""Rules for dates told by a length of time: two weeks ago, three days later, in ten days, a year ago today."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.dates.durations import LENGTH, count_of, unit_of
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import DAY_WORDS, UNITS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import mod_of, weekday_of
from newsx.dates.relative import counting_day
from newsx.dates.values import add_days, add_months, bounds, day_value, duration_value, month_end, shift_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Fineness, Scene, Told
    from newsx.dates.mention import AnchorKind


def ago(hit: Hit, scene: Scene) -> Reading | None:
    """Read "two weeks ago", "three years earlier": so many units before the publication date, or before the date told."""
    unit, count = unit_of(hit), count_of(hit)
    if count is None:
        return Reading("PAST_REF", "DATE", mod_of(hit), "none", "ago-vague")
    return _moved(hit, scene, unit, -count, "ago")


def ago_today(hit: Hit, scene: Scene) -> Reading | None:
    """Read "a year ago today", "five years ago this month", "ten years ago this Friday": one date, as fine as its last words."""
    unit, count = unit_of(hit), count_of(hit)
    if scene.anchor is None:
        return NO_ANCHOR
    if count is None or not float(count).is_integer():
        return None
    start = _start_of(hit, scene.anchor)
    day = shifted_day(start, -int(count), unit) if start else None
    if day is None:
        return None
    fine = UNITS.get(hit.word("fine"), "day")
    return Reading(shift_value(day, 0, fine), "DATE", mod_of(hit), rule="ago-today")


def _start_of(hit: Hit, anchor: dt.date) -> dt.date | None:
    """Return the day that "ago today", "ago this Friday", "ago this month" count back from."""
    if hit.has("dayword"):
        return anchor + dt.timedelta(DAY_WORDS[hit.word("dayword")]) if anchor.year < MAXYEAR else None
    number = weekday_of(hit.words("weekday")) if hit.has("weekday") else None
    if number is None:
        return anchor
    week = anchor - dt.timedelta(anchor.weekday()) if anchor.year > 1 else None
    return week + dt.timedelta(number) if week else None


# Days near either end of the calendar are not counted from.
MAXYEAR = dt.MAXYEAR


def shifted_day(day: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the same day some units away: the same day of the month for months and years; None outside the calendar."""
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return add_days(day, count * days)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None or abs(count) > MAXYEAR:
        return None
    year, month = add_months(day.year, day.month, count * months)
    if not 1 <= year <= MAXYEAR:
        return None
    return dt.date(year, month, min(day.day, month_end(year, month).day))


def later(hit: Hit, scene: Scene) -> Reading | None:
    """Read "two weeks later", "three days from now": counted from the date told, or from the publication date."""
    unit, count = unit_of(hit), count_of(hit)
    if count is None:
        # "A few days later" is a time after one that was named, not after the publication: only its length is known.
        return Reading(duration_value(None, unit), "DURATION", mod_of(hit), "none", "later-vague")
    return _moved(hit, scene, unit, count, "later")


# "the first visit in ten years", "what you can do in two days": lengths of time, though the verbs look ahead.
_NO_POINT = lazy_pattern(
    r"\b(?:first|only|best|worst|most|least|more|less|can|could|couldn|cannot|may|might|than|record|titles?|[a-z]{3,}est|never|do|done)\b[^.]{0,60}$"
)


def in_guard(hit: Hit) -> bool:
    """Tell whether "in ten days" may be a point in time: "in a day" and "in two weeks or so" are lengths."""
    return not (hit.words("unit")[0] == "day" and hit.words("num")[0] in {"a", "an", "one"}) and hit.around(1) not in {
        "or",
        "that",
        "which",
        "when",
        "of",
        "than",
        "century",
    }


def in_time(hit: Hit, scene: Scene) -> Reading | None:
    """Read "in ten days", "in six months' time" as a date ahead, where the verbs look ahead; else it is a length of time."""
    unit, count = unit_of(hit), count_of(hit)
    if count is None or unit in {"second", "minute", "hour", "night"}:
        return None
    if not hit.has("time") and (not scene.ahead or _NO_POINT.search(scene.before) or hit.has("approx")):
        return None
    if scene.anchor is None:
        return NO_ANCHOR
    return _from(scene.anchor, count, unit, Reading(None, "DATE", mod_of(hit), rule="in-time"))


def _moved(hit: Hit, scene: Scene, unit: str, count: float, rule: str) -> Reading | None:
    base, anchor, told = _base(hit, scene, unit)
    if base is None:
        return NO_ANCHOR
    reading = _from(base, count, unit, Reading(None, "DATE", mod_of(hit), anchor, rule, base=told))
    if told and (scene.narrative or scene.tense == "behind") and _is_ahead(reading, scene):
        return _in_story(hit, scene, unit, count, rule)
    return reading


def _is_ahead(reading: Reading, scene: Scene) -> bool:
    """Whether a reading lies after the publication."""
    first = bounds(reading.value)[1]
    return first is not None and scene.anchor is not None and first > scene.anchor


def _in_story(hit: Hit, scene: Scene, unit: str, count: float, rule: str) -> Reading:
    """Return the reading of "a year later" in the past tense: after the newest date told from which it lies before the publication.

    Where there is none only its length is known; "a day earlier" is then one before the publication.
    """
    for told in scene.told_times(_FINENESS.get(unit, "day")):
        reading = _from(counting_day(told), count, unit, Reading(None, "DATE", mod_of(hit), "text", rule, base=told))
        if not _is_ahead(reading, scene):
            return reading
    if count < 0 and scene.anchor:
        return _from(scene.anchor, count, unit, Reading(None, "DATE", mod_of(hit), rule=rule))
    return Reading(duration_value(count, unit), "DURATION", mod_of(hit), "none", "later-vague")


def _from(base: dt.date, count: float, unit: str, reading: Reading) -> Reading:
    """Return the reading with the value of the unit some units from a day."""
    if unit in {"second", "minute", "hour"}:
        hours = count * {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit]
        value = shift_value(base, int(hours / 24), "day") if abs(hours) >= 24 else day_value(base)
    elif float(count).is_integer():
        value = shift_value(base, int(count), unit)
    elif months := count * {"year": 12, "decade": 120, "century": 1200}.get(unit, 0):
        value = shift_value(base, round(months), "month")
    else:
        value = shift_value(base, round(count * {"week": 7, "month": 30}.get(unit, 1)), "day")
    return replace(reading, value=value)


_POINTING_BACK = frozenset("later after afterward afterwards earlier before previously prior then that".split())
_LATER = frozenset({"later", "after", "afterward", "afterwards"})
_FINENESS: dict[str, Fineness] = {
    "year": "year", "decade": "year", "century": "year", "millennium": "year", "month": "month", "quarter": "month",
    "week": "week", "weekend": "week", "fortnight": "week",
}  # fmt: skip


def _base(hit: Hit, scene: Scene, unit: str) -> tuple[dt.date | None, AnchorKind, Told | None]:
    """Return the day to count from: the date told last where the words point back to it, else the publication date."""
    words = set(hit.words("tail"))
    told = scene.told_time(_FINENESS.get(unit, "day")) if words & _POINTING_BACK else None
    if told:
        return counting_day(told), "text", told
    if words & _LATER:
        return None, "none", None
    return scene.anchor, "publication", None


def at_end(hit: Hit) -> bool:
    """Tell whether "two weeks before" ends there, and does not go on with what it was before."""
    ends = hit.around(1) in {".", ",", ";", ")", ""}
    if hit.words("tail")[-1] == "that":
        return ends or hit.around(1) in _AFTER_THAT
    return hit.words("tail")[0] in {"ago", "earlier", "later", "from"} or ends


# What may follow "two weeks after that"; a noun would make of it "two weeks after that report".
_AFTER_THAT = frozenset("he she it they we i the a an his her their its and but".split())


RULES = [
    Rule(
        "ago-today",
        f"$APPROX (exactly)? <num>($NUMBER) $FULL? {LENGTH} ago ,? (<dayword>(DAYWORD) | (on | this)? <weekday>(WEEKDAY) "
        "| this <fine>(week | month | day | year))",
        ago_today,
    ),
    Rule("in-time", f"in $APPROX <num>($NUMBER) $FULL? {LENGTH} ((POSSESSIVE | ')? <time>(time))?", in_time, in_guard),
    Rule("ago", f"$APPROX <num>($NUMBER) $FULL? {LENGTH} <half>((and a half)?) (or so)? <tail>($AGO)", ago, at_end),
    Rule("ago", "$APPROX ($VAGUE)? <unit>(UNITS) <tail>(ago | earlier | before | previously | back)", ago, at_end),
    Rule(
        "later",
        f"$APPROX <num>($NUMBER) $FULL? {LENGTH} <half>((and a half)?) (or so)? <tail>($LATER)",
        later,
        at_end,
    ),
    Rule("later", "$APPROX ($VAGUE)? <unit>(UNITS) <tail>($LATER)", later, at_end),
]
