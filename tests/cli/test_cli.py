"""The command as a person runs it: what stands on stdout, what on stderr, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, SAMPLES
from newsx_command import run_newsx
from typer.testing import CliRunner

from newsx.cli import app
from newsx.schema import json_schema

CLEAN = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.\n"
    "The station, which has 5 million listeners, will broadcast in Wolof, Pulaar and French from 1 March 2025.\n"
    "“We lost the tapes, not the voices,” Diallo told a crowd of about three hundred people outside the building.\n"
)


def records(output: bytes) -> list[dict]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_text_on_stdin_gives_one_line_of_json(tiny_model: Path) -> None:
    done = run_newsx("extract", "--model", tiny_model, stdin=CLEAN.encode())
    assert done.returncode == 0
    assert done.stderr == b""
    (record,) = records(done.stdout)
    jsonschema.validate(record, json_schema())
    assert [person["name"] for person in record["people"]] == ["Amina Diallo"]
    assert record["source"]["path"] == "-"
    assert record["text"] == "\n\n".join(CLEAN.splitlines())
    assert record["provenance"]["model"] == "en_tiny-0.0.0"


def test_file_folder_and_pipe_give_the_same_record(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(CLEAN)
    piped = records(run_newsx("extract", "--model", tiny_model, stdin=CLEAN.encode()).stdout)
    named = records(run_newsx("extract", "--model", tiny_model, folder / "a.txt").stdout)
    done = run_newsx("extract", "--model", tiny_model, folder, "-o", tmp_path / "out")
    stored = [json.loads((tmp_path / "out" / "a.json").read_text())]
    assert done.stdout == b""
    for record in (*piped, *named, *stored):
        del record["source"]["path"]
    assert piped == named == stored


def test_one_bad_file_costs_only_itself(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(CLEAN)
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-scan.pdf").write_bytes(b"%PDF-1.7\n" + bytes(300))
    (folder / "d-1252.txt").write_bytes(CLEAN.replace("Amina", "Amína").encode("cp1252"))
    (folder / "e-utf16.txt").write_bytes(CLEAN.encode("utf-16"))
    (folder / "f.txt").write_text(CLEAN)
    errors = tmp_path / "errors.jsonl"
    done = run_newsx("extract", "--model", tiny_model, folder, "--errors", errors, "--quiet")
    assert done.returncode == 1
    assert [Path(record["source"]["path"]).name for record in records(done.stdout)] == [
        "a.txt",
        "d-1252.txt",
        "e-utf16.txt",
        "f.txt",
    ]
    assert "Amína Diallo" in records(done.stdout)[1]["text"]
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 2
    assert "b-empty.txt" in lines[0]
    assert "c-scan.pdf" in lines[1]
    failures = [json.loads(line) for line in errors.read_text().splitlines()]
    assert [set(failure) for failure in failures] == [{"source", "stage", "kind", "message"}] * 2


def test_a_file_of_lines_and_names_that_collide(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("x.txt", "x.text", "sub/x.txt"):
        (folder / name).write_text(CLEAN)
    assert run_newsx("extract", "--model", tiny_model, folder, "-o", tmp_path / "all.jsonl").returncode == 0
    assert len(records((tmp_path / "all.jsonl").read_bytes())) == 3
    assert run_newsx("extract", "--model", tiny_model, folder, "-o", tmp_path / "out").returncode == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written == ["sub/x.json", "x.json", "x.txt.json"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["extract", "--model", "en_core_web_xx", "x.txt"], "not installed"),
        (["extract", "--date", "9 May", "x.txt"], "YYYY-MM-DD"),
        (["extract", "--no-such-option"], "No such option"),
        (["extract", "--max-size", "lots", "x.txt"], "100MB"),
        (["extract", "-o", "all.json", "x.txt"], "jsonl"),
        (["extract", "--input-format", "pdf", "x.txt"], "pdf"),
    ],
)
def test_wrong_usage_is_exit_code_2(args: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(CLEAN)
    done = run_newsx(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.decode().replace("│", " ").split())
    assert b"Traceback" not in done.stderr


def test_a_missing_file_is_one_line(tiny_model: Path) -> None:
    done = run_newsx("extract", "--model", tiny_model, "nowhere.txt")
    assert done.returncode == 1
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line == "newsx: nowhere.txt: refused: no such file or folder"


def test_a_closed_pipe_ends_quietly(tiny_model: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(CLEAN * 40)
    command = f"'{sys.executable}' -m newsx extract --model '{tiny_model}' '{tmp_path}' | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
    assert len(records(done.stdout)) == 1


def test_escapes_in_names_never_reach_the_terminal(tiny_model: Path) -> None:
    done = run_newsx("extract", "--model", tiny_model, "\x1b[31mred\nfile.txt")
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_explain_shows_the_lines_of_a_dump(tiny_model: Path) -> None:
    done = run_newsx("extract", "--explain", "--model", tiny_model, SAMPLES / "dump.txt")
    assert done.returncode == 0
    shown = done.stderr.decode()
    assert "Eleven miners were brought up alive" in shown
    assert "body" in shown
    assert "navigation" in shown
    assert len(records(done.stdout)) == 1


def test_schema_command_prints_the_schema() -> None:
    done = run_newsx("schema")
    assert json.loads(done.stdout) == json_schema()


@pytest.mark.parametrize("model", ["default", "fast", "accurate"])
def test_model_command_shows_the_card(model: str) -> None:
    done = run_newsx("model", "--model", model)
    assert done.returncode == 0
    assert "licence" in done.stdout.decode().lower()


def test_model_command_lists_the_languages_of_the_model_for_all() -> None:
    done = run_newsx("model", "world")
    assert done.returncode == 0, done.stderr.decode()
    lines = {line[2:].partition(":")[0]: line for line in done.stdout.decode().splitlines() if line.startswith("- ")}
    assert "pt (" in lines["served"]
    assert "ko (30, by an earlier network)" in lines["weak"]


def test_every_command_and_option_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    root = CliRunner().invoke(app, ["--help"])
    assert root.exit_code == 0
    import typer.main

    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        assert f"newsx {name}" in readme
        for option in command.params:
            assert getattr(option, "help", None), f"{name} {option.name}"
            longest = max(option.opts, key=len)
            if longest.startswith("--"):
                assert longest in readme, f"the README says nothing of {longest}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--engine", "dask"], "needs --scheduler"),
        (["--scheduler", "tcp://127.0.0.1:1"], "belongs to --engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"], "--jobs is for this machine"),
        (["--urls", "list.txt", "page.html"], "takes the place of INPUT"),
        (["--shard", "0/4", "-o", "out.jsonl", "page.html"], "not a part of a whole"),
        (["--table", "people"], "--table does not fit"),
    ],
)
def test_options_that_do_not_fit_each_other_are_one_line(arguments: list[str], words: str) -> None:
    done = run_newsx("extract", *arguments, stdin=b"x")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert words in line


def test_shell_completion_knows_commands_and_options() -> None:
    for words, place, expected in (
        ("newsx conv", 1, "convert"),
        ("newsx extract --sh", 2, "--shard"),
        ("newsx extract --table pe", 3, "people"),
        ("newsx convert --format par", 3, "parquet"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "newsx"],
            env={**os.environ, "_NEWSX_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)},
            capture_output=True,
            check=False,
        )
        assert done.stdout.decode().split() == [expected]
