"""Finds what the people of a text are said to be: roles before, after and away from their names.

The ways, in the order in which they are tried for each mention: directly before the name ("junta boss X"); before it and parted by
a comma ("the junta’s economic czar, X,"); after it in apposition ("X, chairman of Y,"); stated ("X, who was health minister");
and clauses of time ("while chief of the general staff", "As chairman, X …").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from newsx.names.roles.grammar import role_ending_at, role_starting_at, segments, without_honorifics
from newsx.names.roles.tokens import Token, is_possessive, tokenize
from newsx.names.roles.words import DETERMINERS, OPINIONS, PREPOSITIONS
from newsx.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

# How far from a name its roles may stand, in characters; no role in the development data was further away.
_BEFORE = 160
_AFTER = 200
# How many words may stand between a role and the comma before its name.
_COMPLEMENT_REACH = 16
# How many people back the subject of a clause is looked for.
_SUBJECT_REACH = 8

_SENTENCE_END = re.compile(
    r"[.!?](?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b(?:Gen|Col|Maj|Sgt|Rep|Sen|Gov|Mrs|Rev|Hon).)[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+"
)
_AGE = r"(?:,\s*(?:aged?\s+)?\d{1,3}(?=,)|\s+\(\d{1,3}\))?"
_OPENING = re.compile(_AGE + r"\s*(?:,|\(|\s[–—-]|—|–)\s*(?:and\s+)?")
_STATEMENT = re.compile(
    _AGE + r"(?:,?\s+who|,)?\s+(?:(?:is|was|has\s+been|had\s+been|became|remains|remained|serves|served|acts|acted)"
    r"(?:\s+(?:also|now|once|currently|then|later|still|previously))?"
    r"(?:\s+(?:re)?(?:appointed|named|elected|chosen|made|sworn\s+in|nominated|confirmed|promoted\s+to))?"
    r"(?:\s+as)?)\s+(?=[a-zA-Z])"
)
_CLAUSE = re.compile(
    r"\b(?:(while|when)\s+(?:(?:he|she|they)\s+(?:was|were|is|served\s+as)\s+(?:still\s+)?|still\s+)?|(as)\s+)",
    re.IGNORECASE,
)
_CLOSING = frozenset(",.;:)!?—–-\n”\"'")
# Words that go on after a role.
_GOING_ON = PREPOSITIONS | frozenset(
    (
        "and",
        "based",
        "born",
        "known",
        "who",
        "since",
        "until",
        "whose",
        "as",
        "turned",
        "during",
        "when",
        "while",
        "or",
        "but",
    )
)
_SUBJECT_STOP = re.compile(
    r"\s*(?:[,;.)]|and\b|or\b|while\b|when\b|as\b|in\b|on\b|at\b|of\b|to\b|for\b|with\b|by\b|from\b|$)"
)


class RoleFinder:
    """One text with its names; `find` returns the roles of each person mention."""

    def __init__(self, text: str, people: Sequence[Span], others: Sequence[Span] = ()) -> None:
        self.text = text
        self.people = sorted(people)
        self.names = sorted({*people, *others})
        self._starts = [start for start, _ in self.people]
        self._name_starts = [start for start, _ in self.names]
        self._sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def find(self) -> dict[Span, list[Role]]:
        """Return for each person mention the roles said of it there, in order of mention."""
        found: dict[Span, list[Role]] = {}
        for number, span in enumerate(self.people):
            spans = self._before(number) + self._after(number)
            if spans:
                found[span] = self._make(spans)
        for span, extra in self._clauses():
            found[span] = sorted({*found.get(span, []), *self._make(extra)}, key=lambda role: role.start)
        return found

    def _make(self, spans: list[Span]) -> list[Role]:
        return [Role(self.text[a:b], a, b) for a, b in sorted(set(spans))]

    def _sentence(self, place: int) -> Span:
        number = bisect_right(self._sentences, place)
        end = self._sentences[number] if number < len(self._sentences) else len(self.text)
        return self._sentences[number - 1], end

    def _tokens(self, start: int, end: int) -> list[Token]:
        low = max(0, bisect_left(self._name_starts, start) - 1)
        high = bisect_right(self._name_starts, end)
        return tokenize(self.text, start, end, self.names[low:high])

    def _before(self, number: int) -> list[Span]:
        start, end = self.people[number]
        floor = max(self._sentence(start)[0], start - _BEFORE, self.people[number - 1][1] if number else 0)
        while (
            floor > 0 and floor > start - _BEFORE - 40 and self.text[floor - 1].isalnum() and self.text[floor].isalnum()
        ):
            floor += 1
        tokens = self._tokens(floor, start)
        place = without_honorifics(tokens, len(tokens))
        spans: list[Span] = []
        while place > 0:
            role = role_ending_at(tokens, place)
            if role is None or not self._is_adjacent(tokens, place, start, spans):
                break
            spans += self._cut(tokens, *role, limit=place)
            place = role[0]
            if place > 1 and tokens[place - 1].low == "and" and role_ending_at(tokens, place - 1):
                place -= 1
        if place > 1 and tokens[place - 1].text == ",":
            spans += self._before_comma(tokens, place - 1, end)
        return spans

    def _is_adjacent(self, tokens: list[Token], place: int, start: int, spans: list[Span]) -> bool:
        """Tell whether nothing but a courtesy title stands between a role and what it is said of."""
        return bool(spans) or self.text[tokens[place - 1].end : start].count(",") == 0

    def _cut(self, tokens: list[Token], first: int, end: int, *, limit: int) -> list[Span]:
        return [(tokens[a].start, tokens[b - 1].end) for a, b in segments(tokens, first, min(end, limit))]

    def _before_comma(self, tokens: list[Token], comma: int, end: int) -> list[Span]:
        """Return the roles of "the mayor of Gdańsk, X," whose name ends at `end`."""
        if end < len(self.text) and self.text[end] not in _CLOSING:
            return []
        for head_end in range(comma, max(0, comma - _COMPLEMENT_REACH), -1):
            if head_end < comma and tokens[head_end].low not in PREPOSITIONS:
                if tokens[head_end].text in ";:()":
                    return []
                continue
            role = role_ending_at(tokens, head_end)
            if role and self._opens_phrase(tokens, role[0]):
                full = role_starting_at(tokens, role[0], free=True)
                stop = full[1] if full and full[0] == role[0] and full[1] <= comma else role[1]
                if any(token.text == "," for token in tokens[stop:comma]):
                    return []
                return self._cut(tokens, role[0], stop, limit=comma) + self._joined_before(tokens, role[0])
        return []

    def _joined_before(self, tokens: list[Token], place: int) -> list[Span]:
        """Return the role of "environment minister and" that stands before another role."""
        if place > 1 and tokens[place - 1].low == "and":
            role = role_ending_at(tokens, place - 1)
            if role:
                return self._cut(tokens, *role, limit=place - 1)
        return []

    def _opens_phrase(self, tokens: list[Token], first: int) -> bool:
        """Tell whether the role begins a phrase of its own: after a determiner, an owner, a name or a sentence's start."""
        if first == 0:
            return True
        before = tokens[first - 1]
        if before.low == "and":
            role = role_ending_at(tokens, first - 1)
            return role is not None and self._opens_phrase(tokens, role[0])
        if before.text == ",":
            return tokens[first].capital
        if before.low in OPINIONS:
            return self._opens_phrase(tokens, first - 1)
        return before.low in DETERMINERS or is_possessive(before) or before.name or before.capital

    def _after(self, number: int) -> list[Span]:
        start, end = self.people[number]
        ceiling = min(self._sentence(start)[1], end + _AFTER)
        opening = _OPENING.match(self.text, end, ceiling)
        if opening:
            spans = self._apposition(opening.end(), ceiling)
            if "and" in opening.group():
                # "X, and India’s foreign minister, Y, …": what follows "and" is said of Y where it can be.
                claimed = self._before(number + 1) if number + 1 < len(self.people) else []
                spans = [span for span in spans if span not in claimed]
            if spans:
                return spans
        statement = _STATEMENT.match(self.text, end, ceiling)
        return self._apposition(statement.end(), ceiling) if statement else []

    def _apposition(self, start: int, ceiling: int) -> list[Span]:
        """Return the roles of the phrase that begins at `start`, unless they are said of a name that follows them."""
        tokens = self._tokens(start, ceiling)
        spans: list[Span] = []
        place = 0
        while place < len(tokens):
            role = role_starting_at(tokens, place, free=self._is_free(tokens, place))
            if role is None or not self._stays(tokens, role):
                break
            spans += self._cut(tokens, role[0], role[1], limit=len(tokens))
            after = self._next_role(tokens, role[2])
            if after is None:
                break
            place = after
        return spans

    def _next_role(self, tokens: list[Token], place: int) -> int | None:
        """Return where another role of the same person may begin: after "and", ", and", or a comma in a list that ends so."""
        if place + 1 >= len(tokens):
            return None
        if tokens[place].low == "and":
            return place + 1
        if tokens[place].text != ",":
            return None
        if tokens[place + 1].low == "and":
            return place + 2
        listed = role_starting_at(tokens, place + 1, free=False)
        inside = listed and listed[0] == place + 1 and listed[2] < len(tokens) and tokens[listed[2]].low in ("and", ",")
        return place + 1 if inside else None

    def _is_free(self, tokens: list[Token], place: int) -> bool:
        window = tokens[place : place + 7]
        return bool(window) and (
            window[0].low in DETERMINERS or any(is_possessive(token) or token.name for token in window)
        )

    def _stays(self, tokens: list[Token], role: tuple[int, int, int]) -> bool:
        """Tell whether the phrase ends or goes on as a role does, and no person follows whose role it is."""
        end = role[2]
        if end >= len(tokens):
            return True
        after = tokens[end]
        person = bisect_left(self._starts, tokens[end - 1].end)
        if person < len(self.people) and self.people[person][0] <= after.start + 1 and after.text[0].isalpha():
            return False
        if after.text[0] in _CLOSING:
            return True
        participle = after.text.islower() and after.low.endswith(("ing", "ed"))
        return participle or after.low in _GOING_ON

    def _clauses(self) -> list[tuple[Span, list[Span]]]:
        """Return the roles of clauses of time, each with the mention of the person it is said of."""
        found: list[tuple[Span, list[Span]]] = []
        for match in _CLAUSE.finditer(self.text):
            low, high = self._sentence(match.start())
            opens = not self.text[low : match.start()].strip(' "“‘')
            if match.group(2) and not opens:
                continue
            tokens = self._tokens(match.end(), min(high, match.end() + _AFTER))
            role = role_starting_at(tokens, 0, free=bool(tokens) and tokens[0].low in DETERMINERS)
            if role is None or role[0] > 4 or not self._stays(tokens, role):
                continue
            person = self._topic(tokens, role[2], high) if opens else self._subject(match.start(), low)
            if person is not None:
                found.append((person, self._cut(tokens, role[0], role[1], limit=len(tokens))))
        return found

    def _topic(self, tokens: list[Token], place: int, high: int) -> Span | None:
        """Return the person named right after the comma that closes an opening clause."""
        comma = next((token for token in tokens[place : place + 12] if token.text == ","), None)
        if comma is None:
            return None
        number = bisect_left(self._starts, comma.end)
        near = number < len(self.people) and self.people[number][0] < min(high, comma.end + 3)
        return self.people[number] if near else None

    def _subject(self, place: int, low: int) -> Span | None:
        """Return the nearest person before `place` in the sentence who does something, or else the nearest."""
        number = bisect_left(self._starts, place) - 1
        nearest = None
        last = number - _SUBJECT_REACH
        while number > max(-1, last) and self.people[number][0] >= low:
            span = self.people[number]
            nearest = nearest or span
            if not _SUBJECT_STOP.match(self.text, span[1]):
                return span
            number -= 1
        return nearest


def find_roles(text: str, people: Sequence[Span], others: Sequence[Span] = ()) -> dict[Span, list[Role]]:
    """Return for each mention of a person, given by its offsets, the roles said of it there.

    `others` are the offsets of the names of places, peoples and bodies: roles never reach into them.
    """
    return RoleFinder(text, people, others).find()
