"""Sentences that state a role with a verb: "X was elected president of Y", "X, who chairs Y"; for the role finder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.names.roles.phrase_words import ORGANISATION_ENDS, ROLE_VERBS
from newsx.names.roles.phrases import PhraseBuilder, RolePhrase

if TYPE_CHECKING:
    from newsx.names.roles.complements import Found

# What may stand between a name and what is said of it: an age, ", 71," or " (71)", and a party in brackets, " (Labour, Leeds)".
AGE = r"(?:,\s{0,2}(?:aged?\s{1,2})?\d{1,3}(?=,)|\s{1,2}\(\d{1,3}\)|\s\([A-Z][^()\n]{0,40}\)(?=,))?"

_BE = (
    r"(?:is|was|has\s{1,2}been|had\s{1,2}been|became|remains|remained|serves|served|has\s{1,2}served|acts|acted|took\s{1,2}over|worked|works)"
    r"(?:\s{1,2}(?:also|now|once|currently|then|later|still|previously|formerly))?"
    r"(?:\s{1,2}(?:re-?)?(?:appointed|named|elected|chosen|made|sworn\s{1,2}in|nominated|confirmed|promoted\s{1,2}to|installed))?"
    r"(?:\s{1,2}as)?"
)
STATEMENT = re.compile(AGE + rf"(?:,?\s{{1,2}}who|,)?\s{{1,2}}{_BE}\s{{1,2}}(?=[a-zA-Z])")
PRONOUN = re.compile(rf"(?:He|She)\s{{1,2}}{_BE}\s{{1,2}}(?=[a-zA-Z])")

_WAS = re.compile(
    r"(?:\bwas|\bhad\s{1,2}been|\bserved|\bacted|\bworked)(?:\s{1,2}(?:once|then|previously|formerly))?(?:\s{1,2}as)?\s{1,2}$"
)
_ENDED = re.compile(r"\bwho\b|\bhad\b|\bserved\b|\bonce\b|\bpreviously\b|\bformerly\b")
_UNTIL = re.compile(r"\b(?:until|from (?:\w+ )?\d{4} to|between (?:\w+ )?\d{4} and)\b")
_VERB = re.compile(
    AGE
    + rf"(?:(,?\s{{1,2}}who)|,|\s{{1,2}}and)?\s{{1,2}}(has\s{{1,2}})?(?:also\s{{1,2}}|now\s{{1,2}})?({'|'.join(sorted(ROLE_VERBS))})\s{{1,2}}(?=[a-zA-Z])"
)


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
