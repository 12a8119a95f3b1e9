"""Rules for quarters, halves, fiscal years and the "year earlier" of business news."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import MONTHS, SHORT_MONTHS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.numbers import ordinal_value, words_value
from newsx.dates.parts import YearOf, mod_of, relative_year, short_year, year_of
from newsx.dates.values import add_months, duration_value, quarter_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene


# A sentence that speaks of nine months or a year compares with the year before, not with a quarter.
_WHOLE_YEAR = lazy_pattern(
    r"\b(?:nine|six|nine-|six-|12|twelve) ?months|\bfull year|\bfor the year|\bfiscal (?:year|1?9?20\d\d)",
    re.IGNORECASE,
)
# Words of matches, whose halves and quarters are no times of the year.
_SPORT = lazy_pattern(
    r"\b(?:goals?|scored|scorer|scoring|half-?time|penalt(?:y|ies)|(?:goal)?keeper|touchdowns?|yards?|substitutes?|striker|"
    r"midfielder|rebounds?|header|equali[sz]er?|possession|interceptions?|team-?mates?|playoffs?|innings|kick-?off|minutes?|"
    r"referee|red card|yellow card|free kick|three-pointers?|quarterback|(?<![\d-])\d{1,2}-\d{1,2}(?![\d-]))\b",
    re.IGNORECASE,
)
# "the quarter ended Sept. 30"
_ENDED = lazy_pattern(rf"\s{{1,3}}(?:ended|ending|to|through)\s{{1,3}}({SHORT_MONTHS})")


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1:04d}{value[4:]}"


def ordinal_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the third quarter", "the second half", "Q3", "1H25", with or without a year."""
    kind = "H" if hit.words("kind")[0] == "half" else "Q"
    return _numbered(hit, scene, kind, _ordinal(hit.words("ord")[-1], kind))


def _ordinal(word: str, kind: str) -> int:
    number = {"final": 4, "last": 4, "latter": 2}.get(word) or ordinal_value(word) or 0
    return min(number, 2) if kind == "H" else number


def _numbered(hit: Hit, scene: Scene, kind: str, number: int) -> Reading | None:
    """Return the reading for a quarter or half by its number; none where the sentence tells of a match."""
    if not 1 <= number <= (2 if kind == "H" else 4):
        return None
    year: YearOf | None
    if hit.has("year"):
        stated = _year_named(hit.words("year"))
        year = YearOf(stated, "text") if stated else None
    elif hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
    elif hit.has("ago") and scene.anchor:
        year = YearOf(scene.anchor.year - 1, "publication")
    elif _SPORT.search(scene.before) or _SPORT.search(scene.after):
        return None
    else:
        year = _quarter_year(scene, number, kind)
    if year is None:
        return NO_ANCHOR
    return Reading(f"{year.year:04d}-{kind}{number}", "DATE", mod_of(hit), year.anchor, "quarter", base=year.base)


def _quarter_year(scene: Scene, number: int, kind: str) -> YearOf | None:
    if scene.narrative and (last := scene.last_dated()):
        return YearOf(last.year, "text", last)
    if scene.anchor is None:
        return None
    current = (scene.anchor.month - 1) // (3 if kind == "Q" else 6) + 1
    return YearOf(scene.anchor.year - (1 if number > current and not scene.ahead else 0), "publication")


def short_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """Read Q1 2025, Q3, H1, 1H25, 3Q24: quarters and halves as analysts write them."""
    match = _SHORT_QUARTER.fullmatch(hit.word("core").upper())
    if not match:
        return None
    kind = match[1] or match[4]
    number = int(match[2] or match[3])
    tail = match[5]
    if tail:
        year = short_year(tail) if len(tail) == 2 else int(tail)
        most = 2 if kind == "H" else 4
        return Reading(f"{year:04d}-{kind}{number}", "DATE", None, "text", "quarter") if number <= most else None
    bare = hit.around(-1) not in _QUARTER_BEFORE and hit.around(1) in _QUARTER_VERBS
    if bare and not any(re.match(r"\d{4}-[QH]", told.value) for told in scene.memory) and kind == "H":
        return None  # an H2 of its own may be anything; after a quarter or half was told it is the half
    return _numbered(hit, scene, kind, number)


_QUARTER_BEFORE = frozenset(
    "in for the its of during since by from until to through and ended its their 's this last next early late mid".split()
)
_QUARTER_AFTER = frozenset(
    "results earnings comps sales profit profits revenue revenues net gdp guidance loss losses growth report figures numbers "
    "performance forecast estimates margin margins output".split()
)

_QUARTER_NEIGHBOURS = _QUARTER_BEFORE | frozenset("than but while that as so said says if".split())
_QUARTER_VERBS = frozenset("was were is will would should may saw brought looks looked has had".split())


def short_guard(hit: Hit) -> bool:
    """Tell whether Q3 or H1 is a quarter or half in running text, and not the name of a thing (an H2 chip)."""
    if hit.has("year") or hit.has("relyear") or len(hit.word("core")) > 2 or hit.has("pos"):
        return True
    after = hit.around(1)
    if after in _QUARTER_VERBS or hit.around(-1) == "than":
        # "The Audi Q3 is …" speaks of a thing.
        return (
            hit.first == 0
            or not hit.tokens.surface(hit.first - 1)[0].isalpha()
            or hit.around(-1) in _QUARTER_NEIGHBOURS
        )
    return after in _QUARTER_AFTER or (hit.around(-1) in _QUARTER_BEFORE and after not in {"chip", "headphone", "visa"})


# "Q3", "3Q", "1H25", "Q424", "2H2024".
_SHORT_QUARTER = lazy_pattern(r"(?:([QH])([1-4])|([1-4])([QH]))(20[0-9]{2}|[0-9]{2})?")


def this_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """Read the quarter, the latest period: the newest quarter named, or the last full one."""
    if scene.anchor is None:
        return NO_ANCHOR
    words = set(hit.words())
    if words & {"this", "current"}:
        return Reading(quarter_value(scene.anchor), rule="quarter-this")
    if words & {"next", "coming"}:
        return Reading(quarter_value(scene.anchor, shift=1), rule="quarter-next")
    ended = _ENDED.match(scene.after)
    if ended:
        return Reading(
            _quarter_to(int(MONTHS[ended[1].lower()[:3]]), scene.anchor), anchor="text", rule="quarter-ended"
        )
    newest = scene.newest_quarter()
    if newest and words & {"previous", "prior", "preceding"}:
        return Reading(quarter_value(_first_day(newest), shift=-1), anchor="text", rule="quarter-before")
    if newest and "last" not in words:
        return Reading(newest, anchor="text", rule="quarter-named")
    return Reading(quarter_value(scene.anchor, shift=-1), rule="quarter-last")


def _first_day(quarter: str) -> dt.date:
    return dt.date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1)


def _quarter_to(month: int, anchor: dt.date) -> str:
    """Return the calendar quarter nearest to the three months that end in a month, the last such before the publication date."""
    year = anchor.year if month < anchor.month else anchor.year - 1
    year, middle = add_months(year, month, -1)
    return quarter_value(dt.date(year, middle, 1))


def year_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """Read the 1988 quarter, the 1988 period, the 1988 second quarter, 1988's first half."""
    year = year_of(hit.words("year"))
    if year is None:
        return None
    if hit.has("ord"):
        kind = "H" if hit.words("kind")[0] == "half" else "Q"
        number = _ordinal(hit.words("ord")[-1], kind)
        value = f"{year:04d}-{kind}{number}"
        return Reading(value, "DATE", mod_of(hit), "text", "quarter") if 1 <= number <= 4 else None
    newest = scene.newest_quarter()
    return Reading(f"{year:04d}" + (newest[4:] if newest else ""), "DATE", mod_of(hit), "text", "year-period")


def year_ago(hit: Hit, scene: Scene) -> Reading | None:
    """Read a year earlier, the year-ago quarter: the newest quarter named, one year before; else last year."""
    newest = scene.newest_quarter()
    if newest and not _WHOLE_YEAR.search(scene.before):
        return Reading(_year_before(newest), "DATE", mod_of(hit), "text", "year-ago")
    if scene.anchor is None:
        return NO_ANCHOR
    return Reading(f"{scene.anchor.year - 1:04d}", "DATE", mod_of(hit), rule="year-ago")


def _year_named(words: list[str]) -> int | None:
    """Return the year behind "2024", "'24" or "FY24"."""
    if words and words[0].startswith("fy"):
        digits = words[0][2:]
        return short_year(digits) if len(digits) == 2 else int(digits)
    return year_of(words)


def fiscal_year(hit: Hit, _scene: Scene) -> Reading | None:
    """Read fiscal 1989, FY25, FY2024-25: the calendar year of that number, for want of the company's own calendar.

    Two years ("FY2024-25", "the 2023-24 season") are a range of both.
    """
    year = _year_named(hit.words("year"))
    if not year:
        return None
    if hit.has("last_year"):
        last = int(f"{year // 100}{hit.word('last_year')[-2:]}")
        return Reading(f"{year:04d}/{last:04d}", anchor="text", rule="fiscal-year") if last == year + 1 else None
    return Reading(f"{year:04d}", "DATE", mod_of(hit), "text", "fiscal-year")


def first_months(hit: Hit, _scene: Scene) -> Reading | None:
    """Read the nine months, the first half-year of business news: a length of time."""
    count = words_value(hit.words("num"))
    unit = "quarter" if hit.words("unit")[0].startswith("quarter") else hit.words("unit")[0].rstrip("s")
    return Reading(duration_value(count, unit), "DURATION", mod_of(hit), "none", "first-months")


def ordinal_guard(hit: Hit) -> bool:
    """Tell whether an ordinal and a quarter or half name one: "the last quarter" is told from today instead."""
    if hit.has("year") or hit.has("relyear"):
        return True
    return (hit.words("ord")[0] != "last" or hit.words("kind") == ["half"]) and not _is_of_match(hit)


def bare_ordinal_guard(hit: Hit) -> bool:
    """Tell whether "third-quarter" without an article is one; "second half" without one may be of a match."""
    if hit.words("ord")[0] == "last" or (not hit.has("year") and _is_of_match(hit)):
        return False
    return hit.words("kind") == ["quarter"] or "-" in hit.words() or hit.has("year")


# Words of a match, and of business: where only the first stand near, a half or a quarter is one of a match.
_MATCH = lazy_pattern(
    r"\b(?:goals?|scor(?:e|ed|ing)|match(?:es)?|half-?time|penalt(?:y|ies)|header|kick(?:ed|-off)?|touchdowns?|yards?|quarterback|free throws?"
    r"|rebounds?|minutes?|stoppage|substitut\w+|goalkeeper|striker|midfielder|defender|tackles?|ball|pitch|coach|game|win|halves|players?"
    r"|injur(?:y|ed)|lead|trail(?:ed|ing)|chances|equali[sz]\w+|innings|the break)\b",
    re.IGNORECASE,
)
_BUSINESS = lazy_pattern(
    r"%|\b(?:percent|per cent|profits?|revenues?|sales|earnings|econom\w+|GDP|growth|net|income|loss(?:es)?|exports?|imports?|results|dollars|million"
    r"|billion|shares?|output|production|orders|inflation|fiscal|year|2\d{3})\b|[$€£]",
    re.IGNORECASE,
)
# Characters on either side that are searched for them.
_MATCH_REACH = 120


def _is_of_match(hit: Hit) -> bool:
    """Whether "the second half" is of a match: words of the game stand near, and none of business."""
    if hit.words()[-1] == "year":
        return False
    tokens = hit.tokens
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    near = f"{tokens.text[max(0, start - _MATCH_REACH) : start]} {tokens.text[end : end + _MATCH_REACH]}"
    return bool(_MATCH.search(near)) and not _BUSINESS.search(near)


def quarter_guard(hit: Hit) -> bool:
    """Tell whether "the quarter" is one in running text, and not the "quarter-century" or a fraction."""
    return len(hit.words()) > 1 and hit.around(1) != "-"


def months_guard(hit: Hit) -> bool:
    """Tell whether "the nine months" is a period of business news."""
    return hit.words()[0] in {"the", "its", "first"} and hit.words("num")[0] not in {"a", "an"}


_ORD = "<ord>((ORD | ORDWORD) (fiscal)?)"
_QYEAR = (
    "((of | in)? (the)? (fiscal (year)?)? <year>(YEAR | SHORTYEAR | FISCAL) | (of | in)? <relyear>($RELYEAR) "
    "| of (the | its) (current)? (fiscal)? year)?"
)
RULES = [
    Rule(
        "quarter",
        f"$POS (the | this | that) (fiscal | current | flat)? {_ORD} <kind>(quarter | half) {_QYEAR}",
        ordinal_quarter,
        ordinal_guard,
    ),
    Rule("quarter", f"$POS (fiscal)? {_ORD} -? <kind>(quarter | half) {_QYEAR}", ordinal_quarter, bare_ordinal_guard),
    Rule(
        "quarter",
        f"(its | their | a | his | our) (fiscal | current | flat)? {_ORD} -? <kind>(quarter | half) {_QYEAR}",
        ordinal_quarter,
        findable=False,
    ),
    Rule(
        "quarter",
        f"$POS the? <relyear>($RELYEAR) POSSESSIVE (fiscal)? {_ORD} -? <kind>(quarter | half)",
        ordinal_quarter,
    ),
    Rule("quarter", f"$POS the? <ago>(year - (ago | earlier)) {_ORD} -? <kind>(quarter | half)", ordinal_quarter),
    Rule(
        "quarter-this",
        "$POS (the | this)? (latest | most recent | last | previous | prior | preceding | current | next | coming | just - "
        "ended)? <kind>(quarter)",
        this_quarter,
        quarter_guard,
    ),
    Rule("quarter-this", "the? (latest | recent) <kind>(period)", this_quarter),
    Rule("quarter-this", "(its)? <kind>(quarter | the period)", this_quarter, findable=False),
    Rule(
        "year-period",
        f"$POS the <year>(YEAR) (POSSESSIVE)? (fiscal)? ({_ORD} -?)? <kind>(quarter | half | period)",
        year_quarter,
    ),
    Rule("year-ago", "the? (comparable | same | corresponding)? year - (ago | earlier) (quarter | period)", year_ago),
    Rule("year-ago", "year - (ago | earlier)", year_ago),
    Rule("year-ago", "the year - (ago | earlier)", year_ago, findable=False),
    Rule(
        "year-ago",
        "(the)? (comparable | same | corresponding | like) (quarter | period) (of)? (last year | a year "
        "(ago | earlier) | the (previous | prior) year | the year before)",
        year_ago,
    ),
    Rule("year-ago", "a year (ago | earlier | before)", year_ago),
    Rule(
        "quarter",
        "$POS the? <core>(SHORTQUARTER) ((of | in)? (fy | fiscal)? <year>(YEAR | SHORTYEAR | FISCAL) | (of | in)? <relyear>($RELYEAR))?",
        short_quarter,
        short_guard,
    ),
    Rule(
        "fiscal-year", "$POS the? (fiscal year)? <year>(FISCAL) ((- | /) <last_year>(TWODIGITS | YEAR))?", fiscal_year
    ),
    Rule(
        "fiscal-year",
        "$POS (the)? (fiscal | fy) (year)? <year>(YEAR) (- | /) <last_year>(TWODIGITS | YEAR)",
        fiscal_year,
    ),
    Rule("fiscal-year", "$POS (the)? (fiscal | fy) (year)? <year>(YEAR | SHORTYEAR)", fiscal_year),
    Rule("fiscal-year", "$POS (the)? <year>(YEAR) fiscal year", fiscal_year),
    Rule(
        "first-months",
        "(the | its)? (first | last | past)? <num>($COUNT) -? <unit>(months | quarters | month) (of (the | its) (fiscal)? year)?",
        first_months,
        months_guard,
    ),
]
