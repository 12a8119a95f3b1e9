"""Days written out in full, with their year, in the lines around an article; the readers of HTML pages and of page dumps call it.

Months are those of every language of the calendar tables, digits those of Arabic, Persian and Indic scripts too.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsx.boilerplate import boilerplate_pattern
from newsx.lazy import lazy_pattern
from newsx.vocabulary.calendar_names import month_numbers, weekday_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = month_numbers()
# News on the web is not older than this, and a page of next year is a wrong clock: such years are no years.
FIRST_YEAR = 1900

_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|-?го)?"
# A month's name may hold signs that are no letters (vowels of Hindi), and two words ("כ״ג" none, "كانون الثاني" yes).
_NAME = r"([^\W\d_][^\s\d.,;:|/()\-]{1,14}(?:\s(?:الأول|الثاني|الاول))?)\.?"
# A dump may glue a time or another day to the year: "20234:46 AM".
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d|\d{1,2}\s[^\W\d_])"
_DAY_MONTH_YEAR = lazy_pattern(
    rf"(?<!\d){_DAY}[\s,/-]*(?:de\s+|of\s+|d[e’']\s?)?{_NAME}[\s,/-]*(?:de\s+|del\s+|năm\s+)?{_YEAR}"
)
_MONTH_DAY_YEAR = lazy_pattern(rf"(?<![^\W\d_]){_NAME}\s*{_DAY}(?:,|\s)\s*(?:de\s+)?{_YEAR}")
_YEAR_MONTH_DAY = lazy_pattern(rf"(?<!\d){_YEAR}\.?\s+{_NAME}\s+{_DAY}(?!\d)")
_ISO = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
# Reiwa and Heisei, the eras of Japanese days since 1989, by the year before their first.
_ERAS = {"令和": 2018, "平成": 1988}
_ERA_DAY = lazy_pattern(r"(令和|平成)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日")
_NUMBERS = lazy_pattern(r"(?<![\d/.-])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = lazy_pattern(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.]|,\d)")
_AMERICAN = lazy_pattern(r"\b[AP]\.?M\.?\s*(?:ET|PT|CT|MT|[ECMP][SD]T)\b")
_VIETNAMESE = lazy_pattern(rf"(?<!\d)(\d{{1,2}})\s+tháng\s+(\d{{1,2}})[\s,]*(?:năm\s+)?{_YEAR}", re.IGNORECASE)
# Words glued together by a dump: "GermanDec 22, 2023", "PublishedMay 9, 2025".
_GLUED = lazy_pattern(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=[A-Z])|(?<=[^\W\d_]{6})(?=\d)")
# What may stand in a line beside a day and nothing else: clock times, zones, weekdays, words of publication.
_CLOCK = lazy_pattern(
    r"(?<!\d)\d{1,2}\s?[:.hH時点时點시]\s?\d{0,2}\s?(?:[:.]\d\d)?\s?(?:分|분|min\.?)?\s*(?:[ap]\.?\s?m\.?\b)?|(?<!\d)\d{1,2}\s?[ap]\.?m\.?\b",
    re.IGNORECASE,
)
_ZONE = lazy_pattern(
    r"\b(?:[A-Z]{2,4}|Uhr|Local Time|horas?|hrs?|kl|klo|om|às|as|at|a las|alle(?: ore)?|ore|à|um|o|ob|г|р|в|о)\b\.?|"
    r"[+-]\d{1,2}:?\d{0,2}|日|号|일|الساعة|بتوقيت"
)
_DIGIT = lazy_pattern(r"\d")
_REST = lazy_pattern(r"[\W\d_]+")
# Lines longer than this are running text.
_LONGEST = 400
# Of a line that states a day and nothing else so many letters may be left: "ICT", a place.
_MAX_REST = 3
MAX_DATE_LINE = 160
# Arabic-Indic, Persian and Devanagari digits are read as ASCII ones.
_DIGITS = {base + value: str(value) for base in (0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10) for value in range(10)}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day with what it dates: `is_change` where the words before it speak of an update, `is_first` where of publication.

    `start` and `end` are offsets into the line as it was read.
    """

    day: dt.date
    is_change: bool
    is_first: bool = False
    start: int = 0
    end: int = 0


def find_stamps(text: str, *, day_first: bool | None = None) -> list[Stamp]:
    """Return the days written in full in the text, in order.

    `day_first` says how numbers such as 5/9/2025 are read; None leaves those out that can be read both ways.
    """
    if not _DIGIT.search(text):
        return []
    text = _readable(text)
    stamps: list[Stamp] = []
    before = 0
    for start, stop, day in sorted(_found(text, day_first=day_first)):
        if start < before:
            continue
        words = text[before:start]
        is_first = _words("first").search(words) is not None
        stamps.append(Stamp(day, _words("change").search(words) is not None and not is_first, is_first, start, stop))
        before = stop
    if len(stamps) == 1 and not stamps[0].is_first and not stamps[0].is_change and _says_change(text[stamps[0].end :]):
        return [Stamp(stamps[0].day, is_change=True, start=stamps[0].start, end=stamps[0].end)]
    return stamps


def find_days(text: str, *, day_first: bool | None = None) -> list[dt.date]:
    """Return the days written in full in the text, in order, whatever they date."""
    return [stamp.day for stamp in find_stamps(text, day_first=day_first)]


def published_day(text: str, *, day_first: bool | None = None) -> dt.date | None:
    """Return the day of publication that a line states: the one called so before one that nothing is said of; None for a change."""
    stamps = [stamp for stamp in find_stamps(text, day_first=day_first) if not stamp.is_change]
    return next((stamp.day for stamp in [*(s for s in stamps if s.is_first), *stamps]), None)


def changed_day(text: str, *, day_first: bool | None = None) -> dt.date | None:
    """Return the day of the last change that a line states, or None."""
    return next((stamp.day for stamp in find_stamps(text, day_first=day_first) if stamp.is_change), None)


def is_date_line(text: str) -> bool:
    """Return whether a line states days and clock times and nothing else, but for words such as "Published" and a zone.

    >>> is_date_line("13 de maio de 2025 às 18h20"), is_date_line("On 13 May 2025 he left.")
    (True, False)
    """
    if len(text) > MAX_DATE_LINE or not _DIGIT.search(text):
        return False
    read = _readable(text)
    stamps = find_stamps(text, day_first=True)
    if not stamps:
        return False
    for stamp in reversed(stamps):
        read = f"{read[: stamp.start]} {read[stamp.end :]}"
    for pattern in (_words("change"), _words("first"), _CLOCK, _weekdays(), _ZONE):
        read = pattern.sub(" ", read)
    return len(_REST.sub("", read)) <= _MAX_REST


def reads_day_first(texts: list[str]) -> bool | None:
    """Return whether the page writes the day before the month in numeric dates, or None where its dates do not tell."""
    votes = 0
    for text in texts:
        for match in _NUMBERS.finditer(text[:_LONGEST]):
            first, second = int(match[1]), int(match[3])
            votes += (first > 12 >= second) - (second > 12 >= first) - bool(_AMERICAN.search(text[:_LONGEST]))
    return None if votes == 0 else votes > 0


def _readable(text: str) -> str:
    """Return the beginning of a line with ASCII digits, glued words apart."""
    return _GLUED.sub(" ", text[:_LONGEST].translate(_DIGITS))


@cache
def _words(kind: str) -> re.Pattern[str]:
    """Return the pattern of the words that call a day one of publication ("first") or of change ("change")."""
    pattern = boilerplate_pattern("first") if kind == "first" else boilerplate_pattern("change")
    return re.compile(rf"(?<![^\W\d_])(?:{pattern})", re.IGNORECASE)


@cache
def _weekdays() -> re.Pattern[str]:
    """Return the pattern of the names of weekdays in all languages."""
    names = "|".join(sorted(map(re.escape, weekday_numbers()), key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])\.?|[（(]?[月火水木金土日一二三四五六][)）]?(?:曜日?)?|(?:星期|周|週)[一二三四五六日天]",
        re.IGNORECASE,
    )


def _says_change(rest: str) -> bool:
    """Return whether the words right behind a day call it one of change: "9時5分更新"."""
    clockless = _CLOCK.sub(" ", rest[:40]).strip(" |・,()（）日")
    return _words("change").match(clockless) is not None


def _found(text: str, *, day_first: bool | None) -> Iterator[tuple[int, int, dt.date]]:
    """Yield each day with the place where it stands in the text."""
    for pattern, (year, month, day) in (
        (_DAY_MONTH_YEAR, (3, 2, 1)),
        (_MONTH_DAY_YEAR, (3, 1, 2)),
        (_YEAR_MONTH_DAY, (1, 2, 3)),
        (_ISO, (1, 2, 3)),
        (_VIETNAMESE, (3, 2, 1)),
    ):
        for match in pattern.finditer(text):
            number = int(match[month]) if match[month].isdigit() else MONTHS.get(match[month].lower(), 0)
            yield from _dated(match, int(match[year]), number, int(match[day]))
    for match in _ERA_DAY.finditer(text):
        year_number = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield from _dated(match, year_number, int(match[3]), int(match[4]))
    for match in _SHORT_YEAR.finditer(text):
        yield from _dated(match, 2000 + int(match[3]), int(match[2]), int(match[1]))
    for match in _NUMBERS.finditer(text):
        first, second, year_number = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or day_first or first == second:
            yield from _dated(match, year_number, second, first)
        elif second > 12 or day_first is False:
            yield from _dated(match, year_number, first, second)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the day, where the calendar has it and it is not before FIRST_YEAR."""
    if year < FIRST_YEAR:
        return
    try:
        yield match.start(), match.end(), dt.date(year, month, day)
    except ValueError:
        return
