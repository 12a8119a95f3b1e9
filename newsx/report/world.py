"""The map of a report: outlines of countries, shaded by how many articles are about them, and circles for places."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

# The sheet: as `models/recipes/outlines/build.py` projects it, in tenths of its units; the south ends below Cape Horn.
WIDTH, TOP, BOTTOM = 10_000, -2_460, 1_880
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / (2 * 2.7066297)
# Countries are shaded in so many steps, by the logarithm of their articles.
_STEPS = 5
_LEAST_RADIUS, _MOST_RADIUS = 26.0, 190.0
# Of so few articles at most, none is as large as can be: two are no crowd.
_FEW = 16

_NUMBER = lazy_pattern(r"-?[0-9]+")


class Circle(NamedTuple):
    """A place on the sheet; `is_inferred`: no gazetteer and no words say where it lies, the rest of the articles tells its country."""

    x: float
    y: float
    radius: float
    id: str
    label: str
    is_inferred: bool


class Country(NamedTuple):
    """A country on the sheet: `step` from 0 (no article is about it) to 5."""

    code: str
    path: str
    step: int
    articles: int


@cache
def outlines() -> dict[str, str]:
    """Return the outlines of countries as paths, by their codes."""
    found: dict[str, str] = json.loads(files("newsx.report").joinpath("outlines.json").read_text("ascii"))
    return found


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point lies on the sheet (equal earth)."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    bend = math.sqrt(3) * (_A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2))
    x = 2 * math.radians(longitude) * math.cos(t) / bend
    y = t * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    return x * _SCALE + WIDTH / 2, -y * _SCALE


def centre(code: str) -> tuple[float, float] | None:
    """Return the middle of the largest part of a country; None where it has no outline, being too small."""
    boxes = []
    for ring in outlines().get(code, "").split("z")[:-1]:
        x, y, *steps = map(int, _NUMBER.findall(ring))
        xs = [x, *(x := x + step for step in steps[::2])]
        ys = [y, *(y := y + step for step in steps[1::2])]
        size = (max(xs) - min(xs)) * (max(ys) - min(ys))
        boxes.append((size, (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2))
    return max(boxes)[1:] if boxes else None


def shaded(counts: Mapping[str, int]) -> list[Country]:
    """Return every country, those more articles are about in a higher step."""
    most = max(counts.values(), default=1)
    return [
        Country(code, path, _step(counts.get(code, 0), most), counts.get(code, 0)) for code, path in outlines().items()
    ]


def _step(articles: int, most: int) -> int:
    if not articles:
        return 0
    return 1 + min(_STEPS - 1, int(_STEPS * math.log(articles) / math.log(most + 1)))


def radius(articles: int, most: int) -> float:
    """Return the radius of a circle whose area grows with the articles."""
    return _LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * math.sqrt((articles - 1) / max(_FEW, most - 1))
