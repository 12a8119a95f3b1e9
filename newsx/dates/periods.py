"""Rules for quarters, halves, fiscal years and the "year earlier" of business news."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from newsx.dates import lexicon, numbers
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import leaning, mod_of, relative_year, year_of
from newsx.dates.relative import NO_ANCHOR
from newsx.dates.values import add_months, duration_value, quarter_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene


# A sentence that speaks of nine months or a year compares with the year before, not with a quarter.
_WHOLE_YEAR = re.compile(
    r"\b(?:nine|six|nine-|six-|12|twelve) ?months|\bfull year|\bfor the year|\bfiscal (?:year|1?9?20\d\d)",
    re.IGNORECASE,
)
# "the quarter ended Sept. 30"
_ENDED = re.compile(rf"\s+(?:ended|ending|to|through)\s+({lexicon.SHORT_MONTHS})")


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1:04d}{value[4:]}"


def ordinal_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """The third quarter, the second half, with or without a year."""
    word = hit.words("ord")[-1]
    kind = "H" if hit.words("kind")[0] == "half" else "Q"
    number = {"final": 4, "last": 4, "latter": 2}.get(word) or numbers.ordinal_value(word) or 0
    if kind == "H":
        number = min(number, 2)
    if not 1 <= number <= 4:
        return None
    anchor = leaning(scene)
    if hit.has("year"):
        year, anchor = year_of(hit.words("year")), "text"
    elif hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
    elif hit.has("ago") and scene.anchor:
        year = scene.anchor.year - 1
    else:
        year = _quarter_year(scene, number, kind)
    if year is None:
        return NO_ANCHOR
    return Reading(f"{year:04d}-{kind}{number}", "DATE", mod_of(hit), anchor, "quarter")


def _quarter_year(scene: Scene, number: int, kind: str) -> int | None:
    if scene.narrative and (last := scene.last_dated()):
        return last[0]
    if scene.anchor is None:
        return None
    current = (scene.anchor.month - 1) // (3 if kind == "Q" else 6) + 1
    return scene.anchor.year - (1 if number > current and not scene.ahead else 0)


def this_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """The quarter, the latest period: the newest quarter named, or the last full one."""
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
            _quarter_to(int(lexicon.MONTHS[ended[1].lower()[:3]]), scene.anchor), anchor="text", rule="quarter-ended"
        )
    newest = scene.newest_quarter()
    if newest and not words & {"last", "previous"}:
        return Reading(newest, anchor="text", rule="quarter-named")
    return Reading(quarter_value(scene.anchor, shift=-1), rule="quarter-last")


def _quarter_to(month: int, anchor: dt.date) -> str:
    """The calendar quarter nearest to the three months that end in a month, the last such before the publication date."""
    year = anchor.year if month < anchor.month else anchor.year - 1
    year, middle = add_months(year, month, -1)
    return quarter_value(dt.date(year, middle, 1))


def year_quarter(hit: Hit, scene: Scene) -> Reading | None:
    """The 1988 quarter, the 1988 period, the 1988 second quarter, 1988's first half."""
    year = year_of(hit.words("year"))
    if year is None:
        return None
    kind = hit.words("kind")[0]
    if hit.has("ord"):
        word = hit.words("ord")[-1]
        number = {"final": 4, "last": 4, "latter": 2}.get(word) or numbers.ordinal_value(word) or 0
        letter = "H" if kind == "half" else "Q"
        return (
            Reading(f"{year:04d}-{letter}{number}", "DATE", mod_of(hit), "text", "quarter")
            if 1 <= number <= 4
            else None
        )
    newest = scene.newest_quarter()
    return Reading(f"{year:04d}" + (newest[4:] if newest else ""), "DATE", mod_of(hit), "text", "year-period")


def year_ago(hit: Hit, scene: Scene) -> Reading | None:
    """A year earlier, the year-ago quarter: the newest quarter named, one year before; else last year."""
    newest = scene.newest_quarter()
    if newest and not _WHOLE_YEAR.search(scene.before):
        return Reading(_year_before(newest), "DATE", mod_of(hit), "text", "year-ago")
    if scene.anchor is None:
        return NO_ANCHOR
    return Reading(f"{scene.anchor.year - 1:04d}", "DATE", mod_of(hit), rule="year-ago")


def fiscal_year(hit: Hit, _scene: Scene) -> Reading | None:
    """Fiscal 1989, the current fiscal year: the calendar year of that number, for want of the company's own calendar."""
    year = year_of(hit.words("year"))
    return Reading(f"{year:04d}", "DATE", mod_of(hit), "text", "fiscal-year") if year else None


def first_months(hit: Hit, _scene: Scene) -> Reading | None:
    """The nine months, the first half-year of business news: a length of time."""
    count = numbers.words_value(hit.words("num"))
    unit = "quarter" if hit.words("unit")[0].startswith("quarter") else hit.words("unit")[0].rstrip("s")
    return Reading(duration_value(count, unit), "DURATION", mod_of(hit), "none", "first-months")


def ordinal_guard(hit: Hit) -> bool:
    """Whether an ordinal and a quarter or half name one: "the last quarter" is told from today instead."""
    return hit.words("ord")[0] != "last" or hit.words("kind") == ["half"]


def bare_ordinal_guard(hit: Hit) -> bool:
    """Whether "third-quarter" without an article is one; "second half" without one may be of a match."""
    return hit.words("kind") == ["quarter"] and hit.words("ord")[0] != "last"


def quarter_guard(hit: Hit) -> bool:
    """Whether "the quarter" is one in running text, and not the "quarter-century" or a fraction."""
    return len(hit.words()) > 1 and hit.around(1) != "-"


def months_guard(hit: Hit) -> bool:
    """Whether "the nine months" is a period of business news."""
    return hit.words()[0] in {"the", "its", "first"} and hit.words("num")[0] not in {"a", "an"}


_ORD = "<ord>((ORD | ORDWORD) (fiscal)?)"
_QYEAR = (
    "((of | in)? (the)? (fiscal (year)?)? <year>(YEAR | SHORTYEAR) | (of | in)? <relyear>($RELYEAR) "
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
        "$POS (the | this)? (latest | most recent | last | previous | current | next | coming | just - "
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
    Rule("fiscal-year", "$POS (the)? (fiscal | fy) (year)? <year>(YEAR | SHORTYEAR)", fiscal_year),
    Rule("fiscal-year", "$POS (the)? <year>(YEAR) fiscal year", fiscal_year),
    Rule(
        "first-months",
        "(the | its)? (first | last | past)? <num>($COUNT) -? <unit>(months | quarters | month)",
        first_months,
        months_guard,
    ),
]
