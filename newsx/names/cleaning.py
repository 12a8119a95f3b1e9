"""Cuts what taggers leave on names: possessives, articles, quotes, and titles before people's names."""

from __future__ import annotations

import re
from functools import lru_cache

from newsx.lazy import lazy_pattern
from newsx.names.forms import fold, strip_possessive
from newsx.names.organisations import is_acronym
from newsx.names.parties import is_party_tag
from newsx.names.roles import locate_roles
from newsx.names.roles.tokens import is_head
from newsx.names.roles.words import ALSO_NAMES, FIELDS, MODIFIERS, RECORDED_TITLES
from newsx.names.tables import GENERATIONS, GIVEN_NAMES_OF_OCCUPATIONS, NAME_STYLES, STYLES
from newsx.vocabulary.countries import aliases

# What places and organisations called after people end in, and nobody's family name does.
_SITES = frozenset(
    (
        "Hospital",
        "Airport",
        "Stadium",
        "Boulevard",
        "Avenue",
        "Museum",
        "Mosque",
        "Palace",
        "Prison",
        "Barracks",
        "Mausoleum",
        "Highway",
        "Dam",
    )
)
_HOUSES = frozenset(
    ("University", "Foundation", "Institute", "College", "Academy", "School", "Orchestra", "Trust", "Ltd", "Limited")
)
_EDGES = " \t\n\r\u00a0\"“”‘’'`«»()[],;:*•|/–—-"
_ARTICLE = lazy_pattern(r"the\s+", re.IGNORECASE)
# A plain word behind a name that says what it is: "the League One club".
_KIND_BEHIND = lazy_pattern(r"(?<=\w)(?<! of)\s(?:club|side|team)$")
_BRACKETED = lazy_pattern(r"([^()]*[^()\s])\s*\(([^()]{2,12})\)")
_DOTTED = frozenset(("inc", "corp", "ltd", "bros", "esq", "mfg", "gmbh", "cos", "assn", "jr", "sr"))
# Styles that are offices as well: kept in the name, and named as a role.
_SPOKEN_STYLES = frozenset(("pope", "king", "queen", "prince", "princess", "emperor", "empress", "sultan"))
# Forms of address that are cut off a name of two words or more.
_TITLES = STYLES | RECORDED_TITLES
# Forms of address that nobody bears as a name.
_ADDRESSES = frozenset(
    (
        "adv",
        "eng",
        "engr",
        "cllr",
        "datuk",
        "dato",
        "datin",
        "alhaji",
        "alhaja",
        "hajia",
        "hajiya",
        "prof",
        "dr",
        "mr",
        "mrs",
        "ms",
    )
)
# An article names the same again and again.
_CACHE = 1 << 12
# Names that keep their article.
_WITH_ARTICLE = frozenset(("the hague", "the gambia", "the bahamas", "the who"))


def bare_span(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Return the offsets of the bare name inside text[start:end]; never empty for a span with a word in it."""
    low, high = _bare(text[start:end], label)
    return start + low, start + high


@lru_cache(_CACHE)
def _bare(text: str, label: str) -> tuple[int, int]:
    low, high = _strip_edges(text, 0, len(text))
    if low >= high:
        return 0, len(text)
    if label == "PERSON":
        low = _skip_titles(text, low, high)
    if label == "ORG" and (kind := _KIND_BEHIND.search(text, low, high)):
        high = kind.start()
    article = _ARTICLE.match(text, low, high)
    if article and article.end() < high and text[low:high].lower() not in _WITH_ARTICLE:
        low = article.end()
    return low, high


def label_of_thing(words: str) -> str | None:
    """Return the label of what is marked as a person and is called after one: "King Hussein bin Talal Hospital", "Van Loon & Pieters"."""
    last = words.rpartition(" ")[2]
    if " " not in words:
        return None
    first, joined, second = words.partition(" & ")
    if joined and (" " in first or " " not in second):  # "Bill & Melinda Gates" are people
        return "ORG"
    return "PLACE" if last in _SITES else "ORG" if last in _HOUSES else None


def role_anchor(text: str, start: int, end: int) -> int:
    """Return where a person's name begins without a style that stays with it: "Francis" in "Pope Francis"."""
    style, space, rest = text[start:end].partition(" ")
    return start + len(style) + 1 if space and rest and style.lower() in _SPOKEN_STYLES else start


def _strip_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES and not (text[start] == "(" and ")" in text[start : end - 1]):
        start += 1
    length = -1
    while length != end - start:
        length = end - start
        end = start + len(strip_possessive(text[start:end]))
        while end > start and (_is_edge(text, start, end) or _is_full_stop(text[start:end])):
            end -= 1
    return start, end


def _is_edge(text: str, start: int, end: int) -> bool:
    """Tell whether the last sign of a span is no part of the name; a bracket that was opened inside it is."""
    return text[end - 1] in _EDGES and not (text[end - 1] == ")" and "(" in text[start:end])


def split_acronym(text: str) -> tuple[str, str] | None:
    """Part a name from an acronym in brackets after it: "Karen National Union (KNU)"."""
    match = _BRACKETED.fullmatch(text)
    return (match.group(1), match.group(2)) if match and is_acronym(match.group(2)) else None


def _is_full_stop(text: str) -> bool:
    """Tell whether a text ends in a full stop that is no part of an abbreviation ("Jr.", "Inc.", "U.S.")."""
    last = text.rsplit(maxsplit=1)[-1].removesuffix(".")
    return (
        text.endswith(".") and len(last) > 2 and "." not in last and last[1:].islower() and last.lower() not in _DOTTED
    )


def _skip_titles(text: str, start: int, end: int) -> int:
    """Return where a person's name begins after titles and roles that a tagger took for a part of it."""
    style, _, rest = text[start:end].partition(" ")
    while style[:1].isupper() and _is_title(style, rest):
        start = end - len(rest)
        style, _, rest = rest.partition(" ")
    if _are_initials(style, rest) or (fold(style) in GIVEN_NAMES_OF_OCCUPATIONS and style[:1].isupper()):
        return start
    if fold(style) in NAME_STYLES and len([word for word in fold(rest).split() if word not in GENERATIONS]) == 1:
        return start
    split = locate_roles(text[start:end])
    if not 0 < split.name_start < end - start:
        return start
    prefix = fold(text[start : start + split.name_start]).replace("-", " ").split()
    known = all(w in MODIFIERS or w in FIELDS or w in STYLES or is_head(w) or w in ("of", "and", "the") for w in prefix)
    bare = start + split.name_start
    return _skip_titles(text, bare, end) if known else start


def _is_title(style: str, rest: str) -> bool:
    """Tell whether a word is a form of address before a full name; "Tan" is one before "Sri" only, else a family name."""
    low = fold(style)
    if low in _ADDRESSES and rest and not _are_initials(style, rest):
        return True
    if low not in _TITLES or " " not in rest.strip() or _are_initials(style, rest):
        return False
    return low != "tan" or rest.startswith("Sri ")


def _are_initials(style: str, rest: str) -> bool:
    """Tell whether what looks like a title is two initials: "MS Golwalkar"."""
    return style == "MS" and not rest.isupper()


@lru_cache(_CACHE)
def is_no_name(text: str) -> bool:
    """Tell whether what is marked as a person cannot be one: a title alone, a single letter, a party and state ("R-Ky.")."""
    return is_bare_title(text) or len(text.strip(".")) < 2 or is_party_tag(text)


def is_bare_title(text: str) -> bool:
    """Tell whether a text is a title and no name: "President", "Foreign Minister"; not "Major" or "Prince"."""
    words = fold(text).split()
    if len(words) == 1 and words[0] in _ADDRESSES:
        return True
    return all(w in MODIFIERS or is_head(w) for w in words) and any(is_head(w) and w not in ALSO_NAMES for w in words)


def is_country(text: str) -> bool:
    """Tell whether a text is one of the names of a country."""
    return text.lower().replace("’", "'").removeprefix("the ") in aliases()
