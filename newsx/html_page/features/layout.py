"""Features of markup: where the blocks of a page stand in its tree: their elements, what those above are called, and who stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from newsx.html_page.features.cues import CLASS_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from newsx.html_page.blocks import Block

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
_CONTAINER_MARKS = {
    **{name: (number,) for number, name in enumerate(_CONTAINERS)},
    **dict.fromkeys(("ol", "dl"), (_CONTAINERS.index("ul"),)),
}
_NAMING = ("class", "id", "data-testid", "data-component", "itemprop")
_NAMING_SET = frozenset(_NAMING)
# Names are read so far, and classes so far where blocks with the same one are counted.
_MAX_NAMES = 300
_MAX_CLASS = 80
# Steps up the tree beyond which an ancestor says nothing about a block.
_FAR = 50
_NEVER = -(10**6)
_NEARNESS = (1 / (1 + np.arange(_FAR + 1))).astype(np.float32)


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


# An element: its depth, the number of its row in `_Chart.rows`, the element above it, and its tag and class.
_Spot = tuple[int, int, "HtmlElement | None", str]


class _Chart:
    """Where elements stand; each is looked at once, with all above it.

    `rows` are the depths at which each container and class cue stood last on the way to an element. Elements with the same
    ones share a row.
    """

    def __init__(self) -> None:
        self.spots: dict[HtmlElement | None, _Spot] = {None: (0, 0, None, "")}
        self.rows: list[tuple[int, ...]] = [(_NEVER,) * (len(_CONTAINERS) + len(CLASS_WORDS))]
        self._below: dict[tuple[int, int, tuple[int, ...]], int] = {}

    def spot(self, element: HtmlElement) -> _Spot:
        """Return the spot of an element."""
        spots = self.spots
        chain = []
        node: HtmlElement | None = element
        while node is not None and node not in spots:
            chain.append(node)
            node = node.getparent()
        spot = spots[node]
        for step in reversed(chain):
            depth, row = spot[0] + 1, spot[1]
            tag = step.tag
            marks, style = _marks(step, tag)
            spot = spots[step] = (depth, self._row(row, depth, marks) if marks else row, node, f"{tag}.{style}")
            node = step
        return spot

    def _row(self, row: int, depth: int, marks: tuple[int, ...]) -> int:
        """Return the row of an element with these marks below one with that row."""
        number = self._below.setdefault((row, depth, marks), len(self.rows))
        if number == len(self.rows):
            depths = list(self.rows[row])
            for mark in marks:
                depths[mark] = depth
            self.rows.append(tuple(depths))
        return number


def read_layout(blocks: Sequence[Block]) -> Layout:
    """Return the layout of `blocks`, whose elements still stand in the tree of the page."""
    chart = _Chart()
    elements = [block.element for block in blocks]
    spots = chart.spots
    found = [spots.get(element) or chart.spot(element) for element in elements]
    holders = [element if spot[2] is None else spot[2] for spot, element in zip(found, elements, strict=True)]
    tags = [element.tag for element in elements]
    levels = np.array([_LEVELS.get(tag, 0) for tag in tags], np.intp)
    above = [spots[holder] for holder in holders]
    return Layout(
        table=np.hstack([_tags(tags, levels), _ancestry(found, chart.rows)]),
        parents=numbered(holders),
        grands=numbered([spot[2] for spot in above]),
        kin=numbered([(one[3], spot[3]) for one, spot in zip(above, found, strict=True)]),
        levels=levels,
    )


def numbered(things: Sequence[object]) -> Groups:
    """Return the number of the group of equal `things` each belongs to."""
    numbers = {thing: number for number, thing in enumerate(dict.fromkeys(things))}
    return np.array([numbers[thing] for thing in things], np.intp)


def _tags(tags: Sequence[str], levels: NDArray[np.intp]) -> Floats:
    """Return one column a kind of element, and the level of headings."""
    table = np.zeros((len(tags), len(_TAGS) + 1), np.float32)
    table[np.arange(len(tags)), [_TAG_NUMBERS.get(tag, -1) for tag in tags]] = 1
    table[:, -1] = levels
    return table


def _ancestry(spots: Sequence[_Spot], rows: Sequence[tuple[int, ...]]) -> Floats:
    """Return depth, nearness (1 / (1 + steps)) of each container and class cue, and which class cues are the element's or its parent's."""
    depths = np.array([spot[0] for spot in spots])[:, None]
    steps = np.minimum(_FAR, depths - np.array(rows)[[spot[1] for spot in spots]])
    return np.hstack([depths, _NEARNESS[steps], steps[:, len(_CONTAINERS) :] <= 1], dtype=np.float32)


def _marks(element: HtmlElement, tag: str) -> tuple[tuple[int, ...], str]:
    """Return the containers and class cues that an element is, and its class."""
    container = _CONTAINER_MARKS.get(tag, ())
    items = element.items()
    if not items or (len(items) == 1 and items[0][0] not in _NAMING_SET):
        return container, ""
    attributes = dict(items)
    if _NAMING_SET.isdisjoint(attributes):
        return container, ""
    style = attributes.get("class", "")[:_MAX_CLASS]
    if tag in {"body", "html"}:
        return container, style
    return _class_cues(" ".join([attributes[name] for name in _NAMING if name in attributes])) + container, style


@lru_cache(maxsize=8192)
def _class_cues(names: str) -> tuple[int, ...]:
    """Return the columns of the groups of class words in `names`; cached, for the pages of a site use the same names over and over."""
    names = names[:_MAX_NAMES].lower()
    return tuple(
        len(_CONTAINERS) + number for number, words in enumerate(CLASS_WORDS) if any(word in names for word in words)
    )
