"""Sums the weights of the features of many rows at once; `model` and the labeller of quotes call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsx.tagging.crf.words import Bits, Ints, Keys

# Keys are looked up in a table by this many of their upper bits: more than half of the unknown keys end there.
_BUCKET_BITS: Final = 19
# Positions weighed at once: bounds what a text of a million words takes.
_BLOCK: Final = 1 << 13


class WeightTable:
    """A table from feature keys (sorted) to one weight a label (int8)."""

    def __init__(self, keys: Keys, table: NDArray[np.int8]) -> None:
        self._keys = keys
        self._table = table
        self._first, self._fullest = _buckets(keys)

    def sums(self, keys: Keys, there: Bits | None = None) -> NDArray[np.int32]:
        """Return the sum of the weights of each row of `keys` (a column a label), where they are there and known."""
        scores = np.zeros((len(keys), self._table.shape[1]), dtype=np.int32)
        for first in range(0, len(keys), _BLOCK):
            block = slice(first, first + _BLOCK)
            at, entry = self._find(keys[block].ravel(), None if there is None else there[block].ravel())
            if len(at):
                rows = at // keys.shape[1]
                starts = np.flatnonzero(np.diff(rows, prepend=-1))
                found = self._table.take(entry, axis=0)
                scores[first + rows[starts]] = np.add.reduceat(found, starts, axis=0, dtype=np.int32)
        return scores

    def _find(self, keys: Keys, there: Bits | None) -> tuple[Ints, NDArray[np.int32]]:
        """Return the places in `keys`, in order, of those the model has, and their rows in the table."""
        entry = self._first.take(keys >> np.uint32(32 - _BUCKET_BITS))
        maybe = entry >= 0 if there is None else (entry >= 0) & there
        at = np.flatnonzero(maybe)
        wanted, entry = keys[at], entry[at]
        known = self._keys
        rows: NDArray[np.int32] = np.full(len(keys), -1, dtype=np.int32)
        for _ in range(self._fullest):
            found = known.take(entry)
            hit = found == wanted
            rows[at[hit]] = entry[hit]
            # Keys are sorted, so a wanted key below the one found is not there.
            rest = np.flatnonzero((found < wanted) & (entry < len(known) - 1))
            at, wanted, entry = at[rest], wanted[rest], entry[rest] + 1
            if not len(at):
                break
        places: Ints = np.flatnonzero(rows >= 0)
        return places, rows[places]


def _buckets(keys: Keys) -> tuple[NDArray[np.int32], int]:
    """Return for each value of the upper bits the first entry of the sorted keys that has it (-1: none), and the most in one."""
    upper = keys >> np.uint32(32 - _BUCKET_BITS)
    first: NDArray[np.int32] = np.full(1 << _BUCKET_BITS, -1, dtype=np.int32)
    first[upper[::-1]] = np.arange(len(keys) - 1, -1, -1, dtype=np.int32)
    return first, int(np.bincount(upper).max(initial=0))
