"""What an expression is read against: the publication date, the dates named before it, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.dates import lexicon
from newsx.dates.values import bounds

if TYPE_CHECKING:
    import datetime as dt

# Words that look ahead. A wider list (could, by, to + verb) did worse on both news collections.
_AHEAD = re.compile(
    r"\b(?:will|'ll|shall|plans? to|scheduled|expected|due|upcoming|is to|are to|set to|going to|until|payable|expires?|"
    r"matures?|as soon as|as early as|planned to|starting|beginning|slated)\b",
    re.IGNORECASE,
)
# Characters on either side in which they are sought; wider and narrower did no better on half of TimeBank and AQUAINT.
BEFORE_WINDOW, AFTER_WINDOW = 60, 10
# "… will come, he said on _": the saying is over, whatever is said.
_SAID = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|added|warned|stated|wrote|noted)(?: \w+)?(?: on| late| early)?\s*$"
)
# Words right before a month or day without a year that settle its side.
_MONTH_AHEAD = re.compile(
    r"\b(?:through|by|until|effective|due|payable)(?: on| in| early| late| mid| the end of)?\s*$", re.IGNORECASE
)
_ENDED = re.compile(r"\bended(?: on| in)?\s*$", re.IGNORECASE)
# "in January and February 1937": the year of the second is the year of the first.
_SHARED_YEAR = re.compile(
    r"\s?(?:,|/|-|–|—|and|or|to|until|till|through)\s?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    rf"({lexicon.SHORT_MONTHS})[a-z]{{0,6}}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?,?)? (1\d{{3}}|20\d\d)\b"
)
# A year this far back counts as the past a narrative tells of, not as news.
NARRATIVE_YEARS = 3
_YEAR_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(slots=True)
class Scene:
    """The state of one document while its expressions are read in order.

    `anchor` is the publication date or None; `opening` the first year that a narrative names, `story` the
    years it is about (others are asides, and no month leans on them); `memory` the values of the dates read so far; `narrative` says that the
    document tells of times long before its publication, so that a bare month leans on the last year named.
    """

    anchor: dt.date | None
    narrative: bool = False
    memory: list[str] = field(default_factory=list)
    opening: int | None = None
    story: frozenset[int] = frozenset()
    told: tuple[int, int | None, int | None] | None = None
    before: str = ""
    after: str = ""

    @property
    def ahead(self) -> bool:
        """Whether the words around the expression look ahead."""
        before, after = self.before[-BEFORE_WINDOW:], self.after[:AFTER_WINDOW]
        if "had been" in before or _SAID.search(before):
            return False
        return bool(_AHEAD.search(before) or _AHEAD.search(after))

    @property
    def month_ahead(self) -> bool:
        """Whether the words around a month or day without a year look ahead."""
        return not self.ended and (self.ahead or bool(_MONTH_AHEAD.search(self.before[-BEFORE_WINDOW:])))

    @property
    def ended(self) -> bool:
        """Whether the words before say that it is over ("the quarter ended Sept. 30")."""
        return bool(_ENDED.search(self.before[-BEFORE_WINDOW:]))

    def shared_year(self, month: int) -> int | None:
        """The year that a date joined on by "and", "to" … lends to this month; None when there is none."""
        match = _SHARED_YEAR.match(self.after)
        if not match:
            return None
        return int(match[2]) - (1 if lexicon.MONTHS[match[1].lower()] < month else 0)

    def remember(self, value: str | None) -> None:
        """Add a resolved date to the memory."""
        if not value or not value[:1].isdigit() or (len(value) == 9 and "/" in value):
            return
        value = value.partition("/")[0]
        self.memory.append(value)
        match = _YEAR_VALUE.match(value)
        if match:
            year, month, day = int(match[1]), match[2], match[3]
            # A bare year that goes back is an aside ("as in 1614"); the story goes on where it was.
            if (not self.story or year in self.story) and (month or self.told is None or year >= self.told[0]):
                self.told = (year, int(month) if month else None, int(day) if day else None)

    def newest_quarter(self) -> str | None:
        """The latest calendar quarter named so far that is over: in earnings news it is the reporting quarter."""
        named = (value for value in self.memory if re.fullmatch(r"\d{4}-Q\d", value))
        return max((value for value in named if self._over(value)), default=None)

    def _over(self, value: str) -> bool:
        last = bounds(value)[2]
        return last is not None and (self.anchor is None or last < self.anchor)

    def last_dated(self) -> tuple[int, int | None, int | None] | None:
        """Year, month and day of the last date named, as far as they are known."""
        if self.narrative:
            return self.told
        for value in reversed(self.memory[-3:]):
            match = _YEAR_VALUE.match(value)
            if match:
                return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
        return None

    def last_day(self) -> dt.date | None:
        """The last date named, when it is a day."""
        for value in reversed(self.memory[-3 if self.narrative else -1 :]):
            granularity, first, _ = bounds(value)
            if granularity in {"day", "time"}:
                return first
        return None

    def told_year(self, month: int | None = None) -> int | None:
        """The year a narrative is in, carried on to the next year when the month has gone round; None in news."""
        if not self.narrative:
            return None
        last = self.last_dated()
        if last is None:
            return self.opening
        year, last_month, _ = last
        return year + (1 if month and last_month and month - last_month <= -6 else 0)
