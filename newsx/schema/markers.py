"""What the record's tables must know of a field beyond its type: markers that stand in `Annotated`, read by `shapes`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """How a field is called, and whether it stands, in flat tables (CSV, Parquet) and in databases (SQLite).

    None means the field's own name.
    """

    flat: str | None = None
    database: str | None = None
    in_flat: bool = True
    in_database: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """What the columns of a nested object begin with; without this marker it is the field's name and "_"."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The database table of a list, where it is not called like the field.

    `key` is the column by which tables of its items' own lists refer to a row; `is_shared`: several lists stand in the
    table, told apart by a column `kind`; `item` names the column of a list of words.
    """

    name: str | None = None
    key: str | None = None
    is_shared: bool = False
    item: str | None = None


@dataclass(frozen=True, slots=True)
class IsDay:
    """The text is a day, YYYY-MM-DD: Parquet gives it the type of one."""


@dataclass(frozen=True, slots=True)
class WithDay:
    """Parquet gives the day of this moment a column of its own, called like the field with "_day" behind it."""


@dataclass(frozen=True, slots=True)
class WithTexts:
    """The words of the mentions stand in the flat table of the items, which have no name of their own."""
