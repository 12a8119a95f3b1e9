"""The component `newsx_quotes`: finds the quotes of an article and who says them, behind the component that joins names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.records import EntityGroup, Quote, Words


class QuotesComponent:
    """Sets `doc._.quotes`, a tuple of `newsx.records.Quote` in order of the text, from the Context and `doc._.entities`.

    Quotes are those of the body: what stands in headline and caption is evidence. Without `doc._.entities` quotes have sources
    and no speakers.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.quotes` and return the Doc."""
        context = context_of(doc)
        if context.quotes == "none":
            return doc
        from newsx.quotes import find

        start = context.body_start
        entities = [_shifted(group, -start) for group in _entities(doc)]
        people = [group for group in entities if group.label == "PERSON"]
        organisations = [group for group in entities if group.label == "ORG"]
        found = find(
            text_of(doc)[start:], people, organisations, kinds=context.quotes, language=context.language or doc.lang_
        )
        doc._.quotes = tuple(_at(quote, start) for quote in found)
        return doc


def _entities(doc: Doc) -> tuple[EntityGroup, ...]:
    return tuple(doc._.entities or ()) if doc.has_extension("entities") else ()


def _shifted(group: EntityGroup, by: int) -> EntityGroup:
    """Return an entity with its mentions and roles at their offsets in the body; those before it are left out."""
    if not by:
        return group
    return replace(
        group,
        mentions=tuple(replace(m, start=m.start + by) for m in group.mentions if m.start + by >= 0),
        roles=tuple(replace(r, start=r.start + by, end=r.end + by) for r in group.roles if r.start + by >= 0),
    )


def _at(quote: Quote, start: int) -> Quote:
    """Return a quote of the body at its offsets in the Doc."""
    if not start:
        return quote
    return replace(
        quote,
        start=quote.start + start,
        end=quote.end + start,
        cue=_words_at(quote.cue, start),
        source=_words_at(quote.source, start),
    )


def _words_at(words: Words | None, start: int) -> Words | None:
    return replace(words, start=words.start + start, end=words.end + start) if words else None
