"""Whether the words of an article are those of papers of the United States: "county", "center" and "$" are, "centre" is not.

A page of a small-town paper that names nothing but its town ("Dublin", "Jordan") tells so where it lies. Weights of words,
fitted by `models/recipes/gazetteer/wording.py`, in `models/gazetteer/wording.json`; the resolver's evidence asks here.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from newsx.resources import resource_path

# The beginning tells enough, so that the cost stays bounded.
_LONGEST: Final = 4_000
# Words in any case: headings and names ("Jordan Middle School") have them with capitals. Bytes are parted three times as fast as by a pattern.
_LETTERS: Final = bytes(byte if ord("a") <= byte <= ord("z") else ord(" ") for byte in range(256))
_SIGNS: Final = ("a.m.", "p.m.", "$", "£", "€")
# The key of the constant among the weights: no word.
CONSTANT: Final = ""
# The weights are fitted as if one article in three were of the United States, so that a sentence alone is no evidence; of a text with
# so many different words it is one in two.
_ENOUGH_WORDS: Final = 50
_EVEN: Final = 0.7
# Surer than this no wording is: names and institutions that are known must be able to outweigh it.
_MOST: Final = 4.0


def american_odds(text: str) -> float:
    """Return the log-odds, bounded, that an article is written for readers in the United States, by its words alone."""
    weights = _weights()
    words = words_of(text)
    odds = weights[CONSTANT] + sum(weights[word] for word in sorted(words & weights.keys()))
    return max(-_MOST, min(_MOST, odds + (_EVEN if len(words) >= _ENOUGH_WORDS else 0.0)))


def words_of(text: str) -> set[str]:
    """Return the different words of the beginning of a text, as the weights know them."""
    text = text[:_LONGEST].lower()
    words = set(text.encode("ascii", "replace").translate(_LETTERS).decode("ascii").split())
    words.update(sign for sign in _SIGNS if sign in text)
    return words


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each word. Raises ModelNotFoundError when the file is missing."""
    read: dict[str, float] = json.loads(resource_path("gazetteer/wording.json").read_text(encoding="utf-8"))
    return read
