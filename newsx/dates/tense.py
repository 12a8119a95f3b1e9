"""Tense of the clause around a date without a year: whether the text tells of what was or of what will be.

Asked by the rules for weekdays, months, seasons, quarters and "in ten days". A small finite grammar over the words of the
sentence stands in for a parser: the nearest verb group before the date decides, else the first one behind it.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newsx.dates.adjectives import is_adjective
from newsx.dates.scheduled import is_after_all, is_document, is_expected, is_over, is_scheduled, is_unchanged_past
from newsx.dates.verbs import (
    AFTER_PARTICIPLE,
    AHEAD_BEFORE,
    AS_SOON,
    BACK_ON,
    BE_OTHER,
    BE_PAST,
    BE_PRESENT,
    BEFORE_INFINITIVE,
    BEGINNING,
    BEHIND_BEFORE,
    CLAUSE_OPENERS,
    DETERMINERS,
    DO_PAST,
    FIXING,
    FIXTURE_VERBS,
    FUTURE,
    GOING,
    HAVE,
    JOINTS,
    MODALS,
    NOUN_BEFORE,
    ON,
    PLANNED,
    PLURAL_TIMETABLE,
    PREPARING,
    SAYING,
    SKIPPED,
    SUBJECTS,
    TAKING_BACK,
    TIMETABLE,
    TRAVELLING,
    is_past_form,
    is_plural,
)

Tense = Literal["ahead", "behind"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:—–]|\s-\s|\d+")
# Words on either side that are looked at; a clause is seldom longer.
_REACH = 24

# Words of a label before a colon.
_LABEL_REACH = 4
_LENGTHS = frozenset({"months", "weeks", "days", "year", "quarter", "half"})
# A verb group governs the date surely when at most so many words stand between them; a modal further off says nothing.
_CLOSE, _MODAL_REACH, _FROM_REACH = 4, 6, 7


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
    if is_adjective(before, after):
        if after[:2] in {"'s", "’s"} and _is_awaited(left):
            return Clause("ahead")
        return Clause("behind") if is_document(right) else NOTHING_SAID
    if left[-3:] in AS_SOON:
        return Clause(_last_group(left[:-3])[0] or "ahead")
    if left and left[-1] == "to" and "from" in left[-_FROM_REACH:]:
        left = left[:-1]  # "from Sept. 14 to Thursday": the end of a stretch, wherever that lies
    elif left[-1:] == ["to"] and left[-2:-1] and left[-2] in _LENGTHS:
        left = left[:-1]  # "in the three months to December": as the verbs say
    if left[-1:] in (["until"], ["till"]) and is_over(left, right):
        return Clause("behind", sure=True)
    if left and left[-1] in AHEAD_BEFORE:
        opens = _first_group(right[1:] if right[:1] == [","] else right) if len(left) == 1 else None
        return Clause(opens or "ahead")
    if left[-1:] == [":"] and (label := {"next", "last", "previous"}.intersection(left[-_LABEL_REACH:])):
        return Clause("ahead" if "next" in label else "behind", sure=True)  # "Next fight: March 2"
    if left and left[-1] in BEHIND_BEFORE:
        return Clause("behind", sure=True)
    if left[-1:] == ["for"] and _is_fixed(left[:-1]):
        return Clause("ahead", sure=True)
    tense, index = _last_group(left)
    if tense is None and right[:1] == [","] and "," in left[:-1] and left[-1] != ",":
        return NOTHING_SAID  # "the minister, in Rome on Thursday, is to"
    if tense is None:
        behind = _first_group(right[1:] if right[:1] == [","] else right)
        if behind is None and is_scheduled(left, right):
            return Clause("ahead")
        return Clause(behind, sure=behind is not None)
    distance = len(left) - 1 - index
    parted = any(word in JOINTS for word in left[index + 1 :])
    if parted or (left[index] in SAYING and distance > 1 and not _is_said_then(left, index, right)):
        behind = _first_group(right)
        if behind:
            return Clause(behind, sure=is_past_form(right[0]))
    if tense == "ahead" and is_after_all(left[index + 1 :]):
        return Clause("behind")
    sure = distance <= _CLOSE and not parted and left[index] not in HAVE | BE_PRESENT
    return Clause(tense, sure=sure, weak=tense == "ahead" and left[-1] != "by" and _is_weak(left, index))


def _is_awaited(left: list[str]) -> bool:
    """Whether "Friday's match" is still to come: "will meet in Friday's", "ahead of Friday's", "the squad for Friday's"."""
    if left[-2:] == ["ahead", "of"] or (left[-1:] == ["for"] and left[-2:-1] and left[-2] in PREPARING):
        return True
    if left[-1:] not in (["in"], ["at"], ["during"]):
        return False
    tense, index = _last_group(left[:-1])
    return (
        tense == "ahead" and len(left) - index <= _CLOSE + 1 and bool(FUTURE.intersection(left[index - 2 : index + 1]))
    )


def _is_said_then(left: list[str], index: int, right: list[str]) -> bool:
    """Whether a day is the one on which something was said: "announced by Oslo on Friday", "said in a speech on Friday it would"."""
    return left[index + 1] == "by" or right[:1] in CLAUSE_OPENERS


def _is_fixed(words: list[str]) -> bool:
    """Whether the words end by fixing a day to come, and do not take it back: "set", "scheduled to be held again"."""
    tail = words[-_CLOSE:]
    return bool(FIXING.intersection(words[-2:])) and not TAKING_BACK.intersection(tail)


# Before "to" and a verb: a timetable, and no mere wish.
_FIXED = PLANNED | BE_PRESENT | BE_PAST | frozenset("set plan plans planned planning going agreed".split())


def _is_weak(words: list[str], index: int) -> bool:
    """Whether the group that ends at a word looks ahead by a modal, or by an infinitive behind a wish, alone."""
    start = max(0, index - 3)
    group = words[start : index + 1]
    if words[index] in PLANNED or words[index] == "polls" or FUTURE.intersection(group):
        return False
    if "to" in group:
        at = start + group.index("to")
        return not at or words[at - 1] not in _FIXED
    return bool(MODALS.intersection(group))


def _last_group(words: list[str]) -> tuple[Tense | None, int]:
    """Return the tense of the last verb group among the words, and where its last word stands."""
    for index in range(len(words) - 1, -1, -1):
        if words[index] == ";":
            break
        tense = _group_at(words, index)
        if (
            tense == "behind"
            and is_past_form(words[index])
            and words[index] not in SAYING
            and _is_in_future(words, index)
        ):
            tense = "ahead"
        if tense is not None:
            return tense, index
    return None, -1


def _is_in_future(words: list[str], index: int) -> bool:
    """Whether a past form is an adjective in a clause of the future: "it will redeem its preferred shares on"."""
    if index and words[index - 1] in BE_PAST | BE_OTHER | HAVE | DO_PAST:
        return False
    if words[index + 1 : index + 2] in AFTER_PARTICIPLE:
        return False  # "it will give figures delayed from"
    for word in reversed(words[:index]):
        if word in JOINTS:
            return False
        if word in FUTURE:
            return True
    return False


def _group_at(words: list[str], index: int) -> Tense | None:
    """Return the tense of the verb group that ends at a word, None where no group ends there or it says nothing."""
    word, last = words[index], index == len(words) - 1
    if word in FUTURE or word.endswith("'ll"):
        return "ahead"
    if word in MODALS:
        far = len(words) - index > _MODAL_REACH
        return "behind" if words[index + 1 : index + 2] == ["have"] else None if far else "ahead"
    if word in PLANNED:
        return _planned(words, index)
    if word == "to":
        return _infinitive(words, index)
    if (
        word == "set"
        and index
        and words[index - 1] in BE_PRESENT | BE_OTHER
        and words[index + 1 : index + 2] == ["for"]
    ):
        return "ahead"
    if word in TIMETABLE:
        return None if index and (words[index - 1] in NOUN_BEFORE or is_past_form(words[index - 1])) else "ahead"
    if word == "next" and not last and index and (words[index - 1] in SUBJECTS or is_plural(words[index - 1])):
        return "ahead"  # "they next play Egypt on"
    if word in PLURAL_TIMETABLE and index and is_plural(words[index - 1]) and words[index + 1 : index + 2] in ON:
        return "ahead"
    if word in TRAVELLING and words[index + 1 : index + 2] == ["to"] and index and _may_go(words[index - 1]):
        return "ahead"  # "the visitors go to Leeds on"
    if word in BE_PRESENT and (last or words[index + 1 :] in (["on"], ["in"], *BACK_ON)):
        return "ahead"
    if (
        word == "polls"
        and words[max(0, index - 2) : index] == ["to", "the"]
        and GOING.intersection(words[max(0, index - 4) : index])
    ):
        return "ahead"
    if word in BE_PAST or word in DO_PAST or word in HAVE:
        return "behind" if words[index + 1 : index + 2] != ["to"] or word in _HAD else "ahead"
    if is_past_form(word):
        return _participle(words, index)
    return "behind" if is_unchanged_past(words, index) else None


def _may_go(word: str) -> bool:
    """Whether a word may be the subject of a verb in the plural, or end an aside behind it."""
    return word == "," or word in SUBJECTS or is_plural(word)


# "had to settle" is over, "has to settle" is not.
_HAD = frozenset({"had", "hadn't", "did", "didn't"})


def _planned(words: list[str], index: int) -> Tense | None:
    """Return what "scheduled", "due", "expected" say: they look ahead, "due to" a cause does not."""
    following = words[index + 1 : index + 2]
    if words[index] in BEGINNING and words[index + 1 :] not in ON:
        return None  # "in the starting lineup"
    if index and words[index - 1] in {"previously", "originally", "initially"}:
        return None
    if "had" in words[max(0, index - 3) : index]:
        return "behind"
    if words[index] == "due" and following == ["to"]:
        return "ahead" if index and words[index - 1] in BE_PRESENT | BE_PAST | BE_OTHER else None
    return "ahead"


def _infinitive(words: list[str], index: int) -> Tense | None:
    """Return what "to" and a verb say: "agreed to meet" looks ahead, "flew to Paris" says nothing."""
    before = words[index - 1] if index else ""
    if before == "used" or index + 1 >= len(words):
        return None
    if before == "due" and not (index > 1 and words[index - 2] in BE_PRESENT | BE_PAST | BE_OTHER):
        return None
    if "had" in words[max(0, index - 3) : index]:
        return None  # "had agreed to meet": over by the time that is told of
    asked = before in BEFORE_INFINITIVE or is_expected(words[max(0, index - _OBJECT_REACH) : index])
    return "ahead" if asked and words[index + 1] not in _NO_VERBS else None


# Words that the object of a verb may have: "expects the new road bridge to".
_OBJECT_REACH = 6


_NO_VERBS = frozenset("the a an his her its their this that these those it him them us".split())


def _participle(words: list[str], index: int) -> Tense | None:
    """Return the tense of a group that ends in a past form: the auxiliary before it decides, else it is the past."""
    at = index - 1
    while at >= 0 and index - at < 5 and (words[at] in SKIPPED or words[at].endswith("ly")):
        at -= 1
    before = words[at] if at >= 0 else ""
    if words[at + 1 : index].count("be") and before in JOINTS:
        return "ahead"  # "will serve half his term and be released in"
    if before == "to":
        return _infinitive(words, at)
    if before in FUTURE or before.endswith("'ll"):
        return "ahead"
    if before in MODALS:
        return "ahead"
    if before == "have" and at and words[at - 1] in FUTURE:
        return "ahead"
    if before in BE_PRESENT or (before in DETERMINERS and index + 1 < len(words)):
        return None
    return "behind"


def _first_group(words: list[str]) -> Tense | None:
    """Return the tense of the first verb group of a clause that goes on behind the date."""
    for index, word in enumerate(words):
        if word in JOINTS and (not index or word not in {",", "and"}):
            return None
        if word in FUTURE or word.endswith("'ll"):
            return "ahead"
        if word in MODALS:
            return "behind" if "have" in words[index + 1 : index + 3] else "ahead"
        if word in BE_PRESENT:
            ahead = any(other in PLANNED or other in {"to", "set", "going"} for other in words[index + 1 : index + 3])
            ahead = ahead or (not index and words[1:2] in (["at"], ["in"]))  # "kick-off on Saturday is at 12:45"
            return "ahead" if ahead else None
        if word in HAVE:
            return "behind"
        if word in BE_PAST or word in DO_PAST:
            return "behind"
        if word in TIMETABLE or (word in FIXTURE_VERBS and index and words[index - 1] in SUBJECTS):
            return "ahead"
        if is_past_form(word) and not (index and words[index - 1] in DETERMINERS | {"most", "more", ","}):
            return "behind"
        if is_unchanged_past(words, index):
            return "behind"
    return None


# Verbs that only report what somebody says; what is announced, ordered or ruled happens by being said.
_REPORTING = frozenset("said told reported confirmed added stated wrote noted says according".split())


def is_reported(before: str, after: str) -> bool:
    """Return whether a date is the day on which somebody spoke: "police said on Monday", "Monday, police said"."""
    left, right = words_of(before)[-_REACH:], words_of(after)[:_REACH]
    tense, index = _last_group(left)
    if tense is not None:
        return left[index] in _REPORTING
    return next((word in _REPORTING for word in right if is_past_form(word)), False)
