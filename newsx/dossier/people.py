"""How surely two names, met in different articles, are one person's: stricter than within an article, for nothing else vouches there.

A name is spelled by its bearer where it is written in Latin letters at home, so that "Weber" and "Webber" are two people; it is spelled
by whoever writes about them where it is transliterated, so that "Tokayev" and "Takayev" are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from newsx.dossier.given_names import distinct, latin_given_names, translated
from newsx.lazy import lazy_pattern
from newsx.names.forms import PersonForm, consonants, person_form, skeleton
from newsx.names.nicknames import is_short_form
from newsx.names.people import token_similarity
from newsx.names.tables import BURMESE, FAMILY_FIRST, FREQUENT_NAMES, PARTICLES, SERVANT


class Level(IntEnum):
    """How far a comparison of two names goes: what joins them beside it."""

    DIFFERENT = 0
    DOUBTFUL = 1  # a question for people, whatever the articles say
    POSSIBLE = 2  # joins where much else agrees
    LIKELY = 3  # joins where something else agrees
    SAME = 4  # joins alone, unless the articles speak against it


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """What the comparison of two names says, and why in a few words."""

    level: Level
    reason: str


_PATRONYMIC = lazy_pattern(r".{2,}(?:vich|vych|evna|ovna|ivna|ichna|ogly|oglu|uulu|kyzy)$")
# "Abdurrahman" is Abdul Rahman; "Abdullah" is one name.
_SERVANT_OF = lazy_pattern(r"^ab[dt](?:[uaeo]u?[lr]|ou?l)(?!lah|la$)(?=[a-z]{4})")
_VOWELS = {"a": "a", "e": "i", "i": "i", "o": "u", "u": "u"}
_LONG_SLIP = 0.90
_TELLING_BONES = 3
# A letter in so long a token makes no other name.
_LONG_TOKEN = 8


def core(form: PersonForm) -> tuple[str, ...]:
    """Return the tokens of a name without particles; all where nothing else would be left."""
    tokens = tuple(part for token in form.tokens for part in _SERVANT_OF.sub(r"abdul ", token).split())
    tokens = tuple("abdul" if token in SERVANT else token for token in tokens)
    if form.burmese:
        return tokens
    kept = tuple(token for token in tokens if token not in PARTICLES)
    return kept or tokens


def judge_people(first: str, second: str) -> NameVerdict:
    """Tell how surely two names of two tokens or more are one person's."""
    a, b = person_form(first), person_form(second)
    if a.generation and b.generation and a.generation != b.generation:
        return NameVerdict(Level.DIFFERENT, "another generation")
    if a.gender and b.gender and a.gender != b.gender:
        return NameVerdict(Level.DIFFERENT, "another gender")
    verdict = _judge(core(a), core(b), burmese=a.burmese or b.burmese)
    if bool(a.generation) != bool(b.generation) and verdict.level > Level.POSSIBLE:
        return NameVerdict(Level.POSSIBLE, f"{verdict.reason}, one with a generation")
    return verdict


def _judge(left: tuple[str, ...], right: tuple[str, ...], *, burmese: bool) -> NameVerdict:
    if "".join(left) == "".join(right):
        return NameVerdict(Level.SAME, "equal but for spaces and particles")
    if burmese:
        return _judge_burmese(left, right)
    if len(left) > len(right):
        left, right = right, left
    if len(left) < 2:
        return NameVerdict(Level.DIFFERENT, "one part only")
    if len(left) == len(right):
        return _judge_equal_length(left, right)
    return _judge_subset(left, right)


def _judge_burmese(left: tuple[str, ...], right: tuple[str, ...]) -> NameVerdict:
    """Every syllable counts; only unheard letters are forgiven."""
    alike = len(left) == len(right) and all(
        x == y or (x in BURMESE and y in BURMESE and token_similarity(x, y) > 0.9)
        for x, y in zip(left, right, strict=True)
    )
    return NameVerdict(Level.SAME, "syllables alike") if alike else NameVerdict(Level.DIFFERENT, "another syllable")


def _judge_equal_length(left: tuple[str, ...], right: tuple[str, ...]) -> NameVerdict:
    if sorted(left) == sorted(right):
        return _judge_turned(left, right)
    kinds = [_kind(x, y) for x, y in zip(left, right, strict=True)]
    if "other" in kinds:
        turned = right[-1:] + right[:-1], right[1:] + right[:1]
        for each in turned:
            if "other" not in (again := [_kind(x, y) for x, y in zip(left, each, strict=True)]):
                level = Level.LIKELY if set(again) <= {"equal", "sound"} else Level.DOUBTFUL
                return NameVerdict(level, "family name first, spelled otherwise")
        return NameVerdict(Level.DIFFERENT, "another part")
    return _judge_kinds(kinds, left, right)


def _judge_turned(left: tuple[str, ...], right: tuple[str, ...]) -> NameVerdict:
    """Judge equal tokens in another order: the family name first, or two names that only share their words."""
    rotated = right in (left[-1:] + left[:-1], left[1:] + left[:1])
    if not rotated or all(token in latin_given_names() for token in left):
        return NameVerdict(Level.DOUBTFUL, "parts in another order")
    return NameVerdict(Level.SAME, "family name first")


def _judge_kinds(kinds: list[str], left: tuple[str, ...], right: tuple[str, ...]) -> NameVerdict:
    """Judge names whose tokens are alike one by one."""
    *given, family = kinds
    english = any(token in latin_given_names() for token in (*left[:-1], *right[:-1]))
    family_first = left[0] in FAMILY_FIRST and left[0] == right[0]
    if family != "equal" and (english or family_first or family in ("short", "initial")):
        return NameVerdict(Level.DOUBTFUL, "the last part spelled otherwise")
    if "initial" in given:
        return NameVerdict(Level.POSSIBLE, "an initial")
    if "short" in given:
        return NameVerdict(Level.LIKELY, "a short form of the given name")
    if "slip" in kinds:
        level = Level.LIKELY if _are_long_slips(left, right, kinds) else Level.POSSIBLE
        return NameVerdict(Level.DOUBTFUL if english else level, "one letter otherwise")
    if english or (family_first and len(left) > 1):
        return NameVerdict(Level.POSSIBLE, "the given name spelled otherwise")
    if family != "equal" and all(kind == "equal" for kind in given):
        return NameVerdict(Level.LIKELY, "the last part spelled otherwise")
    telling = [x for x, y, kind in zip(left, right, kinds, strict=True) if _is_telling(x, y, kind)]
    if telling:
        return NameVerdict(Level.SAME, "transliterated otherwise")
    return NameVerdict(Level.LIKELY, "frequent names spelled otherwise")


def _are_long_slips(left: tuple[str, ...], right: tuple[str, ...], kinds: list[str]) -> bool:
    slips = [(x, y) for x, y, kind in zip(left, right, kinds, strict=True) if kind == "slip"]
    return len(slips) == 1 and min(map(len, slips[0])) >= _LONG_TOKEN


def _is_telling(x: str, y: str, kind: str) -> bool:
    """Tell whether a pair of tokens says much: no name that thousands bear, and enough of it that is heard."""
    if x in FREQUENT_NAMES or y in FREQUENT_NAMES:
        return False
    return kind in ("equal", "sound") and len(consonants(x)) >= _TELLING_BONES


def _judge_subset(shorter: tuple[str, ...], longer: tuple[str, ...]) -> NameVerdict:
    """Judge names of which the longer one has parts that the shorter one lacks."""
    places = _placed(shorter, longer)
    if places is None:
        return NameVerdict(Level.DIFFERENT, "another part")
    kinds = [_kind(x, longer[place]) for x, place in zip(shorter, places, strict=True)]
    spare = [place for place in range(len(longer)) if place not in places]
    if any(kind not in ("equal", "sound") for kind in kinds):
        return NameVerdict(Level.DOUBTFUL, "a part missing, another spelled otherwise")
    if all(kind == "equal" for kind in kinds) or not any(token in latin_given_names() for token in shorter):
        return _judge_spare(shorter, longer, spare)
    return NameVerdict(Level.DOUBTFUL, "a part missing, another spelled otherwise")


def _judge_spare(shorter: tuple[str, ...], longer: tuple[str, ...], spare: list[int]) -> NameVerdict:
    """Judge by where the missing parts stand."""
    telling = sum(token not in FREQUENT_NAMES and len(token) > 1 for token in shorter)
    inner = all(0 < place < len(longer) - 1 for place in spare)
    if inner and all(_PATRONYMIC.match(longer[place]) for place in spare):
        return NameVerdict(Level.SAME, "a patronymic more")
    if len(longer) - 1 in spare and _PATRONYMIC.match(longer[-1]) and len(spare) == 1:
        return NameVerdict(Level.SAME, "a patronymic more")
    if inner and all(len(longer[place]) == 1 for place in spare):
        return NameVerdict(Level.LIKELY, "an initial more")
    if inner:
        return NameVerdict(Level.LIKELY if telling >= 2 else Level.POSSIBLE, "a middle name more")
    if longer[0] in FAMILY_FIRST or shorter[0] in FAMILY_FIRST:
        return NameVerdict(Level.DOUBTFUL, "a part of a name more")
    where = "a family name more" if len(longer) - 1 in spare else "a given name more"
    return NameVerdict(Level.LIKELY if telling >= 2 else Level.DOUBTFUL, where)


def _placed(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[int] | None:
    """Return where the tokens of the shorter name stand in the longer one, in order; None where one has no place."""
    places: list[int] = []
    start = 0
    for token in shorter:
        place = next((i for i in range(start, len(longer)) if _kind(token, longer[i]) in ("equal", "sound")), None)
        if place is None:
            return None
        places.append(place)
        start = place + 1
    return places


def _kind(a: str, b: str) -> str:
    """Say how two tokens are alike: equal, one sound (spelled otherwise), a slip of one letter, a short form, an initial; or other."""
    if a == b:
        return "equal"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else "other"
    table = translated()
    if a in table and table[a] == table.get(b):
        return "sound"
    known = distinct()
    if a in known and b in known:
        return "sound" if known[a] == known[b] else "other"
    if skeleton(a) == skeleton(b) and min(len(a), len(b)) > 2:
        return "sound"
    if is_short_form(a, b):
        return "short"
    if len(consonants(a)) >= _TELLING_BONES and bones_of(a) == bones_of(b) and _ending(a) == _ending(b):
        return "sound"
    return "slip" if _similar(a, b) else "other"


def _ending(token: str) -> str:
    """Return the kind of vowel a token ends with, empty for a consonant: "Ivanov" and "Ivanova", "Khalifa" and "Khalifi" are two."""
    return _VOWELS.get(skeleton(token)[-1:], "")


def bones_of(token: str) -> str:
    """Return the consonants of a token; what Arabic begins with q is written g, k or q, what Russian begins with g Ukrainian with h."""
    bones = consonants(token)
    return "k" + bones[1:] if bones[:1] in ("g", "h") else bones


def _similar(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 6 and _ending(a) == _ending(b) and token_similarity(a, b) >= _LONG_SLIP
