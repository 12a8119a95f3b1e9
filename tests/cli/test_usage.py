"""The habits of the command: what a slip of the finger is told, defaults that are kept, logs, dry runs, pagers, folders that are watched."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from conftest import ROOT, SAMPLES
from newsx_command import run_newsx
from typer.testing import CliRunner

from newsx.cli import app
from newsx.cli.manual import FOLDER, completion, manual_page
from newsx.records import Failure

CLEAN = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.\n"
    "The station, which has 5 million listeners, will broadcast in Wolof, Pulaar and French from 1 March 2025.\n"
)
NEWSX = [sys.executable, "-m", "newsx"]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CLEAN)
    return tmp_path / "a.txt"


def one_line(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    assert done.returncode == code, done.stderr.decode()
    (line,) = done.stderr.decode().splitlines()
    return line


# Slips of the finger


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.txt"], "newsx extract a.txt reads it"),
        (["-"], "newsx extract - reads it"),
        (["extrct"], "extract is meant?"),
        (["frobnicate"], "name one of extract"),
        (["extract", "--model", "Fast", "a.txt"], "fast is meant?"),
        (["extract", "--model", "defualt", "a.txt"], "default is meant?"),
    ],
)
def test_what_is_meant_is_said(page: Path, arguments: list[str], words: str) -> None:
    assert words in one_line(run_newsx(*arguments), 2)


@pytest.mark.parametrize("name", ["page.html", "dump.txt"])
def test_a_page_is_not_converted(name: str) -> None:
    line = one_line(run_newsx("convert", SAMPLES / name), 1)
    assert line.endswith(f"{name}: refused: a page, not records: newsx extract makes records of it")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["schema"], ["config"], ["model"]])
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*NEWSX, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert one_line(done, 3) == "newsx: No space left on device"


def test_completion_without_a_home_is_one_line() -> None:
    done = subprocess.run(
        [*NEWSX, "--install-completion", "bash"], env={**os.environ, "HOME": "/proc"}, capture_output=True, check=False
    )
    assert "/proc" in one_line(done, 3)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_help_says_no_more_than_it_must(width: int) -> None:
    done = subprocess.run(
        [*NEWSX, "extract", "--help"], env={**os.environ, "COLUMNS": str(width)}, capture_output=True, check=True
    )
    shown = done.stdout.decode()
    assert "<bool>" not in shown
    assert "<list[str]>" not in shown
    assert "[OPTIONS] [INPUT]..." in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= width
    assert all(f"--{name}" in shown for name in ("scheduler", "min-confidence", "resume-anyway")), "names are whole"
    assert "[bold]" not in shown


# Defaults


def test_defaults_come_from_files_and_variables_and_give_way(page: Path, tiny_model: Path, monkeypatch) -> None:
    (page.parent / "newsx.toml").write_text(f'model = "{tiny_model}"\nquiet = true\n[extract]\nformat = "csv"\n')
    assert run_newsx("extract", "a.txt").stdout.startswith(b"article_id,")
    monkeypatch.setenv("NEWSX_FORMAT", "jsonl")
    (line,) = run_newsx("extract", "a.txt").stdout.splitlines()
    assert json.loads(line)["provenance"]["model"] == "en_tiny-0.0.0"
    assert run_newsx("extract", "a.txt", "--format", "csv").stdout.startswith(b"article_id,")
    shown = run_newsx("config").stdout.decode()
    told = {" ".join(row.split()) for row in shown.splitlines()}
    assert {f"model {tiny_model} newsx.toml", "format jsonl NEWSX_FORMAT", "timeout 60.0 built in"} <= told
    # What holds comes first; what does not says what goes before it.
    assert "extract format csv newsx.toml: NEWSX_FORMAT goes before it" in told
    assert shown.index("NEWSX_FORMAT\n") < shown.index("goes before it")


def test_defaults_of_a_project(page: Path, tiny_model: Path) -> None:
    other = "[project]\nname = 'x'\n"
    (page.parent / "pyproject.toml").write_text(f'{other}[tool.newsx]\nmodel = "{tiny_model}"\nmax_size = 10\n')
    assert "--max-size" in one_line(run_newsx("extract", "a.txt"), 1)
    (page.parent / "pyproject.toml").write_text(other)
    assert run_newsx("extract", "--model", tiny_model, "a.txt").returncode == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('modle = "fast"', "there is no option modle: model is meant?"),
        ("[extrat]\njobs = 1", "there is no command [extrat]"),
        ("quiet = 3", "quiet is true or false"),
        ("model = [1]", "takes one value"),
        ("model = ", "not TOML"),
        ("overwrite = true", "for the command line alone"),
    ],
)
def test_defaults_that_cannot_be_meant_are_one_line(page: Path, content: str, words: str) -> None:
    (page.parent / "newsx.toml").write_text(content)
    line = one_line(run_newsx("extract", "a.txt"), 2)
    assert "newsx.toml" in line
    assert words in line


# What a run tells


def test_a_log_grows_by_a_line_a_document(page: Path, tiny_model: Path) -> None:
    (page.parent / "b.txt").write_text("")
    for _ in range(2):
        run_newsx("extract", "-q", "--model", tiny_model, "a.txt", "b.txt", "--log", "logs/newsx.log")
    rows = [line.split("\t") for line in (page.parent / "logs" / "newsx.log").read_text().splitlines()]
    assert [row[1:3] for row in rows] == [["a.txt", "article"], ["b.txt", "refused"]] * 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row[0]) and row[3].isdigit() for row in rows[::2])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_log_that_cannot_be_written_is_not_left_out(page: Path, tiny_model: Path) -> None:
    done = run_newsx("extract", "-q", "--model", tiny_model, "a.txt", "--log", "/dev/full")
    assert "No space left" in one_line(done, 3)


def test_a_dry_run_changes_nothing(page: Path) -> None:
    (page.parent / "c.png").write_bytes(b"\x89PNG\r\n")
    (page.parent / "d.jsonl").write_text('{"text": "It rained."}\n')
    before = sorted(page.parent.rglob("*"))
    done = run_newsx("extract", ".", "-o", "out/all.csv", "--errors", "e/errors.jsonl", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.decode().split() == ["./a.txt", "./d.jsonl"]
    assert done.stderr.decode().splitlines() == [
        "newsx: would pass over 1 file that is no page: 1 picture",
        "newsx: would read 1 page, 1 container of pages or records, with the model default",
        "newsx: would write CSV, one row an article or an item of it to out/all.csv",
    ]
    assert sorted(page.parent.rglob("*")) == before


def test_some_fields_of_records() -> None:
    done = run_newsx("convert", SAMPLES / "expected", "--fields", "people.name,headline,image.url")
    records = [json.loads(path.read_text()) for path in sorted((SAMPLES / "expected").glob("*.json"))]
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "people": [{"name": each["name"]} for each in made["people"]],
            "headline": made["headline"],
            "image": made["image"] and {"url": made["image"]["url"]},
        }
        for made in records
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fields", "headlin"], "there is no field 'headlin'"),
        (["--fields", "headline.name"], "has no parts"),
        (["--fields", "headline", "--format", "csv"], "--fields does not fit csv"),
    ],
)
def test_fields_that_do_not_fit(arguments: list[str], words: str) -> None:
    assert words in one_line(run_newsx("convert", SAMPLES / "expected", *arguments), 2)


# Terminals


def on_a_terminal(arguments: list[str], *, keys: bytes = b"", **environment: str) -> str:
    """What a person sees who runs the command on a terminal of 80 columns and 24 lines and presses the keys."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment})
        os.execv(sys.executable, [*NEWSX, *arguments])
    if keys:
        os.write(terminal, keys)
    shown = b""
    while select.select([terminal], [], [], 120)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        shown += piece
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown.decode()
    return shown.decode()


def test_what_is_long_is_shown_by_a_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    count = "len(re.findall(r'\\x1b\\[(?:\\d+;)*3[0-7]m', sys.stdin.read()))"
    pager.write_text(f"#!{sys.executable}\nimport re, sys\nprint('PAGED', {count})\n")
    pager.chmod(0o755)
    record = str(SAMPLES / "expected" / "article.json")
    shown = on_a_terminal(["view", record], PAGER=str(pager))
    assert int(shown.split("PAGED")[1]) > 10, "the pager is given colours"
    assert "PAGED 0" in on_a_terminal(["view", "--color", "never", record], PAGER=str(pager))
    assert "PAGED" not in on_a_terminal(["view", "--no-pager", record], PAGER=str(pager))
    assert "Indonesian" in on_a_terminal(["view", record], PAGER="")
    assert "PAGED" in on_a_terminal(["model"], PAGER="other", NEWSX_PAGER=str(pager))


def test_a_pager_that_is_left_early_is_no_fault(tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    record = json.loads((SAMPLES / "expected" / "article.json").read_text())
    lines.write_text((json.dumps(record, separators=(",", ":"), ensure_ascii=False) + "\n") * 60)
    assert "Traceback" not in on_a_terminal(["view", str(lines)], PAGER="head -1")


def test_view_says_that_it_waits() -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execv(sys.executable, [*NEWSX, "view"])
    shown = b""
    while b"Ctrl-D" not in shown and select.select([terminal], [], [], 120)[0]:
        shown += os.read(terminal, 4096)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    assert b"reading standard input" in shown


@pytest.mark.parametrize(("color", "has"), [("always", True), ("never", False), ("auto", False)])
def test_colours_are_as_said(color: str, has: bool) -> None:
    done = run_newsx("view", "--color", color, SAMPLES / "expected" / "article.json")
    assert (b"\x1b[" in done.stdout) is has


# Folders that are watched


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_pages_become_records_as_they_come(tmp_path: Path, tiny_model: Path, output: str) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text(CLEAN)
    (inbox / "empty.txt").write_text("")
    arguments = ["watch", inbox, "-o", tmp_path / output, "--every", "0.2", "--model", tiny_model, "-j", "0"]
    process = subprocess.Popen([*NEWSX, *map(str, arguments)], stderr=subprocess.PIPE)

    def names() -> list[str]:
        if output == "out":
            return sorted(path.name for path in (tmp_path / output).glob("*.json"))
        lines = (tmp_path / output).read_bytes().splitlines() if (tmp_path / output).exists() else []
        return [Path(json.loads(line)["source"]["path"]).stem + ".json" for line in lines]

    def wait_for(wanted: list[str]) -> None:
        deadline = time.monotonic() + 90
        while names() != wanted:
            assert time.monotonic() < deadline, names()
            time.sleep(0.1)

    try:
        wait_for(["a.json"])
        (inbox / "b.txt").write_text(CLEAN.replace("Friday", "Monday"))
        wait_for(["a.json", "b.json"])
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    told = errors.decode().splitlines()
    assert told[0] == f"newsx: watching {inbox}: Ctrl-C ends it"
    assert [line for line in told if "empty.txt" in line] == [f"newsx: {inbox}/empty.txt: refused: empty"], "said once"


@pytest.mark.parametrize(
    ("folder", "output", "words"), [("none", "out", "is no folder"), (".", "a.csv", "cannot grow")]
)
def test_what_cannot_be_watched_is_one_line(tmp_path: Path, folder: str, output: str, words: str) -> None:
    assert words in one_line(run_newsx("watch", folder, "-o", output, cwd=tmp_path), 2)


# What comes with the package


def test_the_doctor_finds_what_there_is() -> None:
    done = run_newsx("doctor")
    rows = {line[2:14].strip(): line for line in done.stdout.decode().splitlines()}
    assert {"newsx", "Python", "spacy", "home", "temporary", "cores", "default", "fast"} <= set(rows)
    assert "loaded in" in rows["fast"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": "/proc", "TMPDIR": str(tmp_path)}
    done = subprocess.run([*NEWSX, "doctor"], env=environment, capture_output=True, check=True)
    assert b"/proc (cannot be written to" in done.stdout or os.geteuid() == 0
    assert str(tmp_path).encode() in done.stdout


def test_the_manual_is_that_of_these_options() -> None:
    kept = Path(FOLDER, "newsx.1").read_text(encoding="utf-8")
    assert kept == manual_page(), "python -m newsx.cli.manual writes it anew"
    assert "\\-\\-dry\\-run" in kept


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_newsx(shell: str) -> None:
    kept = Path(FOLDER, f"newsx.{shell}").read_text(encoding="utf-8")
    assert "_NEWSX_COMPLETE" in kept
    assert "_NEWSX_COMPLETE" in completion(shell)


def test_the_readme_explains_every_kind_and_stage_of_failures() -> None:
    readme = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("### What gave no article")[2].partition("\n## ")[0]
    )
    kinds = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|.*\| (?:yes|no) \|$", readme, re.MULTILINE))))
    assert kinds == set(get_args(get_type_hints(Failure)["kind"]))
    stages = set(re.findall(r"^\| `(\w+)` \| [^|]* \|$", readme, re.MULTILINE)) - {"stage"}
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "newsx").rglob("*.py"))
    assert stages == {"listing", "fetching", "reading", "extraction", "annotation", "writing"}
    assert all(f'"{stage}"' in source for stage in stages)


@pytest.mark.parametrize(
    ("stdin", "words"),
    [
        (b"", "no records were found in standard input"),
        (b"<html>", "a page, not records"),
        (b" \n", "no records were found"),
    ],
)
def test_convert_writes_nothing_over_where_nothing_comes(
    page: Path, tiny_model: Path, stdin: bytes, words: str
) -> None:
    assert run_newsx("extract", "-q", "--model", tiny_model, "a.txt", "-o", "a.jsonl").returncode == 0
    before = Path("a.jsonl").read_bytes()
    assert words in one_line(run_newsx("convert", "-o", "a.jsonl", "--overwrite", stdin=stdin), 1)
    assert Path("a.jsonl").read_bytes() == before
    assert run_newsx("convert", "-o", "b.jsonl", stdin=stdin).returncode == 1
    assert not Path("b.jsonl").exists()
    assert run_newsx("convert", "-o", "a.jsonl", "--overwrite", stdin=before).returncode == 0
    assert Path("a.jsonl").read_bytes() == before
    Path("c.jsonl").write_bytes(before)
    line = one_line(run_newsx("convert", "a.jsonl", "-o", "c.jsonl"), 2)
    assert "--overwrite makes it anew" in line
    assert "--resume" not in line


def test_nothing_found_is_said_by_every_command(page: Path) -> None:
    Path("empty").mkdir()
    for arguments in (["view", "empty"], ["dossier", "add", "d.dossier", "empty"]):
        assert one_line(run_newsx(*arguments), 1) == "newsx: nothing to read was found in empty"
    assert not Path("d.dossier").exists()


def test_a_table_of_newsx_is_no_page(page: Path, tiny_model: Path) -> None:
    for arguments in ([], ["--table", "people"], ["--excel"]):
        name = f"t{len(arguments)}{arguments[-1:]}.csv"
        assert run_newsx("extract", "-q", "--model", tiny_model, "a.txt", "-o", name, *arguments).returncode == 0
        for command in ("extract", "view"):
            assert one_line(run_newsx(command, name), 1).endswith("a table that newsx made of records, not a page")


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        (["report"], "newsx report [OPTIONS] [DOSSIER|INPUT]..."),
        (["dossier", "add"], "newsx dossier add [OPTIONS] FILE [RECORDS]..."),
        (["dossier", "top"], "newsx dossier top [OPTIONS] FILE KIND"),
        (["dossier", "merge"], "newsx dossier merge [OPTIONS] FILE..."),
    ],
)
def test_usage_and_types_are_plain(command: list[str], usage: str) -> None:
    shown = run_newsx(*command, "--help").stdout.decode()
    assert f"{usage}\n" in re.sub(" +\n", "\n", shown)
    assert "<int" not in shown


def test_every_command_is_in_the_help() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    for name in ("extract", "convert", "view", "watch", "schema", "model", "config", "doctor"):
        assert re.search(rf"^\W*{name}\b", shown, re.MULTILINE)


def test_nothing_is_converted_where_nothing_is_a_record(tmp_path: Path) -> None:
    table, output = tmp_path / "people.csv", tmp_path / "all.csv"
    table.write_text("name,age\nA,1\n")
    for named, message in ((tmp_path / "none.jsonl", b"no such file"), (table, b"a table")):
        done = run_newsx("convert", named, "-o", output)
        assert (done.returncode, output.exists()) == (1, False)
        assert message in done.stderr


def test_a_wrong_default_is_told_by_the_name_of_what_set_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSX_JOBS", "abc")
    done = run_newsx("extract", SAMPLES / "article.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"set beforehand: NEWSX_JOBS: jobs abc" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no full disk to write to")
@pytest.mark.parametrize("words", [("--version",), ("extract", "--help")])
def test_a_full_disk_is_one_line_for_help_too(words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "newsx", *words], check=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (3, b"newsx: No space left on device\n")
