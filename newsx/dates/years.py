"""Rules for years, decades and centuries, and for years of other calendars."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.digits import (
    CLOSERS,
    COUNTED_AFTER,
    UNITS_AFTER,
    YEAR_WITNESSES,
    is_counted,
    is_in_code,
    is_labelled,
    is_measure,
)
from newsx.dates.explicit import ERA, is_other_era
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import DECADE_WORDS, ROMAN, SEASONS
from newsx.dates.mention import Reading
from newsx.dates.numbers import ordinal_value
from newsx.dates.parts import day_of, mod_of, month_of, valid, year_of
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def single_year(hit: Hit, _scene: Scene) -> Reading | None:
    """Read a year alone."""
    if is_other_era(hit.words("era")):
        return Reading(None, anchor="none", rule="other-calendar")
    year = year_of(hit.words("year"))
    if year is None:
        return None
    value = valid(f"{year:04d}")
    mod = mod_of(hit)
    if hit.words()[0] in {"post", "pre"}:
        mod = "after" if hit.words()[0] == "post" else "before"
    if hit.has("orlater"):
        mod = "after" if "later" in hit.words("orlater") else "before"
    return Reading(value, "DATE", mod, "text", "year")


# Numbers from 1000 to 1599 are years only with a word before them that asks for one.
EARLY_YEARS_END = 1600


def year_guard(hit: Hit) -> bool:
    """Tell whether four digits alone are a year in running text, and not a count, a number of a thing or a title."""
    word = hit.words("year")[0]
    before, after = hit.around(-1), hit.around(1)
    if is_measure(hit):
        return False
    if before in {"over", "than"} and word[:2] in {"19", "20"} and after in CLOSERS:
        return True
    if hit.has("pos") or hit.has("orlater") or hit.first < hit.start("year") or not word.isdigit():
        # "about 2000 people" counts, "about 2000" may be the year.
        return word != "twenty" and not (after in COUNTED_AFTER | UNITS_AFTER and hit.words()[0] != "the")
    if is_counted(hit) or is_labelled(hit, before, after) or is_in_code(hit, before):
        return False
    if (
        before == "-"
        and hit.tokens.tight(hit.first)
        and not hit.around(-2).isdigit()
        and hit.around(-2) not in {"post", "pre", "mid"}
    ):
        return False
    return int(word) >= EARLY_YEARS_END or before in YEAR_WITNESSES


_SHORT_YEAR_BEFORE = frozenset("in since by until till from after before of and to".split())


def short_year_guard(hit: Hit) -> bool:
    """Tell whether "'98" alone is a year in running text: a preposition before it and no noun behind it."""
    after = hit.around(1)
    return hit.around(-1) in _SHORT_YEAR_BEFORE and (after in CLOSERS or after in YEAR_WITNESSES or after == "when")


def other_calendar(_hit: Hit, _scene: Scene) -> Reading | None:
    """Read 2568 BE, 1404 AH: a year of another calendar, which begins on another day; left unresolved."""
    return Reading(None, anchor="none", rule="other-calendar")


def old_year(hit: Hit, _scene: Scene) -> Reading | None:
    """Read a year before or after Christ: 480 BC, AD 70."""
    digits = hit.word("year")
    year = int(digits) if digits.isdigit() and len(digits) <= 4 else 0
    if not year:
        return None
    if set(hit.words("era")) & {"bc", "bce", "b"}:
        part = (
            f"-{month_of(hit.words('month')):02d}"
            if hit.has("month")
            else f"-{SEASONS[hit.word('season')]}"
            if hit.has("season")
            else ""
        )
        return Reading(f"BC{year:04d}{part}", "DATE", mod_of(hit), "text", "before-christ")
    return Reading(f"{year:04d}", "DATE", mod_of(hit), "text", "anno-domini")


def decade(hit: Hit, _scene: Scene) -> Reading | None:
    """Read the 1990s, the '90s, the nineties, the nineteen nineties."""
    words = hit.words("core")
    if hit.around(-1) in {"his", "her", "their", "my", "your", "our"}:
        return None
    digits = "".join(character for word in words for character in word if character.isdigit())
    if digits:
        stem = digits[:-1]
        if len(stem) == 1:
            stem = ("20" if int(stem) <= 2 else "19") + stem
    else:
        stem = ("18" if "eighteen" in words else "19") + str(DECADE_WORDS[words[-1]])
    return Reading(f"{stem}X", "DATE", mod_of(hit), "text", "decade") if len(stem) == 3 else None


# What is told in tens: temperatures, ages, shares of voters.
_TENS = lazy_pattern(
    r"\b(?:degrees?|[Tt]emperatures?|[Hh]ighs|[Ll]ows|percent|per cent|percentage|approval|ratings?|polling|aged|mph)\b|%|°"
    r"|\b(?:his|her|their|our|my) (?:early |mid-|late )?[2-9]0s"
)
_TENS_REACH = 70


def decade_guard(hit: Hit) -> bool:
    """Tell whether "the 80s" are years in running text, and no temperatures, ages or shares: "dipped into the mid-20s"."""
    core = hit.words("core")
    if len(core) > 1 or not core[0][:2].isdigit() or core[0][2:] != "s":
        return True
    tokens = hit.tokens
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    return not _TENS.search(tokens.text[max(0, start - _TENS_REACH) : end + _TENS_REACH])


def century(hit: Hit, _scene: Scene) -> Reading | None:
    """Read the 19th century, the twenty-first century."""
    number = ROMAN.get(hit.word("ord")) or day_of(hit.words("ord")) or ordinal_value(hit.words("ord")[-1])
    if not number or not 1 < number <= 30:
        return None
    if hit.has("era"):
        return Reading(None, anchor="none", rule="before-christ")
    return Reading(f"{number - 1:02d}XX", "DATE", mod_of(hit), "text", "century")


RULES = [
    Rule(
        "year",
        f"$POS (the? (year | years | calendar year) | (post | pre) -)? <year>(YEAR | $WORDYEAR) {ERA} "
        "(<orlater>(or (later | earlier | so | beyond)))?",
        single_year,
        year_guard,
    ),
    Rule("year", "$POS <year>(SHORTYEAR)", single_year, short_year_guard),
    Rule(
        "old-year",
        "$POS (<season>(SEASON) | <month>(MONTH)) (of)? <year>(YEAR | OLDYEAR | NUM) <era>(bc | bce | ad "
        "| ce | b . c .?)",
        old_year,
    ),
    Rule("old-year", "$POS <year>(YEAR | OLDYEAR | NUM) <era>(bc | bce | ad | ce | b . c .? | a . d .?)", old_year),
    Rule("old-year", "$POS <era>(ad) <year>(YEAR | OLDYEAR | NUM)", old_year),
    Rule("other-calendar", "(the? year)? NUM (ERA | b . e . | a . h .)", other_calendar),
    Rule("decade", "$POS (the)? <core>(DECADE | TEEN? -? DECADEWORD)", decade, decade_guard),
    Rule(
        "century",
        "$POS the? (early | late | mid)? -? <ord>(ORD | ORDWORD | twenty - ORDWORD | ROMAN) -? century "
        "<era>((bc | bce | b . c .?)?)",
        century,
    ),
]
