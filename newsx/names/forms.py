"""Names taken apart: folded spellings, tokens, generation, honorifics; nothing here knows of texts or documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsx.lazy import lazy_pattern
from newsx.names.tables import (
    BURMESE,
    BURMESE_HONORIFICS,
    DEGREES,
    FAMILY_FIRST,
    GENERATIONS,
    NAME_TITLES,
    TRANSLITERATIONS,
)

_POSSESSIVE = lazy_pattern(r"(?:[’'`´]s|(?<=s)[’'`´])$", re.IGNORECASE)
_DOTTED = lazy_pattern(r"\b([a-z])\.(?=[a-z]\b|\s|$|-)")
_NOT_WORD = lazy_pattern(r"[^a-z0-9]+")
_DOUBLED = lazy_pattern(r"(.)\1+")
_INNER_H = lazy_pattern(r"(?<=.)h")
# Two names written as one word; "McAllister", "DeVos" and "FitzGerald" are one name.
_CAMEL = lazy_pattern(r"(?<=[a-z]{3})(?<!Fitz)(?=[A-Z][a-z]{2})")

_VOWEL_KINDS = {"a": "a", "e": "a", "i": "i", "o": "u", "u": "u"}

_MALE_TITLES = frozenset(("mr", "sir"))
_FEMALE_TITLES = frozenset(("mrs", "ms", "miss", "madam", "madame", "dame"))

# What comes after so many words is no name.
_MAX_TOKENS = 16

# Forms of one article come back again and again; a whole folder of articles is still far below this.
_CACHE = 1 << 12


def strip_possessive(text: str) -> str:
    """Return the text without a possessive ending: "Putin’s" becomes "Putin"."""
    return _POSSESSIVE.sub("", text)


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


@lru_cache(_CACHE)
def fold(text: str) -> str:
    """Return the text in lower-case ASCII letters and digits, words parted by one space, initials joined ("U.S." is "us")."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.lower().split())  # nothing of what follows applies
    text = _ascii(strip_possessive(text.strip())).lower()
    text = _DOTTED.sub(r"\1", text)
    return " ".join(_NOT_WORD.sub(" ", text.replace("'", "").replace("`", "")).split())


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person's name in tokens: folded, without titles and degrees; `generation` is "jr", "sr", "ii" … or empty."""

    tokens: tuple[str, ...]
    generation: str
    titles: frozenset[str]

    @property
    def burmese(self) -> bool:
        """True for names made of Burmese syllables alone, which hold no family name."""
        return all(token in BURMESE for token in self.tokens)

    @property
    def gender(self) -> str:
        """Return "m" or "f" where a courtesy title says so, else an empty string."""
        if self.titles & _MALE_TITLES:
            return "m"
        return "f" if self.titles & _FEMALE_TITLES else ""

    @property
    def family(self) -> str:
        """The token by which the person is mentioned again in news."""
        if len(self.tokens) in (2, 3) and self.tokens[0] in FAMILY_FIRST and self.tokens[-1] not in FAMILY_FIRST:
            return self.tokens[0]
        return self.tokens[-1] if self.tokens else ""


@lru_cache(_CACHE)
def person_form(text: str) -> PersonForm:
    """Take a person's name apart; "LAST, First" is turned round, at least one token is always kept if there is any."""
    before, comma, after = text.partition(",")
    generation = ""
    if comma and after.strip():
        if fold(after) in GENERATIONS:
            generation, text = GENERATIONS[fold(after)], before
        elif " " not in before.strip() or after.strip().count(" ") < 3:
            text = f"{after} {before}"
    text = _CAMEL.sub(" ", text) if " " not in text.strip() else text
    tokens = fold(text).split()[:_MAX_TOKENS]
    titles = set()
    if tokens[:2] == ["tan", "sri"] and len(tokens) > 2:
        titles.add(tokens.pop(0))
    while len(tokens) > 1 and tokens[0] in NAME_TITLES:
        titles.add(tokens.pop(0))
    while len(tokens) > 2 and tokens[0] in BURMESE_HONORIFICS and all(token in BURMESE for token in tokens):
        if tokens[0] == tokens[1] or tokens[0] in ("ko", "ma", "maung"):
            break  # "Maung Maung Aye" and "Ko Ko Gyi" are names
        titles.add(tokens.pop(0))
    while len(tokens) > 1 and tokens[-1] in DEGREES:
        tokens.pop()
    if len(tokens) > 1 and tokens[-1] in GENERATIONS:
        generation = GENERATIONS[tokens.pop()]
    return PersonForm(tuple(tokens), generation, frozenset(titles))


@lru_cache(_CACHE)
def skeleton(token: str) -> str:
    """Fold spellings of one sound onto one another, as far as outlets vary on them ("Qaddafi" and "Gadhafi" meet)."""
    for written, sound in TRANSLITERATIONS:
        token = token.replace(written, sound)
    return _INNER_H.sub("", _DOUBLED.sub(r"\1", token))


@lru_cache(_CACHE)
def consonants(token: str) -> str:
    """Return what is left of a token's skeleton without vowels; of a leading vowel its kind is left ("Osama", "Usama")."""
    sound = skeleton(token)
    return _VOWEL_KINDS.get(sound[:1], "") + "".join(letter for letter in sound if letter not in "aeiou")
