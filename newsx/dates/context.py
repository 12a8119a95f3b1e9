"""What an expression is read against: publication date, dates told before it, and the words around it.

Made by `newsx.dates.resolving`, asked by the rules.

The narrative time is the date told last. Words that point back ("the next day", "a year later", "that night", "the
following week") count from it, where it is as fine as they need: a day for days and weeks, a month for months, a year for
years. Of the last three dates told the newest one that is fine enough counts; further back, or where none is, the rule falls
back to the publication date, or gives no value ("later" needs a date that was told). A bare month leans on it only in a
document that is a narrative throughout, or within a sentence that tells of a year long past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsx.dates.lexicon import MONTHS, SHORT_MONTHS
from newsx.dates.tense import NOTHING_SAID, Clause, is_reported, read_clause
from newsx.dates.values import bounds
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.verb_groups import Tense

# Words right before a month or day without a year that settle its side.
_MONTH_AHEAD = lazy_pattern(
    r"\b(?:through|by|effective|due|payable)(?: on| in| early| late| mid| the end of)?\s?$", re.IGNORECASE
)
# "By June" at the head of a sentence lies ahead unless the verbs tell of the past: "by June the town was in ruins".
_BY = lazy_pattern(r"^\W*(?:(?:and|but|yet|so) )?by(?: early| late| mid| the end of)?\s?$", re.IGNORECASE)
_ENDED = lazy_pattern(r"\bended(?: on| in)?\s?$", re.IGNORECASE)
# "in January and February 1937": the year of the second is the year of the first.
_SHARED_YEAR = lazy_pattern(
    r"\s?(?:,|/|-|–|—|and|or|to|until|till|through)\s?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    rf"({SHORT_MONTHS})[a-z]{{0,6}}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?,?)? (1\d{{3}}|20\d\d)\b"
)
# "May 16 and 17, 2026": the year behind a list of days; "March, April and May 1945": behind a list of months.
_YEAR_OF_DAYS = lazy_pattern(
    r"(?:\s?(?:,|and|or|&)\s?\d{1,2}(?:st|nd|rd|th)?(?!\d)){1,6}, (1\d{3}|20\d\d)"
    r"(?=\s?(?:[.,;:)]|$)|\s(?:in|at|on|and|to|for|by|when|with|as|after|before|will|was|were|are|is)\b)"
)
_YEAR_OF_MONTHS = lazy_pattern(
    rf"(?:\s?,\s?(?:{SHORT_MONTHS})[a-z]{{0,6}}\.?){{1,5}},? (?:and|or) ({SHORT_MONTHS})[a-z]{{0,6}}\.?,? (1\d{{3}}|20\d\d)\b"
)
# A year this far back counts as the past a narrative tells of, not as news.
NARRATIVE_YEARS = 3
# The end of what is quoted, before who said it.
_QUOTED = lazy_pattern("[,.?!](?:[\"”]|'')")
_YEAR_VALUE = lazy_pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# "…, police said on": who spoke on a day that ends its sentence, so many characters after the day of the event.
_SAID = lazy_pattern(
    r",[\"”’]? (?:[\w'’.-]+ ){1,6}(?:said|says|told|reported|confirmed|announced|added|stated)(?: (?!that\b)[\w'’-]+){0,3}(?: (?:on|late|early))*\s?$"
)
_SENTENCE = lazy_pattern(r"[.!?](?:\s|$)|\n")
_ATTRIBUTION_REACH = 120
# How many of the dates told last are asked for one that is fine enough.
TOLD_REACH = 3

# A story goes on with the date told last where that stands at most so many characters before.
STORY_REACH = 400

# How fine a date must be for a unit to be counted from it.
_NEEDS: dict[str, frozenset[str]] = {
    "day": frozenset({"day", "time"}),
    "week": frozenset({"day", "time", "week", "weekend"}),
    "month": frozenset({"day", "time", "week", "weekend", "month"}),
}
Fineness = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text has told: its value, its offsets, and year, month and day as far as they are known."""

    value: str
    start: int
    end: int
    year: int
    month: int | None
    day: int | None
    granularity: str | None
    first: dt.date | None

    @classmethod
    def of(cls, value: str, start: int, end: int) -> Told | None:
        """Return what a value tells; None where it begins with no year."""
        match = _YEAR_VALUE.match(value)
        if not match:
            return None
        granularity, first, _ = bounds(value)
        month, day = (int(match[index]) if match[index] else None for index in (2, 3))
        if month is None and first and granularity in {"week", "weekend"}:
            month = first.month
        return cls(value, start, end, int(match[1]), month, day, granularity, first)


@dataclass(slots=True)
class Scene:
    """The state of one document while its expressions are read in order.

    `anchor` is the publication date or None; `opening` the first year that a narrative names, `story` the
    years it is about (others are asides, and no month leans on them); `memory` the dates read so far; `narrative` says that the
    document tells of times long before its publication, so that a bare month leans on the last year named; `southern` that
    its seasons are those of the southern hemisphere; `foreign` that no verbs of the past are known. `before` and `after` are the words of the sentence around the expression,
    which begins at `start`.
    """

    anchor: dt.date | None
    narrative: bool = False
    southern: bool = False
    foreign: bool = False
    memory: list[Told] = field(default_factory=list)
    opening: int | None = None
    story: frozenset[int] = frozenset()
    told: Told | None = None
    start: int = 0
    text: str = ""
    before: str = ""
    after: str = ""
    _clause: Clause | None = None

    def place(self, start: int, before: str, after: str, *, clause: Clause | None = None) -> None:
        """Move on to the expression that begins at `start`, between these words of its sentence.

        `clause` says what its verbs tell of its side, where that is known already.
        """
        self.start, self.before, self.after = start, before, after
        self._clause = clause

    @property
    def tense(self) -> Tense | None:
        """Whether the clause around the expression looks ahead or back; None where it does not say."""
        return self.clause.tense

    @property
    def clause(self) -> Clause:
        """What the clause around the expression says of its side."""
        if self._clause is None:
            self._clause = read_clause(self.before, self.after) if self.before or self.after else NOTHING_SAID
        return self._clause

    @property
    def ahead(self) -> bool:
        """Whether the words around the expression look ahead."""
        return self.tense == "ahead"

    @property
    def month_ahead(self) -> bool:
        """Whether the words around a month or day without a year look ahead."""
        if self.ended or self.ahead:
            return not self.ended
        words = self.before[-60:]
        return bool(_MONTH_AHEAD.search(words)) and not (self.tense == "behind" and _BY.search(self.before))

    @property
    def ended(self) -> bool:
        """Whether the words before say that it is over ("the quarter ended Sept. 30")."""
        return bool(_ENDED.search(self.before[-60:]))

    def shared_year(self, month: int) -> int | None:
        """Return the year that a date joined on by "and", "to" … lends to this month; None when there is none."""
        if of_days := _YEAR_OF_DAYS.match(self.after):
            return int(of_days[1])
        match = _SHARED_YEAR.match(self.after) or _YEAR_OF_MONTHS.match(self.after)
        if not match:
            return None
        return int(match[2]) - (1 if MONTHS[match[1].lower()] < month else 0)

    def remember(self, value: str | None, start: int, end: int) -> None:
        """Add a resolved date to the memory."""
        if not value or not value[:1].isdigit() or (len(value) == 9 and "/" in value):
            return
        told = Told.of(value.partition("/")[0], start, end)
        if told is None:
            return
        self.memory.append(told)
        # A bare year that goes back is an aside ("as in 1614"); the story goes on where it was.
        if (not self.story or told.year in self.story) and (
            told.month or self.told is None or told.year >= self.told.year
        ):
            self.told = told

    def newest_quarter(self) -> str | None:
        """Return the latest calendar quarter named so far that is over: in earnings news it is the reporting quarter."""
        named = (told.value for told in self.memory if re.fullmatch(r"\d{4}-Q\d", told.value))
        return max((value for value in named if self._over(value)), default=None)

    def _over(self, value: str) -> bool:
        last = bounds(value)[2]
        return last is not None and (self.anchor is None or last < self.anchor)

    def last_dated(self) -> Told | None:
        """Return the date named last, as fine as it may be."""
        if self.narrative:
            return self.told
        return self.memory[-1] if self.memory else None

    def last_day(self) -> Told | None:
        """Return the date named last, when it is a day."""
        reach = TOLD_REACH if self.narrative else 1
        if (event := self._before_attribution()) is not None:
            return event
        return next((told for told in reversed(self.memory[-reach:]) if told.granularity in _NEEDS["day"]), None)

    def told_time(self, fineness: Fineness) -> Told | None:
        """Return the narrative time for words that point back: the newest date told that is fine enough."""
        if self.narrative and fineness not in _NEEDS:
            of_story = (
                told for told in reversed(self.memory[-TOLD_REACH:]) if not self.story or told.year in self.story
            )
            return next(of_story, self.told)
        return next(iter(self.told_times(fineness)), None)

    def told_times(self, fineness: Fineness) -> list[Told]:
        """Return the dates told last that are fine enough, newest first."""
        needed = _NEEDS.get(fineness)
        found = [told for told in reversed(self.memory[-TOLD_REACH:]) if needed is None or told.granularity in needed]
        if needed and (event := self._before_attribution()) is not None:
            found.insert(0, event)
        return found

    def _before_attribution(self) -> Told | None:
        """Return the day told before the last one, where the last one only says when somebody spoke of it: "on Monday, police said Wednesday"."""
        if len(self.memory) < 2 or self.narrative:
            return None
        event, said = self.memory[-2:]
        if not {event.granularity, said.granularity} <= _NEEDS["day"] or event.first is None or said.first is None:
            return None
        between = self.text[event.end : said.start]
        near = event.first < said.first and len(between) <= _ATTRIBUTION_REACH and not _SENTENCE.search(between)
        if not near or not _SAID.search(between):
            return None
        return event if _SENTENCE.match(self.text[said.end : said.end + 2]) else None

    def told_by_then(self, shift: int) -> Told | None:
        """Return the newest day told from which one so many days on, told in the past tense, lies before the publication."""
        if self.narrative or self.anchor is None or shift < 1 or self.tense != "behind":
            return None
        days = (told for told in self.told_times("day") if told.first)
        return next((told for told in days if told.first and (self.anchor - told.first).days >= shift), None)

    def told_before_this_year(self) -> Told | None:
        """Return the newest of the dates told last that lies before the year of publication; None in a narrative."""
        if self.narrative or self.anchor is None:
            return None
        return next((told for told in self.told_times("year") if told.year < self.anchor.year), None)

    def same_paragraph(self, told: Told) -> bool:
        """Return whether a date was told shortly before in the paragraph of the expression."""
        return self.start - told.end <= STORY_REACH and self.text.rfind("\n", told.end, self.start) < 0

    def same_sentence(self, told: Told) -> bool:
        """Return whether a date was told in the sentence of the expression."""
        return told.start >= self.start - len(self.before)

    def told_year(self, month: int | None = None) -> int | None:
        """Return the year a narrative is in, carried on to the next year when the month has gone round; None in news."""
        if not self.narrative:
            return None
        last = self.last_dated()
        if last is None:
            return self.opening
        if _QUOTED.search(self.before) and is_reported(self.before, self.after):
            return None  # what somebody is quoted to have said on a day is news, whatever story the text tells
        year = last.year + (1 if month and last.month and month - last.month <= -6 else 0)
        # What a story tells of has happened by its publication.
        return year if self.anchor is None or (year, month or 1) <= (self.anchor.year, self.anchor.month) else None
