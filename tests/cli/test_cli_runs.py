"""The options of a long run, as a person gives them: workers, limits, summary, resume."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from newsx_command import run_newsx

TEXT = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.\n"
    "The station, which has 5 million listeners, will broadcast in Wolof, Pulaar and French from 1 March 2025.\n"
    "“We lost the tapes, not the voices,” Diallo told a crowd of about three hundred people outside the building.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(
            f"{TEXT}It was broadcast number {number} of the station in its short life.\n"
        )
    (folder / "empty.txt").write_text("")
    return folder


def test_records_and_errors_are_the_same_bytes_for_any_number_of_workers(
    folder: Path, tiny_model: Path, tmp_path: Path
) -> None:
    seen = set()
    for jobs in ("0", "1", "2", "3"):
        errors = tmp_path / f"{jobs}.errors"
        done = run_newsx("extract", folder, "--model", tiny_model, "--jobs", jobs, "--errors", errors)
        assert done.returncode == 1
        summary = done.stderr.decode().splitlines()[-1]
        assert summary.startswith("newsx: 9 articles, 1 refused, 9 with warnings: ")
        assert summary.endswith(" articles/s")
        seen.add((done.stdout, errors.read_bytes()))
    ((records, _),) = seen
    assert len(records.splitlines()) == 9


def test_quiet_leaves_errors_only(folder: Path, tiny_model: Path) -> None:
    done = run_newsx("extract", folder, "--model", tiny_model, "--quiet")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("output", ["out", "all.jsonl"])
def test_resume_says_what_was_finished_before(folder: Path, tiny_model: Path, tmp_path: Path, output: str) -> None:
    run_newsx("extract", folder, "--model", tiny_model, "-o", tmp_path / output)
    (folder / "3.txt").write_text(TEXT.replace("Friday", "Monday"))
    done = run_newsx("extract", folder, "--model", tiny_model, "-o", tmp_path / output, "--resume")
    assert done.returncode == 1
    assert (
        done.stderr.decode()
        .splitlines()[-1]
        .startswith("newsx: 1 article, 8 finished before, 1 refused, 1 with warnings: ")
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--resume"], "needs -o"),
        (["--resume", "-o", "out", "-"], "standard input"),
        (["--jobs", "-1"], "--jobs"),
        (["--timeout", "-3"], "--timeout"),
        (["--max-memory", "much"], "100MB"),
        (["-o", "in/0.txt.jsonl", "--errors", "in/0.txt.jsonl"], "both records and errors"),
        (["--errors", "in/0.txt", "in/0.txt"], "overwritten"),
    ],
)
def test_options_that_cannot_be_met_are_wrong_usage(folder: Path, args: list[str], words: str) -> None:
    done = run_newsx("extract", *args, *([] if "in/0.txt" in args else ["in"]), cwd=folder.parent)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.decode().replace("│", " ").split())
    assert "Traceback" not in done.stderr.decode()
    assert (folder / "0.txt").read_text().startswith("Amina")


def test_a_missing_model_is_one_line_whatever_the_workers(folder: Path) -> None:
    for jobs in ("0", "1", "2"):
        done = run_newsx("extract", folder, "--model", "en_core_web_xx", "--jobs", jobs)
        assert done.returncode == 2
        assert "not installed" in done.stderr.decode().splitlines()[-1]


def test_a_document_over_its_time_has_its_line(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(TEXT * 20_000)
    errors = tmp_path / "errors.jsonl"
    done = run_newsx("extract", tmp_path / "long.txt", "--model", tiny_model, "--timeout", "0.3", "--errors", errors)
    assert done.returncode == 1
    assert done.stderr.decode().endswith("long.txt: timeout: took longer than 0.3 s (--timeout raises the limit)\n")
    assert json.loads(errors.read_text())["kind"] == "timeout"


def test_a_document_over_its_memory_has_its_line(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(TEXT * 60_000)
    done = run_newsx("extract", tmp_path / "long.txt", "--model", tiny_model, "--max-memory", "60M")
    assert done.returncode == 1
    assert "memory: took more memory than it may" in done.stderr.decode()


def test_a_full_standard_output_is_one_line(folder: Path, tiny_model: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsx", "extract", folder, "--model", tiny_model, "--quiet"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == b"newsx: standard output: No space left on device\n"


def test_errors_that_cannot_be_written_are_one_line(folder: Path, tiny_model: Path) -> None:
    done = run_newsx("extract", folder, "--model", tiny_model, "--quiet", "--errors", "/dev/full")
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[-1] == "newsx: /dev/full: No space left on device"


def test_stdin_works_with_more_workers(tiny_model: Path, folder: Path) -> None:
    done = run_newsx("extract", "-", folder, "--model", tiny_model, "--jobs", "2", "--quiet", stdin=TEXT.encode())
    assert len(done.stdout.splitlines()) == 10
    assert json.loads(done.stdout.splitlines()[0])["source"]["path"] == "-"


def test_verbose_shows_a_line_for_each_document(folder: Path, tiny_model: Path) -> None:
    done = run_newsx("extract", folder, "--model", tiny_model, "--verbose", "--quiet")
    lines = [line for line in done.stderr.decode().splitlines() if line.endswith(" ms")]
    assert len(lines) == 10
    shown = [re.fullmatch(r"newsx: (\S+): (article|refused), \d+ ms", line) for line in lines]
    assert [Path(match[1]).name for match in shown if match and match[2] == "article"] == [f"{n}.txt" for n in range(9)]
    assert [Path(match[1]).name for match in shown if match and match[2] == "refused"] == ["empty.txt"]
