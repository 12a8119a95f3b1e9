"""Records of an older version are no finished ones: a resumed run makes them again, and keeps none beside the new."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from made_records import encoded, record, ref_of

from newsx.formats import open_sink
from newsx.formats.files import remove_leftovers, remove_leftovers_of, write_aside
from newsx.formats.resuming import origin_of


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("It rained.")
    return path


def older(made: dict) -> bytes:
    return encoded(made).replace(b'"schema_version":"2.0"', b'"schema_version":"1.0"')


@pytest.mark.parametrize("name", ["all.jsonl", "folder"])
def test_older_records_are_made_again(tmp_path: Path, page: Path, name: str) -> None:
    made = record("It rained.", path=str(page))
    output = tmp_path / name
    with closing(open_sink(str(output))) as sink:
        sink.put(older(made), ref_of(made))
        sink.finish()
    with closing(open_sink(str(output), resume=True)) as sink:
        assert sink.begin(ref_of(made)), "the page is worked on again"
        sink.put(encoded(made), ref_of(made))
        sink.finish()
    (file,) = [output] if output.is_file() else output.iterdir()
    assert json.loads(file.read_text(encoding="utf-8"))["schema_version"] == "2.0"
    with closing(open_sink(str(output), resume=True)) as sink:
        assert not sink.begin(ref_of(made))
        sink.finish()


def test_the_origin_of_a_record() -> None:
    made = record("It rained.", path="crawl.jsonl", place="7")
    origin = origin_of(encoded(made))
    assert origin is not None
    assert (origin.name, origin.sha256, origin.schema_version) == ("crawl.jsonl#7", made["source"]["sha256"], "2.0")
    for broken in (b"", b'{"schema_version":"2.0"', b'{"schema_version":"2.0","source":7}', encoded(made)[5:]):
        assert origin_of(broken) is None


def test_half_written_files_go_and_others_stay(tmp_path: Path) -> None:
    stay = [".news.parquet.newsx-1.tmp", "news.parquet.newsx-1999999999.tmp", ".newsx-x.tmp", "notes.tmp"]
    gone = [".news.parquet.newsx-1999999999.tmp", ".newsx-1999999999.tmp"]
    for name in stay + gone:
        (tmp_path / name).write_bytes(b"half")
    remove_leftovers_of(str(tmp_path / "news.parquet"))
    assert not (tmp_path / gone[0]).exists()
    remove_leftovers(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(stay)


def test_a_name_as_long_as_file_systems_allow(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 125 + ".json")
    write_aside(str(path), [b"whole"])
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"whole"]


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    def parts():
        yield b"new"
        raise RuntimeError("no more")

    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_aside(str(path), parts())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.json", b"old")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        write_aside(str(pipe), [b"one", b" two"])
        assert read.result(timeout=20) == b"one two"
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
