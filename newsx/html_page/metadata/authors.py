"""The names of authors in raw author strings, for `newsx.html_page.metadata.bylines`.

A site's, an agency's or a desk's name stays only where it is the whole byline; handles, addresses, roles, dates and the
people who took the pictures or edited the text are left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.bylines import is_author, is_desk, without_affiliation
from newsx.html_page.titles import key, squeeze
from newsx.lazy import lazy_pattern
from newsx.vocabulary.bylines import byline_pattern
from newsx.vocabulary.calendar_names import month_numbers, weekday_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

# More words than this are a sentence, not a name ("Maria del Carmen de la Cruz Fernández" has seven).
MAX_NAME_WORDS = 7
MAX_NAME_LENGTH = 70
# A byline names a handful of people; a longer list is a list of something else.
MAX_AUTHORS = 12

_ADDRESS = lazy_pattern(r"(?<!\S)\S+@\S+|https?:/\S+|\bwww\.\S+|(?<!\w)@\w+")
_PARENTHESIS = lazy_pattern(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,200}>")
_PREFIX = lazy_pattern(
    r"^(?:(?:written|words|story|stories|text|reported|posted|published|report|reporting|article|analysis|opinion|review|"
    r"column|created|submitted|compiled|guest post)\b.{0,40}?\sby\b|(?-i:By)(?=[A-Z])|from\s+the\b(?=\s+\w+\s*$)|"
    rf"(?:{byline_pattern('by', 'author')})(?!\w)|(?:{byline_pattern('label')}|foto|bild)\s*[:：／])\s*:?\s*",
    re.IGNORECASE,
)
# White space is looked at from its first character only (here and below): from each, a long run would take the square of its length.
_CUT = lazy_pattern(
    r"\s(?:is|was|are|has|covers|writes|in|at|for|on|via|with|reports?|updated|published|posted|last updated|contributed|"
    r"für|aus|à|à la|chez|pour)\s.*$|"
    r"(?<!\s)\s+(?:\||—|–|-|•|·|/)\s.*$",
    re.IGNORECASE,
)
_SPLIT = lazy_pattern(
    rf"(?:(?<!\s)\s+)?(?:[;|•·\n\t]\s*|&\s+|,\s*(?:(?:and|und|et|y|&)\s+)?)|(?<!\s)\s+(?:&|/|{byline_pattern('and')})\s+"
)
_JOB = lazy_pattern(
    r"(?:senior|chief|staff|special|contributing|freelance|political|deputy|editor|reporter|correspondent|writer|journalist|columnist|contributor|photographer)s?",
    re.IGNORECASE,
)
_MONTHS = month_numbers("en")
# Months that are somebody's name are no date when they stand alone at the end.
_NAMES_OF_PEOPLE = frozenset({"mar", "april", "may", "jun", "june", "august"})
_MONTH = rf"(?:{'|'.join(_MONTHS)})\.?"
_MONTH_ALONE = rf"(?:{'|'.join(month for month in _MONTHS if month not in _NAMES_OF_PEOPLE)})\.?"
_WEEKDAY = rf"(?:{'|'.join(weekday_numbers('en'))})\.?,?"
_DATE = lazy_pattern(
    rf"(?:(?<!\s)\s+)?\b(?:{_WEEKDAY}\s+)?(?:{_MONTH}\s+)?\d.*$|(?:^|(?<!\s)\s+){_MONTH_ALONE}$", re.IGNORECASE
)
# What follows is help, not authorship.
_CONTRIBUTIONS = lazy_pattern(
    r"(?<!\s)\s+(?:with )?(?:contributions?|additional reporting|reporting|edited|photos?|photographs?|photography|images?|illustrations?|video|produced|"
    r"last updated|updated|published|posted|reviewed|medically reviewed|fact[- ]checked)\b.*$",
    re.IGNORECASE,
)
# Degrees and memberships after a name: "MS", "RDN", "PhD".
_DEGREES = lazy_pattern(r"(?:(?:,|(?<![\s,]))\s+(?!(?:II|III|IV|JR|SR)\b)(?:Ph\.?D|M\.?D|[A-Z]{2,4})\.?)+$")
# An acronym, a host: an organisation or a degree, never a person.
_NO_PERSON = lazy_pattern(r"^[A-ZÄÖÜ.]{1,5}$|^\S+\.(?:com?|org|net|news|info|tv|in|de|fr|uk|[a-z]{2})$")
_SUFFIX = lazy_pattern(
    r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|d\.?phil|esq|m\.?p|r\.?d|r\.?n|m\.?s|m\.?a|b\.?a|m\.?p\.?h|m\.?b\.?a|c\.?f\.?p|j\.?d|dpa|afp|ap|cpa|pt|dpt)\.?$",
    re.IGNORECASE,
)
# A piece holding one of these words says what somebody does, not who it is.
_ROLE = lazy_pattern(
    rf"\b(?:{byline_pattern('office', 'body')}|photo|photos|photography|video|graphics|senior|associate|assistant|guest|special|subscribers?|user|"
    r"shopping|commerce|more|view|profile|bio|follow|updated|published|minute|read|powered by|quelle|source|sources)\b",
    re.IGNORECASE,
)
# The second of the two is who wrote it down.
_TOLD_TO = lazy_pattern(r"^.{0,60}\bas told to\s+")
_HELP = lazy_pattern(r"(?:edit(?:ing|ed)|translat(?:ion|ed)|produced|photos?|compiled|writing)\s+by\b", re.IGNORECASE)
# A name and the number behind it, glued by neighbouring spans: "Mira Solberg13".
_GLUED = lazy_pattern(r"([a-zà-ÿ])(?=\d)")
# What a name is followed by in a biography: ", a deputy editor and …", ", who covers …".
_BLURB = lazy_pattern(
    r",\s+(?:an?|the|who|whose|is|was|has|ein|eine|une?|una|um|uma|qui|que|quien|chi|der|die)\s+[a-zà-ÿ].*$|\.\s+(?:She|He|They|Her|His|Their)\s.*$"
)
_AROUND = " ,.:;-–—|/*\"“”'’‘_()[]"
_LETTER = lazy_pattern(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs an article: names of people, and names of organisations, desks and sites; each once, in order."""

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


# What is left of a byline such as "with AFP" when its links are read apart.
_NO_NAMES = frozenset(
    {"with", "and", "by", "from", "for", "in", "at", "of", "the", "via", "und", "et", "y", "von", "par", "por"}
)


def read_signatures(raw: Iterable[str], *, site_names: Iterable[str] = ()) -> Signatures:
    """Tell the names in `raw` apart into people and organisations; a name that holds one of `site_names` is an organisation's.

    >>> read_signatures(["By Amina Diallo and Tomás Rivera, staff writers"]).people
    ('Amina Diallo', 'Tomás Rivera')
    """
    sites = {squeezed for name in site_names if len(squeezed := squeeze(name)) >= 4}
    people: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for text in raw:
        if squeeze(_strip_prefix(text)) in sites:
            organisations.setdefault(key(text), _strip_prefix(text).strip(_AROUND))
            continue
        for piece, is_person in _pieces(text):
            if is_person and not _holds_site(piece, sites):
                people.setdefault(key(piece), piece)
            else:
                organisations.setdefault(key(piece), piece)
    return Signatures(
        tuple(_without_parts(list(people.values()))[:MAX_AUTHORS]), tuple(organisations.values())[:MAX_AUTHORS]
    )


def _holds_site(name: str, sites: set[str]) -> bool:
    """Return whether a name is that of a site or holds a long one."""
    squeezed = squeeze(name)
    return any(site == squeezed or (len(site) >= 6 and site in squeezed) for site in sites)


def share_a_name(first: Iterable[str], second: Iterable[str]) -> bool:
    """Return whether a name stands in both, accents and case aside."""
    return bool({_plain(name) for name in first} & {_plain(name) for name in second})


def _plain(name: str) -> str:
    """Return the letters of a name in lower case without accents."""
    folded = unicodedata.normalize("NFKD", name)
    return key("".join(character for character in folded if not unicodedata.combining(character)))


def _pieces(raw: str) -> list[tuple[str, bool]]:
    """Return the names in a raw author string, each with whether it reads like a person's."""
    text = _PARENTHESIS.sub(" ", _ADDRESS.sub(" ", raw[:500]))
    text = _TOLD_TO.sub("", text)
    text = _GLUED.sub(r"\1 | ", _strip_prefix(" ".join(text.split())))
    text = _BLURB.sub("", _CONTRIBUTIONS.sub("", text))
    found = [
        _judged(piece)
        for part in _SPLIT.split(text)
        if (piece := _tidy(part)) and not is_desk(piece) and not _HELP.match(piece)
    ]
    people = [piece for piece, is_person in found if is_person]
    if people:
        # "Jana Novak, Prague": beside whole names a single word is a place or a nickname.
        whole_names = [piece for piece in people if not piece.isascii() or " " in piece]
        # "hafenschau.example, Lyon, France": several single words are an address.
        people = whole_names or (people if len(found) == 1 and not is_desk(_SPLIT.split(text)[0]) else [])
        return [(piece, True) for piece in people]
    if is_desk(_SPLIT.split(text)[0]):
        return []
    whole = _tidy(re.split(r"[|•·;]", text)[0])
    return [(whole, False)] if whole and not is_desk(whole) and is_author(whole) else []


def _judged(piece: str) -> tuple[str, bool]:
    """Return a name without the roles behind it, and whether it is a person's: "Rick Lane Contributor" is Rick Lane."""
    words = piece.split()
    while len(words) > 2 and _JOB.fullmatch(words[-1]):
        words.pop()
    name = without_affiliation(" ".join(words))
    return name, not _ROLE.search(name) and not _NO_PERSON.match(name) and is_author(name)


def _strip_prefix(text: str) -> str:
    """Take the words that announce an author off the beginning of a text."""
    for _ in range(3):
        shorter = _PREFIX.sub("", text, count=1).strip()
        if shorter == text:
            break
        text = shorter
    return text


def _tidy(part: str) -> str:
    """Return a name without what stands around it; empty when nothing like a name is left."""
    name = _strip_prefix(part.strip())
    name = _DATE.sub("", _CUT.sub("", name + " ").strip()).strip(_AROUND)
    words = name.split()
    if (
        not words
        or len(name) > MAX_NAME_LENGTH
        or len(words) > MAX_NAME_WORDS
        or not _LETTER.search(name)
        or _SUFFIX.match(name)
        or name.lower() in _NO_NAMES
    ):
        return ""
    if len(words) > 2 and not words[0].isupper():
        name = _DEGREES.sub("", name)
    if name.isupper() and len(words) > 1:
        name = " ".join(word.capitalize() if word.isascii() and len(word) > 2 else word for word in words)
    elif name.islower() and len(words) > 1:
        name = name.title()
    return name


def _without_parts(names: list[str]) -> list[str]:
    """Return the names without those that are only a part of another one."""
    keys = [f" {key(name)} " for name in names]
    return [
        name
        for i, name in enumerate(names)
        if not any(i != j and keys[i] in keys[j] and keys[i] != keys[j] for j in range(len(names)))
    ]
