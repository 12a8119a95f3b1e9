"""Where the blocks of a page stand in its tree: their elements, what those above are called, and who stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsx.extraction.cues import CLASS_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from newsx.metadata.blocks import Block

    Floats = NDArray[np.float32]
    Groups = NDArray[np.intp]

_TAGS = ("p", "h", "li", "div", "td", "blockquote", "figcaption", "section", "br")
_TAG_NUMBERS = {
    **{name: number for number, name in enumerate(_TAGS)},
    **dict.fromkeys(("th", "dd", "dt"), _TAGS.index("td")),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _TAGS.index("h")),
}
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "form",
    "table",
    "ul",
    "blockquote",
    "section",
    "button",
)
_CONTAINER_NUMBERS = {
    **{name: number for number, name in enumerate(_CONTAINERS)},
    **dict.fromkeys(("ol", "dl"), _CONTAINERS.index("ul")),
}
_NAMING = ("class", "id", "data-testid", "data-component", "itemprop")
# Names are read so far, and classes so far where blocks with the same one are counted.
_MAX_NAMES = 300
_MAX_CLASS = 80
# Steps up the tree beyond which an ancestor says nothing about a block.
_FAR = 50
_NEVER = -(10**6)


@dataclass(frozen=True, slots=True)
class Layout:
    """`table` is features (blocks by features); the other arrays give for each block the number of its group.

    Blocks of one `parents` have the same element above them, of one `grands` the same element above that; blocks of one `kin`
    have the same tags and classes. `levels` is the level of headings, 0 for other blocks.
    """

    table: Floats
    parents: Groups
    grands: Groups
    kin: Groups
    levels: NDArray[np.intp]


class _Spot(NamedTuple):
    """An element: its depth, the depths at which each container and class cue stood last on the way to it, and its kin."""

    depth: int
    above: tuple[int, ...]
    parent: HtmlElement | None
    name: str


def read_layout(blocks: Sequence[Block]) -> Layout:
    """The layout of `blocks`, whose elements still stand in the tree of the page."""
    spots: dict[HtmlElement, _Spot] = {}
    found = [_spot(block.element, spots) for block in blocks]
    holders = [
        spot.parent if spot.parent is not None else block.element for spot, block in zip(found, blocks, strict=True)
    ]
    levels = np.array([_LEVELS.get(block.element.tag, 0) for block in blocks], np.intp)
    return Layout(
        table=np.hstack([_tags(blocks, levels), _ancestry(found)]),
        parents=numbered(holders),
        grands=numbered([spots[holder].parent for holder in holders]),
        kin=numbered([(spots[holder].name, spot.name) for holder, spot in zip(holders, found, strict=True)]),
        levels=levels,
    )


def numbered(things: Sequence[object]) -> Groups:
    """The number of the group of equal `things` each belongs to."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(thing, len(numbers)) for thing in things], np.intp)


def _tags(blocks: Sequence[Block], levels: NDArray[np.intp]) -> Floats:
    """One column a kind of element, and the level of headings."""
    table = np.zeros((len(blocks), len(_TAGS) + 1), np.float32)
    kinds = [_TAG_NUMBERS.get(block.element.tag, -1) for block in blocks]
    table[np.arange(len(blocks)), kinds] = 1
    table[:, -1] = levels
    return table


def _ancestry(spots: Sequence[_Spot]) -> Floats:
    """Depth, nearness (1 / (1 + steps)) of each container and class cue, and which class cues are the element's or its parent's."""
    rows = numbered([spot.above for spot in spots])
    seen = np.array(list(dict.fromkeys(spot.above for spot in spots)))
    depths = np.array([spot.depth for spot in spots])[:, None]
    steps = np.minimum(_FAR, depths - seen[rows])
    return np.hstack([depths, 1 / (1 + steps), steps[:, len(_CONTAINERS) :] <= 1]).astype(np.float32)


def _spot(element: HtmlElement, spots: dict[HtmlElement, _Spot]) -> _Spot:
    chain = []
    node: HtmlElement | None = element
    while node is not None and node not in spots:
        chain.append(node)
        node = node.getparent()
    spot = spots[node] if node is not None else _Spot(0, (_NEVER,) * (len(_CONTAINERS) + len(CLASS_WORDS)), None, "")
    for step in reversed(chain):
        spot = spots[step] = _below(step, node, spot)
        node = step
    return spot


def _below(element: HtmlElement, parent: HtmlElement | None, above: _Spot) -> _Spot:
    """The spot of `element`, whose parent's is `above`."""
    tag = element.tag
    attributes = dict(element.items())
    names = [attributes[name] for name in _NAMING if name in attributes]
    marks = list(_class_cues(" ".join(names))) if names and tag not in {"body", "html"} else []
    if tag in _CONTAINER_NUMBERS:
        marks.append(_CONTAINER_NUMBERS[tag])
    depths = above.above
    if marks:
        changed = list(depths)
        for mark in marks:
            changed[mark] = above.depth + 1
        depths = tuple(changed)
    return _Spot(above.depth + 1, depths, parent, f"{tag}.{attributes.get('class', '')[:_MAX_CLASS]}")


@lru_cache(maxsize=8192)
def _class_cues(names: str) -> tuple[int, ...]:
    """The columns of the groups of class words in `names`; cached, for the pages of a site use the same names over and over."""
    names = names[:_MAX_NAMES].lower()
    return tuple(
        len(_CONTAINERS) + number for number, words in enumerate(CLASS_WORDS) if any(word in names for word in words)
    )
