"""Turns the words of a text into feature keys, 32-bit numbers; the labeller and the recipe call it.

A feature is a hash of a template and of what it looks at: a view (a number a word) at a distance of up to three words. Views are of
the word alone (spelling, marks, names, how often it is a cue) or of its sentence: the nearest cues before and behind it, the first word.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from newsx.quotes.spans.words import INSIDE, OUTSIDE
from newsx.tagging.crf.features import PAD, Lines, mix, shift
from newsx.tagging.crf.words import hash_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.quotes.spans.words import WordRow
    from newsx.tagging.crf.words import Hashes, Ints, Keys

# A paragraph of more words is labelled in stretches of so many, which bounds the time.
MOST_WORDS: Final = 256
_FAR: Final = 7
_BLOCK: Final = 1 << 13
_THAT, _COMMA = hash_text("that"), hash_text(",")
# Stands beyond the edges of a paragraph.
_EDGE: Final = 1


class View(IntEnum):
    """What is looked at of a word or of its sentence."""

    LOW = 0
    SHAPE = 1
    SUFFIX = 2
    MARK = 3
    NAME = 4
    CUE = 5
    BEFORE = 6  # how far the cue before it is
    BEHIND = 7  # how far the cue behind it is
    BEFORE_WORD = 8  # that cue
    BEFORE_NEXT = 9  # the word behind that cue
    BEHIND_WORD = 10
    LAST_WORD = 11  # the last cue of the sentence
    COUNT = 12  # cues of the sentence
    BETWEEN = 13  # "that" since the cue before, a comma before the cue behind
    SENTENCE = 14  # marks in the sentence, in the one before, cues in the one before
    OPENING = 15  # the mark state of the sentence's first word
    FIRST = 16  # whether it is the first word
    FIRST_WORD = 17
    SMALL = 18  # clusters of words used alike, from few and wide to many and narrow
    MIDDLE = 19
    LARGE = 20
    FLAGS = 21  # what lists of names and titles say
    BEFORE_CLASS = 22  # how often the cue before it is one, and its cluster
    BEHIND_CLASS = 23
    STRONGEST = 24  # how often the surest cue of the sentence is one
    RULE = 25  # which part of what is said the rules have found in it


_V = View
_ALONE = ((_V.LOW, (0, -1, 1, -2, 2)), (_V.SHAPE, (0, -1, 1, -2, 2)), (_V.MARK, (0, -1, 1, -2, 2)), (_V.NAME, (0, -1, 1, -2, 2)),
          (_V.CUE, (0, -1, 1, -2, 2)), (_V.SUFFIX, (0, -1, 1)), (_V.SMALL, (0, -1, 1, -2, 2)),
          (_V.MIDDLE, (0, -1, 1)), (_V.LARGE, (0, -1, 1)), (_V.FLAGS, (0, -1, 1)),
          (_V.RULE, (0, -1, 1)))  # fmt: skip
# What is looked at together: (view, distance) pairs.
TEMPLATES: Final = (
    *(((view, distance),) for view, distances in _ALONE for distance in distances),
    ((_V.LOW, -1), (_V.LOW, 0)),
    ((_V.LOW, 0), (_V.LOW, 1)),
    ((_V.LOW, -2), (_V.LOW, -1), (_V.SHAPE, 0)),
    ((_V.SHAPE, 0), (_V.LOW, 1), (_V.LOW, 2)),
    ((_V.SHAPE, -1), (_V.SHAPE, 0), (_V.SHAPE, 1)),
    ((_V.NAME, 0), (_V.CUE, 1)),
    ((_V.NAME, 0), (_V.CUE, -1)),
    ((_V.NAME, -1), (_V.NAME, 0), (_V.NAME, 1)),
    ((_V.BEFORE, 0), (_V.MARK, 0)),
    ((_V.BEHIND, 0), (_V.MARK, 0)),
    ((_V.BEFORE, 0), (_V.BEHIND, 0), (_V.MARK, 0)),
    ((_V.BEHIND, 0), (_V.NAME, 0), (_V.SHAPE, 0)),
    ((_V.BEFORE, 0), (_V.NAME, 0), (_V.SHAPE, 0)),
    ((_V.BEFORE_WORD, 0),),
    ((_V.BEFORE_WORD, 0), (_V.BEFORE_NEXT, 0)),
    ((_V.BEFORE_WORD, 0), (_V.BEFORE, 0)),
    ((_V.BEHIND_WORD, 0),),
    ((_V.BEHIND_WORD, 0), (_V.BEHIND, 0)),
    ((_V.LAST_WORD, 0),),
    ((_V.COUNT, 0), (_V.MARK, 0)),
    ((_V.BETWEEN, 0),),
    ((_V.BETWEEN, 0), (_V.BEFORE_WORD, 0)),
    ((_V.BETWEEN, 0), (_V.BEHIND_WORD, 0), (_V.BEFORE, 0)),
    ((_V.BETWEEN, 0), (_V.BEFORE, 0), (_V.BEHIND, 0)),
    ((_V.SENTENCE, 0), (_V.MARK, 0)),
    ((_V.SENTENCE, 0), (_V.COUNT, 0)),
    ((_V.OPENING, 0), (_V.COUNT, 0), (_V.MARK, 0)),
    ((_V.OPENING, 0), (_V.BEFORE, 0), (_V.BEHIND, 0)),
    ((_V.FIRST, 0), (_V.MARK, 0), (_V.COUNT, 0)),
    ((_V.FIRST_WORD, 0),),
    ((_V.FIRST_WORD, 0), (_V.BETWEEN, 0)),
    ((_V.LOW, 0), (_V.BEFORE, 0)),
    ((_V.LOW, 0), (_V.BEHIND, 0)),
    ((_V.LOW, 0), (_V.MARK, 0)),
    ((_V.CUE, 0), (_V.MARK, -1), (_V.MARK, 1)),
    ((_V.LOW, 0), (_V.NAME, -1)),
    ((_V.LOW, 0), (_V.NAME, 1)),
    ((_V.SMALL, -1), (_V.SMALL, 0)),
    ((_V.SMALL, 0), (_V.SMALL, 1)),
    ((_V.SMALL, -1), (_V.SMALL, 0), (_V.SMALL, 1)),
    ((_V.SMALL, 0), (_V.SMALL, 1), (_V.SMALL, 2)),
    ((_V.SMALL, -2), (_V.SMALL, -1), (_V.SMALL, 0)),
    ((_V.SMALL, 0), (_V.BEFORE_CLASS, 0)),
    ((_V.SMALL, 0), (_V.BEHIND_CLASS, 0)),
    ((_V.BEFORE_CLASS, 0), (_V.BEFORE, 0), (_V.MARK, 0)),
    ((_V.BEHIND_CLASS, 0), (_V.BEHIND, 0), (_V.MARK, 0)),
    ((_V.BEFORE_CLASS, 0), (_V.BEHIND_CLASS, 0), (_V.BETWEEN, 0)),
    ((_V.SMALL, 0), (_V.BEFORE, 0), (_V.BEHIND, 0)),
    ((_V.SMALL, 0), (_V.CUE, -1), (_V.CUE, 1)),
    ((_V.STRONGEST, 0), (_V.MARK, 0), (_V.OPENING, 0)),
    ((_V.STRONGEST, 0), (_V.BEFORE, 0), (_V.BEHIND, 0)),
    ((_V.LOW, -3), (_V.SHAPE, 0)),
    ((_V.LOW, 3), (_V.SHAPE, 0)),
    ((_V.MIDDLE, -1), (_V.MIDDLE, 0)),
    ((_V.MIDDLE, 0), (_V.MIDDLE, 1)),
    ((_V.RULE, -1), (_V.RULE, 0), (_V.RULE, 1)),
    ((_V.RULE, 0), (_V.LOW, 0)),
    ((_V.RULE, 0), (_V.SHAPE, 0), (_V.NAME, 0)),
    ((_V.RULE, 0), (_V.LOW, 1)),
    ((_V.RULE, 0), (_V.LOW, -1)),
    ((_V.RULE, 0), (_V.BETWEEN, 0), (_V.BEHIND, 0)),
)


class Laid(NamedTuple):
    """The words of a text in lines (stretches of a paragraph) with edges between them, and their views, a column a position."""

    lines: Lines
    views: Hashes


class Known(NamedTuple):
    """What is known of each word beforehand: how often it is a cue (0: never, to 3), three clusters (columns), and flags."""

    cues: Ints
    clusters: Ints
    flags: Ints


def lay_out(words: WordRow, known: Known) -> Laid:
    """Lay the words out in lines."""
    count = len(words.starts)
    line = _lines(words.paragraph)
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    lengths = np.diff(np.append(starts, count))
    places = np.arange(count) + PAD * (line + 1)
    size = count + PAD * (len(starts) + 1)
    views: Hashes = np.full((len(View), size), _EDGE, dtype=np.uint64)
    views[:, places] = _views(words, known)
    rows: Ints = np.zeros(size, dtype=np.int64)
    lines = Lines(rows, places, np.zeros(count, dtype=np.int64), np.arange(count), places[starts], lengths)
    return Laid(lines, views)


def _lines(paragraph: Ints) -> Ints:
    """Return the number of each word's line."""
    if not len(paragraph):
        return paragraph
    begins = np.flatnonzero(np.diff(paragraph, prepend=-1))
    within = np.arange(len(paragraph)) - np.repeat(begins, np.diff(np.append(begins, len(paragraph))))
    lines: Ints = np.cumsum(within % MOST_WORDS == 0) - 1
    return lines


def _views(words: WordRow, known: Known) -> Hashes:
    count = len(words.starts)
    cues = np.where(words.marks == INSIDE, 0, known.cues)
    kinds = cues * 100 + known.clusters[:, 0]
    sentence, low = words.sentence, words.low
    place = np.arange(count)
    before = _nearest_before(np.where(cues > 0, place, -1))
    there = (before >= 0) & (sentence[before] == sentence)
    behind = _nearest_behind(np.where(cues > 0, place, count))
    there_behind = behind < count
    behind = np.minimum(behind, count - 1)
    there_behind &= sentence[behind] == sentence
    that = _nearest_before(np.where(low == _THAT, place, -1), itself=True)
    comma = _nearest_behind(np.where(low == _COMMA, place, count))
    commas = there_behind & (comma < behind)
    number = np.bincount(sentence, cues > 0)
    marked = (np.bincount(sentence, words.marks != OUTSIDE) > 0).astype(np.int64)
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    previous = np.concatenate([[0], (number[:-1] > 0) + 2 * marked[:-1]]) if len(number) else number
    final = np.maximum.reduceat(np.where(cues > 0, place, -1), begins) if count else begins
    columns = {
        View.LOW: low,
        View.SHAPE: words.shape,
        View.SUFFIX: words.suffix,
        View.MARK: words.marks,
        View.NAME: words.names,
        View.CUE: cues,
        View.BEFORE: np.where(there, np.minimum(place - before, _FAR), 0),
        View.BEHIND: np.where(there_behind, np.minimum(behind - place, _FAR), 0),
        View.BEFORE_WORD: np.where(there, low[before], 0),
        View.BEFORE_NEXT: np.where(there, low[np.minimum(before + 1, count - 1)], 0),
        View.BEHIND_WORD: np.where(there_behind, low[behind], 0),
        View.LAST_WORD: np.where(final >= 0, low[final], 0)[sentence],
        View.COUNT: np.minimum(number, 3)[sentence],
        View.BETWEEN: there * 4 + (there & (that > before)) * 2 + commas + there_behind * 8,
        View.SENTENCE: (previous + 4 * marked)[sentence],
        View.OPENING: words.marks[begins][sentence],
        View.FIRST: place == begins[sentence],
        View.FIRST_WORD: low[begins][sentence],
        View.SMALL: known.clusters[:, 0],
        View.MIDDLE: known.clusters[:, 1],
        View.LARGE: known.clusters[:, 2],
        View.FLAGS: known.flags,
        View.BEFORE_CLASS: np.where(there, kinds[before], 0),
        View.BEHIND_CLASS: np.where(there_behind, kinds[behind], 0),
        View.RULE: words.rules,
        View.STRONGEST: np.maximum.reduceat(cues, begins)[sentence] if count else cues,
    }
    # Nothing to see is 0, and an edge is 1: all else has to differ from both.
    return np.stack([columns[view].astype(np.uint64) for view in View]) + np.uint64(2)


def _nearest_before(places: Ints, *, itself: bool = False) -> Ints:
    """Return for every place the last of `places` (-1: none) before it, or at it too."""
    last: Ints = np.maximum.accumulate(places)
    return last if itself else np.concatenate([[-1], last[:-1]])[: len(places)]


def _nearest_behind(places: Ints) -> Ints:
    """Return for every place the first of `places` (their number: none) behind it."""
    first: Ints = np.minimum.accumulate(places[::-1])[::-1]
    return np.concatenate([first[1:], [len(places)]])[: len(places)]


def iter_keys(laid: Laid) -> Iterator[Keys]:
    """Yield the keys of all positions (rows) for each of TEMPLATES (columns), so many positions at a time that memory is bounded."""
    size = laid.views.shape[1]
    for low in range(0, size, _BLOCK):
        first, high = max(0, low - PAD), min(size, low + _BLOCK)
        yield _keys(laid.views[:, first : high + PAD])[low - first : high - first]


def _keys(views: Hashes) -> Keys:
    shifted = {(view, distance): shift(views[view], distance) for view, distance in _PARTS}
    groups = [
        mix(numbers[:, None], *(np.stack([shifted[part] for part in parts]) for parts in columns))
        for numbers, columns in _GROUPS
    ]
    return np.ascontiguousarray(np.concatenate(groups).T)


def _by_length() -> list[tuple[Ints, list[list[tuple[View, int]]]]]:
    """Return the templates by their number of parts: their numbers, and what each looks at first, second and third."""
    groups = []
    for length in (1, 2, 3):
        numbers = [number for number, parts in enumerate(TEMPLATES) if len(parts) == length]
        groups.append((np.array(numbers), [[TEMPLATES[number][part] for number in numbers] for part in range(length)]))
    return groups


_PARTS: Final = sorted({part for parts in TEMPLATES for part in parts})
_GROUPS: Final = _by_length()
