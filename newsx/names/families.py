"""Ties of kin that a text tells by a verb, a list or a description between: "married X", "survived by a wife, X", "his wife, the novelist X".

Called by `kin`, where a name has no tie of the plain shapes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.subjects import names_another, people_between, sentence_start, subject_before
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[int, int]

KIN = word_set(
    """wife husband son daughter mother father brother sister uncle aunt cousin nephew niece grandson granddaughter grandfather
    grandmother widow widower stepfather stepmother stepson stepdaughter half-brother half-sister twin fiance fiancee fiancé fiancée
    girlfriend boyfriend son-in-law daughter-in-law brother-in-law sister-in-law father-in-law mother-in-law ex-wife ex-husband
    partner godson goddaughter godfather godmother stepbrother stepsister great-niece great-nephew great-aunt great-uncle grandniece grandnephew
    great-grandson great-granddaughter great-grandfather great-grandmother"""
)
_PLURALS = {
    "daughters": "daughter",
    "sons": "son",
    "brothers": "brother",
    "sisters": "sister",
    "sons-in-law": "son-in-law",
}
_SIBLINGS = {
    "brothers": "brother",
    "sisters": "sister",
    "twins": "twin",
    "siblings": "sibling",
    "cousins": "cousin",
    "spouses": "spouse",
}
_WORDS = "|".join(sorted(KIN, key=len, reverse=True))
_ANY_WORDS = "|".join(sorted(KIN | set(_PLURALS), key=len, reverse=True))
_ADJECTIVES = r"(?:(?:late|elder|younger|older|eldest|youngest|only|two|three|four|first|second|third|then|estranged|twin|former|infant|adult)\s){0,2}"
# What somebody is, between the word of kin and the name: ", the film director", ", a retired nurse".
_DESCRIPTION = r"(?:,\s(?:(?:the|an?)\s(?:[a-z][\w-]*\s){1,4})?|\s)(?:(?:Mrs?|Ms|Dr|Sir|Fr|Father|Prof)\.?\s)?"
_POINTED = lazy_pattern(
    rf"\b(?P<whose>[Hh]is|[Hh]er|[Tt]heir|whose|an?|two|three|four)\s{_ADJECTIVES}(?P<word>{_ANY_WORDS}){_DESCRIPTION}$"
)
_OWNED = lazy_pattern(rf"[’']s?\s{_ADJECTIVES}(?P<word>{_WORDS}){_DESCRIPTION}")
_MARRIED = lazy_pattern(r"\b(?:re)?married\s(?:the\s(?:[a-z-]+\s){1,3}|fellow\s(?:[a-z-]+\s))?$")
_LEAVES = lazy_pattern(r"\b(?:survived\sby|leaves|left\sbehind|leaves\sbehind)\b")
_PLURAL = lazy_pattern(rf"\b({'|'.join(_PLURALS)}),\s")
# What may stand before "his" where it means whom the sentence before spoke of: nothing, or a quotation.
_SAYS = lazy_pattern(r"[\s\"“]*|[\"“][^\"“”\n]*[,.?!][\"”]\s(?:said|says|recalled|added|told)\s")
_WHOSE_GAP = lazy_pattern(r"(?:,\s\d{1,3})?,\s")
_NO_LIST = lazy_pattern(r"[.;:\n]|\b(?:said|who|which|by)\b")
_JOINED = lazy_pattern(rf"(?:,|\band)\s(?:(?:his|her|their|an?)\s{_ADJECTIVES}(?:{_WORDS})\s)?$")
_SIBLING = lazy_pattern(r"\b(brothers|sisters|twins|siblings|cousins|spouses)\s$", re.IGNORECASE)
# "the father of X, Y,": the name stands behind the comma.
_OF_ANOTHER = lazy_pattern(
    rf"\b(?:[Tt]he|[Aa]n?)\s{_ADJECTIVES}(?P<word>{_WORDS})\sof\s(?:(?:Mrs?|Ms|Dr)\.?\s|(?:the\s)?(?:[a-z-]+\s){{1,3}})?$"
)
_REACH = 90
_NOBODYS = frozenset(("a", "an", "two", "three", "four"))
# A part of one of these words stands in every such tie; looking for it is cheaper than the patterns.
_SIGNS = (
    "wi",
    "husb",
    "son",
    "ther",
    "sister",
    "uncle",
    "aunt",
    "cousin",
    "ne",
    "friend",
    "partner",
    "twin",
    "fianc",
    "married",
    "ughter",
    "ibling",
    "god",
)


class Told(NamedTuple):
    """A tie by the numbers of its two people: `person` is the `word` of `other`; `start` and `end` bound the words."""

    person: int
    other: int
    word: str
    start: int
    end: int


def told_tie(text: str, spans: Sequence[Span], number: int) -> Told | None:
    """Return the tie of kin that stands before the name of the person `number`."""
    start = spans[number][0]
    low = max(0, start - _REACH, text.rfind("\n", 0, start) + 1)
    if not any(sign in text[low:start] for sign in _SIGNS):
        return None
    return (
        _described(text, spans, number, low)
        or _married(text, spans, number, low)
        or _sibling(text, spans, number)
        or _of_another(text, spans, number)
        or _left(text, spans, number)
    )


def is_kin_of_another(text: str, start: int) -> bool:
    """Tell whether a name at `start` is brought in as somebody's kin: "his wife, the novelist X"."""
    low = max(0, start - _REACH, text.rfind("\n", 0, start) + 1)
    near = text[low:start]
    if not any(sign in near for sign in _SIGNS):
        return False
    return _POINTED.search(near) is not None or re.search(_OWNED.pattern + "$", near) is not None


def _described(text: str, spans: Sequence[Span], number: int, low: int) -> Told | None:
    start = spans[number][0]
    if number:
        owner = spans[number - 1]
        owned = _OWNED.fullmatch(text, owner[1], start)
        if owned:
            return Told(number, number - 1, owned.group("word"), owner[0], owned.end("word"))
    match = _POINTED.search(text, low, start)
    if match is None or match.group("word") in _PLURALS:
        return _of_list(text, spans, number, match) if match else None
    whose, place = match.group("whose"), match.start()
    if whose == "whose":
        other = number - 1 if number and _WHOSE_GAP.fullmatch(text, spans[number - 1][1], place) else None
    elif whose in _NOBODYS:
        other = _leaver(text, spans, place)
    else:
        leaver = _leaver(text, spans, place)
        other = _owner(text, spans, place, whose) if leaver is None else leaver
    if other is None:
        return None
    return Told(number, other, match.group("word"), place, match.end("word"))


def _of_list(text: str, spans: Sequence[Span], number: int, match: re.Match[str]) -> Told | None:
    """Return the tie of the first of "two daughters, X and Y", of somebody who leaves them."""
    other = _leaver(text, spans, match.start())
    word = _PLURALS[match.group("word")]
    return Told(number, other, word, match.start(), match.end("word")) if other is not None else None


def _owner(text: str, spans: Sequence[Span], place: int, pronoun: str) -> int | None:
    """Return whom "his" or "her" means: the only person of the sentence so far, else whom the one before spoke of."""
    low = sentence_start(text, place)
    inside = people_between(spans, low, place)
    if inside:
        names = {text[slice(*spans[i])].rpartition(" ")[2] for i in inside}
        alone = len(names) == 1 and not names_another(text, spans[inside[-1]][1], place, pronoun)
        return inside[0] if alone and pronoun != "their" else None
    opens = _SAYS.fullmatch(text, low, place) is not None or text[low:place].startswith(("He ", "She ", "His ", "Her "))
    return subject_before(text, spans, low, pronoun) if opens and pronoun.lower() != "their" else None


def _leaver(text: str, spans: Sequence[Span], place: int) -> int | None:
    """Return who leaves family behind in the sentence of `place`: its subject, or whom "he" means."""
    low = sentence_start(text, place)
    leaves = _LEAVES.search(text, low, place)
    if leaves is None:
        return None
    inside = people_between(spans, low, leaves.start())
    if inside:
        return inside[0]
    pronoun = text[low : low + 4].partition(" ")[0]
    return subject_before(text, spans, low, pronoun) if pronoun in ("He", "She") else None


def _married(text: str, spans: Sequence[Span], number: int, low: int) -> Told | None:
    start = spans[number][0]
    match = _MARRIED.search(text, low, start)
    if match is None:
        return None
    sentence = sentence_start(text, start)
    inside = people_between(spans, sentence, start)
    if inside:
        other = inside[0] if len({text[slice(*spans[i])] for i in inside}) == 1 else None
    else:
        pronoun = text[sentence : sentence + 4].partition(" ")[0]
        other = subject_before(text, spans, sentence, pronoun) if pronoun in ("He", "She") else None
    return Told(number, other, "spouse", match.start(), match.end() - 1) if other is not None else None


def _sibling(text: str, spans: Sequence[Span], number: int) -> Told | None:
    """Return the tie of "the brothers X and Y" for the second."""
    if not number or text[spans[number - 1][1] : spans[number][0]] != " and ":
        return None
    first = spans[number - 1][0]
    match = _SIBLING.search(text, max(0, first - 12), first)
    return Told(number, number - 1, _SIBLINGS[match.group(1).lower()], match.start(1), match.end(1)) if match else None


def _of_another(text: str, spans: Sequence[Span], number: int) -> Told | None:
    """Return the tie of "the father of X, Y,"."""
    if not number or text[spans[number - 1][1] : spans[number][0]] != ", ":
        return None
    first = spans[number - 1][0]
    match = _OF_ANOTHER.search(text, max(0, first - 60), first)
    closed = text[spans[number][1] : spans[number][1] + 1] in (",", ".", ";", ")")
    return (
        Told(number, number - 1, match.group("word"), match.start(), spans[number - 1][1]) if match and closed else None
    )


def _left(text: str, spans: Sequence[Span], number: int) -> Told | None:
    """Return the tie of a further name in what somebody leaves: "two daughters, X, a nurse in Lille, and | Y"."""
    start = spans[number][0]
    if not number or not text.endswith(("and ", ", "), 0, start):
        return None
    low = sentence_start(text, start)
    leaves = _LEAVES.search(text, low, start)
    plural = None
    for match in _PLURAL.finditer(text, low, start):
        plural = match
    if leaves is None or plural is None or not _JOINED.search(text, low, start):
        return None
    begin = plural.start()
    if _NO_LIST.search(text, plural.end(), start):
        return None
    other = _leaver(text, spans, begin)
    word = _PLURALS[plural.group(1)]
    return Told(number, other, word, begin, begin + len(plural.group(1))) if other is not None else None
