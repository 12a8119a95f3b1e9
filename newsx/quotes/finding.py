"""Finds the quotes of an article with their speakers: `newsx.quotes.find`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsx.quotes.attribution import attribute
from newsx.quotes.confidence import SURE, confidence_of
from newsx.quotes.frames import frame_of
from newsx.quotes.retold import reports_of
from newsx.quotes.scene import Scene
from newsx.quotes.speakers import Speakers
from newsx.records import Quote, Speaker, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.quotes.attribution import Attributed
    from newsx.quotes.speakers import Answer
    from newsx.records import EntityGroup, QuoteKinds


def find(
    text: str,
    people: Sequence[EntityGroup],
    organisations: Sequence[EntityGroup],
    *,
    kinds: QuoteKinds = "direct",
    language: str | None = None,
) -> list[Quote]:
    """Return the quotes of a text in order, each with its speaker among these people and organisations where that is sure.

    `kinds` is "direct" for words in marks alone, "all" for reported speech as well. The time is linear in the length of the text.
    """
    if kinds == "none":
        return []
    scene = Scene(text, people, organisations, language or "en")
    speakers = Speakers(scene)
    found = [_quote(scene, speakers, said) for said in attribute(scene)]
    if kinds == "all":
        found += _indirect(scene)
        found.sort(key=lambda quote: (quote.start, quote.end))
    return found


def _indirect(scene: Scene) -> Iterator[Quote]:
    """Yield what is reported without marks."""
    speakers = Speakers(scene)
    for report in reports_of(scene, [frame_of(scene, marked) for marked in scene.marked]):
        frame = report.frame
        answer = speakers.of_frame(frame, None)
        confidence = confidence_of(frame.rule, answer)
        yield Quote(
            start=report.start,
            end=report.end,
            text=scene.text[report.start : report.end],
            kind="indirect",
            cue=_words(scene, frame.cue),
            source=_words(scene, frame.source),
            speaker=_speaker(speakers, answer) if answer and confidence >= SURE else None,
            confidence=confidence,
            rule=frame.rule,
        )


def _quote(scene: Scene, speakers: Speakers, said: Attributed) -> Quote:
    marked, frame = said.marked, said.frame
    return Quote(
        start=marked.start,
        end=marked.end,
        text=scene.text[marked.start : marked.end],
        kind=_kind(scene, said),
        cue=_words(scene, frame.cue if frame else None),
        source=_words(scene, frame.source if frame else None),
        speaker=_speaker(speakers, said.answer) if said.answer and said.confidence >= SURE else None,
        confidence=said.confidence,
        rule=said.rule,
    )


def _words(scene: Scene, span: tuple[int, int] | None) -> Words | None:
    return Words(scene.text[span[0] : span[1]], span[0], span[1]) if span else None


def _speaker(speakers: Speakers, answer: Answer) -> Speaker:
    kind: Literal["person", "organisation"] = "person" if answer.label == "PERSON" else "organisation"
    return Speaker(kind, speakers.group(answer).name, answer.how)


def _kind(scene: Scene, said: Attributed) -> Literal["direct", "mixed"]:
    """Return "direct" for whole sentences, "mixed" for words within a sentence of the reporter's."""
    text, marked = scene.text, said.marked
    first = next((c for c in text[marked.start : marked.end] if c.isalnum()), "")
    return "mixed" if first.islower() else "direct"
