"""Whom a sentence speaks of, for what the next one says of "he" and "she"; ages and ties of kin ask."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.forms import fold
from newsx.names.given import given_gender
from newsx.names.roles.tokens import is_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[int, int]

# How far back a sentence is looked for, in characters.
_REACH = 400
# How far from the start of a sentence its subject may stand: behind a title or two.
_OPENING = 48
_SENTENCE = lazy_pattern(
    r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])(?<!\b[A-Z]\.\s)(?<!\b(?:Mr|Ms|Dr|St)\.\s)(?<!\bMrs\.\s)|\n+"
)
# A sentence that goes on speaking of the same person, and how many are looked through.
_PRONOUN = lazy_pattern(r"[\"“]?(?:He|She|His|Her)\b")
_SOMEBODY = lazy_pattern(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_MOST_BACK = 4
_MASCULINE = frozenset(("he", "his", "him"))
_FEMININE = frozenset(("she", "her"))
# Somebody without a name.
_THE = lazy_pattern(r"\bthe ([a-z-]+)")
_HER_NO_OTHER = frozenset(("man", "boy", "policeman", "businessman"))
_HIS_NO_OTHER = frozenset(("woman", "girl", "policewoman", "businesswoman", "actress"))
_OTHERS = frozenset(("accused", "deceased", "man", "woman", "boy", "girl", "victim"))
# Before a name that opens a sentence and is no subject of it.
_NO_SUBJECT = lazy_pattern(r"\b(?:for|to|by|with|of|from|against|after|before|in|at|as)\b", re.IGNORECASE)


def sentence_start(text: str, place: int) -> int:
    """Return where the sentence that holds `place` begins, no further back than is read."""
    low = max(0, place - _REACH)
    ends = [match.end() for match in _SENTENCE.finditer(text, low, place + 1)]
    return ends[-1] if ends else low


def people_between(spans: Sequence[Span], low: int, high: int) -> range:
    """Return the numbers of the people named from `low` to `high`."""
    return range(bisect_left(spans, (low, 0)), bisect_left(spans, (high, 0)))


def subject_before(text: str, spans: Sequence[Span], place: int, pronoun: str) -> int | None:
    """Return the number of the person that a pronoun opening the sentence at `place` means; None where that is not sure.

    It is the only person named in the sentence before, or the one that opens it, unless the given name says otherwise.
    """
    low, inside = place, people_between(spans, place, place)
    for _ in range(_MOST_BACK):
        high, low = low, sentence_start(text, max(0, len(text[:low].rstrip()) - 1))
        inside = people_between(spans, low, high)
        goes_on = _PRONOUN.match(text, low) if inside else _SOMEBODY.search(text, low, high)
        if not goes_on:
            break
    if not inside or _PRONOUN.match(text, low):
        return None
    first = inside[0]
    names = {fold(text[a:b]).split()[-1] for a, b in (spans[i] for i in inside)}
    lead = text[low : spans[first][0]]
    if len(names) > 1 and (len(lead) > _OPENING or "," in lead or _NO_SUBJECT.search(lead)):
        return None
    return first if _fits(text, spans, first, pronoun.lower()) else None


def _fits(text: str, spans: Sequence[Span], number: int, pronoun: str) -> bool:
    """Tell whether a pronoun may mean a person by the given name under which the text names that person."""
    family = fold(text[slice(*spans[number])]).split()[-1]
    full = (text[a:b] for a, b in spans[: number + 1] if " " in text[a:b] and fold(text[a:b]).split()[-1] == family)
    gender = given_gender(next(full, text[slice(*spans[number])]))
    return not ((gender == "m" and pronoun in _FEMININE) or (gender == "f" and pronoun in _MASCULINE))


def names_another(text: str, start: int, end: int, pronoun: str) -> bool:
    """Tell whether words speak of another human without a name, whom a pronoun may mean: "told the court that the accused … his wife"."""
    never = _HER_NO_OTHER if pronoun.lower() == "her" else _HIS_NO_OTHER
    return any((is_head(word) or word in _OTHERS) and word not in never for word in _THE.findall(text, start, end))
