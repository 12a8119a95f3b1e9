"""Rules for seasons, holidays and commemorations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates import holidays, lexicon
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import leaning, mod_of, relative_year, year_of
from newsx.dates.relative import DAYPART, NO_ANCHOR, day_reading
from newsx.dates.values import day_or_none

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def season(hit: Hit, scene: Scene) -> Reading | None:
    """A season, of a year named, of this, last or next year, or the nearest one."""
    code = lexicon.SEASONS[hit.words("season")[0]]
    if hit.has("year"):
        year = year_of(hit.words("year"))
        return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), "text", "season") if year else None
    if hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
        return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), leaning(scene), "season") if year else NO_ANCHOR
    last = scene.last_dated() if scene.narrative else None
    if last:
        return Reading(f"{last[0]:04d}-{code}", "DATE", mod_of(hit), "text", "season")
    if scene.anchor is None:
        return NO_ANCHOR
    year = _season_year(scene, code, set(hit.words("rel")))
    return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), rule="season")


def _season_year(scene: Scene, code: str, relation: set[str]) -> int:
    anchor = scene.anchor
    assert anchor is not None
    order = ["SP", "SU", "FA", "WI"]
    index, current = order.index(code), ((anchor.month - 3) % 12) // 3
    if relation & {"last", "past", "previous"} and (index >= current or current == 3):
        return anchor.year - 1
    if relation & {"next", "coming", "following"}:
        return anchor.year + (1 if index <= current else 0)
    if not relation & {"this", "current"} and not scene.ahead and index > current:
        return anchor.year - 1
    return anchor.year


def season_guard(hit: Hit) -> bool:
    """Whether spring or fall is a season in running text: a relation, a year, or "in the" says so."""
    if hit.has("rel") or hit.has("year") or hit.has("relyear"):
        return True
    if hit.words("season")[0] in {"fall", "spring"}:
        return hit.has("pos") or (
            hit.around(-1) == "the" and hit.around(-2) in {"in", "during", "by", "this"} and hit.around(1) != "of"
        )
    return hit.around(-1) in {"in", "into", "during", "by", "the", "over", "until", "since"} and hit.around(1) not in {
        "olympics",
        "games",
        "camp",
        "school",
        "of",
    }


def holiday(hit: Hit, scene: Scene) -> Reading | None:
    """A holiday or commemoration with a fixed or computed day."""
    name = hit.word("name").replace(" - ", "-")
    if hit.has("year"):
        year = year_of(hit.words("year"))
        day = holidays.holiday(name, year) if year else None
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday")
    if hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
        day = holidays.holiday(name, year) if year else None
        return Reading(day_or_none(day), "DATE", mod_of(hit), leaning(scene) if day else "none", "holiday")
    told = scene.told_year()
    if told:
        day = holidays.holiday(name, told)
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday")
    if scene.anchor is None:
        return NO_ANCHOR
    anchor = scene.anchor
    days = [day for shift in (-1, 0, 1) if (day := holidays.holiday(name, anchor.year + shift))]
    if not days:
        return Reading(None, anchor="none", rule="holiday-unknown")
    # The nearer one, with two months of grace for the side that the words do not point to.
    ranked = sorted(
        days, key=lambda day: abs((day - anchor).days) + (60 if (day > anchor) != scene.ahead and day != anchor else 0)
    )
    return day_reading(ranked[0], hit, "holiday", rejected=ranked[1] if len(ranked) > 1 else None)


_HOLIDAY = " | ".join(sorted({name.replace("'s", "POSSESSIVE") for name in holidays.NAMES}, key=len, reverse=True))


RULES = [
    Rule(
        "season",
        "$POS <rel>((the? (last | this | next | past | previous | coming | following | same) | this "
        "(past | coming))?) the? <season>(SEASON) (of? <year>($YEAR | $WORDYEAR) | of? "
        "<relyear>($RELYEAR))?",
        season,
        season_guard,
    ),
    Rule(
        "holiday",
        f"$POS (this | last | next)? <name>({_HOLIDAY}) (,? <year>(YEAR) | ,? <relyear>($RELYEAR))? (,? {DAYPART})?",
        holiday,
    ),
    Rule("holiday", f"<relyear>($RELYEAR) POSSESSIVE <name>({_HOLIDAY})", holiday),
]
