"""Forms of place names: the key under which a name stands in the gazetteer."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# No place name of the gazetteer is longer; a longer mention is a stretch of text and is not looked up.
LONGEST_NAME = 80

_POSSESSIVE = re.compile(r"['’]s?$")
_NOISE = re.compile(r"[.'’‘`]")
_GAP = re.compile(r"[^a-z0-9]+")
_OPENINGS = {"st": "saint", "ste": "saint", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The look-up key of a name: ASCII, lower case, single spaces, without article, full stops and possessive ending.

    "the St. Louis’s" and "Saint Louis" have one key. The key is empty for names without letters or digits and for names
    longer than LONGEST_NAME characters.
    """
    name = name.strip()
    if len(name) > LONGEST_NAME:
        return ""
    plain = anyascii(_POSSESSIVE.sub("", name)).lower()
    words = _GAP.sub(" ", _NOISE.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words[0] = _OPENINGS.get(words[0], words[0])
    return " ".join(words)
