"""Distances on the globe, for the resolver, the gazetteer's recipe and the scorer."""

from __future__ import annotations

import math
from typing import Final

_EARTH_KM: Final = 6371


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as degrees of latitude and longitude (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
