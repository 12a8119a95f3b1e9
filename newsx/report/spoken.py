"""Quotes whose speaker is an entry of the record, for the page and the terminal: where each begins and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.report.marks import Kind
    from newsx.schema import Article


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote and its speaker: `place` is where its opening mark stands, `entry` counts the entries of the speaker's kind."""

    place: int
    number: int
    kind: Kind
    entry: int
    name: str


def spoken_quotes(article: Article) -> list[Spoken]:
    """Return the quotes of an article that have a speaker, in order."""
    people = {person.name: entry for entry, person in reversed(list(enumerate(article.people)))}
    bodies = {body.name: entry for entry, body in reversed(list(enumerate(article.organisations)))}
    found = []
    for number, quote in enumerate(article.quotes):
        if quote.speaker is None:
            continue
        kind: Kind = "person" if quote.speaker.kind == "person" else "organisation"
        entry = (people if kind == "person" else bodies).get(quote.speaker.name)
        if entry is not None:
            place = quote.start - 1 if article.text[quote.start - 1 : quote.start].strip() else quote.start
            found.append(Spoken(place, number, kind, entry, quote.speaker.name))
    return found
