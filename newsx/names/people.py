"""How alike two names of people are, decided by the weakest of their tokens.

Whole-string ratios call "Nyo Saw" and "Nay Saw" nearly equal, because they let equal letters pay for different words. Here tokens
are aligned one by one; each pair must be a spelling of one name, and what stays over on one side or on both counts against the
names. Tables and weights were chosen on one half of labelled name pairs and on aliases of listed persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsx.names.forms import PersonForm, consonants, person_form, skeleton
from newsx.names.nicknames import is_short_form
from newsx.names.tables import BURMESE, FREQUENT_NAMES, PARTICLES, SERVANT

if TYPE_CHECKING:
    from collections.abc import Callable

# At or above this two names are held to be one person's.
SAME_PERSON = 0.80

_SAME_SKELETON = 0.96
_SHORT_FORM = 0.93
_SAME_CONSONANTS = 0.91
_INITIAL = 0.86
_ARTICLE_PREFIX = 0.95
_FEW_CONSONANTS = 0.84
_LONG_SLIP = 0.90
_SHORT_SLIP = 0.84
_TWO_SLIPS = 0.84
# Tokens that differ more than that: two names, more or less alike.
_UNLIKE = 0.6
# What an edit of the first letter of a short token costs more.
_FIRST_LETTER = 0.04

# The share of the weakest token in the score of a name; the rest is the mean.
_WEAKEST_WEIGHT = 0.75
_SHUFFLED = 0.75
# Factors for names cut short; what is left must hold two telling tokens.
_LAST_MISSING = 0.84
_FIRST_MISSING = 0.78
_LITTLE_LEFT = 0.74
# Consonants that two words written as one must have in common with the other name's word.
_JOINED_CONSONANTS = 4


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two names are: `score` from 0 (different) to 1 (equal), and the `reason` in a few words."""

    score: float
    reason: str

    def __float__(self) -> float:
        return self.score


def compare_people(first: str, second: str) -> Similarity:
    """Tell how likely two names, read without context, are one person's; `SAME_PERSON` parts yes from no.

    Spelling variants, accents, order, initials, short forms, titles and left-out middle names are forgiven; a token that is
    clearly another one is not, nor is a name cut off before its family name ("Aung San" and "Aung San Suu Kyi").
    """
    a, b = person_form(first), person_form(second)
    if not a.tokens or not b.tokens:
        return Similarity(0.0, "no name")
    if a.generation and b.generation and a.generation != b.generation:
        return Similarity(0.2, "another generation")
    if a.tokens == b.tokens:
        return Similarity(1.0, "equal")
    return _compare_tokens(a, b)


def _compare_tokens(a: PersonForm, b: PersonForm) -> Similarity:
    burmese = a.burmese or b.burmese
    left, right = _substance(a), _substance(b)
    if "".join(left) == "".join(right):
        return Similarity(0.97, "equal but for spaces and particles")
    left, right = _merge(left, right), _merge(right, left)
    if len(left) > len(right):
        left, right = right, left
    pairs, spare_left, spare_right = _align(left, right)
    weakest = min((score for score, _, _ in pairs), default=0.0)
    if spare_left:
        return Similarity(min(0.5, weakest * 0.5), "a part of each is missing in the other")
    if len(left) == 1 and len(right) > 1:
        return Similarity(0.5 * weakest, "one part only")
    mean = sum(score for score, _, _ in pairs) / len(pairs)
    score = _WEAKEST_WEIGHT * weakest + (1 - _WEAKEST_WEIGHT) * mean
    if not _in_order(pairs):
        return Similarity(_SHUFFLED * score, "parts in another order")
    if not spare_right:
        return Similarity(score, "every part alike")
    return _judge_subset(score, left, right, spare_right, burmese=burmese)


def _in_order(pairs: list[tuple[float, int, int]]) -> bool:
    """Tell whether both names have their parts in one order, or turned round as when the family name is put first."""
    places = [j for _, _, j in sorted(pairs, key=lambda pair: pair[1])]
    return sum(places[k] < places[k - 1] for k in range(len(places))) <= 1


def _judge_subset(
    score: float, shorter: list[str], longer: list[str], spare: list[int], *, burmese: bool
) -> Similarity:
    """Judge names of which one has parts that the other lacks, by where those parts stand."""
    if burmese:
        return Similarity(0.6 * score, "part of a name without a family name")
    telling = sum(token not in FREQUENT_NAMES for token in shorter)
    if len(longer) - 1 in spare:
        return Similarity((_LAST_MISSING if telling >= 2 else _LITTLE_LEFT) * score, "last part missing")
    if 0 in spare:
        factor = _LAST_MISSING if telling >= 3 else _FIRST_MISSING if telling == 2 else _LITTLE_LEFT
        return Similarity(factor * score, "first part missing")
    return Similarity(score - 0.02 * len(spare), "middle part missing")


def _substance(form: PersonForm) -> list[str]:
    """Return the tokens without particles, or all where nothing else would be left; a token said twice over counts once."""
    tokens = ["abdul" if token in SERVANT else token for token in form.tokens]
    if form.burmese:
        return tokens
    kept = [token for i, token in enumerate(tokens) if token not in PARTICLES and (i == 0 or tokens[i - 1] != token)]
    return kept or tokens


def _merge(tokens: list[str], other: list[str]) -> list[str]:
    """Join two neighbours where the other name writes them as one word ("Abdul Aziz", "Abdulaziz")."""
    whole = {consonants(token) for token in other}
    merged: list[str] = []
    for token in tokens:
        bones = consonants(merged[-1] + token) if merged else ""
        if len(bones) >= _JOINED_CONSONANTS and bones in whole and consonants(token) not in whole:
            merged[-1] += token
        else:
            merged.append(token)
    return merged


def _align(left: list[str], right: list[str]) -> tuple[list[tuple[float, int, int]], list[int], list[int]]:
    """Pair tokens, best first; returns the pairs and the places left over on either side."""
    scored = sorted(
        ((token_similarity(x, y), -abs(i - j), i, j) for i, x in enumerate(left) for j, y in enumerate(right)),
        reverse=True,
    )
    pairs: list[tuple[float, int, int]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for score, _, i, j in scored:
        if score >= 0.35 and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((score, i, j))
    return (
        pairs,
        [i for i in range(len(left)) if i not in used_left],
        [j for j in range(len(right)) if j not in used_right],
    )


def token_similarity(a: str, b: str) -> float:
    """Tell from 0 to 1 how likely two folded tokens are spellings of one name."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] else 0.0
    if a in BURMESE and b in BURMESE:
        return _burmese_similarity(a, b)
    if skeleton(a) == skeleton(b):
        return _SAME_SKELETON
    if is_short_form(a, b):
        return _SHORT_FORM
    if _without_article(a) == b or _without_article(b) == a:
        return _ARTICLE_PREFIX
    return max(_edit_similarity(a, b), _vowel_similarity(a, b))


def _burmese_similarity(a: str, b: str) -> float:
    """Syllables are names of their own: only an unheard ending r or h, or an aspirated spelling, is forgiven."""
    plain = [token.rstrip("rh").replace("ht", "t").replace("hp", "p").replace("hs", "s") for token in (a, b)]
    return 0.93 if plain[0] == plain[1] else 0.15


def _without_article(token: str) -> str:
    return token[2:] if token.startswith(("al", "el")) and len(token) > 5 else ""


def _vowel_similarity(a: str, b: str) -> float:
    """Equal consonants with other vowels, as transliteration leaves them; short tokens have too few to tell."""
    bones = consonants(a)
    if bones != consonants(b):
        return 0.0
    if len(bones) >= 3:
        return _SAME_CONSONANTS
    return _FEW_CONSONANTS if len(bones) == 2 and min(len(a), len(b)) >= 4 else 0.0


@cache
def _edit_distance() -> Callable[[str, str], int]:
    """Return the function that counts insertions, deletions, substitutions and swaps of neighbours; imported at first use."""
    from rapidfuzz.distance import OSA

    return OSA.distance


def _edit_similarity(a: str, b: str) -> float:
    """Edits forgiven by length: a letter in a short token makes another name, in a long one a slip."""
    distance = _edit_distance()
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    edits = float(distance(a, b))
    if shortest >= 6:
        edits = min(edits, distance(skeleton(a), skeleton(b)) + 0.2)
    if edits <= 1.2:
        if shortest < 6 and (a[1:] == b or b[1:] == a):
            return 0.5  # "Samer" and "Amer" are two names
        slip = _LONG_SLIP if shortest >= 6 else _SHORT_SLIP if shortest >= 4 else 0.5
        return slip - (_FIRST_LETTER if a[0] != b[0] and shortest < 6 else 0.0)
    if edits <= 2.2 and shortest >= 8:
        return _TWO_SLIPS
    return max(0.0, (1 - edits / longest) * _UNLIKE)
