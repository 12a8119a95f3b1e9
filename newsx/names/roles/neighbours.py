"""How a role stands to the words beside it: whether it begins a phrase, and where another role of the same person may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.grammar import role_ending_at, role_starting_at
from newsx.names.roles.tokens import is_head, is_possessive
from newsx.names.roles.words import DETERMINERS, FUNCTION_WORDS, OPINIONS, RECORDED_TITLES, RELATIONS
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from newsx.names.roles.phrases import RolePhrase
    from newsx.names.roles.tokens import Token

_WORD = lazy_pattern(r"[^\W_]+")
# Function words that an apposition does not begin with; determiners, "now", "himself" and "another" it may.
_OPENS_NONE = (
    FUNCTION_WORDS
    - DETERMINERS
    - word_set(
        "now currently then formerly once himself herself themselves also another each both all one other most still here less"
    )
)
# What links a role to the name of its organisation or place.
_LINKS = frozenset(("of", "to", "for", "at"))
# How many words may stand between "and" and the role that it joins to another.
_JOINT_REACH = 6


def joint_before(tokens: list[Token], place: int) -> int:
    """Return the place of the "and" that joins another role to one at `place` and its owner ("team coach and FC Porto star")."""
    for joint in range(place - 1, max(0, place - _JOINT_REACH), -1):
        if tokens[joint].low == "and":
            between = tokens[joint + 1 : place]
            owner = all(token.name or token.text in "()" for token in between)
            closed = [token.text for token in between].count("(") == [token.text for token in between].count(")")
            return joint if owner and closed else place
    return place


def complement_before(tokens: list[Token], end: int) -> tuple[int, int] | None:
    """Return the role whose complement is a name that ends at `end`, without the complement: "US ambassador | to the UN"."""
    place = end
    while place > 0 and tokens[place - 1].name:
        place -= 1
    if place == end:
        return None
    if place > 0 and tokens[place - 1].low == "the":
        place -= 1
    if place < 2 or tokens[place - 1].low not in _LINKS or not tokens[place - 1].text.islower():
        return None
    return role_ending_at(tokens, place - 1)


def no_role_before(text: str, floor: int, start: int) -> bool:
    """Tell, without taking the words apart, that no role ends right before a name: a plain word stands there, and no "of" or "for" before it."""
    if text[start - 1 : start] != " ":
        return floor >= start or text[start - 1] in '"“‘('
    word = text[max(floor, text.rfind(" ", floor, start - 1) + 1) : start - 1]
    if not (word.isalpha() and word.islower()) or is_head(word) or word in RECORDED_TITLES:
        return False
    return word != "partner" and not any(
        opening in text[floor:start] for opening in ("of ", "for ", "Of ", "For ", "OF ", "FOR ")
    )


def at_word(text: str, floor: int, start: int) -> int:
    """Return the first place at or after `floor` that cuts no word, within what is read before a name at `start`."""
    while 0 < floor < start and text[floor - 1].isalnum() and text[floor].isalnum():
        floor += 1
    return floor


def opens_apposition(text: str, start: int) -> bool:
    """Tell whether the word behind a comma may open what somebody is, as "in", "but" and "which" do not."""
    word = _WORD.match(text, start)
    return word is not None and word.group() not in _OPENS_NONE  # "US" is no "us"


def opens_phrase(tokens: list[Token], first: int) -> bool:
    """Tell whether the role begins a phrase of its own: after a determiner, an owner, a name or a sentence's start."""
    if first == 0:
        return True
    before = tokens[first - 1]
    if before.low == "and":
        role = role_ending_at(tokens, first - 1)
        return tokens[first].capital or (role is not None and opens_phrase(tokens, role[0]))
    if before.text in (",", ")"):
        return tokens[first].capital
    if before.low in OPINIONS and before.low not in DETERMINERS:
        return opens_phrase(tokens, first - 1)
    return before.low in DETERMINERS or before.low == "whose" or is_possessive(before) or before.name or before.capital


def next_role(tokens: list[Token], place: int) -> int | None:
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


def is_free(tokens: list[Token], place: int) -> bool:
    """Tell whether unknown plain words may be modifiers of a role that begins here: after a determiner, an owner or a name."""
    window = tokens[place : place + 7]
    return bool(window) and (
        window[0].low in DETERMINERS or any(is_possessive(token) or token.name for token in window)
    )


def after_companion(tokens: list[Token], place: int) -> int | None:
    """Return the place behind "and" where only what somebody is to another stands before it: "his old friend and | head of X"."""
    for joint in range(place + 1, min(len(tokens) - 1, place + _JOINT_REACH)):
        token = tokens[joint]
        if token.low == "and":
            return joint + 1 if tokens[joint - 1].low in RELATIONS else None
        if not token.text[0].isalpha() or token.name or token.capital:
            return None
    return None


def share_owners(text: str, roles: list[RolePhrase]) -> list[RolePhrase]:
    """Return the roles of one run with what one shares with its neighbour: "founder and chief executive of X", "X chairman and founder"."""
    return [_share(text, roles, number) for number in range(len(roles))]


def _share(text: str, roles: list[RolePhrase], number: int) -> RolePhrase:
    role = roles[number]
    if role.organisation or role.place:
        return role
    after = roles[number + 1] if number + 1 < len(roles) else None
    if after and after.end > after.head[1] and _are_joined(text, role.end, after.start):
        return role._replace(organisation=after.organisation, place=after.place)
    before = roles[number - 1] if number else None
    if before and before.start < before.head[0] and _are_joined(text, before.end, role.start):
        return role._replace(organisation=before.organisation, place=before.place)
    return role


def _are_joined(text: str, end: int, start: int) -> bool:
    return text[end:start].strip() in ("and", "&", ", and")
