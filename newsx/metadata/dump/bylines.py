"""Names of authors in the lines that state them."""

from __future__ import annotations

import re

from newsx.metadata.dump.stamps import MONTHS

# What stands before the names, at the start of a line or after the site's own name.
_BY = re.compile(
    r"(?:^|(?<=\s)|(?<=[|·•:]))(?:(?:written|words|story|text|reported|reporting|posted|published|edited|analysis|opinion)\s+)?"
    r"(?:by|von|por|par|di|door|av|af|przez|oleh|автор|autor|auteur|autore|author)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
# Where the names end: dates, times, roles, the furniture after a byline.
_STOP = re.compile(
    r"\s*(?:[|•·\t]|\s[-–—]\s|\d|\b(?:published|updated|posted|last updated|modified|on|for|at|in|from|via|follow|share|comments?|contributor|min read|"
    r"is an?|covers|staff|senior|chief|special|reporter|correspondent|editor|writer|columnist|producer|journalist|analyst|opinion|"
    r"am|pm|est|edt|gmt|utc|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|@\w+)\b|https?:|@).*$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(r"\s*(?:[,;&/]|\b(?:and|und|et|y|with|og|och|en|и)\b)\s*")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bDi)(?<!\bVan)(?<!\bLe)(?<!\bFitz)")
_WORD = re.compile(r"[^\W\d_][\w’'.‐-]*")
_PARTICLES = frozenset("de van der den von la al bin ibn da dos das do del di el le du ten ter zu bint ul y e and of the".split())
_NO_NAME = frozenset(
    "share home news menu search subscribe login comments updated published photo photos video image opinion analysis "
    "getty images advertisement read more follow email print save listen watch live breaking exclusive sponsored".split()
)


def find_authors(text: str) -> list[str]:
    """The names after "by" or its like in the line, without dates, roles and offices; empty where none is sure."""
    match = None
    for match in _BY.finditer(text[:300]):
        pass
    return split_names(text[match.end() : 300]) if match else []


def split_names(text: str) -> list[str]:
    """The names of a line that holds nothing but names and what follows them."""
    text = _STOP.sub("", _HUMP.sub(" | ", text.strip()))
    names = [" ".join(part.split()).strip(" .") for part in _SPLIT.split(text)]
    return list(dict.fromkeys(name for name in names if is_name(name)))


def is_name(text: str) -> bool:
    """Whether the words can be the name of a person or body: few, capitalised, none of them furniture or a month."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 60 or len(text) < 2:
        return False
    if any(word.lower() in _NO_NAME or word.lower() in MONTHS for word in words[:1]):
        return False
    return all(_WORD.match(word) and (word[0].isupper() or not word[0].islower() or word.lower() in _PARTICLES) for word in words)
