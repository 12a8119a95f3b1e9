"""Places by their names in other scripts and countries by their names in other languages; `candidates` and the component ask.

The table `models/gazetteer/native.sqlite` comes from GeoNames and Unicode CLDR (`models/recipes/gazetteer/native.py`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.gazetteer import NativeNames, shipped_gazetteer
from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.places.gazetteer import Candidate

# Letters beyond the Latin blocks: from Greek on, without punctuation and the letters added to Latin.
_NATIVE = lazy_pattern(r"[\u0370-\u1dff\u2c80-\u2dff\u3005-\ud7ff\uf900-\ufdff\ufe70-\ufeff\U00010000-\U0003ffff]")
# Signs that are written or left out: points of Arabic and Hebrew, the stretch of Arabic letters, marks of direction.
_LEFT_OUT = lazy_pattern("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e]")
_SAME: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ي": "ي", "ک": "ك", "ی": "ي", "ё": "е", "’": "'", "‘": "'"}
)
# Endings of cases with those of the name itself, longest first: Russian and Ukrainian, Bulgarian articles left aside, and Greek.
_CASES: Final = (
    ("ского", "ский"), ("ском", "ск"), ("ою", "а"), ("ой", "а"), ("ом", ""), ("ем", ""), ("ём", ""), ("ов", "ы"), ("ии", "ия"), ("ию", "ия"),
    ("ією", "ія"), ("ії", "ія"), ("ію", "ія"), ("ыми", "ы"), ("ы", "а"), ("и", "а"), ("и", "ь"), ("и", "я"), ("и", "ы"), ("і", "а"), ("і", ""),
    ("е", "а"), ("е", ""), ("у", "а"), ("у", ""), ("ю", "я"), ("ю", "ь"), ("а", ""), ("я", "ь"), ("ві", "в"), ("єва", "їв"), ("єві", "їв"),
    ("ασ", "α"), ("ησ", "η"), ("ου", "οσ"), ("ου", "ο"), ("ο", "οσ"),
)  # fmt: skip
# Small words that Arabic and Hebrew write as one with the name, and words of kind of Chinese and Japanese behind it.
_BEFORE: Final = ("وال", "بال", "فال", "كال", "لل", "و", "ب", "ل", "ف", "ك", "ב", "ל", "מ", "ה", "ו", "ש")
_ARTICLE: Final = "ال"
_BEHIND: Final = ("市", "省", "縣", "县", "都", "府", "国", "國")


def is_native(name: str) -> bool:
    """Return whether a name is written in another script than Latin."""
    return _NATIVE.search(name) is not None


def native_key(name: str) -> str:
    """Return the form under which a name of any script stands in the table: compatible characters, small letters, no points."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_LEFT_OUT.sub("", plain).translate(_SAME).split())


@lru_cache(maxsize=8192)
def native_places(name: str) -> tuple[Candidate, ...]:
    """Return the places of a name in another script, best known first; where it has an ending or a small word, those of the bare name."""
    if not is_native(name):
        return ()
    for key in _forms(native_key(name)):
        if found := _named(key):
            return found
    return ()


@lru_cache(maxsize=8192)
def country_in_words(name: str) -> str | None:
    """Return the English name of the one country that any language calls so ("Alemania": Germany), or None."""
    codes = [place for place in _table().named(native_key(name)) if not place.isdigit()]
    country = shipped_gazetteer().country(codes[0]) if len(codes) == 1 else None
    return country.name if country else None


def _forms(key: str) -> Iterator[str]:
    """Yield the key, then what it may be without an ending, a small word or a word of kind."""
    yield key
    for ending, own in _CASES:
        if key.endswith(ending) and len(key) >= len(ending) + 2:
            yield key.removesuffix(ending) + own
    for opening in _BEFORE:
        if key.startswith(opening) and len(key) > len(opening) + 2:
            rest = key.removeprefix(opening)
            yield rest
            yield _ARTICLE + rest
    if key.startswith(_ARTICLE):
        yield key.removeprefix(_ARTICLE)
    for word in _BEHIND:
        if key.endswith(word) and len(key) > 2:
            yield key.removesuffix(word)
        else:
            yield key + word


def _named(key: str) -> tuple[Candidate, ...]:
    gazetteer = shipped_gazetteer()
    found = [
        gazetteer.numbered(int(place)) if place.isdigit() else gazetteer.country(place) for place in _table().named(key)
    ]
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (each.kind != "country", -each.population)))


@lru_cache(maxsize=1)
def _table() -> NativeNames:
    return NativeNames(resource_path("gazetteer/native.sqlite"))
