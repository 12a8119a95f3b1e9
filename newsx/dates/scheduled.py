"""Clauses that look ahead without a future tense: timetables in the present, what is expected of somebody, what comes after all.

Asked by `newsx.dates.tense`.
"""

from __future__ import annotations

import itertools

from newsx.dates.verbs import BE_PAST, DETERMINERS, EXPECTING, HAVE, JOINTS, NOUN_BEFORE, SCHEDULED, is_past_form


def is_scheduled(left: list[str], right: list[str]) -> bool:
    """Whether a verb in the present tense tells a timetable, and no word before or behind the date tells of the past."""
    if any(is_past_form(word) or word in BE_PAST | HAVE for word in right):
        return False
    return any(
        follower in SCHEDULED.get(word, ()) and before not in NOUN_BEFORE | DETERMINERS
        for before, word, follower in zip(left, left[1:], left[2:], strict=False)
    )


def is_after_all(words: list[str]) -> bool:
    """Whether a future goes on with what comes before it: "will meet after winning on Thursday", "following the vote on Monday"."""
    return "following" in words or any(
        word == "after" and other.endswith("ing") for word, other in itertools.pairwise(words)
    )


def is_expected(words: list[str]) -> bool:
    """Whether an object stands between a verb of expecting and the end of the words."""
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in EXPECTING | JOINTS), None)
    return at is not None and words[at] in EXPECTING
