"""Sentences that state a role with a verb: "X was elected president of Y", "X, who chairs Y"; for the role finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.phrase_words import ORGANISATION_ENDS, ROLE_VERBS
from newsx.names.roles.phrases import PhraseBuilder, RolePhrase
from newsx.vocabulary.calendar_names import full_names

if TYPE_CHECKING:
    import re

    from newsx.names.roles.complements import Found

# What may stand between a name and what is said of it: an age, ", 71," or " (71)", and a party in brackets, " (Labour, Leeds)".
AGE = r"(?:,\s{0,2}(?:aged?\s{1,2})?\d{1,3}(?=,)|\s{1,2}\(\d{1,3}\)|\s\([A-Z][^()\n]{0,40}\)(?=,))?"

# Verbs that end an office or begin it, with "as" behind them.
_LEAVES = (
    r"(?:(?:has\s{1,2}|had\s{1,2})?(?:resigned|stepped\s{1,2}down|stood\s{1,2}down|retired|quit)|(?:was|were|has\s{1,2}been)\s{1,2}"
    r"(?:sacked|dismissed|removed|ousted|fired|replaced|suspended)|used\s{1,2}to\s{1,2}(?:work|serve|act))"
)
_LEAVING = r"(?:steps|is\s{1,2}stepping|will\s{1,2}step|retires|is\s{1,2}retiring|will\s{1,2}retire)(?:\s{1,2}down)?"
_ENTERS = r"(?:will\s{1,2}take\s{1,2}over|is\s{1,2}to\s{1,2}take\s{1,2}over|is\s{1,2}due\s{1,2}to\s{1,2}take\s{1,2}over|takes\s{1,2}over|will\s{1,2}serve|starts)"
_WHEN = r"(?:\s{1,2}(?:last|this|next|in|on|earlier)\s{1,2}[\w]+(?:\s{1,2}(?:week|month|year))?)?"
_TURN = rf"(?:(?P<leaves>{_LEAVES})|(?P<leaving>{_LEAVING})|(?P<enters>{_ENTERS})){_WHEN}\s{{1,2}}as|(?P<becomes>(?:will|would)\s{{1,2}}become|is\s{{1,2}}to\s{{1,2}}become|is\s{{1,2}}due\s{{1,2}}to\s{{1,2}}become)"
_BE = (
    r"(?:is|was|has\s{1,2}been|had\s{1,2}been|became|remains|remained|serves|served|has\s{1,2}served|acts|acted|took\s{1,2}over|worked|works)"
    r"(?:\s{1,2}(?:also|now|once|currently|then|later|still|previously|formerly|himself|herself|until\s{1,2}(?:recently|(?:last|this)\s\w+|\w+\s\d{4}|\d{4})))?"
    r"(?:\s{1,2}(?:re-?)?(?:appointed|named|elected|chosen|made|sworn\s{1,2}in|nominated|confirmed|promoted\s{1,2}to|installed))?"
    r"(?:\s{1,2}as)?"
)
STATEMENT = lazy_pattern(AGE + rf"(?:,?\s{{1,2}}who|,)?\s{{1,2}}(?:{_TURN}|{_BE})\s{{1,2}}(?=[a-zA-Z])")
PRONOUN = lazy_pattern(rf"(?:He|She)\s{{1,2}}(?:{_TURN}|{_BE})\s{{1,2}}(?=[a-zA-Z])")
# What makes "takes over as" speak of a day to come.
_TO_COME = lazy_pattern(
    rf"\b(?:next|from|on|in)\s(?:week|month|year|{'|'.join(name.title() for name in sorted(full_names('en')))}|the (?:spring|summer|autumn|fall|new year))\b"
)

_WAS = lazy_pattern(
    r"(?:\bwas|\bhad\s{1,2}been|\bserved|\bacted|\bworked)(?:\s{1,2}(?:once|then|previously|formerly|until\s[\w ]{4,16}))?(?:\s{1,2}as)?\s{1,2}$"
)
_ENDED = lazy_pattern(r"\bwho\b|\buntil\b|\bhad\b|\bserved\b|\bonce\b|\bpreviously\b|\bformerly\b")
_UNTIL = lazy_pattern(r"\b(?:until|from (?:\w+ )?\d{4} to|between (?:\w+ )?\d{4} and)\b")
_VERB = lazy_pattern(
    AGE
    + rf"(?:(,?\s{{1,2}}who)|,|\s{{1,2}}and)?\s{{1,2}}(has\s{{1,2}})?(?:also\s{{1,2}}|now\s{{1,2}})?({'|'.join(sorted(ROLE_VERBS))})\s{{1,2}}(?=[a-zA-Z])"
)


def turn_of(statement: re.Match[str], sentence_end: int) -> str | None:
    """Return the status that a statement of an office's end or beginning gives it: "stepped down as", "takes over as … in May"."""
    if statement.group("leaves"):
        return "former"
    if statement.group("leaving"):
        return "outgoing"
    begins = statement.group("enters") or statement.group("becomes")
    if begins is None:
        return None
    sure = (
        "will" in begins
        or "would" in begins
        or "is " in begins
        or _TO_COME.search(statement.string, statement.end(), sentence_end)
    )
    return "designate" if sure else None


def is_past(statement: re.Match[str], sentence_end: int) -> bool:
    """Tell whether a statement says what somebody was and is no more: "who was", "had been", "was … until"; not "was elected".

    A plain "was" is the tense of a story, not the end of an office.
    """
    words = statement.group()
    if _WAS.search(words) is None:
        return False
    return (
        _ENDED.search(words) is not None or _UNTIL.search(statement.string, statement.end(), sentence_end) is not None
    )


def verb_role(phrases: PhraseBuilder, start: int, ceiling: int) -> RolePhrase | None:
    """Return the role that a verb after a name at `start` says: "who chairs the Press Council" is a chair.

    What is led must be a name or end as organisations do ("the panel"), for people lead races and talks as well. A verb in the past
    counts after "who" or "has" only, and without "has" the role is a former one.
    """
    match = _VERB.match(phrases.text, start, ceiling)
    if match is None:
        return None
    relative, perfect, verb = match.groups()
    word, past = ROLE_VERBS[verb]
    if past and not (relative or perfect):
        return None
    end, names = phrases.object_at(match.end(), ceiling)
    if not _is_led(phrases.text[match.end() : end], names, verb) or (past and not names):
        return None
    span = {label: (name.start, name.end) for name in reversed(names) for label in [name.label]}
    status = "former" if past and not perfect else None
    organisation = span.get("ORG") or span.get("WORDS")
    place = span.get("PLACE") or span.get("NORP")
    return RolePhrase(word, match.start(3), end, status, organisation, place, None, "verb", match.span(3))


def _is_led(words: str, names: list[Found], verb: str) -> bool:
    """Tell whether an object is an organisation, or the side that a captain leads."""
    if any(name.label in ("ORG", "WORDS") for name in names):
        return True
    if any(name.label == "PLACE" for name in names) and verb.startswith(("captain", "govern", "coach")):
        return True
    last = words.rsplit(maxsplit=1)[-1:] or [""]
    return last[0].lower() in ORGANISATION_ENDS
