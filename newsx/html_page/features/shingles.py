"""Shares of 4-grams: how much of a text stands in another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

WORD = lazy_pattern(r"\w+")
_SIZE = 4


def shingle_share(
    words: Sequence[str], shingles: AbstractSet[tuple[str, ...]], lines: AbstractSet[str] = frozenset()
) -> float:
    """Return the share (0 to 1) of the 4-grams of `words` in `shingles`; a text of up to three words must be one of `lines`."""
    if len(words) < _SIZE:
        return 1.0 if lines and " ".join(words) in lines else 0.0
    grams = grams_of(words)
    return sum(map(shingles.__contains__, grams)) / len(grams)


def grams_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the 4-grams of `words` in order."""
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def votes_of(blocks: Sequence[Sequence[str]], text: str) -> NDArray[np.float32]:
    """Return for each block, given as its lower-case words, how much of it stands in `text`, the body that another extractor found."""
    spoken = [WORD.findall(line) for line in text.lower().split("\n")]
    lines = {*map(tuple, spoken)}
    shingles = set(grams_of(list(chain.from_iterable(spoken))))
    return np.array(
        # A block that is a line of the text, as most of its blocks are, need not be taken apart.
        [1.0 if tuple(words) in lines else shingle_share(words, shingles) for words in blocks],
        np.float32,
    )
