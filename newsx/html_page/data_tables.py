"""Tables of figures within an article, one line a row (called by `newsx.html_page.body`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lxml.html import HtmlElement

    from newsx.html_page.blocks import Block

    Rows = dict[HtmlElement, dict[HtmlElement, list[int]]]

CELL_JOINT = " | "
_CELLS = frozenset({"td", "th"})
# A table whose cells hold more than this lays out the page.
LONGEST_CELL = 120
# A table of figures has at least so many rows, and rows of at least two cells.
MIN_ROWS = 2
# A table of more links than this is a menu or a list of stories.
MAX_LINKED = 0.5
# A table stands in the text where its parent, or the parent of a box around it, holds the paragraphs on both sides.
_BOXES = 2


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of figures: for each row the indexes of its blocks; and the blocks on both sides where they are paragraphs of the same parent."""

    rows: tuple[tuple[int, ...], ...]
    around: tuple[int, int] | None

    @property
    def cells(self) -> list[int]:
        """The indexes of all its blocks."""
        return [index for row in self.rows for index in row]


def read_tables(blocks: Sequence[Block]) -> list[DataTable]:
    """Return the tables of figures among the blocks of a page, in order; to be called before the page's tree is pruned.

    Tables that lay out the page, with cells of paragraphs, are none.
    """
    rows: Rows = {}
    for index, block in enumerate(blocks):
        cell = _cell_of(block.element)
        row = None if cell is None else cell.getparent()
        if row is not None and row.tag == "tr":
            rows.setdefault(row, {}).setdefault(cell, []).append(index)
    tables: dict[HtmlElement, Rows] = {}
    for row, cells in rows.items():
        table = next(row.iterancestors("table"), None)
        if table is not None:
            tables.setdefault(table, {})[row] = cells
    figures = {table: _indexes(lines) for table, lines in tables.items() if _holds_figures(lines, blocks)}
    cells_of_all = {index for lines in figures.values() for row in lines for index in row}
    return [DataTable(lines, _around(table, lines, blocks, cells_of_all)) for table, lines in figures.items()]


def _indexes(rows: Rows) -> tuple[tuple[int, ...], ...]:
    """Return the indexes of the blocks of rows."""
    return tuple(tuple(index for indexes in cells.values() for index in indexes) for cells in rows.values())


def _cell_of(element: HtmlElement) -> HtmlElement | None:
    """Return the cell that holds an element, or is it; None where it stands in no cell or deep in one."""
    if element.tag in _CELLS:
        return element
    parent = element.getparent()
    return parent if parent is not None and parent.tag in _CELLS else None


def _holds_figures(rows: Rows, blocks: Sequence[Block]) -> bool:
    """Return whether rows are those of a table of short cells, each of one block, few of them links."""
    cells = [indexes for row in rows.values() for indexes in row.values()]
    if any(len(indexes) > 1 or len(blocks[indexes[0]].text) > LONGEST_CELL for indexes in cells):
        return False
    size = sum(len(blocks[indexes[0]].text) for indexes in cells)
    linked = sum(blocks[indexes[0]].linked for indexes in cells)
    return sum(len(row) > 1 for row in rows.values()) >= MIN_ROWS and linked <= MAX_LINKED * size


def _around(
    table: HtmlElement, rows: Sequence[Sequence[int]], blocks: Sequence[Block], cells: Collection[int]
) -> tuple[int, int] | None:
    """Return the blocks before and behind a table, other tables aside, if its parent, or that of the box around it, is theirs."""
    before, behind = rows[0][0] - 1, rows[-1][-1] + 1
    while before in cells:
        before -= 1
    while behind in cells:
        behind += 1
    if before < 0 or behind >= len(blocks):
        return None
    parents = {_holder_of(blocks[before].element), _holder_of(blocks[behind].element)}
    box = table
    for _ in range(_BOXES):
        box = box.getparent()
        if box is None:
            return None
        if parents == {box}:
            return before, behind
    return None


def _holder_of(element: HtmlElement) -> HtmlElement | None:
    """Return what holds a paragraph, or the list that an item belongs to."""
    parent = element.getparent()
    return parent.getparent() if element.tag == "li" and parent is not None else parent


def join_rows(blocks: Sequence[Block], kept: Iterable[int], tables: Iterable[DataTable]) -> list[str]:
    """Return the texts of the kept blocks, the cells of a row as one line.

    A table in the text is kept with the paragraphs around it, and any other where most of it is. Of one of which less is kept, the
    kept cells stay as they are.
    """
    text = frozenset(kept)
    chosen = set(text)
    lines: dict[int, str] = {}
    for table in tables:
        cells = table.cells
        around = table.around is not None and text.issuperset(table.around)
        whole = around or 2 * len(chosen.intersection(cells)) > len(cells)
        if whole:
            chosen.difference_update(cells)
            lines.update({row[0]: CELL_JOINT.join(blocks[cell].text for cell in row) for row in table.rows})
    return [lines.get(index) or blocks[index].text for index in sorted(chosen.union(lines))]
