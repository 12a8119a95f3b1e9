"""Towns whose names look like those of people ("Khan Younis"): tells which people of a tagger are places; called after tagging."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.candidates import read_name
from newsx.places.evidence import scan_text
from newsx.places.forms import key_in_s, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import NameMention

# Words before a name that stand before places and not before people.
_AT_A_PLACE = lazy_pattern(
    r"(?:\b(?:in|near|outside|around|towards?|into|across|inside|throughout)"
    r"|\b(?:strikes?|attacks?|raids?|assaults?|offensive|shelling|bombing|bombardment|siege|fire|bombs|rockets|shells|missiles) (?:on|in|of|at)"
    r"|\b(?:town|city|village|residents|outskirts|north|south|east|west|suburbs?|district|port|streets|hospitals?) of"
    r"|\b(?:fled|bombed|shelled|entered|captured|seized|recaptured|besieged|evacuated)) (?:the )?$"
)
_JOINT = lazy_pattern(r",? and |, ")
# Words beside a name that stand beside people.
_TITLED = lazy_pattern(
    r"\b(?:Mrs?|Ms|Dr|Prof|President|Minister|Senator|Judge|Gen|Col|Capt|Sheikh|King|Prince|Sir|Mayor|Governor)\.? $"
)
_ACTS = lazy_pattern(r",? (?:said|says|told|added|who|was born|\d\d[,.]|\(\d\d\))")
_REACH: Final = 40
# The length of "'s", which a tagger leaves outside "St. George".
_ENDING: Final = 2
# Smaller towns are namesakes of people rather than named in news.
_LEAST_TOWN: Final = 5_000


def find_towns(text: str, people: Sequence[NameMention], places: Sequence[NameMention]) -> set[str]:
    """Return the names among `people` that are towns: known, in a country of the article, standing where places stand.

    A name that acts or has a title anywhere is a person's. A name of one word is asked only where the article has it as a place.
    """
    return _named_as_places(text, people, places) | _standing_as_towns(text, people, places)


def _named_as_places(text: str, people: Sequence[NameMention], places: Sequence[NameMention]) -> set[str]:
    """Return the names among `people` that the article has as places: "VICTORIA, Seychelles" makes a place of Victoria."""
    heads = {mention.text.partition(",")[0] for mention in places}
    keys = {key_of(head) for head in heads}
    in_s = {key for head in heads if (key := key_in_s(head))}
    same = {m.text for m in people if key_of(m.text) in keys or key_in_s(text[m.start : m.end + _ENDING]) in in_s}
    if not same:
        return set()
    longer = {
        word for mention in people if " " in mention.text and mention.text not in same for word in _words(mention)
    }
    same -= {name for name in same if key_of(name) in longer or not _is_known(name)}
    return same - {m.text for m in people if m.text in same and _is_person(text, m, people)}


def _words(mention: NameMention) -> list[str]:
    return key_of(mention.text).split()


def _is_known(name: str) -> bool:
    reading = read_name(name)
    return not reading.demonym and any(
        c.capital or c.kind != "city" or c.population >= _LEAST_TOWN for c in reading.candidates
    )


def _standing_as_towns(text: str, people: Sequence[NameMention], places: Sequence[NameMention]) -> set[str]:
    """Return the full names among `people` that are towns standing where places stand."""
    asked = {mention.text for mention in people if " " in mention.text or "-" in mention.text}
    ordered = sorted([*places, *people], key=lambda mention: mention.start) if asked else []
    standing = {m.text for m in people if m.text in asked and _stands_at_a_place(text, m)}
    standing |= {
        m.text
        for before, m in pairwise(ordered)
        if m.text in asked and before.label == "PLACE" and _joined(text, before, m)
    }
    # The countries of the article are asked for only where a name stands so that is a town's anywhere: few articles have one.
    if not any(_is_town(name) for name in standing):
        return set()
    home = _countries_of(text, places)
    known = {name for name in asked if _is_town(name, home)}
    known -= {m.text for m in people if m.text in known and _is_person(text, m, people)}
    towns = {m.text for m in people if m.text in known and _stands_at_a_place(text, m)}
    for before, mention in pairwise(ordered):
        listed = before.text in towns or before.label == "PLACE"
        if mention.text in known and listed and _joined(text, before, mention):
            towns.add(mention.text)
    return towns


def _stands_at_a_place(text: str, mention: NameMention) -> bool:
    return _AT_A_PLACE.search(text, max(0, mention.start - _REACH), mention.start) is not None


def _joined(text: str, before: NameMention, mention: NameMention) -> bool:
    return _JOINT.fullmatch(text, before.end, mention.start) is not None


def _countries_of(text: str, places: Sequence[NameMention]) -> set[str]:
    """Return the countries that the places and the adjectives of an article speak of."""
    spans = sorted((mention.start, mention.end) for mention in places)
    home = set(scan_text(text, covered=spans).adjectives)
    for name in {mention.text for mention in places}:
        candidates = read_name(name).candidates
        if candidates:
            best = max(candidates, key=lambda c: (c.landmark, not c.alternate, c.population))
            home.add(best.country or "")
    return home


def _is_town(name: str, home: set[str] | None = None) -> bool:
    """Tell whether a name is that of a town: in one of the countries, or anywhere where none are given."""
    reading = read_name(name)
    if reading.demonym or reading.loose:
        return False
    towns = (c.country for c in reading.candidates if c.kind == "city" and c.population >= _LEAST_TOWN)
    return any(home is None or country in home for country in towns)


def _is_person(text: str, mention: NameMention, people: Sequence[NameMention]) -> bool:
    """Tell whether a name has a title, acts, or is a family name elsewhere ("Younis said")."""
    if _TITLED.search(text, max(0, mention.start - _REACH), mention.start) or _ACTS.match(text, mention.end):
        return True
    last = key_of(mention.text).rpartition(" ")[2]
    return any(other.text != mention.text and key_of(other.text) == last for other in people)
