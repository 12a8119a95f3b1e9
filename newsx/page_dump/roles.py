"""Roles of the lines around the body: which is the headline, which name the author, the day, the section, the keywords."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsx.page_dump import cues
from newsx.page_dump.lines import BULLET, UNSPACED, Unit

BODY_THRESHOLD = 0.5
# A headline stands at most so many units above the body, and has so many words.
HEADLINE_REACH = 45
HEADLINE_WORDS = range(2, 33)
# Bylines, dates and captions stand within so many units of the headline or the start of the body.
HEAD_REACH = 14
WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a unit was judged to be and why."""

    role: str
    reason: str


def assign_roles(units: Sequence[Unit], scores: Sequence[float]) -> list[Judgement]:
    """Every unit has a role and a reason; `scores` are the probabilities that the units are body text."""
    body = [score >= BODY_THRESHOLD for score in scores]
    roles = [Judgement("body", "reads like the running text around it") if b else _furniture(u) for u, b in zip(units, body, strict=True)]
    if not any(body):
        return roles
    start = body_start(units, body)
    stop = len(body) - body[::-1].index(True)
    headline = find_headline(units, body, start)
    if headline is not None:
        roles[headline] = Judgement("headline", "shares its words with the text that follows")
    _mark_head(units, body, roles, headline if headline is not None else start, start)
    _mark_tail(units, body, roles, start, stop)
    return roles


def body_start(units: Sequence[Unit], body: Sequence[bool]) -> int:
    """The position of the first body unit that more body follows soon, so that one stray line above does not count."""
    positions = [i for i, is_body in enumerate(body) if is_body]
    for position in positions:
        if sum(body[position + 1 : position + 13]) >= 2:
            return position
    return positions[0]


def find_headline(units: Sequence[Unit], body: Sequence[bool], start: int) -> int | None:
    """The position of the best headline above the body, or None where no line is like one."""
    words = Counter(w for unit, is_body in zip(units, body, strict=True) if is_body for w in WORD.findall(unit.text.lower()))
    repeats = Counter(unit.text.lower() for unit in units)
    best, found = 1.0, None
    for position in range(max(0, start - HEADLINE_REACH), start):
        text = units[position].text
        count = text.count(" ") + 1 + len(UNSPACED.findall(text)) // 3
        if count not in HEADLINE_WORDS or body[position] or BULLET.match(text) or cues.DATE.search(text) or cues.BY.match(text):
            continue
        own = WORD.findall(text.lower())
        score = 3.0 * sum(w in words for w in own) / max(1, len(own)) + 0.15 * min(count, 12) - 0.04 * (start - position)
        score += 0.5 * (repeats[text.lower()] == 2) - 1.5 * text.endswith(".") - 1.0 * (count > 20) - 0.8 * bool(cues.FURNITURE.search(text))
        if score > best:
            best, found = score, position
    return None if found is None else _first_copy(units, found)


def _first_copy(units: Sequence[Unit], position: int) -> int:
    """The first of the lines close above that say the same: the byline stands between two copies of a headline."""
    for above in range(max(0, position - HEAD_REACH), position):
        if units[above].text == units[position].text:
            return above
    return position


def _furniture(unit: Unit) -> Judgement:
    """The role of a unit outside the article, by its own words alone."""
    if cues.RELATED.match(unit.text):
        return Judgement("related", "heads a list of other stories")
    if BULLET.match(unit.text) and unit.text.count(" ") <= 6:
        return Judgement("navigation", "entry of a menu")
    if cues.FURNITURE.search(unit.text):
        return Judgement("boilerplate", "speaks of the site, not of the news")
    if unit.text.count(" ") <= 3:
        return Judgement("navigation", "a few words outside the text")
    return Judgement("related", "a line of its own outside the text")


def _mark_head(units: Sequence[Unit], body: Sequence[bool], roles: list[Judgement], headline: int, start: int) -> None:
    """Bylines, dates, section and caption between the headline and the body have their roles."""
    for position in range(max(0, headline - 4), start):
        text = units[position].text
        if body[position] or position == headline or len(text) > 400:
            continue
        if position > headline and text == units[headline].text:
            roles[position] = Judgement("headline", "repeats the headline")
        elif cues.BY.match(text) or " by " in text and len(text) < 80:
            roles[position] = Judgement("byline", "names who wrote it")
        elif cues.DATE.search(text) and len(text) < 90:
            roles[position] = Judgement("dateline", "states a day")
        elif position > headline and (cues.CAPTION.search(text) or len(text) > 90):
            roles[position] = Judgement("caption", "describes a picture")
        elif re.match(r"in\s+[A-Z]\S*(\s\S+){0,3}$", text) and position > headline:
            roles[position] = Judgement("section", "names the section")


def _mark_tail(units: Sequence[Unit], body: Sequence[bool], roles: list[Judgement], start: int, stop: int) -> None:
    """Keywords below the body have their role."""
    for position in range(start, min(len(units), stop + 12)):
        if not body[position] and cues.KEYWORDS.match(units[position].text):
            roles[position] = Judgement("keywords", "lists keywords")
