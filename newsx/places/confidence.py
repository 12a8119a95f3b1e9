"""Probabilities that a resolved place is right, from what the resolver's scores say; called by the resolver.

Logistic regressions, fitted by `models/recipes/gazetteer/calibrate.py`; the gazetteer's card has the data and the reliability
curve.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.places.grouping import Group
    from newsx.places.scoring import Answer

# Shares are kept this far from 0 and 1 before their odds are taken.
_EDGE: Final = 0.002
_MOST_VOTES: Final = 6.0
_MOST_NEAR: Final = 3.0
_MOST_OTHERS: Final = 8.0
# Cities of a million people that a hundred languages name are named in articles about any country (sum of the logarithms).
_FAMOUS: Final = 7.5
# What stands in the tables is as well known as a large city.
_LANDMARK: Final = (6.0, 1.5)
# Places of less than 100,000 people are as good as unknown to those who do not live near (logarithm).
_MIDDLING: Final = 5.0

# What the regressions for point and country read, in this order.
FEATURES: Final = (
    "one", "share", "country_share", "somewhere", "size", "renown", "votes", "agreement", "near", "contained", "country", "unit",
    "other", "landmark", "capital", "alternate", "loose", "words", "rivals", "small_alone", "large_alone", "disagreement",
    "foreign", "foreign_small",
)  # fmt: skip


def probabilities(best: Answer, group: Group) -> tuple[float, float]:
    """Return the probabilities that the answer's point and its country are right.

    A landmark that no other country has is where the table puts it, so that its point is as sure as its country: its one point
    stands for a region or a range, and the texts of the calibration, whose points lie elsewhere in it, tell nothing of that.
    """
    values = features(best, group)
    point, country = probability("point", values), probability("country", values)
    return (max(point, country) if best.place.landmark and not best.place.shared else point), country


def probability(of: Literal["point", "country", "inferred"], values: Sequence[float]) -> float:
    """Return what the regression of that name makes of its values."""
    total = sum(weight * value for weight, value in zip(_weights()[of], values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> dict[str, list[float]]:
    """Return the weights of each regression. Raises ModelNotFoundError when the file is missing."""
    read: dict[str, list[float]] = json.loads(resource_path("gazetteer/confidence.json").read_text(encoding="utf-8"))
    return read


def features(best: Answer, group: Group) -> tuple[float, ...]:
    """Return the values of FEATURES for an answer."""
    place = best.place
    # A small place abroad in an article that names much at home is a namesake more often than one in a sentence alone.
    disagreement = float(bool(place.country)) * max(0.0, 1 - 4 * best.agreement)
    foreign = math.log2(1 + min(_MOST_OTHERS, max(0.0, best.others - 1)))
    size, renown = math.log10(place.population + 10), math.log10(1 + place.renown)
    if place.landmark and not place.shared:
        size, renown = _LANDMARK
    return (
        1.0,
        _log_odds(best.share),
        _log_odds(best.country_share),
        _log_odds(1 - best.nowhere),
        size,
        renown,
        math.log2(1 + min(_MOST_VOTES, best.votes)),
        best.agreement,
        min(_MOST_NEAR, best.near),
        float(group.question.contained),
        float(place.kind == "country"),
        float(place.kind == "first_level"),
        float(place.kind == "other" and not place.landmark),
        float(place.landmark),
        float(place.capital),
        float(place.alternate),
        float(group.reading.loose or group.reading.demonym),
        float(group.question.name.count(" ")),
        math.log10(len(group.question.candidates)),
        max(0.0, _MIDDLING - size) / (1 + best.votes),
        max(0.0, size + renown - _MIDDLING) / (1 + best.votes),
        disagreement,
        disagreement * foreign,
        disagreement * foreign * max(0.0, _FAMOUS - size - renown),
    )


def _log_odds(share: float) -> float:
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))
