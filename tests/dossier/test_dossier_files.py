"""Dossier files: they grow, hold each article once, survive a kill, and refuse what is none."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLES
from made_records import record, samples
from newsx_command import run_newsx

import newsx
from newsx.dossier.adding import BATCH
from newsx.errors import UsageError


def made(count: int, *, start: int = 0) -> list[dict[str, Any]]:
    """Articles about people who come back."""
    records = []
    for number in range(start, start + count):
        name = f"Arman Tulegen{chr(97 + number % 20)}ov"
        text = f"President {name} spoke in town number {number}."
        mention = {"start": 10, "end": 10 + len(name), "text": name}
        people = [{"name": name, "aliases": [], "roles": [], "mentions": [mention]}]
        records.append(record(text, people=people, date_published=f"2024-0{number % 9 + 1}-01"))
    return records


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def exported(path: Path) -> bytes:
    done = run_newsx("dossier", "export", path)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_a_dossier_of_which_nothing_is_written_makes_no_file(tmp_path: Path) -> None:
    with newsx.open_dossier(str(tmp_path / "mistyped.dossier")) as dossier:
        assert dossier.top("people") == []
        with pytest.raises(UsageError, match="Tulegenov"):
            dossier.profile("Tulegenov")
    assert not list(tmp_path.iterdir())
    with newsx.open_dossier(str(tmp_path / "new.dossier")) as dossier:
        assert dossier.add(made(1)).articles == 1
    assert [each.name for each in tmp_path.iterdir()] == ["new.dossier"]
    with pytest.raises(UsageError, match="no such folder"):
        newsx.open_dossier(str(tmp_path / "none" / "x.dossier"))


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    records = write(tmp_path / "all.jsonl", samples())
    first = run_newsx("dossier", "add", tmp_path / "news.dossier", records)
    assert first.returncode == 0, first.stderr.decode()
    before = exported(tmp_path / "news.dossier")
    again = run_newsx("dossier", "add", tmp_path / "news.dossier", records)
    assert f"0 articles added, {len(samples())} were there" in again.stderr.decode()
    assert exported(tmp_path / "news.dossier") == before
    assert before.count(b"\n") > 10


def test_parts_added_one_by_one_are_as_good_as_all_at_once(tmp_path: Path) -> None:
    records = made(60)
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        dossier.add(records)
        whole = list(dossier.profiles())
    with newsx.open_dossier(str(tmp_path / "b.dossier")) as dossier:
        for each in records:
            dossier.add([each])
        assert list(dossier.profiles()) == whole


def held(path: Path) -> int:
    """How many articles a dossier holds that somebody is writing to."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
            return int(reader.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return -1


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, BATCH])
def test_a_kill_costs_nothing_that_the_next_run_does_not_make_good(tmp_path: Path, at: int) -> None:
    records = write(tmp_path / "all.jsonl", made(3 * BATCH))
    whole, killed = tmp_path / "whole.dossier", tmp_path / "killed.dossier"
    assert run_newsx("dossier", "add", whole, records).returncode == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "newsx", "dossier", "add", str(killed), str(records)], stderr=subprocess.DEVNULL
    )
    while held(killed) < at and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert at <= held(killed) < 3 * BATCH
    assert run_newsx("dossier", "add", killed, records).returncode == 0
    assert exported(killed) == exported(whole)


def test_what_is_no_dossier_is_refused_unchanged(tmp_path: Path) -> None:
    records = write(tmp_path / "all.jsonl", made(2))
    (tmp_path / "letter.txt").write_text("Dear all,\n" * 20)
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE t(x)")
    with newsx.open_dossier(str(tmp_path / "later.dossier")) as dossier:
        dossier.add(made(1))
    with sqlite3.connect(tmp_path / "later.dossier") as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    for name, words in (
        ("letter.txt", "is no dossier"),
        ("other.sqlite", "another program"),
        ("later.dossier", "later version"),
    ):
        before = hashlib.sha256((tmp_path / name).read_bytes()).digest()
        for command in (("add", tmp_path / name, records), ("top", tmp_path / name, "people")):
            done = run_newsx("dossier", *command)
            assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
            assert words in done.stderr.decode()
        assert hashlib.sha256((tmp_path / name).read_bytes()).digest() == before
    done = run_newsx("dossier", "top", tmp_path / "none.dossier", "people")
    assert done.returncode == 2
    assert not (tmp_path / "none.dossier").exists()


def test_a_second_writer_is_told_and_readers_are_not_blocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.dossier"
    with newsx.open_dossier(str(path)) as dossier:
        dossier.add(made(3))
        monkeypatch.setattr("newsx.dossier.store._PATIENCE_SECONDS", 0.05)
        with dossier._store.transaction():
            with pytest.raises(UsageError, match="another program is writing"):
                newsx.open_dossier(str(path)).add(made(1, start=9))
            with newsx.open_dossier(str(path), create=False, writes=False) as reader:
                assert len(reader.top("people")) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_dossier_is_read_and_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "news.dossier"
    with newsx.open_dossier(str(path)) as dossier:
        dossier.add(made(3))
    path.chmod(0o444)
    done = run_newsx("dossier", "add", path, write(tmp_path / "all.jsonl", made(2)))
    assert done.returncode == 2


@pytest.mark.skipif(
    shutil.which("setpriv") is None or os.geteuid() != 0, reason="root gives up its right to write anywhere"
)
def test_a_dossier_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    with newsx.open_dossier(str(folder / "news.dossier")) as dossier:
        dossier.add(made(3))
    folder.chmod(0o555)
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    command = [*bound, sys.executable, "-m", "newsx", "dossier", "top", str(folder / "news.dossier"), "people"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") > 1


def test_a_line_that_is_no_record_costs_itself_alone(tmp_path: Path) -> None:
    records = write(tmp_path / "all.jsonl", made(3))
    records.write_text(records.read_text() + '{"schema_version": "2.0", "id": 5}\n')
    done = run_newsx("dossier", "add", tmp_path / "news.dossier", records, "--errors", tmp_path / "errors.jsonl")
    assert done.returncode == 1
    assert "3 articles added" in done.stderr.decode()
    assert len((tmp_path / "errors.jsonl").read_text().splitlines()) == 1


def test_records_come_from_folders_databases_and_pipes(tmp_path: Path) -> None:
    lines = write(tmp_path / "all.jsonl", samples())
    assert run_newsx("convert", lines, "-o", tmp_path / "all.sqlite").returncode == 0
    assert run_newsx("convert", lines, "-o", tmp_path / "folder").returncode == 0
    exports = set()
    for name, source in (("a", tmp_path / "all.sqlite"), ("b", "-"), ("c", lines)):
        stdin = lines.read_bytes() if source == "-" else b""
        done = run_newsx("dossier", "add", tmp_path / f"{name}.dossier", source, stdin=stdin)
        assert done.returncode == 0, done.stderr.decode()
        exports.add(exported(tmp_path / f"{name}.dossier"))
    assert len(exports) == 1
    done = run_newsx("dossier", "add", tmp_path / "d.dossier", tmp_path / "folder")
    assert f"{len(samples())} articles added" in done.stderr.decode()


@pytest.mark.slow
def test_pages_are_extracted_first(tmp_path: Path) -> None:
    shutil.copytree("samples/week", tmp_path / "week")
    done = run_newsx("dossier", "add", tmp_path / "news.dossier", tmp_path / "week", "--model", "fast")
    assert done.returncode == 0, done.stderr.decode()
    assert "4 articles added" in done.stderr.decode()


def test_parts_merged_are_as_one_run(tmp_path: Path) -> None:
    records = [*samples(), *made(40)]
    paths = [str(tmp_path / f"{name}.dossier") for name in "abc"]
    for path, part in zip(paths, (records[:20], records[15:], records), strict=True):
        with newsx.open_dossier(path) as dossier:
            dossier.add(part)
    done = run_newsx("dossier", "merge", paths[0], paths[1], "-o", tmp_path / "whole.dossier")
    assert done.returncode == 0, done.stderr.decode()
    for name in ("jsonl", "stories", "ftm"):
        exports = [
            run_newsx("dossier", "export", path, "--format", name).stdout
            for path in (tmp_path / "whole.dossier", paths[2])
        ]
        assert exports[0] == exports[1] != b""
    again = run_newsx("dossier", "merge", paths[0], paths[1], "-o", tmp_path / "whole.dossier")
    assert (again.returncode, again.stderr.decode().count("\n")) == (2, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.dossier", "b.dossier", "c.dossier", "whole.dossier"]


def test_a_dossier_gives_its_records_back(tmp_path: Path) -> None:
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        dossier.add(samples())
        assert [each.model_dump(mode="json") for each in dossier.records()] == samples()


@pytest.mark.slow
def test_extract_writes_into_a_dossier_and_resumes(tmp_path: Path) -> None:
    command = ("extract", "samples/week", "-o", tmp_path / "news.dossier", "--model", "fast")
    done = run_newsx(*command)
    assert done.returncode == 0, done.stderr.decode()
    before = exported(tmp_path / "news.dossier")
    assert before.count(b'"kind": "person"') > 3
    done = run_newsx(*command, "--resume")
    assert "4 finished before" in done.stderr.decode(), done.stderr.decode()
    assert exported(tmp_path / "news.dossier") == before


def test_a_folder_of_saved_pages_is_read_as_extract_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "a_files").mkdir(parents=True)
    shutil.copy(SAMPLES / "page.html", folder / "a.html")
    (folder / "a_files" / "config.json").write_text('{"a": 1}')
    done = run_newsx("dossier", "add", tmp_path / "a.dossier", folder)
    assert (done.returncode, done.stderr.count(b"1 article added")) == (0, 1), done.stderr
    assert run_newsx("extract", SAMPLES / "dump.txt", "-o", f"{folder}/", "-q").returncode == 0
    done = run_newsx("dossier", "add", tmp_path / "b.dossier", folder)
    assert (done.returncode, done.stderr.count(b"2 articles added")) == (0, 1), done.stderr


def test_what_lies_beside_records_in_a_folder_is_read_or_told(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    write(folder / "a.jsonl", samples())
    whole = (folder / "a.jsonl").read_bytes()
    (folder / "torn.jsonl").write_bytes(b'{"schema_ver')
    (folder / "errors.jsonl").write_text(
        json.dumps({"source": "x", "stage": "reading", "kind": "refused", "message": "no text"}) + "\n"
    )
    assert run_newsx("convert", folder / "a.jsonl", "-o", folder / "people.csv", "--table", "people").returncode == 0
    done = run_newsx("dossier", "add", tmp_path / "a.dossier", folder)
    assert done.returncode == 1, done.stderr
    assert f"{len(whole.splitlines())} articles added" in done.stderr.decode()
    (folder / "settings.toml").write_text("[extract]\n")
    again = run_newsx("dossier", "add", tmp_path / "a.dossier", folder)
    assert b"passed over 3 files that are no pages: 2 data files, 1 result of newsx" in again.stderr, again.stderr
    told = [line for line in done.stderr.decode().splitlines() if ".jsonl" in line or ".csv" in line]
    assert ["torn.jsonl" in line for line in told] == [True], done.stderr.decode()


def test_a_dossier_is_not_made_under_the_name_of_another_kind_of_file(tmp_path: Path) -> None:
    records = write(tmp_path / "all.jsonl", samples())
    done = run_newsx("dossier", "add", tmp_path / "new.jsonl", records)
    assert (done.returncode, done.stderr.count(b"a dossier is called FILE.dossier")) == (2, 1)
    assert not (tmp_path / "new.jsonl").exists()


def test_a_country_is_named_or_coded(tmp_path: Path) -> None:
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        dossier.add(samples())
        assert dossier.top("places", country="Germany") == dossier.top("places", country="de")
        with pytest.raises(UsageError, match="is no country"):
            dossier.top("people", country="Atlantis")
