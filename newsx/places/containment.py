"""What a mention is said to lie in: "Paris, Texas", "Austin in Texas", "Myanmar’s Rakhine", "the Russian city of Kazan".

The resolver asks for the wholes of each mention; of a whole that is firm, whatever lies elsewhere is excluded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.candidates import demonym_country, read_name, short_unit
from newsx.places.distance import distance_km
from newsx.places.forms import direction_of, key_of
from newsx.places.gazetteer import shipped_gazetteer
from newsx.vocabulary.calendar_names import full_names

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from newsx.places.gazetteer import Candidate

# Small words inside names, behind which none is cut: of "Santiago del Estero" Santiago is no reading.
_INSIDE: Final = ("upon", "del", "de", "dos", "do", "da", "du", "am")
_NAME = rf"([A-Z][\w.'’-]*(?: (?:(?:of|and|the|{'|'.join(_INSIDE)}) )?[A-Z][\w.'’-]*){{0,3}})"
_SIDE = r"(?:(?:in|near|the|far|central|downtown|inner|rural|north|south|east|west|(?:north|south)(?:east|west)|(?:north|south|east|west|(?:north|south)(?:east|west))ern) ){0,3}"
# A word between a place and its whole that is no preposition: "Japan’s embassy in", "the run-up to".
_PLAIN_WORD = r"(?!(?:to|in|on|at|of|from|for|with|against|over|near|and|or|that|who|by|as) )[a-z-]+ "
_COMMA = lazy_pattern(rf"\s?(?P<joint>[,(])\s?(?P<side>{_SIDE}){_NAME}")
_LYING_IN = lazy_pattern(
    rf",? (?P<joint>in|near|outside|of) (?:the )?(?:{_PLAIN_WORD}){{0,2}}(?:(?:state|province|region|district|county|city|town) of )?{_NAME}"
)
_LISTED = lazy_pattern(rf"(?:, [A-Z]\w+(?: [A-Z]\w+)?){{0,3}},? and [A-Z]\w+(?: [A-Z]\w+)? in (?:the )?{_NAME}")
_LIST_GOES_ON = lazy_pattern(
    r",? (?:and|or|&) (?:(?:in|at|near|on|to|the) ){0,2}(?:[a-z]+ ){0,3}[A-Z]|, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:,| and )"
)
_IN_A_LIST = lazy_pattern(r"(?:(?<![\w'’-])[A-Z][\w'’-]+,|\b(?:and|or)) $")
# "Athens, a college town in Georgia".
_APPOSITION = lazy_pattern(
    rf", an? (?:[\w,-]+ ){{0,4}}(?:city|town|village|suburb|port|resort|community|settlement|hamlet) (?:of [\d,]+ (?:people )?)?in (?:the )?(?:{_PLAIN_WORD}){{0,2}}{_NAME}"
)
_OWNER = lazy_pattern(
    rf"(?<![\w-])([A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}})(?:['’]s?) (?:{_PLAIN_WORD}){{0,3}}(?:(?:state|province|region|city|town) of )?$"
)
_KIND_OF_PLACE = (
    r"(?:city|town|village|capital|port|suburb|suburbs|district|neighbou?rhood|area|quarter|hamlet|settlement|community|commune"
    r"|municipality|township|province|region|state|county|prefecture|island|islands|resort|border|enclave|outskirts|slum|estate)"
)
_ADJECTIVE = lazy_pattern(r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:[a-z-]+ ){0,3}(?:of |in |at |near )?(?:the )?$")
_DESCRIBED = lazy_pattern(
    rf"(?<![\w'’-])([A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}}) (?:[a-z-]+ ){{0,2}}{_KIND_OF_PLACE}(?: town| city| village)?(?: of| called| named|,)? (?:the )?$"
)
_CITY_BEFORE = lazy_pattern(r"\b(?:city|town|village|capital|port|suburb) of (?:the )?$")
_UNIT_BEFORE = lazy_pattern(r"\b(?:state|province|region|prefecture|canton|governorate|oblast) of $")
_UNIT_AFTER = lazy_pattern(
    r" (?:[Ss]tate|[Pp]rovince|[Rr]egion|[Pp]refecture|[Oo]blast|[Gg]overnorate)\b(?! [A-Z][a-z]+ity\b| (?:College|Department|Capitol))"
)
# Bodies that a town has and a country has not: "Jordan Middle School", "Lebanon City Council".
_TOWN_BODY = lazy_pattern(
    r" (?:(?:City|Town) (?:Council|Hall|Manager|Attorney)|(?:Independent |Unified |Public |Community |Area )?School (?:District|Board)|Township"
    r"|(?:Junior |Senior )?High School(?! Association)|(?:Middle|Elementary) School|Fire Department|Chamber of Commerce|Public Library)\b"
)
# A text without any of these words names no such body: cheaper to ask than the pattern.
_IN_TOWN_BODIES: Final = (
    "School",
    "Council",
    "Township",
    "Town Hall",
    "City Hall",
    "Manager",
    "Department",
    "Chamber",
    "Library",
    "Attorney",
)
# Capitalised words that stand behind a place and are no whole of it, though the gazetteer has places of these names.
_NO_WHOLES: Final = frozenset(
    [
        "ap",
        "afp",
        "upi",
        "ips",
        "ani",
        "pti",
        "ians",
        "aap",
        "cnn",
        "bbc",
        "efe",
        "dpa",
        "in",
        "on",
        "at",
        "the",
        "a",
        "an",
        "but",
        "and",
        "al",
        "el",
        "council",
        "police",
        "president",
        "minister",
        "mr",
        "mrs",
        "ms",
        "dr",
        "he",
        "she",
        "it",
        "they",
        "we",
        "where",
        "when",
        "who",
        "which",
        "this",
        "that",
    ]
) | full_names("en")
# Codes of Ontario and Indiana. "AP" behind a town is an agency, not Andhra Pradesh.
_CODES_LIKE_WORDS: Final = frozenset(["ON", "IN"])
_CLAUSE_ENDS: Final = frozenset(["", "\n", ".", ",", ";", ")"])
# "'s " and nothing else stands between "Karachi" and "Clifton".
_POSSESSIVE_ENDING: Final = 3
# The group of _LYING_IN that holds the name.
_IN_GROUP: Final = 2
# Units and cities below this size are namesakes of family names and of neighbours in a list.
_LEAST_FIRM: Final = 300_000
# Characters looked at before and after a mention.
_REACH: Final = 60
_FAR_REACH: Final = 100
# A place said to lie in, or at, a city lies within this distance of it.
_CITY_RADIUS_KM: Final = 60


@dataclass(frozen=True, slots=True)
class Whole:
    """What a mention is said to lie in: the words, where they start, what they may mean (likeliest first).

    A firm whole excludes whatever lies elsewhere: no list of places, no preposition that may belong to a verb. A `listed` one
    may be the next place of a list.
    """

    words: str
    start: int
    candidates: tuple[Candidate, ...]
    firm: bool = False
    listed: bool = False

    @property
    def end(self) -> int:
        """Offset just after the words."""
        return self.start + len(self.words)


def wholes_after(text: str, end: int, *, start: int | None = None) -> Iterator[Whole]:
    """Yield the places that the words after a mention may name as its whole, the longest reading first.

    `start` is where the mention starts; without it no whole is told to be firm.
    """
    if found := _COMMA.match(text, end, end + _REACH):
        bracket, side = found["joint"] == "(", bool(found["side"])
        alone = bracket or not (
            _LIST_GOES_ON.match(text, found.end())
            or (start is not None and _IN_A_LIST.search(text, max(0, start - 30), start))
        )
        for whole in _read_wholes(found, 3, cities=side or bracket, firm=alone and start is not None):
            yield whole if alone else replace(whole, listed=True)
    if found := _APPOSITION.match(text, end, end + _FAR_REACH):
        yield from _read_wholes(found, 1, cities=True, firm=start is not None)
    if found := _LYING_IN.match(text, end, end + _REACH):
        yield from _read_wholes(found, 2, cities=True, firm=found["joint"] == "in" and start is not None)
    if found := _LISTED.match(text, end, end + _REACH):
        yield from _read_wholes(found, 1, cities=False, firm=False)


def _read_wholes(found: re.Match[str], group: int, *, cities: bool, firm: bool) -> Iterator[Whole]:
    """Yield what the first words of a group of a match may name, for ever fewer words."""
    parts = found.group(group).split(" ")
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size]).rstrip("’'")
        inside = size < len(parts) and parts[size] in _INSIDE
        if inside or (key_of(name) in _NO_WHOLES and not _is_code_at_end(found, group, name)):
            continue
        reading = read_name(name)
        known = () if reading.demonym else tuple(c for c in reading.candidates if cities or c.kind != "city")
        wholes = (*(short_unit(name) if group != _IN_GROUP else ()), *known)
        if wholes:
            ends = size == len(parts) or name.endswith(".")
            yield Whole(name, found.start(group), wholes, firm=firm and ends and is_sure(wholes[0]))


def _is_code_at_end(found: re.Match[str], group: int, name: str) -> bool:
    """Tell whether a word is the code of a unit behind which a line or a clause ends: "Toronto, ON", not "PARIS, IN MARCH"."""
    following = found.string[found.start(group) + len(name) :][:1]
    return name in _CODES_LIKE_WORDS and following in _CLAUSE_ENDS


def is_sure(whole: Candidate) -> bool:
    """Tell whether a whole is known well enough to exclude what lies elsewhere."""
    if whole.kind == "country":
        return True
    return not whole.alternate and whole.population >= _LEAST_FIRM and not direction_of(key_of(whole.name))


def whole_before(text: str, start: int) -> Whole | None:
    """Return the place that owns or describes the mention at `start`, or None.

    "Russia’s Kazan", "the Mombasa suburb of Likoni", "the Russian city of Kazan".
    """
    begin = max(0, start - _REACH)
    if found := _OWNER.search(text, begin, start):
        owners = _large(found.group(1))
        beside = found.end() - found.end(1) <= _POSSESSIVE_ENDING
        firm = bool(owners) and (owners[0].kind == "country" or (beside and is_sure(owners[0])))
        return Whole(found.group(1), found.start(1), owners, firm=firm) if owners else None
    if found := _DESCRIBED.search(text, begin, start):
        words = found.group(1)
        if owners := _large(words):
            return Whole(words, found.start(1), owners, firm=owners[0].kind == "country")
        for name in (words, words.rpartition(" ")[2]):
            if (code := demonym_country(name)) and (country := shipped_gazetteer().country(code)):
                return Whole(name, found.start(1), (country,), firm=True)
    return None


# What owns or describes a place without a word for its kind is a country, a unit or a city that people know.
_LEAST_OWNER: Final = 50_000


def _large(name: str) -> tuple[Candidate, ...]:
    """Return the countries, units and large cities of that name, but none that are known so by their adjective."""
    reading = read_name(name)
    if reading.demonym or reading.loose:
        return ()
    return tuple(
        c for c in reading.candidates if c.kind == "country" or (c.population >= _LEAST_OWNER and not c.alternate)
    )


def country_before(text: str, start: int) -> str | None:
    """Return the country whose name or adjective stands before the mention at `start`, or None: a hint, no more.

    "Israeli strikes on" tells that much as well.
    """
    if found := _ADJECTIVE.search(text, max(0, start - _REACH), start):
        words = found.group(1).split(" ")
        return demonym_country(found.group(1)) or demonym_country(words[-1])
    return None


def kinds_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return the kinds that the words beside a mention name it as ("the city of X", "X province"); none if they do not."""
    if _CITY_BEFORE.search(text, max(0, start - _REACH), start):
        return frozenset({"city"})
    if _UNIT_BEFORE.search(text, max(0, start - _REACH), start) or _UNIT_AFTER.match(text, end, end + _REACH):
        return frozenset({"first_level"})
    return frozenset()


def before_town_bodies(text: str) -> tuple[str, ...]:
    """Return the words right before each body of a town that the text names ("… at Palestine" of its Independent School District)."""
    if not any(word in text for word in _IN_TOWN_BODIES):
        return ()
    return tuple(text[max(0, found.start() - _REACH) : found.start()] for found in _TOWN_BODY.finditer(text))


def lies_in(place: Candidate, whole: Candidate) -> bool:
    """Tell whether the place is a part of the whole, or lies at it."""
    if place == whole or place.country != whole.country or place.kind == "country":
        return False
    if whole.kind == "country":
        return True
    if whole.kind == "first_level":
        return place.unit == whole.unit and place.kind != "first_level"
    return place.kind != "first_level" and distance_km(place.point, whole.point) <= _CITY_RADIUS_KM
