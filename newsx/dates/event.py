"""The day an article is about: assembly asks for it and writes it into the record as `event_date`.

Precision comes first: the first day in the lead whose clause tells in the past tense what happened, else the day of the
dateline, else none. "Police said on Monday" is when somebody spoke, not when it happened; "the mayor, who was elected on Monday" and
"a plan agreed on Monday" tell of something else. Where the day of publication is unknown, a day counts as news only where the text
tells another one and all of them lie together: a lone day may as well be a birth, a law or an anniversary.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.dates.adjectives import is_beside_noun
from newsx.dates.tense import is_reported, read_clause, words_of
from newsx.dates.verb_groups import last_group
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.dates.mention import DateMention

# The lead: so many characters and sentences of the body.
LEAD_LENGTH, LEAD_SENTENCES = 500, 2
# An article is about a day at most this long before its publication; older ones are its background.
NEWS_DAYS = 31
# Rules of days that an article names for other reasons than that something happened on them.
_OTHER_DAYS = frozenset({"holiday", "named-day", "famous-day"})
# How sure the day is by what shows it: a verb right beside it in the first sentence, a verb further off, the second sentence, the
# dateline. Of 42 days given for articles of a news agency that no rule was written from, 39 were the day of the event.
SURE, LIKELY, SECOND, DATELINE = 0.9, 0.8, 0.7, 0.6
_SENTENCE_END = lazy_pattern(r"(?<![A-Z][.])[.!?][\"”’)]?\s+(?=[A-Z\"“‘(])|\n[ \t]?\n")
# "NAIROBI, Kenya, May 9 (Reuters) -": capitals, at most this far into the body, and a dash or an agency behind the day.
_DATELINE = lazy_pattern(r"[A-Z][A-Z.'’ -]{2,30}[A-Z.](?:,? [A-Z][\w.]{1,14}){0,3},? ?$")
_DATELINE_END = lazy_pattern(r",? ?(?:\([A-Za-z .]{2,30}\) ?)?[-–—]{1,2}\s")
DATELINE_REACH = 70
# "killed since October 7", "according to a report by the paper on Thursday": not the day on which it happened.
# "in the quarter ended June 30", "valid until Friday": the end of a stretch of time.
_NOT_THEN = lazy_pattern(
    r"\bsince (?:the )?$|\baccording to\b[^,;:]{0,200}$|\b(?:as of|until|till|up to|dated) (?:the )?$|"
    r"\b(?:quarter|half|halves|year|season|period|months?|weeks?|days?)(?: that)? (?:end(?:ed|ing|s)|to|through)(?: on| in)? (?:the )?$",
    re.IGNORECASE,
)
# A clause about a person or thing: ", who was elected on", "a plan agreed on"; and a day of history: "on this day in 1916".
_RELATIVE = lazy_pattern(r",\s(?:(?:some|many|most|all|one|both) of )?(?:who|which|whose|whom|where)\b[^,;:—–]*$")
_OPEN_RELATIVE = lazy_pattern(r"\b(?:who|that|which)\s[^,;:—–]*$")
_RESUMED = lazy_pattern(r"(?: night| morning| evening| afternoon)?,? (?:has|have|is|are|will|says?|remains?)\b")
_REDUCED = lazy_pattern(
    r"\b(?:about|over|of|for|with|against|under|after|despite|into|to) (?:a|an|the|his|her|its|their)(?: [\w'’-]+){1,3}? "
    r"(?:[a-z]{2,}ed|made|set|struck|won|begun|held|taken|given|written|sent|found|sold|built)(?: (?:by|in|at) [\w'’ -]{2,30})?(?: (?:on|late|early))*\s?$"
)
_THIS_DAY = lazy_pattern(r"(?:this|that) (?:very |same )?day$", re.IGNORECASE)
_OF_YEAR = lazy_pattern(r",? (?:in |of |back in )?[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class EventDay:
    """The day an article is about, the offsets of the words that say so, and how sure it is (0 to 1)."""

    value: str
    start: int
    end: int
    confidence: float


def event_day(
    text: str, mentions: Iterable[DateMention], *, anchor: dt.date | None, body_start: int = 0
) -> EventDay | None:
    """Return the day that the article is about, from the dates found in its lead; None where no day shows.

    `mentions` are in order of the text; those before `body_start` are no part of the body.
    """
    limit = body_start + LEAD_LENGTH
    mentions = list(mentions)
    days = [
        mention
        for mention in mentions
        if body_start <= mention.start < limit and _is_day(mention) and _is_news(mention, anchor)
    ]
    datable = anchor is not None or _lie_together(mentions)
    for mention in days:
        confidence = _told_in_past(text, mention, body_start) if datable else 0
        if confidence:
            return EventDay((mention.value or "")[:10], mention.start, mention.end, confidence)
    dateline = next((mention for mention in days if _is_dateline(text, mention, body_start)), None)
    return EventDay((dateline.value or "")[:10], dateline.start, dateline.end, DATELINE) if dateline else None


def _lie_together(mentions: list[DateMention]) -> bool:
    """Whether a text tells two days at least, and no day far from the others."""
    days = {dt.date.fromisoformat(mention.earliest) for mention in mentions if mention.earliest and _is_day(mention)}
    return len(days) > 1 and (max(days) - min(days)).days <= NEWS_DAYS


def _is_day(mention: DateMention) -> bool:
    return mention.granularity in {"day", "time"}


def _is_news(mention: DateMention, anchor: dt.date | None) -> bool:
    """Whether a day lies shortly before the publication, or the publication is unknown."""
    if not mention.earliest or mention.earliest != mention.latest or mention.rule in _OTHER_DAYS:
        return False
    if mention.text.lower().startswith("that "):
        return False
    return anchor is None or 0 <= (anchor - dt.date.fromisoformat(mention.earliest)).days <= NEWS_DAYS


def _told_in_past(text: str, mention: DateMention, body_start: int) -> float:
    """How sure the clause of a day tells what happened on it; 0 where it does not."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text, body_start, mention.start)]
    if len(cuts) >= LEAD_SENTENCES or _is_dateline(text, mention, body_start):
        return 0
    before = text[cuts[-1] if cuts else body_start : mention.start]
    beyond = text[mention.end : mention.end + LEAD_LENGTH]
    cut = _SENTENCE_END.search(beyond)
    after = beyond[: cut.start()] if cut else beyond
    if _NOT_THEN.search(before) or is_beside_noun(before, after):
        return 0
    if _is_of_noun(before, after) or (_THIS_DAY.search(mention.text) and _OF_YEAR.match(after)):
        return 0
    clause = read_clause(before, after)
    if clause.tense != "behind" or is_reported(before, after):
        return 0
    return SECOND if cuts else SURE if clause.sure else LIKELY


def _is_of_noun(before: str, after: str) -> bool:
    """Whether the words before a day tell of a person or a thing that the sentence names: ", who was elected on", "a plan agreed on"."""
    if _RELATIVE.search(before) or (_OPEN_RELATIVE.search(before) and _RESUMED.match(after)):
        return True
    reduced = _REDUCED.search(before)
    return reduced is not None and last_group(words_of(before[: reduced.start()]))[0] is not None


def _is_dateline(text: str, mention: DateMention, body_start: int) -> bool:
    if mention.start - body_start > DATELINE_REACH:
        return False
    before, after = text[body_start : mention.start], text[mention.end : mention.end + DATELINE_REACH]
    return bool(_DATELINE.match(before)) and bool(_DATELINE_END.match(after))
