"""Lays beside a quote what the model has found to be its source, for quotes of which the rules are not sure.

`attribution` calls it. The model is English and loaded when the first English text with quotes is read.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from newsx.quotes.frames import Frame
from newsx.quotes.marks import Paragraph
from newsx.quotes.spans.joining import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.quotes.marks import Marked
    from newsx.quotes.scene import Scene
    from newsx.quotes.spans.labeller import Span
    from newsx.quotes.speakers import Answer

# A source is taken for a quote whose rule has none, or no answer, and for one whose rule says somebody else. Scores as measured on
# months the model was not trained on: of eight open quotes heard so eight were right, of two others two.
SURE: Final = 0.65
SURE_OF_ANOTHER: Final = 0.8
# Rules whose answer another one, surely heard, goes over.
_WEAK: Final = frozenset(
    (
        "same_paragraph_others",
        "paragraph_above",
        "paragraph_above_others",
        "call_introduces",
        "told_above",
    )
)
# Rules that name a source which is nobody's of the record: what is heard besides is not listened to.
_SETTLED: Final = frozenset(
    (
        "name_verb",
        "name_aside_verb",
        "say_introduces",
        "say_before",
        "turn",
        "reported",
        "tail",
        "verb_alone",
        "say_far_before",
        "say_before_another",
    )
)


def needs_hearing(rule: str, answer: Answer | None) -> bool:
    """Whether the model is asked about a quote: the rules have found nobody, or are not sure of the answer."""
    if answer is None:
        return rule not in _SETTLED
    return rule in _WEAK or (rule == "say_introduces" and answer.label == "ORG")


def hear(scene: Scene, frames: Sequence[Frame | None], paragraphs: Sequence[int] | None = None) -> Heard:
    """Return what the model finds in a text, or in its paragraphs with these numbers (in order); nothing where it is not English."""
    if scene.language != "en":
        return Heard([])
    from newsx.quotes.spans.labeller import load_labeller

    chosen = None if paragraphs is None else list(_with_last_sentences(scene, paragraphs))
    return Heard(load_labeller().find(scene, frames, chosen))


def _with_last_sentences(scene: Scene, numbers: Sequence[int]) -> Iterator[Paragraph]:
    """Yield paragraphs and the last sentence of the one before each, on which their labels hang."""
    for place, number in enumerate(numbers):
        if number and (not place or numbers[place - 1] != number - 1):
            before = scene.paragraphs[number - 1]
            yield Paragraph(scene.sentence_start(before.end - 1, before.start), before.end)
        yield scene.paragraphs[number]


class Heard:
    """What is said in a text by the model: its parts, and what they are joined to, in order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.told = join(spans)
        self._starts = [each.content.start for each in self.told]

    def source_of(self, marked: Marked, *, least: float) -> Frame | None:
        """Return the source (and the cue) of the content that holds most of a quote, where it scores `least` and stands outside of the quote."""
        at = bisect_right(self._starts, marked.left) - 1
        half = (marked.right - marked.left) / 2
        for told in self.told[max(0, at) : at + 3]:
            content = told.content
            if min(content.end, marked.right) - max(content.start, marked.left) > half and told.source is not None:
                if told.source.score < least or marked.left <= told.source.start < marked.right:
                    return None
                cue = (told.cue.start, told.cue.end) if told.cue else None
                return Frame("heard", (told.source.start, told.source.end), cue)
        return None
