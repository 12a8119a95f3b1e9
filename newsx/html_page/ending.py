"""Where the body of a page ends: a third look at the blocks around the last one that is kept.

Called by `newsx.html_page.body` and by the recipe that trains `models/html_body/ending.npz`. The models before judge each block for itself, and notes that
sites put behind an article ("The authors are …", a journal's reference, what else to read) read like it: of several such, some stay. Here each block is
asked whether it is the last one, and the answers are weighed against what the other models say of the blocks that would be cut or added.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.html_page.edges import Doubles, Places
    from newsx.html_page.features.layout import Floats

KEPT = 0.5
# What one decision may cut, in words and as a share of the body, and what it may add: more were tried, F1 falls.
MOST_CUT = 150
MOST_CUT_SHARE = 0.2
MOST_ADDED = 60
# A block below this is no part of the article, whatever stands behind it.
LEAST_ADDED = 0.03
_TOLD = 3
_FLOOR = 1e-4
_CERTAIN = 1e-3


def ending_rows(table: Floats, chances: Doubles) -> Floats:
    """Return the features of the blocks that were looked at again: theirs for the second model, and its answers around each.

    Then how many kept blocks stand behind a block, and how many up to it.
    """
    count = len(chances)
    around = np.pad(chances, _TOLD, constant_values=-1)
    up_to = np.cumsum(chances >= KEPT)
    columns = [chances, *(around[_TOLD + step : _TOLD + step + count] for step in (-3, -2, -1, 1, 2, 3))]
    return np.hstack([table, np.column_stack([*columns, up_to[-1] - up_to, up_to])], dtype=np.float32)


def choose_end(
    kept: Sequence[int], chosen: Places, probabilities: Doubles, endings: Doubles, sizes: Sequence[int]
) -> int:
    """Return the index of the block that ends the body: the last of the `kept` ones, one before it, or one of the `chosen` behind it.

    `probabilities` and `sizes`, in words, are those of all blocks; `endings` how likely each of the `chosen` is the last.
    """
    likely = dict(zip(chosen.tolist(), endings.tolist(), strict=True))
    current = kept[-1]
    if current not in likely:
        return current
    clipped = probabilities.clip(_CERTAIN, 1 - _CERTAIN)
    odds = np.log(clipped / (1 - clipped))
    most_cut = min(MOST_CUT, MOST_CUT_SHARE * sum(sizes[index] for index in kept))
    cut = [(end, -sum_of_odds) for end, sum_of_odds in _cut(kept, odds, sizes, most_cut)]
    behind = [index for index in likely if index > current]
    ends = [(current, 0.0), *cut, *_added(behind, odds, sizes, probabilities)]
    return max(ends, key=lambda each: np.log(likely.get(each[0], 0.0) + _FLOOR) + each[1])[0]


def _cut(kept: Sequence[int], odds: Doubles, sizes: Sequence[int], most: float) -> Iterator[tuple[int, float]]:
    """Yield the kept blocks before the last, backwards, as ends; each with the weight of what would be cut."""
    words, total = 0, 0.0
    for number, (index, end) in enumerate(pairwise(reversed(kept)), start=1):
        words += sizes[index]
        if words > most:
            return
        total += odds[index]
        yield end, total / number**0.5


def _added(
    behind: Sequence[int], odds: Doubles, sizes: Sequence[int], probabilities: Doubles
) -> Iterator[tuple[int, float]]:
    """Yield the blocks behind the last kept one, in order, as ends; each with the weight of what would be added.

    Blocks of one page are no independent witnesses: their log-odds count by the root of their number, here as in `_cut`.
    """
    words, total = 0, 0.0
    for number, index in enumerate(behind, start=1):
        words += sizes[index]
        if words > MOST_ADDED or probabilities[index] < LEAST_ADDED:
            return
        total += odds[index]
        yield index, total / number**0.5
