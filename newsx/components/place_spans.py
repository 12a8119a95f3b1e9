"""Mends the spans of places right after tagging, for every tagger alike; the component of names calls it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.util import filter_spans

from newsx.components.context import text_of
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

PLACE = "PLACE"
PERSON = "PERSON"
ORG = "ORG"
# Between a town and the river or the land in its name: "Rothenburg ob der Tauber".
_ON_A_RIVER = re.compile(r" (?:ob der|an der|am|im|upon|on|sur|sous) ")


def mend_place_spans(doc: Doc) -> dict[int, str]:
    """Split and complete the PLACE entities of the Doc; return the words of those that were split, by where they start.

    "Siena, Italy" becomes two entities. Each part has the confidence of the entity it was cut from.
    """
    _relabel_towns_on_rivers(doc)
    _relabel_towns(doc)
    before = doc.ents
    joined = _mend(doc)
    # A name that is whole now may tell of a person that it is a place: "ST. GEORGE'S" of "St. George".
    if doc.ents != before and _relabel_towns(doc):
        joined |= _mend(doc)
    return dict(_before_states(doc)) | joined


def _relabel_towns_on_rivers(doc: Doc) -> None:
    """Give the label of places to organisations that are the first part of a town's name, with the confidence they had."""
    text = text_of(doc)
    towns = {
        first.start
        for first, second in pairwise(doc.ents)
        if first.label_ == ORG
        and second.label_ == PLACE
        and _ON_A_RIVER.fullmatch(text, first.end_char, second.start_char)
    }
    if towns:
        made = [_cut(doc, (ent.start_char, ent.end_char), [ent]) if ent.start in towns else ent for ent in doc.ents]
        doc.ents = tuple(span for span in made if span is not None)


def _before_states(doc: Doc) -> Iterator[tuple[int, str]]:
    """Yield the start and the words of places that stand before their state, whether or not both were marked as one: "Portland, Maine"."""
    from newsx.places import is_state

    text = text_of(doc)
    for first, second in pairwise(ent for ent in doc.ents if ent.label_ == PLACE):
        if text[first.end_char : second.start_char] == ", " and is_state(second.text) and not is_state(first.text):
            yield first.start_char, text[first.start_char : second.end_char]


def _mend(doc: Doc) -> dict[int, str]:
    """Split and complete the PLACE entities; return the words of those that were split, by where they start."""
    from newsx.places.spans import mend_spans

    places = [ent for ent in doc.ents if ent.label_ == PLACE]
    if not places:
        return {}
    before = [(ent.start_char, ent.end_char) for ent in places]
    others = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ != PLACE]
    text = text_of(doc)
    after = mend_spans(text, before, others=others)
    if after == before:
        return {}
    kept = {(ent.start_char, ent.end_char): ent for ent in places}
    made = [kept.get(span) or _cut(doc, span, places) for span in after]
    doc.ents = filter_spans([*(ent for ent in doc.ents if ent.label_ != PLACE), *(span for span in made if span)])
    return dict(_joined(text, before, after))


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


def _relabel_towns(doc: Doc) -> bool:
    """Give the label of places to people that are towns, with the confidence they had; tell whether there were any."""
    from newsx.places.towns import find_towns

    people = [NameMention(ent.text, PERSON, ent.start_char) for ent in doc.ents if ent.label_ == PERSON]
    places = [NameMention(ent.text, PLACE, ent.start_char) for ent in doc.ents if ent.label_ == PLACE]
    towns = find_towns(text_of(doc), people, places) if people else set()
    if towns:
        ents = doc.ents
        made = [
            _cut(doc, (ent.start_char, ent.end_char), [ent]) if ent.label_ == PERSON and ent.text in towns else ent
            for ent in ents
        ]
        doc.ents = tuple(span for span in made if span is not None)
    return bool(towns)


def _cut(doc: Doc, span: tuple[int, int], places: list[Span]) -> Span | None:
    """Return the span of tokens for a part of an entity, with its confidence."""
    part = doc.char_span(*span, label=PLACE, alignment_mode="contract")
    source = next((ent for ent in places if ent.start_char < span[1] and span[0] < ent.end_char), None)
    if part is not None and source is not None and source.has_extension("confidence"):
        part._.confidence = source._.confidence
    return part
