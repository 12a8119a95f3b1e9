"""Joins the parts that the model has found to what is said: each content with its cue and its source. `finding` calls it."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.quotes.spans.labeller import Span


class Told(NamedTuple):
    """What is said, by the model: the content with the cue and the source of its sentence, where there are any."""

    content: Span
    cue: Span | None
    source: Span | None


def join(spans: Sequence[Span]) -> list[Told]:
    """Return the contents in order; a cue is the nearest of its sentence, a source the nearest to that cue, else to the content."""
    by_sentence: dict[int, dict[str, list[Span]]] = {}
    for span in spans:
        by_sentence.setdefault(span.sentence, {"source": [], "cue": [], "content": []})[span.part].append(span)
    return [
        _told(content, parts["cue"], parts["source"]) for parts in by_sentence.values() for content in parts["content"]
    ]


def _told(content: Span, cues: list[Span], sources: list[Span]) -> Told:
    cue = _nearest(content, cues)
    return Told(content, cue, _nearest(cue or content, sources))


def _nearest(span: Span, others: list[Span]) -> Span | None:
    """Return the nearest of others in order, which share no word with it: the one before it or the one behind."""
    at = bisect_left(others, span.first, key=attrgetter("first"))
    others = others[max(0, at - 1) : at + 1]
    return min(others, key=lambda other: max(other.first - span.last, span.first - other.last), default=None)
