"""A measured figure, the floors figures must not fall below, and the table people read; every scorer here gives figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Figure:
    """One measured share (0 to 1, more is better) of `count` items, under a name that stays the same from version to version."""

    name: str
    value: float
    count: int


@dataclass(frozen=True)
class Floor:
    """What a figure was when it was pinned, and by how much it may differ without a reason."""

    value: float
    margin: float

    def holds(self, figure: Figure) -> bool:
        """Return whether the figure is not below the floor by more than its margin."""
        return figure.value >= self.value - self.margin


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Return the pinned floors by the names of their figures."""
    return {name: Floor(**floor) for name, floor in json.loads(path.read_text(encoding="utf-8")).items()}


def write_floors(figures: list[Figure], path: Path = FLOORS) -> list[str]:
    """Pin figures as the new floors, others stay; return the names of floors that were lowered (CHANGELOG needs a line for each)."""
    floors = read_floors(path) if path.exists() else {}
    lowered = [f.name for f in figures if f.name in floors and round(f.value, 4) < floors[f.name].value]
    for figure in figures:
        floors[figure.name] = Floor(round(figure.value, 4), _margin(figure.count))
    text = {name: {"value": floors[name].value, "margin": floors[name].margin} for name in sorted(floors)}
    path.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return lowered


def _margin(count: int) -> float:
    """The noise a figure over so many items may have: one item, and never less than half a point in a hundred."""
    return round(max(0.005, 1.0 / max(1, count)), 4)


def show(figures: list[Figure], floors: dict[str, Floor]) -> list[Figure]:
    """Print a row a figure beside its floor; return those below theirs."""
    below = []
    width = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        floor = floors.get(figure.name)
        mark = "" if floor is None or floor.holds(figure) else "  BELOW"
        if mark:
            below.append(figure)
        pinned = f"{floor.value:.4f}" if floor else "  new "
        print(f"{figure.name:{width}}  {figure.value:.4f}  floor {pinned}  n {figure.count}{mark}", flush=True)
    return below
