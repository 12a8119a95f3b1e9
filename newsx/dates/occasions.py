"""Rules for seasons, holidays and commemorations."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsx.dates.carried import told_nearby
from newsx.dates.grammar import Hit, Rule
from newsx.dates.holidays import NAMES as HOLIDAYS
from newsx.dates.holidays import ONCE
from newsx.dates.holidays import holiday as holiday_day
from newsx.dates.lexicon import ANAPHORIC, SEASONS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import mod_of, relative_year, year_of
from newsx.dates.values import day_or_none, season_days
from newsx.dates.weekdays import DAYPART, day_reading

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def season(hit: Hit, scene: Scene) -> Reading | None:
    """Read a season, of a year named, of this, last or next year, or the nearest one."""
    code = SEASONS[hit.words("season")[0]]
    mod = mod_of(hit)
    if hit.has("year"):
        year = year_of(hit.words("year"))
        return Reading(f"{year:04d}-{code}", "DATE", mod, "text", "season") if year else None
    if hit.has("relyear"):
        named = relative_year(hit.words("relyear"), scene)
        if named is None:
            return NO_ANCHOR
        return Reading(f"{named.year:04d}-{code}", "DATE", mod, named.anchor, "season", base=named.base)
    relation = set(hit.words("rel"))
    told = scene.last_dated() if scene.narrative or relation & ANAPHORIC else None
    if told:
        return Reading(f"{told.year + ('following' in relation):04d}-{code}", "DATE", mod, "text", "season", base=told)
    if scene.anchor is None:
        return NO_ANCHOR
    year = _season_year(scene, code, relation)
    return Reading(f"{year:04d}-{code}", "DATE", mod, rule="season")


def _season_year(scene: Scene, code: str, relation: set[str]) -> int:
    """Return the year in which the season meant begins.

    "Last summer" is the last one that is over, "next summer" the next one that has not begun, "this summer" the one that
    goes on or the nearest of the year; alone it is the one that has begun last, or the next one where the verbs look ahead.
    """
    anchor = scene.anchor
    assert anchor is not None
    years = (anchor.year - 2, anchor.year - 1, anchor.year, anchor.year + 1)
    spans = [(year, *season_days(year, code, southern=scene.southern)) for year in years if 1 < year < dt.MAXYEAR - 1]
    over = [year for year, _, last in spans if last < anchor]
    coming = [year for year, first, _ in spans if first > anchor]
    going = [year for year, first, last in spans if first <= anchor <= last]
    if relation & {"last", "past", "previous"}:
        return over[-1] if over else anchor.year
    if relation & {"next", "coming", "following"}:
        return coming[0] if coming else anchor.year
    if going:
        return going[0]
    if relation & {"this", "current"}:
        near = _nearest(spans, anchor)
        return coming[0] if near != anchor.year and scene.ahead and coming else near
    pool = coming[:1] if scene.ahead else over[-1:]
    return pool[0] if pool else anchor.year


def _nearest(spans: list[tuple[int, dt.date, dt.date]], anchor: dt.date) -> int:
    return min(spans, key=lambda span: min(abs((span[1] - anchor).days), abs((span[2] - anchor).days)))[0]


# "said that summer was near" is no summer told of; "that fall short" no fall. What may follow "that summer".
_SAYING = frozenset("said says told so hope hoped believe believes fear feared ensure know".split())
_AFTER_THAT = frozenset(". , ; : ) the a an he she it they his her its their we i in at on when and but".split()) | {""}


def season_guard(hit: Hit) -> bool:
    """Tell whether spring or fall is a season in running text: a relation, a year, or "in the" says so."""
    if hit.words("rel") == ["that"]:
        return "the" not in hit.words() and hit.around(-1) not in _SAYING and hit.around(1) in _AFTER_THAT
    if hit.has("rel") or hit.has("year") or hit.has("relyear"):
        return True
    if hit.words("season")[0] in {"fall", "spring"}:
        return hit.has("pos") or (
            "the" in hit.words() and hit.around(-1) in {"in", "during", "by", "this"} and hit.around(1) != "of"
        )
    return hit.around(-1) in {"in", "into", "during", "by", "the", "over", "until", "since"} and hit.around(1) not in {
        "olympics",
        "games",
        "camp",
        "school",
        "of",
    }


# What it costs a holiday to lie on the side that the words do not point to, in days; where their verb says so for sure, a year.
SIDE_COST, SURE_COST = 60, 366


def _cost(day: dt.date, anchor: dt.date, scene: Scene) -> int:
    """Return the days from the publication to a holiday, with what it costs to go against the verbs."""
    by_then = scene.tense is None and scene.month_ahead
    against = (day > anchor) != (scene.ahead or by_then) and day != anchor
    if not against:
        return abs((day - anchor).days)
    sure = scene.month_ahead if scene.tense != "behind" else scene.clause.sure
    return abs((day - anchor).days) + (SURE_COST if sure else SIDE_COST)


def holiday(hit: Hit, scene: Scene) -> Reading | None:
    """Read a holiday or commemoration with a fixed or computed day."""
    name = hit.word("name").replace(" - ", "-")
    if name in ONCE:
        return Reading(ONCE[name].isoformat(), "DATE", None, "text", "named-day")
    if hit.has("year"):
        year = year_of(hit.words("year"))
        day = holiday_day(name, year) if year else None
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday")
    if hit.has("relyear"):
        named = relative_year(hit.words("relyear"), scene)
        day = holiday_day(name, named.year) if named else None
        if named is None or day is None:
            return Reading(None, anchor="none", rule="holiday")
        return Reading(day_or_none(day), "DATE", mod_of(hit), named.anchor, "holiday", base=named.base)
    told = scene.told_year() or _told_nearby(scene, name)
    if told:
        day = holiday_day(name, told)
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday", base=scene.last_dated())
    if scene.anchor is None:
        return NO_ANCHOR
    anchor = scene.anchor
    days = [day for shift in (-1, 0, 1) if (day := holiday_day(name, anchor.year + shift))]
    if not days:
        return Reading(None, anchor="none", rule="holiday-unknown")
    ranked = sorted(days, key=lambda day: _cost(day, anchor, scene))
    return day_reading(ranked[0], hit, "holiday", rejected=ranked[1] if len(ranked) > 1 else None)


def _told_nearby(scene: Scene, name: str) -> int | None:
    """Return the year that a month or day long past, told last in the paragraph, lends to a holiday that follows it."""
    day = holiday_day(name, scene.anchor.year) if scene.anchor else None
    nearby = told_nearby(scene, day.month, day.day) if day else None
    return nearby[0] if nearby else None


# What happened on a day and bears its name: which year's it was, the name does not say.
_EVENTS = frozenset(
    "agreement accord massacre tsunami bombing bombings attack attacks offensive uprising riot riots plot killings shooting murders".split()
)
# Names of one word that need no capital.
_LOWER = frozenset({"christmas", "easter", "halloween", "thanksgiving"})


def holiday_guard(hit: Hit) -> bool:
    """Tell whether a holiday's name is one in running text: with capitals, and not the name of what happened on it."""
    first = hit.tokens.surface(hit.start("name"))
    words = hit.words("name")
    if first.islower() and words[0] not in _LOWER and "'s" not in words and "'" not in words:
        return False
    return hit.around(1) not in _EVENTS or hit.word("name").replace(" - ", "-") in ONCE


_HOLIDAY = " | ".join(sorted({name.replace("'s", "POSSESSIVE") for name in HOLIDAYS}, key=len, reverse=True))


RULES = [
    Rule(
        "season",
        "$POS <rel>((the? (last | this | next | past | previous | coming | following | same) | this "
        "(past | coming) | that)?) the? <season>(SEASON) (of? <year>($YEAR | $WORDYEAR) | of? "
        "<relyear>($RELYEAR))?",
        season,
        season_guard,
    ),
    Rule(
        "holiday",
        f"$POS (this | last | next)? <name>({_HOLIDAY}) (,? (in | of)? <year>(YEAR) | ,? <relyear>($RELYEAR))? (,? {DAYPART})?",
        holiday,
        holiday_guard,
    ),
    Rule("holiday", f"<relyear>($RELYEAR) POSSESSIVE <name>({_HOLIDAY})", holiday),
]
