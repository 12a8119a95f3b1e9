"""The features of a page's blocks that tell article text from boilerplate: words, markup, place, neighbours, votes.

Called by `newsx.html_page.body` and by the recipe that trains `models/html_body`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.html_page.features.layout import Layout, read_layout
from newsx.html_page.features.places import place_columns
from newsx.html_page.features.shingles import shingle_share, votes_of
from newsx.html_page.features.wording import COLUMNS, read_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.html_page.blocks import Block
    from newsx.html_page.features.layout import Floats
    from newsx.html_page.features.wording import Wording

__all__ = [
    "Layout",
    "block_features",
    "blocks_worth_asking",
    "read_layout",
    "read_wording",
    "shingle_share",
    "votes_of",
    "worth_asking",
]

# A block of which links make up this share is a pointer to something else.
MAX_LINKED = 0.8
# Neighbours are told by their first columns: words, links, end mark, small words, cue.
_TOLD = 5
_REACH = 2
# Columns of the table.
LINKED = 1
VOTE = -2 * _REACH * (_TOLD + 1) - 3


def block_features(
    blocks: Sequence[Block],
    words: Sequence[Wording],
    layout: Layout,
    *,
    vote: Floats,
    headline: str,
    stated: Floats | None,
    asked: NDArray[np.bool_] | None = None,
) -> Floats:
    """Return the table of features (blocks by features) that the model reads; only the rows of the blocks `asked`, if that is given.

    `words` and `layout` are what `read_wording` and `read_layout` say of `blocks`; `vote` is for each block the share of it
    that trafilatura keeps, `stated` the share that the body stated in the page's JSON-LD holds (None when it states none);
    `headline` is the page's headline.
    """
    count = len(blocks)
    rows = np.arange(count) if asked is None else np.flatnonzero(asked)
    own = _own(
        blocks, words, needed=range(count) if asked is None else np.flatnonzero(_with_neighbours(asked)).tolist()
    )
    places = place_columns(blocks, [word.tokens for word in words], layout, vote=vote, headline=headline)
    stated = np.stack([np.zeros(count) if stated is None else stated, np.full(count, stated is not None)])
    table = [
        own[rows],
        layout.table[rows],
        places[rows],
        vote[rows, None],
        stated.T[rows],
        _neighbours(np.column_stack([own[:, :_TOLD], vote]))[rows],
    ]
    return np.hstack(table, dtype=np.float32)


def worth_asking(table: Floats) -> NDArray[np.bool_]:
    """Return which rows of a table of features may be body at all.

    The others are mostly link, and trafilatura keeps nothing of them nor of the two blocks before and behind: 62 % of all
    blocks of the training pages, with 0.07 % of the words of the bodies. The model has not been trained on them either.
    """
    return _worth(table[:, LINKED], table[:, VOTE])


def blocks_worth_asking(blocks: Sequence[Block], vote: Floats) -> NDArray[np.bool_]:
    """Return the same as `worth_asking`, told before there are features: the others need none."""
    return _worth(_linked(blocks), vote)


def _worth(linked: Floats, vote: Floats) -> NDArray[np.bool_]:
    """Return which blocks may be body, from the share of each that is link and the vote for it."""
    worth: NDArray[np.bool_] = _with_neighbours(vote > 0) | (linked < MAX_LINKED)
    return worth


def _with_neighbours(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the chosen ones, the two before each and the two after each."""
    padded = np.pad(chosen, _REACH)
    near: NDArray[np.bool_] = np.logical_or.reduce(
        [padded[step : step + len(chosen)] for step in range(2 * _REACH + 1)]
    )
    return near


def _linked(blocks: Sequence[Block]) -> Floats:
    """Return the share of each block that is link."""
    shares = [min(1.0, block.linked / _visible(block)) for block in blocks]
    return np.array(shares, np.float32)


def _visible(block: Block) -> int:
    """Return the number of characters of a block that are no spaces, at least 1."""
    return max(1, len(block.text) - block.text.count(" "))


def _own(blocks: Sequence[Block], words: Sequence[Wording], *, needed: Sequence[int]) -> Floats:
    """Return what each block that is `needed` says by itself: its words, and how much of it is linked and emphasised; else zeros."""
    table = np.frombuffer(b"".join([words[i].row for i in needed]), np.float32).reshape(len(needed), COLUMNS)
    told = [blocks[i] for i in needed]
    emphasised = np.array([min(1.0, block.emphasised / _visible(block)) for block in told], np.float32)
    own = np.zeros((len(blocks), COLUMNS + 2), np.float32)
    own[needed] = np.column_stack([table[:, :1], _linked(told), table[:, 1:], emphasised])
    return own


def _neighbours(told: Floats) -> Floats:
    """Return what the two blocks before and the two after each block are like; -1 beyond the ends of the page."""
    count = len(told)
    padded = np.pad(told, ((_REACH, _REACH), (0, 0)), constant_values=-1)
    return np.hstack([padded[_REACH + step : _REACH + step + count] for step in range(-_REACH, _REACH + 1) if step])
