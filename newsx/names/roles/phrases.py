"""Completes a role to its whole phrase: status, owner and complement, with the names it belongs to; for the role finder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.nations import country_of
from newsx.names.organisations import is_acronym
from newsx.names.roles.complements import Found, capital_run, fits_link, is_plain, may_follow_capitals, with_capitals
from newsx.names.roles.phrase_words import ALLEGIANCE, LINKS, STATUSES
from newsx.names.roles.status import status_of, strip_status
from newsx.names.roles.tokens import Token, is_possessive, tokenize
from newsx.names.roles.words import DETERMINERS, FIELDS, FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import NameMention

# How many complements a role may have ("director of the centre at the university in Nairobi"), and how many plain words one may hold.
_MAX_COMPLEMENTS = 3
_MAX_PLAIN_WORDS = 7
# How many plain words may stand between an owner and the role: "Mongolia’s first female minister".
_MAX_SKIPPED = 3

# How far before a role its owner may begin, in characters.
_LEFT_REACH = 110
# Words that may stand between an owner and a role, though they stand in no role: "Poland’s newly appointed prime minister".
_SKIPPED = frozenset(("most", "appointed", "elected", "named", "re-elected", "first", "last", "own"))
# Who is of no organisation that stands before: "the Government of the Custodian of the Two Holy Mosques King X".
_CROWNED = frozenset(
    ("king", "queen", "prince", "princess", "emperor", "empress", "sultan", "emir", "sheikh", "sheikha")
)
# What a complement begins with.
_GOES_ON = lazy_pattern(rf"\s(?:{'|'.join(sorted(LINKS))})\s|,?\s[^\W\d_]")


class RolePhrase(NamedTuple):
    """A role as it stands in the text: the head's words, the span of its whole phrase, and the names it belongs to.

    `rule` names the way it was found, `head` is the span of modifiers and head; `organisation`, `place` and `person` are spans of names, or of words with capitals that
    nobody marked (`organisation` only).
    """

    text: str
    start: int
    end: int
    status: str | None
    organisation: tuple[int, int] | None
    place: tuple[int, int] | None
    person: tuple[int, int] | None
    rule: str
    head: tuple[int, int]


class PhraseBuilder:
    """One text with its names; `complete` returns the phrase of a role whose head has been found."""

    def __init__(self, text: str, names: Sequence[NameMention]) -> None:
        self.text = text
        self._names = sorted(names, key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self._names]
        self._ends = {name.end: name for name in reversed(self._names)}

    def complete(self, core: tuple[int, int], floor: int, ceiling: int, *, rule: str, past: bool = False) -> RolePhrase:
        """Return the role whose modifiers and head stand at `core`, with what belongs to it between `floor` and `ceiling`."""
        start, before = self._extend_left(core, floor)
        end, after = self._extend_right(core[1], ceiling)
        if before and before[-1].label == "PERSON" and self.text[core[0] : core[1]].lower() not in ALLEGIANCE:
            start = core[0] if len(before) == 1 else before[-2].start  # "Morales’ economy minister" is a minister
            before = before[:-1]
        names = [
            name for name in (*before, *after) if name.label != "NORP" or country_of(self.text[name.start : name.end])
        ]
        text, status = strip_status(self.text[core[0] : self._head_end(*core)])
        status = status or status_of(self.text[start : core[0]], before, start)
        return RolePhrase(
            text,
            start,
            end,
            status or ("former" if past else None),
            _choose(("ORG",), names) or _choose(("WORDS",), names),
            _choose(("PLACE", "NORP"), names),
            _choose(("PERSON",), names),
            rule,
            core,
        )

    def _head_end(self, start: int, end: int) -> int:
        """Return where the head ends: before a complement that is no field of office ("attorney | for the families")."""
        words = self.text[start:end]
        if " of " not in words and " for " not in words:
            return end
        tokens = self.tokens(start, end)
        for place in range(len(tokens) - 1, 0, -1):
            if tokens[place].low in ("of", "for"):
                rest = tokens[place + 1 :]
                field = tokens[place].low == "of" and len(rest) == 1  # "head of enforcement"
                office = field or all(
                    t.capital or t.low in FIELDS or t.low in ("the", "and", "of", "for") for t in rest
                )
                end = end if office else tokens[place - 1].end
        return end

    def object_at(self, start: int, ceiling: int) -> tuple[int, list[Found]]:
        """Return where the noun phrase at `start` and its complements end, and the names in it."""
        tokens = self.tokens(start, ceiling)
        stop, names = self._noun_phrase(tokens, -1)
        if stop < 1:
            return start, []
        end, more = self._extend_right(tokens[stop - 1].end, ceiling)
        return end, [*names, *more]

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens of text[start:end] with words inside names marked."""
        low = max(0, bisect_left(self._starts, start) - 1)
        high = bisect_right(self._starts, end)
        return tokenize(self.text, start, end, [(name.start, name.end) for name in self._names[low:high]])

    def name_at(self, token: Token) -> NameMention | None:
        """Return the name that begins inside a token ("Barcelona" in "ex-Barcelona")."""
        number = bisect_left(self._starts, token.start)
        found = number < len(self._names) and self._starts[number] < token.end
        return self._names[number] if found else None

    def last_before(self, place: int, label: str) -> NameMention | None:
        """Return the last name that ends at or before a place, where it has the label."""
        number = bisect_left(self._starts, place) - 1
        name = self._names[number] if number >= 0 else None
        return name if name is not None and name.label == label and name.end <= place else None

    def _name_before(self, end: int) -> NameMention | None:
        """Return the name that ends at `end`, with or without the dot of an abbreviation."""
        return self._ends.get(end) or (self._ends.get(end - 1) if self.text[end - 1] == "." else None)

    def _extend_left(self, core: tuple[int, int], floor: int) -> tuple[int, list[Found]]:
        """Return where the phrase begins, and the names between there and the role, nearest first."""
        if floor >= core[0]:
            return core[0], []
        tokens = self.tokens(self._word_start(max(floor, core[0] - _LEFT_REACH), floor), core[0])
        place, found = len(tokens), list[Found]()
        while place > 0:
            step = self._step_left(tokens, place, found, core)
            if step is None:
                break
            place = step
            if found and found[-1].label == "PERSON":
                break
        return (tokens[place].start if place < len(tokens) else core[0]), found

    def _word_start(self, start: int, floor: int) -> int:
        """Return the start of the word at `start`, not before `floor`."""
        while start > floor and not self.text[start - 1].isspace():
            start -= 1
        return start

    def _step_left(self, tokens: list[Token], place: int, found: list[Found], core: tuple[int, int]) -> int | None:
        """Return the place before what belongs to the role and ends at `place`; None where the phrase begins there."""
        token = tokens[place - 1]
        at = place - 1 if is_possessive(token) else place
        if at > 0:
            name = self._name_before(tokens[at - 1].end)
            if name is not None:
                crowned = name.label == "ORG" and at == place and self.text[slice(*core)].lower() in _CROWNED
                return None if crowned else self._take_name(tokens, at, name, found, owner=at < place)
        if at < place:
            run = capital_run(tokens, at)
            if run < at and (run or at - run > 1):
                found.append(Found(tokens[run].start, tokens[at - 1].end, "WORDS"))
                return run
            return self._common_owner(tokens, at, found)
        based = self._name_based(token)
        if based is not None:
            found.append(Found(based.start, based.end, based.label))
            return next((i for i in range(place - 1, -1, -1) if tokens[i].start <= based.start), 0)
        if token.text == ")":
            return self._take_bracket(tokens, place, found)
        if token.low in STATUSES and (token.low != "then" or token.text.islower()):
            return place - 1
        joins = token.low == "and" and found and place > 1 and found[-1].start == _start(tokens, place)
        if joins and (name := self._name_before(tokens[place - 2].end)) and name.label in ("ORG", "PLACE", "NORP"):
            return place - 1
        run = capital_run(tokens, place)
        if run < place and not found and may_follow_capitals(self.text, tokens, run, core):
            found.append(Found(tokens[run].start, tokens[place - 1].end, "WORDS"))
            return run
        return self._skip_plain(tokens, place)

    def _name_based(self, token: Token) -> NameMention | None:
        """Return the name of "Shanghai-based", or the one whose last word stands in it ("New York-based")."""
        hyphen = token.text.find("-")
        if hyphen <= 0 or token.text[hyphen + 1 :] not in ("based", "born"):
            return None
        return self.name_at(token) or self._ends.get(token.start + hyphen)

    def _common_owner(self, tokens: list[Token], at: int, found: list[Found]) -> int | None:
        """Step over an owner of plain words that a name opens: "the Syrian regime’s", "Shanghai’s health commission’s"."""
        place = at
        while (
            place > 0 and at - place < _MAX_SKIPPED and tokens[place - 1].text.islower() and not tokens[place - 1].name
        ):
            if tokens[place - 1].low in FUNCTION_WORDS or is_possessive(tokens[place - 1]):
                break
            place -= 1
        end = place - 1 if place and is_possessive(tokens[place - 1]) else place
        name = self._name_before(tokens[end - 1].end) if end > 0 and place < at else None
        if name is None or name.label == "PERSON":
            return None
        return self._take_name(tokens, end, name, found, owner=True)

    def _take_name(
        self, tokens: list[Token], at: int, name: NameMention, found: list[Found], *, owner: bool
    ) -> int | None:
        if name.label == "PERSON" and not owner:
            return None
        found.append(Found(name.start, name.end, name.label))
        return next((i for i in range(at - 1, -1, -1) if tokens[i].start <= name.start), 0)

    def _take_bracket(self, tokens: list[Token], place: int, found: list[Found]) -> int | None:
        """Step over the acronym of "Coffee Export Authority (CEA) head" and the name before it."""
        if place < 4 or tokens[place - 3].text != "(" or not is_acronym(tokens[place - 2].text):
            return None
        name = self._name_before(tokens[place - 4].end)
        return self._take_name(tokens, place - 3, name, found, owner=False) if name else None

    def _skip_plain(self, tokens: list[Token], place: int) -> int | None:
        """Step over plain words to an owner or a nationality before them: "Mongolia’s first female" minister."""
        for i in range(place - 1, max(-1, place - 2 - _MAX_SKIPPED), -1):
            token = tokens[i]
            if i < place - 1 and (is_possessive(token) or token.name):
                name = self._name_before(tokens[i - 1].end if is_possessive(token) and i else token.end)
                kept = name is not None and name.label != "PERSON" and (is_possessive(token) or name.label == "NORP")
                return i + 1 if kept else None
            if (
                not token.text[0].isalpha()
                or token.capital
                or (token.low in FUNCTION_WORDS and token.low not in _SKIPPED)
            ):
                return None
        return None

    def _extend_right(self, end: int, ceiling: int) -> tuple[int, list[Found]]:
        """Return where the complements of a role end that itself ends at `end`, and the names in them."""
        if end >= ceiling or not _GOES_ON.match(self.text, end, ceiling):
            return end, []
        tokens = self.tokens(end, ceiling)
        place, found = self._beside(tokens)
        for _ in range(_MAX_COMPLEMENTS):
            if place >= len(tokens) or tokens[place].low not in LINKS:
                break
            stop, names = self._noun_phrase(tokens, place)
            if stop == place:
                break
            place, found = stop, [*found, *names]
        return (tokens[place - 1].end if place else end), found

    def _beside(self, tokens: list[Token]) -> tuple[int, list[Found]]:
        """Return what follows a role without a preposition: the organisation of "Director Acme Rail" and "(co-founder, Polygon)"."""
        skipped = 1 if tokens and tokens[0].text == "," else 0
        name = self.name_at(tokens[skipped]) if len(tokens) > skipped else None
        if name is None or name.label != "ORG" or name.start != tokens[skipped].start:
            return 0, []
        stop = next((i for i, token in enumerate(tokens) if token.start >= name.end), len(tokens))
        closed = stop == len(tokens) or tokens[stop].text in ",);:."
        return (stop, [Found(name.start, name.end, name.label)]) if closed or not skipped else (0, [])

    def _noun_phrase(self, tokens: list[Token], link: int) -> tuple[int, list[Found]]:
        """Return the place after the complement that a preposition at `link` opens, and its names; `link` where there is none."""
        place, plain, names = link + 1, 0, list[Found]()
        while place < len(tokens) and plain <= _MAX_PLAIN_WORDS:
            token = tokens[place]
            name = self.name_at(token)
            if name is not None:
                if name.label == "PERSON" and (names or plain or token.start != name.start):
                    break
                names.append(Found(name.start, name.end, name.label))
                place = next((i for i in range(place, len(tokens)) if tokens[i].start >= name.end), len(tokens))
                if name.label == "PERSON":
                    break
            elif is_plain(tokens, place, link):
                plain += token.text[0].isalpha() and token.low not in DETERMINERS
                place += 1
            elif token.text == "(" and place + 2 < len(tokens) and tokens[place + 2].text == ")":
                if not is_acronym(tokens[place + 1].text):
                    break
                place += 3
            else:
                break
        if not (names or plain):
            return link, []
        names = with_capitals(tokens, link + 1, place, names)
        return (place, names) if link < 0 or fits_link(tokens, link, names) else (link, [])


def _start(tokens: Sequence[Token], place: int) -> int:
    return tokens[place].start if place < len(tokens) else -1


def _choose(labels: tuple[str, ...], names: Sequence[Found]) -> tuple[int, int] | None:
    """Return the span of the first name with one of the labels; owners come before complements."""
    return next(((name.start, name.end) for name in names if name.label in labels), None)
