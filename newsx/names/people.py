"""How alike two names of people are, decided by the weakest of their tokens.

Whole-string ratios call "Nyo Saw" and "Nay Saw" nearly equal, because they let equal letters pay for different words. Here tokens
are aligned one by one; each pair must be a spelling of one name, and what stays over on one side or on both counts against the
names. Tables and weights were chosen on one half of labelled name pairs and on aliases of listed persons.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsx.names.forms import PersonForm, consonants, person_form, skeleton
from newsx.names.nicknames import is_short_form
from newsx.names.tables import BURMESE, PARTICLES

# At or above this two names are held to be one person's.
SAME_PERSON = 0.80

_SAME_SKELETON = 0.96
_SHORT_FORM = 0.93
_SAME_CONSONANTS = 0.91
_INITIAL = 0.86
_ARTICLE_PREFIX = 0.95

# Longest name compared token by token; what comes after is not a name.
_MAX_TOKENS = 12


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
    if sorted(a.tokens) == sorted(b.tokens):
        return Similarity(0.98, "equal in another order")
    return _compare_tokens(a, b)


def _compare_tokens(a: PersonForm, b: PersonForm) -> Similarity:
    left, right = _substance(a.tokens), _substance(b.tokens)
    if "".join(left) == "".join(right):
        return Similarity(0.97, "equal but for spaces and particles")
    left, right = _merge(left, right)
    right, left = _merge(right, left)
    if len(left) > len(right):
        left, right = right, left
    pairs, spare_left, spare_right = _align(left, right)
    weakest = min((score for score, _, _ in pairs), default=0.0)
    if spare_left:
        return Similarity(min(0.5, weakest * 0.5), "a part of each is missing in the other")
    if len(left) == 1 and len(right) > 1:
        return Similarity(0.5 * weakest, "one part only")
    mean = sum(score for score, _, _ in pairs) / len(pairs)
    score = 0.75 * weakest + 0.25 * mean
    if not spare_right:
        return Similarity(score, "every part alike")
    return _judge_subset(score, right, spare_right, burmese=a.burmese or b.burmese)


def _judge_subset(score: float, longer: list[str], spare: list[int], *, burmese: bool) -> Similarity:
    """Judge names of which one has parts that the other lacks, by where those parts stand."""
    if burmese:
        return Similarity(0.6 * score, "part of a name without a family name")
    if len(longer) - 1 in spare:
        return Similarity(0.74 * score, "last part missing")
    if 0 in spare:
        return Similarity(0.86 * score, "first part missing")
    return Similarity(score - 0.02 * len(spare), "middle part missing")


def _substance(tokens: tuple[str, ...]) -> list[str]:
    """The tokens without particles, or all where nothing else would be left; a doubled token counts once."""
    kept = [token for token in dict.fromkeys(tokens) if token not in PARTICLES][:_MAX_TOKENS]
    return kept or list(tokens[:_MAX_TOKENS])


def _merge(longer: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Join two neighbours of the first list where the second writes them as one word ("Abdul Aziz", "Abdulaziz")."""
    whole = {skeleton(token) for token in other}
    merged: list[str] = []
    for token in longer:
        if merged and skeleton(merged[-1] + token) in whole and skeleton(token) not in whole:
            merged[-1] += token
        else:
            merged.append(token)
    return merged, other


def _align(left: list[str], right: list[str]) -> tuple[list[tuple[float, int, int]], list[int], list[int]]:
    """Pair tokens, best first; returns the pairs and the places left over on either side."""
    scored = sorted(
        ((token_similarity(x, y), -abs(i - j), i, j) for i, x in enumerate(left) for j, y in enumerate(right)), reverse=True
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
    return _SAME_CONSONANTS if bones == consonants(b) and len(bones) >= 3 else 0.0


def _edit_similarity(a: str, b: str) -> float:
    """Edits forgiven by length: a letter in a short token makes another name, in a long one a slip."""
    from rapidfuzz.distance import OSA

    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    edits = min(OSA.distance(a, b), OSA.distance(skeleton(a), skeleton(b)) + 0.2)
    if edits <= 1.2:
        if shortest >= 6:
            return 0.91 - (edits - 1) * 0.1
        if shortest >= 4:
            return 0.84 - (edits - 1) * 0.1
        return 0.5
    if edits <= 2.2 and shortest >= 8:
        return 0.84
    return max(0.0, (1 - edits / longest) * 0.8)
