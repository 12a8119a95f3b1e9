"""Verb groups of a clause: where the last one before a date ends, the first one behind it begins, and what they say.

Asked by `newsx.dates.tense`.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from typing import Literal

from newsx.dates.scheduled import is_expected, is_unchanged_past
from newsx.dates.verbs import (
    AFTER_PARTICIPLE,
    BACK_ON,
    BE_OTHER,
    BE_PAST,
    BE_PRESENT,
    BEFORE_INFINITIVE,
    BEGINNING,
    CAUSING,
    DETERMINERS,
    DO_PAST,
    FIXED_DOING,
    FIXTURE_VERBS,
    FUTURE,
    GOING,
    HAVE,
    IS_SHORT,
    JOINTS,
    MODALS,
    NOUN_BEFORE,
    ON,
    PLANNED,
    PLURAL_TIMETABLE,
    PROSPECTS,
    REFUSED,
    SAYING,
    SKIPPED,
    SUBJECTS,
    TIMETABLE,
    TRAVELLING,
    is_past_form,
    is_plural,
)

Tense = Literal["ahead", "behind"]
# A modal further off than this says nothing.
_MODAL_REACH = 6


def last_group(words: list[str]) -> tuple[Tense | None, int]:
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
        return "behind" if _is_refused(words, index) else "ahead"
    if word in BEGINNING and words[index + 1 :] in ON:
        tense, at = last_group(words[:index])
        return "ahead" if tense is None or words[at] in SAYING else tense
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
        return None if index and (words[index - 1] in NOUN_BEFORE or _is_past_verb(words, index - 1)) else "ahead"
    if word == "next" and not last and index and (words[index - 1] in SUBJECTS or is_plural(words[index - 1])):
        return "ahead"  # "they next play Egypt on"
    if word in PLURAL_TIMETABLE and index and is_plural(words[index - 1]) and _before_day(words, index):
        return "ahead"
    if word in TRAVELLING and words[index + 1 : index + 2] == ["to"] and index and _may_go(words[index - 1]):
        return "ahead"  # "the visitors go to Leeds on"
    if word in BE_PRESENT and (
        last or words[index + 1 :] in (["on"], ["in"], *BACK_ON) or _is_held(words[index + 1 :])
    ):
        return "ahead"
    if (
        word == "polls"
        and words[max(0, index - 2) : index] == ["to", "the"]
        and GOING.intersection(words[max(0, index - 4) : index])
    ):
        return "ahead"
    if (word.endswith("ing") or word in _LOOKED_FOR) and _is_looked_for(words, index):
        return "ahead"
    if word in BE_PAST or word in DO_PAST or word in HAVE:
        return "behind" if words[index + 1 : index + 2] != ["to"] or word in _HAD else "ahead"
    if is_past_form(word):
        return _participle(words, index)
    return "behind" if is_unchanged_past(words, index) else None


def _is_past_verb(words: list[str], index: int) -> bool:
    """Whether a word is a past form and no noun: "met" in "they met hosts", not "fed" in "the Fed meets"."""
    return is_past_form(words[index]) and words[index - 1 : index] != ["the"]


def _before_day(words: list[str], index: int) -> bool:
    """Whether a verb stands right before its day, or before what begins on it: "polls close on", "shares start trading on"."""
    following = words[index + 1 : index + 2]
    if following != [] and following[0].endswith("ing"):
        following = words[index + 2 : index + 3]
    return following in ON


def _is_held(following: list[str]) -> bool:
    """Whether what follows "is" or "are" is a place and the beginning of a day or stretch: "are in Tokyo from", "is at Lord's on"."""
    return following[:1] in (["in"], ["at"]) and 2 < len(following) <= _PLACE_REACH and following[-1] in {"from", "on"}


# Words of a place between two prepositions, the prepositions counted in.
_PLACE_REACH = 5


def _is_looked_for(words: list[str], index: int) -> bool:
    """Whether a word is what is hoped for or fixed beforehand: "chances of winning", "is visiting Rome", "there's a vote"."""
    word, before = words[index], words[max(0, index - 2) : index]
    if word in FIXED_DOING and before[-1:] != [] and before[-1] in BE_PRESENT | IS_SHORT:
        return True
    if word in _CHANCES and words[index + 1 :] in (["in"], ["on"]):
        return True
    if word.endswith("ing") and len(before) > 1 and before[1] in {"of", "on", "at", "for"} and before[0] in PROSPECTS:
        return True
    there = word == "there's" or (word in {"is", "are"} and before[-1:] == ["there"])
    return there and len(words) - index <= _THERE_REACH


_CHANCES = frozenset("chances odds prospects hopes".split())
# Words that it is asked of, beside those in -ing.
_LOOKED_FOR = _CHANCES | {"there's", "is", "are"}


def _is_refused(words: list[str], index: int) -> bool:
    """Whether "would not" is a refusal to speak, which is over: "the agency wouldn't say on"."""
    denied = words[index] == "wouldn't" or words[index : index + 2] == ["would", "not"]
    return denied and bool(REFUSED.intersection(words[index + 1 : index + 3]))


# "there's a run-off election on": words from the verb to the day, both counted in.
_THERE_REACH = 6


def _may_go(word: str) -> bool:
    """Whether a word may be the subject of a verb in the plural, or end an aside behind it."""
    return word == "," or word in SUBJECTS or is_plural(word)


_HAS = frozenset({"has", "have"})
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
    if CAUSING.intersection(words[max(0, index - 4) : index - 1]) and index + 1 < len(words):
        return None  # "will have a chance to make their voice known on"
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


def first_group(words: list[str]) -> Tense | None:
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
            if word in _HAS and words[index + 1 : index + 2] != [] and words[index + 1] in DETERMINERS:
                if PLANNED.intersection(words[index + 2 : index + 6]):
                    return "ahead"  # "has a speech scheduled"
                continue
            return "behind"
        if word in BE_PAST or word in DO_PAST:
            return "behind"
        if word in TIMETABLE or (word in FIXTURE_VERBS and index and words[index - 1] in SUBJECTS):
            return "ahead"
        if is_past_form(word) and not (index and words[index - 1] in DETERMINERS | {"most", "more", ","}):
            return "behind"
        if is_past_form(word) and words[index - 1 : index] == [","] and "," in words[1 : index - 1]:
            return "behind"  # ", Ms. Diaz, the chairwoman, resigned"
        if is_unchanged_past(words, index):
            return "behind"
    return None
