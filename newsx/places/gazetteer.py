"""The table of places that comes with newsx: the resolver looks names and codes up here. Opened at the first look-up.

It is one SQLite file, opened read-only and as immutable, so that it works from a read-only folder and from several
processes and threads at once: each has its own connection.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from newsx.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["country", "first_level", "city", "other"]

_KINDS: Final[tuple[Kind, ...]] = ("country", "first_level", "city", "other", "city")
_CAPITAL: Final = 4
# Coordinates are stored as whole ten-thousandths of a degree (11 m).
_SCALE: Final = 10_000
# "San Antonio" has a hundred bearers; a place of the article is among the largest or is told apart by its country.
_MOST_BEARERS: Final = 60
_CACHED_NAMES: Final = 8192

_BY_NAME: Final = """
SELECT p.id, p.name, p.kind, p.country, p.unit, p.latitude, p.longitude, p.population, p.renown, n.alternate
FROM names n JOIN places p ON p.id = n.place WHERE n.name = ? ORDER BY n.alternate, p.population DESC LIMIT ?
"""
# The last condition lets SQLite use the index, which holds countries and units only.
_BY_UNIT: Final = """
SELECT id, name, kind, country, unit, latitude, longitude, population, renown, 0
FROM places WHERE kind = ? AND country = ? AND unit = ? AND kind < 2
"""
_BY_NUMBER: Final = """
SELECT id, name, kind, country, unit, latitude, longitude, population, renown, 0 FROM places WHERE id = ?
"""
_NATIVE: Final = "SELECT place FROM names WHERE key = ? ORDER BY place LIMIT ?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    `country` is an ISO 3166 alpha-2 code, None for a place in no single country; `unit` GeoNames' code of the first-level
    unit or an empty string; `geonames_id` None for places GeoNames numbers but the sources of the table do not.
    `renown` is how many other names, in all languages, the sources have for it: namesakes of one size differ in it.
    `alternate` is true where the place is better known under another name, `landmark` for the places of the own table, whose
    population is 0, `shared` for those of a name that other countries have too;
    `usual` for the city that a name of the table of cities stands for. `point` is latitude and longitude in degrees.
    """

    name: str
    kind: Kind
    country: str | None
    unit: str
    point: tuple[float, float]
    population: int
    renown: int = 0
    geonames_id: int | None = None
    alternate: bool = False
    capital: bool = False
    landmark: bool = False
    shared: bool = False
    usual: bool = False


class Table:
    """One SQLite file that is only read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """Return a connection of this thread of this process: one taken over through a fork is never used."""
        if getattr(self._local, "process", None) != os.getpid():
            address = f"file:{quote(str(self._path))}?mode=ro&immutable=1"
            self._local.connection = sqlite3.connect(address, uri=True)
            self._local.process = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection


class NativeNames(Table):
    """Names of places in other scripts and languages (`newsx.places.native`)."""

    def named(self, key: str) -> list[str]:
        """Return the GeoNames numbers of cities and the codes of countries with that key, in order."""
        return [place for (place,) in self.connection().execute(_NATIVE, (key, _MOST_BEARERS))]


class Gazetteer(Table):
    """The places of one table file, by name and by code."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.named = lru_cache(maxsize=_CACHED_NAMES)(self._named)
        self.numbered = lru_cache(maxsize=_CACHED_NAMES)(self._numbered)
        self.country = cache(self._country)
        self.unit = cache(self._unit)

    def _named(self, key: str) -> tuple[Candidate, ...]:
        """Return the places called `key` (newsx.places.forms.key_of), best known first; none for an unknown name."""
        return tuple(_candidate(row) for row in self.connection().execute(_BY_NAME, (key, _MOST_BEARERS)))

    def _numbered(self, number: int) -> Candidate | None:
        """Return the place with that GeoNames number, or None."""
        row = self.connection().execute(_BY_NUMBER, (number,)).fetchone()
        return _candidate(row) if row else None

    def _country(self, code: str) -> Candidate | None:
        """Return the country with that ISO code, or None."""
        return self._by_unit(0, code, "")

    def _unit(self, country: str, code: str) -> Candidate | None:
        """Return the first-level unit with that GeoNames code ("US", "TX"), or None."""
        return self._by_unit(1, country, code)

    def _by_unit(self, kind: int, country: str, unit: str) -> Candidate | None:
        row = self.connection().execute(_BY_UNIT, (kind, country, unit)).fetchone()
        return _candidate(row) if row else None


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with newsx. Raises ModelNotFoundError when it is missing."""
    return Gazetteer(resource_path("gazetteer/places.sqlite"))


def _candidate(row: tuple[int, str, int, str, str, int, int, int, int, int]) -> Candidate:
    number, name, kind, country, unit, latitude, longitude, population, renown, alternate = row
    return Candidate(
        name=name,
        kind=_KINDS[kind],
        country=country or None,
        unit=unit,
        point=(latitude / _SCALE, longitude / _SCALE),
        population=population,
        renown=renown,
        geonames_id=number if number > 0 else None,
        alternate=bool(alternate),
        capital=kind == _CAPITAL,
    )
