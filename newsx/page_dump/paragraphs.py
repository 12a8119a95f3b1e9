"""The body paragraphs of judged lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.page_dump.lines import group_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Line


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of the body are given back in order, hard-wrapped lines joined; nothing else of the page is in them.

    `lines` are all lines of a text as `label_lines` judged them: how a text is wrapped shows in its lines as a whole.
    """
    units = group_lines([line.number for line in lines], [line.text for line in lines])
    return [unit.text for unit in units if lines[unit.start].role == "body"]
