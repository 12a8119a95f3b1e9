"""Blocks of a page -> numbers that tell article text from what stands around it: words, markup, place, neighbours, votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.extraction.features.layout import Layout, read_layout
from newsx.extraction.features.places import place_columns
from newsx.extraction.features.shingles import shingle_share, votes_of
from newsx.extraction.features.wording import COLUMNS, read_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.extraction.features.layout import Floats
    from newsx.extraction.features.wording import Wording
    from newsx.metadata.blocks import Block

__all__ = ["Layout", "block_features", "read_layout", "read_wording", "shingle_share", "votes_of", "worth_asking"]

# A block of which links make up this share is a pointer to something else.
MAX_LINKED = 0.8
# Neighbours are told by their first columns: words, links, end mark, small words, cue.
_TOLD = 5
_REACH = 2
_TOLD_IN_ALL = 2 * _REACH * (_TOLD + 1)
# Columns of the table.
LINKED = 1
VOTE = -_TOLD_IN_ALL - 3


def block_features(
    blocks: Sequence[Block],
    words: Sequence[Wording],
    layout: Layout,
    *,
    vote: Floats,
    headline: str,
    stated: Floats | None,
) -> Floats:
    """The table of features (blocks by features) that the model reads.

    `words` and `layout` are what `read_wording` and `read_layout` say of `blocks`; `vote` is for each block the share of it
    that trafilatura keeps, `stated` the share that the body stated in the page's JSON-LD holds (None when it states none);
    `headline` is the page's headline.
    """
    own = _own(blocks, words)
    count = len(blocks)
    is_stated = np.full(count, stated is not None, np.float32)
    table = [
        own,
        layout.table,
        place_columns(blocks, [word.tokens for word in words], layout, vote=vote, headline=headline),
        np.column_stack([vote, np.zeros(count, np.float32) if stated is None else stated, is_stated]),
        _neighbours(np.column_stack([own[:, :_TOLD], vote])),
    ]
    return np.hstack(table, dtype=np.float32)


def worth_asking(table: Floats) -> NDArray[np.bool_]:
    """Which rows of a table of features may be body at all.

    The others are mostly link, and trafilatura keeps nothing of them nor of the two blocks before and behind: 62 % of all
    blocks of the training pages, with 0.07 % of the words of the bodies. The model has not been trained on them either.
    """
    beside = table[:, -_TOLD_IN_ALL:].reshape(len(table), 2 * _REACH, _TOLD + 1)[:, :, _TOLD]
    unvoted = (table[:, VOTE] <= 0) & (beside.max(axis=1) <= 0)
    worth: NDArray[np.bool_] = ~(unvoted & (table[:, LINKED] >= MAX_LINKED))
    return worth


def _own(blocks: Sequence[Block], words: Sequence[Wording]) -> Floats:
    """What each block says by itself: its words, and how much of it is linked and emphasised."""
    table = np.frombuffer(b"".join([word.row for word in words]), np.float32).reshape(len(blocks), COLUMNS)
    visible = np.array([max(1, len(block.text) - block.text.count(" ")) for block in blocks])
    linked = np.minimum(1, np.array([block.linked for block in blocks]) / visible)
    emphasised = np.minimum(1, np.array([block.emphasised for block in blocks]) / visible)
    return np.column_stack([table[:, :1], linked, table[:, 1:], emphasised]).astype(np.float32)


def _neighbours(told: Floats) -> Floats:
    """What the two blocks before and the two after each block are like; -1 beyond the ends of the page."""
    count = len(told)
    padded = np.pad(told, ((_REACH, _REACH), (0, 0)), constant_values=-1)
    return np.hstack([padded[_REACH + step : _REACH + step + count] for step in range(-_REACH, _REACH + 1) if step])
