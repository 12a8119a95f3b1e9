"""How a record becomes rows of an SQLite database: by the layout that follows from the record's fields."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsx.schema.database import (
    APPLICATION_ID,
    ARTICLE_KEY,
    ARTICLES,
    DATABASE_VERSION,
    MENTIONS,
    PLACE,
    SOURCES,
    SqlColumn,
    layout,
    table_scripts,
)
from newsx.schema.database_views import INDEXES, QUOTE_SEARCH, QUOTE_VIEWS, VIEWS
from newsx.schema.tables import word_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.schema.database import ListTable

Record = dict[str, Any]
Row = dict[str, Any]


def create_tables(connection: sqlite3.Connection) -> None:
    """Make all tables of a new database. Raises sqlite3.Error."""
    tables = ";\n".join(table_scripts().values())
    connection.executescript(
        f"BEGIN IMMEDIATE; {tables}; {INDEXES} {VIEWS} {QUOTE_VIEWS} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {DATABASE_VERSION}; COMMIT;"
    )


def add_missing(connection: sqlite3.Connection) -> bool:
    """Add the tables and columns that came after the database was made; return whether there were any.

    Raises sqlite3.Error.
    """
    tables = layout()
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [script for name, script in table_scripts().items() if name not in there]
    place = SqlColumn(PLACE, "TEXT", is_required=False, path=(), meaning="")
    for name, columns in _all_columns(
        tables.lists, {ARTICLES: tables.articles, SOURCES: (*tables.sources, place)}
    ).items():
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} if name in there else set()
        new = {column.name: column.type for column in columns if known and column.name not in known}
        missing += [f"ALTER TABLE {name} ADD COLUMN {column} {kind}" for column, kind in new.items()]
    for statement in missing:
        connection.execute(statement)
    if QUOTE_SEARCH not in there:
        missing += _statements(QUOTE_VIEWS)
        for statement in _statements(QUOTE_VIEWS):
            connection.execute(statement)
    return bool(missing)


def _statements(script: str) -> list[str]:
    """Return the statements of a script one by one: run together they would end the transaction."""
    found, statement = [], ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found


def _all_columns(lists: Sequence[ListTable], found: dict[str, Sequence[SqlColumn]]) -> dict[str, Sequence[SqlColumn]]:
    for each in lists:
        found[each.name] = (*found.get(each.name, ()), *each.columns)
        _all_columns(each.lists, found)
    return found


def put_record(connection: sqlite3.Connection, record: Record, *, place: str | None = None) -> None:
    """Write the record, once, in place of what its input gave before. Raises sqlite3.Error.

    `place` is the absolute path of the input; where nobody knows it, nothing is replaced but the article itself.
    """
    digest = digest_record(record)
    stored = connection.execute("SELECT digest FROM articles WHERE id = ?", (record["id"],)).fetchone()
    if stored and stored[0] != digest:
        # Its sources stay: they are the same bytes at other places.
        kept = _sources(connection, "article_id = ?", record["id"])
        connection.execute("DELETE FROM articles WHERE id = ?", (record["id"],))
        _insert_article(connection, record, digest)
        _insert_many(connection, SOURCES, kept)
    elif not stored:
        _insert_article(connection, record, digest)
    _put_source(connection, record["id"], record["source"], place)


def digest_record(record: Record) -> str:
    """Return the SHA-256 of a record in hex, wherever its page was found."""
    rest = {name: value for name, value in record.items() if name != "source"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _put_source(connection: sqlite3.Connection, article_id: str, source: Record, place: str | None) -> None:
    """List the place for the article; what stood at the place before goes.

    A place is an absolute path and a record: the same relative path in two folders is two places. Standard input is none:
    what comes through it later does not replace what came before.
    """
    new = {ARTICLE_KEY: article_id, **_values(layout().sources, source), PLACE: place}
    keys: tuple[object, ...]
    if place is None:
        condition, keys = "path IS ? AND record IS ? AND article_id = ?", (source["path"], source["record"], article_id)
    else:
        condition, keys = f"{PLACE} = ? AND record IS ?", (place, source["record"])
    here = _sources(connection, condition, *keys)
    if here == [new]:
        return
    connection.execute(f"DELETE FROM sources WHERE {condition}", keys)  # noqa: S608 - names are ours
    _insert_many(connection, SOURCES, [new])
    for old in sorted({row[ARTICLE_KEY] for row in here} - {article_id}):
        connection.execute(
            "DELETE FROM articles WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sources WHERE article_id = articles.id)",
            (old,),
        )


def _sources(connection: sqlite3.Connection, condition: str, *values: object) -> list[Row]:
    names = [ARTICLE_KEY, *(column.name for column in layout().sources), PLACE]
    sql = f"SELECT {', '.join(names)} FROM sources WHERE {condition}"  # noqa: S608 - names are ours
    return [dict(zip(names, row, strict=True)) for row in connection.execute(sql, values)]


def _insert_article(connection: sqlite3.Connection, record: Record, digest: str) -> None:
    tables = layout()
    row = _values(tables.articles, record)
    _insert_many(connection, ARTICLES, [{**row, "word_count": word_count(record["text"]), "digest": digest}])
    for table in tables.lists:
        _insert_list(connection, table, record, record["id"], record["id"])


def _insert_list(
    connection: sqlite3.Connection, table: ListTable, owner: Record, owner_key: object, article_id: str
) -> None:
    """Insert the rows of one list of an article, or of one of its items, and what belongs to each row."""
    value: Any = owner
    for name in table.field.split("."):
        value = value.get(name) if value else None
    if table.form == "mapping":
        rows = [
            {table.owner_key: owner_key, "field": field, table.columns[0].name: text}
            for field, text in (value or {}).items()
        ]
        _insert_many(connection, table.name, rows)
        return
    fixed = {table.owner_key: owner_key} | ({"kind": table.kind} if table.kind else {})
    items = value or ()
    rows = [{**fixed, "position": place, **_values(table.columns, item)} for place, item in enumerate(items)]
    if table.key is None:
        _insert_many(connection, table.name, rows)
        return
    for row, item in zip(rows, items, strict=True):
        number = _insert(connection, table.name, row)
        for inner in table.lists:
            _insert_list(connection, inner, item, number, article_id)
        if table.has_mentions:
            _insert_mentions(connection, {ARTICLE_KEY: article_id, table.key: number}, item)


def _insert_mentions(connection: sqlite3.Connection, keys: Row, item: Record) -> None:
    columns = layout().mentions
    _insert_many(connection, MENTIONS, [{**keys, **_values(columns, mention)} for mention in item["mentions"]])


def _values(columns: Iterable[SqlColumn], node: Any) -> Row:
    """Return what an object of the record says for each of the columns; a word of a list is its only value."""
    row = {}
    for column in columns:
        value = node
        for name in column.path:
            value = value.get(name) if value else None
        row[column.name] = value
    return row


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> int:
    """Insert the row and return its number."""
    number = connection.execute(_sql(table, tuple(row)), tuple(row.values())).lastrowid
    assert number is not None
    return number


def _insert_many(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        connection.executemany(_sql(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


@lru_cache(maxsize=64)
def _sql(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names are ours
