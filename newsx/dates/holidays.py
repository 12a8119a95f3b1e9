"""Holidays and commemorations whose day is fixed or can be computed: tables for the rules of occasions.

Easter after the anonymous Gregorian algorithm (Butcher), the Orthodox Easter after Meeus' Julian algorithm, Islamic
feasts after the tabular (civil) Islamic calendar, which may differ by a day from the moon seen in a given country.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsx.dates.values import add_days, make_day, month_end

if TYPE_CHECKING:
    from collections.abc import Callable

FIXED: dict[str, tuple[int, int]] = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year 's day": (1, 1),
    "new year day": (1, 1),
    "new year 's eve": (12, 31),
    "new year eve": (12, 31),
    "new year 's": (1, 1),
    "epiphany": (1, 6),
    "groundhog day": (2, 2),
    "valentine 's day": (2, 14),
    "st patrick 's day": (3, 17),
    "saint patrick 's day": (3, 17),
    "international women 's day": (3, 8),
    "april fools ' day": (4, 1),
    "april fool 's day": (4, 1),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "labour day": (5, 1),
    "victory day": (5, 9),
    "ve day": (5, 8),
    "v-e day": (5, 8),
    "vj day": (8, 15),
    "d-day": (6, 6),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "july fourth": (7, 4),
    "bastille day": (7, 14),
    "assumption day": (8, 15),
    "halloween": (10, 31),
    "all saints ' day": (11, 1),
    "guy fawkes night": (11, 5),
    "bonfire night": (11, 5),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
    "veterans ' day": (11, 11),
    "world aids day": (12, 1),
    "human rights day": (12, 10),
    "earth day": (4, 22),
    "world press freedom day": (5, 3),
    "armed forces day": (3, 27),
    "martyrs ' day": (7, 19),
    "nakba day": (5, 15),
}


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """Return the `count`-th weekday (0 Monday) of a month; -1 is the last one."""
    if count > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = month_end(year, month)
    return last - dt.timedelta((last.weekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the western churches."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return dt.date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> dt.date:
    """Return Easter Sunday of the Orthodox churches, as a Gregorian date (valid 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(13)


def islamic_days(year: int, month: int, day: int) -> list[dt.date]:
    """Return the Gregorian days of a Gregorian year on which a day of the tabular Islamic calendar falls (none, one or two)."""
    days = []
    for hijri in range(int((year - 622) * 33 / 32) - 1, int((year - 622) * 33 / 32) + 4):
        count = day + (59 * (month - 1) + 1) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        found = add_days(dt.date(622, 7, 18), count)
        if found and found.year == year:
            days.append(found)
    return days


def _islamic(month: int, day: int) -> Callable[[int], dt.date | None]:
    return lambda year: next(iter(islamic_days(year, month, day)), None)


COMPUTED: dict[str, Callable[[int], dt.date | None]] = {
    "easter": easter,
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + dt.timedelta(1),
    "good friday": lambda year: easter(year) - dt.timedelta(2),
    "holy thursday": lambda year: easter(year) - dt.timedelta(3),
    "maundy thursday": lambda year: easter(year) - dt.timedelta(3),
    "palm sunday": lambda year: easter(year) - dt.timedelta(7),
    "ash wednesday": lambda year: easter(year) - dt.timedelta(46),
    "ascension day": lambda year: easter(year) + dt.timedelta(39),
    "pentecost": lambda year: easter(year) + dt.timedelta(49),
    "orthodox easter": orthodox_easter,
    "thanksgiving": lambda year: nth_weekday(year, 11, 3, 4),
    "remembrance sunday": lambda year: nth_weekday(year, 11, 6, 2),
    "thanksgiving eve": lambda year: nth_weekday(year, 11, 3, 4) - dt.timedelta(1),
    "thanksgiving day": lambda year: nth_weekday(year, 11, 3, 4),
    "cyber monday": lambda year: nth_weekday(year, 11, 3, 4) + dt.timedelta(4),
    "giving tuesday": lambda year: nth_weekday(year, 11, 3, 4) + dt.timedelta(5),
    "shrove tuesday": lambda year: easter(year) - dt.timedelta(47),
    "mardi gras": lambda year: easter(year) - dt.timedelta(47),
    "whit monday": lambda year: easter(year) + dt.timedelta(50),
    "black friday": lambda year: nth_weekday(year, 11, 3, 4) + dt.timedelta(1),
    "labor day": lambda year: nth_weekday(year, 9, 0, 1),
    "memorial day": lambda year: nth_weekday(year, 5, 0, -1),
    "columbus day": lambda year: nth_weekday(year, 10, 0, 2),
    "presidents ' day": lambda year: nth_weekday(year, 2, 0, 3),
    "presidents day": lambda year: nth_weekday(year, 2, 0, 3),
    "martin luther king day": lambda year: nth_weekday(year, 1, 0, 3),
    "mother 's day": lambda year: nth_weekday(year, 5, 6, 2),
    "father 's day": lambda year: nth_weekday(year, 6, 6, 3),
    # The Tuesday after the first Monday of November.
    "election day": lambda year: nth_weekday(year, 11, 0, 1) + dt.timedelta(1),
    "eid al-fitr": _islamic(10, 1),
    "eid al-adha": _islamic(12, 10),
    "eid al fitr": _islamic(10, 1),
    "eid al adha": _islamic(12, 10),
    "eid-ul-fitr": _islamic(10, 1),
    "eid-ul-adha": _islamic(12, 10),
    "eid ul-fitr": _islamic(10, 1),
    "eid ul-adha": _islamic(12, 10),
    "ashura": _islamic(1, 10),
}

# Feasts by the moon of other calendars, from published tables; years outside are unresolved.
LISTED: dict[str, dict[int, tuple[int, int]]] = {
    "diwali": {
        2015: (11, 11), 2016: (10, 30), 2017: (10, 19), 2018: (11, 7), 2019: (10, 27), 2020: (11, 14), 2021: (11, 4),
        2022: (10, 24), 2023: (11, 12), 2024: (10, 31), 2025: (10, 20), 2026: (11, 8), 2027: (10, 29), 2028: (10, 17),
    },
    "lunar new year": {
        2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
        2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26),
    },
}  # fmt: skip
LISTED["super tuesday"] = {
    2000: (3, 7), 2004: (3, 2), 2008: (2, 5), 2012: (3, 6), 2016: (3, 1), 2020: (3, 3), 2024: (3, 5),
}  # fmt: skip
# Days with names of their own that came once.
ONCE: dict[str, dt.date] = {
    "black monday": dt.date(1987, 10, 19),
    "black tuesday": dt.date(1929, 10, 29),
    "black wednesday": dt.date(1992, 9, 16),
    "saint valentine 's day massacre": dt.date(1929, 2, 14),
    "st valentine 's day massacre": dt.date(1929, 2, 14),
    "valentine 's day massacre": dt.date(1929, 2, 14),
    "boxing day tsunami": dt.date(2004, 12, 26),
    "christmas day bombing": dt.date(2009, 12, 25),
}
LISTED["chinese new year"] = LISTED["lunar new year"]
LISTED["deepavali"] = LISTED["diwali"]
NAMES = frozenset(FIXED) | frozenset(COMPUTED) | frozenset(LISTED) | frozenset(ONCE)


def holiday(name: str, year: int) -> dt.date | None:
    """Return the day of a holiday in a year, or None where it is unknown or has no day that year."""
    if not 1 <= year <= 9998:
        return None
    if name in ONCE:
        return ONCE[name]
    if name in FIXED:
        return make_day(year, *FIXED[name])
    if name in COMPUTED:
        return COMPUTED[name](year)
    listed = LISTED.get(name, {}).get(year)
    return make_day(year, *listed) if listed else None
