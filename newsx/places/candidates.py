"""What a name may mean: the gazetteer, the tables, and names without their qualifiers; for the resolver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.forms import direction_of, key_in_s, key_of
from newsx.places.gazetteer import Candidate, shipped_gazetteer
from newsx.places.native import native_places
from newsx.places.tables.cities import CITY_NAMES, EVERYDAY_WORDS
from newsx.places.tables.countries import COUNTRY_NAMES, DEMONYMS
from newsx.places.tables.institutions import INSTITUTIONS
from newsx.places.tables.landmarks import LANDMARKS
from newsx.places.tables.units import UNIT_DEMONYMS, UNIT_SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.places.gazetteer import Kind

_BEFORE = lazy_pattern(
    r"^(?:(?:far )?(?:northern|southern|eastern|western|central|northeastern|northwestern|southeastern|southwestern|north|south|east|west"
    r"|northeast|northwest|southeast|southwest|inner|outer|downtown|greater|upper|lower|mainland|rural|metropolitan|metro|suburban|mid"
    r"|occupied|modern|state of|province of|city of|town of|village of|commonwealth of|republic of|kingdom of|people of|port of) )+"
)
_AFTER = lazy_pattern(
    r" (?:city|states?|provinces?|regions?|districts?|governorate|township|area|valley|metropolitan area|metro area|territory|municipality|prefecture"
    r"|oblast|division|republic|capital|border|peninsula|airport|international airport)$"
)
_UNIT_WORD = lazy_pattern(
    r"(?:^(?:state|province|commonwealth) of | (?:states?|provinces?|regions?|oblast|prefecture|governorate|division)$)"
)
# "Bab el-Mandeb strait" is Bab el-Mandeb.
_NATURAL = lazy_pattern(
    r" (?:strait|river|mountains?|range|desert|basin|delta|islands?|region|coast|volcano|massif|canal)$"
)
_ARTICLE = lazy_pattern(r"^(?:al|ad|ar|as|ash|at|az|an|el) ")
_COUNTY = lazy_pattern(r" (?:co|cty)$")
_SHORT_FORM = lazy_pattern(r"[A-Z][A-Za-z]{1,4}\.|(?:[A-Z]\. ?){1,3}(?:[A-Z][a-z]+\.)?|[A-Z]{2,3}")
# "EU" is not the French town of Eu: capitals of up to three letters are no town's name.
_ACRONYM = lazy_pattern(r"[a-z]{1,3}")
# "Pearson International Airport" is not at the town of Pearson: a name without its qualifier is that of a large city only.
_LEAST_LOOSE: Final = 20_000
_CACHED: Final = 8192


@dataclass(frozen=True, slots=True)
class Reading:
    """What one name may mean, before the article is looked at.

    `demonym` is true when the name is an adjective or a demonym ("Russian"), whose one candidate is its country;
    `loose` when it was found only without a qualifier ("northern Iraq"), so that the point is that of the whole.
    """

    candidates: tuple[Candidate, ...] = ()
    demonym: bool = False
    loose: bool = False


@lru_cache(maxsize=_CACHED)
def read_name(name: str) -> Reading:
    """Return what `name` may mean: known places first, then short forms of units, demonyms, and the name without qualifiers."""
    if found := native_places(name):
        return Reading(found)
    if (in_s := key_in_s(name)) and (found := shipped_gazetteer().named(in_s)):
        return Reading(found)
    key = key_of(name)
    if not key:
        return Reading()
    if unit := demonym_unit(key):
        return Reading((*_units([unit]), *_known(key)), demonym=True)
    if country := demonym_country(key):
        return Reading((*_countries([country]), *_known(key)), demonym=True)
    if units := _units_of_direction(key):
        return Reading(units)
    if found := _without_nicknames(name, _exact(name, key) or _spelled_otherwise(key)):
        return Reading((*found, *_part_of_country(key, found)))
    return Reading() if key in EVERYDAY_WORDS else _read_loosely(key)


def _units_of_direction(key: str) -> tuple[Candidate, ...]:
    """Return the units of all countries that a name like "Central Region" may be of: Ghana's is called "Central"."""
    bare = direction_of(key)
    if not bare or bare == key:
        return ()
    found = (*shipped_gazetteer().named(key), *shipped_gazetteer().named(bare))
    units = {(c.country, c.unit): c for c in found if c.kind == "first_level" and direction_of(key_of(c.name))}
    return tuple(units.values())


def _without_nicknames(name: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates; where a country has the name, no town to which it is an alternate name ("Nicaragua" for Rivas).

    Nor where a party or a militia has it: "Hamas" is no town of Hamm.
    """
    if name in INSTITUTIONS and all(each.alternate for each in found):
        return ()
    if any(each.kind == "country" for each in found):
        return tuple(each for each in found if each.kind != "city" or not each.alternate)
    return found


def _exact(name: str, key: str) -> tuple[Candidate, ...]:
    """Return the places of exactly that name, or the units it is short for."""
    if _SHORT_FORM.fullmatch(name.strip()) is None:
        return _known(key) or short_unit(name)
    return (*short_unit(name), *_known(key, table_only=_ACRONYM.fullmatch(key) is not None and name.isupper()))


def _spelled_otherwise(key: str) -> tuple[Candidate, ...]:
    """Return the places of a name with its Arabic article the other way: "Deir al-Balah" is Deir el-Balah."""
    for article, other in ((" al ", " el "), (" el ", " al "), ("al ", "el "), ("el ", "al ")):
        if (article in key if article[0] == " " else key.startswith(article)) and (
            found := _known(key.replace(article, other, 1))
        ):
            return found
    return ()


def _part_of_country(key: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the country of which the name may be a part: "South Lebanon" is a town in Ohio as well."""
    bare = _BEFORE.sub("", key)
    if bare == key or any(c.kind != "city" for c in found):
        return ()
    return tuple(replace(c, alternate=False) for c in _known(bare) if c.kind == "country")


def _read_loosely(key: str) -> Reading:
    """Return what a name without qualifiers or without an Arabic article may mean."""
    if (natural := _NATURAL.sub("", key)) != key and natural in LANDMARKS:
        return Reading(_known(natural, table_only=True))
    bare = _AFTER.sub("", _BEFORE.sub("", _COUNTY.sub(" county", key)))
    if bare == key:
        return Reading(_known(_ARTICLE.sub("", key))) if _ARTICLE.match(key) else Reading()
    found = _known(bare) or (_known(_ARTICLE.sub("", bare)) if _ARTICLE.match(bare) else ())
    if _UNIT_WORD.search(key):
        found = tuple(c for c in found if c.kind in {"first_level", "country"}) or found
    return Reading(tuple(c for c in found if c.kind != "city" or c.population >= _LEAST_LOOSE), loose=True)


# Papers of these countries name a town with its state or province behind it.
_FEDERATIONS: Final = frozenset({"US", "CA", "AU"})


@lru_cache(maxsize=_CACHED)
def is_state(name: str) -> bool:
    """Return whether a name means a state or province of those that stand behind the names of their towns, in full or in short."""
    known = short_unit(name) or _known(key_of(name))[:1]
    return any(each.kind == "first_level" and each.country in _FEDERATIONS for each in known)


@lru_cache(maxsize=_CACHED)
def demonym_country(word: str) -> str | None:
    """Return the country whose adjective or demonym the word is ("Russian", "Russians", "Texan"), or None."""
    key = key_of(word)
    if key in COUNTRY_NAMES:  # "Philippines" is no plural of "Philippine"
        return None
    unit = demonym_unit(key)
    return unit[0] if unit else DEMONYMS.get(key) or DEMONYMS.get(key.removesuffix("s"))


def demonym_unit(key: str) -> tuple[str, str] | None:
    """Return the first-level unit (country, code) whose adjective or demonym the key is ("texans"), or None."""
    return UNIT_DEMONYMS.get(key) or UNIT_DEMONYMS.get(key.removesuffix("s"))


def short_unit(name: str) -> tuple[Candidate, ...]:
    """Return the first-level units that papers shorten so ("Calif.", "Ont.", "NSW"), likeliest first."""
    return _units(UNIT_SHORT_FORMS.get(key_of(name), []))


def _known(key: str, *, table_only: bool = False) -> tuple[Candidate, ...]:
    """Return the places of that key: the country of the table, landmarks, then the gazetteer's unless only tables are wanted."""
    found = list(_countries([COUNTRY_NAMES[key]])) if key in COUNTRY_NAMES else []
    if landmark := LANDMARKS.get(key):
        point = (landmark.latitude, landmark.longitude)
        kind: Kind = "country" if landmark.state else "other"
        found.append(
            Candidate(landmark.name, kind, landmark.country, "", point, 0, landmark=True, shared=landmark.shared)
        )
    if key in CITY_NAMES:
        name, _, code = CITY_NAMES[key].partition("/")
        cities = (c for c in shipped_gazetteer().named(name) if c.kind == "city" and code in {"", c.country})
        found.append(replace(max(cities, key=lambda c: c.population), alternate=False, usual=True))
    known = {c.geonames_id for c in found if c.geonames_id}
    if not table_only and key not in EVERYDAY_WORDS:
        found += [c for c in shipped_gazetteer().named(key) if c.geonames_id not in known]
    return tuple(found)


def _countries(codes: Iterable[str]) -> tuple[Candidate, ...]:
    return _existing(shipped_gazetteer().country(code) for code in codes)


def _units(units: Iterable[tuple[str, str]]) -> tuple[Candidate, ...]:
    return _existing(shipped_gazetteer().unit(country, code) for country, code in units)


def _existing(candidates: Iterable[Candidate | None]) -> tuple[Candidate, ...]:
    return tuple(replace(c, alternate=False) for c in candidates if c is not None)
