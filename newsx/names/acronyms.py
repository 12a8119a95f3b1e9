"""Finds acronyms that a text introduces behind an organisation's name and that nobody marked: "Revenue Authority (KRA)"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.organisations import initials, is_acronym
from newsx.names.tables import ORG_KINDS, ORG_SMALL_WORDS, ORGANISATION_NOUNS, word_set
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTRODUCED = lazy_pattern(r"(?:['’]s?)?\s?\(\s?(?:the\s|hereafter\s|[\"“‘'])?([A-Z][\w.&-]{1,9})[\"”’']?\s?(?=[),;])")

_KNOWN_AS = lazy_pattern(
    r",?\s(?:which\sis\s)?(?:also\s|better\s|commonly\s|locally\s|widely\s|usually\s)?known\s(?:locally\s|simply\s)?as\s(?:the\s)?[\"“‘]?"
)

# How far before the brackets the words stand that an acronym is made of, in characters.
_REACH = 90
_PLAIN_WORD = lazy_pattern(r"[^\W\d_]+")
_KINDS = (
    ORGANISATION_NOUNS
    | ORG_KINDS
    | word_set("force forces command initiative programme program project school hospital network corps system")
)
# What ends the name of a thing and of no organisation.
_THINGS = word_set(
    """rover telescope index test act bill law syndrome disease disorder virus vehicle machine exam examination certificate zone tax rate
    report survey plan strategy agreement treaty protocol mission satellite missile aircraft account scheme ratio product income"""
)

_WORD = lazy_pattern(r"(?<![\w&@#/.-])[A-Z][\w.&-]+")


def introduced_acronyms(text: str, mentions: Sequence[NameMention]) -> list[tuple[NameMention, NameMention]]:
    """Return the organisations behind whose name an acronym stands in brackets, each with that acronym's mention there.

    Where the acronym is itself marked as an organisation, its letters need not be those of the name.
    """
    found = []
    marked = {(mention.start, mention.text) for mention in mentions if mention.label == "ORG"}
    for mention in mentions:
        if mention.label != "ORG" or is_acronym(mention.text):
            continue
        match = _INTRODUCED.match(text, mention.end)
        if match is None:
            continue
        word = match.group(1)
        known = is_acronym(word) and (match.start(1), word) in marked
        if known or abbreviates(word.rstrip("."), mention.text):
            found.append((mention, NameMention(match.group(1), "ORG", match.start(1))))
    return found


def introduced_names(text: str, mentions: Sequence[NameMention]) -> list[tuple[NameMention, NameMention]]:
    """Return the organisations each with the name that the text gives it: "the Cooperatives, known as Fedecomin"."""
    pairs = pairwise(sorted(mentions, key=lambda mention: mention.start))
    return [
        (full, other)
        for full, other in pairs
        if full.label == "ORG" and " " not in other.text and _KNOWN_AS.fullmatch(text, full.end, other.start)
    ]


def abbreviates(acronym: str, name: str) -> bool:
    """Tell whether a word in brackets behind a name is its acronym: initials, or capitals in the order of the name's letters."""
    if not is_acronym(acronym):
        return False
    letters = acronym.replace(".", "").lower()
    if letters in initials(name):
        return True
    if " " not in name or letters[0] != name.removeprefix("The ").lower()[0]:
        return False
    rest = iter(name.lower())
    return all(letter in rest for letter in letters)


def find_acronyms(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the unmarked mentions of acronyms that the text introduces: in the brackets, and wherever else they stand alone."""
    wanted = {mention.text for _, mention in introduced_acronyms(text, mentions)}
    if not wanted:
        return []
    covered = sorted((mention.start, mention.end) for mention in mentions)
    found: list[NameMention] = []
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".-&")
        end = match.start() + len(word)
        place = bisect_left(covered, (end, 0)) - 1
        if word in wanted and (place < 0 or covered[place][1] <= match.start()):
            found.append(NameMention(word, "ORG", match.start()))
    return found


def plain_acronyms(text: str, mentions: Sequence[NameMention]) -> frozenset[str]:
    """Return the acronyms that the text introduces for what is no organisation: "the chief election commissioner (CEC)".

    The words before the brackets have the acronym's letters, are no name, and end in a plain word that is no kind of organisation, or in a
    thing's ("Polar Exploration Rover (VIPER)").
    """
    ends = {mention.end for mention in mentions}
    marked = {
        mention.start: mention.text for mention in mentions if mention.label == "ORG" and is_acronym(mention.text)
    }
    found = set()
    for start, word in marked.items():
        if text[start - 1 : start] != "(" or text[start + len(word) : start + len(word) + 1] != ")":
            continue
        before = text[max(0, start - _REACH) : start - 1].rstrip()
        if max(0, start - _REACH) + len(before) in ends:
            continue
        words = _PLAIN_WORD.findall(before)
        last = words[-1] if words else ""
        plain = last.islower() and last not in _KINDS
        if (plain or last.lower() in _THINGS) and _has_letters(word, words):
            found.add(word)
    return frozenset(found)


def _has_letters(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether the last words have the letters of an acronym, with or without small words between them."""
    letters = acronym.replace(".", "").lower()
    full = [word[0].lower() for word in words]
    strong = [word[0].lower() for word in words if word.lower() not in ORG_SMALL_WORDS]
    return any("".join(first[-len(letters) :]) == letters for first in (full, strong))
