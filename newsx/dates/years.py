"""Rules for years, decades and centuries, and for years of other calendars."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newsx.dates.explicit import ERA, is_other_era
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import DECADE_WORDS, ROMAN, SEASONS, ZONES
from newsx.dates.mention import Reading
from newsx.dates.numbers import ordinal_value
from newsx.dates.parts import day_of, mod_of, month_of, valid, year_of
from newsx.dates.verbs import is_past_form

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


# Units and coins: digits before them count.
_UNITS_AFTER = frozenset(
    "% percent per dollars euros pounds yen yuan rupees rubles roubles francs pesos rand naira shillings kronor kroner won lira "
    "riyals dirhams km kilometers kilometres miles metres meters feet foot ft tons tonnes m kg kilos kilograms lbs acres hectares "
    "barrels points hours days weeks months years minutes seconds gmt hrs mph rpm kmh mm cm square cubic megawatts mw gigawatts "
    "watts volts calories litres liters gallons degrees times euro usd eur gbp units".split()
)
# What is counted in news: digits before these are no year, unless a word before them asks for one.
_COUNTED_AFTER = frozenset(
    "people persons troops soldiers men women children girls boys shares homes houses cases deaths jobs workers students pupils "
    "copies employees votes voters seats words fans victims recoveries infections patients prisoners detainees refugees migrants "
    "families households residents civilians officers police policemen firefighters guests delegates members supporters "
    "protesters demonstrators spectators passengers vehicles cars trucks buses flights schools villages buildings tests doses "
    "beds rooms tickets entries complaints arrests injuries casualties accidents crashes books pages animals cattle sheep birds trees "
    "participants applicants applications candidates volunteers doctors nurses teachers athletes players items pieces tanks "
    "missiles drones rounds bullets rifles guns weapons lives survivors inmates fatalities respondents signatures customers "
    "subscribers users followers stores shops companies firms farms farmers fishermen visitors tourists pilgrims bodies crew "
    "staff personnel civilians rebels militants fighters insurgents ballots goals runs wickets matches games metres dead injured wounded".split()
)
# Words that show a count when they stand between digits and what is counted.
_COUNTING = frozenset(
    "new more other additional active confirmed extra further fresh separate different such civilian male female injured wounded "
    "dead armed elderly foreign local registered".split()
)

# Plurals that are told by their year without an article: "after 2016 elections".
_DATED_AFTER = frozenset(
    "elections polls games olympics championships finals protests riots floods fires wildfires attacks bombings talks figures results "
    "numbers sales levels prices budgets earnings revenues profits accounts estimates forecasts was has does says vintages models "
    "sanctions reforms hearings primaries midterms negotiations celebrations clashes sees marks brings remains".split()
)
_COUNT_BEFORE = frozenset({"and", "or", "some"})
_HAVING, _LEFT = frozenset("had has have were are".split()), frozenset({"left", "remaining", "altogether"})

_NOT_YEARS_BEFORE = frozenset(
    "$ £ € # no number operation room flight highway route road article section resolution page pages area code a-z over under about "
    "than nearly almost approximately some least most another up only just total rs rs. usd eur gbp vision agenda model project chapter "
    "paragraph clause regulation directive decree level bus train tram mile line channel unit platform gate lot box call dial "
    "runner class windows office airbus boeing interstate motorway exit verse psalm hymn novel film movie album song".split()
)
_TITLED = frozenset({"film", "movie", "novel", "album", "song", "musical", "sequel"})

# Numbers from 1000 to 1599 are years only with a word before them that asks for one.
EARLY_YEARS_END = 1600
_CLOSERS = frozenset({",", ".", ";", ")", "and", "but", ""})
_YEAR_WITNESSES = frozenset(
    "in since by until till from of during before after year early late mid through between the around circa ( and to".split()
)
# Words that make a year of digits even where something countable follows: "the 2013 games", "in 2019 people voted".
_YEAR_BEFORE_COUNTED = frozenset(
    "in since until till from of during before after by the this that his her its their our 's between for".split()
)


def _is_counted(hit: Hit) -> bool:
    """Whether what follows four digits is what they count."""
    before, after, beyond = hit.around(-1), hit.around(1), hit.around(2)
    if after in ZONES and hit.tokens.surface(hit.last).isupper():
        return True  # "(1640 GMT)"
    if before in _HAVING and after in _LEFT:
        return True
    if hit.last < len(hit.tokens.words) and not hit.tokens.surface(hit.last).islower():
        return after == "%"
    if after in _UNITS_AFTER:
        return True
    if before in _YEAR_BEFORE_COUNTED:
        return before in {"of", "for", "by", "from"} and after in _COUNTED_AFTER | _COUNTING
    return (
        after in _COUNTED_AFTER
        or after in _COUNTING
        or _is_plural_counted(hit, before, after)
        or (after in {"and", "or"} and beyond.isdigit() and len(beyond) > 4)
    )


def _is_plural_counted(hit: Hit, before: str, after: str) -> bool:
    """Whether a plain plural follows that no year is said of: "and 2004 adults", but "the 2000 and 2004 elections"."""
    if len(after) < 4 or not after.endswith("s") or after.endswith(("ss", "us", "is")) or after in _DATED_AFTER:
        return False
    return (before in _COUNT_BEFORE or is_past_form(before)) and not hit.around(-2).isdigit()


def _goes_on(hit: Hit, before: str, after: str) -> bool:
    """Whether a sentence goes on behind the colon after a year: "since 1997: no storm", and not "in 2001: A Space Odyssey"."""
    follower = hit.tokens.surfaces[hit.last + 1 : hit.last + 2]
    return after == ":" and before in _YEAR_WITNESSES and follower != [] and follower[0].islower()


def _is_labelled(hit: Hit, before: str, after: str) -> bool:
    """Whether four digits are the number or the title of a thing: flight 2021, "1984", 2001: A Space Odyssey."""
    if before in _NOT_YEARS_BEFORE or (before and unicodedata.category(before[-1]) == "Sc"):
        return True
    if before == "." and hit.around(-2) in {"no", "rs", "nos", "sec", "art", "p", "pp"}:
        return True
    if before in _QUOTES and after in _QUOTES and hit.tokens.tight(hit.first) and hit.tokens.tight(hit.last):
        return True
    if before in {"/", ":", "+", "#", "@"}:
        return True
    if after in {":", "/"} and hit.tokens.tight(hit.last) and not _goes_on(hit, before, after):
        return True
    return after == "(" and hit.around(2) in _TITLED


_QUOTES = frozenset("\"“”‘’'«»")


def year_guard(hit: Hit) -> bool:
    """Tell whether four digits alone are a year in running text, and not a count, a number of a thing or a title."""
    word = hit.words("year")[0]
    before, after = hit.around(-1), hit.around(1)
    if before in {"over", "than"} and word[:2] in {"19", "20"} and after in _CLOSERS:
        return True
    if hit.has("pos") or hit.has("orlater") or hit.first < hit.start("year") or not word.isdigit():
        # "about 2000 people" counts, "about 2000" may be the year.
        return word != "twenty" and not (after in _COUNTED_AFTER | _UNITS_AFTER and hit.words()[0] != "the")
    if _is_counted(hit) or _is_labelled(hit, before, after):
        return False
    if (
        before == "-"
        and hit.tokens.tight(hit.first)
        and not hit.around(-2).isdigit()
        and hit.around(-2) not in {"post", "pre", "mid"}
    ):
        return False
    return int(word) >= EARLY_YEARS_END or before in _YEAR_WITNESSES


_SHORT_YEAR_BEFORE = frozenset("in since by until till from after before of and to".split())


def short_year_guard(hit: Hit) -> bool:
    """Tell whether "'98" alone is a year in running text: a preposition before it and no noun behind it."""
    after = hit.around(1)
    return hit.around(-1) in _SHORT_YEAR_BEFORE and (after in _CLOSERS or after in _YEAR_WITNESSES or after == "when")


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
    Rule("decade", "$POS (the)? <core>(DECADE | TEEN? -? DECADEWORD)", decade),
    Rule(
        "century",
        "$POS the? (early | late | mid)? -? <ord>(ORD | ORDWORD | twenty - ORDWORD | ROMAN) -? century "
        "<era>((bc | bce | b . c .?)?)",
        century,
    ),
]
