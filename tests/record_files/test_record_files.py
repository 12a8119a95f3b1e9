"""Records read back from all that newsx writes: whole, in order, with what is no record named."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sheets
import zstandard
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from made_records import any_record, encoded, fill, place, record, samples
from newsx_command import run_newsx

from newsx.formats import open_sink
from newsx.record_files import form_of_records, list_record_files, read_records
from newsx.records import Failure, InputRef
from newsx.schema import Article

LINE = sheets.teranga().model_dump_json().encode()
INDENTED = sheets.teranga().model_dump_json(indent=2).encode()
OLD = ROOT / "tests" / "data" / "records_1_0"


def read(path: Path) -> list[Article | Failure]:
    return list(read_records(str(path)))


def found(tmp_path: Path, data: bytes) -> list[Article | Failure]:
    path = tmp_path / "all.jsonl"
    path.write_bytes(data)
    return read(path)


def records_in(path: Path) -> list[dict]:
    articles = read(path)
    assert all(isinstance(article, Article) for article in articles), articles
    return [json.loads(article.model_dump_json()) for article in articles]


# Text


@pytest.mark.parametrize(
    "data",
    [
        LINE + b"\n" + LINE,
        LINE + b"\n\n \n" + LINE + b"\n",
        INDENTED + b"\n" + INDENTED,
        LINE + b"\n" + INDENTED + b"\n",
        LINE.replace(b'"A studio', b'"}\\n{\\"A studio') + b"\r\n" + LINE,
    ],
)
def test_records_one_a_line_or_indented(tmp_path: Path, data: bytes) -> None:
    articles = found(tmp_path, data)
    assert len(articles) == 2
    assert all(isinstance(article, Article) for article in articles)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (LINE[:500], "not JSON"),
        (LINE.replace(b'"schema_version":"2.0"', b'"schema_version":"9.0"'), "a record of version 9.0"),
        (LINE.replace(b'"schema_version":"2.0"', b'"schema_version":2'), "not a record of newsx: schema_version"),
        (LINE.replace(b'"start":0', b'"start":1'), "text[1:12] is not 'Amina Diallo'"),
        (LINE.replace(b'"publisher":"The Coast Post",', b""), "not a record of newsx: publisher: Field required"),
        (b'{"schema_version":"2.0"}', "not a record of newsx: id: Field required"),
        (b'{"schema_version":\xff}', "not UTF-8"),
        (b'{"garbage"', "not JSON"),
        (b'{"schema_version":"1.0","warnings":7,"provenance":[]}', "not a record of newsx"),
    ],
)
def test_a_broken_record_costs_itself(tmp_path: Path, broken: bytes, message: str) -> None:
    first, second, third = found(tmp_path, b"\n".join([LINE, broken, LINE]))
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Failure)
    assert second.source == f"{tmp_path / 'all.jsonl'}:2"
    assert second.message.startswith(message)
    assert "\n" not in second.message


def test_a_torn_end(tmp_path: Path) -> None:
    assert [type(each) for each in found(tmp_path, INDENTED + b"\n" + INDENTED[:400])] == [Article, Failure]


# Packed


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstandard.ZstdCompressor().compress),
    ],
)
def test_packed_files_are_read_like_others(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    lines = b"".join(encoded(made) + b"\n" for made in samples())
    path = tmp_path / f"all.jsonl{suffix}"
    path.write_bytes(pack(lines))
    assert records_in(path) == samples()
    assert form_of_records(str(path)) == "json"
    path.write_bytes(pack(lines)[:-20])
    *whole, torn = read(path)
    assert isinstance(torn, Failure)
    assert all(isinstance(article, Article) for article in whole)


def test_convert_and_view_read_the_same_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(encoded(made) + b"\n" for made in samples())))
    shown = run_newsx("view", path)
    done = run_newsx("convert", path)
    assert (shown.returncode, shown.stderr, done.returncode, done.stderr) == (0, b"", 0, b"")
    assert [json.loads(line) for line in done.stdout.splitlines()] == samples()
    assert shown.stdout.count("─".encode() * 20) >= len(samples()) - 1
    piped = run_newsx("convert", stdin=path.read_bytes())
    assert piped.stdout == done.stdout


# What newsx writes besides JSON


@pytest.mark.parametrize("name", ["news.sqlite", "news.parquet", "all.jsonl"])
def test_records_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    fill(open_sink(str(path)), samples())
    assert records_in(path) == samples()
    assert form_of_records(str(path)) is not None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=any_record())
def test_whatever_a_page_holds_comes_back(tmp_path: Path, made: dict) -> None:
    for name in ("news.sqlite", "news.parquet"):
        path = tmp_path / name
        path.unlink(missing_ok=True)
        fill(open_sink(str(path)), [made])
        assert records_in(path) == [json.loads(encoded(made))]


def test_every_field_comes_back(tmp_path: Path) -> None:
    text = "Amina Diallo left Dakar for ECOWAS on 9 May."
    made = record(
        text,
        image={"url": None, "caption": "A plane", "credit": None},
        places=[place(text, (18, 23), kind="city", country_code="SN", latitude=14.0, longitude=-17.4)],
        focus=[{"country_code": "SN", "share": 1.0}],
        warnings=[{"code": "cut_from_text", "message": "It was cut."}],
        provenance={
            "newsx": "0.1.0",
            "model": "made",
            "extractor": "page_dump",
            "date_anchor": "2025-05-10",
            "evidence": {"authors": "byline", "headline": "title"},
        },
    )
    for name in ("news.sqlite", "news.parquet"):
        fill(open_sink(str(tmp_path / name)), [made])
        assert records_in(tmp_path / name) == [json.loads(encoded(made))]


def test_copies_of_a_page_are_records_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    fill(open_sink(str(path)), [record("It rained."), record("It rained.", path="copy.txt")])
    assert [made["source"]["path"] for made in records_in(path)] == ["a.txt", "copy.txt"]


def test_a_database_becomes_lines_and_parquet_a_database(tmp_path: Path) -> None:
    lines, database, table = tmp_path / "all.jsonl", tmp_path / "news.sqlite", tmp_path / "news.parquet"
    fill(open_sink(str(lines)), samples())
    for source, target in ((lines, database), (database, table), (table, tmp_path / "again.jsonl")):
        done = run_newsx("convert", source, "-o", target)
        assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "again.jsonl").read_bytes() == lines.read_bytes()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("table.parquet", "a table, not whole records"),
        ("torn.parquet", "broken Parquet"),
        ("torn.sqlite", "the database cannot be read"),
        ("other.sqlite", "a database of another program"),
        ("later.sqlite", "a later version of newsx"),
    ],
)
def test_what_holds_no_records_is_told_in_one_line(tmp_path: Path, name: str, message: str) -> None:
    fill(open_sink(str(tmp_path / "table.parquet"), table="people"), samples())
    fill(open_sink(str(tmp_path / "whole.parquet")), samples())
    fill(open_sink(str(tmp_path / "whole.sqlite")), samples())
    shutil.copy(tmp_path / "whole.sqlite", tmp_path / "later.sqlite")
    for suffix in ("parquet", "sqlite"):
        data = (tmp_path / f"whole.{suffix}").read_bytes()
        (tmp_path / f"torn.{suffix}").write_bytes(data[: len(data) // 2])
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    with closing(sqlite3.connect(tmp_path / "later.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    done = run_newsx("convert", tmp_path / name)
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert name in line
    assert message in line


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.parquet"
    fill(open_sink(str(path)), samples())
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert "newsx[parquet]" in failure.message


@pytest.mark.parametrize("name", ["news.parquet", "news.sqlite"])
def test_standard_input_holds_no_databases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    fill(open_sink(str(tmp_path / name)), samples())
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO((tmp_path / name).read_bytes())))
    monkeypatch.setattr(sys, "stdin", stdin)
    (failure,) = read_records("-")
    assert isinstance(failure, Failure)
    assert "files on this machine" in failure.message


def test_view_shows_what_stands_in_a_database(tmp_path: Path) -> None:
    for name in ("news.sqlite", "news.parquet"):
        fill(open_sink(str(tmp_path / name)), samples())
        done = run_newsx("view", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert samples()[0]["people"][0]["name"] in done.stdout.decode()


# Folders


def test_folders_are_searched_for_records(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "page.html").write_text("<p>It rained.</p>")
    (folder / "deep" / "a.json").write_bytes(encoded(samples()[0]))
    (folder / "deep" / "b.jsonl.gz").write_bytes(gzip.compress(encoded(samples()[1])))
    with closing(sqlite3.connect(folder / "bookmarks.db")) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    fill(open_sink(str(folder / "news.sqlite")), samples()[2:3])
    fill(open_sink(str(folder / "part.parquet")), samples()[3:4])
    items = list(list_record_files([str(folder)]))
    refs = [item for item in items if isinstance(item, InputRef)]
    assert len(refs) == len(items)
    assert [ref.relative for ref in refs] == ["news.sqlite", "part.parquet", "deep/a.json", "deep/b.jsonl.gz"]
    ids = [made["id"] for ref in refs for made in records_in(Path(ref.path))]
    assert ids == [samples()[number]["id"] for number in (2, 3, 0, 1)]


def test_a_folder_without_records_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>It rained.</p>")
    (failure,) = list_record_files([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert "no files of records" in failure.message


# Records of 1.0


def test_old_records_become_new_ones() -> None:
    old = [json.loads(line) for line in (OLD / "all.jsonl").read_text("utf-8").splitlines()]
    new = records_in(OLD / "all.jsonl")
    assert {each["schema_version"] for each in old} == {"1.0"}
    assert {each["provenance"]["extractor"] for each in old} == {"trafilatura", "page_dump", "plain_text"}
    assert {each["provenance"]["extractor"] for each in new} == {"html", "page_dump", "plain_text"}
    for before, after in zip(old, new, strict=True):
        assert [each["message"] for each in after["warnings"]] == before["warnings"]
        assert after["schema_version"] == "2.0"
        assert after["provenance"]["evidence"] == {}
        for field in ("id", "source", "text", "headline", "focus"):
            assert after[field] == before[field]
        news = {"anchor_start": None, "anchor_end": None}
        assert after["dates"] == [{**date, **news} for date in before["dates"]]


@pytest.mark.parametrize("name", ["news.sqlite", "news.parquet"])
def test_old_databases_and_parquet_hold_the_same(name: str) -> None:
    assert records_in(OLD / name) == records_in(OLD / "all.jsonl")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("the page declares utf-8, but cannot be read so", "charset_mismatch"),
        ("1 unreadable character replaced (utf-8)", "charset_replaced"),
        ("12 control characters removed", "controls_removed"),
        ("a script on the page never ends: what follows it was read as text", "markup_mended"),
        ("the page has more than 60,000 elements", "markup_incomplete"),
        ("trafilatura failed (ValueError)", "extractor_failed"),
        ("the article was cut out of the page's text, not its markup", "cut_from_text"),
        ("the article is in de, the model was made for en: only names it is sure of are given", "other_language"),
        ("something else", "other"),
    ],
)
def test_old_warnings_get_codes(tmp_path: Path, message: str, code: str) -> None:
    old = record("It rained.") | {"schema_version": "1.0", "warnings": [message]}
    (article,) = found(tmp_path, json.dumps(old).encode())
    assert isinstance(article, Article)
    assert [(each.code, each.message) for each in article.warnings] == [(code, message)]


def test_a_path_that_is_no_text_costs_its_record_alone(tmp_path: Path) -> None:
    good, bad = record(text="It rained."), record(text="It snowed.")
    bad["source"]["path"] = "/abs/\ud800.txt"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(bad) + "\n" + encoded(good).decode() + "\n" + '{"a": ' + "9" * 6_000 + "}\n")
    done = run_newsx("convert", path, "-o", tmp_path / "b.jsonl")
    assert done.returncode == 1
    assert len((tmp_path / "b.jsonl").read_bytes().splitlines()) == 1
    first, second = done.stderr.decode().splitlines()
    assert "\\ud800.txt" in first
    assert second.endswith("a number of thousands of digits")
