"""Finds what the people of a text are said to be; called for the entities of an article.

The ways, in the order in which they are tried for each mention: directly before the name ("junta boss X"); before it and parted by
a comma ("the junta’s economic czar, X,"); after it in apposition ("X, chairman of Y,"); stated ("X, who was health minister",
"X, who chairs Y", "X … . He is a professor at Y"); and clauses of time ("while chief of the general staff", "As chairman, X …").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.appointments import appointment
from newsx.names.roles.grammar import role_ending_at, role_starting_at, segments
from newsx.names.roles.neighbours import (
    after_companion,
    at_word,
    complement_before,
    is_free,
    joint_before,
    next_role,
    no_role_before,
    opens_apposition,
    opens_phrase,
    share_owners,
)
from newsx.names.roles.passives import passive_role
from newsx.names.roles.phrases import PhraseBuilder, RolePhrase
from newsx.names.roles.plurals import plural_appositions, plural_roles
from newsx.names.roles.statements import AGE, PRONOUN, STATEMENT, is_past, turn_of, verb_role
from newsx.names.roles.titles import is_part_of_office, recorded_titles, without_honorifics
from newsx.names.roles.words import DETERMINERS, FUNCTION_WORDS, PREPOSITIONS
from newsx.names.tables import word_set

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from newsx.names.roles.tokens import Token
    from newsx.records import NameMention

Span = tuple[int, int]

# How far from a name its roles may stand, in characters; no role in the development data was further away.
_BEFORE = 160
_AFTER = 200
# How many words may stand between a role and the comma before its name.
_COMPLEMENT_REACH = 16
# How many people back the subject of a clause is looked for.
_SUBJECT_REACH = 8

_SENTENCE_END = lazy_pattern(
    r"[.!?\n](?:(?<=\n)\n*|(?<!\n)(?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b(?:Gen|Col|Maj|Sgt|Rep|Sen|Gov|Mrs|Rev|Hon|Adv|Det|Sec|Adm|Cpl|Pvt|Pte|Msr).)(?<!\b(?:Prof|Supt|Insp|Engr|Brig|Capt|Atty|Asst|Msgr|Comr|Pres|Dato|Cmdr|Sens|Reps|Govs|Gens|Cols).)[\"”’)]*\s+(?=[\"“‘(]?[A-Z]))"
)
_OPENING = lazy_pattern(AGE + r"\s*(?:,|\(|\s[–—-]|—|–)\s*(?:and\s+|as\s+(?=the\s|its\s))?")
_CLAUSE = lazy_pattern(
    r"[WwA](?<!\w.)(?:(?<=[Ww])(hile|hen)\s+(?!the\b)(?:(?:he|she|they)\s+(?:was|were|is|served\s+as)\s+(?:still\s+)?|still\s+)?|(?<=A)(s)\s+)"
)
# A word right before a name with which no role ends ("said", "by"), and how far back its start is looked for.
_WORD_REACH = 14
# A comma so near before a name parts it from its office, a courtesy title between them.
_TITLE_REACH = 6
_CLOSING = frozenset(",.;:)!?—–-\n”\"'")
# Words that go on after a role.
_GOING_ON = PREPOSITIONS | word_set(
    "and based born known who since until whose as turned during when while or but after before through amid following"
)
_SUBJECT_STOP = lazy_pattern(
    r"\s*(?:[,;.)]|and\b|or\b|while\b|when\b|as\b|in\b|on\b|at\b|of\b|to\b|for\b|with\b|by\b|from\b|$)"
)


class RoleFinder:
    """One text with its names; `find` returns the roles of each person mention."""

    def __init__(self, text: str, names: Sequence[NameMention]) -> None:
        names = [name for name in names if not is_part_of_office(text, name)]
        self.text = text
        self.people = sorted((name.start, name.end) for name in names if name.label == "PERSON")
        self._phrases = PhraseBuilder(text, names)
        self._starts = [start for start, _ in self.people]
        self._sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def find(self) -> dict[Span, list[RolePhrase]]:
        """Return for each person mention the roles said of it there, in order of mention, each once."""
        found: dict[Span, list[RolePhrase]] = {}
        for number, span in enumerate(self.people):
            passive = passive_role(self._phrases, *span, self._sentence(span[0])[0])
            roles = [*passive, *self._before(number), *self._after(number)]
            if roles:
                found[span] = roles
        for span, extra in self._clauses():
            found.setdefault(span, []).extend(extra)
        before = plural_roles(self.text, self.people, self._phrases, lambda place: self._sentence(place)[0])
        behind = plural_appositions(self.text, self.people, self._phrases, lambda place: self._sentence(place)[1])
        for span, role in (*before, *behind):
            found.setdefault(span, []).append(role)
        return {
            span: sorted({(role.start, role.end): role for role in roles}.values(), key=attrgetter("start", "end"))
            for span, roles in found.items()
        }

    def _sentence(self, place: int) -> Span:
        number = bisect_right(self._sentences, place)
        end = self._sentences[number] if number < len(self._sentences) else len(self.text)
        return self._sentences[number - 1], end

    def _before(self, number: int) -> list[RolePhrase]:
        start = self.people[number][0]
        before = self.text[max(0, start - _WORD_REACH) : start].split()
        if before and before[-1] in FUNCTION_WORDS:
            return []
        floor = max(self._sentence(start)[0], start - _BEFORE, self.people[number - 1][1] if number else 0)
        floor = at_word(self.text, floor, start)
        if no_role_before(self.text, floor, start):
            return []
        tokens = self._phrases.tokens(floor, start)
        place = without_honorifics(tokens, len(tokens))
        titles = recorded_titles(tokens, place)
        roles = [self._title(tokens[a].start, tokens[b - 1].end) for a, b in titles]
        spans: list[Span] = []
        while place > 0:
            role = role_ending_at(tokens, place)
            if role is None or not self._is_adjacent(tokens, place, start, spans):
                break
            spans += self._cut(tokens, *role, limit=place)
            place = joint_before(tokens, role[0])
        named = None if spans else complement_before(tokens, place)
        spans = self._cut(tokens, *named, limit=place) if named else spans  # "US ambassador to the UN X"
        ceiling = tokens[place - 1].end if named else 0
        roles += self._complete(spans, self._owner_floor(number, floor), ceiling, rule="before")
        if place > 1 and tokens[place - 1].text == ",":
            roles += self._before_comma(tokens, place - 1, number, floor)
        return roles

    def _title(self, start: int, end: int) -> RolePhrase:
        return RolePhrase(self.text[start:end], start, end, None, None, None, None, "title", (start, end))

    def _owner_floor(self, number: int, floor: int) -> int:
        """Return how far back an owner may stand: over the person before, where that person owns ("X’s lawyer Y")."""
        if not number:
            return floor
        before = self.people[number - 1]
        near = before[1] >= floor and self.text[before[1] : before[1] + 2] in ("'s", "’s", "' ", "’ ")
        return before[0] if near else floor

    def _complete(
        self, spans: Sequence[Span], floor: int, ceiling: int, *, rule: str, past: bool = False
    ) -> list[RolePhrase]:
        """Return the whole phrases of role heads in one run of text; none reaches into the next."""
        ordered = sorted(set(spans))
        roles = []
        for i, span in enumerate(ordered):
            low = max(floor, ordered[i - 1][1]) if i else floor
            high = ordered[i + 1][0] if i + 1 < len(ordered) else ceiling
            roles.append(self._phrases.complete(span, low, high if ceiling else 0, rule=rule, past=past))
        return share_owners(self.text, roles)

    def _is_adjacent(self, tokens: list[Token], place: int, start: int, spans: list[Span]) -> bool:
        """Tell whether nothing but a courtesy title stands between a role and what it is said of."""
        return bool(spans) or self.text[tokens[place - 1].end : start].count(",") == 0

    def _cut(self, tokens: list[Token], first: int, end: int, *, limit: int) -> list[Span]:
        return [(tokens[a].start, tokens[b - 1].end) for a, b in segments(tokens, first, min(end, limit))]

    def _before_comma(self, tokens: list[Token], comma: int, number: int, floor: int) -> list[RolePhrase]:
        """Return the roles of "the mayor of Gdańsk, X,"."""
        end = self.people[number][1]
        closed = end >= len(self.text) or self.text[end] in _CLOSING
        for head_end in range(comma, max(0, comma - _COMPLEMENT_REACH), -1):
            if head_end < comma and tokens[head_end].low not in PREPOSITIONS:
                if tokens[head_end].text in ";:()":
                    return []
                continue
            role = role_ending_at(tokens, head_end)
            if role and (closed or tokens[role[0]].capital) and opens_phrase(tokens, role[0]):
                full = role_starting_at(tokens, role[0], free=True)
                stop = full[1] if full and full[0] == role[0] and full[1] <= comma else role[1]
                if any(token.text == "," for token in tokens[stop:comma]):
                    return []
                spans = self._cut(tokens, role[0], stop, limit=comma) + self._joined_before(tokens, role[0])
                low = self._owner_floor(number, floor)
                return self._complete(spans, low, tokens[comma].start, rule="before comma")
        return []

    def _joined_before(self, tokens: list[Token], place: int) -> list[Span]:
        """Return the role of "environment minister and" that stands before another role."""
        if place > 1 and tokens[place - 1].low == "and":
            role = role_ending_at(tokens, place - 1)
            if role:
                return self._cut(tokens, *role, limit=place - 1)
        return []

    def _after(self, number: int) -> list[RolePhrase]:
        start, end = self.people[number]
        low, sentence_end = self._sentence(start)
        ceiling = min(sentence_end, end + _AFTER)
        made = appointment(self.text, self.people, number, low, ceiling)
        given = self._apposition(made.start, ceiling, rule="stated", past=made.ended, free=True) if made else []
        opening = _OPENING.match(self.text, end, ceiling)
        if opening and opens_apposition(self.text, opening.end()):
            roles = self._apposition(opening.end(), ceiling, rule="apposition")
            if "and" in opening.group() or self._is_listed(number):
                # "X, and India’s foreign minister, Y, …": what follows "and" is said of Y where it can be, and so in a list.
                claimed = [role for i in self._next_two(number) for role in self._before(i)]
                taken = [(role.start, role.end) for role in claimed]
                roles = [role for role in roles if not any(a < role.end and role.start < b for a, b in taken)]
            if roles:
                return [*roles, *given, *self._verb_role(roles[-1].end, ceiling), *self._turn(roles[-1].end, ceiling)]
        if given:
            return given
        statement = STATEMENT.match(self.text, end, ceiling)
        if statement:
            return self._stated(statement, ceiling, sentence_end, rule="stated")
        stated = self._verb_role(end, ceiling)
        return stated or self._pronoun(number, low, sentence_end)

    def _turn(self, start: int, ceiling: int) -> list[RolePhrase]:
        """Return the office that a statement behind another one begins or ends: "X, the deputy chair, takes over as chair in May"."""
        turn = STATEMENT.match(self.text, start, ceiling)
        changes = turn and (turn.group("leaves") or turn.group("leaving") or turn.group("enters"))
        return self._stated(turn, ceiling, ceiling, rule="stated") if turn and changes else []

    def _is_listed(self, number: int) -> bool:
        """Tell whether a list of people goes on behind a name that its office stands before: "the mayor, X, the chairman, Y"."""
        start = self.people[number][0]
        near = "," in self.text[max(0, start - _TITLE_REACH) : start] and number + 1 < len(self.people)
        return near and any(role.rule == "before comma" for role in self._before(number))

    def _next_two(self, number: int) -> range:
        """Return the numbers of the next person, and of the one after where the next owns what is said ("X’s spokesman, Y")."""
        return range(number + 1, min(number + 3, len(self.people)))

    def _verb_role(self, start: int, ceiling: int) -> list[RolePhrase]:
        role = verb_role(self._phrases, start, ceiling)
        return [role] if role else []

    def _pronoun(self, number: int, low: int, sentence_end: int) -> list[RolePhrase]:
        """Return the roles of "He is a professor at Y" right after a sentence in which nobody else is named."""
        first = bisect_left(self._starts, low)
        alone = first == number and (number + 1 == len(self.people) or self._starts[number + 1] >= sentence_end)
        alone = alone or self.text.endswith((" said ", " says "), 0, self.people[number][0])
        statement = (
            PRONOUN.match(self.text, sentence_end) if alone and "\n" not in self.text[low:sentence_end] else None
        )
        if statement is None:
            return []
        next_end = self._sentence(sentence_end)[1]
        ceiling = min(next_end, statement.end() + _AFTER)
        return self._stated(statement, ceiling, next_end, rule="pronoun")

    def _stated(self, statement: re.Match[str], ceiling: int, sentence_end: int, *, rule: str) -> list[RolePhrase]:
        """Return the roles that a statement tells, with what it says of whether they hold."""
        past, status = is_past(statement, sentence_end), turn_of(statement, sentence_end)
        roles = self._apposition(statement.end(), ceiling, rule=rule, past=past, free=status is not None)
        return [role._replace(status=role.status or status) for role in roles] if status else roles

    def _apposition(
        self, start: int, ceiling: int, *, rule: str, past: bool = False, free: bool = False
    ) -> list[RolePhrase]:
        """Return the roles of the phrase that begins at `start`, unless they are said of a name that follows them."""
        tokens = self._phrases.tokens(start, ceiling)
        roles: list[RolePhrase] = []
        place = 0
        while place < len(tokens):
            role = role_starting_at(tokens, place, free=free or is_free(tokens, place))
            if role is None:
                after = None if roles else after_companion(tokens, place)
                if after is None:
                    break
                place = after
                continue
            spans = self._cut(tokens, role[0], role[1], limit=len(tokens))
            phrases = self._complete(spans, tokens[place].start, ceiling, rule=rule, past=past)
            end = max((i for i in range(len(tokens)) if tokens[i].start < phrases[-1].end), default=role[2] - 1) + 1
            if not self._stays(tokens, (role[0], role[1], max(end, role[2]))):
                if not self._stays(tokens, role):
                    break
                phrases = self._complete(spans, tokens[place].start, 0, rule=rule, past=past)
            roles += phrases
            after = next_role(tokens, max(end, role[2]))
            if after is None:
                break
            place = after
        return share_owners(self.text, roles)

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

    def _clauses(self) -> list[tuple[Span, list[RolePhrase]]]:
        """Return the roles of clauses of time, each with the mention of the person it is said of."""
        found: list[tuple[Span, list[RolePhrase]]] = []
        for match in _CLAUSE.finditer(self.text):
            low, high = self._sentence(match.start())
            opens = not self.text[low : match.start()].strip(' "“‘')
            if match.group(2) and not opens:
                continue
            tokens = self._phrases.tokens(match.end(), min(high, match.end() + _AFTER))
            role = role_starting_at(tokens, 0, free=bool(tokens) and tokens[0].low in DETERMINERS)
            if role is None or role[0] > 4 or not self._stays(tokens, role):
                continue
            person = self._topic(tokens, role[2], high) if opens else self._subject(match.start(), low)
            if person is not None:
                spans = self._cut(tokens, role[0], role[1], limit=len(tokens))
                found.append((person, self._complete(spans, match.end(), tokens[-1].end, rule="clause")))
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


def find_roles(text: str, names: Sequence[NameMention]) -> dict[Span, list[RolePhrase]]:
    """Return for each mention of a person, given by its offsets, the roles said of it there.

    `names` are the names of the text with their labels: PERSON for people; PLACE, ORG and NORP are what roles belong to, and any
    other label only bounds them.
    """
    return RoleFinder(text, names).find()
