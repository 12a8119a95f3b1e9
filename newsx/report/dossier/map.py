"""The map of a report, and the tables that say the same: places with points, and those of which only the country is told by the rest of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from newsx.report.templating import many
from newsx.report.world import BOTTOM, TOP, WIDTH, Circle, centre, project, radius, shaded
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections import Counter

    from newsx.dossier.reading import ProfileRow, Reading
    from newsx.report.templating import Filler

_MOST_CIRCLES = 300
# What tells a place from one of its name.
_KINDS = {"first_level": "state or province", "second_level": "district"}
# Of the places that are only inferred to lie in a country, so many are listed.
_MOST_INFERRED = 12


class World:
    """The map of a report and its tables. `inferred` counts the articles in which a place's country is only inferred."""

    def __init__(self, reading: Reading, fill: Filler, inferred: Counter[int]) -> None:
        self._fill = fill
        self._focus = reading.focus()
        points = sorted(reading.points(), key=lambda row: (-row[3], row[1], row[0]))
        countries = [row for row in reversed(points) if row[-1] == "country" and row[2]]
        self._lands = {row[2]: f"place-{row[0]}" for row in countries}
        self._centres = {row[2]: project(row[5], row[4]) for row in countries}
        self._places = [row for row in points if row[-1] != "country"]
        # Continents are no point on a map, and it ends below Cape Horn; a list has what is not drawn.
        self._drawn = [
            row for row in self._places if row[-1] != "continent" and TOP <= project(row[5], row[4])[1] <= BOTTOM
        ]
        self._undrawn = sorted(set(self._places) - set(self._drawn), key=self._places.index)
        pointed = {row[0] for row in points}
        self._inferred: dict[str, list[ProfileRow]] = {}
        for profile in reading.list_profiles():
            if profile.country and profile.number not in pointed and 0 < profile.articles <= inferred[profile.number]:
                self._inferred.setdefault(profile.country, []).append(profile)

    def figure(self, most_circles: int = _MOST_CIRCLES) -> Markup:
        """Return the map alone."""
        rings = self._rings()
        html = self._fill(
            "map.html",
            width=WIDTH,
            top=TOP,
            height=BOTTOM - TOP,
            countries=shaded(self._focus),
            lands=self._lands,
            circles=[*self._circles(most_circles), *rings],
            rings=bool(rings),
            drawn=min(most_circles, len(self._drawn)),
            left_out=max(0, len(self._drawn) - most_circles),
        )
        return Markup(html)  # noqa: S704 - a template made it

    def _circles(self, most_circles: int) -> list[Circle]:
        rows = self._drawn[:most_circles]
        most = max((row[3] for row in rows), default=1)
        return [
            Circle(
                *project(longitude, latitude),
                radius(articles, most),
                f"place-{number}",
                f"{name}: {many(articles, 'article')}",
                is_inferred=False,
            )
            for number, name, _, articles, latitude, longitude, _ in rows
        ]

    def _rings(self) -> list[Circle]:
        """Return a ring for every country that has places only inferred to lie in it: they have no point of their own."""
        most = max(map(len, self._inferred.values()), default=1)
        found = []
        for code, rows in self._inferred.items():
            where = self._centres.get(code) or centre(code)
            if where:
                label = f"{country_name(code)}: {many(len(rows), 'place')}, only inferred to lie there"
                ring = Circle(*where, radius(len(rows), most), f"inferred-{code}", label, is_inferred=True)
                found.append(ring)
        return found

    def page(self) -> str:
        """Return the map with tables that say the same."""
        return self._fill(
            "where.html",
            map=self.figure(),
            shares=sorted(self._focus.items(), key=lambda pair: (-pair[1], pair[0])),
            lands=self._lands,
            rows=[
                (f"place-{number}", name, code, count, _KINDS.get(kind))
                for number, name, code, count, *_, kind in self._drawn[:_MOST_CIRCLES]
            ],
            undrawn=[(f"place-{number}", name, count) for number, name, _, count, *_ in self._undrawn[:_MOST_INFERRED]],
            inferred=sorted(self._inferred.items(), key=lambda pair: (-len(pair[1]), pair[0])),
            most_inferred=_MOST_INFERRED,
        )
