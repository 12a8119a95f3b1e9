"""Parquet as its users read it: typed columns, nested as the record, or flat tables."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from made_records import any_record, date, encoded, fill, record, ref_of, samples, spans_of

from newsx.errors import OutputError, UsageError
from newsx.formats import open_sink
from newsx.schema import Article
from newsx.schema.arrow import record_schema
from newsx.schema.tables import TABLES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.parquet"


def as_record(row: dict) -> dict:
    """A row of the nested form, as the record it was."""
    row = json.loads(json.dumps(row, default=dt.date.isoformat))
    del row["date_published_day"]
    row["provenance"]["evidence"] = dict(row["provenance"]["evidence"])
    return row


def test_records_come_back_as_they_were(path: Path) -> None:
    fill(open_sink(str(path)), samples())
    rows = [as_record(row) for row in pq.read_table(path).to_pylist()]
    # Fields of the record that older samples leave to their defaults are spelled out.
    assert rows == [json.loads(encoded(made)) for made in samples()]
    for row in rows:
        Article.model_validate(row)


def test_the_schema_knows_every_field_of_the_record() -> None:
    """A field added to the record must be added to the columns too."""

    def names(kind: pa.DataType) -> object:
        if pa.types.is_list(kind):
            return names(kind.value_type)
        if pa.types.is_struct(kind):
            return {each.name: names(each.type) for each in kind}
        return None

    def fields(node: dict, definitions: dict) -> object:
        for option in [node, *node.get("anyOf", ())]:
            if "$ref" in option:
                return fields(definitions[option["$ref"].rsplit("/", 1)[-1]], definitions)
            if option.get("type") == "array":
                return fields(option["items"], definitions)
            if "properties" in option:
                return {name: fields(part, definitions) for name, part in option["properties"].items()}
        return None

    schema = Article.model_json_schema(mode="serialization")
    columns = {each.name: names(each.type) for each in record_schema()}
    del columns["date_published_day"]
    assert columns == fields(schema, schema["$defs"])


def test_days_are_days(path: Path) -> None:
    text = "9 May, 30 February"
    dates = [date(text, (0, 5), day="2025-05-09"), date(text, (7, 18), day="2025-02-30")]
    fill(open_sink(str(path)), [record(text, date_published="2025-05-10T08:00:00Z", dates=dates)])
    (row,) = pq.read_table(path).to_pylist()
    assert row["date_published"] == "2025-05-10T08:00:00Z"
    assert row["date_published_day"] == dt.date(2025, 5, 10)
    assert [each["earliest"] for each in row["dates"]] == [dt.date(2025, 5, 9), None]


@pytest.mark.parametrize("table", TABLES)
def test_flat_tables(path: Path, table: str) -> None:
    fill(open_sink(str(path), table=table), samples())
    found = pq.read_table(path)
    assert found.column_names == [column.name for column in TABLES[table]]
    csv_path = path.with_suffix(".csv")
    fill(open_sink(str(csv_path), table=table), samples())
    frame = pd.read_csv(csv_path, dtype=str, keep_default_na=False)
    assert found.num_rows == len(frame)
    assert [value or "" for value in found["article_id"].to_pylist()] == list(frame["article_id"])


@pytest.mark.parametrize("table", [None, *TABLES])
def test_a_run_without_articles_has_columns_and_no_rows(path: Path, table: str | None) -> None:
    fill(open_sink(str(path), table=table), [])
    found = pq.read_table(path)
    assert found.num_rows == 0
    assert found.num_columns == (len(TABLES[table]) if table else len(record_schema()))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=any_record())
def test_whatever_a_page_holds(path: Path, made: dict) -> None:
    fill(open_sink(str(path)), [made])
    (row,) = pq.read_table(path).to_pylist()
    assert row["text"] == made["text"]
    assert spans_of(row) == spans_of(made)
    assert all(row["text"][start:end] == words for _, start, end, words in spans_of(row))


def test_row_groups_are_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsx.formats.parquet._BYTES_A_GROUP", 20_000)
    fill(open_sink(str(path)), samples() * 10)
    parquet = pq.ParquetFile(path)
    assert parquet.num_row_groups > 5
    assert parquet.metadata.row_group(0).column(1).compression == "ZSTD"
    assert [row["id"] for row in parquet.read(["id"]).to_pylist()] == [made["id"] for made in samples() * 10]


def test_duckdb_and_pandas_unfold_the_lists(path: Path) -> None:
    fill(open_sink(str(path)), samples())
    sql = f"SELECT p.name, count(DISTINCT id) FROM (SELECT id, unnest(people) p FROM '{path}') GROUP BY 1"
    found = dict(duckdb.sql(sql).fetchall())
    frame = pd.read_parquet(path)
    names = frame.explode("people").dropna(subset="people")["people"].str["name"]
    assert found == names.value_counts().to_dict()
    assert sum(found.values()) == sum(len(made["people"]) for made in samples())


def test_the_file_comes_into_its_place_when_it_is_whole(path: Path) -> None:
    path.write_bytes(b"an older file")
    sink = open_sink(str(path))
    sink.put(encoded(samples()[0]), ref_of(samples()[0]))
    assert path.read_bytes() == b"an older file"
    sink.close()  # without finish: the run was ended by a signal
    assert pq.read_table(path).num_rows == 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_killed_run_leaves_the_older_file_and_the_next_one_cleans_up(path: Path) -> None:
    program = (
        "import sys\nfrom newsx.formats import open_sink\nsink = open_sink(sys.argv[1])\n"
        "print('open', flush=True)\nsys.stdin.read()"
    )
    path.write_bytes(b"an older file")
    command = [sys.executable, "-c", program, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert path.read_bytes() == b"an older file"
    assert len(list(path.parent.iterdir())) == 2
    fill(open_sink(str(path)), samples())
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_same_records_same_bytes(path: Path) -> None:
    other = path.with_name("other.parquet")
    fill(open_sink(str(path)), samples())
    fill(open_sink(str(other)), samples())
    assert path.read_bytes() == other.read_bytes()


def test_without_pyarrow_the_extra_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"newsx\[parquet\]"):
        open_sink(str(path))
    assert not path.exists()


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OutputError, match=r"directory|folder"):
        open_sink(str(path))


def test_a_full_disk_is_one_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = open_sink(str(path))
    with Path("/dev/full").open("wb") as full:
        os.dup2(full.fileno(), sink._file.file.fileno())
    for made in samples():
        sink.put(encoded(made), ref_of(made))
    with pytest.raises(OutputError, match="No space left"):
        sink.close()
    assert list(path.parent.iterdir()) == []
