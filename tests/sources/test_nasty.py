"""Every input of the nasty corpus ends in its record or in one typed failure, in time, and its neighbours never notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nasty
import pytest
from newsx_command import run_newsx

from newsx.schema import Article

SECONDS = 20.0
CASES = nasty.cases()
KINDS = {"no_article", "refused", "failed", "timeout", "memory", "crash"}


@dataclass
class Run:
    code: int
    records: dict[str, dict]
    failures: dict[str, dict]
    stderr: list[bytes]


def shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that loads at once and tags one name."""
    import spacy

    folder = tmp_path_factory.mktemp("model") / "tiny"
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Amina Diallo"}])
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def run(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole corpus has gone through the command at once, with two workers."""
    place = tmp_path_factory.mktemp("nasty")
    nasty.make_corpus(place / "in")
    for number in range(20):
        (place / "in" / f"ok-{number}.txt").write_text(nasty.TEXT)
    done = run_newsx(
        *("extract", place / "in", "--model", model, "--jobs", "2", "--timeout", str(SECONDS)),
        *("-o", place / "all.jsonl", "--errors", place / "errors.jsonl"),
    )
    records = [json.loads(line) for line in (place / "all.jsonl").read_text("utf-8").splitlines()]
    failures = [json.loads(line) for line in (place / "errors.jsonl").read_text("utf-8").splitlines()]
    prefix = f"{place / 'in'}/"
    return Run(
        done.returncode,
        {record["source"]["path"].removeprefix(prefix): record for record in records},
        {failure["source"].removeprefix(prefix): failure for failure in failures},
        done.stderr.splitlines(),
    )


@pytest.mark.parametrize("case", CASES, ids=[shown(case.name)[:40] for case in CASES])
def test_each_input_ends_as_it_should(run: Run, case: nasty.Case) -> None:
    name = shown(case.name)
    if name.startswith("."):
        assert name not in run.records, "hidden files are left alone"
        return
    assert (name in run.records) + (name in run.failures) == 1
    outcome = "article" if name in run.records else run.failures[name]["kind"]
    assert outcome in case.outcomes, run.failures.get(name)
    if outcome != "article":
        assert set(run.failures[name]) == {"source", "stage", "kind", "message"}
        assert run.failures[name]["kind"] in KINDS
        assert 5 <= len(run.failures[name]["message"]) < 400
        return
    record = run.records[name]
    Article.model_validate(record)
    for word in case.words:
        assert word in record["text"]
    for word in case.never:
        assert word not in record["text"]


def test_neighbours_never_notice(run: Run) -> None:
    texts = {run.records[f"ok-{number}.txt"]["text"] for number in range(20)}
    assert texts == {nasty.TEXT.strip()}


def test_all_inputs_are_accounted_for(run: Run) -> None:
    assert run.code == 1
    visible = [case for case in CASES if not case.name.startswith(b".")]
    assert len(run.records) + len(run.failures) == len(visible) + 20
    assert len(run.stderr) == len(run.failures) + 1, "a line for each failure, and the summary"
    assert not any(byte < 0x20 or byte == 0x7F for line in run.stderr for byte in line)


def test_what_is_no_file_is_refused_and_nothing_hangs(model: Path, tmp_path: Path) -> None:
    refused = nasty.make_special(tmp_path / "in")
    begun = time.monotonic()
    done = run_newsx("extract", tmp_path / "in", "--model", model, "--errors", tmp_path / "errors.jsonl")
    assert time.monotonic() - begun < 120
    failures = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert sorted(Path(failure["source"]).name for failure in failures) == sorted(refused)
    assert {failure["kind"] for failure in failures} == {"refused"}
    paths = [json.loads(line)["source"]["path"] for line in done.stdout.splitlines()]
    assert [Path(path).relative_to(tmp_path / "in").as_posix() for path in paths] == ["ok.txt", "folder.html/ok.txt"]


def test_devices_and_pipes_named_as_such_are_refused(model: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    done = run_newsx("extract", "/dev/zero", "/dev/null", tmp_path / "fifo", "--model", model)
    assert done.returncode == 1
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 4


def test_an_endless_standard_input_meets_the_size_limit(model: Path) -> None:
    with open("/dev/zero", "rb") as zero:
        done = subprocess.run(
            [sys.executable, "-m", "newsx", "extract", "--model", model, "--max-size", "5MB"],
            stdin=zero,
            capture_output=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert b"--max-size raises the limit" in done.stderr


def test_the_size_limit_can_be_raised(model: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(nasty.TEXT * 100)
    assert run_newsx("extract", tmp_path, "--model", model, "--max-size", "10K").returncode == 1
    assert run_newsx("extract", tmp_path, "--model", model, "--max-size", "100K").returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_are_named(model: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(nasty.TEXT)
    (tmp_path / "secret.txt").chmod(0)
    done = run_newsx("extract", tmp_path, "--model", model)
    assert b"Permission denied" in done.stderr


def test_files_that_vanish_are_named(model: Path, tmp_path: Path) -> None:
    """They are deleted after they were listed, while the model is loading or later."""
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(nasty.TEXT)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsx", "extract", tmp_path, "--model", model, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    for number in range(290, 300):
        (tmp_path / f"{number}.txt").unlink()
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 1
    assert len((first + stdout).splitlines()) == 290
    assert stderr.count(b"No such file or directory") == 10


def test_two_inputs_of_one_name_have_two_records(model: Path, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text(
            f"{nasty.TEXT}\nThis one is {name}, and nothing else was said of it.\n"
        )
    done = run_newsx(
        "extract", tmp_path / "a" / "same.txt", tmp_path / "b" / "same.txt", "--model", model, "-o", tmp_path / "out"
    )
    assert done.returncode == 0
    texts = [json.loads(path.read_text())["text"] for path in sorted((tmp_path / "out").glob("*.json"))]
    assert sorted(text[-40:] for text in texts) == sorted(
        f"This one is {name}, and nothing else was said of it."[-40:] for name in "ab"
    )


def test_escapes_never_reach_a_terminal(model: Path, tmp_path: Path) -> None:
    """On a terminal, with progress shown and an explanation asked for, nothing a page says is obeyed."""
    import pty

    (tmp_path / "a.txt").write_bytes(b"\x1b]0;owned\x07\x1b[31mRed \xc2\x9b2J alert\n\n" + nasty.TEXT.encode())
    (tmp_path / "red\x1b[31m.txt").write_bytes(b"")
    main, terminal = pty.openpty()
    seen = bytearray()

    def read() -> None:
        try:
            while data := os.read(main, 65536):
                seen.extend(data)
        except OSError:  # the other side was closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    subprocess.run(
        [sys.executable, "-m", "newsx", "extract", tmp_path, "--explain", "--model", model, "-o", tmp_path / "out"],
        stderr=terminal,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    os.close(terminal)
    reader.join()
    os.close(main)
    assert b"Amina Diallo" in seen or b"red" in seen
    assert b"\x1b]0;" not in seen
    assert b"\x1b[31mRed" not in seen
    assert b"red\x1b" not in seen
