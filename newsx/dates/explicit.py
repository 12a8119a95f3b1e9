"""Rules for days and months with a name: with their year, or with the year that the words around them give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.carried import carried_year, told_month
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import OTHER_ERAS, PARTS
from newsx.dates.mention import NO_ANCHOR, AnchorKind, Reading
from newsx.dates.nearest import nearest_year
from newsx.dates.parts import YearOf, day_of, mod_of, month_of, relative_year, valid, weekday_of, year_of
from newsx.dates.values import bounds, make_day, month_value, week_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def is_other_era(words: list[str]) -> bool:
    """Return whether the words name an era other than the common one."""
    return any(word in OTHER_ERAS or word in {"e", "h"} for word in words)


def unsaid_year(scene: Scene, month: int, day: int | None) -> tuple[YearOf | None, int | None]:
    """Return the year of a month or day named without one, and the year of the reading that was not chosen."""
    shared = scene.shared_year(month)
    if shared:
        return YearOf(shared, "text"), None
    told = scene.told_year(month)
    if told:
        return YearOf(told, "text", scene.last_dated()), None
    if in_sentence := carried_year(scene, month, day):
        return YearOf(in_sentence[0], "text", in_sentence[1]), None
    if (known := _well_known_year(scene, month, day)) is not None:
        return YearOf(known, "text"), None
    near = nearest_year(scene, month, day)
    if near and _has_happened(scene, near[0], month, day):
        return YearOf(near[0] - 1, "publication"), near[0]
    if near and (story := told_month(scene, near[0], month, day)):
        return YearOf(story.year, "text", story), near[0]
    return (YearOf(near[0], "publication"), near[1]) if near else (None, None)


# What has happened when it bears the name of its day: "the January 6 riot".
_HAPPENED = lazy_pattern(
    r" (?:terror(?:ist)? )?(?:attacks?|massacres?|riots?|insurrection|bombings?|shootings?|killings?|earthquake|quake|explosions?|blasts?"
    r"|crash|fire|coup|murders?|assassination|ambush)\b"
)
# Days of attacks that are known by day and month wherever they are named.
_WELL_KNOWN = {(10, 7): 2023, (1, 6): 2021, (9, 11): 2001}


def _well_known_year(scene: Scene, month: int, day: int | None) -> int | None:
    """Return the year of the 7 October attacks, the January 6 riot, the September 11 attacks; None for other days."""
    year = _WELL_KNOWN.get((month, day or 0))
    if year is None or not _HAPPENED.match(scene.after):
        return None
    return year if scene.anchor is None or (scene.anchor.year, scene.anchor.month) > (year, month) else None


def _has_happened(scene: Scene, year: int, month: int, day: int | None) -> bool:
    """Return whether a day ahead names something that has happened, so that it lies a year before."""
    point = make_day(year, month, day or 1)
    return bool(day and point and scene.anchor and point > scene.anchor and _HAPPENED.match(scene.after))


def _relation_year(hit: Hit, scene: Scene, month: int, day: int) -> YearOf | None:
    """Return the year of "last March 3", "next 5 May"."""
    if scene.anchor is None:
        return None
    point = make_day(scene.anchor.year, month, day)
    passed = point is not None and point < scene.anchor
    return YearOf(scene.anchor.year + {"last": -1 + passed, "next": passed, "this": 0}[hit.word("rel")], "publication")


# Years on either side of the publication in which a day of the month may fall on the weekday that stands with it.
_WEEKDAY_YEARS = 2


def _weekday_year(hit: Hit, scene: Scene, month: int, day: int) -> tuple[YearOf, int | None] | None:
    """Return the year nearest to the publication in which "Saturday, April 25" is a Saturday."""
    number = weekday_of(hit.words("weekday")) if hit.has("weekday") else None
    anchor = scene.anchor
    if number is None or anchor is None or scene.narrative:
        return None
    years = range(anchor.year - _WEEKDAY_YEARS, anchor.year + _WEEKDAY_YEARS + 1)
    points = [point for year in years if (point := make_day(year, month, day)) and point.weekday() == number]
    nearest = min(points, key=lambda point: abs((point - anchor).days), default=None)
    return (YearOf(nearest.year, "publication"), None) if nearest else None


def _is_cut_year(hit: Hit) -> bool:
    """Whether a number that is no year stands where one would: "9 May 20255", "1 January 0001"."""
    word = hit.around(1)
    return word.isdigit() and (len(word) > 4 or (len(word) == 4 and word.startswith("0")))


def day_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read a day and a month, with or without weekday, year, "this year"."""
    month, day = month_of(hit.words("month")), day_of(hit.words("day"))
    if day is None:
        return None
    if not hit.has("year") and _is_cut_year(hit):
        return Reading(None, anchor="none", rule="no-such-day")
    mod, other = mod_of(hit), None
    if hit.words()[0] in {"about", "around"} and hit.words()[1] == "the":
        mod = None  # "asked about the 9 May attack" is not near the day
    if is_other_era([*hit.words("era"), *hit.words("year")]):
        return Reading(None, anchor="none", mod=mod, rule="other-calendar")
    stated = year_of(hit.words("year"))
    if stated is not None:
        year: YearOf | None = YearOf(stated, "text")
    elif hit.has("rel") and scene.anchor:
        year = _relation_year(hit, scene, month, day)
    elif hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
    else:
        year, other = _weekday_year(hit, scene, month, day) or unsaid_year(scene, month, day)
    point = make_day(year.year, month, day) if year else None
    if point is None or year is None:
        return Reading(None, anchor="none", mod=mod, rule="no-such-day" if year or scene.anchor else "no-anchor")
    rejected = make_day(other, month, day) if other else None
    value = point.isoformat()
    if hit.word("part") in _SPOTS:
        return None  # a time of the clock
    if hit.has("part"):
        value = f"{value}T{PARTS[hit.word('part')]}"
    kind: AnchorKind = year.anchor
    return Reading(
        value,
        "TIME" if hit.has("part") else "DATE",
        mod,
        kind,
        "day-month",
        rejected.isoformat() if rejected else None,
        year.base,
    )


def month_year(hit: Hit, _scene: Scene) -> Reading | None:
    """Read a month with its year."""
    if is_other_era(hit.words("era")):
        return Reading(None, anchor="none", rule="other-calendar")
    year = year_of(hit.words("year"))
    if year is None:
        return None
    return Reading(valid(month_value(year, month_of(hit.words("month")))), "DATE", mod_of(hit), "text", "month-year")


def month_relative_year(hit: Hit, scene: Scene) -> Reading | None:
    """Read a month of this, last or next year."""
    year = relative_year(hit.words("relyear"), scene)
    if year is None:
        return NO_ANCHOR
    value = month_value(year.year, month_of(hit.words("month")))
    return Reading(value, "DATE", mod_of(hit), year.anchor, "month-relative-year", base=year.base)


def week_of(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the week of March 6", "the weekend of 14-15 February": the ISO week that the day lies in, or its weekend."""
    reading = day_month(hit, scene)
    first = bounds(reading.value)[1] if reading else None
    if not reading or not first:
        return reading
    return Reading(
        week_value(first) + ("-WE" if hit.word("unit") == "weekend" else ""),
        anchor=reading.anchor,
        rule="week-of",
        base=reading.base,
    )


# Parts of the day that are moments: the rules of the clock read them.
_SPOTS = frozenset({"noon", "midday", "midnight"})
ERA = "<era>((ERA | b . e . | a . h .)?)"
_WD = "((the? (last | this | next))? (past | coming)? <weekday>($WEEKDAY) ,? the? | <rel>(last | this | next))?"
# "Thursday morning, June 23"
_WD_PART = "(early | late)? <weekday>(WEEKDAY) <part>(PART) ,? the?"
_HOURS = "the? (early | late)? <part>(PART) (hours)? (of | on) (WEEKDAY ,?)?"

RULES = [
    Rule(
        "day-month",
        f"$POS {_WD} <month>($MONTH) the? <day>($DAY) (,? (of | in)? <year>($YEAR | OLDYEAR | NUM ERA) {ERA} "
        "| (of | ,)? <relyear>($RELYEAR))?",
        day_month,
    ),
    Rule("day-month", f"{_WD} <month>(MONTH) . <day>(DAY | DAYORD) ,? <year>(YEAR)", day_month),
    Rule(
        "day-month",
        f"$POS {_WD} the? <day>($DAY) (of | -)? <month>($MONTH) ((, | - | of | in)? (<year>($YEAR | OLDYEAR | "
        f"NUM ERA) {ERA}) | (of | ,)? <relyear>($RELYEAR))?",
        day_month,
    ),
    Rule("month-year", f"$POS <month>($MONTH) (, | of | - | in)? <year>($YEAR | $WORDYEAR) {ERA}", month_year),
    Rule("month-relative-year", "$POS <month>($MONTH) (of | ,)? <relyear>($RELYEAR)", month_relative_year),
    Rule("part-of-date", f"{_HOURS} <month>($MONTH) <day>($DAY) (,? <year>(YEAR))?", day_month),
    Rule("part-of-date", f"{_HOURS} the? <day>($DAY) (of)? <month>($MONTH) (,? <year>(YEAR))?", day_month),
    Rule("part-of-date", f"{_WD_PART} <month>($MONTH) <day>($DIGITDAY) (,? <year>(YEAR))?", day_month),
    Rule("part-of-date", f"{_WD_PART} <day>($DIGITDAY) (of)? <month>($MONTH) (,? <year>(YEAR))?", day_month),
    Rule(
        "week-of",
        "the week (of | beginning | starting | ending) (WEEKDAY ,?)? <month>($MONTH) <day>($DAY) (,? <year>(YEAR))?",
        week_of,
    ),
    Rule(
        "week-of",
        "the <unit>(week | weekend) (of | beginning | starting | ending) (WEEKDAY ,?)? the? <day>($DAY) (of)? "
        "((- | and) ($DIGITDAY))? <month>($MONTH) (,? <year>(YEAR))?",
        week_of,
    ),
]
