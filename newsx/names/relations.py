"""Who is what of what: the roles of an article's people with what they belong to, and ties of kin and allegiance.

Called for the entities of an article (`newsx.names.entities`) and, as `find_relations`, by whoever has entities of their own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.ages import find_ages, told_ages
from newsx.names.cleaning import role_anchor
from newsx.names.forms import fold
from newsx.names.kin import find_ties
from newsx.names.matching import organisation_key
from newsx.names.nationality import organisation_country
from newsx.names.nations import country_of
from newsx.names.owners import Owners
from newsx.names.parties import party_tag
from newsx.names.roles import find_roles
from newsx.names.roles.words import RANKS
from newsx.names.tables import ORG_KINDS
from newsx.records import Age, EntityGroup, NameMention, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.names.roles.phrases import RolePhrase

    Span = tuple[int, int]

# The share of roles found in each way whose words and whose organisation or place are right, on the 150 sentences of
# tests/names/data/roles_aside.txt (137 of 149; each drawn towards .92 with the weight of ten roles). Those of "pronoun", "clause" and
# "party", of which these sentences have none, are judged.
_CONFIDENCE = {
    "before": 0.92, "title": 0.95, "before comma": 0.96, "apposition": 0.91, "stated": 0.89, "verb": 0.87, "pronoun": 0.85, "clause": 0.85,
    "party": 0.92,
}  # fmt: skip
# What belongs to a body that the words before point back to. Judged.
_POINTED_AT = 0.85
# Between a name and where its bearer belongs, after a role: "Rep. X of Ohio".
_SEAT = lazy_pattern(
    r"\s(?:of|from|at|with)\s(?:the\s)?(?:(?:nonprofit|non-profit|think tank|charity|group|firm|company|university)\s)?"
)
# A party in brackets, and the offices behind whose bearer it stands.
_LETTERS = lazy_pattern(r"\s\(([A-Z][A-Za-z]{1,5}|Lib Dem|Sinn F[ée]in|Fine Gael|Fianna F[áa]il)\)")
_SEATED = lazy_pattern(
    r"(?:MP|MEP|MSP|MLA|TD|MS|[Cc]llr|[Cc]ouncill?or|[Ss]enator|[Ll]awmaker|[Ll]egislator|[Dd]eputy|[Mm]ayor|[Cc]andidate|[Rr]epresentative)\.?$"
)
_POSSESSIVE = lazy_pattern(r"[’']s?\s")
# What is said of one person more often than this says nothing new; a bound for floods.
_MAX_ROLES = 200
# Two roles of one person that differ in these alone are one.
_RANKS_IN_FULL = {
    "gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "brig": "brigadier",
    "adm": "admiral", "sen": "senator", "rep": "representative", "gov": "governor", "pm": "prime minister", "defence": "defense",
    "dep": "deputy", "ex": "former", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "spokesman": "spokesperson",
    "spokeswoman": "spokesperson", "supt": "superintendent", "insp": "inspector", "prof": "professor",
}  # fmt: skip
_WORD = lazy_pattern(r"\w+")


def find_relations(text: str, entities: Sequence[EntityGroup]) -> list[Relation]:
    """Return what the text says of its people: their roles in organisations and places, their kin and whom they stand by.

    Only people, places and organisations among `entities` are tied; roles that belong to nothing named give no relation. Sorted by
    where the words stand, then by the person's name.
    """
    return relate(text, entities, ())[1]


def relate(
    text: str, entities: Sequence[EntityGroup], bounds: Iterable[NameMention], *, start: int = 0
) -> tuple[list[EntityGroup], list[Relation]]:
    """Return the entities with the roles of their people, and the relations, of what stands at or after `start`.

    `bounds` are names that are no entities: peoples (NORP) say which country a role belongs to, others only end it.
    """
    reading = _Reading(text, entities, bounds)
    roles = reading.roles(start)
    related = [reading.complete(entity, roles.get(i, ()), start) for i, entity in enumerate(entities)]
    relations = [_as_relation(e.name, role) for e in related for role in e.roles if role.organisation or role.place]
    relations += [tie for tie in reading.ties() if tie.start >= start]
    return related, sorted(relations, key=lambda r: (r.start, r.end, r.person, r.relation))


class _Reading:
    """A text with its entities: looks up which entity stands at a span."""

    def __init__(self, text: str, entities: Sequence[EntityGroup], bounds: Iterable[NameMention]) -> None:
        self.text = text
        self.entities = entities
        named = [(i, _bare(text, m)) for i, e in enumerate(entities) for m in e.mentions]
        self.names = sorted([*(name for _, name in named), *bounds], key=lambda name: (name.start, -name.end))
        self._entity_at = {(name.start, name.end): i for i, name in named}
        self._starting_at = {name.start: i for i, name in named}
        self._name_at = {name.start: name.text for _, name in named}
        self._countries = {
            country.name: e.name for e in reversed(entities) if e.label == "PLACE" and (country := country_of(e.name))
        }
        countries = {e.name: organisation_country(text, e) for e in entities if e.label == "ORG"}
        self._countries_of = {name: country for name, country in countries.items() if country}
        self._by_key = {organisation_key(e.name): e.name for e in reversed(entities) if e.label == "ORG"}
        self._by_words = _short_forms(entities)
        self._owners = Owners(text, self.names)
        people = [m for e in entities if e.label == "PERSON" for m in e.mentions]
        self._told_ages = told_ages(text, sorted((m.start, m.end) for m in people))

    def roles(self, start: int) -> dict[int, tuple[Role, ...]]:
        """Return the roles of each person, by the entity's place in the list."""
        found: dict[int, list[Role]] = {}
        phrases = find_roles(self.text, self.names)
        for span, number in self._entity_at.items():
            if self.entities[number].label == "PERSON" and span[0] >= start:
                roles = [self._role(phrase) for phrase in phrases.get(span, ()) if phrase.start >= start]
                found.setdefault(number, []).extend(self._with_party(self._with_seat(roles, span), span))
        return {number: fold_roles(roles) for number, roles in found.items()}

    def _with_seat(self, roles: list[Role], span: Span) -> list[Role]:
        """Return the roles with what stands behind the name for the last that has no owner: "Rep. X of Ohio", "engineer X from Acme"."""
        if not roles or roles[-1].organisation or roles[-1].place or roles[-1].end > span[0]:
            return roles
        match = _SEAT.match(self.text, span[1])
        number = self._starting_at.get(match.end()) if match else None
        if match is None or number is None or self.entities[number].label == "PERSON":
            return roles
        end = match.end() + len(self._name_at[match.end()])
        owned = _POSSESSIVE.match(self.text, end)
        inner = self._starting_at.get(owned.end()) if owned else None
        place, code = (None, None) if self.entities[number].label == "ORG" else self._place((match.end(), end))
        if self.entities[number].label == "ORG" or (inner is not None and self.entities[inner].label == "ORG"):
            body = self.entities[number if place is None or inner is None else inner].name
            # "Colonel X of Ukraine’s National Police" is of both
            return [*roles[:-1], replace(roles[-1], organisation=body, place=place, country_code=code)]
        return [*roles[:-1], replace(roles[-1], place=place, country_code=code)]

    def _with_party(self, roles: list[Role], span: Span) -> list[Role]:
        """Return the roles with the party and the seat that stand behind the name; alone they are a role of their own."""
        tag = party_tag(self.text, span[1])
        if tag is None:
            return self._with_letters(roles, span[1])
        party = self._by_key.get(organisation_key(tag.party), tag.party) if tag.party else None
        title = next((i for i, role in enumerate(roles) if not (role.organisation or role.place)), None)
        if title is None and tag.country_code:
            # "U.S. Rep. X, D-Minn.": of the country, the party and the seat the last two say more.
            title = next((i for i, role in enumerate(roles) if _is_lawmaker(role, tag.country_code)), None)
        if title is not None:
            whole = replace(roles[title], organisation=party, place=tag.seat, country_code=tag.country_code)
            return [*roles[:title], whole, *roles[title + 1 :]]
        words = self.text[tag.start : tag.end]
        alone = Role(words, words, tag.start, tag.end, party, tag.seat, tag.country_code, None, _CONFIDENCE["party"])
        return [*roles, alone]

    def _with_letters(self, roles: list[Role], end: int) -> list[Role]:
        """Return the roles with the party in brackets behind a lawmaker's name: "Cllr X (Lab)"."""
        letters = _LETTERS.match(self.text, end)
        seat = next((i for i, r in enumerate(roles) if not r.organisation and _SEATED.search(r.text)), None)
        if letters is None or seat is None:
            return roles
        party = self._by_key.get(organisation_key(letters.group(1)), letters.group(1))
        return [*roles[:seat], replace(roles[seat], organisation=party), *roles[seat + 1 :]]

    def complete(self, entity: EntityGroup, roles: tuple[Role, ...], start: int) -> EntityGroup:
        """Return a person with roles and age, an organisation with its country."""
        if entity.label == "PERSON":
            return replace(entity, roles=roles, age=self.age(entity, start))
        country = self._countries_of.get(entity.name) if entity.label == "ORG" else None
        return replace(entity, country_code=country[0], country_confidence=country[1]) if country else entity

    def age(self, person: EntityGroup, start: int) -> Age | None:
        """Return the first age given beside a mention of a person."""
        spans = [(m.start, m.end) for m in person.mentions if m.start >= start]
        beside = next(iter(find_ages(self.text, spans).values()), None)
        return beside or next((self._told_ages[span] for span in spans if span in self._told_ages), None)

    def _role(self, phrase: RolePhrase) -> Role:
        place, code = self._place(phrase.place)
        organisation = self._organisation(phrase.organisation or self._owners.words_of(phrase))
        confidence = _CONFIDENCE[phrase.rule]
        owner = self._owners.of(phrase) if organisation is None else None
        if owner is not None and (owner.label == "ORG" or place is None):
            confidence = min(confidence, _POINTED_AT)
            if owner.label == "ORG":
                organisation = self._organisation((owner.start, owner.end))
            else:
                place, code = self._place((owner.start, owner.end))
        if code is None and organisation and place is None:
            code = self._countries_of.get(organisation, (None, 0.0))[0]
        return Role(
            text=phrase.text,
            phrase=self.text[phrase.start : phrase.end],
            start=phrase.start,
            end=phrase.end,
            organisation=organisation,
            place=place,
            country_code=code,
            status=phrase.status,
            confidence=confidence,
        )

    def _organisation(self, span: Span | None) -> str | None:
        if span is None:
            return None
        number = self._entity_at.get(span)
        words = self.text[span[0] : span[1]]
        return self.entities[number].name if number is not None else self._by_words.get(fold(words), words)

    def _place(self, span: Span | None) -> tuple[str | None, str | None]:
        """Return the name of the place at a span and the code of its country; peoples without a country are no place."""
        if span is None:
            return None, None
        number = self._entity_at.get(span)
        words = self.text[span[0] : span[1]]
        name = self.entities[number].name if number is not None else words
        country = country_of(name) or country_of(words)
        if country is None:
            return (name if number is not None else None), None
        return (name if number is not None else self._countries.get(country.name, country.name)), country.code

    def ties(self) -> list[Relation]:
        """Return the ties of kin and allegiance between two people of the article."""
        found = []
        people = [name for name in self.names if name.label == "PERSON"]
        for tie in find_ties(self.text, people):
            person, other = self._entity_at.get(tie.person), self._entity_at.get(tie.other)
            if person is None or other is None or person == other:
                continue
            first, second = self.entities[person].name, self.entities[other].name
            found.append(
                Relation(first, tie.relation, tie.word, None, None, second, tie.start, tie.end, tie.confidence)
            )
        return found


def _is_lawmaker(role: Role, country: str) -> bool:
    """Tell whether a role is a seat in the parliament of a country and nothing more: "U.S. Rep.", "American senator"."""
    words = [_RANKS_IN_FULL.get(word, word) for word in fold(role.text).split()]
    seat = words[-1:] and words[-1] in ("representative", "senator", "congressman", "congresswoman")
    return bool(seat) and role.organisation is None and role.country_code == country


def _short_forms(entities: Sequence[EntityGroup]) -> dict[str, str]:
    """Return the names of organisations by their folded forms; the last of two words stands for the only one that has it ("Chiefs")."""
    bodies = [entity for entity in reversed(entities) if entity.label == "ORG"]
    pairs = [(fold(body.name).rpartition(" ")[2], body.name) for body in bodies if body.name.count(" ") == 1]
    count = Counter(word for word, _ in pairs)
    short = {word: name for word, name in pairs if count[word] == 1 and word not in ORG_KINDS}
    return short | {fold(form): body.name for body in bodies for form in (body.name, *body.aliases)}


def _bare(text: str, mention: NameMention) -> NameMention:
    """Return a mention without a style that says what the person is: "Francis" in "Pope Francis"."""
    start = role_anchor(text, mention.start, mention.end) if mention.label == "PERSON" else mention.start
    return mention if start == mention.start else NameMention(text[start : mention.end], mention.label, start)


def _as_relation(person: str, role: Role) -> Relation:
    return Relation(
        person, "role", role.text, role.organisation, role.place, None, role.start, role.end, role.confidence
    )


def fold_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Keep one of roles that say the same, the one that says most; in order of mention.

    Two roles say the same where one's words end the other's ("minister", "foreign minister") and they do not contradict
    each other in what they belong to or whether they still hold.
    """
    kept: list[Role] = []
    for role in sorted(roles, key=lambda role: (role.start, role.end))[:_MAX_ROLES]:
        same = next((i for i, other in enumerate(kept) if _agree(role, other)), None)
        if same is None:
            kept.append(role)
        elif _weight(role) > _weight(kept[same]):
            kept[same] = role
    return tuple(sorted(kept, key=lambda role: (role.start, role.end)))


def _agree(a: Role, b: Role) -> bool:
    first, second = _key(a), _key(b)
    if len(first) < len(second):
        first, second = second, first
    if first[-len(second) :] != second or (first != second and second[0] in RANKS):
        return False
    pairs = ((a.organisation, b.organisation), (a.place, b.place), (a.status, b.status))
    return all(x is None or y is None or x == y for x, y in pairs)


def _weight(role: Role) -> tuple[int, int]:
    said = sum(value is not None for value in (role.organisation, role.place, role.status))
    return len(_key(role)), said


def _key(role: Role) -> list[str]:
    return [_RANKS_IN_FULL.get(word, word) for word in fold(role.text).split()]
