"""The component `newsx_names`: joins the mentions of a Doc to one entity per person, place and organisation, and relates them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of
from newsx.components.place_spans import mend_place_spans
from newsx.records import NameMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from newsx.records import Context, EntityGroup, Relation


class NamesComponent:
    """Sets `doc._.entities` and `doc._.relations` from `doc.ents` and the Context of the Doc.

    The first is a tuple of `EntityGroup` in order of first mention, the second one of `Relation` in order of its words.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set entities and relations and return the Doc; mentions before the body count as evidence and stay out of it."""
        context = context_of(doc)
        joined = mend_place_spans(doc)
        entities, relations = _read(doc, context)
        text = text_of(doc)
        full = [_named_in_full(text, group, joined) for group in entities]
        renamed = {old.name: new.name for old, new in zip(entities, full, strict=True) if old.name != new.name}
        doc._.entities = tuple(_with_places(group, renamed) for group in full) if renamed else tuple(full)
        doc._.relations = tuple(replace(each, place=renamed.get(each.place or "", each.place)) for each in relations)
        return doc


def _with_places(group: EntityGroup, renamed: dict[str, str]) -> EntityGroup:
    """Return an entity whose roles name places as the record does."""
    if not any(role.place in renamed for role in group.roles):
        return group
    return replace(
        group, roles=tuple(replace(role, place=renamed.get(role.place or "", role.place)) for role in group.roles)
    )


def _named_in_full(text: str, group: EntityGroup, joined: dict[int, str]) -> EntityGroup:
    """Return a place under the fullest form that the article gives its name: "Troy, N.C." where it stands so.

    An ending in 's that belongs to the name ("St. John's") is in its mentions.
    """
    from newsx.places.spans import complete_in_s

    if group.label != "PLACE":
        return group
    ends = [complete_in_s(text, mention.start, mention.end) for mention in group.mentions]
    pairs = zip(group.mentions, ends, strict=True)
    mentions = tuple(m if end == m.end else replace(m, text=text[m.start : end]) for m, end in pairs)
    renamed = {m.text: longer.text for m, longer in zip(group.mentions, mentions, strict=True)}
    name = renamed.get(group.name, group.name)
    full = next((joined[m.start] for m in mentions if m.start in joined), name)
    town, *rest = full.partition(",")
    if town.casefold() == name.casefold():
        full = name + "".join(rest)  # a dateline writes "LOME, Togo", the article "Lome"
    if full.count(" ") > name.count(" "):
        name = full
    if name == group.name and mentions == group.mentions:
        return group
    forms = dict.fromkeys(mention.text for mention in mentions)
    return replace(group, name=name, aliases=tuple(form for form in forms if form != name), mentions=mentions)


def _read(doc: Doc, context: Context) -> tuple[tuple[EntityGroup, ...], tuple[Relation, ...]]:
    from newsx.names.entities import read_names
    from newsx.places import spot_landmarks

    text = text_of(doc)
    mentions = [_mention(ent, text, context.publisher) for ent in doc.ents]
    spotted = spot_landmarks(text)
    marked = {place for mention in mentions for place in range(mention.start, mention.end)} if spotted else set()
    mentions += [name for name in spotted if marked.isdisjoint(range(name.start, name.end))]
    return read_names(text, mentions, body_start=context.body_start, related=context.language in {None, "en"})


def _mention(ent: Span, text: str, publisher: str | None) -> NameMention:
    start = ent.start_char
    words = text[start : ent.end_char]
    return NameMention(words, _label(words, ent.label_, publisher), start)


def _label(words: str, label: str, publisher: str | None) -> str:
    """Return the label of an entity; whoever published the article is an organisation ("Gulf Ledger"), whatever the name may look like.

    Names of one word are left to the tagger: a paper may be called after a city or a river.
    """
    if publisher and " " in publisher and words.casefold() == publisher.casefold() and label != "DATE":
        return "ORG"
    return label
