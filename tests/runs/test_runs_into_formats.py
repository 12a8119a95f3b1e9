"""Runs of the command into each format: ended by a signal or killed, the output is readable; a database is continued."""

from __future__ import annotations

import csv
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import spacy
from conftest import SAMPLES
from made_records import fill, record
from newsx_command import run_newsx
from spacy.tokens import DocBin
from sqlite_checks import check, dump
from test_resume import descendants, finish, start

from newsx.errors import OutputError
from newsx.formats import open_sink

MANY = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in") / "texts"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.txt").write_text(f"!sleep 0.01 was the order, and article {number} obeyed.\n")
    return folder


def articles(path: Path) -> int:
    """Articles in an output, read by the tool its users have."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                return sum(1 for _ in csv.DictReader(file))
        case ".sqlite":
            with closing(sqlite3.connect(path)) as connection:
                return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        case ".parquet":
            return pq.read_table(path).num_rows
        case _:
            return sum(1 for _ in DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))


def wait_until(path: Path, number: int) -> None:
    """So many articles can be seen in the output, or, where it comes into its place at the end, work has begun."""
    deadline = time.monotonic() + 60
    seen = -1
    while seen < number:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        with suppress(OSError, sqlite3.Error):
            seen = articles(path) if path.suffix in (".csv", ".sqlite") else number * any(path.parent.glob(".*.tmp"))
    if path.suffix not in (".csv", ".sqlite"):
        time.sleep(1.5)


@pytest.mark.parametrize("name", ["out.csv", "out.sqlite", "out.parquet", "out.spacy"])
def test_a_run_that_is_told_to_end_leaves_a_readable_file(folder: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    process = start(folder, path)
    wait_until(path, 20)
    process.send_signal(signal.SIGTERM)
    code, lines = finish(process)
    assert code == 143, lines
    assert 0 < articles(path) < MANY
    assert [each.name for each in tmp_path.iterdir() if not each.name.endswith(".newsx")] == [name]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_database_is_continued(folder: Path, tmp_path: Path, number: signal.Signals) -> None:
    path, whole = tmp_path / "news.sqlite", tmp_path / "whole.sqlite"
    process = start(folder, path)
    wait_until(path, 40)
    family = descendants(process.pid)
    process.send_signal(number)
    process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and Path(f"/proc/{pid}/statm").read_text()[0] != "0" for pid in family):
        assert time.monotonic() < deadline, "workers outlive the run"
        time.sleep(0.05)
    kept = articles(path)
    assert 0 < kept < MANY
    code, lines = finish(start(folder, path, resume=True))
    assert code == 0
    assert f"{kept} finished before" in lines[-1]
    check(path)
    finish(start(folder, whole))
    assert dump(path) == dump(whole)


def test_a_full_disk_leaves_a_whole_database(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    sink = open_sink(str(path))
    pages = sink._connection.execute("PRAGMA page_count").fetchone()[0]
    sink._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(OutputError, match="full"):
        fill(sink, [record(f"Story {number} is long. " * 200, path=f"{number}.txt") for number in range(100)])
    sink.close()
    check(path)


def test_the_command_writes_by_the_suffix(tmp_path: Path, tiny_model: Path) -> None:
    for name in ("news.csv", "news.sqlite", "news.parquet", "news.spacy"):
        path = tmp_path / name
        done = run_newsx("extract", SAMPLES / "week", "-o", path, "--model", tiny_model, "-q", "-j0")
        assert done.returncode == 0, done.stderr
        assert articles(path) == 4
    done = run_newsx("extract", SAMPLES / "week", "-o", tmp_path / "news.csv", "--resume", "--model", tiny_model)
    assert done.returncode == 2
    assert b"newsx convert" in done.stderr
    assert articles(tmp_path / "news.csv") == 4, "nothing was destroyed"
