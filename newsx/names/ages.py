"""The age an article gives a person, beside a mention of the name; called for the entities of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.tokens import is_head
from newsx.names.subjects import people_between, sentence_start, subject_before
from newsx.records import Age

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Span = tuple[int, int]

_NUMBER = r"(1[01]\d|\d{1,2})"
# Behind a name: ", 71," or ", aged 71" or " (71)"; the number must be all there is between the signs.
_BEHIND = lazy_pattern(
    rf"(?:\s{{0,2}},\s{{0,2}}(?:who\s{{1,2}}(?:is|was|turned|turns|will\s{{1,2}}turn)\s{{1,2}})?(?:now\s{{1,2}})?(?:aged?\s{{1,2}})?{_NUMBER}(?=\s{{0,2}}[,.;:)—–]|\s{{1,2}}(?:and|of|from)\b|\s{{0,2}}$)|\s{{1,2}}\({_NUMBER}\))"
)
_AGED = lazy_pattern(
    rf"\s{{0,2}},?\s{{1,2}}(?:is|was|aged|turned|turns)\s{{1,2}}{_NUMBER}(?=\s{{0,2}}[,.;]|\s{{1,2}}(?:years?\s{{1,2}}old|when|and|on)\b)"
)
# "X, a former captain, is 38."
_BEHIND_MORE = lazy_pattern(rf",\s(?:an?|the)\s[^.,;:\n]{{3,80}},\s(?:is|was)\s{_NUMBER}(?=[.;])")
_YEAR_OLD_BEHIND = lazy_pattern(
    rf"\s{{0,2}},\s{{0,2}}(?:an?\s{{1,2}}|the\s{{1,2}}|now\s{{1,2}}an?\s{{1,2}})?{_NUMBER}[- ]years?[- ]old\b"
)
_YEAR_OLD_BEFORE = lazy_pattern(rf"\b{_NUMBER}[- ]years?[- ]old\s{{1,2}}(?:[\w'’-]+\s{{1,2}}){{0,4}}$", re.IGNORECASE)
_BEFORE = 70
# A number in brackets behind a name is a minute or a score where a match is told.
_MATCH = lazy_pattern(
    r"\b(?:goals?|scor\w+|half-?time|minutes?|beat|wickets?|runs|points|penalt\w+|substitut\w+|vs?|lap|seed\w*)\b",
    re.IGNORECASE,
)
_NEAR = 160
# Ages told of somebody named before: "She was 91.", "the 59-year-old said", "died last week aged 58".
_OF_PRONOUN = lazy_pattern(
    rf"\b(He|She)\s(?:is|was|turned|turns|would\shave\sbeen)\s{_NUMBER}(?=[.,;]|\s(?:years?\sold|when|and|on)\b|\s*$)(?![.,]\d)"
)
_OF_ANOTHER = lazy_pattern(rf"\b[Tt]he\s{_NUMBER}-year-old(?:\s([a-z]+)\b(?!\s[A-Z])|,\s(?:an?|who|whose)\b)")
_AT_DEATH = lazy_pattern(
    rf"\b(?:died|dies|passed\saway|was\skilled|has\sdied)\b[^.;:\n]{{0,60}}?\b(?:aged|at\sthe\sage\sof|at\sage)\s{_NUMBER}(?![.,:]?\d)\b"
)
_ANYBODY = frozenset(
    ("man", "woman", "boy", "girl", "suspect", "victim", "driver", "passenger", "child", "daughter", "son")
)
_VERBS = frozenset(
    (
        "said",
        "told",
        "has",
        "had",
        "is",
        "was",
        "who",
        "will",
        "also",
        "won",
        "made",
        "took",
        "became",
        "began",
        "left",
        "from",
    )
)


def find_ages(text: str, people: Iterable[Span]) -> dict[Span, Age]:
    """Return the age of each mention of a person beside which one stands, with the offsets of the number."""
    found = {}
    for span in people:
        age = _age_beside(text, *span)
        if age is not None:
            found[span] = age
    return found


def told_ages(text: str, people: Sequence[Span]) -> dict[Span, Age]:
    """Return the ages that the text tells of people after it has named them, by the mention that is meant; `people` are all, in order."""
    found: dict[Span, Age] = {}
    if not people:
        return found
    for match in _OF_PRONOUN.finditer(text):
        number = subject_before(text, people, match.start(), match.group(1))
        _keep(found, people, number, match, 2)
    for match in _OF_ANOTHER.finditer(text) if "-year-old" in text else ():
        word = match.group(2)
        if word is None or word in _VERBS or word.endswith("ed") or (is_head(word) and word not in _ANYBODY):
            _keep(found, people, _only_one(text, people, match.start()), match, 1)
    for match in _AT_DEATH.finditer(text) if "aged " in text or " age " in text else ():
        inside = people_between(people, sentence_start(text, match.start()), match.start())
        names = {text[slice(*people[i])] for i in inside}
        _keep(found, people, inside[0] if len(names) == 1 else None, match, 1)
    return found


def _keep(found: dict[Span, Age], people: Sequence[Span], number: int | None, match: re.Match[str], group: int) -> None:
    if number is not None:
        found.setdefault(people[number], Age(int(match.group(group)), match.start(group), match.end(group)))


def _only_one(text: str, people: Sequence[Span], place: int) -> int | None:
    """Return the number of the only person named in the sentence so far, else in the last one that names anybody."""
    low, high = sentence_start(text, place), place
    for _ in range(3):
        inside = people_between(people, low, high)
        if inside:
            words = {text[slice(*people[i])].rpartition(" ")[2] for i in inside}
            return inside[0] if len(words) == 1 else None
        if not low:
            return None
        high = low
        low = sentence_start(text, max(0, len(text[:high].rstrip()) - 1))
    return None


def _age_beside(text: str, start: int, end: int) -> Age | None:
    match = _BEHIND.match(text, end)
    if match and match.group(2) and _MATCH.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR)):
        match = None
    match = match or _YEAR_OLD_BEHIND.match(text, end) or _AGED.match(text, end) or _BEHIND_MORE.match(text, end)
    if match is None and text[max(0, start - 1) : start] == " ":
        low = max(0, start - _BEFORE)
        before = _YEAR_OLD_BEFORE.search(text[low:start]) if "old" in text[low:start].lower() else None
        if before and _VERBS.intersection(before.group().split()):
            return None  # "The 81-year-old had taught X"
        return Age(int(before.group(1)), low + before.start(1), low + before.end(1)) if before else None
    if match is None:
        return None
    group = next(i for i, value in enumerate(match.groups(), 1) if value)
    return Age(int(match.group(group)), match.start(group), match.end(group))
