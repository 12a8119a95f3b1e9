"""How well known places are before an article is looked at, and what each sign of the resolver is worth; for its scoring."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsx.places.forms import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.places.gazetteer import Candidate

# What a place of fewer people than the second number loses to a unit of more than the third that has its name, in the units of
# Weights. From 0 to 2 LGL gains a thousandth, TR-News nothing.
HAMLET: Final = 2.0
_HAMLET_PEOPLE: Final = 10_000
_STATE_PEOPLE: Final = 500_000
# The least share of a unit's people that its namesake city has, to be the better known of the two.
SEAT_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign is worth, in powers of ten of population.

    Chosen on LGL and TR-News by halves (the plateau is wide: single steps change less than a point), and among equals so
    that national and world news keeps its world cities: articles of small-town papers alone would pull Paris to Texas.
    `nowhere` is the score of "none of these": the place is one the gazetteer lacks. It sinks with each further word of the name
    and where the candidates lie in what the text says. `full_unit` tells from which share of the votes a unit has full weight; `sharpness` turns scores into shares.
    """

    country: float = 2.0
    first_level: float = 0.5
    other: float = -0.24
    capital: float = 1.55
    namesake: float = 1.0
    landmark: float = 8.0
    shared_landmark: float = 2.5
    alternate: float = 2.14
    variant: float = 1.6
    usual: float = 2.0
    spelled: float = 1.0
    votes_country: float = 2.58
    votes_unit: float = 3.8
    full_unit: float = 1.76
    some_country: float = 0.49
    near: float = 2.61
    told: float = 0.4
    institutions: float = 1.1
    shared: float = 1.74
    publisher: float = 2.0
    renown: float = 0.57
    nowhere: float = 3.96
    nowhere_word: float = 0.0
    nowhere_contained: float = 3.17
    sharpness: float = 1.74


WEIGHTS: Final = Weights()


def fame(place: Candidate, weights: Weights) -> float:
    """Return how well known a place is by itself, in powers of ten of population."""
    if place.landmark:
        return weights.shared_landmark if place.shared else weights.landmark
    kind = {"country": weights.country, "first_level": weights.first_level, "other": weights.other, "city": 0.0}[
        place.kind
    ]
    known = math.log10(place.population + 10) + kind + weights.renown * math.log10(1 + place.renown)
    return known + weights.usual * place.usual + weights.capital * place.capital - weights.alternate * place.alternate


def is_hamlet_named_as_state(place: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether a place of few people has the name of a unit of many in its country: Alabama, New York, is not Alabama."""
    return (
        place.kind == "city"
        and place.population < _HAMLET_PEOPLE
        and any(
            c.kind == "first_level" and not c.alternate and c.country == place.country and c.population >= _STATE_PEOPLE
            for c in candidates
        )
    )


def has_better_known_namesake(place: Candidate, candidates: Sequence[Candidate], name: str) -> bool:
    """Tell whether a unit has a city of its name that matters in it, or a city is named like its country.

    "Aleppo" alone is the city more often than the governorate, "Singapore" the country. Oklahoma City is no such namesake.
    """
    if place.kind == "city":
        return any(c.kind == "country" and c.country == place.country for c in candidates)
    return place.kind == "first_level" and any(
        c.kind == "city"
        and not c.alternate
        and key_of(c.name) == name
        and (c.country, c.unit) == (place.country, place.unit)
        and c.population >= SEAT_SHARE * place.population
        for c in candidates
    )
