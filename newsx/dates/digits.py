"""Four digits that are no year: counts and prices, numbers and models of things, roads, flights, telephones, titles.

Asked by the rule of years.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsx.dates.lexicon import ZONES
from newsx.dates.verbs import is_past_form
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.grammar import Hit

# Units and coins: digits before them count.
UNITS_AFTER = frozenset(
    "% percent per dollars euros pounds yen yuan rupees rubles roubles francs pesos rand naira shillings kronor kroner won lira "
    "riyals dirhams km kilometers kilometres miles metres meters feet foot ft tons tonnes m kg kilos kilograms lbs acres hectares "
    "barrels points hours days weeks months years minutes seconds gmt hrs mph rpm kmh mm cm sq sqft iu square cubic megawatts mw gigawatts "
    "watts volts calories litres liters gallons degrees times euro usd eur gbp units".split()
)
# What is counted in news: digits before these are no year, unless a word before them asks for one.
COUNTED_AFTER = frozenset(
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
_COUNT_BEFORE = frozenset("and or some had has have with were are only holds held employs".split())
_HAVING, _LEFT = frozenset("had has have were are".split()), frozenset({"left", "remaining", "altogether"})

_NOT_YEARS_BEFORE = frozenset(
    "$ £ € # no number operation room flight highway route road article section resolution page pages area code a-z over under about "
    "than nearly almost approximately some least most another up only just total rs rs. usd eur gbp vision agenda model project chapter "
    "paragraph clause regulation directive decree level bus train tram mile line channel unit platform gate lot box call dial "
    "runner class windows office airbus boeing interstate motorway exit verse psalm hymn novel film movie album song".split()
)
# Makers whose models are numbered: "the Mazda 2000", "a Peugeot 2008".
_MAKERS = frozenset(
    "mazda peugeot volvo saab fiat toyota honda nissan audi skoda lada iphone galaxy nokia xbox playstation xperia pixel gmc cessna beech beechcraft piper learjet gulfstream embraer".split()
)
_TITLED = frozenset({"film", "movie", "novel", "album", "song", "musical", "sequel"})

CLOSERS = frozenset({",", ".", ";", ")", "and", "but", ""})
YEAR_WITNESSES = frozenset(
    "in since by until till from of during before after year early late mid through between the around circa ( and to".split()
)
# What is counted by them stands behind "of" and digits: "a total of 1986 cyclists".
_SUMS = frozenset(
    "total number tally crowd field list staff fleet array maximum minimum average record turnout attendance force project estate".split()
)
# Words that make a year of digits even where something countable follows: "the 2013 games", "in 2019 people voted".
_YEAR_BEFORE_COUNTED = frozenset(
    "in since until till from of during before after by the this that his her its their our 's between for".split()
)


def is_counted(hit: Hit) -> bool:
    """Whether what follows four digits is what they count."""
    before, after, beyond = hit.around(-1), hit.around(1), hit.around(2)
    if after in ZONES and hit.tokens.surface(hit.last).isupper():
        return True  # "(1640 GMT)"
    if before in _HAVING and after in _LEFT:
        return True
    if hit.last < len(hit.tokens.words) and not hit.tokens.surface(hit.last).islower():
        return after == "%"
    if after in UNITS_AFTER:
        return True
    if before == "of" and hit.around(-2) in _SUMS and _is_plural(after):
        return True
    if before in _YEAR_BEFORE_COUNTED:
        return before in {"of", "for", "by", "from"} and after in COUNTED_AFTER | _COUNTING
    return (
        after in COUNTED_AFTER
        or after in _COUNTING
        or _is_plural_counted(hit, before, after)
        or (after in {"and", "or"} and beyond.isdigit() and len(beyond) > 4)
    )


def _is_plural_counted(hit: Hit, before: str, after: str) -> bool:
    """Whether a plain plural follows that no year is said of: "and 2004 adults", but "the 2000 and 2004 elections"."""
    if not _is_plural(after):
        return False
    return (before in _COUNT_BEFORE or is_past_form(before)) and not hit.around(-2).isdigit()


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural that has no year of its own."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _DATED_AFTER


def _goes_on(hit: Hit, before: str, after: str) -> bool:
    """Whether a sentence goes on behind the colon after a year: "since 1997: no storm", and not "in 2001: A Space Odyssey"."""
    follower = hit.tokens.surfaces[hit.last + 1 : hit.last + 2]
    return after == ":" and before in YEAR_WITNESSES and follower != [] and follower[0].islower()


# What only a number is said of, whatever stands before it.
_MEASURES = frozenset("sq sqft ft kg km m metres meters tonnes iu calories kcal overture".split())
# Before "at" or "by" and a number: an index, a price, a majority.
_MOVED = frozenset(
    "closed close closing ended opened traded trading stood finished settled fell rose won lost beat led up down valued priced sold index increased grew".split()
)
_BEATEN = frozenset("won lost beat beaten led".split())
_THEM = frozenset("them these those whom which".split())


def is_measure(hit: Hit) -> bool:
    """Whether four digits can be no year, even behind "the": "the 1700 sq ft flat", "1950 of them", "closed at 2025", "the 2000 in 4:58"."""
    before, after, beyond = hit.around(-1), hit.around(1), hit.around(2)
    if after in _MEASURES and (hit.tokens.surface(hit.last).islower() or after in {"iu", "overture"}):
        return True
    if (after == "of" and beyond in _THEM) or (after == "in" and ":" in beyond and beyond != ":"):
        return True
    if before == "," and hit.around(-2) in _THEM and hit.around(-3) == "of":
        return True  # "of them, 1950 were women"
    if before == "from" and after == "to" and beyond.isdigit() and hit.around(3) in UNITS_AFTER:
        return True  # "from 2010 to 1995 points"
    if before == "at":
        return hit.around(-2) in _MOVED
    if before == "by":
        return hit.around(-2) in _BEATEN or (hit.around(-2) in {"it", "them"} and hit.around(-3) in _BEATEN)
    return False


def is_labelled(hit: Hit, before: str, after: str) -> bool:
    """Whether four digits are the number or the title of a thing: flight 2021, "1984", 2001: A Space Odyssey."""
    if before in _NOT_YEARS_BEFORE or (before and unicodedata.category(before[-1]) == "Sc"):
        return True
    if before in _MAKERS and (not after or hit.tokens.surface(hit.last)[0] == after[0]):
        return True
    if before == "." and hit.around(-2) in {"no", "rs", "nos", "sec", "art", "p", "pp"}:
        return True
    if before in _QUOTES and after in _QUOTES and hit.tokens.tight(hit.first) and hit.tokens.tight(hit.last):
        return True
    if before in {"/", ":", "+", "#", "@", "="}:
        return True
    if after in {":", "/"} and hit.tokens.tight(hit.last) and not _goes_on(hit, before, after):
        return True
    return after == "(" and hit.around(2) in _TITLED


_QUOTES = frozenset("\"“”‘’'«»")


# Groups of digits right before or behind four digits, joined by a space, a hyphen or brackets, as telephones are written.
_DIGITS_BEFORE = lazy_pattern(r"(?<![\w,.$£€])[+(]?\d[\d ().-]{0,24}[ )-]$")
_DIGITS_AFTER = lazy_pattern(r"(?:-\d{2,}|[ -]\(?\d{2,}[ -]\d{2,})(?:[ -]\d{2,}){0,3}(?![\w,.%:/]\w|%)")
_GROUP = lazy_pattern(r"\d+")
# Words before a number that is called.
_CALLED = lazy_pattern(
    r"\b(?:tel|phone|telephone|whatsapp|helpline|hotline|fax|dial|ring|call(?:ing|ed)?|text|pin|isbn|reference|ref)\b[^\w.]{0,2}"
    r"(?:(?:us|me|him|her|on|at|no|number|free|code)\b[.: ]{0,2}){0,2}$",
    re.IGNORECASE,
)
_PAGES = lazy_pattern(r"\b(?:pages?|pp\.?|lines?|verses?) \d{1,5} ?[-–—] ?$", re.IGNORECASE)
# Characters before digits that a telephone may begin in.
_CODE_REACH = 32


def is_in_code(hit: Hit, before: str) -> bool:
    """Whether four digits are part of a longer code: the A1998, CVE2019, @lion_1759, 0161 496 2018, 555-2024."""
    tokens = hit.tokens
    if tokens.tight(hit.first) and (
        before == "_" or (before.isalpha() and not tokens.surface(hit.first - 1).islower())
    ):
        return True
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    left = tokens.text[max(0, start - _CODE_REACH) : start]
    if _is_in_table(left, tokens.text[end : end + _CODE_REACH]):
        return True
    if _CALLED.search(left) or _PAGES.search(left):
        return True
    run = _DIGITS_BEFORE.search(left)
    if run and any(_is_of_telephone(group) for group in _GROUP.findall(run[0])):
        return True
    after = None if before in YEAR_WITNESSES else _DIGITS_AFTER.match(tokens.text, end)
    return after is not None and any(_is_of_telephone(group) for group in _GROUP.findall(after[0]))


_NUMBER_BEFORE = lazy_pattern(r"(?<![\w.,$£€])(\d{1,9}(?:[.,]\d{1,9})?)[ \t]{1,4}$")
_NUMBER_AFTER = lazy_pattern(r"[ \t]{1,4}(\d{1,9}(?:[.,]\d{1,9})?)(?![\w.,:%])")
_NEAR_YEAR = lazy_pattern(r"(?:1[89]|20)\d\d")


def _is_in_table(left: str, right: str) -> bool:
    """Whether a number stands on either side, as in the row of a table, and not both are years."""
    before, after = _NUMBER_BEFORE.search(left), _NUMBER_AFTER.match(right)
    if not before or not after:
        return False
    return not (_NEAR_YEAR.fullmatch(before[1]) and _NEAR_YEAR.fullmatch(after[1]))


def _is_of_telephone(group: str) -> bool:
    """Whether a group of digits beside others is no day and no year."""
    return (group[0] == "0" and len(group) > 1) or (len(group) > 2 and not (len(group) == 4 and group[0] in "12"))
