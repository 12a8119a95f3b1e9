"""Finds speech that a dash opens at the beginning of a line, as Spanish, French, Portuguese, Russian and others print it.

A line is speech where a verb of speech stands behind a comma or a second dash in it, or beside a line that is. English opens
lists so and is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.marks import Marked, iter_lines
from newsx.vocabulary.speech import speech_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.quotes.marks import Paragraph

DASH = "—"
_OPENING = lazy_pattern(r"[—–―][^\S\n]?(?=[^\s—–―-])|-[^\S\n](?=\w)")
_AGAIN = lazy_pattern(r"[—–―][\s.,:;]*")
_TRIM = " \t\xa0,—–―-"
_WITHOUT = frozenset(("en",))


class _Line(NamedTuple):
    start: int
    end: int
    paragraph: int
    pieces: tuple[tuple[int, int], ...]
    asks: bool


@cache
def _aside(language: str) -> re.Pattern[str] | None:
    """Return the pattern of what begins an aside of the reporter's in a line of speech: ", said", "— said"."""
    words = speech_pattern("say", language=language)
    return re.compile(rf"(?:,|(?<=[?!…]))?\s*(?:[—–―-]|(?<=[,?!…])|(?<=[,?!…]\s))\s*(?:{words})\b") if words else None


def find_dashed(text: str, paragraphs: Sequence[Paragraph], language: str) -> list[Marked]:
    """Return what is said in lines that a dash opens, in order."""
    aside = None if language in _WITHOUT else _aside(language)
    if aside is None:
        return []
    lines = [line for number, each in enumerate(paragraphs) for line in _lines(text, each, number, aside)]
    found = []
    for place, line in enumerate(lines):
        beside = [near for near in lines[max(0, place - 1) : place + 2] if abs(near.paragraph - line.paragraph) <= 1]
        tells = any(len(near.pieces) > 1 or near.asks for near in beside)
        if len(line.pieces) > 1 or (len(beside) > 1 and tells):
            found += [_marked(text, line, piece) for piece in line.pieces if piece[0] < piece[1]]
    return [marked for marked in found if marked.start < marked.end]


def _lines(text: str, paragraph: Paragraph, number: int, aside: re.Pattern[str]) -> list[_Line]:
    found = []
    for start, end in iter_lines(text, paragraph):
        opening = _OPENING.match(text, start, end)
        if opening:
            pieces = tuple(_pieces(text, opening.end(), end, aside))
            found.append(_Line(start, end, number, pieces, text[end - 1] == "?"))
    return found


def _pieces(text: str, start: int, end: int, aside: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of speech in a line, without the asides; one that ends with an aside is followed by an empty stretch."""
    pieces: list[tuple[int, int]] = []
    while True:
        said = aside.search(text, start + 1, end)
        if said is None:
            return [*pieces, (start, end)]
        pieces.append((start, said.start() + (text[said.start()] in "?!…")))
        again = _AGAIN.search(text, said.end(), end)
        if again is None:
            return [*pieces, (end, end)]
        start = again.end()


def _marked(text: str, line: _Line, piece: tuple[int, int]) -> Marked:
    start, end = piece
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip(_TRIM))
    last = start + len(inner.rstrip(_TRIM))
    left = line.start if piece == line.pieces[0] else first
    return Marked(first, max(first, last), left, max(first, last), DASH, line.paragraph, line.paragraph)
