"""The grammar of a role: modifiers, a head, and a complement that names its field ("deputy chief of the general staff").

Works on tokens of a short stretch of text. A role never holds the name of a country, a people or an organisation: these stand beside it
("Kazakhstan’s President", "Russian Security Council secretary").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.tokens import Token, ends_role, is_demonym, is_head, is_modifier, is_possessive, is_style
from newsx.names.roles.words import (
    COMPOUND_HEADS,
    DETERMINERS,
    FIELDS,
    FUNCTION_WORDS,
    MODIFIERS,
    OPINIONS,
    PARTY_WORDS,
    PORTFOLIO_HEADS,
    RANKS,
    SELECTORS,
)
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERB_ENDING = lazy_pattern(r"(?:ed|ing|ly|[^su]s)$")
# Before these a bare word is a verb: "to meet President X".
_VERB_SIGNS = word_set("to will would shall should can could may might must did does do not n't who he she they we i")
# What may stand between a determiner and a role, or instead of one.
_ADVERBS = word_set("now currently then formerly once himself herself also")

_LEADING = DETERMINERS | _ADVERBS
_CUT_OFF = OPINIONS | SELECTORS
# "Army chief | General X", but "Air Chief Marshal X"; "Defence Secretary | General X", but "Secretary General X".
_COMMANDED = word_set(
    "army navy force police military defence defense guard junta intelligence security staff coastguard"
)
_COMMANDERS = word_set("general gen admiral colonel col major lieutenant lt brigadier commodore captain")
_STATE_OFFICES = word_set("defence defense foreign home interior security state cabinet executive")
_PLAIN_MODIFIERS = MODIFIERS - RANKS

# A role has at most this many words before its head, and its complement this many; a minister's field may be longer.
_MAX_MODIFIERS = 6
_MAX_COMPLEMENT = 5
_MAX_PORTFOLIO = 10
# Unknown plain words that are taken for modifiers.
_MAX_UNKNOWN = 2
# How far the owner of a role may stand before it: "the country’s largest party’s leader".
_OWNER_REACH = 8
# How far after "and" the head of the next role may stand.
_JOINT_REACH = 12


def role_ending_at(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Return the span of token places of the role that ends just before `end`, its own complement included."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.text == ")":
        opening = next((i for i in range(end - 2, max(-1, end - 12), -1) if tokens[i].text == "("), None)
        return role_ending_at(tokens, opening) if opening is not None else None
    office = last.low in FIELDS and end > 2 and tokens[end - 2].low in ("of", "for") and ends_role(tokens, end - 3)
    if ends_role(tokens, end - 1) and not office and not is_style(tokens, end - 1):
        return _trim(tokens, _leftmost(tokens, end - 1), end)
    head = _head_before_complement(tokens, end)
    return _trim(tokens, _leftmost(tokens, head), end) if head is not None else None


def _head_before_complement(tokens: Sequence[Token], end: int) -> int | None:
    """Return the place of a head whose complement of plain words ends at `end` ("chief of the general staff")."""
    for i in range(end - 2, max(0, end - 2 - 2 * _MAX_PORTFOLIO), -1):
        opens = tokens[i].low in ("of", "for") and ends_role(tokens, i - 1)
        if opens and complement_end(tokens[:end], i) == end:
            return i - 1
    return None


def complement_end(tokens: Sequence[Token], start: int) -> int | None:
    """Return where the complement that begins with "of" or "for" at `start` ends, or None where it holds a name.

    Only plain words and fields of office belong to a role: "of the general staff", "of State for Trade", not "of the
    Guinean Red Cross". The field of a minister may be any words with capitals, in a list too.
    """
    portfolio = start > 0 and tokens[start - 1].low in PORTFOLIO_HEADS and tokens[start - 1].capital
    place, words = start + 1, 0
    while place < len(tokens) and words < (_MAX_PORTFOLIO if portfolio else _MAX_COMPLEMENT):
        token = tokens[place]
        if _is_link(tokens, place, words, portfolio=portfolio):
            place += 1
            continue
        plain_capital = token.low in FIELDS or (portfolio and not is_demonym(token.low))
        if is_possessive(token) or token.name or (token.capital and not plain_capital) or token.text[0].isdigit():
            return None
        if not token.text[0].isalpha() or token.low in FUNCTION_WORDS:
            break
        place, words = place + 1, words + 1
    if place < len(tokens) and is_possessive(tokens[place]):
        return None
    return place if words else None


def _is_link(tokens: Sequence[Token], place: int, words: int, *, portfolio: bool) -> bool:
    """Tell whether a token only links the words of a complement: an article, "and", or a comma in a minister's list."""
    if not _goes_on(tokens, place):
        return False
    low, after = tokens[place].low, tokens[place + 1]
    if low in ("the", "of", "for"):
        return after.low not in FUNCTION_WORDS or after.low == "the"
    more = after.low in FIELDS or after.low == "the" or (portfolio and after.capital)
    if low == "and":
        return words > 0 and more and not is_head(after.low) and not after.name
    if low == ",":
        listed = place + 2 < len(tokens) and tokens[place + 2].low in (",", "and")
        conjunction = after.low == "and" and place + 2 < len(tokens) and tokens[place + 2].low in FIELDS
        return (
            portfolio
            and words > 0
            and not after.name
            and ((after.capital and more and listed and after.low in FIELDS) or conjunction)
        )
    return False


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].text[0].isalpha()


def _leftmost(tokens: Sequence[Token], head: int) -> int:
    """Return the first place of the modifiers that stand before a head."""
    first, unknown = head, 0
    while first > 0 and head - first < _MAX_MODIFIERS:
        token = tokens[first - 1]
        if is_possessive(token) and first > 1 and f"{tokens[first - 2].low}'s" in MODIFIERS:
            first -= 2  # "women’s rights activist"
            continue
        if _opens_new_role(tokens, first) or token.low in FUNCTION_WORDS:
            joined = _joined_fields(tokens, first)
            if not joined:
                break
            first -= joined
            continue
        if token.name or is_demonym(token.low) or not token.text[0].isalpha() or _holds_name(token):
            break
        if token.capital and token.low in PARTY_WORDS:
            break
        if token.capital and not tokens[head].capital:
            opens = first == 1 or tokens[first - 2].name or not tokens[first - 2].text[0].isalpha()
            if not opens or not is_modifier(token):
                break  # a capitalised word before a lower-case head is a name, unless a sentence begins: "Interpol chief"
        elif not is_modifier(token):
            unknown += 1
            if token.capital and tokens[head].low == "minister" and tokens[head].capital and unknown <= _MAX_UNKNOWN:
                first -= 1  # "Emergency Situations Minister": the field of a minister may be any words with capitals
                continue
            if (
                token.capital
                or tokens[head].capital
                or unknown > _MAX_UNKNOWN
                or not _looks_like_noun(tokens, first - 1)
            ):
                break
        first -= 1
    return first


def _holds_name(token: Token) -> bool:
    """Tell whether a word with a hyphen has a name in it: "ex-Barcelona", "Kremlin-backed"."""
    parts = token.text.split("-")
    return len(parts) > 1 and any(
        part[:1].isupper() and not is_head(part.lower()) and part.lower() not in MODIFIERS for part in parts
    )


def _joined_fields(tokens: Sequence[Token], first: int) -> int:
    """Return how many tokens to step over for "trade and" before "industry minister"; 0 where "and" joins something else."""
    if not 2 <= first < len(tokens) or tokens[first - 1].low != "and":
        return 0
    before, after = tokens[first - 2], tokens[first]
    fields = (
        before.low in FIELDS and after.low in FIELDS and not is_head(before.low) and before.capital == after.capital
    )
    return 2 if fields and not before.name else 0


def _opens_new_role(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word after a complete role begins another one: "Defense Minister | General", "Premier | retired General"."""
    if place <= 0 or is_possessive(tokens[place - 1]):
        return False
    low, before = tokens[place].low, tokens[place - 1].low
    if low in ("retired", "former") or (
        low == "senior" and place + 1 < len(tokens) and tokens[place + 1].low == "general"
    ):
        return is_head(before)
    if low not in RANKS:
        return False
    commands = before == "chief" and place > 1 and tokens[place - 2].low in _COMMANDED and low in _COMMANDERS
    if commands or (
        before == "secretary" and low == "general" and place > 1 and tokens[place - 2].low in _STATE_OFFICES
    ):
        return True
    if not is_head(before):
        # "Chief of Defence Staff | Admiral": a complement of office is complete as well.
        return before in FIELDS and any(token.low == "of" for token in tokens[max(0, place - 4) : place - 1])
    return f"{before} {low}" not in COMPOUND_HEADS and before not in _PLAIN_MODIFIERS


def _looks_like_noun(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an unknown lower-case word is rather part of a role than a verb."""
    low = tokens[place].low
    if "-" in low and "year-old" not in low and tokens[place].text.islower():
        return True
    if _VERB_ENDING.search(low) or len(low) < 3 or not low[0].isalpha() or "year-old" in low:
        return False
    return place == 0 or tokens[place - 1].low not in _VERB_SIGNS


def _trim(tokens: Sequence[Token], first: int, end: int, *, stated: bool = False) -> tuple[int, int] | None:
    """Cut opinions off the front; none is left where a selector stands before ("the only leader X has met").

    Of a role behind its name (`stated`) a selector is only another opinion ("the country’s first minister of mining").
    """
    while first < end - 1 and tokens[first].low in _CUT_OFF and not (first + 1 < end and _is_office(tokens, first)):
        if not stated and tokens[first].low in SELECTORS and not tokens[first].capital:
            return None
        first += 1
    if not stated and first > 0 and tokens[first - 1].low in SELECTORS and not tokens[first].capital:
        return None
    return first, end


def _is_office(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a word that may be an opinion belongs to an office: "First Lady", "second lieutenant"."""
    return tokens[first].low in ("first", "second", "third") and tokens[first + 1].low in (
        "lady",
        "deputy",
        "vice",
        "secretary",
        "lieutenant",
        "minister",
    )


def role_starting_at(tokens: Sequence[Token], start: int, *, free: bool) -> tuple[int, int, int] | None:
    """Return (first, end of the role, end with the whole complement) of the role that begins at or soon after `start`.

    `free` lets unknown plain words be modifiers, as after "the"; names at the front are stepped over. The second place
    covers a complement of plain words; where the complement holds a name the role ends with its head.
    """
    place = _skip_owner(tokens, start)
    first, head, unknown = place, None, 0
    while place < len(tokens) and place - first <= _MAX_MODIFIERS:
        token = tokens[place]
        if token.name or (is_demonym(token.low) and not is_head(token.low)):
            if head is not None:
                break
            first = place + 1
        elif (
            ends_role(tokens, place)
            and not is_style(tokens, place)
            and not (head is not None and _opens_new_role(tokens, place))
        ):
            head = place
        elif (token.low in FUNCTION_WORDS or not token.text[0].isalpha()) and not (
            head is None and _joined_fields(tokens, place + 1)
        ):
            break
        elif not is_modifier(token):
            unknown += 1
            titled = (
                token.capital
                and place + 1 < len(tokens)
                and tokens[place + 1].capital
                and is_head(tokens[place + 1].low)
            )
            if (
                (token.capital and not (titled and first == place))
                or head is not None
                or not free
                or unknown > _MAX_UNKNOWN + 1
            ):
                break
        place += 1
    if head is None:
        return None
    trimmed = _trim(tokens, first, head + 1, stated=True)
    return (trimmed[0], *_with_complement(tokens, head + 1)) if trimmed else None


def _with_complement(tokens: Sequence[Token], end: int) -> tuple[int, int]:
    if end < len(tokens) and tokens[end].low in ("of", "for") and tokens[end].text[0].isalpha():
        covered = complement_end(tokens, end)
        if covered is not None:
            return covered, covered
    return end, end


def _skip_owner(tokens: Sequence[Token], start: int) -> int:
    """Return the place after a determiner and after the last possessive that stands before the first head."""
    place = start
    while place < len(tokens) and tokens[place].low in _LEADING:
        place += 1
    for i in range(place, min(len(tokens), place + _OWNER_REACH)):
        if tokens[i].text in ",;:()" or tokens[i].low in ("who", "and", "of"):
            break
        if is_possessive(tokens[i]) and i > place and f"{tokens[i - 1].low}'s" not in MODIFIERS:
            return i + 1
        if ends_role(tokens, i) and not (i + 1 < len(tokens) and is_possessive(tokens[i + 1])):
            break
    return place


def segments(tokens: Sequence[Token], first: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of role words into single roles: at "and" or a comma after a head, and before a rank after a head."""
    cut: list[tuple[int, int]] = []
    begin = first
    for i in range(first, end):
        if i > begin and _is_joint(tokens, begin, i, end):
            cut.append((begin, i))
            begin = i + 1
        elif i > begin and _opens_new_role(tokens, i) and i > first:
            cut.append((begin, i))
            begin = i
    cut.append((begin, end))
    return [(a, b) for a, b in cut if b > a]


def _is_joint(tokens: Sequence[Token], begin: int, place: int, end: int) -> bool:
    if tokens[place].low not in ("and", ",", "&", "/") or place + 1 >= end:
        return False
    last = tokens[place - 1].low
    return (
        is_head(last)
        and last != "justice"
        and any(is_head(token.low) for token in tokens[place + 1 : min(end, place + _JOINT_REACH)])
        and place > begin
    )
