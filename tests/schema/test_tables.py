"""Columns of tables and databases follow from the record's fields."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import pytest
from made_records import fill, record, samples
from pydantic import Field
from sqlite_checks import check, query

from newsx.formats import open_sink
from newsx.record_files import read_records
from newsx.schema import Article, Organisation
from newsx.schema.base import Record
from newsx.schema.database import layout, table_scripts
from newsx.schema.markers import Column, Table
from newsx.schema.shapes import Shape, article_shape, fields_of
from newsx.schema.tables import TABLES


def leaves(fields: tuple[Shape, ...]) -> list[Shape]:
    return [leaf for shape in fields for leaf in (leaves(shape.fields) if shape.form == "object" else [shape])]


def test_every_field_of_an_article_is_in_its_table_and_in_the_database() -> None:
    columns = {column.name for column in TABLES["articles"]}
    stored = {column.path[-1] for column in (*layout().articles, *layout().sources)}
    stored |= {table.field.rpartition(".")[2] for table in layout().lists}
    for leaf in leaves(article_shape()):
        named = leaf.marker(Column) or Column()
        assert not named.in_database or leaf.name in stored
        name = named.flat or leaf.name
        assert (
            not named.in_flat
            or {name, f"image_{name}", f"event_date_{name}", f"dateline_{name}", f"{name}_count"} & columns
        ), name


def test_a_database_has_every_table_once() -> None:
    scripts = table_scripts()
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in scripts.values():
            connection.execute(script)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == set(scripts)
    assert {"articles", "entities", "roles", "dates", "mentions", "warnings", "evidence"} <= names


class Statement(Record):
    """A part of a record as it may come to be: objects, numbers, words and an organisation in it."""

    label = "text"

    text: str
    share: Annotated[float, Field(ge=0)] | None = Field(default=None, description="how much of it")
    names: Annotated[list[str], Table("statement_names", item="name")] = Field(default_factory=list)
    about: Organisation | None = None


def testfields_of_any_kind_become_shapes() -> None:
    shapes = {shape.name: shape for shape in fields_of(Statement)}
    assert [(shape.form, shape.is_required) for shape in shapes.values()] == [
        ("text", True),
        ("number", False),
        ("texts", True),
        ("object", False),
    ]
    assert shapes["about"].kind == "organisation"
    assert shapes["share"].meaning == "how much of it"


def test_a_field_no_table_could_hold_is_refused() -> None:
    class Odd(Record):
        value: complex

    with pytest.raises(TypeError, match="cannot be"):
        fields_of(Odd)


def test_what_came_later_is_added_to_a_database(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    fill(open_sink(str(path)), samples()[:3])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("ALTER TABLE entities DROP COLUMN acronym; DROP TABLE evidence;")
    older = list(read_records(str(path)))
    assert all(isinstance(article, Article) for article in older)
    made = record(
        "ECOWAS met.",
        provenance={**record()["provenance"], "evidence": {"headline": "heading"}},
        organisations=[
            {
                "name": "ECOWAS",
                "aliases": [],
                "acronym": "ECOWAS",
                "mentions": [{"start": 0, "end": 6, "text": "ECOWAS", "confidence": None}],
            }
        ],
    )
    fill(open_sink(str(path)), [made])
    check(path)
    assert query(path, "SELECT name FROM entities WHERE acronym IS NOT NULL") == [("ECOWAS",)]
    assert query(path, "SELECT field, found FROM evidence") == [("headline", "heading")]
    *_, last = read_records(str(path))
    assert isinstance(last, Article)
    assert last.model_dump(mode="json") == Article.model_validate(made).model_dump(mode="json")
