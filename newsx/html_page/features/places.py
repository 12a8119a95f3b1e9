"""Features of place: where each block stands on its page, and how its kin fare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.html_page.features.layout import numbered
from newsx.html_page.features.shingles import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.html_page.blocks import Block
    from newsx.html_page.features.layout import Floats, Groups, Layout

    Doubles = NDArray[np.float64]

# A block of so many words that is not mostly link is prose.
MIN_PROSE = 10
# A block of fewer words says nothing of where the article begins and ends.
MIN_VOTED = 4


def place_columns(
    blocks: Sequence[Block], words: Sequence[Sequence[str]], layout: Layout, *, vote: Floats, headline: str
) -> Floats:
    """Return columns of position, of kin, of the headline and of the part of the page that was voted for."""
    count = len(blocks)
    sizes = np.array([len(tokens) for tokens in words], np.float64)
    lengths = np.array([len(block.text) for block in blocks])
    linked = np.array([block.linked for block in blocks])
    prose = np.where((sizes >= MIN_PROSE) & (2 * linked < lengths), sizes, 0.0)
    voted = vote * sizes
    total, voted_total = max(1.0, sizes.sum()), max(1.0, voted.sum())
    index = np.arange(count)
    at_vote = np.flatnonzero((vote > 0.5) & (sizes >= MIN_VOTED))
    first, last = (int(at_vote[0]), int(at_vote[-1])) if len(at_vote) else (-1, -1)
    heading = np.maximum.accumulate(np.where(layout.levels > 0, index, -1))
    columns = [
        index / count,
        (np.cumsum(sizes) - sizes) / total,
        (np.cumsum(voted) - voted) / voted_total,
        *_kin(layout, sizes, voted, prose, total=total, voted_total=voted_total),
        _repeated(blocks),
        *_headline(words, WORD.findall(headline.lower())),
        _distance(index, first),
        _distance(index, last),
        np.where(heading >= 0, np.log1p(index - heading), -1.0),
        *(np.full(count, np.log1p(size)) for size in (total, voted_total, count)),
    ]
    return np.column_stack(columns).astype(np.float32)


def _kin(
    layout: Layout, sizes: Doubles, voted: Doubles, prose: Doubles, *, total: float, voted_total: float
) -> list[Doubles]:
    """Return words, votes, prose and number of the blocks with the same parent, the same grandparent, the same tags and classes."""
    columns = []
    for groups in (layout.parents, layout.grands, layout.kin):
        size, votes, text = (_summed(groups, weights) for weights in (sizes, voted, prose))
        columns += [np.log1p(size), votes / np.maximum(1, size), text / total, votes / voted_total]
        if groups is not layout.grands:
            columns.append(np.log1p(_summed(groups, np.ones(len(groups)))))
    return columns


def _summed(groups: Groups, weights: Doubles) -> Doubles:
    """Return for each block the sum of `weights` over its group."""
    sums: Doubles = np.bincount(groups, weights).astype(np.float64, copy=False)[groups]
    return sums


def _repeated(blocks: Sequence[Block]) -> Doubles:
    """Return 1 where the text of a block stands on the page more than once."""
    groups = numbered([block.text for block in blocks])
    return np.where(_summed(groups, np.ones(len(groups))) > 1, 1.0, 0.0)


def _headline(words: Sequence[Sequence[str]], title: list[str]) -> list[Doubles]:
    """Return how much of the headline a block holds, whether it is it, whether the page shows it, and the distance to it."""
    count = len(words)
    names = frozenset(title)
    overlap = np.array([len(names.intersection(tokens)) for tokens in words]) / max(1, len(names))
    wanted = tuple(title)
    same = np.array([tokens == wanted for tokens in words]) & bool(title)
    shown = int(np.argmax(same)) if same.any() else -1
    return [overlap, same, np.full(count, float(shown >= 0)), _distance(np.arange(count), shown)]


def _distance(index: NDArray[np.intp], origin: int) -> Doubles:
    """Return the signed logarithm of the distance to `origin`, 0 where there is none (-1)."""
    if origin < 0:
        return np.zeros(len(index))
    steps = index - origin
    distance: Doubles = np.copysign(np.log1p(np.abs(steps)), steps)
    return distance
