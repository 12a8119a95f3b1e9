"""How alike two names of organisations are."""

from __future__ import annotations

from functools import lru_cache

from newsx.lazy import lazy_pattern
from newsx.names.forms import fold
from newsx.names.people import Similarity, token_similarity
from newsx.names.tables import LEGAL_FORMS, LEGAL_PHRASES, ORG_SMALL_WORDS

# At or above this two names are held to be one organisation's.
SAME_ORGANISATION = 0.80

_CACHE = 1 << 12
_WORD = lazy_pattern(r"[A-Za-z0-9]+")
_LONGEST_ACRONYM = 8
_LOWER_RUN = lazy_pattern(r"[a-z]{3}")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))
_NUMERALS = {
    "three": "3",
    "two": "2",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}


@lru_cache(_CACHE)
def organisation_tokens(text: str) -> tuple[str, ...]:
    """Folded words of an organisation's name without small words and legal forms; never empty for a text with letters."""
    folded = fold(text.replace("&", " and "))
    words = folded.split()
    padded = f" {folded} "
    for phrase in LEGAL_PHRASES:
        padded = padded.replace(f" {phrase} ", " ")
    kept = [_NUMERALS.get(w, w) for w in _join_letters(padded.split()) if w not in ORG_SMALL_WORDS]
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] in LEGAL_FORMS - {"group", "company"}:
        kept.pop(0)
    return tuple(kept or words)


def _join_letters(words: list[str]) -> list[str]:
    """Join single letters that stand side by side: "a b c company" is "abc company"."""
    joined: list[str] = []
    open_run = False
    for word in words:
        if len(word) == 1 and word.isalpha() and open_run:
            joined[-1] += word
        else:
            joined.append(word)
            open_run = len(word) == 1 and word.isalpha()
    return joined


@lru_cache(_CACHE)
def initials(text: str) -> frozenset[str]:
    """All initial-letter words of a name, lower-case: of every word, without small words, of capitalised words only."""
    from anyascii import anyascii

    words = _WORD.findall(anyascii(text).replace("'", ""))
    return frozenset(
        "".join(word[0] for word in chosen).lower()
        for chosen in (
            words,
            [word for word in words if word.lower() not in ORG_SMALL_WORDS],
            [word for word in words if word[0].isupper()],
        )
        if len(chosen) > 1
    )


@lru_cache(_CACHE)
def is_acronym(text: str) -> bool:
    """Tell whether a name is written as an acronym: one short word of two capitals or more ("IMF", "BoJ", "G8")."""
    word = text.replace(".", "").strip()
    if not 2 <= len(word) <= _LONGEST_ACRONYM or " " in word or not word[0].isupper():
        return False
    return sum(c.isupper() or c.isdigit() for c in word) >= 2 and not _LOWER_RUN.search(word)


def stands_for(acronym: str, name: str) -> bool:
    """Tell whether the first text is an acronym made of the second one's initials."""
    letters = fold(acronym).replace(" ", "")
    return is_acronym(acronym) and len(letters) >= 2 and letters in initials(name)


def compare_organisations(first: str, second: str) -> Similarity:
    """Tell how likely two names, read without context, are one organisation's; `SAME_ORGANISATION` parts yes from no."""
    if stands_for(first, second) or stands_for(second, first):
        return Similarity(0.9, "acronym")
    a, b = organisation_tokens(first), organisation_tokens(second)
    if not a or not b:
        return Similarity(0.0, "no name")
    if a == b or "".join(a) == "".join(b):
        return Similarity(1.0, "equal")
    if sorted(a) == sorted(b):
        return Similarity(0.95, "equal in another order")
    return _compare_words(list(a), list(b))


def _compare_words(a: list[str], b: list[str]) -> Similarity:
    shared = set(a) & set(b)
    rest_a, rest_b = [w for w in a if w not in shared], [w for w in b if w not in shared]
    if not rest_a or not rest_b:
        if any(word in _ROMAN or word.isdigit() for word in rest_a + rest_b):
            return Similarity(0.5, "another number")
        letters = sum(map(len, rest_a + rest_b))
        return Similarity(max(0.0, 0.95 - 1.6 * letters / sum(map(len, a + b))), "a word more")
    if len(rest_a) != len(rest_b):
        return Similarity(0.3, "other words")
    weakest = min(_word_similarity(x, y) for x, y in zip(rest_a, rest_b, strict=True))
    return Similarity(weakest, "words alike" if weakest >= SAME_ORGANISATION else "another word")


def _word_similarity(a: str, b: str) -> float:
    """Spelling variants of one word; words that differ in a digit are different."""
    if any(c.isdigit() for c in a + b):
        return 0.2
    return token_similarity(a, b)
