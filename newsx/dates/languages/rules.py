"""Rules for dates in other languages: patterns over classes of words, the same for all, and the functions that read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.dates.explicit import unsaid_year
from newsx.dates.grammar import Hit, Rule
from newsx.dates.languages.guards import day_word_guard, month_guard, spaced, weekday_guard, year_guard
from newsx.dates.languages.parts import day_in, month_in, named, number_in, relation_in, table_in, unit_in, year_in
from newsx.dates.languages.tables import WEEK_RELATIONS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import YearOf
from newsx.dates.relative import counting_day
from newsx.dates.values import add_days, day_value, duration_value, make_day, month_value, shift_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene


def _year_of(hit: Hit, scene: Scene, month: int, day: int | None) -> tuple[YearOf | None, int | None]:
    """Return the year of a day or month: stated, told from the publication, or the likelier one; and the one not chosen."""
    stated = year_in(hit)
    if stated:
        return YearOf(stated, "text"), None
    if era := _era_year(scene.before):
        return YearOf(era, "text"), None
    if hit.has("relyear"):
        shift = relation_in(hit, "relyear")
        year = scene.anchor.year + shift if scene.anchor and shift is not None else None
        return (YearOf(year, "publication") if year else None), None
    return unsaid_year(scene, month, day)


# Years of eras, told by the year before their first, and years in numerals, right before a month: "平成23年3月", "一九四九年十月".
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_ERA = lazy_pattern(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)年\s?$")
_NUMERALS = "〇一二三四五六七八九"
_IN_NUMERALS = lazy_pattern(rf"([一二][零{_NUMERALS}]{{3}})年\s?$")


def _era_year(before: str) -> int | None:
    """Return the year that an era or numerals right before a month name; None where neither stands there."""
    if era := _ERA.search(before):
        return _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
    numerals = _IN_NUMERALS.search(before)
    return int("".join(str(_NUMERALS.index(sign)) for sign in numerals[1].replace("零", "〇"))) if numerals else None


def numeric(hit: Hit, _scene: Scene) -> Reading | None:
    """Read 2025-05-09 and 09.05.2025: outside English the day comes first."""
    text = hit.tokens.surface(hit.first)
    parts = [int(part) for part in re.split(r"[./-]", text)]
    day = make_day(*parts) if len(text.partition("-")[0]) == 4 else make_day(parts[2], parts[1], parts[0])
    return Reading(day.isoformat() if day else None, anchor="text", rule="numeric")


def day_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read a day and a month, with or without weekday and year."""
    month, day = month_in(hit), day_in(hit)
    if month is None or day is None:
        return None
    year, other = _year_of(hit, scene, month, day)
    if year is None:
        return NO_ANCHOR
    point = make_day(year.year, month, day)
    if point is None:
        return Reading(None, anchor="none", rule="no-such-day")
    rejected = make_day(other, month, day) if other else None
    part = named(hit, "PART", "part")
    value = point.isoformat() + (f"T{part}" if part else "")
    return Reading(
        value,
        "TIME" if part else "DATE",
        None,
        year.anchor,
        "day-month",
        rejected.isoformat() if rejected else None,
        year.base,
    )


def month(hit: Hit, scene: Scene) -> Reading | None:
    """Read a month, with or without its year."""
    number = month_in(hit)
    if number is None:
        return None
    year, other = _year_of(hit, scene, number, None)
    if year is None:
        return NO_ANCHOR
    rejected = month_value(other, number) if other else None
    return Reading(month_value(year.year, number), "DATE", None, year.anchor, "month", rejected, year.base)


def year(hit: Hit, _scene: Scene) -> Reading | None:
    """Read a year, or two joined by a dash."""
    first = year_in(hit)
    if first is None:
        return None
    if hit.has("last_year"):
        last = int(hit.word("last_year"))
        return Reading(f"{first:04d}/{last:04d}", anchor="text", rule="range") if first < last else None
    return Reading(f"{first:04d}", anchor="text", rule="year")


def day_of_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read "9日": the day of the publication's month that lies nearest before, or ahead where the verbs say so."""
    number = int(hit.word("day"))
    anchor = scene.anchor
    if anchor is None:
        return NO_ANCHOR
    first = anchor.replace(day=1)
    months = [first, add_days(first, -1), add_days(first, 32)]
    points = [point for base in months if base and (point := make_day(base.year, base.month, number))]
    past = [point for point in points if point <= anchor]
    pool = [point for point in points if point >= anchor] if scene.ahead else past
    point = min(pool or points, key=lambda point: abs((point - anchor).days), default=None)
    return Reading(day_value(point), rule="day-of-month") if point else None


def day_word(hit: Hit, scene: Scene) -> Reading | None:
    """Read today, yesterday, tomorrow, with or without a part of the day."""
    if scene.anchor is None:
        return NO_ANCHOR
    value = named(hit, "DAYWORD", "core")
    part = named(hit, "PART", "part")
    if value is None and (both := named(hit, "DAYPART", "core")):
        value, _, part = both.partition(":")
    if value is None and named(hit, "PAIR", "core"):
        value = "1" if scene.ahead else "-1"
    day = add_days(scene.anchor, int(value)) if value else None
    return _day(day, part, "day-word")


def _day(day: dt.date | None, part: str | None, rule: str, *, rejected: dt.date | None = None) -> Reading | None:
    if day is None:
        return None
    other = day_value(rejected) if rejected else None
    if part:
        return Reading(f"{day_value(day)}T{part}", "TIME", rule=rule, rejected=other)
    return Reading(day_value(day), rule=rule, rejected=other)


# "på tisdagen" is a Tuesday told of, "på tisdag" the coming one.
_DEFINITE = "en"


def weekday(hit: Hit, scene: Scene) -> Reading | None:
    """Read a weekday: the last one, today included, unless it says next or the verbs look ahead."""
    if scene.anchor is None:
        return NO_ANCHOR
    anchor, part = scene.anchor, named(hit, "PART", "part")
    value = named(hit, "WEEKDAY", "weekday")
    if value is None and (glued := named(hit, "WDPART", "weekday")):
        value, _, part = glued.partition(":")
    past_only = value is None
    value = value if value is not None else named(hit, "WDPAST", "weekday")
    if value is None:
        return None
    number = int(value)
    back, ahead = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    shift = relation_in(hit, "rel") if hit.has("rel") else None
    if shift is not None and (hit.has("week") or table_in(hit).language in WEEK_RELATIONS):
        return _day(add_days(anchor, 7 * shift + number - anchor.weekday()), part, "weekday-of-week")
    if shift == -1 or past_only:
        return _day(add_days(anchor, -(back or 7)), part, "weekday-last")
    if shift == 1:
        return _day(add_days(anchor, ahead or 7), part, "weekday-next")
    past, future = add_days(anchor, -back), add_days(anchor, ahead or 7)
    before = hit.first - 1
    surface = hit.tokens.surface(hit.start("weekday"))
    comes = (
        before >= 0
        and not surface.endswith(_DEFINITE)
        and table_in(hit).value("BWEEKDAY", hit.tokens.surface(before)) == "1"
    )
    if back and (scene.ahead or comes) and not past_only:
        return _day(future, part, "weekday-ahead", rejected=past)
    return _day(past, part, "weekday", rejected=future if back else None)


def relative_unit(hit: Hit, scene: Scene) -> Reading | None:
    """Read this, last, next week, weekend, month, year, decade."""
    unit, shift = unit_in(hit, "unit"), relation_in(hit, "rel")
    if hit.has("relunit"):
        shift, unit = relation_in(hit, "relunit"), unit_in(hit, "relunit")
    if unit in {None, "day", "hour", "minute"} or shift is None or unit is None:
        return None
    if scene.anchor is None:
        return NO_ANCHOR
    if unit == "decade":
        return Reading(f"{(scene.anchor.year + 10 * shift) // 10:03d}X", rule="relative-unit")
    return Reading(shift_value(scene.anchor, shift, unit), rule="relative-unit")


def ago(hit: Hit, scene: Scene) -> Reading | None:
    """Read "three days ago": so many units before the publication date."""
    return _moved(hit, scene, -1, "ago")


def ahead(hit: Hit, scene: Scene) -> Reading | None:
    """Read "in three days": so many units after the publication date."""
    return _moved(hit, scene, 1, "in-time")


def later(hit: Hit, scene: Scene) -> Reading | None:
    """Read "three days later": after the date told, else after the publication date where the verbs look ahead."""
    unit = unit_in(hit, "unit")
    fine = "week" if unit == "week" else "month" if unit == "month" else "year" if unit in {"year", "decade"} else "day"
    told = scene.told_time(fine)  # type: ignore[arg-type]
    count = number_in(hit)
    if told and count and unit not in {None, "hour", "minute"} and unit:
        value = shift_value(counting_day(told), count, unit)
        return Reading(value, anchor="text", rule="later", base=told)
    return _moved(hit, scene, 1, "in-time") if scene.ahead else None


def _moved(hit: Hit, scene: Scene, sign: int, rule: str) -> Reading | None:
    unit, count = unit_in(hit, "unit"), number_in(hit)
    if unit in {None, "hour", "minute"} or unit is None or not count:
        return None
    if scene.anchor is None:
        return NO_ANCHOR
    return Reading(shift_value(scene.anchor, sign * count, unit), rule=rule)


def duration(hit: Hit, _scene: Scene) -> Reading | None:
    """Read "the last three years": a length of time, tied to no day."""
    unit, count = unit_in(hit, "unit"), number_in(hit)
    return Reading(duration_value(count, unit), "DURATION", None, "none", "duration") if unit and count else None


_RELYEAR = "(<relyear>(REL ART? UNITYEAR | ART? UNITYEAR REL | RELUNIT))"
_YEAR = "(. <year>(YEAR) AYEAR? | (OF | ART | , | BYEAR){0,3} <later_year>(YEAR) AYEAR?)"
_DAY = "<day>(DAY | ORDDAY) (.)? (OF | ART)?"
_MONTH = "<month>(MONTH) (/ MONTH)? (AMONTH)?"
_WEEKDAY = "(<weekday>(WEEKDAY) ,? ART? (OPEN)?)?"
_COUNT = "(<num>(NUM | NUMWORD))"
_UNIT = "<unit>(UNIT | UNITS)"

RULES = [
    Rule("numeric", "(ISO | NUMDATE)", numeric),
    Rule("numeric", "<day>(DAY) . <month>(MONTHNUM) . <year>(YEAR)", day_month),
    Rule(
        "day-month", f"{_WEEKDAY} {_DAY} <month>(MONTH) (/ MONTH)? ({_YEAR} | (OF | ART){{0,2}} {_RELYEAR})?", day_month
    ),
    Rule(
        "day-month",
        f"(<year>(YEAR) KYEAR | {_RELYEAR})? <month>(MONTHNUM) KMONTH <day>(DAY) KDAY (OPEN (WEEKDAY | WDSIGN) CLOSE)? (<part>(PART))?",
        day_month,
    ),
    Rule("month", f"{_MONTH} {_YEAR}", month, month_guard),
    Rule("month", f"{_MONTH} (OF | ART){{0,2}} {_RELYEAR}", month, month_guard),
    Rule("month", f"(<year>(YEAR) KYEAR | {_RELYEAR}) <month>(MONTHNUM) KMONTH", month),
    Rule("month", "<month>(MONTHNUM) KMONTH", month, month_guard),
    Rule("month", _MONTH, month, month_guard),
    Rule("year", "<year>(YEAR) (- <last_year>(YEAR))? (KYEAR | AYEAR)?", year, year_guard),
    Rule("day-of-month", "<day>(DAY) KDAY (OPEN (WEEKDAY | WDSIGN) CLOSE)?", day_of_month, year_guard),
    Rule("day-word", "<core>(DAYWORD | DAYPART | PAIR) (ART? <part>(PART))?", day_word, day_word_guard),
    Rule("day-word", "<part>(PART) OF? <core>(DAYWORD | PAIR)", day_word),
    Rule("weekday", "<rel>(REL) <weekday>(WEEKDAY | WDPART) (OF? ART? <part>(PART))?", weekday),
    Rule("weekday", "<weekday>(WEEKDAY | WDPART) AWEEKDAY? <rel>(REL) (ART? <part>(PART))?", weekday),
    Rule("weekday", "<weekday>(WEEKDAY) (OF | ART){0,2} <week>(<rel>(REL) UNITWEEK)", weekday),
    Rule("weekday", "<weekday>(WEEKDAY) (OF | ART){0,2} <week>(UNITWEEK <rel>(REL))", weekday),
    Rule("weekday", "<week>(<rel>(RELUNIT)) OF? <weekday>(WEEKDAY)", weekday),
    Rule("weekday", "<weekday>(WEEKDAY | WDPART | WDPAST) (OF? ART? <part>(PART))?", weekday, weekday_guard),
    Rule("relative-unit", "<relunit>(RELUNIT)", relative_unit),
    Rule("relative-unit", "ART? <rel>(REL) <unit>(UNIT)", relative_unit),
    Rule("relative-unit", "ART? <unit>(UNIT) <rel>(REL)", relative_unit),
    Rule("ago", f"AGOPRE {_COUNT} {_UNIT} AGOPOST?", ago),
    Rule("ago", f"{_COUNT} {_UNIT} AGOPOST", ago),
    Rule("ago", "AGOPRE <unit>(DUAL | UNIT)", ago),
    Rule("ago", "<unit>(SINGLE) AGOPOST", ago),
    Rule("in-time", f"INPRE {_COUNT} {_UNIT}", ahead),
    Rule("in-time", "INPRE <unit>(DUAL)", ahead),
    Rule("later", f"{_COUNT} {_UNIT} INPOST", later),
    Rule("duration", f"ART? REL {_COUNT} {_UNIT}", duration, spaced),
    Rule("duration", f"ART? {_COUNT} {_UNIT} REL", duration, spaced),
]
