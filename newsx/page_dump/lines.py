"""The lines of a text, and the units they make up once a hard wrap is undone (called by `label_lines` and `paragraphs`).

A unit is what a reader would call a line: a paragraph, a heading, a menu entry. In most dumps every line is a unit; in a text
broken at a fixed number of columns (w3m, mail, old wires) a unit spans several lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.vocabulary.scripts import INVISIBLE, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

# Narrower than this is a column of a table, wider is no wrapped text: terminals and mail wrap at 60 to 132 columns.
WRAP_COLUMNS = range(46, 133)
# Lines shorter than this share of the wrap width say nothing about it: headings, menu entries, last lines of paragraphs.
FULL_SHARE = 0.7
# Share of the wide lines that may stick out over the wrap width (long addresses, tables).
OVERLONG_SHARE = 0.03
# At least so many breaks must be explained by the wrap width, and this share of all breaks after wide lines.
MIN_WRAPPED_BREAKS = 4
EXPLAINED_SHARE = 0.8
# Without a width: lines broken in the midst of a sentence have at least so many columns, and there are at least so many.
MIN_BROKEN = 38
MIN_BROKEN_LINES = 2

BULLET = lazy_pattern(r"\s*(?:[•‣◦▪▫■□●○◆◇★☆►▶▸➤➢→»›✓✔※·*+−–—-]|\(?\d{1,2}[.)])(?:\s|$)")
# Characters that take two columns in a terminal and are written without spaces between words, and all other double-width ones.
WIDE = lazy_pattern(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)


_SENTENCE_END = lazy_pattern(r"[.!?…。！？।۔؟]['\"”’»)\]」』]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines of a text that belong together.

    `start` and `stop` are positions in the sequence of lines (stop exclusive); `text` is one string without surrounding or
    repeated white space and without invisible marks; `indent` is in columns; `gap` counts the empty lines before it.
    """

    start: int
    stop: int
    text: str
    indent: int
    gap: int


def split_lines(text: str) -> tuple[list[int], list[str]]:
    """Return the lines with at least one visible character and their numbers, any kind of line break being one.

    Lines keep their indentation and lose white space at the end.
    """
    numbers: list[int] = []
    lines: list[str] = []
    for number, line in enumerate(text.splitlines()):
        kept = line.rstrip()
        if kept and clean(kept):
            numbers.append(number)
            lines.append(kept)
    return numbers, lines


def clean(line: str) -> str:
    """Take invisible marks and surrounding white space off a line and leave single spaces between its words."""
    if not line.isascii():
        line = INVISIBLE.sub("", line)
    elif "\x00" in line:
        line = line.replace("\x00", "")
    return " ".join(line.split())


def join_pieces(pieces: Sequence[str]) -> str:
    """Join the pieces of one paragraph: by spaces, or by nothing in scripts that write none; linear."""
    parts = [pieces[0]]
    for left, right in pairwise(pieces):
        parts.append("" if UNSPACED.match(left[-1:]) and UNSPACED.match(right[:1]) else " ")
        parts.append(right)
    return "".join(parts)


def is_sentence(line: str) -> bool:
    """Return whether the line has a few words and ends as sentences do."""
    long_enough = line.count(" ") >= 4 or len(UNSPACED.findall(line[:200])) >= 10
    return long_enough and bool(_SENTENCE_END.search(line.rstrip()[-8:]))


def group_lines(numbers: Sequence[int], lines: Sequence[str]) -> list[Unit]:
    """Return the units of a text in order; every line belongs to exactly one."""
    width = wrap_width(numbers, lines)
    if width is None and breaks_sentences(numbers, lines):
        width = 0
    units: list[Unit] = []
    start = 0
    before = -1
    count = len(lines)
    while start < count:
        stop = start + 1
        if width is not None:
            while stop < count and _is_wrapped(numbers, lines, stop, width=width):
                stop += 1
        first = lines[start]
        indent = len(first) - len(first.lstrip())
        text = clean(first) if stop == start + 1 else join_pieces([clean(line) for line in lines[start:stop]])
        units.append(Unit(start, stop, text, indent, numbers[start] - before - 1))
        before = numbers[stop - 1]
        start = stop
    return units


def wrap_width(numbers: Sequence[int], lines: Sequence[str]) -> int | None:
    """Return the number of columns at which the text was broken into lines, or None where it was not.

    A width counts when hardly any line is wider, and nearly every break after a wide line came because the next word did
    not fit.
    """
    widths = [columns(line) for line in lines]
    wide = sorted(width for width in widths if width >= WRAP_COLUMNS.start)
    if len(wide) < MIN_WRAPPED_BREAKS:
        return None
    width = wide[ceil((len(wide) - 1) * (1 - OVERLONG_SHARE))]
    if width not in WRAP_COLUMNS:
        return None
    explained = breaks = 0
    for position, (number, follower) in enumerate(pairwise(numbers), start=1):
        if follower == number + 1 and FULL_SHARE * width <= widths[position - 1] <= width:
            breaks += 1
            explained += _does_not_fit(lines, position, width=width)
    return width if explained >= max(MIN_WRAPPED_BREAKS, EXPLAINED_SHARE * breaks) else None


def breaks_sentences(numbers: Sequence[int], lines: Sequence[str]) -> bool:
    """Return whether a text is wrapped though no width explains it: nearly all line breaks within its blocks stand in the midst of sentences.

    Short texts have too few breaks for a width, and some programs wrap at no fixed one.
    """
    breaks = broken = small = 0
    for position, (number, follower) in enumerate(pairwise(numbers), start=1):
        if follower != number + 1:
            continue
        before, after = lines[position - 1].rstrip(), lines[position].lstrip()
        breaks += 1
        if WRAP_COLUMNS.stop > columns(before) >= MIN_BROKEN and not _SENTENCE_END.search(before[-8:]):
            broken += 1
            small += after[:1].islower() or UNSPACED.match(after) is not None
    return breaks >= MIN_BROKEN_LINES and broken >= EXPLAINED_SHARE * breaks and 2 * small >= broken


def columns(line: str) -> int:
    """Return the number of terminal columns that the line takes."""
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))


def _is_wrapped(numbers: Sequence[int], lines: Sequence[str], position: int, *, width: int) -> bool:
    """Return whether the line at `position` only continues the one before."""
    if numbers[position] != numbers[position - 1] + 1 or BULLET.match(lines[position]):
        return False
    return not width or _does_not_fit(lines, position, width=width)


def _does_not_fit(lines: Sequence[str], position: int, *, width: int) -> bool:
    """Return whether the first word of the line at `position` had no room at the end of the line before."""
    word = lines[position].split(maxsplit=1)[0]
    if UNSPACED.match(word):
        # Two characters, because a closing mark never starts a line.
        return columns(lines[position - 1]) + columns(word[:2]) > width
    return columns(lines[position - 1]) + 1 + columns(word) > width
