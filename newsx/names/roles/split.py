"""A phrase of roles and a name is parted into its roles and the name."""

from __future__ import annotations

from dataclasses import dataclass

from newsx.lazy import lazy_pattern
from newsx.names.roles.grammar import segments
from newsx.names.roles.tokens import Token, is_demonym, is_head, is_modifier, is_possessive, tokenize
from newsx.names.roles.words import ALSO_NAMES, CAPITAL_HEADS, FIELDS, HEADS, MODIFIERS
from newsx.names.tables import HONORIFICS

_WORD = lazy_pattern(r"\S+")
_NAME_START = lazy_pattern(r"(?:al|el|bin|ibn|ben|van|von|de|der|da|di|la|le|den|dos|ter|zu|ould|ul|d|o)(?:[-’'].*)?$")

_SURE_HEADS = HEADS - ALSO_NAMES


@dataclass(frozen=True, slots=True)
class SplitName:
    """The roles of a phrase with their offsets in it, and where the bare name begins."""

    roles: tuple[tuple[int, int], ...]
    name_start: int


def split_roles(phrase: str) -> tuple[list[str], str]:
    """Return the roles that stand before a name, in order, and the name.

    Countries, peoples and owners before a role are left out of it ("Kazakhstan’s President X" gives "President"). A courtesy
    title ("Dr", "Mr") is returned only where nothing else is said.
    """
    split = locate_roles(phrase)
    return [phrase[a:b] for a, b in split.roles], phrase[split.name_start :].strip()


def locate_roles(phrase: str) -> SplitName:
    """Return the same with offsets into the phrase."""
    words = list(_WORD.finditer(phrase))
    last = _last_role_word([word.group() for word in words])
    if last < 0:
        return SplitName((), words[0].start() if words else 0)
    end = words[last].end()
    tokens = tokenize(phrase, 0, end)
    first = _first_role_token(tokens)
    while tokens and tokens[-1].text in ",;:–—":
        tokens.pop()
    spans = [(tokens[a].start, tokens[b - 1].end, tokens[b - 1].low) for a, b in segments(tokens, first, len(tokens))]
    spans = _drop_honorifics(tokens, spans)
    return SplitName(tuple((a, b) for a, b, _ in spans), words[last + 1].start())


def _drop_honorifics(tokens: list[Token], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Cut courtesy titles from roles, unless the phrase holds nothing else."""
    if all(token.low in HONORIFICS for token in tokens):
        return spans
    kept = []
    for start, end, _ in spans:
        inner = [token for token in tokens if start <= token.start < end]
        while inner and inner[-1].low in HONORIFICS:
            inner.pop()
        while inner and inner[0].low in HONORIFICS and len(inner) > 1:
            inner.pop(0)
        if inner:
            kept.append((inner[0].start, inner[-1].end, inner[-1].low))
    return kept


def _last_role_word(words: list[str]) -> int:
    """Return the place of the last word that belongs to a role and not to the name, or -1."""
    last, plain = -1, True
    for place, word in enumerate(words[:-1]):
        low = word.strip('.,;:()"“”').lower().replace("’", "'")
        vocabulary = _is_vocabulary(low) and low not in HONORIFICS
        if word[:1].islower() or word[0] in "&(–—-":
            if not _NAME_START.match(low):
                last, plain = place, True
        elif low in HONORIFICS:
            last = place if plain else last
        elif (
            _is_sure_head(low)
            or (word.isupper() and low in CAPITAL_HEADS)
            or (plain and is_head(low))
            or _completes_office(words, place)
        ):
            last, plain = place, True
        elif word.endswith((",", ")")) and place + 1 < len(words):
            last = place
        plain = plain and (vocabulary or word[:1].islower() or word.endswith((",", ")", "'s", "’s")))
    return last


def _completes_office(words: list[str], place: int) -> bool:
    """Tell whether a word is the field of an office or its second half: "Secretary of State", "First Lady"."""
    low = words[place].strip(",.").lower()
    before = words[place - 1].lower() if place else ""
    if before in ("of", "for", "the", "and"):
        return place > 1 and low in FIELDS
    return (before, low) == ("first", "lady")


def _is_sure_head(low: str) -> bool:
    if low in ALSO_NAMES:
        return False
    return (
        low in HEADS
        or low.removesuffix("s") in _SURE_HEADS
        or ("-" in low and any(p in _SURE_HEADS for p in low.split("-")))
    )


def _is_vocabulary(low: str) -> bool:
    return (
        low in MODIFIERS
        or low in FIELDS
        or is_head(low)
        or is_demonym(low)
        or low in HONORIFICS
        or low in ("and", "of", "for", "the")
    )


def _first_role_token(tokens: list[Token]) -> int:
    """Return the place at which the roles begin: after owners, countries, peoples and names of organisations."""
    first = 0
    for i, token in enumerate(tokens):
        if is_possessive(token) and i + 1 < len(tokens) and f"{tokens[i - 1].low}'s" not in MODIFIERS:
            first = i + 1
    while first < len(tokens) - 1 and (tokens[first].low in ("the", "a", "an") or _names_country(tokens, first)):
        first += 1
    end = first
    while end < len(tokens) and tokens[end].capital:
        end += 1
    unknown = all(not is_modifier(token) and token.low not in FIELDS for token in tokens[first:end])
    before_plain_role = first < end < len(tokens) and tokens[end].text[0].islower() and is_modifier(tokens[end])
    heads = any(is_head(token.low) for token in tokens[first:end])
    return end if before_plain_role and (unknown or end - first > 1) and not heads else first


def _names_country(tokens: list[Token], place: int) -> bool:
    """Tell whether a word is the adjective or the name of a country (or its first half) and the field of no office."""
    if place + 1 < len(tokens) and tokens[place + 1].low in ("affairs", "and"):
        return False
    pair = f"{tokens[place].low} {tokens[place + 1].low}" if place + 1 < len(tokens) else ""
    before = f"{tokens[place - 1].low} {tokens[place].low}" if place else ""
    low = tokens[place].low
    if low in ("africa", "asia", "europe"):
        return False
    return tokens[place].capital and (is_demonym(low) or is_demonym(pair) or is_demonym(before))
