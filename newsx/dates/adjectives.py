"""Dates that qualify the noun behind them: "the March 28 earthquake", "Wednesday's ruling", "his Saturday show".

Asked by the rules, by `newsx.dates.tense`, and for the day of an event: the verbs of a clause do not place such dates.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re

from newsx.dates.verbs import is_past_form
from newsx.lazy import lazy_pattern

# Words that may stand behind a date that is no adjective of what follows.
_AFTER_FREE = frozenset(
    "on in at by for to from with and or but as when where that which who while after before is are was were will would has have "
    "had said he she it they we i the a an his her their its this during because if though although until since against near "
    "amid over under into not then following despite about of".split()
)
_BEFORE_ADJECTIVE = lazy_pattern(r"(?:\b(?:the|an?|its|his|her|their|our|this|that|for|of)|['’]s)\s$", re.IGNORECASE)
_NEXT_WORD = lazy_pattern(r"(?:['’]s)? ([a-z]+)\b")


def is_adjective(before: str, after: str) -> bool:
    """Return whether a date qualifies the noun behind it, so that the verbs of the clause do not place it.

    "the March 28 earthquake", "Wednesday's ruling", "crude for January delivery".
    """
    if after[:2] in {"'s", "’s"}:
        return True
    match = _NEXT_WORD.match(after)
    if not match or not _BEFORE_ADJECTIVE.search(before[-8:]):
        return False
    return match[1] not in _AFTER_FREE and not is_past_form(match[1])


def is_beside_noun(before: str, after: str) -> bool:
    """Return whether a date without a preposition stands right before a noun: "quit his late-night Saturday show"."""
    match = _NEXT_WORD.match(after)
    if not match or match[1].endswith("ing") or before[-4:].lower() in {" on ", " in ", " at "}:
        return False
    return match[1] not in _AFTER_FREE and not is_past_form(match[1])
