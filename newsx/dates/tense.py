"""Tense of the clause around a date without a year: whether the text tells of what was or of what will be.

Asked by the rules for weekdays, months, seasons, quarters and "in ten days". A small finite grammar over the words of the
sentence stands in for a parser: the nearest verb group before the date decides, else the first one behind it.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from dataclasses import dataclass

from newsx.dates.adjectives import is_adjective
from newsx.dates.scheduled import (
    is_after_all,
    is_condition,
    is_contract,
    is_document,
    is_done,
    is_election,
    is_fixture,
    is_headline,
    is_over,
    is_scheduled,
)
from newsx.dates.verb_groups import Tense, first_group, last_group
from newsx.dates.verbs import (
    AHEAD_BEFORE,
    AS_SOON,
    AWAITING,
    BE_PAST,
    BE_PRESENT,
    BEHIND_BEFORE,
    CLAUSE_OPENERS,
    DECIDED,
    FIXED_DOING,
    FIXING,
    FUTURE,
    HAVE,
    JOINTS,
    MODALS,
    ON_THE_WAY,
    PLANNED,
    PLURAL_TIMETABLE,
    PREPARING,
    SAYING,
    TAKING_BACK,
    TIMETABLE,
    is_past_form,
)
from newsx.lazy import lazy_pattern

_WORD = lazy_pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:—–]|\s-\s|\d+")
# Words on either side that are looked at; a clause is seldom longer.
_REACH = 24

_PROSPECT_REACH = 8
# Words of a label before a colon.
_LABEL_REACH = 4
_LENGTHS = frozenset({"months", "weeks", "days", "year", "quarter", "half"})
# A verb group governs the date surely when at most so many words stand between them.
_CLOSE, _FROM_REACH = 4, 7


@dataclass(frozen=True, slots=True)
class Clause:
    """What the clause around a date says of its side.

    `sure`: its verb governs the date beyond doubt. `weak`: it looks ahead by what may or should be only, or by an infinitive.
    """

    tense: Tense | None
    sure: bool = False
    weak: bool = False


NOTHING_SAID = Clause(None)


def words_of(text: str) -> list[str]:
    """Return the words and the joints of a piece of text, in lower case."""
    return [word.strip().replace("’", "'").lower() for word in _WORD.findall(text)]


def read_clause(before: str, after: str) -> Clause:
    """Return whether the clause around a date looks ahead or back.

    `before` and `after` are the words of the sentence on either side of the date.
    """
    left, right = words_of(before)[-_REACH:], words_of(after)[:_REACH]
    if is_contract(right):
        return Clause("ahead")
    election = is_election(left, right)
    if election or is_adjective(before, after):
        if after[:2] in {"'s", "’s"} and _is_awaited(left):
            return Clause("ahead")
        tense, index = last_group(left) if election else (None, -1)
        if tense == "ahead" and left[index] not in TIMETABLE | PLURAL_TIMETABLE:
            return Clause("ahead")
        if tense == "behind" and left[index] in DECIDED:
            return Clause("behind")
        return Clause("behind") if is_document(right) else NOTHING_SAID
    if is_done(right):
        return Clause("behind", sure=True)
    left = _without_stretch(left)
    by_preposition = _by_preposition(left, right)
    if by_preposition is not None:
        return by_preposition
    tense, index = last_group(left)
    if tense is None and right[:1] == [","] and "," in left[:-1] and left[-1] != ",":
        return NOTHING_SAID  # "the minister, in Rome on Thursday, is to"
    if tense is None:
        behind = first_group(right[1:] if right[:1] == [","] else right)
        if behind is None and (
            is_scheduled(left, right) or is_fixture(before) or is_condition(left) or is_headline(before, left, right)
        ):
            return Clause("ahead")
        return Clause(behind, sure=behind is not None)
    distance = len(left) - 1 - index
    told_by = left[index] in SAYING and left[index + 1 : index + 2] == ["by"]
    parted = not told_by and any(word in JOINTS for word in left[index + 1 :])
    if parted or (left[index] in SAYING and distance > 1 and not _is_said_then(left, index, right)):
        behind = first_group(right)
        if behind:
            return Clause(behind, sure=is_past_form(right[0]))
    if tense == "ahead" and is_after_all(left[index + 1 :]):
        return Clause("behind")
    sure = distance <= _CLOSE and not parted and left[index] not in HAVE | BE_PRESENT
    return Clause(tense, sure=sure, weak=tense == "ahead" and left[-1] != "by" and _is_weak(left, index))


def _without_stretch(left: list[str]) -> list[str]:
    """Return the words before a date without a "to" that only ends a stretch of time."""
    if left and left[-1] == "to" and "from" in left[-_FROM_REACH:]:
        return left[:-1]  # "from Sept. 14 to Thursday": the end of a stretch, wherever that lies
    if left[-1:] == ["to"] and left[-2:-1] and left[-2] in _LENGTHS:
        return left[:-1]  # "in the three months to December": as the verbs say
    if left[-2:] == ["prior", "to"]:
        return left[:-2]
    return left


def _by_preposition(left: list[str], right: list[str]) -> Clause | None:
    """Return what the words right before a date settle: until, since, for, as soon as, a label; None where they settle nothing."""
    if left[-3:] in AS_SOON:
        return Clause(last_group(left[:-3])[0] or "ahead")
    if left[-1:] in (["until"], ["till"]) and is_over(left, right):
        return Clause("behind", sure=True)
    if left and left[-1] in AHEAD_BEFORE:
        opens = first_group(right[1:] if right[:1] == [","] else right) if len(left) == 1 else None
        return Clause(opens or "ahead")
    if left[-1:] == [":"] and (label := {"next", "last", "previous"}.intersection(left[-_LABEL_REACH:])):
        return Clause("ahead" if "next" in label else "behind", sure=True)  # "Next fight: March 2"
    if left and left[-1] in BEHIND_BEFORE:
        return Clause("behind", sure=True)
    if left[-1:] == ["for"] and _is_fixed(left[:-1]):
        return Clause("ahead", sure=True)
    return None


def _is_awaited(left: list[str]) -> bool:
    """Whether "Friday's match" is still to come: "will meet in Friday's", "ahead of Friday's", "the squad for Friday's"."""
    if left[-2:] == ["ahead", "of"] or (left[-1:] == ["for"] and left[-2:-1] and left[-2] in PREPARING):
        return True
    if left[-1:] != [] and left[-1] in AWAITING:
        return last_group(left)[0] == "ahead"
    if left[-1:] not in (["in"], ["at"], ["during"], ["before"], ["for"]):
        return False
    tense, index = last_group(left[:-1])
    if left[-1] == "for" and not ON_THE_WAY.intersection(left[index:]):
        return False
    if tense == "ahead" and left[index].endswith("ing") and len(left) - index <= _PROSPECT_REACH:
        return True  # "the prospect of taking on the senator in"
    if tense != "ahead" or len(left) - index > _CLOSE + 1:
        return False
    return left[index] in FIXED_DOING or bool(FUTURE.intersection(left[index - 2 : index + 1]))


def _is_said_then(left: list[str], index: int, right: list[str]) -> bool:
    """Whether a day is the one on which something was said: "announced by Oslo on Friday", "said in a speech on Friday it would"."""
    return left[index + 1] == "by" or right[:1] in CLAUSE_OPENERS


def _is_fixed(words: list[str]) -> bool:
    """Whether the words end by fixing a day to come, and do not take it back: "set", "scheduled to be held again"."""
    tail = words[-_CLOSE:]
    if words[-4:-2] in (["had", "a"], ["has", "a"], ["have", "a"]):
        tail = tail[1:]  # "had a rally scheduled for"
    return bool(FIXING.intersection(words[-2:])) and not TAKING_BACK.intersection(tail)


# Before "to" and a verb: a timetable, and no mere wish.
_FIXED = (
    PLANNED
    | BE_PRESENT
    | BE_PAST
    | frozenset("set plan plans planned planning going agreed likely eligible pace track course".split())
)


def _is_weak(words: list[str], index: int) -> bool:
    """Whether the group that ends at a word looks ahead by a modal, or by an infinitive behind a wish, alone."""
    start = max(0, index - 3)
    group = words[start : index + 1]
    if words[index] in PLANNED or words[index] == "polls" or FUTURE.intersection(group):
        return False
    if words[-1] == "from" and "can" in group:
        return False  # "fans can buy tickets from"
    if "to" in group:
        at = start + group.index("to")
        if FUTURE.intersection(words[max(0, at - _CLOSE) : at]):
            return False  # "will have a chance to vote on"
        return not at or words[at - 1] not in _FIXED
    return bool(MODALS.intersection(group))


# Verbs that only report what somebody says; what is announced, ordered or ruled happens by being said.
_REPORTING = frozenset("said told reported confirmed added stated wrote noted says according".split())


def is_reported(before: str, after: str) -> bool:
    """Return whether a date is the day on which somebody spoke: "police said on Monday", "Monday, police said"."""
    left, right = words_of(before)[-_REACH:], words_of(after)[:_REACH]
    tense, index = last_group(left)
    if tense is not None:
        return left[index] in _REPORTING
    return next((word in _REPORTING for word in right if is_past_form(word)), False)
