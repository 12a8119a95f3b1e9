"""Roles in the plural that people named together share: "hosts X and Y", "Senators X, Y and Z"; for the role finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.grammar import role_ending_at
from newsx.names.roles.tokens import Token, is_head, is_recorded, is_usable_head
from newsx.names.tables import word_set

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from newsx.names.roles.phrases import PhraseBuilder, RolePhrase

    Span = tuple[int, int]

_WORD_BEFORE = lazy_pattern(r"([A-Za-z][\w-]{2,29})(\.?) $")
_WORD_REACH = 30
_ENDS = ("s ", "n ", "S ", ". ")
# Between two people of a list: ", ", " and ", an age or a tag of party and state before it.
_JOINT = lazy_pattern(
    r"(?:,\s\d{1,3})?(?:,?\s\(?[A-Z]{1,3}-[A-Z][A-Za-z.]{0,12}\)?)?(?:,|,?\sand|\s&|,\s\d{1,3},?\sand)\s"
)
# Behind a list, the role that its people share.
_BEHIND = lazy_pattern(
    r",\s(?:(?:both|all|two|three|the)\s)?((?:[a-z][\w-]*\s){0,3}?([a-z][\w-]*(?:s|men|women)))\b(?=\s(?:of|for|at|with|from|in|who)\b|[,.])"
)
_SHORT = word_set("sens reps govs profs gens cols capts supts")
# How many people one role is said of at the most.
_MOST = 12
# How far before the first name the role is read, in characters.
_BEFORE = 120


def singular(low: str) -> str | None:
    """Return the head of which a lower-case word is the plural; None where it is none."""
    if is_head(low) and is_recorded(low):
        return None
    for ending, single in (("men", "man"), ("women", "woman"), ("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and is_head(low.removesuffix(ending) + single):
            return low.removesuffix(ending) + single
    return None


def plural_roles(
    text: str, people: Sequence[Span], phrases: PhraseBuilder, sentence_start: Callable[[int], int]
) -> list[tuple[Span, RolePhrase]]:
    """Return the roles that stand in the plural before a list of people, once for each of them."""
    found: list[tuple[Span, RolePhrase]] = []
    for number, (start, _) in enumerate(people):
        if text[start - 2 : start] not in _ENDS:
            continue
        word = _WORD_BEFORE.search(text, max(0, start - _WORD_REACH), start)
        low = word.group(1).lower() if word else ""
        if word is None or (word.group(2) and low not in _SHORT):
            continue
        single = singular(low)
        group = _listed(text, people, number) if single else []
        if single and len(group) > 1:
            role = _role(phrases, word, single, max(sentence_start(start), start - _BEFORE))
            found += [(span, role) for span in group if role]
    return found


def plural_appositions(
    text: str, people: Sequence[Span], phrases: PhraseBuilder, sentence_end: Callable[[int], int]
) -> list[tuple[Span, RolePhrase]]:
    """Return the roles that stand in the plural behind a list of people, once for each: "X and Y, reporters for Z"."""
    found: list[tuple[Span, RolePhrase]] = []
    for number in range(len(people) - 1):
        if text[people[number][1] : people[number + 1][0]] not in (" and ", ", "):
            continue
        group = _listed(text, people, number)
        match = _BEHIND.match(text, group[-1][1]) if len(group) > 1 else None
        single = singular(match.group(2)) if match else None
        if match is None or single is None:
            continue
        end = sentence_end(group[-1][1])
        role = phrases.complete((match.start(1), match.end(2)), match.start(1), end, rule="apposition")
        role = role._replace(text=role.text.removesuffix(match.group(2)) + single)
        found += [(span, role) for span in group]
    return found


def _listed(text: str, people: Sequence[Span], number: int) -> list[Span]:
    """Return the people named in one list from `number` on; a list ends with "and"."""
    last, group = number, [people[number]]
    joints: list[str] = []
    while last + 1 < len(people) and len(group) < _MOST:
        joint = _JOINT.fullmatch(text, people[last][1], people[last + 1][0])
        if joint is None:
            break
        joints.append(joint.group())
        last += 1
        group.append(people[last])
        if "and" in joints[-1] or "&" in joints[-1]:
            return group
    return group[:1]


def _role(phrases: PhraseBuilder, word: re.Match[str], single: str, floor: int) -> RolePhrase | None:
    """Return the role whose plural is `word`, with the head in the singular."""
    tokens = phrases.tokens(floor, word.end(1))
    if not tokens or tokens[-1].start != word.start(1):
        return None
    plural = word.group(1) + word.group(2)
    head = plural[:1] + (plural[1 : len(single)] if plural[1].isupper() else single[1:]) + word.group(2)
    last = Token(head, single, word.start(1), word.end(1), tokens[-1].name)
    if not is_usable_head(last):
        return None
    span = role_ending_at([*tokens[:-1], last], len(tokens))
    if span is None:
        return None
    role = phrases.complete((tokens[span[0]].start, word.end(2)), floor, 0, rule="before")
    return role._replace(text=role.text.removesuffix(plural) + head)
