"""Short and familiar names of cities that the gazetteer lacks or is too strict to hold."""

from __future__ import annotations

from typing import Final

# Key → key of the name under which the gazetteer has the city, with its country where a larger namesake is meant less.
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
    "bogura": "bogra",
    "cumilla": "comilla",
    "chattogram": "chittagong",
    "jashore": "jessore",
    "barishal": "barisal",
    "prayagraj": "allahabad",
    "gurugram": "gurgaon",
    "nur sultan": "astana",
    "addis": "addis ababa",
    "bruges": "brugge",
    "hanover": "hannover",
    "washington": "washington",
    "mecca": "makkah",
    "bethlehem": "bethlehem/PS",
    "madison": "madison",
    "valencia": "valencia/ES",
    "salamanca": "salamanca/ES",
    "santander": "santander/ES",
    "san sebastian": "donostia/ES",
    "corunna": "la coruna/ES",
    "saragossa": "zaragoza/ES",
    "hull": "kingston upon hull/GB",
    "londonderry": "derry/GB",
    "canterbury": "canterbury/GB",
    "fez": "fes/MA",
    "mansoura": "al mansurah/EG",
    "marsa matrouh": "marsa matruh/EG",
    "palmyra": "tadmur/SY",
    "deir ezzor": "deir ez zor/SY",
    "ras al ain": "ras al ayn/SY",
    "tal abyad": "tall abyad/SY",
    "tal afar": "tall afar/IQ",
    "qalqilya": "qalqilyah/PS",
    "jenin": "janin/PS",
    "kyaukphyu": "kyaukpyu/MM",
    "muse": "mu se/MM",
    "dalat": "da lat/VN",
    "shire": "inda silase/ET",
    "colon": "colon/PA",
}

# Keys under which the gazetteer has towns, but which mean something else in news.
EVERYDAY_WORDS: Final = frozenset(
    word
    for line in """
    west|east|north|south|northeast|northwest|southeast|southwest|central|northern|southern|eastern|western|mainland
    north side|west side|east side|south side|downtown|uptown|midtown|old town|city hall|town hall|main street|capital
    state|province|county|republic|kingdom|union|federal|soviet|world|earth|continent|gulf|security|parliament|senate|congress
    church|university|hospital|airport
    """.strip().splitlines()
    for word in line.strip().split("|")
)
