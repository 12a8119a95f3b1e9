"""The words beside a role that belong to it: names, words with capitals that nobody marked, plain words; for the phrase builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsx.names.organisations import is_acronym
from newsx.names.roles.phrase_words import ARTISTS, LINKS, NOT_IN_PHRASES, STATUSES, STRICT_LINKS
from newsx.names.roles.tokens import Token, is_demonym, is_head, is_possessive
from newsx.names.roles.words import DETERMINERS, FIELDS, FUNCTION_WORDS
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS_OF_HOUSES = frozenset(
    (
        "department",
        "faculty",
        "school",
        "office",
        "division",
        "centre",
        "center",
        "section",
        "unit",
        "ministry",
        "bureau",
    )
)

# Where people work, as a plain word: "a ranger in the park", "a guard at the prison".
_WORKPLACES = word_set(
    """park hospital school university college museum mine factory plant prison clinic embassy consulate airport port station court library
    company firm bank ministry department institute centre center village town city district region province army navy police club union
    church mosque monastery temple zoo farm mill refinery shipyard camp orphanage hotel restaurant market newspaper theatre orchestra reserve"""
)

# How the part of a firm ends that somebody leads, which is no organisation of its own.
_PARTS_OF_FIRMS = word_set(
    """management marketing operations sales finance strategy communications research affairs development resources relations services engineering
    compliance risk policy programmes programs product products partnerships procurement logistics planning innovation"""
)
# How plain words end that a sentence may begin with, and names hardly ever.
_PLAIN_ENDINGS = ("tion", "sion", "isory", "ical", "ial", "tive", "ing")


class Found(NamedTuple):
    """A name beside a role, or words with capitals that are likely to be one (`label` is then "WORDS")."""

    start: int
    end: int
    label: str


def capital_run(tokens: Sequence[Token], place: int) -> int:
    """Return the first place of the words with capitals that end at `place`, outside names."""
    first = place
    while first > 0 and tokens[first - 1].capital and not tokens[first - 1].name:
        low = tokens[first - 1].low
        if (
            low in FUNCTION_WORDS
            or low in NOT_IN_PHRASES
            or is_demonym(low)
            or low in STATUSES
            or low in ("tv", "radio")
        ):
            break
        first -= 1
    return first


def may_follow_capitals(text: str, tokens: Sequence[Token], run: int, core: tuple[int, int]) -> bool:
    """Tell whether words with capitals before a role are the organisation's name: "the KNTA chair", "Acme Rail CEO"."""
    if is_head(tokens[run].low) or ARTISTS.intersection(text[core[0] : core[1]].lower().split()):
        return False
    opens = run == 0
    if opens and len(tokens) == 1 and tokens[0].low.endswith(_PLAIN_ENDINGS):
        return False  # "Prosecution lawyers", "Supervisory board chairman": a sentence begins
    plain_head = text[core[0]].islower() or text[core[0] : core[1]].isupper()
    return plain_head and (
        not opens or len(tokens) - run > 1 or is_acronym(tokens[run].text) or text[core[0]].islower()
    )


def is_plain(tokens: Sequence[Token], place: int, link: int) -> bool:
    """Tell whether a token goes on with the complement that began after `link`."""
    token, first = tokens[place], place == link + 1
    before = token if first and not place else tokens[place - 1]
    if token.low in DETERMINERS:
        return first or is_possessive(before) or before.low in LINKS
    if is_possessive(token) or token.text == "&":
        return not first
    if token.low == "and":
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        both = after is not None and before.capital and after.capital and not after.name
        return not first and after is not None and not is_head(after.low) and (both or after.low in FIELDS)
    tank = token.low == "think" and place + 1 < len(tokens) and tokens[place + 1].low.startswith("tank")
    if token.low == "most" or tank:
        return True
    if not token.text[0].isalpha() or token.low in FUNCTION_WORDS or token.low in NOT_IN_PHRASES:
        return False
    participle = token.low.endswith(("ing", "ed")) and token.text.islower() and before.low not in DETERMINERS
    goes_on = place + 1 < len(tokens) and (tokens[place + 1].low in DETERMINERS or tokens[place + 1].capital)
    return not (participle and not first and (goes_on or before.name))


def with_capitals(tokens: Sequence[Token], first: int, end: int, names: list[Found]) -> list[Found]:
    """Return the names of a complement; words with capitals that nobody marked are one, together with a name before them."""
    found = list(names)
    place = first
    while place < end:
        token = tokens[place]
        if token.name or not token.capital or is_demonym(token.low) or token.low in FIELDS:
            place += 1
            continue
        stop = place
        while stop < end and (tokens[stop].capital or is_possessive(tokens[stop])) and not tokens[stop].name:
            stop += 1
        start, last = token.start, tokens[stop - (2 if is_possessive(tokens[stop - 1]) else 1)].end
        before = next((name for name in found if name.end == start - 1), None)
        if before is None and last > token.end and tokens[stop - 1].low in _PARTS_OF_FIRMS:
            place = stop
            continue  # "Head of Balance Sheet Management"
        if before is not None:
            found.remove(before)
            start = before.start
        found.append(Found(start, last, "WORDS"))
        place = stop
    return sorted(found)


def _is_workplace(tokens: Sequence[Token], link: int) -> bool:
    """Tell whether "the" and one plain word behind a preposition say where somebody works: "a ranger in the park"."""
    return link + 2 < len(tokens) and tokens[link + 2].low in _WORKPLACES


def fits_link(tokens: Sequence[Token], link: int, names: list[Found]) -> bool:
    """Tell whether the words after a preposition complete the role, as "in Nairobi" does and "in good health" does not."""
    low = tokens[link].low
    if low not in STRICT_LINKS:
        return True
    opens = tokens[link + 1]
    if any(token.low in _PARTS_OF_HOUSES for token in tokens[link + 1 : link + 5]) and low in ("in", "at", "from"):
        return True
    if opens.low in DETERMINERS:
        return low == "to" or bool(names) or (low in ("at", "in") and _is_workplace(tokens, link))
    return bool(names) and names[0].start <= opens.end
