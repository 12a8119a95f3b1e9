"""Finds acronyms that a text introduces behind an organisation's name and that nobody marked: "Revenue Authority (KRA)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.names.organisations import initials, is_acronym
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTRODUCED = re.compile(r"(?:['’]s?)?\s?\(\s?(?:the\s|hereafter\s|[\"“‘'])?([A-Z][\w.&-]{1,9})[\"”’']?\s?(?=[),;])")


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
    found: list[NameMention] = []
    covered = sorted((mention.start, mention.end) for mention in mentions)
    for acronym in dict.fromkeys(mention.text for _, mention in introduced_acronyms(text, mentions)):
        pattern = rf"(?<![\w&@#/.-]){re.escape(acronym)}(?![\w&@#/]|-\w|\.\w)"
        for match in re.finditer(pattern, text):
            if not any(a < match.end() and match.start() < b for a, b in covered):
                found.append(NameMention(acronym, "ORG", match.start()))
    return found
