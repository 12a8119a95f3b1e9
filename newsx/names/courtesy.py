"""Tells a family's members apart by how they are addressed: "Ms Halloran" is not the John Halloran named before.

Called before mentions are grouped; only where a family name is borne by a man and a woman in one article does it change anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from newsx.names.forms import person_form
from newsx.names.mending import word_before
from newsx.names.tables import word_set
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

Gender = Literal["m", "f"]

_COURTESY: dict[str, Gender] = {
    **dict.fromkeys(("Mr", "Sir", "Herr", "Monsieur", "Señor"), "m"),
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Madam", "Madame", "Lady", "Dame", "Frau", "Señora"), "f"),
}
# Words of kin right before a name, with or without a comma: "Her husband, Kojo Mensah".
_KIN = re.compile(
    r"\b(?:(husband|father|son|brother|uncle|nephew|grandfather|grandson|stepfather|stepson|widower|fiancé)|"
    r"(wife|mother|daughter|sister|aunt|niece|grandmother|granddaughter|stepmother|stepdaughter|widow|fiancée))"
    r"(?:-in-law)?,?\s$"
)
_KIN_REACH = 24
_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
# A pronoun that is or owns the object of a name's verb may be another's: "Mr Nair demanded her resignation".
_OBJECT = re.compile(r"\s(?!and\b|with\b)[a-z]+\s(?:his|her|him)", re.IGNORECASE)
# A pronoun within so many characters behind a full name, before anybody else is named, is that person's.
_NEAR = 150
_MEN = word_set(
    """john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew
    joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
    frank benjamin gregory samuel raymond patrick alexander jack dennis jerry tyler aaron henry peter adam nathan douglas zachary walter kyle
    harold carl jeremy keith roger arthur terry lawrence sean christian albert joe ethan austin jesse willie billy bryan bruce ralph roy eugene
    louis philip bobby johnny bradley barack donald joe mohammed mohamed muhammad ahmed ali hassan ibrahim omar yusuf carlos juan jose luis
    jorge miguel pedro antonio francisco manuel javier rafael fernando ivan vladimir sergei dmitry andrei pierre jean francois hans klaus"""
)
_WOMEN = word_set(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna
    michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela
    nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth
    virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann
    kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana
    brittany doris kayla alexis lori jane hillary melania fatima aisha amina zainab carmen rosa lucia ana elena olga natalia irina anastasia"""
)


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
                _by_given_name(mention.text)
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


def _by_given_name(name: str) -> Gender | None:
    given = person_form(name).tokens[0]
    return "m" if given in _MEN else "f" if given in _WOMEN - _MEN else None


def _by_kin(text: str, start: int) -> Gender | None:
    match = _KIN.search(text[max(0, start - _KIN_REACH) : start])
    return ("m" if match.group(1) else "f") if match else None


def _by_pronoun(text: str, start: int, end: int) -> Gender | None:
    match = _PRONOUN.search(text, start, end)
    if match is None or _OBJECT.fullmatch(text, start, match.end()):
        return None
    return "m" if match.group(1) else "f"
