"""The component `newsx_names`: joins the mentions of a Doc to one entity per person, place and organisation, and relates them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of
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
        doc._.entities, doc._.relations = _read(doc, context)
        return doc


def _read(doc: Doc, context: Context) -> tuple[tuple[EntityGroup, ...], tuple[Relation, ...]]:
    from newsx.names.entities import read_names
    from newsx.places import spot_landmarks

    text = text_of(doc)
    mentions = [_mention(ent, text, context.publisher) for ent in doc.ents]
    spotted = spot_landmarks(text)
    marked = {place for mention in mentions for place in range(mention.start, mention.end)} if spotted else set()
    mentions += [name for name in spotted if marked.isdisjoint(range(name.start, name.end))]
    return read_names(text, mentions, body_start=context.body_start)


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
