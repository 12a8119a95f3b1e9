"""Records as rows of flat tables: one row an article, an entity, a date or a mention.

Every table begins with the columns that find the article again; `article_id` joins them. Columns and their order are part
of the interface: new ones come last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from newsx.interchange.parts import KINDS, day_of, word_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Between the items of a list in one cell; what must be told apart safely belongs into JSON, SQLite or nested Parquet.
SEPARATOR = "; "

Value = str | int | float | bool | None
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold ("day" is a string YYYY-MM-DD) and what that means."""

    name: str
    type: Literal["text", "integer", "number", "boolean", "day"]
    meaning: str


_LEAD = (
    Column("article_id", "text", "id of the article's record"),
    Column("headline", "text", "headline of the article"),
    Column("date_published", "text", "ISO 8601 day, or day and time, as the page states it"),
    Column("url", "text", "address of the article"),
    Column("path", "text", 'input the article came from; "-": standard input'),
)
_SEEN = (
    Column("mention_count", "integer", "mentions in the text"),
    Column("first_start", "integer", "offset of the first mention, in code points of the text"),
)
_NAMED = (
    Column("name", "text", "fullest form of the name in the article"),
    Column("aliases", "text", "other forms"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        *_LEAD,
        Column("record", "text", "place in the input, when that is a container"),
        Column("publisher", "text", "who published it"),
        Column("authors", "text", "names of the authors"),
        Column("date_modified", "text", "ISO 8601 day, or day and time"),
        Column("section", "text", "section of the site"),
        Column("keywords", "text", "keywords of the page"),
        Column("language", "text", "ISO 639 code"),
        Column("description", "text", "summary the page states"),
        Column("image_url", "text", "lead image"),
        Column("image_caption", "text", "its caption"),
        Column("image_credit", "text", "who made it"),
        Column("people", "text", "names of the people, in order of first mention"),
        Column("places", "text", "names of the places"),
        Column("organisations", "text", "names of the organisations"),
        Column("dates", "text", "values of the resolved dates, ISO 8601 / TIMEX3"),
        Column("focus", "text", "codes of the countries the article is about, ISO 3166-1 alpha-2"),
        Column("people_count", "integer", "people named"),
        Column("places_count", "integer", "places named"),
        Column("organisations_count", "integer", "organisations named"),
        Column("dates_count", "integer", "different dates named"),
        Column("mention_count", "integer", "mentions of all kinds"),
        Column("word_count", "integer", "words of the text, divided at white space"),
        Column("warnings", "text", "what is doubtful about the record"),
        Column("media_type", "text", "kind of the input"),
        Column("charset", "text", "encoding of the input"),
        Column("sha256", "text", "digest of the input's bytes"),
        Column("extractor", "text", "html, page_dump or plain_text"),
        Column("model", "text", "pipeline that tagged the text"),
        Column("newsx", "text", "version of newsx"),
        Column("date_anchor", "day", "day relative dates were resolved against"),
        Column("text", "text", "the article; paragraphs joined by one empty line"),
    ),
    "people": (
        *_LEAD,
        *_NAMED,
        Column("roles", "text", "offices, ranks and titles in the article's words"),
        *_SEEN,
    ),
    "places": (
        *_LEAD,
        *_NAMED,
        Column("kind", "text", "country, first_level, city or other"),
        Column("country_code", "text", "ISO 3166-1 alpha-2"),
        Column("latitude", "number", "degrees, WGS 84"),
        Column("longitude", "number", "degrees, WGS 84"),
        Column("geonames_id", "integer", "entry in GeoNames"),
        Column("population", "integer", "of the entry"),
        Column("confidence", "number", "probability that the entry is the place meant"),
        *_SEEN,
    ),
    "organisations": (
        *_LEAD,
        *_NAMED,
        Column("acronym", "text", "acronym, where the article has one"),
        *_SEEN,
    ),
    "dates": (
        *_LEAD,
        Column("value", "text", "ISO 8601 / TIMEX3 value; empty: unresolved"),
        Column("type", "text", "date, time, duration or set"),
        Column("granularity", "text", "day, month, year …"),
        Column("earliest", "day", "first day meant"),
        Column("latest", "day", "last day meant"),
        Column("mod", "text", "start, mid, end, approx, before or after"),
        Column("anchor", "text", "what the value leans on: publication, text or none"),
        Column("rule", "text", "rule that gave the value"),
        Column("ambiguous", "boolean", "there is another reading"),
        Column("rejected", "text", "the other reading"),
        Column("texts", "text", "the expressions in the article's words"),
        *_SEEN,
    ),
    "mentions": (
        *_LEAD,
        Column("kind", "text", "person, place, organisation or date"),
        Column("name", "text", "name of the entity, or value of the date"),
        Column("start", "integer", "offset of the first character, in code points of the text"),
        Column("end", "integer", "offset after the last character"),
        Column("text", "text", "the words themselves"),
        Column("confidence", "number", "probability that span and kind are right; empty: the rule or model gives none"),
    ),
}


def rows_of(record: Record, table: str) -> Iterator[tuple[Value, ...]]:
    """The rows of a table a record gives, with a value for each of `TABLES[table]`; unknown is None."""
    lead = (record["id"], *(record[name] for name in ("headline", "date_published", "url")), record["source"]["path"])
    for cells in _READERS[table](record):
        yield (*lead, *cells)


def joined(items: Iterable[str | None]) -> str | None:
    """The items in one cell; None for no items."""
    return SEPARATOR.join(item for item in items if item) or None


def _article_row(record: Record) -> Iterator[tuple[Value, ...]]:
    source, image, provenance = record["source"], record["image"] or {}, record["provenance"]
    yield (
        source["record"],
        record["publisher"],
        joined(record["authors"]),
        record["date_modified"],
        record["section"],
        joined(record["keywords"]),
        record["language"],
        record["description"],
        image.get("url"),
        image.get("caption"),
        image.get("credit"),
        *(joined(item["name"] for item in record[field]) for field in ("people", "places", "organisations")),
        joined(date["value"] for date in record["dates"]),
        joined(focus["country_code"] for focus in record["focus"]),
        *(len(record[field]) for field in KINDS),
        sum(len(item["mentions"]) for field in KINDS for item in record[field]),
        word_count(record["text"]),
        joined(record["warnings"]),
        source["media_type"],
        source["charset"],
        source["sha256"],
        provenance["extractor"],
        provenance["model"],
        provenance["newsx"],
        day_of(provenance["date_anchor"]),
        record["text"],
    )


def _people_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    for person in record["people"]:
        yield (*_named(person), joined(role["text"] for role in person["roles"]), *_seen(person))


def _places_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    fields = ("kind", "country_code", "latitude", "longitude", "geonames_id", "population", "confidence")
    for place in record["places"]:
        yield (*_named(place), *(place[field] for field in fields), *_seen(place))


def _organisations_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    for body in record["organisations"]:
        yield (*_named(body), body["acronym"], *_seen(body))


def _dates_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    for date in record["dates"]:
        yield (
            *(date[field] for field in ("value", "type", "granularity")),
            day_of(date["earliest"]),
            day_of(date["latest"]),
            *(date[field] for field in ("mod", "anchor", "rule", "ambiguous", "rejected")),
            joined(mention["text"] for mention in date["mentions"]),
            *_seen(date),
        )


def _mentions_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    rows = [
        (kind, item.get("name") or item.get("value"), mention)
        for field, kind in KINDS.items()
        for item in record[field]
        for mention in item["mentions"]
    ]
    for kind, name, mention in sorted(rows, key=lambda row: (row[2]["start"], row[2]["end"])):
        yield (kind, name, mention["start"], mention["end"], mention["text"], mention.get("confidence"))


def _named(entity: Mapping[str, Any]) -> tuple[Value, ...]:
    return entity["name"], joined(entity["aliases"])


def _seen(item: Mapping[str, Any]) -> tuple[Value, ...]:
    starts = [mention["start"] for mention in item["mentions"]]
    return len(starts), min(starts, default=None)


_READERS: dict[str, Callable[[Record], Iterator[tuple[Value, ...]]]] = {
    "articles": _article_row,
    "people": _people_rows,
    "places": _places_rows,
    "organisations": _organisations_rows,
    "dates": _dates_rows,
    "mentions": _mentions_rows,
}
