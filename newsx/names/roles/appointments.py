"""Who is made or unmade something by somebody else: "the board named X as its next chair", "sacked X as coach"; for the role finder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

# How far before a name the verb may stand, in characters.
_REACH = 140
_MADE = (
    r"appoint(?:s|ed|ing)?|reappoint(?:s|ed)?|nam(?:e|es|ed|ing)|elect(?:s|ed|ing)?|re-elect(?:s|ed)?|hir(?:e|es|ed|ing)|pick(?:s|ed|ing)?|"
    r"cho(?:ose|oses|se|sen|osing)|nominat(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|install(?:s|ed|ing)?|unveil(?:s|ed|ing)?|recruit(?:s|ed|ing)?|"
    r"promot(?:e|es|ed|ing)|tapp?(?:s|ed|ing)?|sw(?:ears?|ore|earing) in|announc(?:e|es|ed|ing)|select(?:s|ed|ing)?|designat(?:e|es|ed|ing)|"
    r"(?:appointment|election|selection|nomination|choice|hiring) of"
)
# "to replace X as mayor": X still is the mayor.
_HOLDS = r"replace|succeed|sack|fire|dismiss|remove|oust"
_UNMADE = (
    r"replac(?:es|ed|ing)|succeed(?:s|ed|ing)|sack(?:s|ed|ing)|fir(?:es|ed|ing)|dismiss(?:es|ed|ing)|remov(?:es|ed|ing)|"
    r"oust(?:s|ed|ing)|(?:takes?|took|taking) over from|(?:sacking|dismissal|removal|firing|departure|resignation) of"
)
_VERB = lazy_pattern(rf"(?<![\w-])(?:(?P<made>{_MADE}|{_HOLDS})|(?P<unmade>{_UNMADE}))(?![\w-])", re.IGNORECASE)
# Between the verb and the name nobody else's clause begins.
_BREAK = lazy_pattern(r"[;:\n]|\b(?:that|who|which|said|says|as)\b")
_AS = lazy_pattern(
    r"(?:,[^,.;:\n]{2,60},)?\s(?:to be|as)\s(?=[a-zA-Z])(?!(?:the|a|an)\s(?:\w+\s){0,2}(?:suspect|victim|killer|attacker)\b)"
)


class Appointment(NamedTuple):
    """Where the words of the role begin, and whether it is taken from its bearer."""

    start: int
    ended: bool


def appointment(
    text: str, people: Sequence[tuple[int, int]], number: int, low: int, ceiling: int
) -> Appointment | None:
    """Return what the person at `number` is made, where a verb before the name in the sentence from `low` on says so."""
    start, end = people[number]
    behind = _AS.match(text, end, ceiling)
    if behind is None:
        return None
    floor = max(low, start - _REACH, people[number - 1][1] if number else 0)
    verb = None
    for match in _VERB.finditer(text, floor, start):
        verb = match
    if verb is None and number and text[people[number - 1][1] : start].endswith(("and ", ", ")):
        # "swore in X as minister, and Y as her deputy"
        before = appointment(text, people, number - 1, low, start)
        return before and Appointment(behind.end(), before.ended)
    if verb is None or _BREAK.search(text, verb.end(), start):
        return None
    return Appointment(behind.end(), verb.group("unmade") is not None)
