"""The day on which a quote was spoken: "today" in the words of a minister who spoke on Monday is that Monday (called by `resolving`).

A day of speaking is a day outside the marks, in the paragraph of the quote, that a verb of speech leads to: "…,” she said in Lagos on Monday.", "On Monday he told
reporters: “…". What such a quote counts from the day of publication counts from that day.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.vocabulary.speech import speech_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.dates.mention import DateMention

# Quotes by their marks, within one paragraph; an opening mark that nothing closes ends with its paragraph.
_QUOTE = lazy_pattern(r"“[^“”\n]*(?:”|(?=\n)|$)|(?<![\w\"])\"[^\"\n]*(?:\"|(?=\n)|$)")
# Shorter ones are names and single words.
SHORTEST = 12
# The words between a quote and the day of speaking, and how long ago it may lie.
FRAME = 120
LONGEST_AGO = 31
_SENTENCE_END = lazy_pattern(r"[.!?][”\"’)]?\s+(?=[A-Z“\"])")
# Behind such a word the day is that of something else.
_OTHER = lazy_pattern(
    r"\b(?:who|which|whose|that|when|where|while|after|before|since|until|because|if|as|but|and then|following|ahead|to be|will|would)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote, [start, end), and the mention of the day on which it was spoken."""

    start: int
    end: int
    said_on: DateMention


def find_spoken(text: str, mentions: Sequence[DateMention], anchor: dt.date | None) -> Iterator[Spoken]:
    """Yield the quotes of a text whose day of speaking is told, in order; `mentions` are its dates in order."""
    days = [mention for mention in mentions if _may_be(mention, anchor)]
    if not days:
        return
    quotes = [match.span() for match in _QUOTE.finditer(text) if len(match[0]) >= SHORTEST]
    starts = [day.start for day in days]
    for first, last, spans in _paragraphs(text, quotes):
        within = days[bisect_left(starts, first) : bisect_left(starts, last)]
        said_on = next((day for day in within if any(_leads(text, day, *span) for span in _beside(day, spans))), None)
        if said_on is not None:
            yield from (Spoken(start, end, said_on) for start, end in spans)


def _beside(day: DateMention, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the quotes right before and behind a day; none where it stands in a quote itself."""
    place = bisect_left(spans, (day.start,))
    if place and day.start < spans[place - 1][1]:
        return ()
    return spans[max(0, place - 1) : place + 1]


def _may_be(mention: DateMention, anchor: dt.date | None) -> bool:
    """Return whether a mention is a day shortly before the publication."""
    if mention.granularity != "day" or mention.type != "DATE" or not mention.earliest:
        return False
    return anchor is None or 0 < (anchor - dt.date.fromisoformat(mention.earliest)).days <= LONGEST_AGO


def _paragraphs(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Yield the paragraphs that hold quotes: their offsets, and those of the quotes."""
    held: list[tuple[int, int]] = []
    first = last = -1
    for start, end in quotes:
        if start >= last:
            if held:
                yield first, last, held
            first = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end)
            last, held = len(text) if stop < 0 else stop, []
        held.append((start, end))
    if held:
        yield first, last, held


def _leads(text: str, day: DateMention, start: int, end: int) -> bool:
    """Return whether a verb of speech between a quote and a day, or before the day in its sentence, says that it was spoken then."""
    if day.start >= end:
        frame = text[end : day.start]
        if len(frame) > FRAME or _SENTENCE_END.search(frame):
            return False
        verb = _verb().search(frame)
        return verb is not None and not _OTHER.search(frame, verb.end())
    frame = text[day.end : start]
    if len(frame) > FRAME or _SENTENCE_END.search(frame):
        return False
    before = text[max(0, day.start - FRAME) : day.start]
    before = _SENTENCE_END.split(before)[-1].rpartition("\n")[2]
    if _verb().search(frame):
        return not _OTHER.search(frame)
    *_, verb = (None, *_verb().finditer(before))
    return verb is not None and not _OTHER.search(before, verb.end()) and not frame.strip(" ,:")


@cache
def _verb() -> re.Pattern[str]:
    """Return the pattern of verbs that lead to what somebody said."""
    return re.compile(rf"\b{speech_pattern('say', language='en')}\b", re.IGNORECASE)
