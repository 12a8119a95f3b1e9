"""Quotes of texts in which names are marked by hand, for the tests beside it."""

from __future__ import annotations

from typing import Any

from newsx.quotes import find
from newsx.records import EntityGroup, NameMention, Quote


def group(text: str, label: Any, *forms: str) -> EntityGroup:
    """An entity mentioned wherever one of its forms stands, longer ones first."""
    taken: set[int] = set()
    mentions = []
    for form in sorted(forms, key=len, reverse=True):
        start = text.find(form)
        while start >= 0:
            if taken.isdisjoint(range(start, start + len(form))):
                taken |= set(range(start, start + len(form)))
                mentions.append(NameMention(form, label, start))
            start = text.find(form, start + 1)
    return EntityGroup(label, forms[0], forms[1:], tuple(sorted(mentions, key=lambda mention: mention.start)))


def quotes(text: str, *people: str, organisations: tuple[str, ...] = (), **options: Any) -> list[Quote]:
    """The quotes of a text; people are named in full and by their last word too."""
    named = [group(text, "PERSON", name, *({name.split()[-1]} - {name})) for name in people]
    bodies = [group(text, "ORG", name) for name in organisations]
    named = [each for each in named if each.mentions]
    return find(text, named, [each for each in bodies if each.mentions], **options)
