"""Cuts words of any script into the pieces of a Unigram vocabulary, the most probable cut first; `segments` calls it.

The cut is that of SentencePiece's Unigram model (Kudo 2018) with the vocabulary of XLM-R: texts are normalised (NFKC with a few
exceptions), a mark stands where white space was, and of all ways to cut a word the one with the largest sum of log-probabilities is
taken. No piece reaches over white space, so that words can be cut apart and remembered.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Stands before a piece that begins a word behind white space.
MARK = "▁"
# An unknown character costs this much more than the least probable piece, as in SentencePiece.
_UNKNOWN_COST = 10.0
# Characters of one word that are cut; more than this without a space is no word. Words remembered; emptied when full.
LONGEST_WORD = 200
CACHE_SIZE = 1 << 16
# What the reference drops, what it takes for white space, and what NFKC changes but the reference leaves as it is: found by comparing
# both for every character up to U+2FFFF.
_DROPPED = lazy_pattern("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_SPACE = lazy_pattern("[\\s\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]+")
_KEPT = frozenset("\uff5e")
# Bytes of a letter with its accents that the reference composes.
_LONGEST_CLUSTER = 5


class Piece(NamedTuple):
    """A piece: its row in the vocabulary, and the offsets in the word that it covers (end exclusive)."""

    row: int
    start: int
    end: int


class Unigram:
    """The cutter of one vocabulary: pieces with their rows and log-probabilities, and the row for what no piece covers."""

    def __init__(self, pieces: Mapping[str, tuple[int, float]], *, unknown: int) -> None:
        self._pieces = dict(pieces)
        self._unknown = unknown
        self._longest = max(map(len, pieces))
        self._unknown_score = min(score for _, score in pieces.values()) - _UNKNOWN_COST
        self._cache: dict[tuple[str, bool], tuple[Piece, ...]] = {}

    def cut(self, word: str, *, begins: bool) -> tuple[Piece, ...]:
        """Return the pieces of a word without white space; `begins` tells that white space or nothing stands before it."""
        key = (word, begins)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[key] = self._cut(word, begins=begins)
        return found

    def _cut(self, word: str, *, begins: bool) -> tuple[Piece, ...]:
        text, origins = normalise(word[:LONGEST_WORD])
        if not text:
            return ()
        if begins:
            text, origins = (text, origins) if text[0] == MARK else (MARK + text, [0, *origins])
        bounds = [*origins[: len(text)], min(len(word), LONGEST_WORD)]
        found = []
        for row, start, end in self._best(text):
            if begins and end == 1:
                found.append(Piece(row, 0, 0))
            else:
                found.append(Piece(row, bounds[start], bounds[end]))
        return tuple(found)

    def _best(self, text: str) -> list[tuple[int, int, int]]:
        """Return the most probable cut of a normalised text as rows with offsets; unknown characters in a run are one."""
        size = len(text)
        scores = [0.0] + [float("-inf")] * size
        before = [0] * (size + 1)
        rows = [self._unknown] * (size + 1)
        look_up, longest = self._pieces.get, self._longest
        for start in range(size):
            base = scores[start]
            for end in range(start + 1, min(size, start + longest) + 1):
                entry = look_up(text[start:end])
                if entry is not None and base + entry[1] > scores[end]:
                    scores[end], before[end], rows[end] = base + entry[1], start, entry[0]
            if text[start] not in self._pieces and base + self._unknown_score > scores[start + 1]:
                scores[start + 1], before[start + 1], rows[start + 1] = base + self._unknown_score, start, self._unknown
        found: list[tuple[int, int, int]] = []
        end = size
        while end:
            start = before[end]
            if rows[end] == self._unknown and found and found[-1][0] == self._unknown:
                found[-1] = (self._unknown, start, found[-1][2])
            else:
                found.append((rows[end], start, end))
            end = start
        return found[::-1]


def normalise(word: str) -> tuple[str, list[int]]:
    """Return a word as the vocabulary spells it, and for each of its characters the offset in `word` where it comes from."""
    if word.isascii() and word.isprintable():
        return word, list(range(len(word)))
    text: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(word):
        part = word[start:end]
        plain = part if part in _KEPT else unicodedata.normalize("NFKC", part)
        for character in _SPACE.sub(MARK, _DROPPED.sub("", plain)):
            if character != MARK or text[-1:] != [MARK]:
                text.append(character)
                origins.append(start)
    if text[-1:] == [MARK]:  # the white space behind the word stands for it
        text.pop()
        origins.pop()
    return "".join(text), origins


def _clusters(word: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what is normalised at once: a letter with its accents where the reference looks them up together."""
    start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and _joins(word[end]):
            end += 1
        if len(word[start:end].encode("utf-8", "surrogatepass")) > _LONGEST_CLUSTER:
            yield from ((place, place + 1) for place in range(start, end))
        else:
            yield start, end
        start = end


def _joins(character: str) -> bool:
    """Return whether a character may be composed with the one before it: an accent, a vowel sign, or a part of a Korean syllable."""
    if character.isascii():
        return False
    return (
        unicodedata.category(character) in {"Mn", "Mc"}
        or "\u1160" <= character <= "\u11ff"
        or character in "\uff9e\uff9f"
    )
