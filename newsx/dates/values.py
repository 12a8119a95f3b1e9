"""TIMEX3 / ISO 8601 values: write them, and tell the days they cover. Used by every rule."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from newsx.lazy import lazy_pattern

_VALUE = lazy_pattern(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?:-(?P<weekend>WE|\d))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI))?"
    r"(?:T(?P<time>.+))?",
    re.ASCII,
)
_DURATION = lazy_pattern(r"P(?:T?[\dX.]+[A-Z]+)+")
# Meteorological seasons of the northern hemisphere, as months of the year in which they begin; winter runs into the next year.
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}

Bounds = tuple[str | None, dt.date | None, dt.date | None]


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return year and month `count` months away."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    end_year, end_month = add_months(year, last, 0)
    return dt.date(year, first, 1), month_end(end_year, end_month)


def season_days(year: int, code: str, *, southern: bool = False) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a season that begins in a year, in the northern or the southern hemisphere.

    Meteorological seasons: spring of 2025 is March to May, in the south September to November; the winter of the north and
    the summer of the south run into the next year.
    """
    return _months(year, *SEASON_MONTHS[_OPPOSITE[code] if southern else code])


_OPPOSITE = {"SP": "FA", "SU": "WI", "FA": "SP", "WI": "SU"}


def _point_bounds(match: re.Match[str]) -> Bounds:
    year = int(match["year"])
    if match["day"]:
        day = dt.date(year, int(match["month"]), int(match["day"]))
        return ("time" if match["time"] else "day"), day, day
    if match["month"]:
        return "month", *_months(year, int(match["month"]), int(match["month"]))
    if match["week"]:
        weekend = match["weekend"]
        if weekend and weekend.isdigit():
            day = dt.date.fromisocalendar(year, int(match["week"]), int(weekend))
            return "day", day, day
        first = dt.date.fromisocalendar(year, int(match["week"]), 6 if weekend else 1)
        last = dt.date.fromisocalendar(year, int(match["week"]), 7)
        return ("weekend" if weekend else "week"), first, last
    if match["quarter"]:
        quarter = int(match["quarter"])
        return "quarter", *_months(year, 3 * quarter - 2, 3 * quarter)
    if match["half"]:
        half = int(match["half"])
        return "half", *_months(year, 6 * half - 5, 6 * half)
    if match["season"]:
        return "season", *_months(year, *SEASON_MONTHS[match["season"]])
    return "year", dt.date(year, 1, 1), dt.date(year, 12, 31)


def bounds(value: str | None) -> Bounds:
    """Return the granularity of a value, and the first and last day it covers; the days are None where there are none.

    Raises nothing: a value that names no day of the calendar (2025-02-31, year 0) has no days.
    """
    if not value:
        return None, None, None
    if _DURATION.fullmatch(value):
        return "duration", None, None
    if value.endswith("_REF"):
        return "vague", None, None
    if "/" in value:
        left, _, right = value.partition("/")
        granularity, first, last = bounds(left)[0], bounds(left)[1], bounds(right)[2]
        return (granularity if first and last else None), first, last
    if re.fullmatch(r"\d{3}X?|\d\d(?:XX)?", value, re.ASCII):
        width = len(value.rstrip("X"))
        span = 10 ** (4 - width)
        year = int(value[:width]) * span
        if year < 1 or year > 9990:
            return None, None, None
        return {3: "decade", 2: "century"}[width], dt.date(year, 1, 1), dt.date(year + span - 1, 12, 31)
    match = _VALUE.fullmatch(value)
    if not match:
        return ("set" if value.startswith("XXXX") else None), None, None
    try:
        return _point_bounds(match)
    except ValueError:
        return None, None, None


def day_or_none(day: dt.date | None) -> str | None:
    """Return a day as "2025-05-09", None as None."""
    return day.isoformat() if day else None


def day_value(day: dt.date) -> str:
    """Return a day as "2025-05-09"."""
    return day.isoformat()


def week_value(day: dt.date) -> str:
    """Return the ISO week a day lies in, as "2025-W19"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """Return a month as "2025-03"."""
    return f"{year:04d}-{month:02d}"


def quarter_value(day: dt.date, *, shift: int = 0) -> str:
    """Return the quarter `shift` quarters from the one a day lies in."""
    index = day.year * 4 + (day.month - 1) // 3 + shift
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day of the calendar, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_days(day: dt.date, count: int) -> dt.date | None:
    """Return the day `count` days away, or None outside the calendar."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return None


def shift_value(day: dt.date, count: int, unit: str) -> str | None:
    """Return the calendar unit `count` units from the one `day` lies in, at that unit's granularity; None outside the calendar."""
    if abs(count) > 5000 and unit != "day":
        return None
    if unit in {"day", "night", "week", "fortnight", "weekend"}:
        step = {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)
        moved = add_days(day, count * step)
        if moved is None:
            return None
        if unit in {"day", "night"}:
            return day_value(moved)
        return week_value(moved) + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        year, month = add_months(day.year, day.month, count)
        return month_value(year, month) if 1 <= year <= 9999 else None
    if unit == "quarter":
        return quarter_value(day, shift=count)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None:
        return None
    year = day.year + count * years
    return f"{year:04d}" if 1 <= year <= 9999 else None


def duration_value(count: float | None, unit: str) -> str:
    """Write a length of time as "P2W", "PT5H" or "P2Y6M"; a count of None is "PXW".

    ISO 8601 has no decades, centuries and quarters: a counted one is written in years or months.
    """
    letter = DURATION_LETTER[unit]
    time = "T" if unit in {"second", "minute", "hour"} else ""
    if count is None:
        return f"P{time}X{letter}"
    if unit in _IN_YEARS:
        return f"P{count * _IN_YEARS[unit]:g}Y"
    if unit == "quarter":
        return f"P{3 * count:g}M"
    if unit in _HALVES and count % 1 == 0.5:
        whole = f"{count - 0.5:g}{letter}" if count > 1 else ""
        return f"P{time}{whole}{_HALVES[unit]}"
    return f"P{time}{count:g}{letter}"


_IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}
DURATION_LETTER = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "season": "X",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
}
