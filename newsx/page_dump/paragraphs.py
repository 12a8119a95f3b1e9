"""The paragraphs of the body among judged lines (called by `newsx.extraction`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.boilerplate import strip_edges
from newsx.bylines import is_byline_line
from newsx.page_dump.lines import group_lines, join_pieces
from newsx.stamps import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Line

# What stands above an article that somebody saved with its headline.
HEAD_ROLES = frozenset({"headline", "byline", "dateline", "section"})
# Marks of files and of programs, not of texts.
_ARTEFACTS = "\ufeff\x00"


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of the body in order, hard-wrapped lines joined; nothing else of the page is in them.

    `lines` are all lines of a text as `label_lines` judged them: how a text is wrapped shows in its lines as a whole. Where
    all of them are body the words come back exactly as they were given; from a page dump invisible marks are taken out.
    """
    units = group_lines([line.number for line in lines], [line.text for line in lines])
    if all(line.role == "body" for line in lines):
        return [_verbatim(lines[unit.start : unit.stop]) for unit in units]
    if all(line.role == "body" or line.role in HEAD_ROLES for line in lines):
        return [_verbatim(lines[unit.start : unit.stop]) for unit in units if lines[unit.start].role == "body"]
    body = [unit.text for unit in units if lines[unit.start].role == "body"]
    start = 0
    while start < len(body) - 1 and (is_byline_line(body[start]) or is_date_line(body[start])):
        start += 1
    return strip_edges(body[start:])


def _verbatim(lines: Sequence[Line]) -> str:
    """Join lines to one paragraph, white space apart unchanged."""
    return join_pieces([" ".join(line.text.strip(_ARTEFACTS).split()) for line in lines])
