"""Mends the spans of places right after tagging, for every tagger alike; the component of names calls it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.util import filter_spans

from newsx.components.context import text_of
from newsx.lazy import lazy_pattern
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

Spans = tuple["Span", ...]
PLACE = "PLACE"
PERSON = "PERSON"
ORG = "ORG"
# Between a town and the river or the land in its name: "Rothenburg ob der Tauber".
_ON_A_RIVER = lazy_pattern(r" (?:ob der|an der|am|im|upon|on|sur|sous) ")


def mend_place_spans(doc: Doc) -> dict[int, str]:
    """Split and complete the PLACE entities of the Doc; return the words of those that were split, by where they start.

    "Siena, Italy" becomes two entities. Each part has the confidence of the entity it was cut from.
    """
    found = tuple(doc.ents)  # spaCy makes the entities anew each time it is asked for them
    ents = _relabel_towns(doc, _relabel_towns_on_rivers(doc, found))
    mended, joined = _mend(doc, ents)
    # A name that is whole now may tell of a person that it is a place: "ST. GEORGE'S" of "St. George".
    if mended is not ents and (again := _relabel_towns(doc, mended)) is not mended:
        mended, further = _mend(doc, again)
        joined |= further
    if mended is not found:
        doc.ents = mended
    return dict(_before_states(doc, mended)) | joined


def _relabel_towns_on_rivers(doc: Doc, ents: Spans) -> Spans:
    """Return the entities with the label of places for organisations that are the first part of a town's name, with the confidence they had."""
    text = text_of(doc)
    towns = {
        first.start
        for first, second in pairwise(ents)
        if first.label_ == ORG
        and second.label_ == PLACE
        and _ON_A_RIVER.fullmatch(text, first.end_char, second.start_char)
    }
    return _as_places(doc, ents, [ent for ent in ents if ent.start in towns])


def _as_places(doc: Doc, ents: Spans, towns: list[Span]) -> Spans:
    """Return the entities with the label of places for the `towns` among them; the same tuple when there are none."""
    if not towns:
        return ents
    made = [_cut(doc, (ent.start_char, ent.end_char), [ent]) if ent in towns else ent for ent in ents]
    return tuple(span for span in made if span is not None)


def _before_states(doc: Doc, ents: Spans) -> Iterator[tuple[int, str]]:
    """Yield the start and the words of places that stand before their state, whether or not both were marked as one: "Portland, Maine"."""
    from newsx.places import is_state

    text = text_of(doc)
    for first, second in pairwise(ent for ent in ents if ent.label_ == PLACE):
        if text[first.end_char : second.start_char] == ", " and is_state(second.text) and not is_state(first.text):
            yield first.start_char, text[first.start_char : second.end_char]


def _mend(doc: Doc, ents: Spans) -> tuple[Spans, dict[int, str]]:
    """Split and complete the PLACE entities; return all, the same tuple when nothing changed, and the words of those that were split, by their start."""
    from newsx.places.spans import mend_spans

    places = [ent for ent in ents if ent.label_ == PLACE]
    if not places:
        return ents, {}
    before = [(ent.start_char, ent.end_char) for ent in places]
    others = [(ent.start_char, ent.end_char) for ent in ents if ent.label_ != PLACE]
    text = text_of(doc)
    after = mend_spans(text, before, others=others)
    if after == before:
        return ents, {}
    kept = {(ent.start_char, ent.end_char): ent for ent in places}
    made = [kept.get(span) or _cut(doc, span, places) for span in after]
    mended = filter_spans([*(ent for ent in ents if ent.label_ != PLACE), *(span for span in made if span)])
    return tuple(mended), dict(_joined(text, before, after))


def _joined(text: str, before: list[tuple[int, int]], after: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield the start and the words of each span that was split at a comma, with what stands behind its commas and no more."""
    ends = {start: index for index, (start, _) in enumerate(after)}
    for start, end in before:
        index = ends.get(start)
        if index is None or (start, end) in set(after) or index + 1 == len(after):
            continue
        low = after[index][1]
        for following, high in after[index + 1 :]:
            if high > end or "," not in text[low:following]:
                break
            low = high
        if low > after[index][1]:
            yield start, text[start:low]


def _relabel_towns(doc: Doc, ents: Spans) -> Spans:
    """Return the entities with the label of places for people that are towns, with the confidence they had; the same tuple when there are none."""
    from newsx.places.towns import find_towns

    people = [ent for ent in ents if ent.label_ == PERSON]
    if not people:
        return ents
    text = text_of(doc)
    towns = find_towns(
        text, [_mention(text, ent) for ent in people], [_mention(text, ent) for ent in ents if ent.label_ == PLACE]
    )
    return _as_places(doc, ents, [ent for ent in people if ent.text in towns] if towns else [])


def _mention(text: str, ent: Span) -> NameMention:
    return NameMention(text[ent.start_char : ent.end_char], ent.label_, ent.start_char)


def _cut(doc: Doc, span: tuple[int, int], places: list[Span]) -> Span | None:
    """Return the span of tokens for a part of an entity, with its confidence."""
    part = doc.char_span(*span, label=PLACE, alignment_mode="contract")
    source = next((ent for ent in places if ent.start_char < span[1] and span[0] < ent.end_char), None)
    if part is not None and source is not None and source.has_extension("confidence"):
        part._.confidence = source._.confidence
    return part
