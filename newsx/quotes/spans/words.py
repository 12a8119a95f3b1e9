"""Cuts a text into words and says of each what is known before any weight is asked: spelling, quote, name, sentence.

`features` and the recipe call it. The model is frozen with what is read here: change it and the model must be trained anew.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from newsx.lazy import lazy_pattern
from newsx.quotes.spans.ruled import rule_codes
from newsx.tagging.crf.words import hash_text, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.quotes.frames import Frame
    from newsx.quotes.marks import Paragraph
    from newsx.quotes.scene import Scene
    from newsx.tagging.crf.words import Bits, Hashes, Ints

_WORD = lazy_pattern(
    r"\d[\d.,]*\d|[A-Z](?:\.[A-Z])+\.?|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|Lt|Col)\.|\w+?(?=[’']s\b)|[’']s\b|"
    r"\w+(?:[’'\-/&]\w+)*|[^\w\s]"
)
# Words that are kept with what is known of their spelling.
_KEPT: Final = 1 << 14
# Where a word stands to the marks of a quote.
OUTSIDE, OPENS, INSIDE, CLOSES = 1, 2, 3, 4
# Whose name a word belongs to, and whether it is the name's first; a role that leads to a name.
_NAMES: Final = {"PERSON": 1, "ORG": 3}
ROLE: Final = 5


class Spelling(NamedTuple):
    """Hashes of a word, of it in small letters, of its shape and of its last three letters."""

    exact: int
    low: int
    shape: int
    suffix: int


@lru_cache(maxsize=_KEPT)
def spelling_of(word: str) -> Spelling:
    """Return what the letters of a word tell."""
    low = word.lower()
    return Spelling(hash_text(word), hash_text(low), hash_text(shape_of(word)), hash_text(low[-3:]))


class WordRow(NamedTuple):
    """The words of a text in order, an entry each: offsets, spelling, paragraph and sentence, marks, names, what rules say."""

    starts: Ints
    ends: Ints
    exact: Hashes
    low: Hashes
    shape: Hashes
    suffix: Hashes
    paragraph: Ints
    sentence: Ints
    marks: Hashes
    names: Hashes
    rules: Hashes


def read_words(scene: Scene, frames: Sequence[Frame | None], paragraphs: Sequence[Paragraph] | None = None) -> WordRow:
    """Return the words of a text, or of some of its paragraphs in order; `frames` are what the rules have found for each of its quotes."""
    found = [
        (match.start(), match.end(), *spelling_of(match.group()))
        for paragraph in (scene.paragraphs if paragraphs is None else paragraphs)
        for match in _WORD.finditer(scene.text, paragraph.start, paragraph.end)
    ]
    table = np.array(found, dtype=np.int64).reshape(len(found), 6)
    starts = np.ascontiguousarray(table[:, 0])
    exact, low, shape, suffix = table[:, 2:].astype(np.uint64).T.copy()
    paragraph = np.searchsorted([p.start for p in scene.paragraphs], starts, side="right") - 1
    return WordRow(
        starts,
        np.ascontiguousarray(table[:, 1]),
        exact,
        low,
        shape,
        suffix,
        paragraph,
        _numbered(paragraph, np.searchsorted(np.array(scene.ends, dtype=np.int64), starts, side="right")),
        _marks(scene, starts),
        _names(scene, starts),
        rule_codes(scene, frames, starts, paragraphs),
    )


def _numbered(paragraph: Ints, ends: Ints) -> Ints:
    """Return the number of each word's sentence: one goes on neither behind its end nor behind its paragraph."""
    changes: Bits = (np.diff(paragraph, prepend=-1) != 0) | (np.diff(ends, prepend=-1) != 0)
    numbers: Ints = np.cumsum(changes) - 1
    return numbers


def _marks(scene: Scene, starts: Ints) -> Hashes:
    state: Hashes = np.full(len(starts), OUTSIDE, dtype=np.uint64)
    for left, start, end, right in _at(
        starts, [(each.left, each.start, each.end, each.right) for each in scene.marked], 4
    ):
        state[left:right] = INSIDE
        state[left:start] = OPENS
        state[end:right] = CLOSES
    return state


def _names(scene: Scene, starts: Ints) -> Hashes:
    tags: Hashes = np.zeros(len(starts), dtype=np.uint64)
    roles = [(role.start, role.end) for person in scene.people for role in person.roles]
    for start, end in _at(starts, roles, 2):
        tags[start:end] = ROLE
    places = _at(starts, [(name.start, name.end) for name in scene.names], 2)
    for name, (start, end) in zip(scene.names, places, strict=True):
        tags[start:end] = _NAMES[name.label] + 1
        tags[start : min(start + 1, end)] = _NAMES[name.label]
    return tags


def _at(starts: Ints, offsets: Sequence[tuple[int, ...]], width: int) -> list[list[int]]:
    """Return for offsets of the text the numbers of the first words that do not begin before them."""
    flat: NDArray[np.int64] = np.array(offsets, dtype=np.int64).reshape(len(offsets), width)
    found: list[list[int]] = np.searchsorted(starts, flat).tolist()
    return found
