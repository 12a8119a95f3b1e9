"""Clauses whose tense no ending tells: timetables in the present, what is expected of somebody, pasts that are base forms.

Asked by `newsx.dates.tense`.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import itertools

from newsx.dates.verbs import (
    BE_OTHER,
    BE_PAST,
    BE_PRESENT,
    DETERMINERS,
    DO_PAST,
    EXPECTING,
    FUTURE,
    HAVE,
    JOINTS,
    MODALS,
    NOUN_BEFORE,
    PARTICLES,
    SCHEDULED,
    SUBJECTS,
    UNCHANGED,
    is_past_form,
    is_plural,
)
from newsx.lazy import lazy_pattern


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
        (word == "after" and other.endswith("ing")) or (word, other) == ("because", "of")
        for word, other in itertools.pairwise(words)
    )


def is_expected(words: list[str]) -> bool:
    """Whether an object stands between a verb of expecting and the end of the words."""
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in EXPECTING | JOINTS), None)
    return at is not None and words[at] in EXPECTING


def is_unchanged_past(words: list[str], index: int) -> bool:
    """Whether a base form that is its own past stands there as one: "the bank cut its rates", and not "will cut", "a rate cut in"."""
    if words[index] not in UNCHANGED or not index or index + 1 >= len(words):
        return False
    if words[index + 1] not in PARTICLES and not is_plural(words[index + 1]):
        return False
    before = words[max(0, index - 2) : index]
    return before[-1] not in SUBJECTS - {"he", "she", "it", "who"} and not (
        _NO_SUBJECTS | DETERMINERS | FUTURE | MODALS | BE_PRESENT | BE_OTHER
    ).intersection(before[-1:] if before[-1] not in {"not", "also"} else before)


_NO_SUBJECTS = frozenset(", and or to not".split())
# What is written or said on a day and bears its name: "a September statement", "our April 22 op-ed".
_DOCUMENTS = frozenset(
    "statement op-ed letter report interview affidavit memo memorandum speech tweet post email e-mail editorial article column filing".split()
)


def is_document(right: list[str]) -> bool:
    """Whether the words behind a date that qualifies a noun begin with something that has been written or said."""
    return right[:1] != [] and right[0] in _DOCUMENTS


# Words before "until" in which the negation or the verb that decides is sought.
_UNTIL_REACH = 12
_NOT_PAST = frozenset("didn't wasn't weren't hadn't".split())
# What lasts until a day in the past tense has ended by then; what was closed or adjourned until a day has perhaps not.
_LASTED = frozenset("lasted stayed kept waited lived served dragged persisted survived raged ruled reigned".split())


def is_over(left: list[str], right: list[str]) -> bool:
    """Whether the words around "until" and a day say that it has come: "did not arrive until Friday", "not until May did she"."""
    words = left[-_UNTIL_REACH:-1]
    if words[-1:] == ["not"] and right[:1] != [] and right[0] in DO_PAST | BE_PAST | {"had"}:
        return True
    if (FUTURE | MODALS).intersection(words):
        return False
    lasted = any(
        word in _LASTED and words[at + 1 : at + 2] not in _OBJECTS for at, word in enumerate(words)
    )  # "stayed until", not "stayed the demolition until"
    return lasted or any(_is_denied(words, index) for index in range(len(words)))


_OBJECTS = tuple([word] for word in "the a an his her its their".split())
# "was not to open", "did not need to leave": what follows is still open.
_STILL_OPEN = frozenset("to need have want expect plan intend".split())


def _is_denied(words: list[str], index: int) -> bool:
    """Whether a word denies a verb of the past: "was not found", "never met", "hadn't thought"; not so "was not to open"."""
    following = words[index + 1 : index + 2]
    if following != [] and following[0] in _STILL_OPEN:
        return False
    if words[index] in _NOT_PAST:
        return True
    if words[index] not in {"not", "never"}:
        return False
    helped = index > 0 and words[index - 1] in DO_PAST | BE_PAST | {"had"}
    return helped or (words[index] == "never" and following != [] and is_past_form(following[0]))


def is_condition(left: list[str]) -> bool:
    """Whether the words before a date are a condition in the present tense: "it could end if he wins the primary on"."""
    if "if" not in left[-_CONDITION_REACH:]:
        return False
    words = left[len(left) - left[::-1].index("if") :]
    return len(words) > 1 and not any(is_past_form(word) or word in BE_PAST | HAVE | DO_PAST for word in words)


_CONDITION_REACH = 14
# Months that are traded: "December futures", "the March contract".
_CONTRACTS = frozenset("futures contract contracts options".split())


def is_contract(right: list[str]) -> bool:
    """Whether the words behind a month that qualifies a noun make of it one in which something is traded."""
    return bool(_CONTRACTS.intersection(right[:2])) and not JOINTS.intersection(right[:2])


_ELECTIONS = frozenset(
    "election elections ballot ballots vote votes referendum runoff run-off convention summit primary primaries matchup polls".split()
)


def is_election(left: list[str], right: list[str]) -> bool:
    """Whether a date names a vote or a meeting, which the verbs may place ahead: "the Nov. 8 U.S. presidential election"."""
    if _ELECTIONS.isdisjoint(right[:_NOUN_REACH]):
        return False
    named = left[-1:] != [] and (left[-1] in DETERMINERS | _ARTICLES or left[-1].endswith("'s"))
    if not named and right[:1] != ["s"]:
        return False
    words = list(itertools.takewhile(lambda word: word not in JOINTS | _AFTER_NOUNS, right[:_NOUN_REACH]))
    return bool(_ELECTIONS.intersection(words))


_ARTICLES = frozenset("the 's s for".split())
_AFTER_NOUNS = frozenset("in at for to with on was is were are will would has had by of from over".split())
_NOUN_REACH = 5


def is_done(right: list[str]) -> bool:
    """Whether a clause right behind a date says that what stood before it is done: "the fire on Friday that killed nine"."""
    return right[:1] in (["that"], ["which"]) and len(right) > 1 and (right[1] in BE_PAST or is_past_form(right[1]))


# "Pope to visit Kenya in", "77 players to complete their rounds on": an infinitive where a sentence has no other verb.
_HEADLINE = lazy_pattern(r"\bto (?:[a-z]{3,20}ly )?([a-z]{2,30})\b")
_NO_DOERS = frozenset(
    "from due according prior up down trip visit way back close next return flight road letter response reaction attack devoted how what "
    "where when whether and or damage access threat answer key witness right said and approach commitment similar thanks addition "
    "contrast compared relation regard respect opposed amounting leading related sent given time years old".split()
)
_NO_VERBS = frozenset(
    "the an his her its their this that these those it him them us our my your some all any each every which whom work school court jail "
    "prison bed church victory hospital life death war power market date reporters voters fans one two three four five six seven ten "
    "about more less as many members what more parliament congress help".split()
)

_FINITE = BE_PAST | BE_PRESENT | HAVE | DO_PAST | FUTURE | MODALS


def is_headline(before: str, left: list[str], right: list[str]) -> bool:
    """Whether an infinitive tells what is to come, in a sentence or headline without another verb."""
    if UNCHANGED.intersection(left) or any(word in _FINITE or is_past_form(word) for word in (*left, *right)):
        return False
    words = before[-_HEADLINE_REACH:]
    found = list(_HEADLINE.finditer(words))
    doer = words[: found[-1].start()].split()[-1:] if found else []
    return (
        doer != []
        and doer[0][:1].isalpha()
        and doer[0].strip(",").lower() not in _NO_DOERS
        and found[-1][1] not in _NO_VERBS
    )


_HEADLINE_REACH = 110
# Clubs that play each other, and plurals that face or stop something: a base form behind a name or a plural, right before the day.
_FIXTURE = lazy_pattern(
    r"(?:^|[.;:,–—] |\b(?:and|when|as|while|before|but) )(?:[A-Z][\w'’-]+ ){1,3}(?:host|play|face|meet|visit|welcome|entertain|take on|travel to)"
    r" (?:the )?(?:[A-Z][\w'’-]+ ){1,3}(?:(?:at|in) (?:[A-Z][\w'’-]+ ){1,3})?(?:on|from|in)?\s?$"
)
_PLURAL_PLAN = lazy_pattern(
    r"(?:^|[.;] )(?:[\w'’-]+ ){0,3}(?:\w{3,}s|people|police|staff) (?:face [\w ]{3,30} from|(?:down|lay down) tools on|walk out on|walk out from"
    r"|go on strike on|go on strike from|go on sale on|go on sale from|return to [\w ]{3,20} on|strike on|strike from|vote on|march on)\s?$"
)


def is_fixture(before: str) -> bool:
    """Whether the words before a day tell a timetable by a base form: "Arsenal host Newcastle on", "commuters face chaos from"."""
    return bool(_FIXTURE.search(before) or _PLURAL_PLAN.search(before))
