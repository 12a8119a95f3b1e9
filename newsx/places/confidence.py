"""Probabilities that a resolved place is right, from what the resolver's scores say; called by the resolver.

Two logistic regressions, fitted by `models/recipes/gazetteer/calibrate.py` (the card has the data and the reliability curve).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsx.places.grouping import Group
    from newsx.places.scoring import Answer

# Shares are kept this far from 0 and 1 before their odds are taken.
_EDGE: Final = 0.002
_MOST_VOTES: Final = 6.0
_MOST_NEAR: Final = 3.0

FEATURES: Final = (
    "one", "share", "country_share", "somewhere", "size", "renown", "votes", "agreement", "near", "contained", "country", "unit",
    "other", "landmark", "capital", "alternate", "loose", "words", "rivals",
)  # fmt: skip
POINT_WEIGHTS: Final = (0.0, 1.0, *(0.0,) * (len(FEATURES) - 2))
COUNTRY_WEIGHTS: Final = (0.0, 0.0, 1.0, *(0.0,) * (len(FEATURES) - 3))


def point_probability(best: Answer, group: Group) -> float:
    """Return the probability that the answer's point is right."""
    return _logistic(POINT_WEIGHTS, features(best, group))


def country_probability(best: Answer, group: Group) -> float:
    """Return the probability that the answer's country is right."""
    return _logistic(COUNTRY_WEIGHTS, features(best, group))


def features(best: Answer, group: Group) -> tuple[float, ...]:
    """Return the values of FEATURES for an answer."""
    place = best.place
    return (
        1.0,
        _log_odds(best.share),
        _log_odds(best.country_share),
        _log_odds(1 - best.nowhere),
        math.log10(place.population + 10),
        math.log10(1 + place.renown),
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
    )


def _log_odds(share: float) -> float:
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))


def _logistic(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
