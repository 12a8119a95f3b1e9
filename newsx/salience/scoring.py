"""From features to a probability: how likely an editor would name an entity in an article's keywords or description.

A logistic regression of twenty features; models/recipes/salience/train.py learns the weights and says what they were measured on.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newsx.salience.features import FEATURES, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import EntityGroup

# From here on an entity is what the article is about: best F1 out of fold lies at .26 on pages and at .22 on other texts.
MAIN = 0.25


def score_salience(text: str, entities: Sequence[EntityGroup], *, headline: str | None = None) -> list[float]:
    """Return for each entity how much the article is about it, from 0 to 1.

    Offsets of mentions are into `text`, the article's body. The score is the probability that an editor names the entity in
    the article's keywords or its description.
    """
    weights, bias = _weights()
    rows = measure(text, entities, headline)
    return [_sigmoid(bias + sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    data = json.loads(files("newsx.salience").joinpath("weights.json").read_text(encoding="utf-8"))
    return tuple(data["weights"][name] for name in FEATURES), data["bias"]
