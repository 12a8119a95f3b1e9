"""Records as rows of flat tables, for CSV, Parquet and workbooks: one row an article, or one for each item of one of its lists.

Every table begins with the columns that find the article again; `article_id` joins them. What stands in the text has the sentence it
stands in behind it. Columns follow from the fields of the record; their order is part of the interface: new ones come last.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from newsx.schema.markers import Column as Named
from newsx.schema.markers import Prefix, WithTexts
from newsx.schema.sentences import Sentences
from newsx.schema.shapes import article_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsx.schema.shapes import Shape

# Between the items of a list in one cell; what must be told apart safely belongs into JSON, SQLite or nested Parquet.
SEPARATOR = "; "

Value = str | int | float | bool | None
Record = dict[str, Any]
CellType = Literal["text", "integer", "number", "boolean", "day"]

# The table of whole articles, and that of what is named in them, which gathers the mentions of all lists.
ARTICLES = "articles"
MENTIONS = "mentions"
QUOTES = "quotes"
_LEAD = ("article_id", "headline", "date_published", "publisher", "url", "path")
# The column behind what stands in the text.
SENTENCE = "sentence"
# The order in which the columns of articles came to be; those not named here follow in the order of the record.
_ORDER = (
    *_LEAD, "record", "authors", "date_modified", "section", "keywords", "language", "description", "image_url",
    "image_caption", "image_credit", "people", "places", "organisations", "dates", "focus", "people_count", "places_count",
    "organisations_count", "dates_count", "mention_count", "word_count", "warnings", "media_type", "charset", "sha256",
    "extractor", "model", "newsx", "date_anchor", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold ("day" is a string YYYY-MM-DD), what that means, and how it is read off."""

    name: str
    type: CellType
    meaning: str
    read: Callable[[Record], Value]


def word_count(text: str) -> int:
    """Return the number of words of a text, divided at white space."""
    return len(text.split())


def day_of(value: str | None) -> str | None:
    """Return the day a value begins with; None where that is none of the calendar, such as 2025-02-30."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def joined(items: Iterable[str | None] | None) -> str | None:
    """Return the items in one cell; None for no items."""
    return SEPARATOR.join(item for item in items or () if item) or None


def rows_of(record: Record, table: str) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table that a record gives, with a value for each of `TABLES[table]`; unknown is None."""
    if table == ARTICLES:
        yield tuple(column.read(record) for column in TABLES[ARTICLES])
        return
    lead = tuple(column.read(record) for column in _LEAD_COLUMNS)
    own = TABLES[table][len(lead) :]
    items = _items(record, table)
    if own[-1].name == SENTENCE:
        items = _with_sentences(items, Sentences(record["text"]))
    for item in items:
        yield (*lead, *(column.read(item) for column in own))


def _items(record: Record, table: str) -> Iterable[Record]:
    """Return what the rows of a table are about."""
    if table == MENTIONS:
        return _mentioned(record)
    if table in _PARTS:
        whole, part = _PARTS[table]
        return [
            {whole.kind: item.get(whole.label), **each}
            for item in record.get(whole.name) or ()
            for each in item.get(part.name) or ()
        ]
    items: list[Record] = record.get(table) or []
    return _with_roles(record, items) if table == QUOTES else items


def _with_sentences(items: Iterable[Record], sentences: Sentences) -> Iterator[Record]:
    """Yield the items, each with the sentence that it, or its first mention, stands in."""
    for item in items:
        at = min(item.get(MENTIONS) or (item,), key=lambda each: each["start"])
        yield {**item, SENTENCE: sentences.around(at["start"], at["end"])}


def _with_roles(record: Record, quotes: Iterable[Record]) -> Iterator[Record]:
    """Yield the quotes, each with the first role of its speaker and the body or place it is in: "chairman of the Unity Party"."""
    roles = {person["name"]: person["roles"][0] for person in record["people"] if person["roles"]}
    for quote in quotes:
        role = roles.get((quote["speaker"] or {}).get("name"))
        owner = role and (role.get("organisation") or role.get("place"))
        yield {**quote, "role": role and (role.get("phrase") or role["text"]), "role_of": owner}


def _quote_columns() -> Iterator[Column]:
    yield Column("speaker_role", "text", "what the article calls the speaker first", _reader(("role",)))
    yield Column("speaker_role_of", "text", "the organisation or place of that role", _reader(("role_of",)))


def _mentioned(record: Record) -> list[Record]:
    """Return all mentions in the order of the text, each with the kind and the name of what it belongs to."""
    found = [
        {"kind": shape.kind, "name": item.get(shape.label), **mention}
        for shape in _LISTS
        if shape.mentions
        for item in record.get(shape.name) or ()
        for mention in item["mentions"]
    ]
    return sorted(found, key=lambda mention: (mention["start"], mention["end"]))


def _columns(fields: Sequence[Shape], path: tuple[str, ...] = (), prefix: str = "") -> Iterator[Column]:
    """Yield the columns of an object's fields, nested objects unfolded and lists in one cell each."""
    for shape in fields:
        named = shape.marker(Named) or Named()
        if not named.in_flat:
            continue
        name, read = prefix + (named.flat or shape.name), _reader((*path, shape.name))
        if shape.form == "object":
            begins = shape.marker(Prefix)
            yield from _columns(
                shape.fields, (*path, shape.name), prefix + (begins.text if begins else f"{shape.name}_")
            )
        elif shape.name == MENTIONS:
            yield from _mention_columns(shape, read)
        elif shape.form == "objects":
            yield from _list_columns(shape, name, read)
        elif shape.form == "texts":
            yield Column(name, "text", shape.meaning, _then(read, joined))
        elif shape.form == "mapping":
            yield Column(name, "text", shape.meaning, _then(read, _pairs))
        elif shape.form == "day":
            yield Column(name, "day", shape.meaning, _then(read, day_of))
        else:
            yield Column(name, cast("CellType", shape.form), shape.meaning, read)


def _list_columns(shape: Shape, name: str, read: Callable[[Record], Any]) -> Iterator[Column]:
    """Yield what stands for a list of objects beside others: their labels, and how many there are of what has mentions."""
    if label := shape.label:
        yield Column(name, "text", shape.meaning, lambda record: joined(item.get(label) for item in read(record) or ()))
    if shape.mentions or not shape.label:
        yield Column(f"{name}_count", "integer", f"number of {name}", lambda record: len(read(record) or ()))


def _mention_columns(shape: Shape, read: Callable[[Record], Any]) -> Iterator[Column]:
    if shape.marker(WithTexts):
        meaning = "the expressions in the article's words"
        yield Column("texts", "text", meaning, lambda item: joined(mention["text"] for mention in read(item)))
    yield Column("mention_count", "integer", "mentions in the text", lambda item: len(read(item)))
    meaning = "offset of the first mention, in code points of the text"
    yield Column(
        "first_start",
        "integer",
        meaning,
        lambda item: min((mention["start"] for mention in read(item)), default=None),
    )


def _reader(path: Sequence[str]) -> Callable[[Record], Any]:
    """Return what reads the value at a path; None where an object on the way is null or lacks the field."""
    if len(path) == 1:
        name = path[0]
        return lambda record: record.get(name)

    def read(record: Record) -> Any:
        value: Any = record
        for name in path:
            value = value.get(name) if value else None
        return value

    return read


def _then(read: Callable[[Record], Any], turn: Callable[[Any], Value]) -> Callable[[Record], Value]:
    """Return what reads a value and turns it into that of a cell."""
    return lambda record: turn(read(record))


def _pairs(mapping: dict[str, str] | None) -> str | None:
    return joined(f"{key}: {value}" for key, value in (mapping or {}).items())


def _article_columns() -> Iterator[Column]:
    yield from _columns(article_shape())
    yield Column(
        "mention_count",
        "integer",
        "mentions of all kinds",
        lambda record: sum(
            len(item["mentions"]) for shape in _LISTS if shape.mentions for item in record.get(shape.name) or ()
        ),
    )
    yield Column(
        "word_count", "integer", "words of the text, divided at white space", lambda record: word_count(record["text"])
    )


def _mention_table() -> Iterator[Column]:
    yield Column("kind", "text", "person, place, organisation or date", _reader(("kind",)))
    yield Column("name", "text", "name of the entity, or value of the date", _reader(("name",)))
    yield from _item_columns(next(shape.mentions for shape in _LISTS if shape.mentions))


def _by_order(columns: Iterable[Column]) -> tuple[Column, ...]:
    places = {name: place for place, name in enumerate(_ORDER)}
    return tuple(sorted(columns, key=lambda column: places.get(column.name, len(places))))


def _item_columns(shape: Shape) -> Iterator[Column]:
    """Yield the columns of the items of a list, with the sentence where they stand in the text."""
    yield from _columns(shape.fields)
    if shape.name == QUOTES:
        yield from _quote_columns()
    if shape.mentions or {"start", "end"} <= {field.name for field in shape.fields}:
        yield Column(SENTENCE, "text", "the sentence it stands in", _reader((SENTENCE,)))


def _part_columns(whole: Shape, part: Shape) -> Iterator[Column]:
    """Yield the columns of the lists that items have themselves, such as the roles of people."""
    yield Column(whole.kind, "text", f"{whole.label} of the {whole.kind}", _reader((whole.kind,)))
    yield from _item_columns(part)


_LISTS = tuple(shape for shape in article_shape() if shape.form == "objects")
_PARTS = {
    part.name: (whole, part)
    for whole in _LISTS
    for part in whole.fields
    if part.form == "objects" and part.name != MENTIONS
}
_ARTICLE_COLUMNS = _by_order(_article_columns())
_LEAD_COLUMNS = _ARTICLE_COLUMNS[: len(_LEAD)]

TABLES: dict[str, tuple[Column, ...]] = {
    ARTICLES: _ARTICLE_COLUMNS,
    **{shape.name: (*_LEAD_COLUMNS, *_item_columns(shape)) for shape in _LISTS},
    **{name: (*_LEAD_COLUMNS, *_part_columns(whole, part)) for name, (whole, part) in _PARTS.items()},
    MENTIONS: (*_LEAD_COLUMNS, *_mention_table()),
}
