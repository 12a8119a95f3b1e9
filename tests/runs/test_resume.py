"""Whatever ends a run, a resumed one leaves what an undisturbed one would have left, byte for byte."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from stub_flow import StubFlow

from newsx.engines import Limits
from newsx.errors import NewsxError, OutputError, UsageError
from newsx.formats import open_sink
from newsx.formats.json_folder import FolderSink
from newsx.formats.json_lines import FileSink
from newsx.records import InputRef
from newsx.runs import Outputs, run

# The command with a stage that obeys the text, as a process of its own that can be killed.
PROGRAM = """
import sys
from contextlib import closing
from newsx.cli.console import say
from newsx.cli.progress import TerminalObserver
from newsx.engines import Limits
from newsx.errors import NewsxError
from newsx.runs import Outputs, run
from stub_flow import StubFlow

folder, output, errors, resume, jobs = sys.argv[1:]
outputs = Outputs(output, errors=errors or None, resume=resume == "resume")
limits = Limits(jobs=int(jobs), timeout=20)
try:
    with closing(TerminalObserver()) as observer:
        summary = run([folder], outputs, limits=limits, observer=observer, make_flow=StubFlow)
    say(str(summary))
    code = summary.exit_code
except NewsxError as error:
    say(str(error))
    code = 1
sys.exit(code)
"""
MANY = 500


def start(folder: Path, output: Path, *, errors: Path | None = None, resume: bool = False, jobs: int = 2):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, folder, output, errors or "", "resume" if resume else "", str(jobs)],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )


def finish(process: subprocess.Popen) -> tuple[int, list[str]]:
    _, stderr = process.communicate(timeout=120)
    return process.returncode, stderr.decode().splitlines()


def snapshot(output: Path) -> dict[str, bytes]:
    if output.is_file():
        return {"": output.read_bytes()}
    files = [path for path in output.rglob("*") if path.is_file() and ".newsx" not in path.parts]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def descendants(pid: int) -> list[int]:
    try:
        own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return own + [grandchild for child in own for grandchild in descendants(child)]


def count(output: Path) -> int:
    if output.suffix == ".jsonl":
        return output.read_bytes().count(b"\n") if output.exists() else 0
    return sum(1 for _ in output.rglob("*.json")) if output.exists() else 0


def wait_for(output: Path, number: int) -> None:
    deadline = time.monotonic() + 60
    while count(output) < number:
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 small texts in sub-folders, a few empty ones among them."""
    folder = tmp_path_factory.mktemp("in") / "texts"
    for number in range(MANY):
        path = folder / f"{number % 7}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"!sleep 0.004 was the order, and article {number} obeyed.\n" * (1 + number % 5)
        path.write_text("" if number % 50 == 9 else text)
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    done = {}
    place = tmp_path_factory.mktemp("undisturbed")
    for name in ("out", "all.jsonl"):
        code, _ = finish(start(folder, place / name, errors=place / f"{name}.errors"))
        assert code == 1
        done[name] = snapshot(place / name)
        done[f"{name}.errors"] = snapshot(place / f"{name}.errors")
    assert len(done["out"]) == MANY - 10
    assert done["all.jsonl"][""].count(b"\n") == MANY - 10
    return done


@pytest.mark.parametrize("name", ["out", "all.jsonl"])
def test_a_killed_worker_costs_nothing(folder: Path, undisturbed, tmp_path: Path, name: str) -> None:
    process = start(folder, tmp_path / name)
    for number in (60, 200, 300):
        wait_for(tmp_path / name, number)
        prefork, *workers = descendants(process.pid)
        os.kill(workers[0] if number < 300 else prefork, signal.SIGKILL)
    code, lines = finish(process)
    assert code == 1, lines
    assert snapshot(tmp_path / name) == undisturbed[name]


@pytest.mark.parametrize("name", ["out", "all.jsonl"])
def test_a_killed_run_is_continued(folder: Path, undisturbed, tmp_path: Path, name: str) -> None:
    output, errors = tmp_path / name, tmp_path / f"{name}.errors"
    for number in (120, 260):
        process = start(folder, output, errors=errors, resume=number > 120)
        wait_for(output, number)
        family = descendants(process.pid)
        process.kill()
        process.communicate()
        deadline = time.monotonic() + 10
        while any(
            Path(f"/proc/{pid}/statm").exists() and Path(f"/proc/{pid}/statm").read_text()[0] != "0" for pid in family
        ):
            assert time.monotonic() < deadline, "workers outlive the run"
            time.sleep(0.02)
    if name.endswith(".jsonl"):
        with output.open("ab") as file:
            file.write(b'{"schema_version":"1.0","id":"torn')
    else:
        (output / "3" / ".newsx-1999999999.tmp").write_bytes(b"half")
    before = count(output)
    code, lines = finish(start(folder, output, errors=errors, resume=True))
    assert code == 1
    assert f"{before} finished before" in lines[-1]
    assert snapshot(output) == undisturbed[name]
    assert snapshot(errors) == undisturbed[f"{name}.errors"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_the_run_with_everything_finished_in_place(
    folder: Path, undisturbed, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    output = tmp_path / "all.jsonl"
    process = start(folder, output)
    wait_for(output, 50)
    family = descendants(process.pid)
    process.send_signal(number)
    ended, lines = finish(process)
    assert ended == code
    assert number.name in lines[-1]
    assert f"{count(output)} articles" in lines[-1]
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    assert undisturbed["all.jsonl"][""].startswith(output.read_bytes())
    assert output.read_bytes().endswith(b"\n")
    code, lines = finish(start(folder, output, resume=True))
    assert snapshot(output) == undisturbed["all.jsonl"]


def here(folder: Path, output: Path, **outputs) -> int:
    outputs = Outputs(str(output), **outputs)
    return run([str(folder)], outputs, limits=Limits(jobs=0), make_flow=StubFlow).exit_code


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in "abcdef":
        (folder / f"{name}.txt").write_text(f"Text {name} says one thing.")
    return folder


@pytest.mark.parametrize("name", ["out", "all.jsonl"])
def test_what_changed_is_made_again_and_what_is_gone_stays(texts: Path, tmp_path: Path, name: str) -> None:
    output, fresh = tmp_path / name, tmp_path / f"fresh-{name}"
    here(texts, output)
    (texts / "b.txt").write_text("Text b says another thing.")
    (texts / "bb.txt").write_text("A new text came.")
    assert here(texts, output, resume=True) == 0
    here(texts, fresh)
    assert snapshot(output) == snapshot(fresh)
    (texts / "a.txt").unlink()
    assert here(texts, output, resume=True) == 0
    assert snapshot(output) == snapshot(fresh)


def test_finished_inputs_are_not_worked_on(texts: Path, tmp_path: Path) -> None:
    here(texts, tmp_path / "out")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    (texts / "c.txt").write_text("Changed.")
    here(texts, tmp_path / "out", resume=True)
    changed = [path.name for path in stamps if path.stat().st_mtime_ns != stamps[path]]
    assert changed == ["c.json"]


def test_any_torn_tail_and_any_spoiled_line_are_mended(texts: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    here(texts, output)
    whole = output.read_bytes()
    chance = random.Random(7)
    cuts = [0, 1, 5, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))]
    for cut in cuts:
        output.write_bytes(whole[:cut] + bytes(chance.choice((0, 0, 300))))
        assert here(texts, output, resume=True) == 0
        assert output.read_bytes() == whole
    lines = whole.splitlines(keepends=True)
    output.write_bytes(
        b"".join([lines[0], b"\x00" * 20 + b"\n", lines[2], lines[2], lines[1][:-30] + b"\n", *lines[4:]])
    )
    assert here(texts, output, resume=True) == 0
    assert output.read_bytes() == whole


def test_resume_spares_files_that_hold_no_records(texts: Path, tmp_path: Path) -> None:
    precious = tmp_path / "diary.jsonl"
    precious.write_text('{"dear": "diary"}\n')
    with pytest.raises(UsageError, match="was not written by newsx"):
        here(texts, precious, resume=True)
    assert precious.read_text() == '{"dear": "diary"}\n'


def test_resume_needs_a_place_and_files() -> None:
    with pytest.raises(UsageError, match="needs -o"):
        open_sink(None, resume=True)
    with pytest.raises(UsageError, match="standard input"):
        run(["-"], Outputs("out", resume=True))


def test_outputs_are_never_inputs(texts: Path, tmp_path: Path) -> None:
    lines = texts / "all.jsonl"
    assert here(texts, lines, errors=str(texts / "errors.jsonl")) == 0
    whole = lines.read_bytes()
    with pytest.raises(UsageError, match="overwrite=True\\) makes it anew"):
        here(texts, lines, errors=str(texts / "errors.jsonl"))
    assert here(texts, lines, errors=str(texts / "errors.jsonl"), overwrite=True) == 0
    assert lines.read_bytes() == whole
    assert here(texts, lines, errors=str(texts / "errors.jsonl"), resume=True) == 0
    assert lines.read_bytes() == whole
    for own in (lines, texts / "errors.jsonl"):
        own.unlink()
    for output in (texts / "out", texts):
        for options in ({"overwrite": output == texts}, {"overwrite": True}, {"resume": True}):
            assert here(texts, output, **options) == 0
            assert len(list(output.glob("*.json"))) == 6
            assert sorted(path.name for path in texts.glob("*.txt")) == [f"{name}.txt" for name in "abcdef"]


def test_inputs_are_never_overwritten(texts: Path, tmp_path: Path) -> None:
    twin = texts / "a.json"
    twin.write_text("This is a text, whatever its name says.")
    assert here(texts, texts) == 0
    assert twin.read_text().startswith("This is a text")
    assert json.loads((texts / "a.txt.json").read_text())["text"] == "Text a says one thing."
    with pytest.raises(UsageError, match="overwritten"):
        here(texts / "a.txt", texts / "b.txt", errors=str(texts / "a.txt"))
    link = texts / "link.jsonl"
    link.symlink_to(twin)
    with pytest.raises(UsageError, match="overwritten"):
        run([str(texts / "c.txt"), str(twin)], Outputs(str(link)))
    with pytest.raises(UsageError, match="both records and errors"):
        here(texts, tmp_path / "x.jsonl", errors=str(tmp_path / "x.jsonl"))


@pytest.mark.parametrize(
    "relative",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "",
        "a/../../b",
        "x" * 255,
        "é" * 127,
        "\udce9\udcff.txt",
        "new\nline",
        ".",
    ],
)
def test_names_stay_in_the_folder(tmp_path: Path, relative: str) -> None:
    sink = FolderSink(str(tmp_path / "out"))
    ref = InputRef("somewhere", relative)
    assert sink.begin(ref)
    sink.put(b"{}", ref)
    (written,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written.suffix == ".json"
    assert written.is_relative_to(tmp_path / "out")


def test_every_input_has_a_name_of_its_own(tmp_path: Path) -> None:
    sink = FolderSink(str(tmp_path / "out"))
    names = [
        "a.html",
        "a.txt",
        "a.txt.gz",
        "A.html",
        "a.html/x.txt",
        "a.json/x.txt",
        "a.json",
        "a",
        "a.txt/",
        "b/c.d/e.txt",
    ]
    refs = [InputRef(f"{number}", name) for number, name in enumerate([*names, *names])]
    for ref in refs:
        assert sink.begin(ref)
    for ref in refs:
        sink.put(ref.path.encode(), ref)
    contents = {int(data) for data in snapshot(tmp_path / "out").values()}
    assert contents == set(range(len(refs)))


def test_a_full_disk_loses_nothing_finished(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system takes half of the fourth record and refuses the rest."""
    here(texts, tmp_path / "fresh.jsonl")
    fresh = (tmp_path / "fresh.jsonl").read_bytes()
    output = tmp_path / "all.jsonl"
    room = len(b"".join(fresh.splitlines(keepends=True)[:3])) + 100
    write = os.write

    def full(handle: int, data) -> int:
        nonlocal room
        if room == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = write(handle, bytes(data[:room]))
        room -= done
        return done

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OutputError, match="No space left"):
            here(texts, output)
    assert output.read_bytes() == b"".join(fresh.splitlines(keepends=True)[:3])
    assert here(texts, output, resume=True) == 0
    assert output.read_bytes() == fresh


@pytest.mark.parametrize("name", ["out", "all.jsonl"])
def test_a_small_disk_is_one_line_and_the_rest_follows_on_a_larger_one(tmp_path: Path, name: str) -> None:
    folder, disk = tmp_path / "in", tmp_path / "disk"
    folder.mkdir()
    disk.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"Text {number}. " * 3000)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting needs more rights")
    try:
        code, lines = finish(start(folder, disk / name))
        assert code == 1
        assert len(lines) == 1
        assert "No space left on device" in lines[0]
        finished = count(disk / name)
        assert finished >= 10
        for data in snapshot(disk / name).values():
            for record in data.splitlines() if name == "all.jsonl" else [data]:
                assert json.loads(record)["text"].startswith("Text ")
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        code, lines = finish(start(folder, disk / name, resume=True))
        assert code == 0
        assert f"{finished} finished before" in lines[-1]
        assert finish(start(folder, tmp_path / name))[0] == 0
        assert snapshot(disk / name) == snapshot(tmp_path / name)
    finally:
        subprocess.run(["umount", disk], check=False)


def test_output_that_cannot_be_written_is_one_line(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for output in (tmp_path / "file", tmp_path / "file" / "out", tmp_path / "file" / "all.jsonl"):
        with pytest.raises(NewsxError) as caught:
            here(texts, output)
        assert "\n" not in str(caught.value)


def test_a_file_sink_used_by_hand_writes_lines(tmp_path: Path) -> None:
    sink = FileSink(str(tmp_path / "x.jsonl"))
    sink.put(b"{}", InputRef("a", "a"))
    sink.finish()
    sink.close()
    assert (tmp_path / "x.jsonl").read_bytes() == b"{}\n"
