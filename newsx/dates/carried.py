"""The year that a day or month without one takes over from a date told before it.

Asked by the rules for days, months and occasions, in texts that are no narrative throughout (`Scene.told_year` serves those).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.dates.adjectives import is_adjective
from newsx.dates.nearest import nearest_year
from newsx.dates.tense import is_reported, words_of
from newsx.dates.values import make_day
from newsx.dates.verb_groups import last_group
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene, Told

# A sentence that tells of a year at least this far back goes on in it: "jailed in March 2019 and freed in July".
PAST_YEARS = 2
# A day or month this near to the publication is news, whatever the paragraph tells of.
RECENT_DAYS = 31


# Before a year at the head of a sentence: what the sentence tells happened in it. "In 1989, …", "Back in 2001, …", "It was 1963."
_HEAD = lazy_pattern(
    r"^[\W_]*(?:(?:and|but|then|later|back|early|late|it was|that was|only|again) ){0,3}(?:in|during|throughout|it was|the year was)"
    r"(?: early| late| mid| the year)?\s?$",
    re.IGNORECASE,
)
# A subject that is named by its year: "The war of 1982 began on April 2".
_NAMED = lazy_pattern(r"^[\W_]*the (?:[\w'’-]+ ){1,4}of\s?$", re.IGNORECASE)
_TAKES_PLACE = lazy_pattern(r" (?:began|started|ended|opened|erupted|broke out|finished|lasted|ran)\b")
# Between a year and the days in it: "hit twice in 2023: on Feb 24 and again on".
_COLON = lazy_pattern(r"\s?:\s(?:[\w'’-]+ ){0,6}$")
_IN_YEAR = lazy_pattern(r"\b(?:in|of|during)\s?$", re.IGNORECASE)
# What stands between a year and a day that is not told of that year: "which was", "since then", a person's age.
_ELSEWHERE = lazy_pattern(r"\b(?:who|which|whose|since|until|now|today|current|latest|years? later)\b|;", re.IGNORECASE)
# A day so many days after a full date, or a month so many months after one, goes on with it.
FOLLOWING_DAYS, FOLLOWING_MONTHS = 31, 3
# What stands between the sentence of a date and the next one: the text goes on.
_NEXT_SENTENCE = lazy_pattern(r"[^.!?\n]{0,120}[.!?;][\"”’)]?\s[^.!?\n]{0,80}$")
_LASTING = lazy_pattern(r"\b(?:until|till|by|through)\s?$", re.IGNORECASE)


def carried_year(scene: Scene, month: int, day: int | None) -> tuple[int, Told] | None:
    """Return the year that a day or month goes on in, and the date told that lends it; None where it stands for itself."""
    return (
        told_in_sentence(scene, month)
        or _told_at_head(scene)
        or told_nearby(scene, month, day)
        or _told_just_before(scene, month, day)
    )


def _told_at_head(scene: Scene) -> tuple[int, Told] | None:
    """Return the year that heads the sentence, where what follows is told of it: "In 1989 the wall fell on November 9"."""
    last = scene.memory[-1] if scene.memory else None
    if last is None or last.granularity != "year" or scene.anchor is None or scene.tense == "ahead":
        return None
    if last.year > scene.anchor.year - PAST_YEARS or scene.narrative:
        return None
    between = scene.text[last.end : scene.start]
    if scene.same_sentence(last):
        head = scene.before[: len(scene.before) - (scene.start - last.start)]
        if _COLON.match(between) and _IN_YEAR.search(head):
            return last.year, last
        heads = (_HEAD.match(head) or (_NAMED.match(head) and _TAKES_PLACE.match(between))) and not _ELSEWHERE.search(
            between
        )
        return (last.year, last) if heads else None
    alone = re.match(r"\.\s[^.!?\n]*$", between)
    return (last.year, last) if alone and _is_alone(scene.text[max(0, last.start - 40) : last.start]) else None


def _is_alone(before: str) -> bool:
    """Whether a sentence says nothing but its year: "It was 1963."."""
    return bool(re.search(r"(?:^|[.!?]\s|\n)(?:it was|the year was|that was)(?: in)?\s?$", before, re.IGNORECASE))


def _told_just_before(scene: Scene, month: int, day: int | None) -> tuple[int, Told] | None:
    """Return the year in which a day or month follows closely on a date told right before, in the past tense.

    "It blew up on April 26, 1986. On April 28 the world knew.", "It was first seen in December 2019. By January …".
    """
    last = scene.memory[-1] if scene.memory else None
    if last is None or scene.narrative or scene.anchor is None or last.first is None or not last.month:
        return None
    if last.year >= scene.anchor.year or not _is_past(scene):
        return None
    if not scene.same_paragraph(last) or not _NEXT_SENTENCE.match(scene.text[last.end : scene.start]):
        return None
    for year in (last.year, last.year + 1):
        point = make_day(year, month, day or 1)
        if point is None:
            continue
        if day is not None and last.day:
            close = 0 <= (point - last.first).days <= FOLLOWING_DAYS
        else:
            close = day is None and 0 <= (year - last.year) * 12 + month - last.month <= FOLLOWING_MONTHS
        if close and point < scene.anchor:
            return (year, last) if not is_reported(scene.before, scene.after) else None
    return None


def _is_past(scene: Scene) -> bool:
    """Whether the clause tells of the past; "fought on until August" does, where the verb before "until" does."""
    if scene.tense == "behind" or (scene.foreign and scene.tense is None):
        return True
    return bool(_LASTING.search(scene.before)) and last_group(words_of(scene.before)[:-1])[0] == "behind"


def told_nearby(scene: Scene, month: int, day: int | None) -> tuple[int, Told] | None:
    """Return the year that a month or season long past, told last in the paragraph, lends to a later month in the past tense.

    A day or month of the last weeks is news all the same.
    """
    last = scene.last_dated()
    if scene.anchor is None or last is None or last.first is None or scene.tense != "behind":
        return None
    if last.year > scene.anchor.year - PAST_YEARS or not (last.month or last.granularity == "season"):
        return None
    if is_reported(scene.before, scene.after):
        return None  # "Ms. Lasry told Bloomberg in May" of what was in 2008
    near = nearest_year(scene, month, day)
    point = make_day(near[0], month, day or 1) if near else None
    if point and abs((point - scene.anchor).days) <= RECENT_DAYS:
        return None
    return (last.year, last) if month >= last.first.month and scene.same_paragraph(last) else None


def told_in_sentence(scene: Scene, month: int) -> tuple[int, Told] | None:
    """Return the year that a date told before in the sentence lends to a month, where both lie well in the past."""
    last = scene.last_dated()
    if scene.anchor is None or last is None or not last.month or scene.tense == "ahead":
        return None
    if last.month == month or last.year > scene.anchor.year - PAST_YEARS or not scene.same_sentence(last):
        return None
    if is_adjective(scene.before, scene.after):
        return None  # "said in a June report that he had died in March 2019"
    year = last.year + (1 if month < last.month else 0)
    return (year, last) if year < scene.anchor.year else None


# A day further from the publication than this may belong to a month that the text has told with its year.
STORY_DAYS = 60


def told_month(scene: Scene, year: int, month: int, day: int | None) -> Told | None:
    """Return the date told of the same month in an earlier year, where the verbs do not look ahead: "in May 2021 … on 21 May"."""
    point = make_day(year, month, day or 1)
    if point is None or day is None or scene.anchor is None or scene.tense == "ahead":
        return None
    if abs((point - scene.anchor).days) <= STORY_DAYS:
        return None
    told = next((told for told in reversed(scene.memory) if told.month == month), None)
    return told if told and told.year < year else None
