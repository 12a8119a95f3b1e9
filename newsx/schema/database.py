"""The tables of an SQLite database of records, as they follow from the record's fields.

`formats.sqlite_database` writes rows by this layout and `record_files.databases` reads them back. Articles have a row each; a
list has a table of its own, whose rows refer to the article, or to the item whose list it is, and have a position. Mentions
of all entities and dates share one table. Views, indexes and the full-text indexes stand in `database_views`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.schema.markers import Column as Named
from newsx.schema.markers import Prefix, Table
from newsx.schema.shapes import article_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.schema.shapes import Shape

# "NwsX": tells databases of newsx from those of other programs (PRAGMA application_id, `file` shows it).
APPLICATION_ID = 0x4E777358
# PRAGMA user_version; raised when a table changes in a way older programs would not understand. Tables and columns that are
# only missing are added to a database when it is written to.
DATABASE_VERSION = 2

ARTICLES = "articles"
SOURCES = "sources"
MENTIONS = "mentions"
RUNS = "runs"
PLACE = "place"
ARTICLE_KEY = "article_id"
_SOURCE = "source"
_SQL_TYPES = {"text": "TEXT", "day": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_OF_ARTICLE = "article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE"


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """A column, and the path in an object of the record at which its value stands."""

    name: str
    type: str
    is_required: bool
    path: tuple[str, ...]
    meaning: str
    is_boolean: bool = False


@dataclass(frozen=True, slots=True)
class ListTable:
    """The rows of one list of the record: which field, in which table, and by which column they refer to their owner.

    `kind` is the value of the column `kind` where several lists share the table, `key` the column by which `lists`, the
    tables of the items' own lists, and the mentions refer to a row. `form` tells lists of objects and of words, and mappings,
    apart.
    """

    field: str
    name: str
    owner_key: str
    columns: tuple[SqlColumn, ...]
    form: str = "objects"
    kind: str | None = None
    key: str | None = None
    lists: tuple[ListTable, ...] = ()
    has_mentions: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables: columns of articles, sources and mentions, and the lists of an article."""

    articles: tuple[SqlColumn, ...]
    sources: tuple[SqlColumn, ...]
    mentions: tuple[SqlColumn, ...]
    lists: tuple[ListTable, ...]

    @property
    def mention_keys(self) -> dict[str, str]:
        """The columns of mentions that refer to what is mentioned, with the table each refers to."""
        return {each.key: each.name for each in self.lists if each.has_mentions and each.key}


@lru_cache(maxsize=1)
def layout() -> Layout:
    """Return the tables that the record's fields ask for."""
    shapes = article_shape()
    source = next(shape for shape in shapes if shape.name == _SOURCE)
    rest = [shape for shape in shapes if shape is not source]
    mentions = next(shape.mentions for shape in rest if shape.mentions)
    return Layout(
        articles=tuple(_columns(rest)),
        sources=tuple(_columns(source.fields)),
        mentions=tuple(_columns(mentions.fields)),
        lists=tuple(_lists(rest, ARTICLE_KEY)),
    )


def _columns(fields: Sequence[Shape], path: tuple[str, ...] = (), prefix: str = "") -> Iterator[SqlColumn]:
    """Yield the columns of an object's own values, with those of nested objects unfolded."""
    for shape in fields:
        named = shape.marker(Named) or Named()
        here = (*path, shape.name)
        if not named.in_database:
            continue
        if shape.form == "object":
            begins = shape.marker(Prefix)
            inner = _columns(shape.fields, here, prefix + (begins.text if begins else f"{shape.name}_"))
            # The parts of an object that may be missing may be missing too.
            for column in inner:
                yield column if shape.is_required else _optional(column)
        elif shape.is_scalar:
            name = prefix + (named.database or shape.name)
            is_boolean = shape.form == "boolean"
            yield SqlColumn(name, _SQL_TYPES[shape.form], shape.is_required, here, shape.meaning, is_boolean)


def _optional(column: SqlColumn) -> SqlColumn:
    return SqlColumn(
        column.name, column.type, is_required=False, path=column.path, meaning=column.meaning,
        is_boolean=column.is_boolean,
    )  # fmt: skip


def _lists(fields: Sequence[Shape], owner_key: str, owner: str = "") -> Iterator[ListTable]:
    """Yield the tables of an object's lists; those of its nested objects count as its own."""
    for shape in fields:
        if shape.name == MENTIONS:
            continue
        table = shape.marker(Table) or Table()
        name = table.name or f"{owner}{shape.name}"
        if shape.form == "object":
            yield from _nested_lists(shape, owner_key, owner)
        elif shape.form == "objects":
            key = table.key or f"{name.removesuffix('s')}_id"
            inner = tuple(_lists(shape.fields, key, f"{shape.kind}_"))
            yield ListTable(
                shape.name,
                name,
                owner_key,
                tuple(_columns(shape.fields)),
                kind=shape.kind if table.is_shared else None,
                key=key if table.key or inner or shape.mentions else None,
                lists=inner,
                has_mentions=shape.mentions is not None,
            )
        elif not shape.is_scalar:
            value = SqlColumn(table.item or "value", "TEXT", is_required=True, path=(), meaning=shape.meaning)
            yield ListTable(shape.name, name, owner_key, (value,), form=shape.form)


def _nested_lists(shape: Shape, owner_key: str, owner: str) -> Iterator[ListTable]:
    for inner in _lists(shape.fields, owner_key, owner):
        yield ListTable(f"{shape.name}.{inner.field}", inner.name, owner_key, inner.columns, form=inner.form)


# The text of the tables


def table_scripts() -> dict[str, str]:
    """Return CREATE TABLE statements by the name of the table, in an order in which they can be run."""
    tables = layout()
    found = {
        ARTICLES: _script(
            ARTICLES,
            [
                ("number INTEGER PRIMARY KEY", "of the row, for the full-text index"),
                *_declared(tables.articles, unique="id"),
                ("word_count INTEGER NOT NULL", "words of the text, divided at white space"),
                ("digest TEXT NOT NULL", "of the record: the same one is not written twice"),
            ],
        ),
        SOURCES: _script(
            SOURCES,
            [
                (_OF_ARTICLE, ""),
                *_declared(tables.sources),
                (f"{PLACE} TEXT", "absolute path of the input; null: not known"),
            ],
        ),
        RUNS: _script(RUNS, [("settings TEXT NOT NULL", "of a run that added records, as JSON")]),
    }
    _add_lists(found, tables.lists, _OF_ARTICLE)
    keys = tables.mention_keys
    found[MENTIONS] = _script(
        MENTIONS,
        [
            ("id INTEGER PRIMARY KEY", ""),
            (_OF_ARTICLE, ""),
            *((f"{key} INTEGER REFERENCES {name} (id) ON DELETE CASCADE", "") for key, name in keys.items()),
            *_declared(tables.mentions),
            (f"CHECK ({' + '.join(f'({key} IS NOT NULL)' for key in keys)} = 1)", ""),
        ],
    )
    return found


def _add_lists(found: dict[str, str], lists: Sequence[ListTable], owner: str) -> None:
    """Add the tables of the lists, and below them those of their items' lists, to those found."""
    for name in dict.fromkeys(each.name for each in lists):
        found[name] = _list_script(name, [each for each in lists if each.name == name], owner)
    for each in lists:
        if each.lists:
            new = [inner for inner in each.lists if inner.name not in found]
            _add_lists(found, new, f"{each.key} INTEGER NOT NULL REFERENCES {each.name} (id) ON DELETE CASCADE")


def _list_script(name: str, sharing: Sequence[ListTable], owner: str) -> str:
    first = sharing[0]
    place = [first.owner_key, *(["kind"] if first.kind else []), "position"]
    kinds = ", ".join(f"'{each.kind}'" for each in sharing)
    if first.form == "mapping":
        lines = [(owner, ""), ("field TEXT NOT NULL", ""), *_declared(first.columns)]
        return _script(name, [*lines, (f"PRIMARY KEY ({first.owner_key}, field)", "")], end=" WITHOUT ROWID")
    lines = [
        *([("id INTEGER PRIMARY KEY", "")] if first.key else []),
        (owner, ""),
        *([(f"kind TEXT NOT NULL CHECK (kind IN ({kinds}))", "")] if first.kind else []),
        ("position INTEGER NOT NULL", "in the list, from 0"),
        *_declared(_united(sharing)),
    ]
    if first.key:
        return _script(name, [*lines, (f"UNIQUE ({', '.join(place)})", "")])
    return _script(name, [*lines, (f"PRIMARY KEY ({', '.join(place)})", "")], end=" WITHOUT ROWID")


def _united(sharing: Sequence[ListTable]) -> list[SqlColumn]:
    """Return the columns of all lists that share a table; what not all of them have may be missing.

    Raises ValueError when two of them mean different things by one name.
    """
    columns: dict[str, SqlColumn] = {}
    for column in (column for each in sharing for column in each.columns):
        if columns.setdefault(column.name, column).type != column.type:
            raise ValueError(f"{column.name} has two types in the table {sharing[0].name}")
    required = [{column.name for column in each.columns if column.is_required} for each in sharing]
    return [
        column if all(column.name in names for names in required) else _optional(column) for column in columns.values()
    ]


def _declared(columns: Iterable[SqlColumn], *, unique: str | None = None) -> Iterator[tuple[str, str]]:
    for column in columns:
        rules = (" NOT NULL" if column.is_required else "") + (" UNIQUE" if column.name == unique else "")
        yield f"{column.name} {column.type}{rules}", column.meaning


def _script(name: str, lines: Sequence[tuple[str, str]], *, end: str = "") -> str:
    """Return a CREATE TABLE statement, with the meaning of each column as a comment."""
    last = len(lines) - 1
    text = "\n".join(
        f"    {line}{'' if place == last else ','}{f'  -- {meaning}' if meaning and place < last else ''}"
        for place, (line, meaning) in enumerate(lines)
    )
    return f"CREATE TABLE {name} (\n{text}\n){end}"
