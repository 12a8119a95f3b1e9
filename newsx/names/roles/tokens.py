"""Words of a short stretch of text, and what a word can be in a role."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.roles.words import CAPITAL_HEADS, HEADS, MODIFIERS, RELATIONS
from newsx.names.tables import word_set
from newsx.vocabulary.countries import aliases, demonyms

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = lazy_pattern(r"(?:[A-Za-z]\.){2,}|\w+(?:[-&]\w+|[’'](?!s\b)\w+)*|[’']s\b|[^\w\s]")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_ABBREVIATIONS = word_set(
    "gen col maj capt lt sgt cpl cmdr brig adm sen rep gov supt insp adv engr atty asst dep det dr mr mrs ms prof rev fr st hon"
)
# Endings of callings that no list can hold all of.
_CALLINGS = (
    "ologist",
    "ographer",
    "ometrist",
    "woman",
    "keeper",
    "maker",
    "holder",
    "fighter",
    "worker",
    "player",
    "writer",
    "scientist",
    "physicist",
    "chemist",
    "economist",
    "therapist",
)
_SHORTEST_CALLING = 7
# What a partner is in a firm of lawyers, accountants or investors.
_PARTNERS = word_set("managing founding senior general equity limited law named tax audit investment operating")
# Before "lord" and "lady" these make a role of them.
_LORDLY = word_set("first drug crime cocaine war gang")


class Token(NamedTuple):
    """A word or sign with its offsets; `name` marks words inside the name of a place, a people or an organisation."""

    text: str
    low: str
    start: int
    end: int
    name: bool = False

    @property
    def capital(self) -> bool:
        """True for words that begin with a capital letter."""
        return self.text[:1].isupper()


def tokenize(text: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Cut text[start:end] into tokens; the dot of an abbreviation before a name is dropped. `names` are sorted spans."""
    tokens: list[Token] = []
    spans = [*names, (end, end)]
    following, reach = 0, start
    make = tuple.__new__  # half the time of Token(…); a text has thousands
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if word == "." and tokens and tokens[-1].low in _ABBREVIATIONS and tokens[-1].end == first:
            before = tokens[-1]
            tokens[-1] = Token(before.text + ".", before.low, before.start, last, before.name)
            continue
        while spans[following][0] <= first:
            reach = max(reach, spans[following][1])
            following += 1
        low = word.lower()
        if not word.isalnum():
            low = low.replace("’", "'").strip(".")
        tokens.append(make(Token, (word, low, first, last, first < reach)))
    return tokens


@lru_cache(1 << 12)
def is_head(low: str) -> bool:
    """Tell whether a lower-case word can end a role: it is listed, ends as callings do, or has a part that is listed."""
    if low in HEADS or (len(low) > _SHORTEST_CALLING and low.endswith(_CALLINGS)):
        return True
    return "-" in low and any(part in HEADS for part in low.split("-"))


def is_recorded(low: str) -> bool:
    """Tell whether a head says what somebody does, not whose relation somebody is."""
    return low not in RELATIONS


def is_demonym(low: str) -> bool:
    """Tell whether a word is the name or the adjective of a country."""
    return low in demonyms() or low in aliases()


def is_possessive(token: Token) -> bool:
    """Tell whether a token is a possessive ending."""
    return token.text in _POSSESSIVES


def is_modifier(token: Token) -> bool:
    """Tell whether a word is known to stand before heads."""
    if token.name or is_demonym(token.low):
        return False
    compound = "-" in token.low and all(part in MODIFIERS for part in token.low.split("-"))
    return token.low in MODIFIERS or is_head(token.low) or compound


def is_usable_head(token: Token) -> bool:
    """Tell whether a token can end a role that is recorded."""
    if token.name:
        return False
    return (is_head(token.low) and is_recorded(token.low)) or (token.text.isupper() and token.low in CAPITAL_HEADS)


def ends_role(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the token at `place` can end a role that is recorded; a partner is one in a firm only ("managing partner", "partner at X")."""
    token = tokens[place]
    if token.low != "partner" or is_usable_head(token):
        return is_usable_head(token)
    firm = place + 1 < len(tokens) and tokens[place + 1].low == "at"
    return firm or (place > 0 and tokens[place - 1].low in _PARTNERS)


def is_style(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "lord" or "lady" is a form of address and no role: "Lord Ashby", but "drug lord", "First Lady"."""
    return tokens[place].low in ("lord", "lady") and (place == 0 or tokens[place - 1].low not in _LORDLY)
