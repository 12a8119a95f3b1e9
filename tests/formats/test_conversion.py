"""Records converted from one format to another."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import closing
from pathlib import Path

import pytest
from made_records import EXPECTED, encoded, fill, person, record, samples
from sqlite_checks import dump

from newsx.formats import open_sink
from newsx.formats.conversion import convert
from newsx.record_files import list_record_files
from newsx.records import Failure, InputRef


def converted(inputs: list[Path], sink) -> list[InputRef | Failure]:
    with closing(sink):
        outcomes = list(convert(list_record_files(map(str, inputs)), sink))
        sink.finish()
    return outcomes


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The records of a run as `newsx extract -o FILE.jsonl` leaves them."""
    path = tmp_path / "all.jsonl"
    fill(open_sink(str(path)), samples())
    return path


def test_lines_become_a_folder_and_the_folder_lines(tmp_path: Path, lines: Path) -> None:
    folder, again = tmp_path / "records", tmp_path / "again.jsonl"
    outcomes = converted([lines], open_sink(str(folder)))
    assert [ref.path for ref in outcomes] == [made["source"]["path"] for made in samples()]
    assert len(list(folder.rglob("*.json"))) == len(samples())
    converted([folder], open_sink(str(again)))
    assert sorted(again.read_bytes().splitlines()) == sorted(lines.read_bytes().splitlines())


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.spacy", "out.jsonl"])
def test_converted_is_extracted(tmp_path: Path, lines: Path, name: str) -> None:
    direct, later = tmp_path / f"direct-{name}", tmp_path / f"later-{name}"
    fill(open_sink(str(direct)), samples())
    assert all(isinstance(outcome, InputRef) for outcome in converted([lines], open_sink(str(later))))
    assert later.read_bytes() == direct.read_bytes()


def test_converted_databases_are_extracted_ones(tmp_path: Path, lines: Path) -> None:
    direct, later = tmp_path / "direct.db", tmp_path / "later.db"
    fill(open_sink(str(direct)), samples())
    for _ in range(2):
        converted([lines], open_sink(str(later), resume=True))
        assert dump(later) == dump(direct)


def test_a_resumed_conversion_reads_no_sources(tmp_path: Path, lines: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    for _ in range(2):
        converted([lines], open_sink(str(copy), resume=True))
        assert copy.read_bytes() == lines.read_bytes()


def test_records_of_one_container_get_files_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    made = [record(f"Story {place}.", path="crawl/feed.xml", place=str(place)) for place in range(3)]
    made += [record("From a pipe.", path="-"), record("Another.", path="-")]
    fill(open_sink(str(path)), made)
    converted([path], open_sink(str(tmp_path / "out")))
    names = sorted(str(each.relative_to(tmp_path / "out")) for each in (tmp_path / "out").rglob("*.json"))
    assert [name for name in names if "/" in name] == [f"crawl/feed.xml/{place}.json" for place in range(3)]
    assert len(names) == 5


def test_what_is_no_record_is_named_and_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    good = encoded(samples()[0])
    other = json.dumps({**samples()[0], "text": "Other words."}).encode()
    path.write_bytes(b"\n".join([good, good[:100], b'{"id": 1}', other, b"[]", b"\xff", good]) + b"\n")
    outcomes = converted([path, tmp_path / "missing"], open_sink(str(tmp_path / "out.jsonl")))
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert [failure.source for failure in failures[:-1]] == [f"{path}:{line}" for line in (2, 3, 4, 5, 6)]
    assert failures[-1].source == str(tmp_path / "missing")
    assert not any("\n" in failure.message for failure in failures)
    assert (tmp_path / "out.jsonl").read_bytes() == (good + b"\n") * 2


def test_standard_input_holds_lines_or_indented_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"".join(path.read_bytes() for path in EXPECTED)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    with closing(open_sink(str(tmp_path / "out.csv"))) as sink:
        assert len(list(convert(list_record_files(["-"]), sink))) == len(EXPECTED)


def test_lines_longer_than_any_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsx.record_files.json_objects.MAX_LINE", 50_000)
    path = tmp_path / "all.jsonl"
    good = encoded(samples()[0])
    path.write_bytes(good + b"\n" + b'{"a": "' + b"x" * 500_000 + b'"}\n' + good + b"\n")
    outcomes = converted([path], open_sink(str(tmp_path / "out.csv")))
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [False, True, False]
    assert "longer than" in outcomes[1].message


def test_folders_of_other_files_are_searched_for_records(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text("<p>It rained.</p>")
    (tmp_path / "deep" / "a.json").write_bytes(EXPECTED[0].read_bytes())
    (tmp_path / "b.ndjson").write_bytes(encoded(samples()[1]))
    found = [ref.path for ref in list_record_files([str(tmp_path)]) if isinstance(ref, InputRef)]
    assert found == [str(tmp_path / "b.ndjson"), str(tmp_path / "deep" / "a.json")]


def test_tables_list_first_whom_an_article_is_about_where_that_is_asked_for(tmp_path: Path) -> None:
    source, folder = tmp_path / "one.jsonl", tmp_path / "people"
    text = "Ada Lund met Bo Holm and Cy Dahl in Oslo."
    people = [person(text, (0, 8)), person(text, (13, 20)), person(text, (25, 32))]
    for entity, salience in zip(people, (0.2, 0.9, 0.2), strict=True):
        entity["salience"] = salience
    source.write_bytes(encoded(record(text, people=people)) + b"\n")
    for asked, names in ((False, ["Ada Lund", "Bo Holm", "Cy Dahl"]), (True, ["Bo Holm", "Ada Lund", "Cy Dahl"])):
        path = folder.with_suffix(f".{asked}.csv")
        with closing(open_sink(str(path), output_format="csv", table="people")) as sink:
            assert list(convert(list_record_files([str(source)]), sink, by_salience=asked))
            sink.finish()
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        assert [row["name"] for row in rows] == names
