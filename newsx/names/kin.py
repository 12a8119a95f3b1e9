"""Ties between two people of an article: kin ("X’s wife Y") and allegiance ("Y, an ally of X"); called by `relations`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.families import KIN, told_tie
from newsx.names.roles.phrase_words import ALLEGIANCE, STATUSES
from newsx.names.roles.tokens import Token, is_head, is_modifier, is_possessive, tokenize
from newsx.names.subjects import names_another
from newsx.names.tables import STYLES, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import NameMention

    Span = tuple[int, int]

# The one office of several words that is held under a person.
_OFFICE = "chief of staff"
_FOLLOWERS = word_set("ally protégé protege supporter loyalist associate") | {_OFFICE}
# Words of one tie may be this far apart, in characters.
_REACH = 90
# The word of a tie stands so near before the name, a title between them included.
_NEAR = 40
_NEAR_WORDS = 5
# How sure ties are by the way they were found: judged (the own sentences hold eleven of them, all right); "his" and "her" lean on the only
# person named before.
_OWNED, _OF, _PRONOUN = 0.94, 0.92, 0.85
_SENTENCE_END = lazy_pattern(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])(?<!\b[A-Z]\.\s)|\n")
# How the words behind a name begin that tell a tie.
_OPENS_TIE = lazy_pattern(r"\s*(?:[,(–—]|is\b|was\b)")
_OF_WORDS = frozenset(("of", "for", "to"))
# What may go on behind the word of a tie: "X, Y’s deputy at city hall".
_BEHIND = frozenset(("at", "in", "for", "since", "and", "who", "until"))
_PRONOUNS = frozenset(("his", "her", "whose"))
_SKIPPED = word_set(
    """the a an former late then elder younger older eldest youngest only ex one of new second first third twin estranged own
    long-time longtime close key senior top personal chief legal private and"""
)


class Tie(NamedTuple):
    """`person` is the `word` of `other` ("wife"); spans are those of their mentions, `start` and `end` those of the words."""

    person: tuple[int, int]
    other: tuple[int, int]
    relation: Literal["kin", "allegiance"]
    word: str
    start: int
    end: int
    confidence: float


def find_ties(text: str, people: Sequence[NameMention]) -> list[Tie]:
    """Return the ties the text states between two of its people, given by their mentions in order."""
    found: list[Tie] = []
    spans = [(name.start, name.end) for name in people]
    for number in range(len(spans)):
        tie = _before(text, spans, number) or _after(text, spans, number) or _told(text, spans, number)
        if tie is not None:
            found.append(tie)
    return found


def _before(text: str, spans: list[Span], number: int) -> Tie | None:
    """Return the tie of "X’s wife Y", "X’s wife, Y", "his wife Y" or "the widow of X, Y,"."""
    start, end = spans[number]
    low = max(0, start - _REACH)
    near = text[max(low, start - _NEAR) : start].lower().split()[-_NEAR_WORDS:]
    if not any(_relation(word.strip(",.")) for word in near[-3:]) and _OFFICE not in " ".join(near):
        return None
    tokens = tokenize(text, low, start)
    while tokens and (tokens[-1].text == "," or (tokens[-1].capital and tokens[-1].low in STYLES)):
        tokens.pop()
    if [token.low for token in tokens[-3:]] == _OFFICE.split():
        tokens[-3:] = [Token(_OFFICE, _OFFICE, tokens[-3].start, tokens[-1].end)]
    if not tokens:
        return None
    word = tokens[-1]
    relation = _relation(word.low)
    if relation is None:
        return None
    place = len(tokens) - 1
    while place > 0 and tokens[place - 1].low in _SKIPPED - {"and", "of"}:
        place -= 1
    if place == 0:
        return None
    before = tokens[place - 1]
    if is_possessive(before) and number and spans[number - 1][1] == before.start:
        owner = spans[number - 1]
        return Tie((start, end), owner, relation, word.low, owner[0], word.end, _OWNED)
    if before.low in _PRONOUNS and relation == "kin":
        owner_number = _only_person_before(text, spans, number, before.start, whose=before.low == "whose")
        if owner_number is not None:
            return Tie((start, end), spans[owner_number], relation, word.low, before.start, word.end, _PRONOUN)
    return None


def _told(text: str, spans: list[Span], number: int) -> Tie | None:
    told = told_tie(text, spans, number)
    if told is None:
        return None
    return Tie(spans[told.person], spans[told.other], "kin", told.word, told.start, told.end, _PRONOUN)


def _only_person_before(text: str, spans: list[Span], number: int, place: int, *, whose: bool) -> int | None:
    """Return the number of the one person named in the sentence before `place`; "whose" must follow that name directly."""
    if not number:
        return None
    if whose:
        gap = text[spans[number - 1][1] : place]
        return number - 1 if gap.strip() == "," else None
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, place - 400), place)]
    low = ends[-1] if ends else max(0, place - 400)
    inside = range(bisect_left(spans, (low, 0)), number)
    names = {text[spans[i][0] : spans[i][1]] for i in inside}
    if len(names) != 1 or names_another(text, spans[inside[-1]][1], place, text[place : place + 3]):
        return None
    return inside[0]


def _after(text: str, spans: list[Span], number: int) -> Tie | None:
    """Return the tie of "Y, an ally of X" or "Y, X’s lawyer,"."""
    start, end = spans[number]
    if number + 1 == len(spans) or spans[number + 1][0] - end > _REACH:
        return None
    other = spans[number + 1]
    if _OPENS_TIE.match(text, end) is None:
        return None
    tokens = tokenize(text, end, other[0])
    if len(tokens) < 1 or tokens[0].text not in (",", "(", "–", "—", "is", "was"):
        return None
    inner = [token for token in tokens[1:] if token.low not in _SKIPPED - {"of"}]
    if len(inner) > 1 and inner[0].low == "who" and inner[1].low in ("is", "was"):
        inner = inner[2:]
    if len(inner) > 1 and inner[0].text.isdigit() and inner[1].text == ",":
        inner = inner[2:]  # the age
    if not inner:
        return None if any(token.low == "and" for token in tokens) else _owned_after(text, spans, number)
    place = next(
        (i for i, token in enumerate(inner[:-1]) if _relation(token.low) and inner[i + 1].low in _OF_WORDS), None
    )
    if place is None or not all(map(_is_role_word, inner[:place])):  # "vice president and son of X"
        return None
    word = inner[place]
    relation = _relation(word.low)
    if relation and all(map(_is_title_word, inner[place + 2 :])):
        return Tie((start, end), other, relation, word.low, word.start, other[1], _OF)
    return None


def _is_role_word(token: Token) -> bool:
    return is_head(token.low) or is_modifier(token) or token.low in STATUSES


def _is_title_word(token: Token) -> bool:
    """Tell whether a word may stand between "of" and the other person: "the victim", "slain guerrilla leader"."""
    return token.capital or token.low in ("the", "victim", "fellow") or _is_role_word(token)


def _owned_after(text: str, spans: list[Span], number: int) -> Tie | None:
    other = spans[number + 1]
    tokens = tokenize(text, other[1], min(len(text), other[1] + 40))
    if len(tokens) < 3 or not is_possessive(tokens[0]):
        return None
    place = 1
    while place < len(tokens) and tokens[place].low in _SKIPPED:
        place += 1
    closed = place + 1 >= len(tokens) or tokens[place + 1].text in ",.;:)–—" or tokens[place + 1].low in _BEHIND
    relation = _relation(tokens[place].low) if place < len(tokens) else None
    if relation is None or not closed:
        return None
    return Tie(spans[number], other, relation, tokens[place].low, other[0], tokens[place].end, _OWNED)


def _relation(word: str) -> Literal["kin", "allegiance"] | None:
    if word in KIN:
        return "kin"
    return "allegiance" if word in ALLEGIANCE or word in _FOLLOWERS else None
