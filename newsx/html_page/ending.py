"""Where the body of a page ends: a third look at the blocks around the last one that is kept.

Called by `newsx.html_page.body` and by the recipe that trains `models/html_body/ending.npz`. The models before judge each block for itself, and notes that
sites put behind an article ("The authors are …", a journal's reference, what else to read) read like it: of several such, some stay. Here each block is
asked whether it is the last one, and the answers are weighed against what the other models say of the blocks that would be cut or added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    best, highest = current, np.log(likely[current] + _FLOOR)
    for end, chance in likely.items():
        if end == current or (end < current and end not in kept):
            continue
        cut = [index for index in kept if index > end]
        added = [index for index in likely if current < index <= end]
        if sum(sizes[index] for index in cut) > most_cut or sum(sizes[index] for index in added) > MOST_ADDED:
            continue
        if any(probabilities[index] < LEAST_ADDED for index in added):
            continue
        # Blocks of one page are no independent witnesses: their log-odds count by the root of their number.
        score = (
            np.log(chance + _FLOOR)
            + odds[added].sum() / max(1, len(added)) ** 0.5
            - odds[cut].sum() / max(1, len(cut)) ** 0.5
        )
        if score > highest:
            best, highest = end, score
    return best
