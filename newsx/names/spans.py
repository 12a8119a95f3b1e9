"""Mends where a person's name begins and ends: initials, abbreviated names, suffixes and weekdays that taggers cut or keep."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.cleaning import is_country
from newsx.names.tables import word_set
from newsx.records import NameMention
from newsx.vocabulary.calendar_names import weekday_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTER = r"[A-ZÀ-ÖØ-Þ]"
_SHORT_NAMES = r"Wm|Kr|Chas|Geo|Jas|Thos|Th|Ph|Chr|Md|Mohd|Muhd|Robt|Benj|Saml|Edw|Fredk|Jos|Alex|Aug|Joh"
# Initials before a name, with or without spaces between them: "A.P.J. ", "M. K. ", "Wm. H. ".
_INITIALS = lazy_pattern(
    rf"(?:^|(?<=[\s(\"“‘']))(?:(?:{_LETTER}\.[ -]?|{_LETTER}{_LETTER}\.\s|(?:{_SHORT_NAMES})\.\s)+)$"
)
# What may stand between two halves of one name: ". ", " J. ", ", Jr."
_BETWEEN = lazy_pattern(rf"(?:\.\s|\s(?:{_LETTER}\.\s?){{1,3}}|\s(?:{_SHORT_NAMES})\.\s)")
# A name with a nickname in quotes that a tagger cut: 'Dwayne “The Rock” Johnson'; and where it is cut.
_NICKNAMED = lazy_pattern(
    r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,2} (?:“[^“”\"\n]{2,24}”|\"[^“”\"\n]{2,24}\") [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
)
_CUT_AT_NICKNAME = lazy_pattern(r" [“\"](?:[\w.’' -]{2,24}[”\"] )?|[”\"] ")
# Between two names of one person: "Munna Yadav alias Chhotu".
_ALIAS = lazy_pattern(
    r",?\s\(?(?:alias|aka|a\.k\.a\.|AKA|(?:also|better|popularly|professionally|otherwise|commonly)\sknown\sas|nicknamed|n[ée]e|born)\s[“‘\"']?"
)
_SHORT_END = lazy_pattern(rf"(?:^|\s)(?:{_LETTER}|{_LETTER}[a-zà-öø-ÿ]{{1,2}})$")
_SHORT_ALONE = lazy_pattern(_SHORT_NAMES)
_SUFFIX = lazy_pattern(r"(?:,?\s(?:Jr|Sr)\b\.?|\s(?:II|III|IV|VI|VII|VIII)\b)(?!\w)")
_WEEKDAYS = frozenset(weekday_numbers("en", width="full"))
# Dotted letters that are no initials of a name.
_NO_INITIALS = word_set("u.s. u.k. u.n. e.u. d.c. l.a. n.y. u.s.a. u.s.s.r. a.m. p.m. i.e. e.g. st. mt. ft. no. vs.")
_LOOK_BACK = 16


def mend_people(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the mentions with the names of people whole: halves joined, initials and suffixes in, weekdays out.

    Mentions must be sorted by start and bare; other labels are returned as they are.
    """
    joined: list[NameMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and _are_halves(text, before, mention):
            joined[-1] = _at(text, before.start, mention.end)
        else:
            joined.append(mention)
    whole: list[NameMention] = []
    for mention in joined:
        floor = whole[-1].end if whole else 0
        if mention.label != "PERSON":
            whole.append(mention)
        elif mention.start >= floor:  # else it is the suffix of the name before
            whole.append(_whole(text, mention, floor))
    return whole


def _at(text: str, start: int, end: int) -> NameMention:
    return NameMention(text[start:end], "PERSON", start)


def _are_halves(text: str, first: NameMention, second: NameMention) -> bool:
    """Tell whether two mentions are one name cut at an abbreviation: "Guðni Th" and "Jóhannesson"."""
    if first.label != "PERSON" or second.label != "PERSON":
        return False
    gap = text[first.end : second.start]
    if ("“" in gap or "”" in gap or '"' in gap) and _CUT_AT_NICKNAME.fullmatch(gap):
        return _NICKNAMED.fullmatch(text, first.start, second.end) is not None
    if gap in (". ", ".") and (" " in first.text or _SHORT_ALONE.fullmatch(first.text)):
        return _SHORT_ALONE.fullmatch(first.text) is not None or _SHORT_END.search(first.text) is not None
    return len(gap) > 1 and gap[0] == " " and " " not in second.text and _BETWEEN.fullmatch(gap) is not None


def _whole(text: str, mention: NameMention, floor: int) -> NameMention:
    start, end = mention.start, mention.end
    low = max(floor, start - _LOOK_BACK)
    initials = _INITIALS.search(text, low, start)
    if initials and _are_initials(text, initials.start(), start):
        start = initials.start()
    suffix = _SUFFIX.match(text, end)
    if suffix and " " in text[start:end]:
        end = suffix.end()
    elif text[start:end].endswith((" Jr", " Sr")) and text[end : end + 1] == ".":
        end += 1
    return _without_weekday(text, start, end)


def _are_initials(text: str, start: int, end: int) -> bool:
    """Tell whether dotted letters before a name are its initials, and no country or the end of a sentence ("Plan B. Khan")."""
    words = text[start:end].split()
    if any(word.lower() in _NO_INITIALS or is_country(word) for word in words) or is_country("".join(words)):
        return False
    if len(words) == 1 and len(words[0]) == 2 and start > 1:
        before = text[:start].rstrip(" ").rsplit(None, 1)[-1] if text[max(0, start - 30) : start].strip() else ""
        return not before[:1].isupper() or before.endswith((",", ".", ":", ";"))
    return True


def _without_weekday(text: str, start: int, end: int) -> NameMention:
    """Return a name of three words or more without a weekday at its edge; "Robin Friday" is a name."""
    words = text[start:end].split(" ")
    if len(words) > 2 and words[-1].lower() in _WEEKDAYS:
        end -= len(words[-1]) + 1
    elif len(words) > 2 and words[0].lower() in _WEEKDAYS:
        start += len(words[0]) + 1
    return _at(text, start, end)


def second_names(text: str, mentions: Sequence[NameMention]) -> list[tuple[NameMention, NameMention]]:
    """Return people's names, each with the other name that the text gives the same person: "X alias Y", "X, also known as Y"."""
    people = [mention for mention in mentions if mention.label == "PERSON"]
    return [(a, b) for a, b in pairwise(people) if _ALIAS.fullmatch(text, a.end, b.start)]
