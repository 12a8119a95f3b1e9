"""What stands at a path stays there: every command that writes a file is asked to replace it, and none takes what it reads."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_records import person, record
from newsx_command import run_newsx

import newsx

CLEAN = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.\n"
    "The station, which has 5 million listeners, will broadcast in Wolof, Pulaar and French from 1 March 2025.\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an article, a dossier and somebody's notes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CLEAN)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("my own words\n")
    with newsx.open_dossier("a.dossier") as dossier:
        text = "Amina Diallo went to Dakar."
        dossier.add([record(text, people=[person(text, (0, 12))])])
    return tmp_path


def refused(*arguments: str, code: int = 2) -> str:
    done = run_newsx(*arguments)
    assert done.returncode == code, done.stderr.decode()
    (line,) = done.stderr.decode().splitlines()
    return line


def test_an_export_never_takes_its_own_dossier(place: Path) -> None:
    before = (place / "a.dossier").read_bytes()
    (place / "link").symlink_to("a.dossier")
    for path in ("a.dossier", "./a.dossier", "link"):
        for more in ((), ("--overwrite",)):
            assert "is an input" in refused("dossier", "export", "a.dossier", "-o", path, *more)
    assert (place / "a.dossier").read_bytes() == before


@pytest.mark.parametrize(
    "command", [("dossier", "export", "a.dossier", "--format", "jsonl", "-o"), ("view", "a.txt", "--html")]
)
def test_an_existing_file_is_replaced_only_when_asked(place: Path, command: tuple[str, ...]) -> None:
    target = place / "notes" / "mine.txt"
    assert "--overwrite makes it anew" in refused(*command, str(target))
    assert target.read_text() == "my own words\n"
    assert run_newsx(*command, target, "--overwrite").returncode == 0
    assert target.read_text() != "my own words\n"
    (place / "empty").touch()
    assert run_newsx(*command, place / "empty").returncode == 0
    assert (place / "empty").stat().st_size


def test_a_page_never_takes_its_own_article(place: Path) -> None:
    assert "is an input" in refused("view", "a.txt", "--html", "./a.txt", "--overwrite")
    assert (place / "a.txt").read_text() == CLEAN


def test_a_log_is_added_to_a_log_alone(place: Path) -> None:
    extract = ("extract", "a.txt", "--fields", "id")
    for path in ("a.txt", "./a.txt"):
        assert "input or an output of the same run" in refused(*extract, "--log", path)
    assert "input or an output of the same run" in refused(*extract, "-o", "r.jsonl", "--log", "r.jsonl")
    assert "input or an output of the same run" in refused(*extract, "--errors", "e.jsonl", "--log", "e.jsonl")
    assert "holds no log of newsx" in refused(*extract, "--log", "notes/mine.txt")
    assert (place / "a.txt").read_text() == CLEAN
    for count in (1, 2):
        assert run_newsx(*extract, "--log", "a.log").returncode == 0
        lines = (place / "a.log").read_text().splitlines()
        assert len(lines) == count
        assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:]{8}Z\ta\.txt\tarticle\t\d+$", line) for line in lines)


def test_going_on_and_making_anew_exclude_each_other(place: Path) -> None:
    assert "give one of them" in refused("extract", "a.txt", "-o", "r.jsonl", "--resume", "--overwrite")
    assert not (place / "r.jsonl").exists()


def test_a_dash_is_standard_output(place: Path) -> None:
    done = run_newsx("extract", "a.txt", "-o", "-")
    assert json.loads(done.stdout)["people"][0]["name"] == "Amina Diallo"
    (place / "r.jsonl").write_bytes(done.stdout)
    assert run_newsx("convert", "r.jsonl", "-o", "-").stdout == done.stdout
    assert not (place / "-").exists()


def test_paths_without_a_suffix_are_folders_devices_or_refused(place: Path) -> None:
    (place / "plain").write_text("x")
    assert "name a folder" in refused("extract", "a.txt", "-o", "plain")
    command = [sys.executable, "-m", "newsx", "extract", "-q", "a.txt", "-o", "/dev/stdout"]
    assert json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["language"] == "en"
    with (
        open("kept", "ab") as kept,
        open("a.txt", "rb") as page,
    ):  # standard output may be a file, which is no output of another run
        kept.write(b"before\n")
        kept.flush()
        subprocess.run(command, check=True, stdout=kept)
        for name in ("-", "/dev/stdin"):
            page.seek(0)
            subprocess.run([*command[:3], "extract", "-q", name], stdin=page, check=True, stdout=kept)
    before, *records = (place / "kept").read_bytes().splitlines()
    assert before == b"before"
    assert [json.loads(each)["language"] for each in records] == ["en"] * 3
    assert refused("extract", "a.txt", "-o", "/dev/full", code=3) == "newsx: /dev/full: No space left on device"


def test_a_file_that_looks_like_an_option_is_named(place: Path) -> None:
    (place / "-dash.txt").write_text(CLEAN)
    assert "write ./-dash.txt" in refused("extract", "-dash.txt")
    assert run_newsx("extract", "--", "-dash.txt").returncode == 0


def test_damaged_inputs_count_as_failed(place: Path) -> None:
    (place / "broken.jsonl").write_text('{"text": ' + json.dumps(CLEAN) + '}\n{"text": \n')
    (place / "torn.txt.gz").write_bytes(gzip.compress(CLEAN.encode() * 50)[:-20])
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    for name, code in (("broken.jsonl", 1), ("torn.txt.gz", 1), ("picture.png", 0)):
        done = run_newsx("extract", name, "--fail-on", "failed", "--errors", f"{name}.errors.jsonl")
        assert done.returncode == code, name
        (told,) = map(json.loads, (place / f"{name}.errors.jsonl").read_text().splitlines())
        assert told["kind"] == ("failed" if code else "refused")


@pytest.mark.parametrize(
    "more", [("-o", "x.tsv"), ("-o", "notes/mine.jsonl"), ("--model", "nope"), ("-o", "x.xlsx", "--table", "nope")]
)
def test_a_dry_run_refuses_what_the_run_would(place: Path, more: tuple[str, ...]) -> None:
    (place / "notes" / "mine.jsonl").write_text("my own words\n")
    before = sorted(place.rglob("*"))
    for dry in ((), ("--dry-run",)):
        assert run_newsx("extract", "a.txt", *more, *dry).returncode == 2
    assert sorted(place.rglob("*")) == before


def test_an_output_is_named_on_the_command_line_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSX_OUTPUT", "all.jsonl")
    assert "for the command line alone" in refused("extract", "a.txt")
    monkeypatch.setenv("NEWSX_OUTPUT", "")
    assert run_newsx("extract", "a.txt").returncode == 0
