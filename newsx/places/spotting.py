"""Finds landmarks by name, where a tagger may have missed them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.places.forms import key_of
from newsx.places.tables.landmarks import LANDMARKS
from newsx.records import NameMention

if TYPE_CHECKING:
    import re

_WORD = lazy_pattern(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset({"of", "the", "de", "la", "al", "and"})
_LONGEST = 6

# Squares and monuments of which many cities have one: a name of this kind is a place, which one the words beside it must say.
_IN_MANY_CITIES = (
    "tomb of the unknown soldier",
    "independence square",
    "republic square",
    "revolution square",
    "liberty square",
    "freedom square",
    "victory square",
    "martyrs square",
    "presidential palace",
    "national palace",
    "royal palace",
    "government house",
    "national museum",
    "national theatre",
    "victory park",
)


def spot_landmarks(text: str) -> list[NameMention]:
    """Return the landmarks of several words that the text names in capitals, in order, without overlaps.

    In the Worldwide articles every such name that was found (257) is marked by hand as a place or as a part of a longer name.
    """
    written = _WORD.findall(text)
    lengths = _lengths()
    begins = [
        place
        for place, (word, second) in enumerate(pairwise(written))
        if word[0].isupper() and word.lower() in lengths and _may_follow(word.lower(), second)
    ]
    if not begins:
        return []
    words = list(_WORD.finditer(text))
    found: list[NameMention] = []
    after = 0
    for place in begins:
        word = words[place]
        if word.start() < after:
            continue
        for length in lengths[word.group().lower()]:
            last = place + length - 1
            if last < len(words) and _is_landmark(text, words[place : last + 1]):
                after = words[last].end()
                found.append(NameMention(text[word.start() : after], "PLACE", word.start()))
                break
    return found


def _is_landmark(text: str, words: list[re.Match[str]]) -> bool:
    """Return the words stand side by side, are written as a name, and are one of the table."""
    if any(text[one.end() : other.start()] != " " for one, other in pairwise(words)):
        return False
    if not all(word.group()[0].isupper() or word.group() in _SMALL for word in words):
        return False
    return key_of(text[words[0].start() : words[-1].end()]) in _names()


def _may_follow(first: str, second: str) -> bool:
    """Whether a name that begins with `first` may go on with `second`; compound and accented words may always."""
    return not (second.isascii() and second.isalnum()) or second.lower() in _seconds()[first]


@cache
def _names() -> frozenset[str]:
    return frozenset({key for key in LANDMARKS if " " in key} | set(_IN_MANY_CITIES))


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """First word of a name → the second words of such names."""
    seconds: dict[str, set[str]] = defaultdict(set)
    for name in _names():
        first, second, *_ = name.split()
        seconds[first].add(second)
    return {word: frozenset(found) for word, found in seconds.items()}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """First word of a name → how many words such names have, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in _names():
        words = name.split()
        if len(words) <= _LONGEST:
            lengths[words[0]].add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}
