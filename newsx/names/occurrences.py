"""Finds the names of a text where nobody marked them: a family name standing alone, a full name that was overlooked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.forms import person_form
from newsx.names.roles.tokens import is_head
from newsx.names.roles.words import FUNCTION_WORDS
from newsx.names.tables import COMMON_WORDS, FAMILY_FIRST, HONORIFICS
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = lazy_pattern(r"\w+(?:-\w+)*")
# A shorter word than this is no family name to search for, unless it is one that stands first (Xi, Li, Ko).
_MIN_LETTERS = 3
# Forms with one first word that are tried at a place, longest first.
_MAX_FORMS = 40


def find_occurrences(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return further mentions of the names in `mentions`: whole names of several words, and family names of full names.

    An occurrence must be written as the name is, stand apart from other capitalised words, overlap no mention, and, if it is a
    single word, never be written small in the text.
    """
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, label in sorted(_searched(text, mentions), key=lambda pair: (-len(pair[0]), pair)):
        table[_WORD.match(form).group()].append((form, label))  # type: ignore[union-attr]
    places = sorted((start, word) for word in table for start in _places(text, word))
    covered = [(mention.start, mention.end) for mention in mentions]
    return _scan(text, places, table, sorted(covered))


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands in the text as a word of its own, compounds with a hyphen taken whole."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        begins = not _is_inside(text[max(0, start - 2) : start][::-1])
        if begins and not _is_inside(text[end : end + 2]):
            yield start
        start = text.find(word, end)


def _is_inside(beside: str) -> bool:
    """Tell whether the signs beside a word, the nearest first, go on with it: a letter, or a hyphen and a letter."""
    return bool(beside) and (_is_letter(beside[0]) or (beside[0] == "-" and len(beside) > 1 and _is_letter(beside[1])))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _searched(text: str, mentions: Iterable[NameMention]) -> set[tuple[str, str]]:
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
        usable = long_enough and family[0].isupper() and family.isalpha() and low not in COMMON_WORDS
        if usable and (family, "PERSON") not in forms and next(_places(text, low), None) is None:
            forms.add((family, "PERSON"))
    return forms


def _scan(
    text: str,
    places: list[tuple[int, str]],
    table: dict[str, list[tuple[str, str]]],
    covered: list[tuple[int, int]],
) -> list[NameMention]:
    """Return the names that begin at one of `places`, where the first word of a searched form stands."""
    found: list[NameMention] = []
    next_cover, last_end = 0, 0
    for start, word in places:
        while next_cover < len(covered) and covered[next_cover][1] <= start:
            next_cover += 1
        if start < last_end:
            continue
        for form, label in table[word][:_MAX_FORMS]:
            end = start + len(form)
            free = next_cover >= len(covered) or covered[next_cover][0] >= end
            if free and text.startswith(form, start) and _stands_apart(text, start, end):
                found.append(NameMention(form, label, start))
                last_end = end
                break
    return found


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside an occurrence are not part of the same name."""
    if text[end : end + 1].isalnum() or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    if start == 0:
        return True
    word = _word_before(text, start) if text[start - 1] == " " else ""
    if word[:1].isupper():
        low = word.lower()
        return low in FUNCTION_WORDS or low in HONORIFICS or is_head(low)
    return text[start - 1] not in "-@#&/"


def _word_before(text: str, start: int) -> str:
    """Return the word that ends at the space before `start`, compounds with a hyphen whole; empty where a sign stands there."""
    first = start - 1
    while first > 0 and _is_inside(text[max(0, first - 2) : first][::-1]):
        first -= 1
    return text[first : start - 1]
