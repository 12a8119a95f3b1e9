"""The text of a whole page, cleaned: every line judged as body or as one of the things around it.

A page dump is what is left when somebody saves the text of a web page: menus, dates, related stories and, somewhere between
them, an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsx.page_dump.lines import Unit, clean, group_lines, split_lines
from newsx.page_dump.paragraphs import paragraphs
from newsx.page_dump.roles import BODY_THRESHOLD, Judgement, assign_roles
from newsx.page_dump.run_of_prose import is_prose, prose_scores
from newsx.records import Line

__all__ = ["DumpVerdict", "body_probabilities", "judge", "label_lines", "paragraphs"]

# An article has at least so many characters of body: a teaser of an index page or the text of a cookie wall has fewer.
MIN_BODY = 250
# A text of which at least this share of characters is prose, with hardly a line of anything else, is an article as it stands.
CLEAN_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class DumpVerdict:
    """What a text was judged to be as a whole, and why.

    "article": an article and nothing else, all of its lines are body. "page_dump": an article among the furniture of its page.
    "no_article": nothing in it is an article; `reason` is one sentence for people.
    """

    kind: Literal["article", "page_dump", "no_article"]
    reason: str


def label_lines(text: str) -> list[Line]:
    """Every line of the text that shows anything is judged, in order; a text that is an article already is body throughout."""
    numbers, lines = split_lines(text)
    units = group_lines(numbers, lines)
    scores = _scores(units)
    if _is_clean(units, scores):
        judged = [Judgement("body", "the text is an article and nothing else")] * len(units)
    else:
        judged = assign_roles(units, scores)
    return [
        Line(numbers[i], lines[i], judgement.role, score, judgement.reason)
        for unit, score, judgement in zip(units, scores, judged, strict=True)
        for i in range(unit.start, unit.stop)
    ]


def judge(lines: Sequence[Line]) -> DumpVerdict:
    """The judged lines of `label_lines` are called an article, a page dump with one, or neither."""
    if not lines:
        return DumpVerdict("no_article", "the text is empty")
    body = [line for line in lines if line.role == "body"]
    if not body:
        return DumpVerdict("no_article", "no running text among the lines of the page")
    if len(body) == len(lines):
        return DumpVerdict("article", "the text is an article and nothing else")
    if sum(len(line.text) for line in body) < MIN_BODY:
        return DumpVerdict("no_article", "the running text is too short for an article")
    return DumpVerdict("page_dump", f"{len(body)} of {len(lines)} lines are the article")


def body_probabilities(lines: Sequence[str]) -> list[float]:
    """The probability of each line of a page to be body text, from 0 to 1; one number a line, empty lines included.

    For callers that have the lines of a page from elsewhere, such as from HTML.
    """
    units = [Unit(i, i + 1, clean(line), 0, 0) for i, line in enumerate(lines)]
    return _scores(units)


def _scores(units: Sequence[Unit]) -> list[float]:
    return prose_scores(units)


def _is_clean(units: Sequence[Unit], scores: Sequence[float]) -> bool:
    """Whether the units are an article and nothing else."""
    whole = sum(len(unit.text) for unit in units)
    prose = sum(len(unit.text) for unit, score in zip(units, scores, strict=True) if score >= BODY_THRESHOLD or is_prose(unit.text))
    return whole > 0 and prose >= CLEAN_SHARE * whole
