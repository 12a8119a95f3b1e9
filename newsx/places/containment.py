"""What a place is said to lie in: "Paris, Texas", "Austin in Texas", "Myanmar’s Rakhine", "the Russian city of Kazan"."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from newsx.places.candidates import demonym_country, read_name, short_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.places.gazetteer import Candidate

_NAME = r"([A-Z][\w.'’-]*(?: (?:of |and )?[A-Z][\w.'’-]*){0,3})"
_AFTER = re.compile(rf"\s?[,(]\s?{_NAME}|,? (?:in|near|outside|of) (?:the )?(?:[a-z-]+ ){{0,2}}{_NAME}")
_LISTED = re.compile(rf"(?:, [A-Z]\w+(?: [A-Z]\w+)?){{0,3}},? and [A-Z]\w+(?: [A-Z]\w+)? in (?:the )?{_NAME}")
_OWNER = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?:['’]s?) (?:[a-z-]+ ){0,3}$")
_ADJECTIVE = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:[a-z-]+ ){0,3}(?:of |in |at |near )?(?:the )?$")
_CITY_BEFORE = re.compile(r"\b(?:city|town|village|capital|port|suburb) of (?:the )?$")
_UNIT_BEFORE = re.compile(r"\b(?:state|province|region|prefecture|canton) of $")
_UNIT_AFTER = re.compile(
    r" (?:[Ss]tate|[Pp]rovince|[Rr]egion|[Pp]refecture|[Oo]blast|[Gg]overnorate)\b(?! [A-Z][a-z]+ity\b| (?:College|Department|Capitol))"
)
# Characters looked at before and after a mention.
_REACH: Final = 60
# A place said to lie in, or at, a city lies within this distance of it.
_CITY_RADIUS_KM: Final = 60
_EARTH_KM: Final = 6371


def wholes_after(text: str, end: int) -> Iterator[tuple[Candidate, ...]]:
    """The places that the words after a mention may name as its whole, the longest reading first."""
    if found := _AFTER.match(text, end, end + _REACH):
        yield from _read_wholes(found.group(1) or found.group(2), cities=bool(found.group(2)))
    if found := _LISTED.match(text, end, end + _REACH):
        yield from _read_wholes(found.group(1), cities=False)


def _read_wholes(words: str, *, cities: bool) -> Iterator[tuple[Candidate, ...]]:
    """What the first words of `words` may name, for ever fewer words."""
    parts = words.split(" ")
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size]).rstrip("’'")
        wholes = (*short_unit(name), *(c for c in read_name(name).candidates if cities or c.kind != "city"))
        if wholes:
            yield wholes


def country_before(text: str, start: int) -> str | None:
    """The country that owns or describes the mention at `start` ("Russia’s Kazan", "the Russian city of Kazan"), or None."""
    before = text[max(0, start - _REACH) : start]
    if found := _OWNER.search(before):
        owners = [c for c in read_name(found.group(1)).candidates if c.kind == "country"]
        return owners[0].country if owners else None
    if found := _ADJECTIVE.search(before):
        words = found.group(1).split(" ")
        return demonym_country(found.group(1)) or demonym_country(words[-1])
    return None


def kinds_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The kinds of place that the words beside a mention name it as ("the city of X", "X province"); empty if they do not."""
    if _CITY_BEFORE.search(text, max(0, start - _REACH), start):
        return frozenset({"city"})
    if _UNIT_BEFORE.search(text, max(0, start - _REACH), start) or _UNIT_AFTER.match(text, end, end + _REACH):
        return frozenset({"first_level"})
    return frozenset()


def lies_in(place: Candidate, whole: Candidate) -> bool:
    """Whether the place is a part of the whole, or lies at it."""
    if place == whole or place.country != whole.country or place.kind == "country":
        return False
    if whole.kind == "country":
        return True
    if whole.kind == "first_level":
        return place.unit == whole.unit and place.kind != "first_level"
    return place.kind != "first_level" and distance_km(place.point, whole.point) <= _CITY_RADIUS_KM


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points given as degrees of latitude and longitude (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
