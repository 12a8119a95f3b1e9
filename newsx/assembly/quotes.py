"""Quotes of a record, from those of a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx import schema

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.assembly.body import Body, Named
    from newsx.records import Quote, Speaker, Words


def make_quotes(doc: Doc, body: Body, named: Named) -> list[schema.Quote]:
    """Return the quotes of the body; a speaker who is not kept in the record is none of the quote either."""
    quotes: tuple[Quote, ...] = doc._.quotes if doc.has_extension("quotes") else ()
    return [
        schema.Quote(
            start=quote.start - body.start,
            end=quote.end - body.start,
            text=quote.text,
            kind=quote.kind,
            cue=_words(quote.cue, body),
            source=_words(quote.source, body),
            speaker=_speaker(quote.speaker, named),
            confidence=quote.confidence,
            rule=quote.rule,
        )
        for quote in quotes or ()
    ]


def _words(words: Words | None, body: Body) -> schema.Words | None:
    return schema.Words(text=words.text, start=words.start - body.start, end=words.end - body.start) if words else None


def _speaker(speaker: Speaker | None, named: Named) -> schema.Speaker | None:
    if speaker is None or speaker.name not in (named.people if speaker.kind == "person" else named.organisations):
        return None
    return schema.Speaker(kind=speaker.kind, name=speaker.name, how=speaker.how)
