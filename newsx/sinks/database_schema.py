"""The tables of an SQLite database of records, and how a record becomes rows of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from newsx.interchange.parts import KINDS, word_count

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

# "NwsX": tells databases of newsx from those of other programs (PRAGMA application_id, `file` shows it).
APPLICATION_ID = 0x4E777358
# PRAGMA user_version; raised when a table changes in a way older programs would not understand.
SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,  -- of the row, for the full-text index
    id TEXT NOT NULL UNIQUE,
    url TEXT,
    publisher TEXT,
    headline TEXT,
    description TEXT,
    date_published TEXT,
    date_modified TEXT,
    section TEXT,
    language TEXT,
    image_url TEXT,
    image_caption TEXT,
    image_credit TEXT,
    text TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    model TEXT NOT NULL,
    newsx TEXT NOT NULL,
    date_anchor TEXT,
    digest TEXT NOT NULL  -- of the record: the same one is not written twice
);
CREATE INDEX articles_by_date ON articles (date_published);
CREATE INDEX articles_by_url ON articles (url);

-- Where an article was found: one row an input; copies of a page share their article.
CREATE TABLE sources (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    path TEXT,
    record TEXT,
    name TEXT,
    url TEXT,
    media_type TEXT NOT NULL,
    charset TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE INDEX sources_by_article ON sources (article_id);
CREATE INDEX sources_by_path ON sources (path, record);

CREATE TABLE authors (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX authors_by_name ON authors (name);

CREATE TABLE keywords (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    keyword TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX keywords_by_keyword ON keywords (keyword);

CREATE TABLE focus (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    country_code TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

CREATE TABLE warnings (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    warning TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'organisation')),
    position INTEGER NOT NULL,  -- among those of its kind, by first mention
    name TEXT NOT NULL,
    acronym TEXT,
    place_kind TEXT,
    country_code TEXT,
    latitude REAL,
    longitude REAL,
    geonames_id INTEGER,
    population INTEGER,
    confidence REAL,  -- of the gazetteer entry
    UNIQUE (article_id, kind, position)
);
CREATE INDEX entities_by_name ON entities (kind, name);
CREATE INDEX entities_by_geonames ON entities (geonames_id);

CREATE TABLE aliases (
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (entity_id, position)
) WITHOUT ROWID;
CREATE INDEX aliases_by_alias ON aliases (alias);

CREATE TABLE roles (
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (entity_id, position)
) WITHOUT ROWID;

CREATE TABLE dates (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    value TEXT,
    type TEXT NOT NULL,
    granularity TEXT,
    earliest TEXT,
    latest TEXT,
    mod TEXT,
    anchor TEXT NOT NULL,
    rule TEXT NOT NULL,
    ambiguous INTEGER NOT NULL,
    rejected TEXT,
    UNIQUE (article_id, position)
);
CREATE INDEX dates_by_days ON dates (earliest, latest);

-- Offsets are code points of articles.text from 0, end exclusive: substr(text, start_char + 1, end_char - start_char).
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity_id INTEGER REFERENCES entities (id) ON DELETE CASCADE,
    date_id INTEGER REFERENCES dates (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    confidence REAL,
    CHECK ((entity_id IS NULL) <> (date_id IS NULL))
);
CREATE INDEX mentions_by_article ON mentions (article_id);
CREATE INDEX mentions_by_entity ON mentions (entity_id);
CREATE INDEX mentions_by_date ON mentions (date_id);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, content="articles", content_rowid="number", tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
END;
CREATE TRIGGER articles_updated AFTER UPDATE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;

-- Who, where and which bodies, across articles. The same name is counted together; places only where their entry is the same.
CREATE VIEW names AS
SELECT
    entities.kind,
    entities.name,
    entities.country_code,
    entities.geonames_id,
    count(DISTINCT entities.article_id) AS articles,
    count(mentions.id) AS mentions,
    min(articles.date_published) AS first_published,
    max(articles.date_published) AS last_published
FROM entities
JOIN articles ON articles.id = entities.article_id
LEFT JOIN mentions ON mentions.entity_id = entities.id
GROUP BY entities.kind, entities.name, entities.country_code, entities.geonames_id;

-- Every mention with what it means and the article it stands in.
CREATE VIEW mentioned AS
SELECT
    coalesce(entities.kind, 'date') AS kind,
    coalesce(entities.name, dates.value) AS name,
    mentions.text,
    mentions.start_char,
    mentions.end_char,
    mentions.confidence,
    articles.id AS article_id,
    articles.headline,
    articles.date_published,
    articles.url
FROM mentions
JOIN articles ON articles.id = mentions.article_id
LEFT JOIN entities ON entities.id = mentions.entity_id
LEFT JOIN dates ON dates.id = mentions.date_id;
"""

_DATE_FIELDS = (
    *("value", "type", "granularity", "earliest", "latest"),
    *("mod", "anchor", "rule", "ambiguous", "rejected"),
)
_PLACE_FIELDS = ("kind", "country_code", "latitude", "longitude", "geonames_id", "population", "confidence")

Record = dict[str, Any]


def put_record(connection: sqlite3.Connection, record: Record) -> None:
    """The record is in the database, once, in place of what its input gave before."""
    source = record["source"]
    digest = digest_record(record)
    stored = connection.execute("SELECT digest FROM articles WHERE id = ?", (record["id"],)).fetchone()
    if stored and stored[0] != digest:
        # Its sources stay: they are the same bytes at other places.
        kept = connection.execute("SELECT * FROM sources WHERE article_id = ?", (record["id"],)).fetchall()
        connection.execute("DELETE FROM articles WHERE id = ?", (record["id"],))
        _insert_article(connection, record, digest)
        _insert_many(connection, "sources", kept)
    elif not stored:
        _insert_article(connection, record, digest)
    _put_source(connection, record["id"], source)


def digest_record(record: Record) -> str:
    """The SHA-256 of a record in hex, wherever its page was found."""
    rest = {name: value for name, value in record.items() if name != "source"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _put_source(connection: sqlite3.Connection, article_id: str, source: Record) -> None:
    """The place is listed for the article; what stood at the place before is gone.

    Standard input is no place: what comes through it later does not replace what came before.
    """
    path, record = source["path"], source["record"]
    fields = (
        article_id,
        *(source.get(name) for name in ("path", "record", "id", "url", "media_type", "charset", "sha256")),
    )
    here = connection.execute("SELECT * FROM sources WHERE path IS ? AND record IS ?", (path, record)).fetchall()
    if path in (None, "-"):
        here = [row for row in here if row[0] == article_id]
    if here == [fields]:
        return
    gone = [(row[0], path, record) for row in here]
    connection.executemany("DELETE FROM sources WHERE article_id = ? AND path IS ? AND record IS ?", gone)
    _insert_many(connection, "sources", [fields])
    for old in {row[0] for row in here} - {article_id}:
        connection.execute(
            "DELETE FROM articles WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sources WHERE article_id = articles.id)",
            (old,),
        )


def _insert_article(connection: sqlite3.Connection, record: Record, digest: str) -> None:
    article_id, image, provenance = record["id"], record["image"] or {}, record["provenance"]
    names = ("url", "publisher", "headline", "description", "date_published", "date_modified", "section", "language")
    row = (
        None,
        article_id,
        *(record[name] for name in names),
        *(image.get(name) for name in ("url", "caption", "credit")),
        record["text"],
        word_count(record["text"]),
        *(provenance[name] for name in ("extractor", "model", "newsx", "date_anchor")),
        digest,
    )
    _insert_many(connection, "articles", [row])
    for table, field in (("authors", "authors"), ("keywords", "keywords"), ("warnings", "warnings")):
        _insert_many(connection, table, [(article_id, place, item) for place, item in enumerate(record[field])])
    countries = [(article_id, place, item["country_code"], item["share"]) for place, item in enumerate(record["focus"])]
    _insert_many(connection, "focus", countries)
    for field, kind in KINDS.items():
        for place, item in enumerate(record[field]):
            if kind == "date":
                _insert_date(connection, article_id, place, item)
            else:
                _insert_entity(connection, article_id, kind, place, item)


def _insert_entity(connection: sqlite3.Connection, article_id: str, kind: str, place: int, entity: Record) -> None:
    details = (entity[name] if kind == "place" else None for name in _PLACE_FIELDS)
    row = (None, article_id, kind, place, entity["name"], entity.get("acronym"), *details)
    number = _insert(connection, "entities", row)
    _insert_many(connection, "aliases", [(number, at, alias) for at, alias in enumerate(entity["aliases"])])
    roles = enumerate(entity.get("roles", ()))
    _insert_many(connection, "roles", [(number, at, role["text"], role["start"], role["end"]) for at, role in roles])
    _insert_mentions(connection, article_id, entity, entity_id=number)


def _insert_date(connection: sqlite3.Connection, article_id: str, place: int, date: Record) -> None:
    number = _insert(connection, "dates", (None, article_id, place, *(date[name] for name in _DATE_FIELDS)))
    _insert_mentions(connection, article_id, date, date_id=number)


def _insert_mentions(
    connection: sqlite3.Connection,
    article_id: str,
    item: Record,
    *,
    entity_id: int | None = None,
    date_id: int | None = None,
) -> None:
    rows = [
        (None, article_id, entity_id, date_id, each["start"], each["end"], each["text"], each.get("confidence"))
        for each in item["mentions"]
    ]
    _insert_many(connection, "mentions", rows)


def _insert(connection: sqlite3.Connection, table: str, row: tuple[object, ...]) -> int:
    """The row is in the table; its number."""
    places = ",".join("?" * len(row))
    number = connection.execute(f"INSERT INTO {table} VALUES ({places})", row).lastrowid  # noqa: S608 - names are ours
    assert number is not None
    return number


def _insert_many(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names are ours
