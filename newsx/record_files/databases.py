"""Reads records back from SQLite databases that newsx wrote, by the layout they were written by; `files` calls it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsx.errors import InputError
from newsx.records import SCHEMA_VERSION
from newsx.schema.database import ARTICLES, DATABASE_VERSION, MENTIONS, SOURCES, layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.schema.database import ListTable, SqlColumn

Record = dict[str, Any]

# The first version of the tables: records of 1.0, whose warnings are words.
_OLDEST = 1
_OLD_WARNINGS = "warning"


def read_database(path: str) -> Iterator[Record]:
    """Yield the records in a database, one for each place an article was found at. Raises InputError when it is broken."""
    address = f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            yield from _Reader(connection).records()
    except sqlite3.Error as error:
        raise InputError(f"the database cannot be read ({error})") from error


class _Reader:
    """One database: knows its version and which columns it has."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        self._columns: dict[str, set[str]] = {}
        if self._version > DATABASE_VERSION:
            raise InputError(f"made by a later version of newsx (tables {self._version}, not {DATABASE_VERSION})")

    def records(self) -> Iterator[Record]:
        """Yield the records, in the order the articles were written in."""
        tables = layout()
        for row in self._connection.execute("SELECT * FROM articles ORDER BY number"):
            record = {
                "schema_version": "1.0" if self._version == _OLDEST else SCHEMA_VERSION,
                **self._node(ARTICLES, tables.articles, row),
            }
            for table in tables.lists:
                self._read_list(record, table, record["id"])
            for source in self._rows(SOURCES, {"article_id": record["id"]}, order="rowid"):
                yield {**record, "source": self._node(SOURCES, tables.sources, source)}

    def _read_list(self, owner: Record, table: ListTable, key: object) -> None:
        """Put a list of an article, or of one of its items, where the record has it."""
        *outer, name = table.field.split(".")
        for part in outer:
            owner = owner[part]
        if not self._names(table.name):
            return
        keys = {table.owner_key: key, **({"kind": table.kind} if table.kind else {})}
        if table.form == "mapping":
            rows = self._rows(table.name, keys, order="rowid" if table.key else "field")
            owner[name] = {row["field"]: row[table.columns[0].name] for row in rows}
            return
        rows = self._rows(table.name, keys, order="position")
        if table.form == "texts" or (self._version == _OLDEST and _OLD_WARNINGS in self._names(table.name)):
            column = table.columns[0].name if table.form == "texts" else _OLD_WARNINGS
            owner[name] = [row[column] for row in rows]
            return
        owner[name] = [self._item(table, row) for row in rows]

    def _item(self, table: ListTable, row: sqlite3.Row) -> Record:
        item = self._node(table.name, table.columns, row)
        for inner in table.lists:
            self._read_list(item, inner, row["id"])
        if table.has_mentions and table.key:
            rows = self._rows(MENTIONS, {table.key: row["id"]}, order="id")
            item["mentions"] = [self._node(MENTIONS, layout().mentions, each) for each in rows]
        return item

    def _rows(self, table: str, keys: Record, *, order: str) -> list[sqlite3.Row]:
        condition = " AND ".join(f"{name} = ?" for name in keys)
        sql = f"SELECT * FROM {table} WHERE {condition} ORDER BY {order}"  # noqa: S608 - names are ours
        return self._connection.execute(sql, tuple(keys.values())).fetchall()

    def _node(self, table: str, columns: Iterable[SqlColumn], row: sqlite3.Row) -> Record:
        """Return the object of the record that a row was made from; nested ones that say nothing are null."""
        names = self._names(table)
        node: Record = {}
        for column in columns:
            value = row[column.name] if column.name in names else None
            if value is None and column.is_required:
                continue  # a column that came later than the row: the field has its default
            inner = node
            for name in column.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[column.path[-1]] = bool(value) if column.is_boolean and value is not None else value
        return {name: _or_null(value) for name, value in node.items()}

    def _names(self, table: str) -> set[str]:
        if table not in self._columns:
            self._columns[table] = {row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")}
        return self._columns[table]


def _or_null(value: Any) -> Any:
    return None if isinstance(value, dict) and all(each is None for each in value.values()) else value
