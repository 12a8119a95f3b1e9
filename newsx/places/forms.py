"""Keys of place names: the form under which a name stands in the gazetteer; for the gazetteer, its recipe and every table here."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from newsx.lazy import lazy_pattern

# No place name of the gazetteer is longer; a longer mention is a stretch of text and is not looked up.
LONGEST_NAME = 80

_POSSESSIVE = lazy_pattern(r"['’]s?$")
_NOISE = lazy_pattern(r"[.'’‘`]")
_GAP = lazy_pattern(r"[^a-z0-9]+")
_OPENINGS = {"st": "saint", "ste": "saint", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """Return the look-up key of a name: ASCII, lower case, single spaces, without article, full stops and possessive ending.

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


_IN_S = lazy_pattern(r"['’][sS]$")


def key_in_s(name: str) -> str:
    """Return the key of a name that ends in 's as it is ("St. John's": "saint john's"); empty for any other name.

    The gazetteer holds such names under this key as well, so that an ending that is no possessive can be told.
    """
    name = name.strip()
    bare = _IN_S.sub("", name)
    key = key_of(bare) if bare != name else ""
    return f"{key}'s" if key else ""


_DIRECTION = r"(?:north|south|east|west|centre|center|central)(?:ern)?"
_DIRECTION_UNIT = lazy_pattern(
    rf"(?:(?:upper|lower) )?({_DIRECTION}(?:[ -]?{_DIRECTION})?)(?: (?:region|province|state|division|district|coast))?"
)


@lru_cache(maxsize=8192)
def direction_of(key: str) -> str:
    """Return the direction that a key is, with or without a word for units ("eastern region": "eastern"), or an empty string.

    Many countries have a unit of each direction, so that the name alone tells of none.
    """
    found = _DIRECTION_UNIT.fullmatch(key)
    return key[: found.end(1)] if found else ""


# What spellings of one name in Latin letters differ in: articles, words for districts, vowels, h, doubled letters, s for z, k for q.
_ARTICLES = lazy_pattern(r"\b(?:al|el|an|ar|as|ash|at|ad|az)\b| (?:district|governorate|province|region|municipality)$")
_VOWELS = lazy_pattern(r"[aeiouywh ]")
_DOUBLED = lazy_pattern(r"([a-z])\1+")
_SAME = str.maketrans("zqcj", "skkg")


@lru_cache(maxsize=8192)
def is_variant(key: str, other: str) -> bool:
    """Tell whether two keys are one name in two spellings: "beit lahia" is "bayt lahya"; "palmyra" is not "tadmur"."""
    return _skeleton(key) == _skeleton(other)


def _skeleton(key: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", _ARTICLES.sub("", key)).translate(_SAME))
