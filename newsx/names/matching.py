"""Whether one form of a name, met in an article, stands for another one met there.

Within an article much less is needed than across articles: "Merkel" after "Angela Merkel" is she. Each function gives a strength
from 0 (another name) to 1 (equal); strengths only rank candidates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsx.names.forms import PersonForm, fold, person_form, skeleton
from newsx.names.known import organisation_aliases, place_aliases
from newsx.names.nicknames import is_short_form
from newsx.names.organisations import initials, is_acronym, organisation_tokens
from newsx.names.people import token_similarity
from newsx.names.tables import DAUGHTER_WORDS, ORG_KINDS, PARTICLES, PLACE_KINDS, SHARED_ORG_WORDS, UMBRELLAS
from newsx.vocabulary.countries import aliases, demonyms

if TYPE_CHECKING:
    from collections.abc import Sequence

# Two tokens of one article are spellings of one name from here on (one letter in six, or vowels alone).
_SAME_TOKEN = 0.87
# Spellings of one token differ by no more letters than this ("Gadhafi", "Kadafi").
_MAX_LENGTH_GAP = 3
# Acronyms written as words have so many letters.
_SHORTEST_SMALL, _LONGEST_SMALL = 3, 6
_CACHE = 1 << 12


@lru_cache(_CACHE)
def person_key(text: str) -> str:
    """Return what forms of equal people share: tokens, generation, and the gender of a courtesy title."""
    form = person_form(text)
    return " ".join((*form.tokens, form.generation, form.gender and f"({form.gender})")).strip()


def match_person(longer: str, shorter: str) -> float:
    """Tell how well the shorter form of a person's name can stand for the longer one."""
    full, part = person_form(longer), person_form(shorter)
    if full.generation and part.generation and full.generation != part.generation:
        return 0.0
    if full.gender and part.gender and full.gender != part.gender:
        return 0.0
    if full.tokens == part.tokens:
        return 1.0
    if not full.tokens or not part.tokens:
        return 0.0
    if len(part.tokens) == 1:
        return _match_lone(full, part.tokens[0])
    return _match_several(full, part)


def _match_lone(full: PersonForm, token: str) -> float:
    if len(full.tokens) == 1:
        return 0.5 if _same_token(full.tokens[0], token) else 0.0
    if full.burmese:
        return 0.0  # no part of such a name stands for it alone
    if token == full.family:
        return 0.9
    if token == full.tokens[-1]:
        return 0.85
    if token in full.tokens and token not in PARTICLES:
        return 0.7
    return 0.6 if _same_token(full.family, token) else 0.0


def _match_several(full: PersonForm, part: PersonForm) -> float:
    if full.burmese and len(part.tokens) < len(full.tokens):
        # "Suu Kyi" is Aung San Suu Kyi, "Aung San" is her father.
        return 0.85 if full.tokens[-len(part.tokens) :] == part.tokens else 0.0
    shared = set(full.tokens) & set(part.tokens)
    if len(shared) == len(set(part.tokens)):
        return 0.85
    wanted = list(full.tokens)
    for token in part.tokens:
        found = next((other for other in wanted if _same_token(other, token, initials=True)), None)
        if found is None:
            return 0.8 if _same_letters(full, part) else 0.0
        wanted.remove(found)
    return 0.8


def _same_letters(full: PersonForm, part: PersonForm) -> bool:
    return len(part.tokens) > 1 and "".join(full.tokens) == "".join(part.tokens)


def _same_token(a: str, b: str, *, initials: bool = False) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return initials and a[0] == b[0]
    if abs(len(a) - len(b)) > _MAX_LENGTH_GAP:
        return False
    if a == b + "s" or b == a + "s":
        return False  # "the Obamas" are more than one
    if a[0] != b[0] and skeleton(a)[:1] != skeleton(b)[:1]:
        return is_short_form(a, b)  # a slip of the pen or the ear rarely takes the first sound
    return token_similarity(a, b) >= _SAME_TOKEN


@lru_cache(_CACHE)
def organisation_key(text: str) -> str:
    """Return what equal forms of an organisation share: folded words without legal forms, well-known other names resolved."""
    words = organisation_tokens(text)
    joined = " ".join(words)
    known = organisation_aliases()
    found = known.get(joined) or known.get(fold(text))
    if found:
        return found
    if len(words) > 1 and words[0] in ("eu", "un"):
        words = (*known[words[0]].split(), *words[1:])
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Organisation:
    """An organisation's name taken apart once: its key's words, their party stems, its folded letters if it is an acronym, and whether it is well known."""

    words: tuple[str, ...]
    joined: str
    stems: tuple[str, ...]
    letters: str
    initials: frozenset[str]
    known: bool


@lru_cache(_CACHE)
def _organisation(text: str) -> _Organisation:
    key = organisation_key(text)
    words = tuple(key.split())
    letters = fold(text).replace(" ", "") if is_acronym(text) else ""
    return _Organisation(words, key.replace(" ", ""), party_stems(words), letters, initials(text), key in _main_names())


# A name of more words than these that begins with an acronym is that of a part.
_MOST_BESIDE_ACRONYM = 2
_PARTS = frozenset(("bureau", "branch", "board", "committee", "department", "division", "faculty", "school"))


def match_organisation(longer: str, shorter: str) -> float:
    """Tell how well the shorter form of an organisation's name can stand for the longer one."""
    full, part = _organisation(longer), _organisation(shorter)
    if (part.letters and part.letters in full.initials) or (full.letters and full.letters in part.initials):
        return 0.9
    if _is_small_acronym(shorter, full):
        return 0.85
    if full.joined == part.joined:
        return 0.95
    if full.known and part.known:
        return 0.0  # the UNHCR is not the United Nations
    if full.stems == part.stems:
        return 0.8
    if len(part.words) > len(full.words):
        full, part = part, full
    if part.letters and len(full.words) > _MOST_BESIDE_ACRONYM and full.words[0] == part.words[0]:
        return 0.0  # "UNESCO World Network of Biosphere Reserves" is not UNESCO
    if full.words[0] in _PARTS and full.words[-len(part.words) :] == part.words:
        return 0.0  # nor is the bureau of a chamber the chamber
    return _match_words(full.words, part.words)


def _is_small_acronym(text: str, full: _Organisation) -> bool:
    """Tell whether a word is an acronym that an outlet writes as a word: "Kra" for the Kenya Revenue Authority."""
    written = _SHORTEST_SMALL <= len(text) <= _LONGEST_SMALL and text.isalpha() and text.istitle()
    return written and len(full.words) >= len(text) - 1 and text.lower() in full.initials


def _match_words(full: tuple[str, ...], part: tuple[str, ...]) -> float:
    if len(part) == 1 and len(full) > 1:
        return _match_word(full, part[0])
    if len(part) >= 2 and set(part) <= set(full):
        return 0.0 if _is_daughter(full, part) else 0.7
    if len(full) != len(part):
        return 0.0
    return 0.7 if all(x == y or _same_token(x, y) for x, y in zip(full, part, strict=True)) else 0.0


def _match_word(full: tuple[str, ...], word: str) -> float:
    if word in ORG_KINDS and word in (full[0], full[-1]):
        return 0.4
    if len(word) < 3 or word in SHARED_ORG_WORDS or word in ORG_KINDS or word in demonyms():
        return 0.0
    if word == full[0]:
        return 0.0 if _is_daughter(full, (word,)) else 0.6
    return 0.55 if word == full[-1] and len(word) > 3 else 0.0


def _is_daughter(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether the longer name is that of a branch, an event or a product of the shorter one's organisation."""
    rest = full[len(part) :]
    if full[: len(part)] != part:
        return False
    if any(word in DAUGHTER_WORDS for word in rest):
        return True
    name = " ".join(part)
    main = organisation_aliases().get(name, name)
    if main in UMBRELLAS:  # the charter of the United Nations is not the United Nations, nor are their peacekeepers
        return True
    return name in _main_names() and any(word in ORG_KINDS for word in rest)


@cache
def _main_names() -> frozenset[str]:
    return frozenset(organisation_aliases().values())


def party_stems(words: Sequence[str]) -> tuple[str, ...]:
    """Fold "Social Democrats" and "Social Democratic Party" onto one another."""
    kept = [word for word in words if word not in ("party", "union")] or list(words)
    return tuple(word.removesuffix("s").removesuffix("ic") for word in kept)


@lru_cache(_CACHE)
def place_key(text: str) -> str:
    """Return what equal forms of a place share: folded words, other names of countries and renamed cities resolved."""
    folded = fold(text).removeprefix("the ")
    if folded.startswith("st "):
        folded = "saint" + folded[2:]
    main = place_aliases().get(folded, folded)
    return _countries().get(main, main)


@cache
def _countries() -> dict[str, str]:
    """Return folded names and adjectives of countries with their folded main names."""
    return {fold(word): fold(main) for table in (demonyms(), aliases()) for word, main in table.items()}


def match_place(longer: str, shorter: str) -> float:
    """Tell how well the shorter form of a place's name can stand for the longer one."""
    full, part = place_key(longer), place_key(shorter)
    if full == part:
        return 1.0
    words, others = full.split(), part.split()
    if words[:-1] == others and words[-1] in PLACE_KINDS and not (words[-1] == "city" and part in _countries()):
        return 0.8  # "Rakhine State", but Mexico City is not Mexico
    same_length = len(words) == len(others) and min(len(full), len(part)) >= 6
    return (
        0.6
        if same_length and full[0] == part[0] and skeleton(full.replace(" ", "")) == skeleton(part.replace(" ", ""))
        else 0.0
    )
