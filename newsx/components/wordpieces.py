"""Cuts the words of a text into the pieces a BERT network reads, and the pieces into overlapping windows.

Pure functions over words: nothing here knows spaCy. The `tokenizers` package is not needed (it brings a download client).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

# Rows of the two input tables that tell the network what lower-casing hides; trained models depend on the order.
SHAPES = ("special", "lower", "title", "upper", "mixed", "digits", "punctuation", "capital", "alphanumeric", "other")
PLACES = ("special", "inside", "after_stop", "first", "continuation")
_SHAPE = {name: row for row, name in enumerate(SHAPES)}
_PLACE = {name: row for row, name in enumerate(PLACES)}

# Pieces of one word that are read; names need at most five, an address on the web would fill the window.
MAX_PIECES = 6
# Characters of one part of a word that are looked at: bounds the work on strings without spaces.
MAX_PART = 100
# Distinct words whose pieces are remembered; the cache is emptied when full, so memory stays bounded.
CACHE_SIZE = 50_000

_STOPS = frozenset('.!?:"”“‘')
# A line that opens with one of these has not begun yet: the next word still stands first.
_OPENERS = frozenset('"“‘-–—•*')
_LINE_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_PARTS = re.compile(r"[^\W_]+|\S")
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


class WordPieces:
    """The uncased BERT word pieces of a vocabulary, one piece a line."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece.rstrip("\n"): row for row, piece in enumerate(vocabulary)}
        self.unknown = self._ids["[UNK]"]
        self.begin = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.masked = self._ids["[MASK]"]
        self._longest = max(map(len, self._ids))
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The rows of the first `MAX_PIECES` pieces of `word`; never empty."""
        ids = self._cache.get(word)
        if ids is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            ids = self._cache[word] = self._cut(word)
        return ids

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _PARTS.findall(_fold(word)):
            ids += self._cut_part(part[:MAX_PART])
            if len(ids) >= MAX_PIECES:
                break
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _cut_part(self, part: str) -> list[int]:
        """Pieces by greedy longest match, as BERT does it; one unknown piece where a rest matches nothing."""
        ids: list[int] = []
        start = 0
        while start < len(part) and len(ids) < MAX_PIECES:
            prefix = "##" if start else ""
            for end in range(min(len(part), start + self._longest), start, -1):
                row = self._ids.get(prefix + part[start:end])
                if row is not None:
                    ids.append(row)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids


def _fold(word: str) -> str:
    """`word` in lower case without accents, invisible characters dropped, ideographs set apart."""
    word = word[: MAX_PART * MAX_PIECES].lower()
    if word.isascii():
        return word
    kept = (c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    return "".join(f" {c} " if _is_ideograph(c) else c for c in kept)


def _is_ideograph(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _IDEOGRAPHS)


def case_shape(word: str) -> int:
    """The row of `SHAPES` that describes the letters of `word`."""
    if word.isdigit():
        return _SHAPE["digits"]
    if not any(map(str.isalnum, word)):
        return _SHAPE["punctuation"]
    if any(map(str.isdigit, word)):
        return _SHAPE["alphanumeric"]
    if word.islower():
        return _SHAPE["lower"]
    if word.isupper():
        return _SHAPE["capital"] if len(word) == 1 else _SHAPE["upper"]
    if word[0].isupper() and word[1:].islower():
        return _SHAPE["title"]
    return _SHAPE["mixed"] if any(map(str.isupper, word)) else _SHAPE["other"]


def breaks_line(space: str) -> bool:
    """Whether `space` holds a character that ends a line."""
    return not _LINE_BREAKS.isdisjoint(space)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the network reads it, without the marks that frame a window.

    `ids`, `shapes` and `places` have one entry a piece. `firsts` has one entry a word that is not white space, plus the
    number of pieces at the end: the word's first piece. `tokens` and `lines` tell for each such word its index among all
    words and the number of its line.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    firsts: NDArray[np.int64]
    tokens: NDArray[np.int64]
    lines: NDArray[np.int64]


def encode(words: Iterable[str], pieces: WordPieces) -> Encoded:
    """The pieces of `words` with the case shape of each word and its place in the paragraph.

    White space between words must be a word of its own where it breaks a line, as in spaCy.
    """
    ids: list[int] = []
    shapes: list[int] = []
    places: list[int] = []
    firsts: list[int] = []
    tokens: list[int] = []
    lines: list[int] = []
    line, place = 0, _PLACE["first"]
    for token, word in enumerate(words):
        if word.isspace():
            if breaks_line(word):
                line, place = line + 1, _PLACE["first"]
            continue
        cut = pieces(word)
        firsts.append(len(ids))
        tokens.append(token)
        lines.append(line)
        ids += cut
        shapes += [case_shape(word)] * len(cut)
        places += [place] + [_PLACE["continuation"]] * (len(cut) - 1)
        place = _next_place(word, place)
    firsts.append(len(ids))
    return Encoded(*(np.array(column, np.int64) for column in (ids, shapes, places, firsts, tokens, lines)))


def _next_place(word: str, place: int) -> int:
    if place == _PLACE["first"]:
        return place if word in _OPENERS else _PLACE["inside"]
    return _PLACE["after_stop"] if word in _STOPS else _PLACE["inside"]


def windows(firsts: Sequence[int] | NDArray[np.int64], *, size: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Word ranges [start, end) that cover all words, each of at most `size` pieces, frame not counted.

    Neighbours share about `overlap` pieces; windows of a long text are equally long. A text of n pieces costs about
    n * size / (size - overlap) pieces. `size` must be larger than `overlap` plus the longest word.
    """
    bounds = np.asarray(firsts)
    total = int(bounds[-1]) if len(bounds) else 0
    if total == 0:
        return
    count = 1 if total <= size else -(-(total - overlap) // (size - overlap - MAX_PIECES))
    step = (total - overlap) / count
    for number in range(count):
        start = int(np.searchsorted(bounds, number * step, side="right")) - 1
        end = len(bounds) - 1
        if number < count - 1:
            end = int(np.searchsorted(bounds, (number + 1) * step + overlap, side="right")) - 1
        yield start, end


def frame(encoded: Encoded, start: int, end: int, pieces: WordPieces) -> tuple[NDArray[np.int64], ...]:
    """Ids, shapes and places of the words [start, end) between the marks of beginning and end."""
    first, last = encoded.firsts[start], encoded.firsts[end]
    length = last - first + 2
    ids, shapes, places = (np.zeros(length, np.int64) for _ in range(3))
    ids[0], ids[-1] = pieces.begin, pieces.end
    ids[1:-1] = encoded.ids[first:last]
    shapes[1:-1] = encoded.shapes[first:last]
    places[1:-1] = encoded.places[first:last]
    return ids, shapes, places
