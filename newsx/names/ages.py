"""The age an article gives a person, beside a mention of the name; called for the entities of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.records import Age

if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[int, int]

_NUMBER = r"(1[01]\d|\d{1,2})"
# Behind a name: ", 71," or ", aged 71" or " (71)"; the number must be all there is between the signs.
_BEHIND = re.compile(
    rf"(?:\s{{0,2}},\s{{0,2}}(?:who\s{{1,2}}is\s{{1,2}})?(?:now\s{{1,2}})?(?:aged?\s{{1,2}})?{_NUMBER}(?=\s{{0,2}}[,.;:)—–]|\s{{1,2}}(?:and|of|from)\b|\s{{0,2}}$)|\s{{1,2}}\({_NUMBER}\))"
)
_AGED = re.compile(
    rf"\s{{0,2}},?\s{{1,2}}(?:is|was|aged|turned|turns)\s{{1,2}}{_NUMBER}(?=\s{{0,2}}[,.;]|\s{{1,2}}(?:years?\s{{1,2}}old|when|and|on)\b)"
)
_YEAR_OLD_BEHIND = re.compile(
    rf"\s{{0,2}},\s{{0,2}}(?:an?\s{{1,2}}|the\s{{1,2}}|now\s{{1,2}}an?\s{{1,2}})?{_NUMBER}[- ]years?[- ]old\b"
)
_YEAR_OLD_BEFORE = re.compile(rf"\b{_NUMBER}[- ]years?[- ]old\s{{1,2}}(?:[\w'’-]+\s{{1,2}}){{0,4}}$", re.IGNORECASE)
_BEFORE = 70
# A number in brackets behind a name is a minute or a score where a match is told.
_MATCH = re.compile(
    r"\b(?:goals?|scor\w+|half-?time|minutes?|beat|wickets?|runs|points|penalt\w+|substitut\w+|vs?|lap|seed\w*)\b",
    re.IGNORECASE,
)
_NEAR = 160


def find_ages(text: str, people: Iterable[Span]) -> dict[Span, Age]:
    """Return the age of each mention of a person beside which one stands, with the offsets of the number."""
    found = {}
    for span in people:
        age = _age_beside(text, *span)
        if age is not None:
            found[span] = age
    return found


def _age_beside(text: str, start: int, end: int) -> Age | None:
    match = _BEHIND.match(text, end)
    if match and match.group(2) and _MATCH.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR)):
        match = None
    match = match or _YEAR_OLD_BEHIND.match(text, end) or _AGED.match(text, end)
    if match is None and text[max(0, start - 1) : start] == " ":
        low = max(0, start - _BEFORE)
        before = _YEAR_OLD_BEFORE.search(text[low:start]) if "old" in text[low:start].lower() else None
        return Age(int(before.group(1)), low + before.start(1), low + before.end(1)) if before else None
    if match is None:
        return None
    group = next(i for i, value in enumerate(match.groups(), 1) if value)
    return Age(int(match.group(group)), match.start(group), match.end(group))
