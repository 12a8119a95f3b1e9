"""Articles over time as bars: days, weeks, months, years or longer, whichever gives a picture that can be read."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsx.vocabulary.calendar_names import month_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Bars are as fine as fits so many of them.
_MOST_BARS = 62
# So many articles of a thousand may lie before the bars, and as many behind them: they are one bar each.
_OUTSIDE = 0.01
# Where the articles lie further apart than bars have room for, years without this share of them are taken for misread.
_BULK = 0.7


# A later day is not far from the others when no longer gap lies before it.
_NEAR_DAYS = 31


class Bar(NamedTuple):
    """A stretch of time and its articles; a heap is everything before the bars or behind them."""

    label: str
    first: str
    articles: int
    is_heap: bool = False


def bars(days: Sequence[tuple[str, int]]) -> tuple[str, list[Bar]]:
    """Return the unit and the bars of all days, empty ones between them too; few articles far from the others are one bar at either end."""
    known = _known(days)
    if not known:
        return "day", []
    begin, end = _middle(known)
    tried = (
        (unit, start_of, _filled(known, start_of, after, (start_of(begin), start_of(end))))
        for unit, start_of, after in _UNITS
    )
    unit, start_of, found = next(each for each in tried if len(each[2]) <= _MOST_BARS)
    inside = [Bar(_label(unit, day), day.isoformat(), count) for day, count in found]
    earlier = sum(count for day, count in known if day < found[0][0])
    later = sum(count for day, count in known if start_of(day) > found[-1][0])
    before = [Bar(f"before {inside[0].label}", known[0][0].isoformat(), earlier, is_heap=True)] if earlier else []
    behind = [Bar(f"after {inside[-1].label}", known[-1][0].isoformat(), later, is_heap=True)] if later else []
    return unit, before + inside + behind


def main_days(days: Sequence[tuple[str, int]]) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of the articles that are not far from the others; None where none has a day."""
    known = _known(days)
    if not known:
        return None
    first, last = _middle(known)
    for day, _ in known:
        if last < day and (day - last).days <= _NEAR_DAYS:  # what comes on without a gap belongs to them
            last = day
    return first, last


def _known(days: Sequence[tuple[str, int]]) -> list[tuple[dt.date, int]]:
    return [(dt.date.fromisoformat(day), count) for day, count in days if _is_day(day)]


def _is_day(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _middle(known: Sequence[tuple[dt.date, int]]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the articles that are not far from the others."""
    left = int(_OUTSIDE * sum(count for _, count in known))
    begin, end = _past(known, left), _past(known[::-1], left)
    if end.year - begin.year < _MOST_BARS:
        return begin, end
    articles, first, last = _densest(known)
    return (first, last) if articles >= _BULK * sum(count for _, count in known) else (begin, end)


def _densest(known: Sequence[tuple[dt.date, int]]) -> tuple[int, dt.date, dt.date]:
    """Return the articles, the first and the last day of as many years as bars have room for, those with most articles."""
    best, held, low = (0, known[0][0], known[0][0]), 0, 0
    for day, count in known:
        held += count
        while day.year - known[low][0].year >= _MOST_BARS:
            held -= known[low][1]
            low += 1
        best = max(best, (held, known[low][0], day))
    return best


def _past(known: Sequence[tuple[dt.date, int]], left: int) -> dt.date:
    for day, count in known:
        left -= count
        if left < 0:
            return day
    return known[-1][0]


def _filled(
    known: Sequence[tuple[dt.date, int]],
    start_of: Callable[[dt.date], dt.date],
    after: Callable[[dt.date], dt.date],
    ends: tuple[dt.date, dt.date],
) -> list[tuple[dt.date, int]]:
    counts: dict[dt.date, int] = {}
    for day, count in known:
        counts[start_of(day)] = counts.get(start_of(day), 0) + count
    at = ends[0]
    found: list[tuple[dt.date, int]] = []
    while at <= ends[1] and len(found) <= 12 * _MOST_BARS:
        found.append((at, counts.get(at, 0)))
        if at == (at := after(at)):  # the calendar ends
            break
    return found


def _label(unit: str, day: dt.date) -> str:
    month = month_names("en")[day.month - 1]
    if unit in _YEARS:
        first, last = f"{day.year:04}", f"{day.year - day.year % _YEARS[unit] + _YEARS[unit] - 1:04}"
        return first if first == last else f"{first} to {last}"
    return f"{month} {day.year}" if unit == "month" else f"{day.day} {month} {day.year}"


def _later(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return day


def _next_month(day: dt.date) -> dt.date:
    return _later(day.replace(day=28), 4).replace(day=1)


def _first_of(day: dt.date, years: int) -> dt.date:
    """Return the first day of the stretch of so many years in which a day lies: the calendar has no year 0."""
    return dt.date(max(dt.MINYEAR, day.year - day.year % years), 1, 1)


def _next_of(day: dt.date, years: int) -> dt.date:
    year = day.year - day.year % years + years
    return dt.date(year, 1, 1) if year <= dt.MAXYEAR else day


_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_UNITS: tuple[tuple[str, Callable[[dt.date], dt.date], Callable[[dt.date], dt.date]], ...] = (
    ("day", lambda day: day, lambda day: _later(day, 1)),
    ("week", lambda day: _later(day, -day.weekday()), lambda day: _later(day, 7)),
    ("month", lambda day: day.replace(day=1), _next_month),
    *((unit, partial(_first_of, years=years), partial(_next_of, years=years)) for unit, years in _YEARS.items()),
)
