"""Short and familiar names of cities that the gazetteer lacks or is too strict to hold."""

from __future__ import annotations

from typing import Final

# Key → key of the name under which the gazetteer has the city.
CITY_NAMES: Final[dict[str, str]] = {
    "la": "los angeles",
    "nyc": "new york city",
    "new york": "new york city",
    "big apple": "new york city",
    "dc": "washington",
    "washington dc": "washington",
    "district of columbia": "washington",
    "philly": "philadelphia",
    "vegas": "las vegas",
    "san fran": "san francisco",
    "nola": "new orleans",
    "chi town": "chicago",
    "naypyitaw": "nay pyi taw",
    "naypyidaw": "nay pyi taw",
    "nay pyi daw": "nay pyi taw",
    "calcutta": "kolkata",
    "saigon": "ho chi minh city",
    "peking": "beijing",
    "canton city": "guangzhou",
    "leningrad city": "saint petersburg",
    "rio": "rio de janeiro",
    "kl": "kuala lumpur",
    "joburg": "johannesburg",
    "jakarta raya": "jakarta",
    "bombay": "mumbai",
    "madras": "chennai",
}

# Keys under which the gazetteer has towns, but which mean something else in news.
EVERYDAY_WORDS: Final = frozenset(
    ["west", "east", "north", "south", "northeast", "northwest", "southeast", "southwest", "capital", "downtown", "mainland", "main street", "world", "earth", "continent", "union", "federal", "republic", "kingdom", "state", "province", "county", "central", "northern", "southern", "eastern", "western", "province", "gulf", "church", "university", "hospital", "airport", "soviet", "security", "parliament", "senate", "congress"]
)
