"""What the words of an article outside its place mentions tell about places; for the resolver and the focus."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.candidates import demonym_country, demonym_unit
from newsx.places.forms import key_of
from newsx.places.gazetteer import shipped_gazetteer
from newsx.places.tables.countries import COUNTRY_NAMES
from newsx.places.tables.institutions import INSTITUTIONS, SHARED_INSTITUTIONS
from newsx.places.tables.units import UNIT_SHORT_FORMS
from newsx.places.wording import american_odds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A capitalised word; names of more words are tried from the longest.
_WORD = lazy_pattern(r"[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*\.?|(?:[A-Z]\.){2,3}|[A-Z]{2,3}\b")
_MOST_WORDS: Final = 3


def _institution_pattern() -> re.Pattern[str]:
    """Return a pattern for the names of institutions, the longest first, by first letters: so it only stops where one of these stands."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({*INSTITUTIONS, *SHARED_INSTITUTIONS} - {"£"}, key=lambda word: (-len(word), word)):
        by_letter[word[0]].append(re.escape(word[1:]))
    names = [rf"{re.escape(first)}(?<!\w.)(?:{'|'.join(rest)})(?!\w)" for first, rest in by_letter.items()]
    return re.compile("|".join([*names, "£"]))


_INSTITUTION = _institution_pattern()
# What wording of the United States is worth by its log-odds; from 1 to 3 LGL, with the weights of other outlets, is the same.
_WORDING: Final = 1.5
# Evidence is gathered from the beginning of very long texts only, so that the cost stays bounded.
_LONGEST_TEXT: Final = 200_000
_CACHED_NAMES: Final = 8192


@dataclass(frozen=True, slots=True)
class Evidence:
    """Weights of countries and of first-level units, told by words that are no place mentions.

    A word counts once and a little more for each repetition (binary logarithm of one more than its number).
    `adjectives` has how often each country's adjective or demonym stands in the text, `institutions` the weights of
    countries whose institutions it names, `shared` of those that have an institution which others have too.
    """

    countries: dict[str, float] = field(default_factory=dict)
    units: dict[tuple[str, str], float] = field(default_factory=dict)
    adjectives: dict[str, int] = field(default_factory=dict)
    institutions: dict[str, float] = field(default_factory=dict)
    shared: dict[str, float] = field(default_factory=dict)


def scan_text(text: str, *, covered: Sequence[tuple[int, int]] = (), words: Iterable[str] = ()) -> Evidence:
    """Return the evidence of a text outside the covered spans, and of further words (demonyms and the like).

    `covered` holds start and end of each place mention, sorted. Linear in the length of the text.
    """
    text = text[:_LONGEST_TEXT]
    names = _counted(text, tuple(covered)).copy()
    names.update(key_of(word) for word in words)
    countries: defaultdict[str, float] = defaultdict(float)
    units: defaultdict[tuple[str, str], float] = defaultdict(float)
    adjectives: Counter[str] = Counter()
    for name, times in names.items():
        weight = math.log2(1 + times)
        if country := demonym_country(name):
            adjectives[country] += times
            countries[country] += weight
            if unit := demonym_unit(name):
                units[unit] += weight
        elif name in COUNTRY_NAMES:
            countries[COUNTRY_NAMES[name]] += weight
        for unit in _unit_names().get(name, ()):
            units[unit] += weight
            countries[unit[0]] += weight
    return Evidence(dict(countries), dict(units), dict(adjectives), *_institutions(text))


# An article is scanned twice: for what its names mean, and for what it is about.
@lru_cache(maxsize=1)
def _counted(text: str, covered: tuple[tuple[int, int], ...]) -> Counter[str]:
    """Return how often the text names each country, unit and demonym outside the covered spans."""
    return Counter(_names(text, covered))


@lru_cache(maxsize=1)
def _institutions(text: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the countries whose institutions the text names: those of one country, those of several.

    Wording of the United States counts as such institutions do.
    """
    found = Counter(_INSTITUTION.findall(text))
    own: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for word, times in found.items():
        if word in INSTITUTIONS:
            own[INSTITUTIONS[word]] += times
        else:
            shared[SHARED_INSTITUTIONS[word]] += times
    also = _logarithms(shared)
    if (odds := american_odds(text)) > 0:
        also["US"] = also.get("US", 0.0) + _WORDING * odds
    return _logarithms(own), also


def _logarithms(counts: Counter[str]) -> dict[str, float]:
    return {code: math.log2(1 + times) for code, times in counts.items()}


@lru_cache(maxsize=1)
def _capitalised(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and key of each word with a capital."""
    return [(*word.span(), key_of(word.group())) for word in _WORD.finditer(text)]


def _names(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the keys of countries, units and demonyms among the capitalised words, longest first, outside the covered spans."""
    run: list[tuple[str, int]] = []
    next_span = 0
    for start, end, key in _capitalised(text):
        while next_span < len(covered) and covered[next_span][1] <= start:
            next_span += 1
        inside = next_span < len(covered) and covered[next_span][0] < end
        if run and (inside or text[run[-1][1] : start] != " "):
            yield from _known_names([key for key, _ in run])
            run = []
        if not inside:
            run.append((key, end))
    yield from _known_names([key for key, _ in run])


def _known_names(words: list[str]) -> Iterator[str]:
    """Yield the names that a run of capitalised words holds, from left to right, the longest at each word."""
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            if _is_known(name):
                yield name
                break
        else:
            size = 1
        at += size


@lru_cache(maxsize=_CACHED_NAMES)
def _is_known(name: str) -> bool:
    """Tell whether a key is that of a country, of a unit or of a demonym."""
    return name in COUNTRY_NAMES or name in _unit_names() or demonym_country(name) is not None


@cache
def _unit_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return names and unmistakable short forms of the units that have short forms: other units' names are often everyday words."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for form, units in UNIT_SHORT_FORMS.items():
        for unit in units:
            known = shipped_gazetteer().unit(*unit)
            # "Georgia" may be the country.
            if known and all(c.kind != "country" for c in shipped_gazetteer().named(key_of(known.name))):
                names[key_of(known.name)] = (unit,)
                if len(form) > _SHORTEST_FORM:
                    names[form] = (unit,)
    return names


# "Ill", "Ore" and the two-letter codes are words as well.
_SHORTEST_FORM: Final = 3
