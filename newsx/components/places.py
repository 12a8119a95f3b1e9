"""The component `newsx_places`: puts the places of an article on the map and finds the countries it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of
from newsx.records import EntityGroup, NameMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from newsx.places import Resolved

PLACE = "PLACE"
DEMONYM = "NORP"


class PlacesComponent:
    """Sets `doc._.places` (index of the group in `doc._.entities` → Resolved) and `doc._.focus` (tuple of Focus).

    Groups that are unknown, or that are nothing but adjectives and demonyms, have no entry. Without `doc._.entities` each
    entity of `doc.ents` labelled PLACE is a group of its own, in order.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the places of its PLACE groups and its countries of focus."""
        from newsx.places import focus, resolve

        context = context_of(doc)
        groups = place_groups(doc)
        mentions = [mention for _, group in groups for mention in group.mentions]
        nationalities = [NameMention(ent.text, DEMONYM, ent.start_char) for ent in doc.ents if ent.label_ == DEMONYM]
        text = text_of(doc)
        found = resolve([*mentions, *nationalities], text=text, country=context.country)
        doc._.places = dict(_places_of(groups, found))
        doc._.focus = tuple(focus(found[: len(mentions)], text=text, mentions=mentions))
        return doc


def place_groups(doc: Doc) -> list[tuple[int, EntityGroup]]:
    """Return the PLACE groups of the Doc with their indexes among all its groups."""
    entities = doc._.entities if doc.has_extension("entities") else None
    if entities is None:
        places = [ent for ent in doc.ents if ent.label_ == PLACE]
        mentions = [NameMention(ent.text, PLACE, ent.start_char) for ent in places]
        entities = [EntityGroup("PLACE", mention.text, (), (mention,)) for mention in mentions]
    return [(i, group) for i, group in enumerate(entities) if group.label == PLACE]


def _places_of(groups: list[tuple[int, EntityGroup]], found: list[Resolved | None]) -> Iterator[tuple[int, Resolved]]:
    """Yield each group with the place most of its mentions mean; the surest answer where none leads."""
    from newsx.places.candidates import demonym_country
    from newsx.places.forms import key_of

    at = 0
    for index, group in groups:
        answers = [place for place in found[at : at + len(group.mentions)] if place]
        at += len(group.mentions)
        if not answers:
            continue
        best = max(answers, key=lambda place: (answers.count(place), place.confidence))
        # "Kachin" is a people and a state, "Russian" is not "Russia".
        adjectives = all(
            demonym_country(mention.text) and key_of(mention.text) != key_of(best.name) for mention in group.mentions
        )
        if not adjectives:
            yield index, best
