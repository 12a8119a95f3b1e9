"""Describes words for the linear model by their spelling alone: letters, case, clusters and flags of the lexicon.

`features` and `model` call it. A description is computed once per distinct word and kept (`WordTable`), so that a batch of
articles is array arithmetic from there on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Any, Final, Protocol
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    # Keys of features; hashes of texts (below 2**32, in 64 bits so that they can be mixed); numbers; true or false.
    Keys = NDArray[np.uint32]
    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int64]
    Bits = NDArray[np.bool_]


class Spellings(Protocol):
    """Gives the spelling of a word by its number, as spaCy's string store does."""

    def __getitem__(self, word: int, /) -> str:
        """Return the spelling of the word with that number."""
        ...


class Flag(IntFlag):
    """What a lexicon says of a word."""

    FIRST_NAME = 1
    PLACE = 2
    PLACE_PART = 4
    TITLE = 8
    ORG_WORD = 16
    SPEECH = 32
    PREPOSITION = 64
    DATE_WORD = 128
    COUNTRY = 256
    PLACE_WORD = 512


class Slot(IntEnum):
    """Properties of a word, in the order of the columns of `WordTable.slots`."""

    LOWER = 0
    SHAPE = 1
    CLUSTER_SMALL = 2
    CLUSTER_MIDDLE = 3
    CLUSTER_LARGE = 4
    FLAGS = 5
    FIRST_FLAG = 6
    SUFFIX3 = FIRST_FLAG + len(Flag)
    SUFFIX2 = SUFFIX3 + 1
    SUFFIX1 = SUFFIX3 + 2
    SUFFIX4 = SUFFIX3 + 3
    PREFIX1 = SUFFIX3 + 4
    PREFIX2 = SUFFIX3 + 5
    PREFIX3 = SUFFIX3 + 6
    PREFIX4 = SUFFIX3 + 7
    EXACT = SUFFIX3 + 8


SLOT_COUNT: Final = len(Slot) + len(Flag) - 1
MAX_SHAPE: Final = 8


class Kind(IntEnum):
    """What a token is to the tagger."""

    WORD = 0
    SPACE = 1
    LINE_BREAK = 2


class Case(IntEnum):
    """Letter case of a word."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3


# Distinct words kept; a word takes about 600 bytes.
MAX_WORDS: Final = 1 << 14


def hash_text(text: str) -> int:
    """Return a number below 2**32 for the text, the same on every machine (CRC-32 of its UTF-8)."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def shape_of(word: str) -> str:
    """Return the word's letters as X, x and d, runs cut to two, at most MAX_SHAPE characters long."""
    shape: list[str] = []
    for char in word[: 4 * MAX_SHAPE]:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
    return "".join(shape[:MAX_SHAPE])


def case_of(word: str) -> Case:
    """Return whether the word's letters are small, capital, or begin with a capital."""
    if not word[:1].isupper():
        return Case.LOWER if any(char.islower() for char in word) else Case.NONE
    return Case.UPPER if len(word) > 1 and word.isupper() else Case.TITLE


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Holds what is known of words beforehand: `hashes` sorted, `clusters` three numbers a word, `flags` a sum of Flag.

    `pairs` has a key (sorted) for every two words that follow each other in the name of a place.
    """

    hashes: Hashes
    clusters: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    pairs: Keys

    def find(self, candidates: Hashes) -> Ints:
        """Return for each row the entry of its first candidate (a column) that is in the lexicon, else -1."""
        found: Ints = np.full(len(candidates), -1, dtype=np.int64)
        if not len(self.hashes):
            return found
        for column in reversed(range(candidates.shape[1])):
            wanted = candidates[:, column]
            place = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
            found = np.where(self.hashes[place] == wanted, place, found)
        return found


class Rows:
    """An array that grows by rows; its room is doubled when used up, so that adding a few rows copies only those."""

    def __init__(self, first: NDArray[np.generic]) -> None:
        self._room = first
        self._count = len(first)

    def __len__(self) -> int:
        return self._count

    def add(self, rows: NDArray[np.generic]) -> None:
        """Append `rows`."""
        count = self._count + len(rows)
        if count > len(self._room):
            room = np.zeros((max(count, 2 * len(self._room)), *rows.shape[1:]), self._room.dtype)
            room[: self._count] = self.all
            self._room = room
        self._room[self._count : count] = rows
        self._count = count

    @property
    def all(self) -> NDArray[Any]:
        """Return all rows, not copied."""
        return self._room[: self._count]


class WordTable:
    """Keeps a row of properties for every distinct word seen; row 0 stands for what lies beyond a line's edge."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.clear()

    def clear(self) -> None:
        """Forget all words; only the edge is left."""
        self._rows: dict[int, int] = {}
        slots = np.zeros((1, SLOT_COUNT), dtype=np.uint64)
        slots[0, Slot.LOWER] = slots[0, Slot.SHAPE] = 1
        self._slots = Rows(slots)
        self._kind = Rows(np.zeros(1, dtype=np.uint8))
        self._case = Rows(np.zeros(1, dtype=np.uint8))
        self._flags = Rows(np.zeros(1, dtype=np.uint16))
        self._ends = Rows(np.ones(1, dtype=np.bool_))

    def __len__(self) -> int:
        return len(self._kind)

    @property
    def slots(self) -> Hashes:
        """Return the values of SLOT_COUNT properties (columns) of every row."""
        return self._slots.all

    @property
    def kind(self) -> NDArray[np.uint8]:
        """Return the Kind of every row."""
        return self._kind.all

    @property
    def case(self) -> NDArray[np.uint8]:
        """Return the Case of every row."""
        return self._case.all

    @property
    def flags(self) -> NDArray[np.uint16]:
        """Return the sum of Flag of every row."""
        return self._flags.all

    @property
    def ends(self) -> Bits:
        """Return for every row whether a sentence may begin behind it."""
        return self._ends.all

    def rows_of(self, texts: Sequence[Hashes], spellings: Spellings) -> Ints:
        """Return the row of every word of the texts, one text behind the other; words met for the first time are added.

        A word is given by its number in `spellings`, which must stand for the same spelling whenever it comes again.
        """
        distinct, inverse = np.unique(np.concatenate(texts), return_inverse=True)
        known = self._rows
        rows = [known.get(word, -1) for word in distinct.tolist()]
        new = [n for n, row in enumerate(rows) if row < 0]
        if new:
            self._add([spellings[int(distinct[n])] for n in new])
            for row, n in enumerate(new, start=len(self) - len(new)):
                known[int(distinct[n])] = rows[n] = row
        found: Ints = np.array(rows, dtype=np.int64)[inverse]
        return found

    def _add(self, words: Sequence[str]) -> None:
        strings, candidates, kinds, cases, ends = [], [], [], [], []
        for word in words:
            lower = word.lower()
            strings.append([hash_text(text) for text in _spellings(word, lower)])
            case = case_of(word)
            other = word.title() if case is Case.UPPER else lower
            candidates.append([hash_text(word), hash_text(other), hash_text(lower)])
            kinds.append(_kind_of(word))
            cases.append(case)
            ends.append(word in _SENTENCE_ENDS)
        slots = np.zeros((len(words), SLOT_COUNT), dtype=np.uint64)
        slots[:, _SPELLED] = np.array(strings, dtype=np.uint64)
        flags = self._look_up(slots, np.array(candidates, dtype=np.uint64))
        self._slots.add(slots)
        self._kind.add(np.array(kinds, dtype=np.uint8))
        self._case.add(np.array(cases, dtype=np.uint8))
        self._flags.add(flags)
        self._ends.add(np.array(ends, dtype=np.bool_))

    def _look_up(self, slots: Hashes, candidates: Hashes) -> NDArray[np.uint16]:
        """Write clusters and flags into `slots` and return the flags."""
        found = self.lexicon.find(candidates)
        known = found >= 0
        flags: NDArray[np.uint16] = np.zeros(len(slots), dtype=np.uint16)
        flags[known] = self.lexicon.flags[found[known]]
        slots[known, Slot.CLUSTER_SMALL : Slot.CLUSTER_LARGE + 1] = self.lexicon.clusters[found[known]]
        slots[:, Slot.FLAGS] = flags
        for bit in range(len(Flag)):
            slots[:, Slot.FIRST_FLAG + bit] = (flags >> bit) & 1
        return flags


_SPELLED: Final = [
    Slot.LOWER,
    Slot.SHAPE,
    Slot.SUFFIX3,
    Slot.SUFFIX2,
    Slot.SUFFIX1,
    Slot.SUFFIX4,
    Slot.PREFIX1,
    Slot.PREFIX2,
    Slot.PREFIX3,
    Slot.PREFIX4,
    Slot.EXACT,
]
_SENTENCE_ENDS: Final = frozenset(".!?:;…\"“”'‘’-–—•*|/()[]")


def _spellings(word: str, lower: str) -> tuple[str, ...]:
    """Return the texts behind the slots of _SPELLED, in that order."""
    return (
        lower,
        shape_of(word),
        lower[-3:],
        lower[-2:],
        lower[-1:],
        lower[-4:],
        lower[:1],
        lower[:2],
        lower[:3],
        lower[:4],
        word,
    )


def _kind_of(word: str) -> Kind:
    if not word.isspace():
        return Kind.WORD
    return Kind.LINE_BREAK if len(f"|{word}|".splitlines()) > 1 else Kind.SPACE
