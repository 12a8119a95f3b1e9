"""Who stands with whom, drawn: places for the names of a graph, found by forces from a fixed start, so that the same graph looks the same."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1100.0, 760.0
_MARGIN = 14.0
_ROUNDS = 400
# How wide a letter of a label is, and how high a line: what is drawn is measured by them.
_LETTER, _LINE = 6.9, 17.0
_LEAST_RADIUS, _MOST_RADIUS = 5.0, 16.0
_GAP = 5.0


class Node(NamedTuple):
    """A name of the graph; its weight is the number of its articles."""

    id: str
    label: str
    weight: int


class Edge(NamedTuple):
    """Two names, by their places in the list of nodes, and what ties them."""

    a: int
    b: int
    weight: float


class Spot(NamedTuple):
    """Where a node is drawn: its circle, and its label below it."""

    x: float
    y: float
    radius: float


def lay_out(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Spot]:
    """Return a spot for every node: those that are tied near each other, no label on another."""
    if not nodes:
        return []
    places = _settled(_ring(len(nodes)), edges)
    most = max(node.weight for node in nodes)
    sizes = [_LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * math.sqrt(node.weight / most) for node in nodes]
    boxes = [
        (max(2 * size, _LETTER * len(node.label)) + 2 * _GAP, 2 * size + _LINE + _GAP)
        for node, size in zip(nodes, sizes, strict=True)
    ]
    placed = _apart(_spread(places, boxes), boxes)
    # The circle stands in the upper part of its box, the label below it.
    return [
        Spot(round(x, 1), round(y - _LINE / 2, 1), round(size, 1)) for (x, y), size in zip(placed, sizes, strict=True)
    ]


def _ring(count: int) -> list[tuple[float, float]]:
    """Return the start: a sunflower's seeds, the first node in the middle."""
    turn = math.pi * (3 - math.sqrt(5))
    return [(math.sqrt(n + 0.5) * math.cos(n * turn), math.sqrt(n + 0.5) * math.sin(n * turn)) for n in range(count)]


def _settled(places: list[tuple[float, float]], edges: Sequence[Edge]) -> list[tuple[float, float]]:
    """Return the places after all pairs have pushed and all edges have pulled, ever less (Fruchterman and Reingold)."""
    heaviest = max((edge.weight for edge in edges), default=1.0)
    for number in range(_ROUNDS):
        heat = 0.6 * (1 - number / _ROUNDS) + 0.005
        forces = [_pushed(places, each) for each in range(len(places))]
        for a, b, weight in edges:
            dx, dy = places[b][0] - places[a][0], places[b][1] - places[a][1]
            pull = math.hypot(dx, dy) * (0.15 + 0.5 * weight / heaviest)
            forces[a] = (forces[a][0] + dx * pull, forces[a][1] + dy * pull)
            forces[b] = (forces[b][0] - dx * pull, forces[b][1] - dy * pull)
        places = [_moved(place, force, heat) for place, force in zip(places, forces, strict=True)]
    return places


def _pushed(places: Sequence[tuple[float, float]], each: int) -> tuple[float, float]:
    """Return the push of all others on a node, and a light pull to the middle, so that nothing drifts away."""
    x, y = places[each]
    fx, fy = -0.25 * x, -0.25 * y
    for other, (ox, oy) in enumerate(places):
        if other != each:
            dx, dy = x - ox, y - oy
            squared = max(dx * dx + dy * dy, 1e-4)
            fx += 1.6 * dx / squared
            fy += 1.6 * dy / squared
    return fx, fy


def _moved(place: tuple[float, float], force: tuple[float, float], heat: float) -> tuple[float, float]:
    length = math.hypot(*force) or 1.0
    step = min(length, heat) / length
    return place[0] + force[0] * step, place[1] + force[1] * step


def _spread(places: Sequence[tuple[float, float]], boxes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the places stretched over the sheet, by their ranks as much as by their distances: crowds come apart."""
    half_wide, half_high = max(wide for wide, _ in boxes) / 2, max(high for _, high in boxes) / 2
    xs = _stretched([x for x, _ in places], _MARGIN + half_wide, WIDTH - _MARGIN - half_wide)
    ys = _stretched([y for _, y in places], _MARGIN + half_high, HEIGHT - _MARGIN - half_high)
    return list(zip(xs, ys, strict=True))


def _stretched(values: Sequence[float], low: float, high: float) -> list[float]:
    first, last = min(values), max(values)
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    ranks = {at: rank for rank, at in enumerate(order)}
    found = []
    for at, value in enumerate(values):
        by_distance = (value - first) / (last - first) if last > first else 0.5
        by_rank = ranks[at] / (len(values) - 1) if len(values) > 1 else 0.5
        found.append(low + (high - low) * (by_distance + by_rank) / 2)
    return found


def _apart(places: list[tuple[float, float]], boxes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the places moved until no box lies on another, as far as the sheet has room."""
    for _ in range(_ROUNDS):
        moved = False
        for a in range(len(places)):
            for b in range(a):
                moved = _part(places, boxes, a, b) or moved
        if not moved:
            break
    return places


def _part(places: list[tuple[float, float]], boxes: Sequence[tuple[float, float]], a: int, b: int) -> bool:
    """Move two boxes off each other along the shorter way; return whether they touched."""
    (ax, ay), (bx, by) = places[a], places[b]
    wide = (boxes[a][0] + boxes[b][0]) / 2 - abs(ax - bx)
    high = (boxes[a][1] + boxes[b][1]) / 2 - abs(ay - by)
    if wide <= 0 or high <= 0:
        return False
    if high <= wide:
        step = (high / 2 + 0.5) * (1 if (ay, a) > (by, b) else -1)
        places[a], places[b] = _inside(ax, ay + step, boxes[a]), _inside(bx, by - step, boxes[b])
    else:
        step = (wide / 2 + 0.5) * (1 if (ax, a) > (bx, b) else -1)
        places[a], places[b] = _inside(ax + step, ay, boxes[a]), _inside(bx - step, by, boxes[b])
    return True


def _inside(x: float, y: float, box: tuple[float, float]) -> tuple[float, float]:
    wide, high = box[0] / 2, box[1] / 2
    return (
        min(max(x, _MARGIN + wide), max(_MARGIN + wide, WIDTH - _MARGIN - wide)),
        min(max(y, _MARGIN + high), HEIGHT - _MARGIN - high),
    )
