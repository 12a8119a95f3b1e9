"""Turns the scores of mentions into calibrated probabilities; the taggers call it with what was fitted on held-out articles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

# Slope and shift of a scaling that leaves scores as they are.
UNCALIBRATED: Final = (1.0, 0.0)
# Scores nearer to 0 and 1 than this are taken as this: their odds must stay numbers.
_MARGIN: Final = 1e-6


def scale_score(score: float, slope: float, shift: float) -> float:
    """Return the chance (0 to 1, 4 digits) that a mention with that score (0 to 1) is right (Platt scaling)."""
    score = min(max(score, _MARGIN), 1 - _MARGIN)
    odds = slope * math.log(score / (1 - score)) + shift
    return round(1 / (1 + math.exp(-odds)), 4)


def interpolate_scores(scores: list[float], points: Sequence[tuple[float, float]]) -> list[float]:
    """Return the chance for each score by straight lines between `points` (score, chance); the scores when there are none."""
    if not points:
        return scores
    raw, chance = zip(*points, strict=True)
    found: list[float] = np.interp(scores, raw, chance).tolist()
    return found
