"""Rules for stretches of time from one date to another: one mention, whose value is "first/last"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.explicit import nearest_year
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import day_of, month_of, weekday_of, year_of
from newsx.dates.relative import NO_ANCHOR
from newsx.dates.values import add_days, day_or_none, make_day, month_value

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene
    from newsx.dates.mention import AnchorKind


def _joined(first: str | None, last: str | None, anchor: AnchorKind, *, rejected: str | None = None) -> Reading | None:
    if not first or not last or first > last:
        return None
    return Reading(f"{first}/{last}", "DATE", None, anchor, "range", rejected)


def _year(hit: Hit, scene: Scene, month: int, day: int | None) -> tuple[int | None, AnchorKind]:
    year = year_of(hit.words("year"))
    if year:
        return year, "text"
    told = scene.told_year(month)
    if told:
        return told, "text"
    near = nearest_year(scene, month, day)
    return (near[0] if near else None), "publication"


def day_range(hit: Hit, scene: Scene) -> Reading | None:
    """3-5 March 2025, March 3 to April 5: days of one or two months."""
    month, day = month_of(hit.words("month")), day_of(hit.words("day"))
    last_month = month_of(hit.words("last_month")) if hit.has("last_month") else month
    last_day = day_of(hit.words("last_day"))
    year, anchor = _year(hit, scene, last_month, last_day)
    if year is None:
        return NO_ANCHOR
    first_year = year - 1 if month > last_month else year
    first, last = make_day(first_year, month, day or 0), make_day(year, last_month, last_day or 0)
    return _joined(day_or_none(first), day_or_none(last), anchor)


def month_range(hit: Hit, scene: Scene) -> Reading | None:
    """January to March 2025, between May and July."""
    month, last_month = month_of(hit.words("month")), month_of(hit.words("last_month"))
    year, anchor = _year(hit, scene, last_month, None)
    if year is None:
        return NO_ANCHOR
    first_year = year_of(hit.words("first_year")) or (year - 1 if month > last_month else year)
    return _joined(month_value(first_year, month), month_value(year, last_month), anchor)


def year_range(hit: Hit, _scene: Scene) -> Reading | None:
    """1939-45, from 2019 to 2021, between 2019 and 2021."""
    first = year_of(hit.words("year"))
    text = hit.words("last_year")[0].strip("'")
    if first is None or not text.isdigit():
        return None
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    return _joined(f"{first:04d}", f"{last:04d}", "text")


def weekday_range(hit: Hit, scene: Scene) -> Reading | None:
    """From Monday to Thursday: the days of one week, around the publication date."""
    if scene.anchor is None:
        return NO_ANCHOR
    first, last = weekday_of(hit.words("weekday")), weekday_of(hit.words("last_weekday"))
    if first is None or last is None:
        return None
    anchor = scene.anchor
    end: dt.date | None = add_days(anchor, -((anchor.weekday() - last) % 7))
    ahead: dt.date | None = add_days(anchor, (last - anchor.weekday()) % 7)
    length = (last - first) % 7 or 7
    if scene.ahead or (anchor.weekday() - first) % 7 < length:
        # The stretch has begun by the publication date, or lies ahead of it.
        end, ahead = ahead, end
    start = add_days(end, -length) if end else None
    return _joined(day_or_none(start), day_or_none(end), "publication")


def list_guard(hit: Hit) -> bool:
    """Whether "1999-20" can be years: the second part must be later and of the same hundred."""
    first, text = hit.words("year")[0], hit.words("last_year")[0].strip("'")
    last = int(text) if len(text) == 4 else int(first) // 100 * 100 + int(text)
    return (
        int(first) < last
        and last - int(first) < 200
        and hit.around(1) not in {"-", "%"}
        and hit.around(-1) not in {"-", "$"}
    )


def next_year(hit: Hit) -> bool:
    """Whether "2021/22" names two years on end, as seasons and fiscal years do."""
    first, text = int(hit.words("year")[0]), hit.words("last_year")[0]
    return (int(text) if len(text) == 4 else first // 100 * 100 + int(text)) == first + 1


_TO = "(- | to | through | until | till | thru)"
_SPOKEN = "(to | through | until | till)"
_YEAR = "(,? <year>(YEAR))?"
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
    Rule("range", f"(from)? <month>($MONTH) (<first_year>(YEAR))? {_TO} <last_month>($MONTH) {_YEAR}", month_range),
    Rule("range", f"between <month>($MONTH) (<first_year>(YEAR))? and <last_month>($MONTH) {_YEAR}", month_range),
    Rule("range", f"from <year>(YEAR) {_SPOKEN} <last_year>(YEAR)", year_range),
    Rule("range", "between <year>(YEAR) and <last_year>(YEAR)", year_range),
    Rule("range", "the? <year>(YEAR) - <last_year>(YEAR | TWODIGITS | SHORTYEAR)", year_range, list_guard),
    Rule("season-years", "the? <year>(YEAR) / <last_year>(YEAR | TWODIGITS)", year_range, next_year),
    Rule("range", f"(from)? <weekday>(WEEKDAY) {_TO} <last_weekday>(WEEKDAY)", weekday_range),
    Rule("range", "between <weekday>(WEEKDAY) and <last_weekday>(WEEKDAY)", weekday_range),
]
