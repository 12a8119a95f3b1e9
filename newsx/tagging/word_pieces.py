"""Cuts words into the word pieces a BERT network reads, and those into overlapping windows; `network` and the recipes call it.

Pure functions over words. The `tokenizers` package is not needed (it brings a download client).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

# Rows of the two input tables that tell the network what lower-casing hides; trained models depend on the order.
SHAPES = ("special", "lower", "title", "upper", "mixed", "digits", "punctuation", "capital", "alphanumeric", "other")
PLACES = ("special", "inside", "after_stop", "first", "continuation")
_SHAPE = {name: row for row, name in enumerate(SHAPES)}
_INSIDE, _AFTER_STOP, _FIRST, _CONTINUATION = (PLACES.index(name) for name in PLACES[1:])

# Pieces of one word that are read; names need at most five, an address on the web would fill the window.
MAX_PIECES = 6
# Characters of one part of a word that are looked at: bounds the work on strings without spaces.
MAX_PART = 100
# Distinct words that are remembered; the cache is emptied when full, so memory stays bounded. An article has some 300.
CACHE_SIZE = 1 << 14

# Rows of shapes and of places as often as a word has pieces: words share them.
_RUNS = tuple(tuple((shape,) * count for count in range(MAX_PIECES + 1)) for shape in range(len(SHAPES)))
_LATER = tuple((_CONTINUATION,) * count for count in range(MAX_PIECES))

_STOPS = frozenset('.!?:"”“‘')
# A line that opens with one of these has not begun yet: the next word still stands first.
_OPENERS = frozenset('"“‘-–—•*')
_LINE_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_PARTS = lazy_pattern(r"[^\W_]+|\S")
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


class Word(NamedTuple):
    """What the network reads of a word.

    `ids` and `shapes` have one entry a piece; `rest` the places of the pieces behind the first. A word that `stops` is
    followed by the place after a stop; behind one that `opens`, the next word still stands first.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    rest: tuple[int, ...]
    stops: bool
    opens: bool


class Space(NamedTuple):
    """White space between words."""

    breaks: bool


class WordPieces:
    """The uncased BERT word pieces of a vocabulary, one piece a line."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece.rstrip("\n"): row for row, piece in enumerate(vocabulary)}
        self.unknown = self._ids["[UNK]"]
        self.begin = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.masked = self._ids["[MASK]"]
        self._longest = max(map(len, self._ids))
        self._cache: dict[str, Word | Space] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the rows of the first `MAX_PIECES` pieces of `word`; never empty."""
        return self._cut(word)

    def look_up(self, word: str) -> Word | Space:
        """Return what is to be known of a word, which is remembered."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[word] = Space(breaks_line(word)) if word.isspace() else self._describe(word)
        return found

    def _describe(self, word: str) -> Word:
        ids = self._cut(word)
        shape = case_shape(word)
        return Word(ids, _RUNS[shape][len(ids)], _LATER[len(ids) - 1], word in _STOPS, word in _OPENERS)

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _PARTS.findall(_fold(word)):
            ids += self._cut_part(part[:MAX_PART])
            if len(ids) >= MAX_PIECES:
                break
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _cut_part(self, part: str) -> list[int]:
        """Return the pieces by greedy longest match, as BERT does it; one unknown piece where a rest matches nothing."""
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
    """Return `word` in lower case without accents, invisible characters dropped, ideographs set apart."""
    word = word[: MAX_PART * MAX_PIECES].lower()
    if word.isascii():
        return word
    kept = (c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    return "".join(f" {c} " if _is_ideograph(c) else c for c in kept)


def _is_ideograph(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _IDEOGRAPHS)


def case_shape(word: str) -> int:
    """Return the row of `SHAPES` that describes the letters of `word`."""
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
    """Return whether `space` holds a character that ends a line."""
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

    def having(self, words: NDArray[np.bool_]) -> Encoded:
        """Return the same with only those of the words (numbered as in `tokens`) for which `words` is true."""
        lengths = np.diff(self.firsts)
        pieces = np.repeat(words, lengths)
        firsts = np.concatenate(([0], np.cumsum(lengths[words])))
        return Encoded(
            self.ids[pieces], self.shapes[pieces], self.places[pieces], firsts, self.tokens[words], self.lines[words]
        )


def encode(words: Iterable[str], pieces: WordPieces) -> Encoded:
    """Return the pieces of `words` with the case shape of each word and its place in the paragraph.

    White space between words must be a word of its own where it breaks a line, as in spaCy.
    """
    ids: list[int] = []
    shapes: list[int] = []
    places: list[int] = []
    firsts: list[int] = []
    tokens: list[int] = []
    lines: list[int] = []
    look_up = pieces.look_up
    line, place = 0, _FIRST
    for token, text in enumerate(words):
        word = look_up(text)
        if isinstance(word, Space):
            if word.breaks:
                line, place = line + 1, _FIRST
            continue
        firsts.append(len(ids))
        tokens.append(token)
        lines.append(line)
        ids += word.ids
        shapes += word.shapes
        places.append(place)
        places += word.rest
        if place != _FIRST:
            place = _AFTER_STOP if word.stops else _INSIDE
        elif not word.opens:
            place = _INSIDE
    firsts.append(len(ids))
    return Encoded(*(np.array(column, np.int64) for column in (ids, shapes, places, firsts, tokens, lines)))


def windows(firsts: Sequence[int] | NDArray[np.int64], *, size: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Yield word ranges [start, end) that cover all words, each of at most `size` pieces, frame not counted.

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
    """Return ids, shapes and places of the words [start, end) between the marks of beginning and end."""
    first, last = encoded.firsts[start], encoded.firsts[end]
    length = last - first + 2
    ids, shapes, places = (np.zeros(length, np.int64) for _ in range(3))
    ids[0], ids[-1] = pieces.begin, pieces.end
    ids[1:-1] = encoded.ids[first:last]
    shapes[1:-1] = encoded.shapes[first:last]
    places[1:-1] = encoded.places[first:last]
    return ids, shapes, places
