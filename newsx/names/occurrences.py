"""Finds the names of a text where nobody marked them: a family name standing alone, a full name that was overlooked."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from newsx.names.forms import person_form
from newsx.names.roles.tokens import is_head
from newsx.names.roles.words import FUNCTION_WORDS
from newsx.names.tables import COMMON_WORDS, FAMILY_FIRST, HONORIFICS
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+(?:-\w+)*")
_WORD_OR_GAP = re.compile(_WORD.pattern + r"|\W+")
# A shorter word than this is no family name to search for, unless it is one that stands first (Xi, Li, Ko).
_MIN_LETTERS = 3
# Forms with one first word that are tried at a place, longest first.
_MAX_FORMS = 40


class _Words:
    """The words of a text and where they start."""

    def __init__(self, text: str) -> None:
        pieces = _WORD_OR_GAP.findall(text)
        starts = accumulate(map(len, pieces), initial=0)
        first = 0 if _WORD.match(text) else 1  # words and gaps take turns
        self.written = pieces[first::2]
        self.starts = list(islice(starts, first, len(pieces), 2))


def find_occurrences(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return further mentions of the names in `mentions`: whole names of several words, and family names of full names.

    An occurrence must be written as the name is, stand apart from other capitalised words, overlap no mention, and, if it is a
    single word, never be written small in the text.
    """
    words = _Words(text)
    small = {word for word in set(words.written) if word[0].islower()}
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, label in sorted(_searched(mentions, small), key=lambda pair: -len(pair[0])):
        table[_WORD.match(form).group()].append((form, label))  # type: ignore[union-attr]
    places = [place for place, word in enumerate(words.written) if word in table]
    covered = [(mention.start, mention.end) for mention in mentions]
    return _scan(text, words, places, table, sorted(covered))


def _searched(mentions: Iterable[NameMention], small: set[str]) -> set[tuple[str, str]]:
    """Return the forms worth a search, with the label of their name."""
    forms: set[tuple[str, str]] = set()
    for mention in mentions:
        parts = mention.text.split()
        if len(parts) < 2 or not _WORD.match(mention.text):
            continue
        forms.add((mention.text, mention.label))
        form = person_form(mention.text)
        if mention.label != "PERSON" or form.burmese or len(form.tokens) < 2:
            continue
        family = (
            parts[0] if form.family == person_form(parts[0]).family and form.family == form.tokens[0] else parts[-1]
        )
        low = family.lower()
        long_enough = len(family) >= _MIN_LETTERS or low in FAMILY_FIRST
        if long_enough and family[0].isupper() and low not in COMMON_WORDS and low not in small and family.isalpha():
            forms.add((family, "PERSON"))
    return forms


def _scan(
    text: str,
    words: _Words,
    places: list[int],
    table: dict[str, list[tuple[str, str]]],
    covered: list[tuple[int, int]],
) -> list[NameMention]:
    """Return the names that begin at one of `places`, numbers of words that are the first word of a searched form."""
    found: list[NameMention] = []
    next_cover, last_end = 0, 0
    for place in places:
        word, start = words.written[place], words.starts[place]
        while next_cover < len(covered) and covered[next_cover][1] <= start:
            next_cover += 1
        if start < last_end:
            continue
        for form, label in table[word][:_MAX_FORMS]:
            end = start + len(form)
            free = next_cover >= len(covered) or covered[next_cover][0] >= end
            if free and text.startswith(form, start) and _stands_apart(text, words, place, end):
                found.append(NameMention(form, label, start))
                last_end = end
                break
    return found


def _stands_apart(text: str, words: _Words, place: int, end: int) -> bool:
    """Tell whether the words beside an occurrence are not part of the same name."""
    if text[end : end + 1].isalnum() or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()):
        return False
    after = next((start for start in words.starts[place + 1 : place + 12] if start >= end), None)
    if after and text[end:after] == " " and text[after].isupper():
        return False
    if place == 0:
        return True
    start, before = words.starts[place], words.written[place - 1]
    if text[words.starts[place - 1] + len(before) : start] == " " and before[0].isupper():
        low = before.lower()
        return low in FUNCTION_WORDS or low in HONORIFICS or is_head(low)
    return text[start - 1] not in "-@#&/"
