"""Rules for stretches of time from one date to another: one mention, whose value is "first/last"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.digits import UNITS_AFTER
from newsx.dates.explicit import unsaid_year
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import YearOf, day_of, month_of, relative_year, weekday_of, year_of
from newsx.dates.values import add_days, day_or_none, make_day, month_value

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene, Told
    from newsx.dates.mention import AnchorKind


def _joined(
    first: str | None, last: str | None, anchor: AnchorKind, *, mod: str | None = None, base: Told | None = None
) -> Reading | None:
    if not first or not last or first > last:
        return None
    return Reading(f"{first}/{last}", "DATE", mod, anchor, "range", base=base)


def _year(hit: Hit, scene: Scene, month: int, day: int | None) -> YearOf | None:
    """Return the year of the second end of a range: stated, "next year", or the one that a date without a year has."""
    year = year_of(hit.words("year"))
    if year:
        return YearOf(year, "text")
    if hit.has("relyear"):
        return relative_year(hit.words("relyear"), scene)
    return unsaid_year(scene, month, day)[0]


def _now_in(scene: Scene, year: YearOf, begins: tuple[int, int], ends: tuple[int, int]) -> YearOf:
    """Return the year in which a stretch between days of the year holds the publication, unless the verbs say that it is over."""
    anchor = scene.anchor
    if anchor is None or year.anchor != "publication" or scene.tense == "behind":
        return year
    today, wraps = (anchor.month, anchor.day), begins > ends
    if wraps and (today >= begins or today <= ends):
        return YearOf(anchor.year + (today >= begins), "publication")
    return YearOf(anchor.year, "publication") if begins <= today <= ends else year


def day_range(hit: Hit, scene: Scene) -> Reading | None:
    """Read 3-5 March 2025, March 3 to April 5, 30 May to 2 June next year: days of one or two months."""
    month, day = month_of(hit.words("month")), day_of(hit.words("day"))
    last_month = month_of(hit.words("last_month")) if hit.has("last_month") else month
    last_day = day_of(hit.words("last_day"))
    year = _year(hit, scene, last_month, last_day)
    if year is None:
        return NO_ANCHOR
    if not hit.has("relyear"):
        year = _now_in(scene, year, (month, day or 0), (last_month, last_day or 0))
    first_year = year.year - 1 if month > last_month else year.year
    first, last = make_day(first_year, month, day or 0), make_day(year.year, last_month, last_day or 0)
    return _joined(day_or_none(first), day_or_none(last), year.anchor, base=year.base)


def month_range(hit: Hit, scene: Scene) -> Reading | None:
    """Read January to March 2025, between May and July, mid-January to early March last year."""
    month, last_month = month_of(hit.words("month")), month_of(hit.words("last_month"))
    year = _year(hit, scene, last_month, None)
    if year is None:
        return NO_ANCHOR
    if not hit.has("relyear"):
        year = _now_in(scene, year, (month, 1), (last_month, 31))
    first_year = year_of(hit.words("first_year")) or (year.year - 1 if month > last_month else year.year)
    return _joined(month_value(first_year, month), month_value(year.year, last_month), year.anchor, base=year.base)


def year_range(hit: Hit, _scene: Scene) -> Reading | None:
    """Read 1939-45, from 2019 to 2021, between 2019 and 2021."""
    first = year_of(hit.words("year"))
    text = hit.words("last_year")[0].strip("'")
    if first is None or not text.isdigit():
        return None
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    return _joined(f"{first:04d}", f"{last:04d}", "text")


def weekday_range(hit: Hit, scene: Scene) -> Reading | None:
    """Read from Monday to Thursday: the days of one week, around the publication date."""
    if scene.anchor is None:
        return NO_ANCHOR
    first, last = weekday_of(hit.words("weekday")), weekday_of(hit.words("last_weekday"))
    if first is None or last is None:
        return None
    anchor = scene.anchor
    end: dt.date | None = add_days(anchor, -((anchor.weekday() - last) % 7))
    ahead: dt.date | None = add_days(anchor, (last - anchor.weekday()) % 7)
    length = (last - first) % 7 or 7
    if scene.ahead or (scene.tense is None and (anchor.weekday() - first) % 7 < length):
        # The stretch has begun by the publication date, or lies ahead of it.
        end, ahead = ahead, end
    start = add_days(end, -length) if end else None
    return _joined(day_or_none(start), day_or_none(end), "publication")


def list_guard(hit: Hit) -> bool:
    """Tell whether "1999-20" can be years: the second part must be later and of the same hundred."""
    first, text = hit.words("year")[0], hit.words("last_year")[0].strip("'")
    last = int(text) if len(text) == 4 else int(first) // 100 * 100 + int(text)
    return (
        int(first) < last
        and last - int(first) < 200
        and hit.around(1) not in {"-", "%"}
        and hit.around(-1) not in {"-", "$", "page", "pages", "pp", "lines", "verses", "rooms", "channels"}
    )


def spoken_guard(hit: Hit) -> bool:
    """Tell whether "2019 to 2021" are years: a word before them, or a part of the year, must say so."""
    words = hit.words()
    if hit.around(1) in UNITS_AFTER:
        return False  # "the road rises from 1700 to 1950 m"
    return words[0] in {"from", "early", "mid", "late"} or hit.around(-1) in {"the", "in", "during", "(", "of"}


# Years joined by a slash are a season or a list of years ("2025/2027") up to this many years apart.
LISTED_YEARS, FIRST_LISTED = 10, 1900


def listed_years(hit: Hit) -> bool:
    """Tell whether "2021/22" or "2025/2027" names years, as seasons, fiscal years and lists do, and no fraction or code."""
    first, text = int(hit.words("year")[0]), hit.words("last_year")[0]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    apart = LISTED_YEARS if len(text) == 4 and first >= FIRST_LISTED else 1
    return 0 < last - first <= apart and hit.around(-1) not in {"/", "-", "$"}


_TO = "(- | to | through | until | till | thru)"
_SPOKEN = "(to | through | until | till)"
_YEAR = "(,? (in | of)? <year>(YEAR) | (of | in | ,)? <relyear>($RELYEAR))?"
_PART = "(early | mid | late) -?"
RULES = [
    Rule(
        "range",
        f"(from)? (WEEKDAY ,?)? <month>($MONTH) <day>($DIGITDAY) {_TO} (WEEKDAY ,?)? "
        f"(<last_month>($MONTH))? <last_day>($DIGITDAY) {_YEAR}",
        day_range,
    ),
    Rule(
        "range",
        f"between <month>($MONTH) <day>($DIGITDAY) and (<last_month>($MONTH))? <last_day>($DIGITDAY) {_YEAR}",
        day_range,
    ),
    Rule(
        "range",
        f"(from)? <day>($DIGITDAY) <month>($MONTH) {_TO} <last_day>($DIGITDAY) <last_month>($MONTH) {_YEAR}",
        day_range,
    ),
    Rule("range", f"(from)? <day>($DIGITDAY) {_TO} <last_day>($DIGITDAY) (of)? <month>($MONTH) {_YEAR}", day_range),
    Rule("range", f"between <day>($DIGITDAY) and <last_day>($DIGITDAY) (of)? <month>($MONTH) {_YEAR}", day_range),
    Rule(
        "range",
        f"(from)? ({_PART})? <month>($MONTH) (<first_year>(YEAR))? {_TO} ({_PART})? <last_month>($MONTH) {_YEAR}",
        month_range,
    ),
    Rule(
        "range",
        f"between ({_PART})? <month>($MONTH) (<first_year>(YEAR))? and ({_PART})? <last_month>($MONTH) {_YEAR}",
        month_range,
    ),
    Rule("range", f"(from)? ({_PART})? <year>(YEAR) {_SPOKEN} ({_PART})? <last_year>(YEAR)", year_range, spoken_guard),
    Rule("range", f"between ({_PART})? <year>(YEAR) and ({_PART})? <last_year>(YEAR)", year_range),
    Rule("range", "the? <year>(YEAR) - <last_year>(YEAR | TWODIGITS | SHORTYEAR)", year_range, list_guard),
    Rule("season-years", "the? <year>(YEAR) / <last_year>(YEAR | TWODIGITS)", year_range, listed_years),
    Rule("range", f"(from)? <weekday>(WEEKDAY) {_TO} <last_weekday>(WEEKDAY)", weekday_range),
    Rule("range", "between <weekday>(WEEKDAY) and <last_weekday>(WEEKDAY)", weekday_range),
]
