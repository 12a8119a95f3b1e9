"""CSV as its users read it: one row an article, an entity, a date or a mention."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from made_records import (
    any_record,
    body,
    date,
    encoded,
    fill,
    mention,
    person,
    place,
    record,
    ref_of,
    samples,
    spans_of,
)

from newsx.errors import OutputError, UsageError
from newsx.formats import open_sink
from newsx.formats.csv_table import CsvStreamSink, Rows
from newsx.schema.tables import TABLES

SCRIPTS = Path(sys.executable).parent


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(tmp_path: Path, records: list, **options) -> list[dict[str, str]]:
    path = tmp_path / "out.csv"
    fill(open_sink(str(path), **options), records)
    return read(path)


@pytest.mark.parametrize("table", TABLES)
def test_a_run_without_articles_has_the_header_alone(tmp_path: Path, table: str) -> None:
    path = tmp_path / "out.csv"
    fill(open_sink(str(path), table=table), [])
    assert path.read_text(encoding="utf-8") == ",".join(column.name for column in TABLES[table]) + "\n"


def test_one_row_an_article(tmp_path: Path) -> None:
    rows = written(tmp_path, samples())
    assert len(rows) == len(samples())
    for row, made in zip(rows, samples(), strict=True):
        assert row["article_id"] == made["id"]
        assert row["text"] == made["text"]
        assert row["headline"] == (made["headline"] or "")
        assert row["people"] == "; ".join(each["name"] for each in made["people"])
        assert int(row["people_count"]) == len(made["people"])
        assert int(row["mention_count"]) == len(spans_of(made))
        assert int(row["word_count"]) == len(made["text"].split())


@pytest.mark.parametrize("table", ["people", "places", "organisations", "dates"])
def test_one_row_an_entity(tmp_path: Path, table: str) -> None:
    rows = written(tmp_path, samples(), table=table)
    items = [(made["id"], item) for made in samples() for item in made[table]]
    assert [(row["article_id"], row.get("name") or row.get("value")) for row in rows] == [
        (number, item.get("name") or item.get("value") or "") for number, item in items
    ]
    assert [int(row["mention_count"]) for row in rows] == [len(item["mentions"]) for _, item in items]


def test_details_of_entities(tmp_path: Path) -> None:
    text = "General Amina Diallo left Dakar, seat of ECOWAS, on 9 May."
    made = record(
        text,
        headline="Amina Diallo leaves",
        date_published="2025-05-10",
        url="https://news.example/a",
        publisher="News Example",
        people=[person(text, (8, 20), roles=[(0, 7)])],
        places=[place(text, (26, 31), country_code="SN", latitude=14.5, geonames_id=2253354, kind="city")],
        organisations=[{**body(text, (41, 47)), "acronym": "ECOWAS", "aliases": ["Ecowas", "the bloc"]}],
        dates=[{**date(text, (52, 57), value="2025-05-09", day="2025-05-09"), "ambiguous": True}],
    )
    lead = [made["id"], "Amina Diallo leaves", "2025-05-10", "News Example", "https://news.example/a", "a.txt"]
    tables = {table: written(tmp_path, [made], table=table) for table in TABLES}
    wanted = [*lead, "Amina Diallo", "", "General", "1", "8", "", "", "", "", "false", "", text]
    assert list(tables["people"][0].values()) == wanted
    assert tables["places"][0]["country_code"] == "SN"
    assert tables["places"][0]["latitude"] == "14.5"
    assert tables["places"][0]["longitude"] == ""
    assert tables["organisations"][0]["aliases"] == "Ecowas; the bloc"
    assert tables["dates"][0]["earliest"] == "2025-05-09"
    assert tables["dates"][0]["ambiguous"] == "true"
    assert tables["dates"][0]["texts"] == "9 May"
    assert [row["kind"] for row in tables["mentions"]] == ["person", "place", "organisation", "date"]


@given(any_record())
def test_every_mention_quotes_the_text(made: dict) -> None:
    def table(name: str) -> list[dict[str, str]]:
        stream = io.BytesIO()
        CsvStreamSink(stream, Rows(name)).put(encoded(made), ref_of(made))
        return list(csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")))

    text = table("articles")[0]["text"]
    assert text == made["text"]
    rows = table("mentions")
    assert sorted((row["kind"], int(row["start"]), int(row["end"]), row["text"]) for row in rows) == spans_of(made)
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in rows)
    assert [row["name"] for row in table("people")] == [each["name"] for each in made["people"]]


def test_pandas_and_duckdb_read_the_types(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "places.csv"
    fill(open_sink(str(path), table="places"), samples())
    frame = pd.read_csv(path)
    assert frame["latitude"].dtype == "float64"
    assert frame["mention_count"].dtype == "int64"
    known = [each for made in samples() for each in made["places"] if each["geonames_id"]]
    assert frame["geonames_id"].count() == len(known)
    found = duckdb.sql(f"SELECT count(geonames_id), sum(mention_count) FROM '{path}'").fetchall()
    assert found[0] == (len(known), sum(len(each["mentions"]) for made in samples() for each in made["places"]))


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "＝",
        *(f"{before}=" for before in (" ", "\u00a0", "\u200b", "\ufeff", "\u2060", "\u3000")),
    ],
    ids=ascii,
)
def test_formulas_are_neutralised_on_request(tmp_path: Path, start: str) -> None:
    text = f"{start}HYPERLINK(1) said so"
    headline = f'{start}cmd|"/c calc"!A0'
    made = record(text, headline=headline, people=[person(text, (0, 12))])
    (plain,) = written(tmp_path, [made])
    assert (plain["headline"], plain["text"]) == (headline, text)
    (safe,) = written(tmp_path, [made], safe_cells=True)
    assert (safe["headline"], safe["text"], safe["people"]) == (f"'{headline}", f"'{text}", f"'{text[:12]}")
    (row,) = written(tmp_path, [made], safe_cells=True, table="mentions")
    assert row["text"] == f"'{text[:12]}"


def test_safe_cells_leave_numbers_and_harmless_text(tmp_path: Path) -> None:
    text = "Lima"
    made = record(text, headline="a=b", places=[place(text, (0, 4), latitude=-12.04, longitude=-77.03)])
    (row,) = written(tmp_path, [made], table="places", safe_cells=True)
    assert (row["latitude"], row["longitude"], row["headline"]) == ("-12.04", "-77.03", "a=b")


def test_a_run_that_was_ended_leaves_whole_rows(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    sink = open_sink(str(path))
    first, second = samples()[:2]
    sink.put(encoded(first), ref_of(first))
    assert [row["article_id"] for row in read(path)] == [first["id"]], "readable while it grows"
    fill(sink, [second], finish=False)
    assert [row["article_id"] for row in read(path)] == [first["id"], second["id"]]


def test_same_records_same_bytes(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        fill(open_sink(str(tmp_path / name)), samples())
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_full_disk_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(OutputError, match=r"^/dev/full: No space left on device$"):
        open_sink("/dev/full", output_format="csv")


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(UsageError, match="one of the inputs"):
        open_sink(str(path), inputs=[ref_of(record(path=str(path)))])
    assert path.read_text() == "mine"


def test_a_closed_pipe_is_left_to_the_command() -> None:
    program = """
import sys
from made_records import samples, encoded, ref_of
from newsx.formats import open_sink
try:
    sink = open_sink(output_format="csv")
    for made in samples() * 500:
        sink.put(encoded(made), ref_of(made))
except BrokenPipeError:
    sys.exit(7)
"""
    env = {"PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b"article_id,")
        process.stdout.close()
        assert process.wait(60) == 7


def test_csvkit_counts_rows(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    fill(open_sink(str(path), table="people"), samples())
    found = subprocess.run([SCRIPTS / "csvstat", "--count", path], capture_output=True, check=True)
    assert int(found.stdout.split()[-1]) == sum(len(made["people"]) for made in samples())


def test_lists_are_joined(tmp_path: Path) -> None:
    text = "x"
    (row,) = written(
        tmp_path,
        [
            record(
                text,
                keywords=["rice", "trade"],
                warnings=[{"code": "cut_from_text", "message": "short"}],
                authors=["A", "B"],
            )
        ],
    )
    assert (row["keywords"], row["warnings"], row["authors"]) == ("rice; trade", "short", "A; B")
    assert row["image_url"] == ""


def test_mentions_without_confidence_are_empty(tmp_path: Path) -> None:
    text = "9 May"
    item = {**date(text, (0, 5)), "mentions": [mention(text, 0, 5)]}
    (row,) = written(tmp_path, [record(text, dates=[item])], table="mentions")
    assert (row["name"], row["confidence"]) == ("", "")
