"""Raw author strings -> names of authors.

A site's, an agency's or a desk's name stays only where it is the whole byline; handles, addresses, roles, dates and the
people who took the pictures or edited the text are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Iterable

# More words than this are a sentence, not a name ("Maria del Carmen de la Cruz Fernández" has seven).
MAX_NAME_WORDS = 7
MAX_NAME_LENGTH = 70
# A byline names a handful of people; a longer list is a list of something else.
MAX_AUTHORS = 12

_ADDRESS = re.compile(r"\S+@\S+|https?:/\S+|\bwww\.\S+|(?<!\w)@\w+")
_PARENTHESIS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,200}>")
_PREFIX = re.compile(
    r"^(?:(?:written|words|story|stories|text|reported|posted|published|report|reporting|article|analysis|opinion|review|"
    r"column|created|submitted|compiled|guest post)\s+by\b|by\b|by:|authors?\s*:|author\b|from\s+the\b(?=\s+\w+\s*$)|"
    r"von\b|par\b|por\b|de\s*:|av\b|af\b|door\b|texte?\s*:|texto\s*:|tekst\s*:|autor(?:en|in|es|a)?\s*:|autor\b|"
    r"redaktion\s*:|oleh\b|przez\b|di\b(?=\s+[A-ZÀ-Ý])|a cura di\b|skrevet av\b|publié par\b|escrito por\b|di:|"
    r"yazan\s*:|автор\s*:|текст\s*:|foto\s*:|bild\s*:)\s*:?\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s(?:is|was|are|has|covers|writes|in|at|for|on|via|with|reports?|updated|published|posted|last updated|contributed|"
    r"für|aus|à|à la|chez|pour)\s.*$|"
    r"\s+(?:\||—|–|-|•|·|/)\s.*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[;|•·\n\t]\s*|\s+(?:and|und|et|&|y|og|och|en|e|i|и|ja|ve|with)\s+|\s*&\s+|\s*,\s*(?:and|und|et|y|&)\s+|\s+/\s+|\s*,\s*"
)
_DATE = re.compile(r"\b\d.*$")
_SUFFIX = re.compile(
    r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|d\.?phil|esq|m\.?p|r\.?d|r\.?n|m\.?s|m\.?a|b\.?a|m\.?p\.?h|m\.?b\.?a|c\.?f\.?p|j\.?d|dpa|afp|ap|cpa|pt|dpt)\.?$",
    re.IGNORECASE,
)
# A piece holding one of these words says what somebody does, not who it is.
_ROLE = re.compile(
    r"\b(?:editors?|editorial|reporters?|correspondents?|writers?|journalists?|columnists?|contributors?|contributing|staff|"
    r"staffs|newsroom|desk|bureau|producers?|photographers?|photo|photos|photography|video|graphics|intern|fellow|professor|"
    r"lecturer|director|manager|chief|senior|associate|assistant|founder|ceo|president|analyst|critic|author|host|anchor|"
    r"team|admin|administrator|webmaster|guest|special|news|redaktion|redakteur(?:in)?|rédaction|redacción|redazione|"
    r"redaktör|redactie|redacție|redakcja|redaksi|journaliste|periodista|giornalista|reportero|korrespondent(?:in)?|"
    r"agency|agencies|press|media|magazine|online|wire|service|services|group|network|university|institute|school|"
    r"subscribers?|user|shopping|commerce|meteorologist|more|view|profile|bio|follow|updated|published|minute|read)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def clean_authors(raw: Iterable[str], *, site_names: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of people in `raw`, each once, in order; the organisation that signs where no person does.

    >>> clean_authors(["By Amina Diallo and Tomás Rivera, staff writers"])
    ('Amina Diallo', 'Tomás Rivera')
    """
    sites = {key(name) for name in site_names if name}
    people: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for text in raw:
        for piece, is_person in _pieces(text):
            if key(piece) in sites or not is_person:
                bodies.setdefault(key(piece), piece)
            else:
                people.setdefault(key(piece), piece)
    names = list(people.values()) or list(bodies.values())
    return tuple(_without_parts(names)[:MAX_AUTHORS])


def _pieces(raw: str) -> list[tuple[str, bool]]:
    """The names in a raw author string, each with whether it reads like a person's."""
    text = _ADDRESS.sub(" ", raw[:500])
    text = _PARENTHESIS.sub(" ", text)
    text = " ".join(text.split())
    text = _strip_prefix(text)
    found: list[tuple[str, bool]] = []
    for part in _SPLIT.split(text):
        piece = _tidy(part)
        if not piece or _SUFFIX.match(piece):
            continue
        found.append((piece, not _ROLE.search(piece)))
    if any(is_person for _, is_person in found):
        return [(piece, is_person) for piece, is_person in found if is_person]
    whole = _tidy(re.split(r"[|•·;]", text)[0])
    return [(whole, False)] if whole else []


def _strip_prefix(text: str) -> str:
    for _ in range(3):
        shorter = _PREFIX.sub("", text, count=1).strip()
        if shorter == text:
            break
        text = shorter
    return text


def _tidy(part: str) -> str:
    """A name without what stands around it; empty when nothing like a name is left."""
    name = _strip_prefix(part.strip())
    name = _CUT.sub("", name + " ").strip()
    name = _DATE.sub("", name).strip(" ,.:;-–—|/*\"“”'’‘_")
    if not name or len(name) > MAX_NAME_LENGTH or len(name.split()) > MAX_NAME_WORDS or not _LETTER.search(name):
        return ""
    if name.isupper() and " " in name:
        name = " ".join(word.capitalize() if word.isascii() and len(word) > 2 else word for word in name.split())
    elif name.islower() and " " in name:
        name = name.title()
    return name


def _without_parts(names: list[str]) -> list[str]:
    """Names without those that are only a part of another one."""
    keys = [f" {key(name)} " for name in names]
    return [
        name
        for i, name in enumerate(names)
        if not any(i != j and keys[i] in keys[j] and keys[i] != keys[j] for j in range(len(names)))
    ]
