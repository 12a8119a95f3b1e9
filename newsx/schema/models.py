"""The record's models: pydantic validates an article by them where it leaves the program.

Names follow schema.org NewsArticle in snake_case. Offsets are Unicode code points into `text`, end exclusive, so that
`text[start:end] == mention.text`. Unknown is null or an empty list, never invented. New fields come last in their model
and have a default: so do their columns, and older records can be read.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from newsx.records import SCHEMA_VERSION, AnchorSource, EvidenceSource, Extractor, WarningCode
from newsx.schema.base import Record, Span, spans_in
from newsx.schema.markers import Column, Prefix, Table, WithDay, WithTexts
from newsx.schema.quotes import Quote  # noqa: TC001 - pydantic reads it
from newsx.schema.showing import framed, short
from newsx.schema.values import ENTITIES, Aliases, CountryCode, Day, End, Moment, Share, Start, Whole

Salience = Share | None
_SALIENCE = "how much the article is about it: the chance that an editor names it in keywords or description"
_LATIN = "the name in plain Latin letters, where it is written in others: for sorting and searching, no translation"
_MAIN = "whether the article is about it: its salience passes the threshold"


class Mention(Span):
    """A stretch of `text` that names the entity or the date it is listed under."""

    start: Start = Field(description="offset of the first character, in code points of `text`")
    end: End = Field(description="offset after the last character")
    text: str = Field(description="the words themselves: text[start:end]")
    confidence: Share | None = Field(
        default=None, description="probability that span and kind are right; null when the rule or model gives none"
    )


class Role(Span):
    """What a person is said to be, and in what: `phrase` stands in the article, `text` is its head."""

    label: ClassVar[str | None] = "text"

    text: str = Field(description='the head: "chairman"; for a verb the noun: "chair" where the article says "chairs"')
    start: Start = Field(description="offset of the first character of the phrase")
    end: End = Field(description="offset after its last character")
    phrase: str | None = Field(
        default=None,
        description='the whole words, text[start:end]: "chairman of the Unity Party"; null: those of `text`',
    )
    organisation: str | None = Field(
        default=None, description="what the role is in: the name of an organisation of this record, or the words"
    )
    place: str | None = Field(default=None, description="where it is: the name of a place of this record, or the words")
    country_code: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-2 of the place or organisation"
    )
    status: str | None = Field(
        default=None, description="former, late, acting, designate, outgoing, retired or honorary; null: none is stated"
    )

    @property
    def quoted(self) -> str:
        """The words that stand at the offsets."""
        return self.text if self.phrase is None else self.phrase


class Age(Record):
    """How old a person is by the article."""

    value: int = Field(ge=0, description="in years")
    start: Start = Field(description="offset of the first character of the number")
    end: End = Field(description="offset after its last character")


class Person(Record):
    """A person the article names."""

    label: ClassVar[str | None] = "name"

    name: str = Field(description="the fullest form of the name in the article, without titles")
    aliases: Aliases = Field(description="the other forms, in order of first mention")
    roles: Annotated[list[Role], Table("roles")] = Field(description="offices, ranks and titles, in order of mention")
    mentions: list[Mention] = Field(description="where the text names it, in order")
    age: Age | None = Field(default=None, description="as the article states it")
    salience: Salience = Field(default=None, description=_SALIENCE)
    main: bool = Field(default=False, description=_MAIN)
    name_latin: str | None = Field(default=None, description=_LATIN)


class Place(Record):
    """A place the article names, with its entry in the gazetteer when one was found."""

    label: ClassVar[str | None] = "name"

    name: str = Field(description="the fullest form of the name in the article")
    aliases: Aliases = Field(description="the other forms, in order of first mention")
    kind: Annotated[Literal["country", "first_level", "city", "other"] | None, Column(database="place_kind")] = Field(
        description="country; first-level unit such as a state or province; city, town or village; other (region, landmark)"
    )
    country_code: CountryCode | None = Field(description="ISO 3166-1 alpha-2")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(description="degrees, WGS 84")
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = Field(description="degrees, WGS 84")
    geonames_id: Whole | None = Field(description="number of the entry in GeoNames")
    population: Whole | None = Field(description="of the entry")
    confidence: Share | None = Field(
        description="probability that the point is right, of the country where there is no point; not of the mention"
    )
    located: Literal["gazetteer", "stated", "inferred"] | None = Field(
        default=None,
        description="how the country is known: gazetteer; stated: the text says what it lies in; inferred: the rest of the article tells",
    )
    within: str | None = Field(default=None, description="name of the place that the text says it lies in")
    mentions: list[Mention] = Field(description="where the text names it, in order")
    salience: Salience = Field(default=None, description=_SALIENCE)
    name_latin: str | None = Field(default=None, description=_LATIN)


class Organisation(Record):
    """An organisation the article names: company, party, ministry, army, team, outlet."""

    label: ClassVar[str | None] = "name"

    name: str = Field(description="the fullest form of the name in the article")
    aliases: Aliases = Field(description="the other forms, in order of first mention")
    acronym: str | None = Field(description="its acronym, where the article has one")
    mentions: list[Mention] = Field(description="where the text names it, in order")
    country_code: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-2 of its country, where the words tell"
    )
    country_confidence: Share | None = Field(default=None, description="how sure the country is")
    people: Annotated[list[str], Table(item="person")] = Field(
        default_factory=list, description="names of the people who have a role in it"
    )
    salience: Salience = Field(default=None, description=_SALIENCE)
    main: bool = Field(default=False, description=_MAIN)
    name_latin: str | None = Field(default=None, description=_LATIN)


class Group(Record):
    """A people, nationality, religious or political group that the article names."""

    label: ClassVar[str | None] = "name"

    name: str = Field(description="the first form in the article")
    aliases: Aliases = Field(description="the other forms, in order of first mention")
    mentions: list[Mention] = Field(description="where the text names it, in order")
    country_code: CountryCode | None = Field(default=None, description="of the country whose people it is")


class Date(Record):
    """A point, stretch or amount of time the article names; mentions with the same value are one entry."""

    label: ClassVar[str | None] = "value"

    value: str | None = Field(
        description="ISO 8601 / TIMEX3: 2025-05-09, 2025-03, 2025-W19, 2024-Q3, 198X, P2W, PAST_REF, start/end; null: unresolved"
    )
    type: str = Field(description="date, time, duration or set")
    granularity: str | None = Field(description="day, month, year …")
    earliest: Day | None = Field(description="first day meant")
    latest: Day | None = Field(description="last day meant")
    mod: str | None = Field(description="start, mid, end, approx, before or after")
    anchor: str = Field(description="what the value leans on: publication, text or none")
    rule: str = Field(description="the rule that gave the value")
    ambiguous: bool = Field(description="there is another reading")
    rejected: str | None = Field(description="the other reading of an ambiguous expression")
    anchor_start: Annotated[int | None, Field(ge=0)] = Field(
        default=None, description="offset of the earlier date of the text that the first mention is counted from"
    )
    anchor_end: Annotated[int | None, Field(ge=0)] = Field(
        default=None, description="offset just after that earlier date"
    )
    mentions: Annotated[list[Mention], WithTexts()] = Field(description="where the text names it")


class EventDate(Record):
    """The day the article is about."""

    label: ClassVar[str | None] = "value"

    value: Day = Field(description="the day, YYYY-MM-DD")
    start: Start = Field(description="offset of the words that tell it")
    end: End = Field(description="offset just after them")
    confidence: Share = Field(description="how sure it is")


class Relation(Record):
    """What the article says of a person and an organisation, a place or another person."""

    label: ClassVar[str | None] = "role"

    person: str = Field(description="name of a person of this record")
    relation: Literal["role", "kin", "allegiance"] = Field(
        description="an office; a tie of family; whom the person speaks, works or stands for"
    )
    role: str = Field(description='the word for it: "chairman", "wife", "lawyer"')
    organisation: str | None = Field(description="name of an organisation of this record, or the words")
    place: str | None = Field(description="name of a place of this record, or the words")
    start: Start = Field(description="offset of the words that say so")
    end: End = Field(description="offset after them")
    confidence: Share = Field(
        description="the share of right relations among those found in the same way, measured or judged"
    )
    other_person: str | None = Field(
        default=None, description="name of the other person of a tie, for kin and allegiance"
    )


class Dateline(Span):
    """The words before the lead that say where, when and for which agency it was written: "NAIROBI, Kenya, May 9 (AP)"."""

    label: ClassVar[str | None] = "text"

    start: Start = Field(description="offset of the first character")
    end: End = Field(description="offset after the last one; the dash behind it is none of it")
    text: str = Field(description="the words themselves: text[start:end]")
    place: str | None = Field(description="name of a place of this record")
    agency: str | None = Field(description="the news agency in brackets")
    date: Day | None = Field(description="the day that stands in it")


class Focus(Record):
    """A country the article is about."""

    label: ClassVar[str | None] = "country_code"

    country_code: CountryCode = Field(description="ISO 3166-1 alpha-2")
    share: Share = Field(description="of the places that lie in it")


class Image(Record):
    """The lead image."""

    url: str | None = Field(description="address of the lead image")
    caption: str | None = Field(description="caption of the lead image")
    credit: str | None = Field(description="who made the lead image")


class Source(Record):
    """Where the article came from."""

    path: str | None = Field(description='path of the input as given; "-" for standard input')
    url: Annotated[str | None, Column(in_flat=False)] = Field(description="address the input was fetched from")
    media_type: str = Field(description="kind of the input")
    charset: str = Field(description="encoding of the input")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="of the bytes as they were read")
    record: str | None = Field(
        description="where in a container (JSON lines, WARC, feed, mail) the article stood; null: the input held one page"
    )
    id: Annotated[str | None, Column(in_flat=False, database="name")] = Field(
        default=None, description="the name the container gives the record; null: none"
    )


class Provenance(Record):
    """What made the record."""

    newsx: str = Field(description="version of newsx")
    model: str = Field(description="pipeline that tagged the text")
    extractor: Extractor = Field(
        description="how the text was found: in the markup of a page, in the dump of one, or it was all there was"
    )
    date_anchor: Day | None = Field(description="the day relative dates were resolved against")
    anchor_from: AnchorSource | None = Field(
        default=None,
        description="where that day was found: on the page, in an option, or in the input file's time or path",
    )
    evidence: Annotated[dict[str, EvidenceSource], Table("evidence", item="found")] = Field(
        default_factory=dict, description="for fields of the record: where on the page the value was found"
    )


class Caution(Record):
    """What had to be mended or cannot be trusted in the record."""

    label: ClassVar[str | None] = "message"

    code: WarningCode = Field(description="which kind of trouble, for programs")
    message: str = Field(description="the same in words, for people")


class Article(Record):
    """One news article: what the page says of it, its text, and who, where, which organisations and when."""

    schema_version: Annotated[Literal["2.0"], Column(in_flat=False, in_database=False)] = SCHEMA_VERSION
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$"), Column(flat="article_id")] = Field(
        description="same input, same id"
    )
    source: Annotated[Source, Prefix("")]
    url: str | None = Field(description="address of the article")
    publisher: str | None = Field(description="who published it")
    headline: str | None = Field(description="headline of the article, without the name of the site")
    description: str | None = Field(description="summary the page states")
    authors: Annotated[list[str], Table(item="name")] = Field(description="names of the authors")
    date_published: Annotated[Moment | None, WithDay()] = Field(
        description="ISO 8601 day, or day and time, as the page states it"
    )
    date_modified: Moment | None = Field(description="ISO 8601 day, or day and time")
    section: str | None = Field(description="section of the site")
    keywords: Annotated[list[str], Table(item="keyword")] = Field(description="keywords of the page")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = Field(description="ISO 639")
    image: Image | None = Field(description="the lead image")
    text: str = Field(description="paragraphs joined by one empty line")
    people: Annotated[list[Person], ENTITIES] = Field(description="in order of first mention")
    places: Annotated[list[Place], ENTITIES] = Field(description="in order of first mention")
    organisations: Annotated[list[Organisation], ENTITIES] = Field(description="in order of first mention")
    dates: Annotated[list[Date], Table(key="date_id")] = Field(description="in order of first mention")
    event_date: EventDate | None = Field(
        default=None, description="the day the article is about, where the lead tells it"
    )
    focus: list[Focus] = Field(description="countries the article is about, by share of its places")
    warnings: list[Caution] = Field(description="what had to be mended or cannot be trusted")
    provenance: Annotated[Provenance, Prefix("")]
    relations: list[Relation] = Field(
        default_factory=list, description="who is what of what, in order of the words that say so"
    )
    quotes: Annotated[list[Quote], Table(key="quote_id")] = Field(
        default_factory=list, description="what is quoted and who says it, in order"
    )
    dateline: Dateline | None = Field(
        default=None, description="where, when and for which agency it was written, where the text begins with that"
    )
    groups: Annotated[list[Group], ENTITIES] = Field(default_factory=list, description="in order of first mention")

    @model_validator(mode="after")
    def _spans_quote_the_text(self) -> Article:
        """Raise ValueError unless every span, in whatever part of the record, repeats what stands at its offsets."""
        for span in spans_in(self):
            if self.text[span.start : span.end] != span.quoted:
                raise ValueError(f"text[{span.start}:{span.end}] is not {span.quoted!r}")
        return self

    def __repr__(self) -> str:
        """Return the article in one line: what it is and how much was found in it."""
        return short(self)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Return the article as notebooks show it."""
        return framed(self)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) every record validates against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Article.model_json_schema(mode="serialization"),
    }
