"""Keys of names: what forms of one name have in common whatever the article, and the blocks under which unlike keys meet."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsx.dossier.aliases import global_bodies
from newsx.dossier.body_words import CLUB_MARKS, GENERIC, SAME_OFFICE, SPELLINGS
from newsx.dossier.given_names import canonical, full_names
from newsx.dossier.people import bones_of, core
from newsx.names.forms import consonants, fold, person_form
from newsx.names.matching import place_key
from newsx.names.nations import country_of
from newsx.names.organisations import initials, is_acronym, organisation_tokens
from newsx.names.tables import LEGAL_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CACHE = 1 << 14

_MIN_ACRONYM = 3


def is_lone(key: str) -> bool:
    """Tell whether a person's key has one name only."""
    return " " not in key.split("#", maxsplit=1)[0]


def key_of(
    kind: str,
    name: str,
    *,
    article: str,
    country: str | None = None,
    number: int | None = None,
    is_country: bool = False,
) -> str:
    """Return the key of a name: equal keys are one name. Empty where the name has no letters.

    A body of generic words has its country in its key, or its article where no country is known.
    """
    if kind == "person":
        return person_key(name)
    if kind == "place":
        return place_key_of(name, country=country, number=number, is_country=is_country)
    return body_key(name, country=country, article=article)


@lru_cache(_CACHE)
def person_key(name: str) -> str:
    """Return the tokens of a person's name without particles, with the generation where one is stated."""
    form = person_form(name)
    tokens = core(form)
    return " ".join((*tokens, *([form.generation] if form.generation and len(tokens) > 1 else ())))


def place_key_of(name: str, *, country: str | None, number: int | None, is_country: bool) -> str:
    """Return a country's code, a number of GeoNames, or else the name with its country."""
    if is_country and country:
        return f"c:{country}"
    named = country_of(name)
    if named and named.code and country in (None, named.code) and number is None:
        return f"c:{named.code}"
    if number:
        return f"g:{number}"
    key = place_key(name)
    return f"{key}@{country or ''}" if key else ""


def body_key(name: str, *, country: str | None, article: str) -> str:
    """Return the words of an organisation's name, well-known other names resolved; generic ones with their country."""
    known = global_bodies().get(fold(name))
    if known:
        return known
    words, stated = body_words(name)
    if not words:
        return ""
    known = global_bodies().get(" ".join(words))
    if known and not stated:
        return known
    if not is_generic(words):
        return " ".join(_all_words(name))
    where = stated or country
    return f"{' '.join(sorted(words))}@{where or f'#{article}'}"


@lru_cache(_CACHE)
def _all_words(name: str) -> tuple[str, ...]:
    words = [_spelled(word) for word in organisation_tokens(name)]
    kept = [word for word in words if word not in CLUB_MARKS]
    return tuple(kept or words)


def is_generic(words: Sequence[str]) -> bool:
    """Tell whether a name is made of words that every country has."""
    return all(word in GENERIC or word.isdigit() for word in words)


@lru_cache(_CACHE)
def body_words(name: str) -> tuple[tuple[str, ...], str | None]:
    """Return the words of an organisation's name without the name of a country, and that country's code where the rest is generic."""
    words = _all_words(name)
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            rest = (*words[:start], *words[start + length :])
            if not rest or not is_generic(_office(rest)):
                continue
            found = country_of(" ".join(words[start : start + length]))
            if found and found.code:
                return _office(rest), found.code
    return _office(words), None


def _office(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of an office in their plain form: "ministry of foreign affairs" is the foreign ministry."""
    text = " ".join(words)
    for written, plain in SAME_OFFICE:
        text = text.replace(written, plain)
    return tuple(text.split())


def _spelled(word: str) -> str:
    word = SPELLINGS.get(word, word)
    return word.replace("isation", "ization")


def body_country(name: str, stated: str | None, near: frozenset[str]) -> str | None:
    """Return the country of an organisation: by its record, by its name, or, for a generic name, that of the article."""
    words, named = body_words(name)
    if stated or named:
        return stated or named
    return next(iter(near)) if len(near) == 1 and is_generic(words) else None


def witnesses_of(kind: str, key: str, names: Iterable[str], country: str | None) -> Iterator[tuple[str, str]]:
    """Yield key and form of the other names of an entity that tell enough to be known by elsewhere.

    An article that gives two forms of one name is the best witness: a full name, an acronym of three letters or more.
    """
    seen = {key}
    for name in names:
        if kind == "person":
            other = person_key(name)
            tells = not is_lone(other)
        elif kind == "organisation":
            words, _ = body_words(name)
            other = body_key(name, country=country, article="")
            tells = not is_generic(words) and (len(words) > 1 or is_long_acronym(name))
        else:
            return
        if tells and other and other not in seen:
            seen.add(other)
            yield other, " ".join(name.split())


def is_long_acronym(name: str) -> bool:
    """Tell whether a name is an acronym of three letters or more."""
    return is_acronym(name) and len(fold(name).replace(" ", "")) >= _MIN_ACRONYM


def blocks_of(kind: str, key: str, name: str) -> set[str]:
    """Return the codes under which names that may be one meet."""
    if kind == "person":
        return _person_blocks(key)
    if kind == "organisation" and "@" not in key:
        return _body_blocks(key, name)
    return set()


@lru_cache(_CACHE)
def _person_blocks(key: str) -> set[str]:
    tokens = [token for token in key.split() if token not in _generations()]
    if len(tokens) < 2:
        return set()
    bones = [_block_bones(token) for token in tokens]
    found = {f"p:{bones[0]}|{bones[-1]}", f"p:{bones[-1]}|{bones[0]}"}
    for number, bone in enumerate(bones):
        rest = "".join(sorted(_block_bones(token)[:1] for i, token in enumerate(tokens) if i != number))
        found.add(f"v:{bone}~{rest}")
    found |= {f"w:{' '.join(sorted((bones[i], bones[j])))}" for i in range(len(bones)) for j in range(i)}
    found |= {f"k:{bones[-1]}~{name}" for name in full_names(tokens[0])}
    return found


def families_of(key: str) -> set[str]:
    """Return the codes of the names by which a person of a full name is mentioned again."""
    form = person_form(key)
    return {f"n:{form.family}", f"n:{key.rsplit(maxsplit=1)[-1]}"} if not is_lone(key) else {f"n:{key}"}


@cache
def _generations() -> frozenset[str]:
    return frozenset(("jr", "sr", "ii", "iii", "iv"))


def _block_bones(token: str) -> str:
    return bones_of(canonical(token)) or token


def _body_blocks(key: str, name: str) -> set[str]:
    words = [word for word in key.split() if word not in LEGAL_FORMS]
    found = {f"o:{consonants(word)}" for word in words if len(word) >= 4 and word not in GENERIC}
    if is_acronym(name):
        found.add(f"a:{fold(name).replace(' ', '')}")
    else:
        found |= {f"a:{each}" for each in initials(name) if len(each) >= _MIN_ACRONYM}
    return found
