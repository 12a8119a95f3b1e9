"""How surely two names of organisations, met in different articles, are one organisation's."""

from __future__ import annotations

from newsx.dossier.keys import is_long_acronym
from newsx.dossier.people import Level, NameVerdict
from newsx.names.organisations import is_acronym, stands_for
from newsx.names.people import token_similarity
from newsx.names.tables import DAUGHTER_WORDS, UMBRELLAS, word_set

# Words of two names are spellings of one from here on: transliterated, or one letter in a long word.
_SPELLED = 0.9
_MIN_SPELLED = 6
# Words that may stand behind a name or be left out without making it another.
_LOOSE = word_set(
    """party group movement front organization organisation corporation company airlines airways motors newspaper
    agency football club university team daily times foundation international"""
)


def judge_bodies(first: str, second: str, first_key: str, second_key: str) -> NameVerdict:
    """Tell how surely two names are one organisation's; keys are their words as `keys` makes them."""
    if is_acronym(first) != is_acronym(second):
        return _judge_acronym(first, second)
    if is_acronym(first):
        return NameVerdict(Level.DIFFERENT, "another acronym")
    a, b = first_key.split(), second_key.split()
    if "".join(a) == "".join(b):
        return NameVerdict(Level.SAME, "equal but for spaces")
    if sorted(a) == sorted(b):
        return NameVerdict(Level.LIKELY, "equal in another order")
    if len(a) == len(b):
        return _judge_words(a, b)
    return _judge_longer(*sorted((a, b), key=len))


def _judge_acronym(first: str, second: str) -> NameVerdict:
    short, full = (first, second) if is_acronym(first) else (second, first)
    if stands_for(short, full):
        return NameVerdict(Level.LIKELY if is_long_acronym(short) else Level.POSSIBLE, "acronym")
    return NameVerdict(Level.DIFFERENT, "another acronym")


def _judge_words(a: list[str], b: list[str]) -> NameVerdict:
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(unlike) > 1 and len(unlike) == len(a):
        return NameVerdict(Level.DIFFERENT, "other words")
    for x, y in unlike:
        if any(letter.isdigit() for letter in x + y) or min(len(x), len(y)) < _MIN_SPELLED:
            return NameVerdict(Level.DIFFERENT, "another word")
        if token_similarity(x, y) < _SPELLED:
            return NameVerdict(Level.DIFFERENT, "another word")
    return NameVerdict(Level.LIKELY, "words spelled otherwise")


def _judge_longer(shorter: list[str], longer: list[str]) -> NameVerdict:
    """Judge names of which one has words more: a loose word at an end is the same body, a daughter's word another one."""
    start = next((i for i in range(len(longer) - len(shorter) + 1) if longer[i : i + len(shorter)] == shorter), None)
    if start is None:
        return NameVerdict(Level.DIFFERENT, "other words")
    rest = longer[:start] + longer[start + len(shorter) :]
    if all(word in _LOOSE for word in rest):
        return NameVerdict(Level.POSSIBLE, "a loose word more")
    if any(word in DAUGHTER_WORDS for word in rest) or len(rest) > 1 or " ".join(shorter) in UMBRELLAS:
        return NameVerdict(Level.DIFFERENT, "words more")
    return NameVerdict(Level.DOUBTFUL, "a word more")
