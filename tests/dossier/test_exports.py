"""Exports are read back by the programs their users have; the same dossier gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from made_records import record, samples
from newsx_command import run_newsx

import newsx
from newsx.dossier import Dossier
from newsx.dossier.exports import EXPORTS, write_export


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    made = newsx.open_dossier(str(tmp_path_factory.mktemp("exports") / "news.dossier"))
    awkward = record(
        "Zoë \x01 O'Neill & <Sons> met Anna Bell.\n\nAnna Bell said =1+1.",
        headline='Quotes " & <tags>; commas, and \\ slashes',
        people=[
            {
                "name": "Anna Bell",
                "aliases": [],
                "roles": [],
                "mentions": [{"start": 27, "end": 36, "text": "Anna Bell"}],
            },
        ],
        organisations=[
            {
                "name": "O'Neill & <Sons>",
                "aliases": [],
                "acronym": None,
                "mentions": [{"start": 6, "end": 22, "text": "O'Neill & <Sons>"}],
            }
        ],
    )
    again = record("Anna Bell and O'Neill & <Sons> again.", people=[
        {"name": "Anna Bell", "aliases": [], "roles": [], "mentions": [{"start": 0, "end": 9, "text": "Anna Bell"}]},
    ], organisations=[
        {"name": "O'Neill & <Sons>", "aliases": [], "acronym": None, "mentions": [{"start": 14, "end": 30, "text": "O'Neill & <Sons>"}]},
    ])  # fmt: skip
    made.add([*samples(), awkward, again])
    return made


def exported(dossier: Dossier, name: str) -> bytes:
    file = io.BytesIO()
    write_export(dossier, name, file)
    return file.getvalue()


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, name: str) -> None:
    assert exported(dossier, name) == exported(dossier, name) != b""


def test_profiles_have_what_scorers_read(dossier: Dossier) -> None:
    rows = [json.loads(line) for line in exported(dossier, "jsonl").splitlines()]
    assert {"id", "kind", "name", "forms", "articles"} == set(rows[0])
    assert {row["kind"] for row in rows} == {"person", "organisation", "place"}
    assert all(set(each) == {"article", "source_id", "forms"} for row in rows for each in row["articles"])
    assert all(sum(row["forms"].values()) >= len(row["articles"]) > 0 for row in rows)


def test_stories_have_what_scorers_read(dossier: Dossier) -> None:
    rows = [json.loads(line) for line in exported(dossier, "stories").splitlines()]
    assert all({"id", "articles", "first", "last"} == set(row) for row in rows)
    assert sum(len(row["articles"]) for row in rows) == len(samples()) + 2


def test_csv_has_a_row_a_name_and_article(dossier: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(dossier, "csv").decode())))
    assert len(rows) == len(list(dossier.refs()))
    assert {row["name"] for row in rows} >= {"Anna Bell", "O'Neill & <Sons>"}


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_graphs(dossier: Dossier, name: str, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    path = tmp_path / f"who.{name}"
    path.write_bytes(exported(dossier, name))
    graph = networkx.read_gexf(path) if name == "gexf" else networkx.read_graphml(path)
    label = "label" if name == "gexf" else "name"
    names = {data[label]: node for node, data in graph.nodes(data=True)}
    edge = graph.get_edge_data(names["Anna Bell"], names["O'Neill & <Sons>"])
    assert int(edge["weight"]) == 2


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_gdal_reads_the_maps(dossier: Dossier, name: str, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / f"places.{name}"
    path.write_bytes(exported(dossier, name))
    assert pyogrio.read_info(path)["features"] == len(list(dossier.points())) > 10


def test_icalendar_reads_the_days(dossier: Dossier) -> None:
    icalendar = pytest.importorskip("icalendar")
    data = exported(dossier, "ical")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(each["DESCRIPTION"]) for each in events] == [each["sentence"] for each in dossier.events()]


def test_timeline_has_a_slide_a_day(dossier: Dossier) -> None:
    slides = json.loads(exported(dossier, "timeline"))["events"]
    assert len(slides) == len(list(dossier.events())) > 0
    assert {"year", "month", "day"} == set(slides[0]["start_date"])


def test_followthemoney_takes_every_entity(dossier: Dossier) -> None:
    model = pytest.importorskip("followthemoney").model
    rows = [json.loads(line) for line in exported(dossier, "ftm").splitlines()]
    assert {"Person", "Organization", "Article", "Mention"} <= {row["schema"] for row in rows}
    ids = {row["id"] for row in rows}
    for row in rows:
        schema = model.get(row["schema"])
        assert schema is not None
        assert set(row["properties"]) <= set(schema.properties), row["schema"]
        for name, values in row["properties"].items():
            if schema.properties[name].type.name == "entity":
                assert set(values) <= ids


def test_an_export_into_a_file_is_whole_or_not_there(dossier: Dossier, tmp_path: Path) -> None:
    source = dossier._store.path
    assert run_newsx("dossier", "export", source, "--format", "gexf", "-o", tmp_path / "who.gexf").returncode == 0
    assert (tmp_path / "who.gexf").read_bytes() == exported(dossier, "gexf")
    done = run_newsx("dossier", "export", source, "-o", tmp_path)
    assert (done.returncode, done.stderr.decode().count("\n")) == (3, 1)


@pytest.mark.parametrize(
    ("name", "asked", "start"),
    [
        ("a.gexf", (), b"<?xml"),
        ("a.csv", (), b"article,day,"),
        ("a.ics", (), b"BEGIN:VCALENDAR"),
        ("a.txt", ("--format", "kml"), b"<?xml"),
        ("a.txt", (), None),
        ("a.csv", ("--format", "gexf"), None),
    ],
)
def test_the_suffix_tells_what_an_export_is(dossier: Dossier, tmp_path: Path, name: str, asked, start) -> None:
    done = run_newsx("dossier", "export", dossier._store.path, "-o", tmp_path / name, *asked)
    if start is None:
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert not (tmp_path / name).exists()
    else:
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_bytes().startswith(start)


def test_no_two_events_have_one_id(dossier: Dossier) -> None:
    ids = [line for line in exported(dossier, "ical").splitlines() if line.startswith(b"UID:")]
    assert len(ids) == len(set(ids)) > 1


def test_the_workbook_is_read_back_by_openpyxl(dossier: Dossier) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(exported(dossier, "xlsx")))
    assert book.sheetnames == ["articles", "people", "organisations", "places", "roles", "quotes", "who with whom"]
    rows = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    people = {row[1]: row for row in rows["people"][1:]}
    assert people["Anna Bell"][3] == 2
    assert len(rows["articles"]) == 1 + len(list(dossier.articles()))
    quoted = [row for row in rows["quotes"][1:] if row[5]]
    assert len(quoted) == len(list(dossier.all_quotes())) > 3
    for name, role in ((row["name"], row["role"]) for row in dossier.roles()):
        assert any(row[3:5] == (name, role) for row in rows["roles"])
    pairs = {frozenset((row[1], row[3])): row[4] for row in rows["who with whom"][1:]}
    assert pairs[frozenset(("Anna Bell", "O'Neill & <Sons>"))] == 2
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
