"""The record newsx emits: pydantic models that validate an article where it leaves the program.

Names follow schema.org NewsArticle in snake_case. Offsets are Unicode code points into `text`, end exclusive, so that
`text[start:end] == mention.text`. Unknown is null or an empty list, never invented.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# ISO 8601 calendar date, optionally with a time of day and an offset.
_ISO_DATE = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"
_ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"

Offset = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Record(BaseModel):
    """Base of all parts of the record: unknown fields are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mention(Record):
    """A stretch of `text` that names the entity or the date it is listed under."""

    start: Offset = Field(description="offset of the first character, in code points of `text`")
    end: Offset = Field(description="offset after the last character")
    text: str = Field(description="the words themselves: text[start:end]")
    confidence: Share | None = Field(
        default=None, description="probability that span and kind are right; null when the rule or model gives none"
    )


class Role(Record):
    """What a person is said to be, in the article's own words."""

    text: str
    start: Offset
    end: Offset


class Person(Record):
    """A person the article names."""

    name: str = Field(description="the fullest form of the name in the article, without titles")
    aliases: list[str] = Field(description="the other forms, in order of first mention")
    roles: list[Role] = Field(description="offices, ranks and titles, in order of mention")
    mentions: list[Mention]


class Place(Record):
    """A place the article names, with its entry in the gazetteer when one was found."""

    name: str
    aliases: list[str]
    kind: Literal["country", "first_level", "city", "other"] | None = Field(
        description="country; first-level unit such as a state or province; city, town or village; other (region, landmark)"
    )
    country_code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(description="ISO 3166-1 alpha-2")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(description="degrees, WGS 84")
    longitude: Annotated[float, Field(ge=-180, le=180)] | None
    geonames_id: int | None
    population: int | None
    confidence: Share | None = Field(description="of the gazetteer entry, not of the mention")
    mentions: list[Mention]


class Organisation(Record):
    """A body the article names: company, party, ministry, army, team, outlet."""

    name: str
    aliases: list[str]
    acronym: str | None
    mentions: list[Mention]


class Date(Record):
    """A point, stretch or amount of time the article names; mentions with the same value are one entry."""

    value: str | None = Field(
        description="ISO 8601 / TIMEX3: 2025-05-09, 2025-03, 2025-W19, 2024-Q3, 198X, P2W, PAST_REF, start/end; null: unresolved"
    )
    type: str = Field(description="date, time, duration or set")
    granularity: str | None
    earliest: Annotated[str, Field(pattern=_ISO_DAY)] | None = Field(description="first day meant")
    latest: Annotated[str, Field(pattern=_ISO_DAY)] | None = Field(description="last day meant")
    mod: str | None = Field(description="start, mid, end, approx, before or after")
    anchor: str = Field(description="what the value leans on: publication, text or none")
    rule: str = Field(description="the rule that gave the value")
    ambiguous: bool
    rejected: str | None = Field(description="the other reading of an ambiguous expression")
    mentions: list[Mention]


class Focus(Record):
    """A country the article is about."""

    country_code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    share: Share


class Image(Record):
    """The lead image."""

    url: str | None
    caption: str | None
    credit: str | None


class Source(Record):
    """Where the article came from."""

    path: str | None = Field(description='as given; "-" for standard input')
    url: str | None
    media_type: str
    charset: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="of the bytes as they were read")
    record: str | None = Field(
        description="where in a container (JSON lines, WARC, feed, mail) the article stood; null: the input held one page"
    )
    id: str | None = Field(default=None, description="the name the container gives the record; null: none")


class Provenance(Record):
    """What made the record."""

    newsx: str
    model: str
    extractor: Literal["html", "page_dump", "plain_text"]
    date_anchor: Annotated[str, Field(pattern=_ISO_DAY)] | None = Field(
        description="the day relative dates were resolved against"
    )


class Article(Record):
    """One news article: what the page says of it, its text, and who, where, which bodies and when."""

    schema_version: Literal["1.0"] = "1.0"
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] = Field(description="same input, same id")
    source: Source
    url: str | None
    publisher: str | None
    headline: str | None
    description: str | None
    authors: list[str]
    date_published: Annotated[str, Field(pattern=_ISO_DATE)] | None
    date_modified: Annotated[str, Field(pattern=_ISO_DATE)] | None
    section: str | None
    keywords: list[str]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = Field(description="ISO 639")
    image: Image | None
    text: str = Field(description="paragraphs joined by one empty line")
    people: list[Person]
    places: list[Place]
    organisations: list[Organisation]
    dates: list[Date]
    focus: list[Focus] = Field(description="countries the article is about, by share of its places")
    warnings: list[str]
    provenance: Provenance

    @model_validator(mode="after")
    def _mentions_quote_the_text(self) -> Article:
        """Every mention and role repeats exactly what stands at its offsets."""
        named: list[Person | Place | Organisation | Date] = [
            *self.people,
            *self.places,
            *self.organisations,
            *self.dates,
        ]
        spans: list[Mention | Role] = [mention for item in named for mention in item.mentions]
        spans += [role for person in self.people for role in person.roles]
        for span in spans:
            if self.text[span.start : span.end] != span.text:
                raise ValueError(f"text[{span.start}:{span.end}] is not {span.text!r}")
        return self


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) every record validates against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Article.model_json_schema(mode="serialization"),
    }
