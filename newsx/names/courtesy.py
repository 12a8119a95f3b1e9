"""Tells a family's members apart by how they are addressed: "Ms Halloran" is not the John Halloran named before.

Called before mentions are grouped; only where a family name is borne by a man and a woman in one article does it change anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.families import is_kin_of_another
from newsx.names.forms import person_form
from newsx.names.given import given_gender
from newsx.names.mending import word_before
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.names.given import Gender

_COURTESY: dict[str, Gender] = {
    **dict.fromkeys(("Mr", "Sir", "Herr", "Monsieur", "Señor"), "m"),
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Madam", "Madame", "Lady", "Dame", "Frau", "Señora"), "f"),
}
# Words of kin right before a name, with or without a comma: "Her husband, Kojo Mensah".
_KIN = lazy_pattern(
    r"\b(?:(husband|father|son|brother|uncle|nephew|grandfather|grandson|stepfather|stepson|widower|fiancé)|"
    r"(wife|mother|daughter|sister|aunt|niece|grandmother|granddaughter|stepmother|stepdaughter|widow|fiancée))"
    r"(?:-in-law)?,?\s$"
)
_KIN_REACH = 24
_PRONOUN = lazy_pattern(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
# A pronoun that is or owns the object of a name's verb may be another's: "Mr Nair demanded her resignation".
_OBJECT = lazy_pattern(r"\s(?!and\b|with\b)[a-z]+\s(?:his|her|him)", re.IGNORECASE)
# A pronoun within so many characters behind a full name, before anybody else is named, is that person's.
_NEAR = 150


def tell_apart(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the mentions for grouping: those of families that have men and women in the text carry "Mr" or "Ms"."""
    families: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        form = person_form(mention.text) if mention.label == "PERSON" else None
        if form and form.tokens and not form.burmese:
            families[form.family].append(i)
    shown = list(mentions)
    for places in families.values():
        genders = _genders(text, mentions, places) if len(places) > 1 else {}
        if len(set(genders.values())) == 2:
            for i, gender in genders.items():
                mention = mentions[i]
                shown[i] = NameMention(
                    f"{'Mr' if gender == 'm' else 'Ms'} {mention.text}", mention.label, mention.start
                )
    return shown


def brought_in(text: str, mentions: Sequence[NameMention]) -> frozenset[int]:
    """Return the numbers of the full names that are brought in as kin of others with the same family name.

    The family name alone then means the other one: "Rafiq Chowdhury … his wife, the novelist Shirin Chowdhury … Chowdhury was arrested".
    """
    families: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.label == "PERSON" and " " in mention.text:
            families[mention.text.rpartition(" ")[2]].append(i)
    shared = [places for places in families.values() if len({mentions[i].text for i in places}) > 1]
    return frozenset(i for places in shared for i in places if is_kin_of_another(text, mentions[i].start))


def _genders(text: str, mentions: Sequence[NameMention], places: list[int]) -> dict[int, Gender]:
    """Return what the text says of each of a family's mentions: by its courtesy title, a given name or the pronoun behind it."""
    found: dict[int, Gender] = {}
    by_name: dict[str, Gender] = {}
    if not any(_courtesy(text, mentions[i]) for i in places):
        return {}
    for i in places:
        mention = mentions[i]
        full = " " in mention.text
        gender = _courtesy(text, mention) or (by_name.get(mention.text) if full else None)
        if gender is None and full:
            end = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
            gender = (
                given_gender(mention.text)
                or _by_kin(text, mention.start)
                or _by_pronoun(text, mention.end, min(end, mention.end + _NEAR))
            )
        if gender is not None:
            found[i] = gender
            if full:
                by_name[mention.text] = gender
    return found


def _courtesy(text: str, mention: NameMention) -> Gender | None:
    return _COURTESY.get(word_before(text, mention.start))


def _by_kin(text: str, start: int) -> Gender | None:
    match = _KIN.search(text[max(0, start - _KIN_REACH) : start])
    return ("m" if match.group(1) else "f") if match else None


def _by_pronoun(text: str, start: int, end: int) -> Gender | None:
    match = _PRONOUN.search(text, start, end)
    if match is None or _OBJECT.fullmatch(text, start, match.end()):
        return None
    return "m" if match.group(1) else "f"
