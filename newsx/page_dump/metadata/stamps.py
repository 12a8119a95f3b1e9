"""Days written out in full, with their year, in the lines around an article (called by `read_metadata`)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.vocabulary.calendar_names import month_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = month_numbers()

_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|-?го)?"
_NAME = r"([^\W\d_]{3,13})\.?"
# A dump may glue a time or another day to the year: "20234:46 AM".
_YEAR = r"((?:19|20)\d\d)(?=\D|$|\d{1,2}:\d\d|\d{1,2}\s[^\W\d_])"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d){_DAY}[\s,/-]*(?:de\s+|of\s+|d[e’']\s?)?{_NAME}[\s,/-]*(?:de\s+|del\s+|năm\s+)?{_YEAR}"
)
_MONTH_DAY_YEAR = re.compile(rf"(?<![^\W\d_]){_NAME}\s*{_DAY}(?:,|\s)\s*(?:de\s+)?{_YEAR}")
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d){_YEAR}\.?\s+{_NAME}\s+{_DAY}(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.]|,\d)")
_AMERICAN = re.compile(r"\b[AP]\.?M\.?\s*(?:ET|PT|CT|MT|[ECMP][SD]T)\b")
_VIETNAMESE = re.compile(rf"(?<!\d)(\d{{1,2}})\s+tháng\s+(\d{{1,2}})[\s,]*(?:năm\s+)?{_YEAR}", re.IGNORECASE)
# Words glued together by a dump: "GermanDec 22, 2023", "PublishedMay 9, 2025".
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=[A-Z])|(?<=[^\W\d_]{6})(?=\d)")
_CHANGE = re.compile(
    r"updated|modified|aktualisiert|akt\.|stand:|uppfært|aktualizacja|mis à jour|actualizad|atualizad|aggiornat|bijgewerkt|oppdatert|uppdaterad|opdateret|güncelle|обновлен|更新",
    re.IGNORECASE,
)
_FIRST = re.compile(r"publi|pub\.|posted|veröffentlicht|erstellt|created", re.IGNORECASE)
# Lines longer than this are running text.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day with what it dates: `is_change` where the words before it speak of an update."""

    day: dt.date
    is_change: bool


def find_stamps(text: str, *, day_first: bool | None = None) -> list[Stamp]:
    """Return the days written in full in the text, in order.

    `day_first` says how numbers such as 5/9/2025 are read; None leaves those out that can be read both ways.
    """
    text = _GLUED.sub(" ", text[:_LONGEST].translate(_DIGITS))
    if not any(char.isdigit() for char in text):
        return []
    stamps = []
    before = 0
    for start, stop, day in sorted(_found(text, day_first=day_first)):
        if start < before:
            continue
        words = text[before:start]
        stamps.append(Stamp(day, bool(_CHANGE.search(words)) and not _FIRST.search(words)))
        before = stop
    return stamps


def find_days(text: str, *, day_first: bool | None = None) -> list[dt.date]:
    """Return the days written in full in the text, in order, whatever they date."""
    return [stamp.day for stamp in find_stamps(text, day_first=day_first)]


def reads_day_first(texts: list[str]) -> bool | None:
    """Return whether the page writes the day before the month in numeric dates, or None where its dates do not tell."""
    votes = 0
    for text in texts:
        for match in _NUMBERS.finditer(text[:_LONGEST]):
            first, second = int(match[1]), int(match[3])
            votes += (first > 12 >= second) - (second > 12 >= first) - bool(_AMERICAN.search(text[:_LONGEST]))
    return None if votes == 0 else votes > 0


# Arabic-Indic, Persian and Devanagari digits are read as ASCII ones.
_DIGITS = {base + value: str(value) for base in (0x0660, 0x06F0, 0x0966) for value in range(10)}


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
    for match in _SHORT_YEAR.finditer(text):
        yield from _dated(match, 2000 + int(match[3]), int(match[2]), int(match[1]))
    for match in _NUMBERS.finditer(text):
        first, second, year_number = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or day_first or first == second:
            yield from _dated(match, year_number, second, first)
        elif second > 12 or day_first is False:
            yield from _dated(match, year_number, first, second)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the day, where the calendar has it."""
    try:
        yield match.start(), match.end(), dt.date(year, month, day)
    except ValueError:
        return
