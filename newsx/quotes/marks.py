"""Finds what stands in quotation marks, in the marks of the world's languages; `finding` calls it before anything else.

Every function is linear in the length of the text. Marks inside marks belong to the outer words; an apostrophe is no mark; a quote
that is not closed ends with its paragraph, or goes on in the next one where that begins with the opening mark again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Opening marks and the marks that close what they open. A mark that stands in several lists is told by what stands beside it.
CLOSING = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "``": "''",
    "''": "''",
    ",,": "''”“",
    '"': '"',
    "”": "”",
    "»": "»«",
    "›": "‹›",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "‛": "’",
}
# Marks that cannot be anything else.
_ALWAYS_OPEN = frozenset("“„‟«‹「『")
# Writers mix the curly and the straight: one closes the other where its own mark is missing.
_MIXED = {"“": '"', '"': "”", "‘": "'", "'": "’"}
_SINGLE = frozenset("‘‚'‛")
_MARK = lazy_pattern(r"``|''|,,(?=\w)|[“”„‟\"«»‹›‘’‚‛'「」『』]")
_PARAGRAPH = lazy_pattern(r"\n[^\S\n]*\n\s*")
# Feet and inches before a straight mark: it belongs to them.
_INCHES = lazy_pattern(r"\d['’]\s?\d+$")
# Words that have lost their beginning: "'em", "'90s".
_ELIDED = lazy_pattern(r"(?:\d\ds?|em|til|till|cause|cos|tis|twas|round|n|bout)\b", re.IGNORECASE)
# What may stand right before an opening mark, besides white space.
_BEFORE = frozenset('([{—–-/:;…¿¡“"‘«„>')
# What stands before a mark that opens other words; words in the same marks within a quote stand in its sentences.
_BEFORE_NEW = frozenset(".!?…:。！？：")
_ENDS = frozenset(".,!?…;。！？，")
# Letters from here on are written without spaces between words.
CJK = "\u2e80"
# So many marks further on no closing mark is looked for any more: the time stays linear whatever the marks.
_MOST_SIGNS = 60
# A paragraph with more marks is no prose.
_MOST_IN_PARAGRAPH = 1000
# A quote in single marks that is not closed within so many characters was an apostrophe.
_SINGLE_REACH = 3000


class Paragraph(NamedTuple):
    """Offsets of a paragraph without the white space around it."""

    start: int
    end: int


class Marked(NamedTuple):
    """Words within marks at `start`:`end`; the marks and what is between them and the words reach from `left` to `right`.

    `first` and `last` count the paragraphs; `is_closed` tells whether the closing mark was there.
    """

    start: int
    end: int
    left: int
    right: int
    mark: str
    first: int
    last: int
    is_closed: bool = True


class _Sign(NamedTuple):
    start: int
    end: int
    mark: str
    opens: bool
    closes: bool


def split_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text: what stands between empty lines."""
    found, start = [], 0
    for gap in _PARAGRAPH.finditer(text):
        if start < gap.start():
            found.append(Paragraph(start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append(Paragraph(start, start + len(text[start:].rstrip())))
    return [paragraph for paragraph in found if paragraph.start < paragraph.end]


def find_marked(text: str, paragraphs: list[Paragraph]) -> list[Marked]:
    """Return the outermost marked words of a text, in order; a quote of several paragraphs is one."""
    found: list[Marked] = []
    for number, paragraph in enumerate(paragraphs):
        signs = _signs(text, paragraph)
        goes_on = bool(found) and _goes_on(found[-1], signs, paragraph, number)
        behind = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        here = _pair(text, paragraph, signs, number, text[behind : behind + 1])
        if goes_on and here:
            before, rest = found.pop(), here.pop(0)
            found.append(rest._replace(start=before.start, left=before.left, mark=before.mark, first=before.first))
        found += here
    return [marked for marked in found if marked.start < marked.end]


def _goes_on(before: Marked, signs: list[_Sign], paragraph: Paragraph, number: int) -> bool:
    """Whether a paragraph goes on with a quote that the one before left open: it begins with the mark that opened it."""
    if before.is_closed or before.last != number - 1 or not signs or signs[0].start != paragraph.start:
        return False
    return signs[0].mark == before.mark or signs[0].mark in CLOSING.get(before.mark, "")


def _signs(text: str, paragraph: Paragraph) -> list[_Sign]:
    """Return the marks of a paragraph, each with what it may do there by what stands beside it."""
    signs = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end, mark = match.start(), match.end(), match.group()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if mark in "'’‘" and before.isalnum() and after.isalnum():
            continue
        if mark == '"' and before.isdigit() and _INCHES.search(text, max(paragraph.start, start - 6), start):
            continue
        if (
            mark == "“"
            and (before.isalnum() or before in _ENDS)
            and before < CJK
            and (after.isspace() or after in _ENDS)
        ):
            mark = "”"
        free_left = before in _BEFORE or not (before.isalnum() or before in _ENDS) or before > CJK
        free_left = free_left or (before in ",:" and after.isalpha() and mark not in _SINGLE)
        spaced = mark in {'"', "''"} and before.isspace() and after.isspace()
        opens = mark in _ALWAYS_OPEN or spaced or (mark in CLOSING and free_left and not after.isspace())
        closes = spaced or not before.isspace() or mark in "»«›‹」』"
        if mark in _SINGLE and opens:
            opens = not _ELIDED.match(text, end, paragraph.end)
        signs.append(_Sign(start, end, mark, opens, closes))
    return signs


def _pair(text: str, paragraph: Paragraph, signs: list[_Sign], number: int, behind: str) -> list[Marked]:
    """Return the outermost pairs of a paragraph's marks; the last one may be open. `behind` is what the next paragraph begins with."""
    found: list[Marked] = []
    place = 0 if len(signs) <= _MOST_IN_PARAGRAPH else len(signs)
    while place < len(signs):
        sign = signs[place]
        if not sign.opens:
            place += 1
            continue
        if sign.mark in _SINGLE:
            closing = _close_single(text, signs, place)
            if closing is None:
                place += 1
                continue
        else:
            again = _opens_again(text, signs, place)
            if again is not None:
                cut = signs[again].start
                found.append(_marked(text, sign.start, sign.end, cut, cut, sign.mark, number, False))
                place = again
                continue
            closing = _close_double(signs, place, goes_on=sign.mark == behind and sign.mark in _ALWAYS_OPEN)
        if closing is None:
            found.append(_marked(text, sign.start, sign.end, paragraph.end, paragraph.end, sign.mark, number, False))
            break
        last = signs[closing]
        found.append(_marked(text, sign.start, sign.end, last.start, last.end, sign.mark, number, True))
        place = closing + 1
    return found


def _marked(text: str, left: int, start: int, end: int, right: int, mark: str, number: int, is_closed: bool) -> Marked:
    """Return marked words without the white space at their ends."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end = max(start, end - (len(inner) - len(inner.rstrip())))
    return Marked(start, end, left, right, mark, number, number, is_closed)


def _close_double(signs: list[_Sign], place: int, *, goes_on: bool) -> int | None:
    """Return the place of the mark that closes the one at `place`: past the pairs inside it, else the first that could.

    Where the next paragraph `goes_on` with the same mark, none closes the quote but one past the pairs inside it.
    """
    mark = signs[place].mark
    closing = CLOSING[mark]
    first: int | None = None
    depth = 0
    for at in range(place + 1, len(signs)):
        if first is not None and at - first > _MOST_SIGNS:
            break
        sign = signs[at]
        if sign.mark == mark and sign.mark not in closing:
            depth += 1
        elif sign.closes and sign.mark and sign.mark in closing and not (sign.mark == mark and _reopens(sign)):
            first = at if first is None else first
            if depth == 0:
                return at
            depth -= 1
        elif sign.closes and depth == 0 and first is None and sign.mark == _MIXED.get(mark) and not sign.opens:
            return at
    return None if goes_on else first


def _opens_again(text: str, signs: list[_Sign], place: int) -> int | None:
    """Return the place of the mark that opens other words while those of `place` were never closed, None where all is well.

    The mark of `place` opens a second time before any closes, at the beginning of a sentence or behind a colon, and from there on no
    more close than open: none is left for the first.
    """
    mark, again, depth = signs[place].mark, None, 0
    for at in range(place + 1, min(len(signs), place + _MOST_SIGNS)):
        sign = signs[at]
        if sign.mark == mark and sign.opens and (not sign.closes or mark not in CLOSING[mark]):
            if again is None:
                before = text[max(0, sign.start - 3) : sign.start]
                if "\n" in before or before.rstrip()[-1:] not in _BEFORE_NEW:
                    return None
                again = at
            depth += 1
        elif sign.closes and (sign.mark in CLOSING[mark] or sign.mark == _MIXED.get(mark)):
            if depth == 0:
                return None
            depth -= 1
    return again


def _reopens(sign: _Sign) -> bool:
    """Whether a mark that looks alike at both ends opens a quote inside the quote, by what stands beside it."""
    return sign.opens and not sign.closes


def _close_single(text: str, signs: list[_Sign], place: int) -> int | None:
    """Return the place of the mark that closes a single one: none where all that follow are apostrophes.

    A mark behind punctuation is surest; one behind an s may be a genitive and is taken only when no other is there.
    """
    opening = signs[place]
    closing = CLOSING[opening.mark] + _MIXED.get(opening.mark, "")
    plain: int | None = None
    genitive: int | None = None
    for at in range(place + 1, min(len(signs), place + _MOST_SIGNS)):
        sign = signs[at]
        if sign.start - opening.end > _SINGLE_REACH or (sign.opens and not sign.closes and sign.mark == opening.mark):
            break
        if sign.mark not in closing or not sign.closes or _goes_on_as_word(text, sign):
            continue
        before = text[sign.start - 1]
        if before in _ENDS:
            return at if plain is None else plain
        if before in "sS":
            genitive = at if genitive is None else genitive
        elif plain is None:
            plain = at
    return plain if plain is not None else genitive


def _goes_on_as_word(text: str, sign: _Sign) -> bool:
    return text[sign.end : sign.end + 1].isalnum()


def iter_lines(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the lines of a paragraph."""
    start = paragraph.start
    while start < paragraph.end:
        end = text.find("\n", start, paragraph.end)
        end = paragraph.end if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1
