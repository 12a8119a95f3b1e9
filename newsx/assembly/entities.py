"""People, places, organisations and relations of a record, from the entities of a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.nationality import is_state_organisation
from newsx.salience import MAIN
from newsx.schema import models as schema

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.assembly.body import Body, Named
    from newsx.assembly.offices import Offices
    from newsx.places import Resolved
    from newsx.records import EntityGroup, Role

# How sure the tagger must be of an entity in a language it was not made for, by its best mention: people of several words, other people,
# places that the gazetteer knows, organisations. Read off 60 German, Spanish and French articles: of what lies below, most
# are nouns with a capital.
_FOREIGN_FULL_NAME = 0.6
_FOREIGN_SINGLE_NAME = 0.85
_FOREIGN_PLACE = 0.65
_FOREIGN_ORGANISATION = 0.8
# Arabic and Hebrew letters; Chinese ones; what anyascii makes of each of these.
_WITHOUT_VOWELS = lazy_pattern(r"[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HAN_ONLY = lazy_pattern(r"[\u4e00-\u9fff]+")
_SYLLABLE = lazy_pattern(r"[A-Z][^A-Z]*")

# What the focus says of an army, a police force or a court is less sure than what words say. Judged.
_FOCUS_CONFIDENCE = 0.6


def is_credible(group: EntityGroup, mentions: list[schema.Mention], entry: Resolved | None) -> bool:
    """Whether an entity of an article in a language the tagger does not know is likely to be one.

    Pipelines that give no confidence are left alone.
    """
    known = [mention.confidence for mention in mentions if mention.confidence is not None]
    if not known:
        return True
    if not group.name[:1].isupper():
        return False
    if group.label == "PERSON":
        return max(known) >= (_FOREIGN_FULL_NAME if " " in group.name else _FOREIGN_SINGLE_NAME)
    if group.label == "PLACE":
        return entry is not None and max(known) >= _FOREIGN_PLACE
    return max(known) >= _FOREIGN_ORGANISATION


def _aliases(group: EntityGroup, mentions: list[schema.Mention]) -> list[str]:
    """Return the other forms that are still mentioned when unsure mentions are left out."""
    left = {mention.text for mention in mentions}
    return [alias for alias in group.aliases if alias in left]


def make_person(
    group: EntityGroup, mentions: list[schema.Mention], body: Body, named: Named, salience: float, offices: Offices
) -> schema.Person:
    """Return a person of the record, with roles, age and salience."""
    age = group.age
    return schema.Person(
        name=group.name,
        aliases=_aliases(group, mentions),
        roles=[
            _role(role, body, named, offices.country(role, group.name))
            for role in group.roles
            if role.start >= body.start
        ],
        mentions=mentions,
        age=schema.Age(value=age.value, start=age.start - body.start, end=age.end - body.start) if age else None,
        salience=round(salience, 3),
        main=salience >= MAIN,
        name_latin=in_latin(group.name, is_person=True),
    )


def _role(role: Role, body: Body, named: Named, country: str | None) -> schema.Role:
    return schema.Role(
        text=role.text,
        start=role.start - body.start,
        end=role.end - body.start,
        phrase=role.phrase,
        organisation=role.organisation,
        place=role.place,
        country_code=role.country_code or (named.countries.get(role.place) if role.place else None) or country,
        status=role.status,
    )


def make_organisation(
    group: EntityGroup, mentions: list[schema.Mention], named: Named, salience: float
) -> schema.Organisation:
    """Return an organisation of the record; an army or a court has the country of the article where the words tell none."""
    country, confidence = group.country_code, group.country_confidence
    if country is None and named.focus and is_state_organisation(group.name):
        country, confidence = named.focus, _FOCUS_CONFIDENCE
    return schema.Organisation(
        name=group.name,
        aliases=_aliases(group, mentions),
        acronym=group.acronym,
        mentions=mentions,
        country_code=country,
        country_confidence=confidence,
        people=named.members.get(group.name, []),
        salience=round(salience, 3),
        main=salience >= MAIN,
        name_latin=in_latin(group.name),
    )


def unsigned(organisation: schema.Organisation, dateline: schema.Dateline | None) -> schema.Organisation:
    """Return an organisation; one that only signs the dateline ("LOME, Togo (AP)") is not what the article is about."""
    if dateline is None or any(mention.end > dateline.end for mention in organisation.mentions):
        return organisation
    return organisation.model_copy(update={"salience": 0.0, "main": False})


def make_place(
    group: EntityGroup, mentions: list[schema.Mention], entry: Resolved | None, salience: float
) -> schema.Place:
    """Return a place of the record; `entry` is what it was resolved to, or None."""
    return schema.Place(
        name=group.name,
        aliases=_aliases(group, mentions),
        kind=entry.kind if entry else None,
        country_code=entry.country_code if entry else None,
        latitude=_rounded(entry.latitude, 5) if entry else None,
        longitude=_rounded(entry.longitude, 5) if entry else None,
        geonames_id=entry.geonames_id if entry else None,
        population=entry.population if entry else None,
        confidence=_rounded(entry.confidence, 3) if entry else None,
        located=entry.located if entry and entry.country_code else None,
        within=entry.within if entry else None,
        mentions=mentions,
        salience=round(salience, 3),
        name_latin=in_latin(group.name),
    )


def in_latin(name: str, *, is_person: bool = False) -> str | None:
    """Return a name in plain Latin letters where it is written in others; None where it is in Latin letters already.

    The letters are those of anyascii. None as well for Arabic and Hebrew, which leave the vowels out. Chinese names of people are a family
    name and a given name, others one word.
    """
    if all(character < "\u0250" or not character.isalpha() for character in name) or _WITHOUT_VOWELS.search(name):
        return None
    from anyascii import anyascii

    if _HAN_ONLY.fullmatch(name):
        family, *given = _SYLLABLE.findall(anyascii(name)) or [name]
        parts = [family, "".join(given)] if is_person else [family + "".join(given)]
        return " ".join(part.capitalize() for part in parts if part)
    plain = " ".join(anyascii(name.title() if name.isupper() else name).split())
    return " ".join(word[:1].upper() + word[1:] for word in plain.split(" ")) or None


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def make_relations(doc: Doc, body: Body, named: Named) -> list[schema.Relation]:
    """Return the relations whose people are kept in the record."""
    return [
        schema.Relation(
            person=relation.person,
            relation=relation.relation,
            role=relation.role,
            organisation=relation.organisation,
            place=relation.place,
            start=relation.start - body.start,
            end=relation.end - body.start,
            confidence=relation.confidence,
            other_person=relation.other_person,
        )
        for relation in doc._.relations or ()
        if relation.start >= body.start
        and relation.person in named.people
        and (relation.other_person is None or relation.other_person in named.people)
    ]
