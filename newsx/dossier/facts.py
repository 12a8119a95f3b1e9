"""What an article says of the people, organisations and places it names: taken from its record, once, for everything that follows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from newsx.dossier.fields import fields_of
from newsx.dossier.keys import body_country, is_lone, key_of, witnesses_of
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.schema import Article
    from newsx.schema.models import Mention, Organisation, Person, Place

Kind = Literal["person", "organisation", "place"]

# A country counts as that of an article when so much of its places lies there.
_MAIN_SHARE = 0.5
# Sentences read for the field of a person.
_READ_SENTENCES = 3
_SENTENCE_END = lazy_pattern(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class RoleFact:
    """What an article says somebody is, with the offsets of the words."""

    role: str
    organisation: str | None
    place: str | None
    country: str | None
    status: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """One entity of one article: its forms with counts, its key, and what the article says of it.

    `home` are the countries its own words tie it to, `near` those of the article. `fields` are those of its roles, `words` those
    of the sentences that name it. `born` is the span of years that its age leaves.
    `sentence` are the offsets of the sentence that first names it, `sentences` the numbers of all that do.
    """

    kind: Kind
    name: str
    key: str
    forms: dict[str, int]
    position: int
    sentence: tuple[int, int]
    sentences: tuple[int, ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    home: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    fields: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    offices: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    roles: tuple[RoleFact, ...] = ()
    country: str | None = None
    starts: tuple[int, ...] = ()
    point: tuple[float, float, int | None, str | None] | None = None

    @property
    def is_lone(self) -> bool:
        """True for a person of whom one word is given."""
        return self.kind == "person" and is_lone(self.key)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article as the dossier takes it: what it is, and everything it names, the surest first."""

    article: Article
    day: str | None
    countries: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    sentences: Sentences


class Sentences:
    """The sentences of a text by their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
        self._starts = [start for start, end in pairwise(edges) if end > start] or [0]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the offsets of the sentence that holds a place of the text."""
        number = self.number(offset)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def number(self, offset: int) -> int:
        """Return the number of the sentence that holds a place of the text, counted from 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the offsets of all sentences."""
        yield from pairwise([*self._starts, len(self.text)])


def facts_of(article: Article) -> ArticleFacts:
    """Return what an article says, names that tell most first: places, organisations, full names of people, single names."""
    sentences = Sentences(article.text)
    day = article.date_published[:10] if article.date_published else article.provenance.date_anchor
    countries = tuple(each.country_code for each in article.focus if each.share >= _MAIN_SHARE)
    near = frozenset(countries)
    reader = _Reader(article, sentences, near, day)
    people = [reader.person(person) for person in article.people]
    found = [
        *(reader.place(place) for place in article.places),
        *(reader.organisation(body) for body in article.organisations),
        *sorted(people, key=lambda each: each is not None and each.is_lone),
    ]
    return ArticleFacts(article, day, countries, tuple(each for each in found if each), sentences)


class _Reader:
    """Reads the entities of one article."""

    def __init__(self, article: Article, sentences: Sentences, near: frozenset[str], day: str | None) -> None:
        self._article = article
        self._sentences = sentences
        self._near = near
        self._year = int(day[:4]) if day else None
        self._month = int(day[5:7]) if day else 1
        self._countries = {
            place.name: place.country_code for place in article.places if place.country_code and place.name
        } | {body.name: body.country_code for body in article.organisations if body.country_code}

    def person(self, person: Person) -> Appearance | None:
        """Return what the article says of a person; None where the name has no letters."""
        common = self._common("person", person.name, person.aliases, person.mentions)
        if common is None:
            return None
        roles = tuple(
            RoleFact(
                each.text, each.organisation, each.place, self._country_of(each), each.status, each.start, each.end
            )
            for each in person.roles
        )
        sentences = dict.fromkeys(self._sentences.at(each.start) for each in person.mentions[:_READ_SENTENCES])
        words = [self._article.text[start:end] for start, end in sentences]
        return Appearance(
            **common,
            home=frozenset(each.country for each in roles if each.country),
            near=self._near,
            fields=fields_of(_role_words(self._article.text, each) for each in roles),
            words=fields_of(words),
            offices=frozenset(_offices(roles)),
            born=self._born(person),
            roles=roles,
        )

    def organisation(self, body: Organisation) -> Appearance | None:
        """Return what the article says of an organisation; None where the name has no letters."""
        country = body_country(body.name, body.country_code, self._near)
        common = self._common(
            "organisation", body.name, [*body.aliases, *filter(None, [body.acronym])], body.mentions, country=country
        )
        if common is None:
            return None
        words = [self._article.text[slice(*self._sentences.at(each.start))] for each in body.mentions[:1]]
        return Appearance(
            **common,
            home=frozenset(filter(None, [body.country_code])),
            near=self._near,
            words=fields_of(words),
            country=country,
        )

    def place(self, place: Place) -> Appearance | None:
        """Return what the article says of a place; None where the name has no letters."""
        common = self._common(
            "place",
            place.name,
            place.aliases,
            place.mentions,
            country=place.country_code,
            number=place.geonames_id,
            is_country=place.kind == "country",
        )
        if common is None:
            return None
        point = None
        if place.latitude is not None and place.longitude is not None:
            point = place.latitude, place.longitude, place.geonames_id, place.kind
        return Appearance(**common, country=place.country_code, point=point)

    def _common(
        self, kind: Kind, name: str, aliases: Sequence[str], mentions: Sequence[Mention], **about: Any
    ) -> dict[str, Any] | None:
        name = " ".join(name.split())[:_LONGEST_NAME]
        key = key_of(kind, name, article=self._article.id, **about)
        if not key:
            return None
        first = min((mention.start for mention in mentions), default=0)
        forms = Counter(" ".join(mention.text.split())[:_LONGEST_NAME] for mention in mentions)
        return {
            "kind": kind,
            "name": name,
            "key": key,
            "forms": dict(sorted(forms.items())) or {name: 1},
            "position": first,
            "sentence": self._sentences.at(first),
            "sentences": tuple(sorted({self._sentences.number(mention.start) for mention in mentions})),
            "witnesses": tuple(witnesses_of(kind, key, [name, *aliases], about.get("country"))),
            "starts": tuple(mention.start for mention in mentions),
        }

    def _country_of(self, role: Any) -> str | None:
        return (
            role.country_code
            or (role.place and self._countries.get(role.place))
            or (role.organisation and self._countries.get(role.organisation))
            or None
        )

    def _born(self, person: Person) -> tuple[int, int] | None:
        if person.age is None or self._year is None:
            return None
        return self._year - person.age.value - 1, self._year - person.age.value


def _role_words(text: str, role: RoleFact) -> str:
    return f"{role.role} {text[role.start : role.end]}"


def _offices(roles: Iterable[RoleFact]) -> Iterable[str]:
    """Yield roles with what they are in: "president@KZ", which hardly two people of like names are."""
    for each in roles:
        head = each.role.lower().rsplit(" ", 1)[-1]
        where = each.organisation or each.country or each.place
        if where:
            yield f"{head}@{where.lower()}"
        if each.country:
            yield f"{head}@{each.country.lower()}"
