"""Scores of candidates for the resolver: how well known a place is, and how well it goes with everything else in the article."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from newsx.places.distance import distance_km
from newsx.places.fame import HAMLET, SEAT_SHARE, Weights, fame, has_better_known_namesake, is_hamlet_named_as_state
from newsx.places.forms import direction_of, is_variant, key_of

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
# A square or a street is one of a town near by more often than the town that is called so ("Franklin Square", New York); so much
# the town must gain from the rest of the article. On LGL and TR-News acc@161 is the same from 0 to 2.
_STREETS: Final = (" square", " street", " road", " avenue", " lane", " terrace", " boulevard")
_STREET: Final = 2.0
# A city that the name is another name of has nearly all of them: Ciudad Juárez in Juárez.
_LIKE_ITS_UNIT: Final = 0.8
# "Eastern Region" is of the country that the article tells of, which may be one whose unit the gazetteer calls otherwise.
_DIRECTION: Final = 3.0
# So much the other names say for a country before its candidates are counted together: a sentence alone says nothing for any.
_TOLD: Final = 1.0
_ROUNDS: Final = 3
# Side of the cells in which nearness is felt: 0.75 degrees of latitude are 83 km, with the cells around it some 160.
_CELL_DEGREES: Final = 0.75
# A unit, its seat and its county are one place as far as a point on a map goes.
_SAME_POINT_KM: Final = 100


@dataclass(slots=True)
class Question:
    """A name and what it may mean; `written` is the name as the article has it.

    `contained` is true when the candidates are those that lie in what the text says; `shares` holds how likely each candidate
    is, `nowhere` how likely none of them is.
    """

    name: str
    candidates: tuple[Candidate, ...]
    contained: bool = False
    written: str = ""
    shares: list[float] = field(default_factory=list)
    nowhere: float = 3.96


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest candidate of a question, and what tells how sure it is (shares from 0 to 1).

    `share` is that of the candidates at its point, `country_share` of those in its country, `nowhere` of none at all;
    `votes` is how much the other names say for its country, `agreement` that as a part of all they say, `others` what they say
    for other countries, `near` how many of them lie beside it.
    """

    place: Candidate
    share: float
    country_share: float
    nowhere: float
    votes: float
    agreement: float
    near: float
    others: float


def answer(
    questions: Sequence[Question], *, context: Evidence, publisher: str | None, weights: Weights
) -> list[Answer | None]:
    """Return the answer to each question, None where it has no candidates.

    Each round scores all candidates with what the other names meant, as likely, in the round before (mean-field
    inference). Linear in the number of names.
    """
    known = [_prior(question, weights, publisher) for question in questions]
    for question, prior in zip(questions, known, strict=True):
        _share(question, prior, weights)
    for _ in range(_ROUNDS):
        votes = _Votes(questions, context, weights)
        scores = [
            [base + votes.support(question, i) for i, base in enumerate(prior)]
            for question, prior in zip(questions, known, strict=True)
        ]
        for question, score in zip(questions, scores, strict=True):
            _share(question, score, weights)
    last = _Votes(questions, context, weights)
    return [_best(question, last) for question in questions]


def _share(question: Question, scores: list[float], weights: Weights) -> None:
    """Set how likely each candidate of the question is, and how likely none is."""
    nowhere = weights.nowhere - weights.nowhere_word * question.name.count(" ")
    if question.contained:
        nowhere -= weights.nowhere_contained
    elif question.name.endswith(_STREETS):
        nowhere += _STREET
    elif direction_of(question.name):
        nowhere += _DIRECTION
    *question.shares, question.nowhere = _softmax([*scores, nowhere], weights.sharpness)


def _best(question: Question, votes: _Votes) -> Answer | None:
    """Return the likeliest candidate with the shares of all that agree with it."""
    if not question.candidates:
        return None
    best = _likeliest(question, votes)
    place = _seat(question, question.candidates[best])
    share = country = 0.0
    for c, part in zip(question.candidates, question.shares, strict=True):
        if c.country == place.country:
            country += part
            if part > _NEGLIGIBLE and distance_km(c.point, place.point) <= _SAME_POINT_KM:
                share += part
    told, agreement, near = votes.told_for(question, place)
    if direction_of(question.name) and not question.contained and told < _TOLD:
        return None
    others = told / agreement - told if agreement else votes.all_countries
    return Answer(
        place, max(share, question.shares[best]), min(1.0, country), question.nowhere, told, agreement, near, others
    )


def _likeliest(question: Question, votes: _Votes) -> int:
    """Return the index of the likeliest candidate; of a country that all its candidates make likeliest where others tell of it."""
    best = max(range(len(question.shares)), key=question.shares.__getitem__)
    together: _Tally[str | None] = defaultdict(float)
    for place, share in zip(question.candidates, question.shares, strict=True):
        together[place.country] += share
    lead = max(together, key=lambda country: together[country])
    own = [i for i, place in enumerate(question.candidates) if place.country == lead]
    first = max(own, key=question.shares.__getitem__)
    return first if votes.told_for(question, question.candidates[first])[0] >= _TOLD else best


def _seat(question: Question, place: Candidate) -> Candidate:
    """Return the city of its name that a second-level unit has its seat in; the place itself where it has none.

    "Maiduguri" alone is the city. The points lie in one neighbourhood, so that scores can hardly tell the two apart.
    """
    if place.kind != "other" or place.landmark or place.alternate or key_of(place.name) != question.name:
        return place
    cities = [
        c
        for c in question.candidates
        if c.kind == "city"
        and (c.country, c.unit) == (place.country, place.unit)
        and c.population >= (_LIKE_ITS_UNIT if c.alternate else SEAT_SHARE) * place.population
        and distance_km(c.point, place.point) <= _SAME_POINT_KM
    ]
    return max(cities, key=lambda c: c.population, default=place)


_NEGLIGIBLE: Final = 0.001


def _prior(question: Question, weights: Weights, publisher: str | None) -> list[float]:
    """Return how well known each candidate is; keep the best known candidates of the question only."""
    accented = not question.written.isascii()
    all_alternate = all(c.alternate for c in question.candidates)
    scored = [
        (
            fame(c, weights)
            + weights.spelled * (accented and c.name == question.written)
            + weights.variant * (all_alternate and is_variant(question.name, key_of(c.name))),
            c,
        )
        for c in question.candidates
    ]
    scored = [
        (
            known
            + weights.publisher * (publisher == c.country)
            - weights.namesake * has_better_known_namesake(c, question.candidates, question.name)
            - HAMLET * is_hamlet_named_as_state(c, question.candidates),
            c,
        )
        for known, c in scored
    ]
    if len(scored) > _MOST_CANDIDATES:
        scored = sorted(scored, key=lambda pair: -pair[0])[:_MOST_CANDIDATES]
        question.candidates = tuple(c for _, c in scored)
    return [score for score, _ in scored]


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
        _add(self.countries, {k: weights.shared * v for k, v in context.shared.items()})
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
        """Return what the other names add to the candidate's score."""
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

    def told_for(self, question: Question, place: Candidate) -> tuple[float, float, float]:
        """Return what the other names say for the country of a place, as a sum and as a part of all; and its neighbours."""
        if not place.country:
            return 0.0, 0.0, 0.0
        countries, _, cells = self.own[id(question)]
        votes = self.countries[place.country] - countries[place.country]
        total = max(self.all_countries - sum(countries.values()), 1.0)
        near = 0.0 if place.kind in {"country", "first_level"} else self._neighbours(place, cells)
        return votes, votes / total, near

    def _neighbours(self, place: Candidate, own: _Tally[_Cell]) -> float:
        """Return how many other names lie in the candidate's cell, and half as many for the cells around it."""
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
