"""Turns mentions into marks that stand inside a paragraph or one another, never across, for the terminal and for HTML."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.schema import Article, Date, Organisation, Person, Place

Kind = Literal["person", "place", "organisation", "date"]
KINDS: tuple[Kind, ...] = ("person", "place", "organisation", "date")

_PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention that is drawn: `entry` counts the entries of its kind in the record, `number` the mentions of the entry.

    Offsets are code points of the article's text.
    """

    start: int
    end: int
    kind: Kind
    entry: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph under one mark or none; `inner` are the pieces of a mark that holds marks itself.

    Marks nest no deeper than that, whatever the record says.
    """

    start: int
    end: int
    mark: Mark | None = None
    inner: tuple[Piece, ...] = ()


def mark_paragraphs(article: Article) -> list[list[Piece]]:
    """Cut every paragraph of the text into pieces that join to it, in order.

    The longest mention wins: one that lies inside it is drawn inside it, one that crosses it, or the end of a paragraph, is
    left out.
    """
    text = article.text
    marks = sorted(_marks(article), key=lambda mark: (mark.start, mark.end))
    paragraphs, start, taken = [], 0, 0
    for paragraph in text.split(_PARAGRAPH_BREAK):
        end = start + len(paragraph)
        inside = []
        while taken < len(marks) and marks[taken].start < end:
            if marks[taken].start >= start and marks[taken].end <= end:
                inside.append(marks[taken])
            taken += 1
        paragraphs.append(_pieces(start, end, _nested(inside)))
        start = end + len(_PARAGRAPH_BREAK)
    return paragraphs


def shown_marks(paragraphs: Iterable[Iterable[Piece]]) -> Iterator[Mark]:
    """Yield the marks that are drawn, in order of their place."""
    for pieces in paragraphs:
        for piece in pieces:
            if piece.mark:
                yield piece.mark
            yield from (inner.mark for inner in piece.inner if inner.mark)


def entries(article: Article, kind: Kind) -> Sequence[Person | Place | Organisation | Date]:
    """Return the entries of a kind, as the record lists them."""
    match kind:
        case "person":
            return article.people
        case "place":
            return article.places
        case "organisation":
            return article.organisations
        case "date":
            return article.dates


def _marks(article: Article) -> Iterator[Mark]:
    for kind in KINDS:
        for entry, item in enumerate(entries(article, kind)):
            for number, mention in enumerate(item.mentions):
                if mention.start < mention.end:
                    yield Mark(mention.start, mention.end, kind, entry, number)


class _Row:
    """Marks side by side, none touching another's stretch."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.marks: list[Mark] = []

    def place(self, mark: Mark) -> Mark | None:
        """Put the mark into the row, or return the one that is in its way."""
        at = bisect_right(self.starts, mark.start)
        if at and self.marks[at - 1].end > mark.start:
            return self.marks[at - 1]
        if at < len(self.marks) and self.starts[at] < mark.end:
            return self.marks[at]
        self.starts.insert(at, mark.start)
        self.marks.insert(at, mark)
        return None


def _nested(marks: Iterable[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """Return marks side by side, each with the marks inside it, side by side too; the longest are placed first."""
    outer, inner = _Row(), dict[Mark, _Row]()
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        around = outer.place(mark)
        if around and around.start <= mark.start and mark.end <= around.end:
            inner.setdefault(around, _Row()).place(mark)
    return [(mark, inner[mark].marks if mark in inner else []) for mark in outer.marks]


def _pieces(start: int, end: int, nested: Iterable[tuple[Mark, list[Mark]]]) -> list[Piece]:
    """Return the stretch cut at its marks."""
    pieces = []
    for mark, within in nested:
        if start < mark.start:
            pieces.append(Piece(start, mark.start))
        inner = _pieces(mark.start, mark.end, [(each, []) for each in within]) if within else ()
        pieces.append(Piece(mark.start, mark.end, mark, tuple(inner)))
        start = mark.end
    if start < end:
        pieces.append(Piece(start, end))
    return pieces
