"""Page dumps: every line of the text of a whole page is judged, and the lines become body and metadata of its article.

Called by `newsx.extraction`. What the lines say of the article is read by `newsx.page_dump.metadata`, apart from this face: a text
that is an article already needs nothing of it.

A page dump is what is left when somebody saves the text of a web page: menus, dates, related stories and, somewhere between
them, an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsx.page_dump.feature_cues import CAPTION
from newsx.page_dump.judgements import NEXT
from newsx.page_dump.labeller import Labeller, load_labeller
from newsx.page_dump.lines import Unit, clean, group_lines, is_sentence, split_lines
from newsx.page_dump.paragraphs import HEAD_ROLES, paragraphs
from newsx.page_dump.roles import judge_units
from newsx.records import Line
from newsx.vocabulary.scripts import letters_worth

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DumpVerdict", "body_probabilities", "is_caption", "is_headed", "judge", "label_lines", "paragraphs"]

# An article has at least so many characters of body: a teaser of an index page or the text of a cookie wall has fewer.
MIN_BODY = 250
# A text that is nothing but body may be shorter, down to one sentence.
MIN_ARTICLE = 100


# Shorter sentences are captions, prompts and headlines of other stories.
LEAST_PROSE = 60


@dataclass(frozen=True, slots=True)
class DumpVerdict:
    """What a text was judged to be as a whole, and why.

    "article": an article and nothing else, all of its lines are body. "page_dump": an article among the furniture of its page.
    "no_article": nothing in it is an article; `reason` is one sentence for people.
    """

    kind: Literal["article", "page_dump", "no_article"]
    reason: str


def label_lines(text: str, *, labeller: Labeller | None = None) -> list[Line]:
    """Judge every line of the text that shows anything, in order; a text that is an article already is body throughout.

    `labeller` takes the place of the one that comes with newsx. Raises ModelNotFoundError where that one is missing.
    """
    numbers, lines = split_lines(text)
    units = group_lines(numbers, lines)
    probabilities = (labeller or load_labeller())(units)
    scores = probabilities.body.tolist()
    return [
        Line(numbers[i], lines[i], judgement.role, score, judgement.reason)
        for unit, score, judgement in zip(units, scores, judge_units(units, probabilities), strict=True)
        for i in range(unit.start, unit.stop)
    ]


def judge(lines: Sequence[Line]) -> DumpVerdict:
    """Tell whether the judged lines of `label_lines` are an article, a page dump with one, or neither."""
    if not lines:
        return DumpVerdict("no_article", "the text is empty")
    body = [line for line in lines if line.role == "body"]
    if not body:
        return DumpVerdict("no_article", "no running text among the lines of the page")
    size = sum(letters_worth(line.text) for line in body)
    if len(body) == len(lines) or is_headed(lines):
        if size < MIN_ARTICLE and not any(is_sentence(line.text) for line in lines):
            return DumpVerdict("no_article", "the text is only a few words")
        return DumpVerdict("article", "the text is an article and nothing else")
    if size < MIN_BODY:
        return DumpVerdict("no_article", "the running text is too short for an article")
    return DumpVerdict("page_dump", f"{len(body)} of {len(lines)} lines are the article")


def is_caption(line: str) -> bool:
    """Return whether a line reads like the caption of a picture: it names a photographer, an agency, a side of the picture."""
    return CAPTION.search(line) is not None


def holds_several(lines: Sequence[Line]) -> bool:
    """Return whether judged lines are those of several articles one after another, of which the first is body."""
    return any(line.reason == NEXT.reason for line in lines)


def prose_left_out(lines: Sequence[Line]) -> int:
    """Return how many characters of sentences of some length stand among the judged lines and are no body."""
    return sum(
        len(line.text)
        for line in lines
        if line.role != "body" and len(line.text) >= LEAST_PROSE and is_sentence(line.text)
    )


def is_headed(lines: Sequence[Line]) -> bool:
    """Return whether all that stands beside the body is a head above it: headline, byline, day."""
    top = 0
    while top < len(lines) and lines[top].role in HEAD_ROLES:
        top += 1
    return top > 0 and all(line.role == "body" for line in lines[top:])


def body_probabilities(lines: Sequence[str]) -> list[float]:
    """Return the probability of each line of a page to be body text, from 0 to 1; one number a line, 0 for empty ones.

    For callers that have the lines of a page from elsewhere, such as from HTML.
    """
    shown = [(i, text) for i, line in enumerate(lines) if (text := clean(line))]
    units = [Unit(i, i + 1, text, 0, 0) for i, text in shown]
    probabilities = [0.0] * len(lines)
    for (i, _), probability in zip(shown, load_labeller()(units).body.tolist(), strict=True):
        probabilities[i] = probability
    return probabilities
