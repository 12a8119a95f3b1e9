"""Scores of candidates: how well known a place is, and how well it goes with everything else in the article."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsx.places.evidence import Evidence
    from newsx.places.gazetteer import Candidate

_Key = TypeVar("_Key")
_Tally: TypeAlias = defaultdict[_Key, float]
_Unit: TypeAlias = tuple[str, str]
_Cell: TypeAlias = tuple[int, int]

# Names beyond so many candidates keep the best known ones.
_MOST_CANDIDATES: Final = 40
# The least share of a unit's people that its namesake city has, to be the better known of the two.
_SEAT_SHARE: Final = 0.1
_ROUNDS: Final = 3
# Side of the cells in which nearness is felt: 0.75 degrees of latitude are 83 km, with the cells around it some 160.
_CELL_DEGREES: Final = 0.75


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign is worth, in powers of ten of population.

    Chosen on LGL and TR-News by halves (the plateau is wide: single steps change less than a point), and among equals so
    that national and world news keeps its world cities: articles of small-town papers alone would pull Paris to Texas.
    `full_unit` tells from which share of the votes a unit has full weight; `sharpness` turns scores into shares.
    """

    country: float = 2.0
    first_level: float = 0.5
    other: float = -0.5
    capital: float = 2.0
    namesake: float = 1.0
    landmark: float = 8.0
    alternate: float = 2.0
    votes_country: float = 1.5
    votes_unit: float = 4.0
    full_unit: float = 1.3
    some_country: float = 0.5
    near: float = 1.6
    told: float = 0.4
    institutions: float = 1.0
    publisher: float = 2.0
    sharpness: float = 1.5


WEIGHTS: Final = Weights()


@dataclass(slots=True)
class Question:
    """A name and what it may mean; `shares` holds how likely each candidate is."""

    name: str
    candidates: tuple[Candidate, ...]
    shares: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest candidate of a question, how sure it is, and how sure its country is (0 to 1)."""

    place: Candidate
    confidence: float
    country_confidence: float


def answer(
    questions: Sequence[Question], *, context: Evidence, publisher: str | None, weights: Weights
) -> list[Answer | None]:
    """The answer to each question, None where it has no candidates.

    Each round scores all candidates with what the other names meant, as likely, in the round before (mean-field
    inference). Linear in the number of names.
    """
    known = [_prior(question, weights, publisher) for question in questions]
    for question, prior in zip(questions, known, strict=True):
        question.shares = _softmax(prior, weights.sharpness)
    for _ in range(_ROUNDS):
        votes = _Votes(questions, context, weights)
        scores = [
            [base + votes.support(question, i) for i, base in enumerate(prior)]
            for question, prior in zip(questions, known, strict=True)
        ]
        for question, score in zip(questions, scores, strict=True):
            question.shares = _softmax(score, weights.sharpness)
    return [_best(question) for question in questions]


def _best(question: Question) -> Answer | None:
    if not question.candidates:
        return None
    best = max(range(len(question.shares)), key=question.shares.__getitem__)
    place = question.candidates[best]
    country = sum(
        share for c, share in zip(question.candidates, question.shares, strict=True) if c.country == place.country
    )
    return Answer(place, question.shares[best], min(1.0, country))


def _prior(question: Question, weights: Weights, publisher: str | None) -> list[float]:
    """How well known each candidate is; keeps the best known candidates of the question only."""
    scored = [(_fame(c, weights), c) for c in question.candidates]
    scored = [
        (
            fame
            + weights.publisher * (publisher == c.country)
            - weights.namesake * _has_better_known_namesake(c, question),
            c,
        )
        for fame, c in scored
    ]
    if len(scored) > _MOST_CANDIDATES:
        scored = sorted(scored, key=lambda pair: -pair[0])[:_MOST_CANDIDATES]
        question.candidates = tuple(c for _, c in scored)
    return [score for score, _ in scored]


def _has_better_known_namesake(place: Candidate, question: Question) -> bool:
    """Whether a unit has a city of its name that matters in it, or a city is named like its country.

    "Aleppo" alone is the city more often than the governorate, "Singapore" the country.
    """
    if place.kind == "city":
        return any(c.kind == "country" and c.country == place.country for c in question.candidates)
    return place.kind == "first_level" and any(
        c.kind == "city"
        and not c.alternate
        and (c.country, c.unit) == (place.country, place.unit)
        and c.population >= _SEAT_SHARE * place.population
        for c in question.candidates
    )


def _fame(place: Candidate, weights: Weights) -> float:
    if place.landmark:
        return weights.landmark
    kind = {"country": weights.country, "first_level": weights.first_level, "other": weights.other, "city": 0.0}[
        place.kind
    ]
    fame = math.log10(place.population + 10) + kind
    return fame + weights.capital * place.capital - weights.alternate * place.alternate


def _softmax(scores: list[float], sharpness: float) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(sharpness * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


class _Votes:
    """What all names say together of countries, units and neighbourhoods, and what one name says of itself."""

    def __init__(self, questions: Sequence[Question], context: Evidence, weights: Weights) -> None:
        self.weights = weights
        self.countries: _Tally[str] = defaultdict(float, {k: weights.told * v for k, v in context.countries.items()})
        _add(self.countries, {k: weights.institutions * v for k, v in context.institutions.items()})
        self.units: _Tally[_Unit] = defaultdict(float, {k: weights.told * v for k, v in context.units.items()})
        self.cells: _Tally[_Cell] = defaultdict(float)
        self.own: dict[int, tuple[_Tally[str], _Tally[_Unit], _Tally[_Cell]]] = {}
        for question in questions:
            self._hear(question)
        self.all_countries = max(sum(self.countries.values()), 1.0)
        self.all_units = max(sum(self.units.values()), 1.0)

    def _hear(self, question: Question) -> None:
        countries: _Tally[str] = defaultdict(float)
        units: _Tally[_Unit] = defaultdict(float)
        cells: _Tally[_Cell] = defaultdict(float)
        for place, share in zip(question.candidates, question.shares, strict=True):
            if place.country:
                countries[place.country] += share
                if place.unit:
                    units[place.country, place.unit] += share
            if place.kind in {"city", "other"}:
                cells[_cell(place)] += share
        self.own[id(question)] = countries, units, cells
        _add(self.countries, countries)
        _add(self.units, units)
        _add(self.cells, cells)

    def support(self, question: Question, i: int) -> float:
        """What the other names add to the candidate's score."""
        place, weights = question.candidates[i], self.weights
        if not place.country:
            return weights.some_country
        countries, units, cells = self.own[id(question)]
        votes = self.countries[place.country] - countries[place.country]
        total = max(self.all_countries - sum(countries.values()), 1.0)
        score = weights.votes_country * min(1.0, votes / total) + weights.some_country * min(1.0, votes / 2)
        if place.kind == "country":
            return score
        if place.unit:
            unit = place.country, place.unit
            votes = self.units[unit] - units[unit]
            total = max(self.all_units - sum(units.values()), 1.0)
            score += weights.votes_unit * min(1.0, weights.full_unit * votes / total)
        if place.kind != "first_level":
            score += weights.near * min(3.0, self._neighbours(place, cells))
        return score

    def _neighbours(self, place: Candidate, own: _Tally[_Cell]) -> float:
        """How many other names lie in the candidate's cell, and half as many for the cells around it."""
        row, column = _cell(place)
        near = 0.0
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                cell = row + down, column + right
                if cell in self.cells:
                    near += (self.cells[cell] - own.get(cell, 0.0)) * (0.5 if down or right else 1.0)
        return near


def _add(total: _Tally[_Key], part: Mapping[_Key, float]) -> None:
    for key, weight in part.items():
        total[key] += weight


def _cell(place: Candidate) -> _Cell:
    return math.floor(place.point[0] / _CELL_DEGREES), math.floor(place.point[1] / _CELL_DEGREES)
