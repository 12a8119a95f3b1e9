"""Rules for a unit a year before another, and for the day at the edge of a longer time: the same month last year, the last day of May."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.explicit import unsaid_year
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import UNITS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import YearOf, month_of, year_of
from newsx.dates.relative import FINENESS, counting_day
from newsx.dates.values import bounds, day_or_none, make_day, month_value, shift_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene
    from newsx.dates.mention import AnchorKind


def same_unit(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the same month last year", "the same week a year ago": the unit told last, or that of the publication, a year before."""
    unit = UNITS[hit.word("unit")]
    told = scene.told_time(FINENESS.get(unit, "day"))
    base = counting_day(told) if told else scene.anchor
    if base is None:
        return NO_ANCHOR
    year = base.year - 1
    if hit.has("year"):
        year = year_of(hit.words("year")) or year
    elif hit.has("last") and scene.anchor:
        year = scene.anchor.year - 1
    point = make_day(year, base.month, min(base.day, _SAFE_DAY))
    value = shift_value(point, 0, unit) if point else None
    return Reading(value, "DATE", None, "text" if told else "publication", "same-unit", base=told)


# A day that every month has.
_SAFE_DAY = 28


def edge_day(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the last day of 2006", "the first day of May", "the last day of the year": one day at the edge of a longer time."""
    if hit.has("plain_year"):
        value: str | None = f"{year_of(hit.words('plain_year')):04d}"
        anchor: AnchorKind = "text"
    elif hit.has("month"):
        month = month_of(hit.words("month"))
        stated = year_of(hit.words("year"))
        year = YearOf(stated, "text") if stated else unsaid_year(scene, month, None)[0]
        value, anchor = (month_value(year.year, month), year.anchor) if year else (None, "none")
    else:
        shift = {"last": -1, "next": 1}.get(hit.words("unit")[0], 0)
        value = shift_value(scene.anchor, shift, UNITS[hit.words("unit")[-1]]) if scene.anchor else None
        anchor = "publication"
    first, last = bounds(value)[1:]
    day = first if hit.word("edge") == "first" else last
    return Reading(day_or_none(day), "DATE", None, anchor, "edge-day") if day else NO_ANCHOR


RULES = [
    Rule(
        "same-unit",
        "the same <unit>(month | week | day) (<last>((of)? last year) | a year (ago | earlier | before) | the (year before | "
        "previous year) | (of | in) <year>(YEAR))",
        same_unit,
    ),
    Rule(
        "edge-day",
        "the (very)? <edge>(first | last) day of (<month>($MONTH) ((, | of)? <year>(YEAR))? | <plain_year>(YEAR) | <unit>((the | this "
        "| last | next) (year | month)))",
        edge_day,
    ),
]
