"""The component `newsx_places`: puts the places of an article on the map and finds the countries it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
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

    Groups that are unknown, or that are nothing but adjectives and demonyms, have no entry. A group whose mentions mean
    different places ("Washington, D.C.", "Washington state") becomes one for each. Without `doc._.entities` each entity of
    `doc.ents` labelled PLACE is a group of its own, in order.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the places of its PLACE groups and its countries of focus."""
        from newsx.places import focus, resolve

        context = context_of(doc)
        groups = list(_groups(doc))
        mentions = [mention for group in groups if group.label == PLACE for mention in group.mentions]
        nationalities = [NameMention(ent.text, DEMONYM, ent.start_char) for ent in doc.ents if ent.label_ == DEMONYM]
        text = text_of(doc)
        if context.language not in {None, "en"}:
            mentions = [_in_english(mention) for mention in mentions]
        found = resolve([*mentions, *nationalities], text=text, country=context.country)[: len(mentions)]
        parts = list(_split_groups(groups, found))
        if doc.has_extension("entities") and len(parts) > len(groups):
            doc._.entities = tuple(group for group, _ in parts)
        doc._.places = dict(_places_of(parts))
        doc._.focus = tuple(focus(found, text=text, mentions=mentions, country=context.country))
        return doc


def _in_english(mention: NameMention) -> NameMention:
    """Return a mention under the English name of its country where another language calls it otherwise ("Alemania")."""
    from newsx.places import country_in_words

    name = country_in_words(mention.text)
    return mention if name is None else replace(mention, text=name)


def _groups(doc: Doc) -> Iterator[EntityGroup]:
    """Yield all groups of the Doc; without them a group for each PLACE entity."""
    entities = doc._.entities if doc.has_extension("entities") else None
    if entities is not None:
        yield from entities
        return
    for ent in doc.ents:
        if ent.label_ == PLACE:
            mention = NameMention(ent.text, PLACE, ent.start_char)
            yield EntityGroup("PLACE", mention.text, (), (mention,))


def _split_groups(
    groups: list[EntityGroup], found: list[Resolved | None]
) -> Iterator[tuple[EntityGroup, list[Resolved | None]]]:
    """Yield each group with the places of its mentions, one for each country and kind of place that they mean."""
    at = 0
    for group in groups:
        if group.label != PLACE:
            yield group, []
            continue
        answers = found[at : at + len(group.mentions)]
        at += len(group.mentions)
        senses = Counter(_sense(place) for place in answers if place and place.located == "gazetteer")
        if len(senses) < 2:
            yield group, answers
            continue
        main = max(senses, key=lambda sense: senses[sense])
        members: dict[tuple[str | None, str], list[int]] = {}
        for i, place in enumerate(answers):
            sense = _sense(place) if place and place.located == "gazetteer" else main
            members.setdefault(sense, []).append(i)
        for own in members.values():
            yield _part(group, own), [answers[i] for i in own]


def _sense(place: Resolved) -> tuple[str | None, str]:
    return place.country_code, place.kind


def _part(group: EntityGroup, own: list[int]) -> EntityGroup:
    """Return the group of some mentions of a group, under its name where one of them has it."""
    mentions = tuple(group.mentions[i] for i in own)
    forms = dict.fromkeys(mention.text for mention in mentions)
    # "Washington, D.C." is no mention, it was split in two; "Ohio River" is one, and not the name of Ohio.
    joined = all(mention.text != group.name for mention in group.mentions)
    keeps = group.name in forms or (joined and any(group.name.startswith(form) for form in forms))
    name = group.name if keeps else max(forms, key=len)
    return replace(group, name=name, aliases=tuple(form for form in forms if form != name), mentions=mentions)


def _places_of(groups: list[tuple[EntityGroup, list[Resolved | None]]]) -> Iterator[tuple[int, Resolved]]:
    """Yield each group's index with the place most of its mentions mean; the surest answer where none leads."""
    from newsx.places.candidates import demonym_country
    from newsx.places.forms import key_of

    names = {
        key_of(mention.text): group.name for group, _ in groups for mention in group.mentions if group.label == PLACE
    }
    for index, (group, answers) in enumerate(groups):
        known = [place for place in answers if place]
        if not known:
            continue
        times = Counter(known)
        best = max(times, key=lambda place: (times[place], place.confidence))
        # "Kachin" is a people and a state, "Russian" is not "Russia".
        adjectives = all(
            demonym_country(mention.text) and key_of(mention.text) != key_of(best.name) for mention in group.mentions
        )
        if not adjectives:
            within = next((place.within for place in known if place.within), None)
            whole = names.get(key_of(within), within) if within else None
            yield index, replace(best, within=whole if whole != group.name else None)
