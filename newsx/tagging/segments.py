"""The words of a text in any script, as the multilingual tagger reads them: pieces, case shape, place in the paragraph, offsets.

Called by the component of `models/world` and by its recipe. Nothing here knows spaCy: a pipeline's tokens follow these words.
In scripts without spaces, and in Korean, where particles stick to names, every piece is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from newsx.lazy import lazy_pattern
from newsx.tagging.unigram import LONGEST_WORD
from newsx.tagging.word_pieces import PLACES, Encoded, breaks_line, case_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from newsx.tagging.unigram import Piece

# Pieces of one word that are read.
MAX_PIECES = 12
_INSIDE, _AFTER_STOP, _FIRST, _CONTINUATION = (PLACES.index(name) for name in PLACES[1:])
_STOPS = frozenset('.!?:"”“‘。！？।۔։።…॥។။')
_OPENERS = frozenset('"“‘-–—•*«„「『')
# Han, Kana, Thai, Lao, Tibetan, Burmese, Khmer and Hangul.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Letters with their marks (no regex of Python's knows marks: they are what is neither a letter nor a sign, see `_MARKS`), digits.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2\u0ae3\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd"
    "\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d62\u0d63"
    "\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u135d-\u135f\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe20-\ufe2f\u00ad"
)
# A run of a script without spaces is cut into parts no longer than the cutter takes.
_WORD = lazy_pattern(rf"[{UNSPACED}]{{1,{LONGEST_WORD}}}|(?:(?![{UNSPACED}])[^\W_]|[{_MARKS}])+|\s+|.", re.DOTALL)
_IS_UNSPACED = lazy_pattern(rf"[{UNSPACED}]")


class Cutter(Protocol):
    """Cuts a word into pieces (`newsx.tagging.unigram.Unigram`)."""

    def cut(self, word: str, *, begins: bool) -> tuple[Piece, ...]:
        """Return the pieces of a word; `begins` tells that white space or nothing stands before it."""


@dataclass(frozen=True, slots=True)
class Segments:
    """A text as the network reads it: `encoded` words, and for each the offsets [start, end) of its characters.

    `encoded.tokens` counts the words themselves; white space is none.
    """

    encoded: Encoded
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def split_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the runs that are cut apart: letters and digits, one script without spaces, white space, single signs."""
    for match in _WORD.finditer(text):
        yield match.span()


def segment(text: str, cutter: Cutter) -> Segments:
    """Return the words of a text with their pieces, shapes and places."""
    ids: list[int] = []
    shapes: list[int] = []
    places: list[int] = []
    firsts: list[int] = []
    lines: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    line, place, begins = 0, _FIRST, True
    for start, end in split_words(text):
        word = text[start:end]
        if word.isspace():
            begins = True
            if breaks_line(word):
                line, place = line + 1, _FIRST
            continue
        pieces = cutter.cut(word, begins=begins)
        begins = False
        shape = case_shape(word)
        groups: Iterable[list[Piece]] = _each(pieces) if _IS_UNSPACED.match(word) else [list(pieces[:MAX_PIECES])]
        for group in groups:
            if not group:
                continue
            firsts.append(len(ids))
            lines.append(line)
            whole = len(group) == len(pieces) or not _IS_UNSPACED.match(word)
            starts.append(start if whole else start + group[0].start)
            ends.append(end if whole else start + group[-1].end)
            ids += [piece.row for piece in group]
            shapes += [shape] * len(group)
            places.append(place)
            places += [_CONTINUATION] * (len(group) - 1)
            if place != _FIRST:
                place = _AFTER_STOP if word in _STOPS else _INSIDE
            elif word not in _OPENERS:
                place = _INSIDE
    firsts.append(len(ids))
    tokens = list(range(len(lines)))
    columns = (ids, shapes, places, firsts, tokens, lines)
    encoded = Encoded(*(np.array(column, np.int64) for column in columns))
    return Segments(encoded, np.array(starts, np.int64), np.array(ends, np.int64))


def _each(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces one by one; one that covers nothing, the mark of a beginning, with the next."""
    waiting: list[Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if piece.end > piece.start:
            yield waiting
            waiting = []
