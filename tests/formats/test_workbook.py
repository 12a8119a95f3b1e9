"""Workbooks and several tables at once, as people open them."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import gc
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from made_records import any_record, date, encoded, fill, person, record, samples
from newsx_command import run_newsx

from newsx.errors import OutputError, UsageError
from newsx.formats import open_output, open_sink, workbook
from newsx.schema.tables import TABLES, rows_of

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def sheets(path: Path) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_every_table_has_its_sheet_and_every_row_its_place(tmp_path: Path) -> None:
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path)), samples())
    found = sheets(path)
    assert set(found) >= {"articles", "people", "roles", "places", "organisations", "dates"}
    for name, rows in found.items():
        assert rows[0] == tuple(column.name for column in TABLES[name])
        wanted = [row for made in samples() for row in rows_of(made, name)]
        assert len(rows) - 1 == len(wanted)
        for row, made in zip(rows[1:], wanted, strict=True):
            shown = [each.date().isoformat() if isinstance(each, dt.datetime) else each for each in row]
            assert shown == [each or None if isinstance(each, str) else each for each in made]


def test_every_row_says_when_where_and_in_what_sentence(tmp_path: Path) -> None:
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path), table="people,roles,mentions"), samples())
    texts = {made["id"]: " ".join(made["text"].split()) for made in samples()}
    for rows in sheets(path).values():
        head = rows[0]
        assert head[:4] == ("article_id", "headline", "date_published", "publisher")
        for row in rows[1:]:
            told = dict(zip(head, row, strict=True))
            assert told["sentence"] in texts[told["article_id"]]
            assert (told.get("phrase") or told.get("text") or told["sentence"]) in told["sentence"]


def test_a_role_stands_with_its_person_and_its_organisation(tmp_path: Path) -> None:
    text = "Amina Diallo, chairwoman of Radio Teranga, left Dakar."
    made = record(text, people=[person(text, (0, 12))])
    made["people"][0]["roles"] = [
        {"text": "chairwoman", "start": 14, "end": 41, "phrase": text[14:41], "organisation": "Radio Teranga"}
    ]
    fill(open_sink(str(tmp_path / "roles.csv"), table="roles"), [made])
    (row,) = csv.DictReader((tmp_path / "roles.csv").read_text(encoding="utf-8").splitlines())
    assert (row["person"], row["text"], row["organisation"]) == ("Amina Diallo", "chairwoman", "Radio Teranga")
    assert row["sentence"] == text


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        fill(open_sink(str(tmp_path / name)), samples())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@settings(deadline=None, max_examples=30)
@given(any_record())
def test_whatever_a_page_holds(tmp_path_factory: pytest.TempPathFactory, made: dict) -> None:
    path = tmp_path_factory.mktemp("book") / "news.xlsx"
    fill(open_sink(str(path), table="articles,people"), [made])
    people = sheets(path)["people"]
    assert len(people) - 1 == len(made["people"])


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "https://lamp.example", "<r>x</r>", "_x0041_", "\ufffe", "007"])
def test_nothing_in_a_cell_is_anything_but_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path), table="articles"), [record(headline=text)])
    cell = openpyxl.load_workbook(path)["articles"]["B2"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None
    from openpyxl.utils.escape import unescape

    assert unescape(cell.value).strip() == text


def test_days_before_spreadsheets_are_words(tmp_path: Path) -> None:
    text = "In 1815 and on 9 May 2025."
    dates = [date(text, (3, 7), value="1815", day="1815-06-18"), date(text, (15, 25), value="x", day="2025-05-09")]
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path), table="dates"), [record(text, dates=dates)])
    rows = sheets(path)["dates"]
    place = rows[0].index("earliest")
    assert [row[place] for row in rows[1:]] == ["1815-06-18", dt.datetime(2025, 5, 9)]  # noqa: DTZ001


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_texts_longer_than_a_cell_are_cut(tmp_path: Path, letter: str) -> None:
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path), table="articles"), [record(letter * 40_000)])
    rows = sheets(path)["articles"]
    text = rows[1][rows[0].index("text")]
    assert text.startswith(letter * 16_000)
    assert text.endswith("…")
    assert len(text.encode("utf-16-le")) // 2 <= workbook.MAX_CELL


def test_a_table_longer_than_a_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 4)
    path = tmp_path / "news.xlsx"
    fill(open_sink(str(path), table="articles"), [record(f"Text {number}.") for number in range(7)])
    found = sheets(path)
    assert [(name, len(rows)) for name, rows in found.items()] == [
        ("articles", 4),
        ("articles 2", 4),
        ("articles 3", 2),
    ]


def test_a_full_disk_is_an_error_of_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.xlsx"
    sink = open_sink(str(path))
    close = sink._book.close

    def fill_disk() -> None:
        close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sink._book, "close", fill_disk)
    with pytest.raises(OutputError, match="No space left"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"newsx\[xlsx\]"):
        open_sink(str(tmp_path / "news.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_several_tables_are_files_of_a_folder(tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    lines.write_bytes(b"".join(encoded(made) + b"\n" for made in samples()))
    folder = tmp_path / "tables"
    done = run_newsx("convert", lines, "-o", folder, "--table", "people, places")
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(path.name for path in folder.iterdir() if path.name[0] != ".") == ["people.csv", "places.csv"]
    fill(open_sink(str(tmp_path / "people.csv"), table="people"), samples())
    assert (folder / "people.csv").read_bytes() == (tmp_path / "people.csv").read_bytes()
    before = (folder / "people.csv").read_bytes()
    (folder / "places.csv").write_text("mine,own\n")
    for more in ((), ("--overwrite",)):
        done = run_newsx("convert", lines, "-o", folder, "--table", "people,places", *more)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert (folder / "people.csv").read_bytes() == before, "nothing is changed where one of them must not be"
    assert (folder / "places.csv").read_text() == "mine,own\n"


@pytest.mark.parametrize(
    ("output", "options", "words"),
    [
        ("a.csv", {"table": "people,places"}, "FILE.xlsx"),
        (None, {"table": "people,places"}, "FILE.xlsx"),
        ("a.xlsx", {"table": "people,peopel"}, "'peopel'"),
        ("a.xlsx", {"excel": True}, "workbook as it is"),
        ("folder", {"table": "people,places", "output_format": "jsonl"}, "--table does not fit"),
        ("a.tsv", {"table": "people,places"}, "names no format"),
    ],
)
def test_tables_that_do_not_fit(tmp_path: Path, output: str | None, options: dict, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        open_output(output and str(tmp_path / output), **options)
    assert list(tmp_path.iterdir()) == []


def test_excel_knows_the_letters_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    fill(open_output(str(path), excel=True), [record(headline="=Åsa")])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle_id,")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert row["headline"] == "'=Åsa"
    fill(open_output(str(path), excel=True, overwrite=True), [])
    assert path.read_bytes() == data.splitlines(keepends=True)[0], "it is known again as a file of newsx"


def test_a_run_writes_a_workbook(tmp_path: Path, tiny_model: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(
        "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the fire.\n" * 3
    )
    done = run_newsx("extract", "--model", tiny_model, page, "-o", tmp_path / "news.xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    rows = sheets(tmp_path / "news.xlsx")["people"]
    assert json.dumps(rows[1][rows[0].index("name")]) == '"Amina Diallo"'
    done = run_newsx("extract", "--model", tiny_model, page, "-o", tmp_path / "news.xlsx")
    assert done.returncode == 2
    assert b"--resume cannot go on" in done.stderr


class Disk(io.BytesIO):
    """A file on a disk that is full after so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data) -> int:
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@pytest.mark.parametrize("room", [0, 100, 600, 1000, 2000])
def test_a_disk_that_fills_leaves_no_archive_that_ends_itself(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    number = None
    try:
        workbook.write_sheets(Disk(room), [("one", ["a"], ([str(n)] for n in range(9_000)))])
    except OSError as error:
        number = error.errno
    assert number == errno.ENOSPC
    gc.collect()
    assert not told, told[0].exc_value
