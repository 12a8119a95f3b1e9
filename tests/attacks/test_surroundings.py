"""What machines and files may be like: few handles, no shared memory, no locks, long rests, much of the same, errors nobody foresaw."""

from __future__ import annotations

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from evaluation import trials
from stub_flow import StubFlow
from stub_parts import pages, parts_of
from test_attacks import FILES, TEXT, extract, fed_run, feed, lines_of

import newsx
from newsx.engines import Limits, Work
from newsx.engines.workers import LocalEngine
from newsx.errors import UsageError
from newsx.formats.locking import OutputLock, side_file
from newsx.records import Document, InputRef
from newsx.sources import expand

KINDS = ("all.jsonl", "out", "all.sqlite", "all.parquet", "all.csv")
NAMESPACES = ["unshare", "--mount", "--map-root-user"]


def processed(inputs: list[Path], model: Path) -> list[newsx.Article | newsx.Failure]:
    return list(newsx.process([str(path) for path in inputs], options=newsx.Options(model=str(model))))


def _count(database: Path) -> int:
    with suppress(sqlite3.OperationalError):  # its tables are still being made
        return (
            sqlite3.connect(f"file:{database}?mode=ro", uri=True).execute("SELECT count(*) FROM articles").fetchone()[0]
        )
    return 0


# What containers state


@pytest.mark.parametrize(
    "stated", ["en-US", "EN", "en_GB", "English", "en, fr", "xx-yy", "\x00", "e" * 5_000, "=?utf-8?q?=00?="]
)
def test_no_language_of_a_mail_costs_its_article(tiny_model: Path, tmp_path: Path, stated: str) -> None:
    mail = tmp_path / "a.eml"
    head = f"From: a@b.example\nSubject: x\nContent-Language: {stated}\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
    mail.write_text(head + TEXT)
    (article,) = processed([mail], tiny_model)
    assert isinstance(article, newsx.Article)
    assert article.language == "en"


def test_no_stated_value_costs_its_article_in_the_calling_process(tiny_model: Path, tmp_path: Path) -> None:
    values = ["a\x00b", "\ud800", "x" * 100_000, 10**400, [["x"]], {"a": None}, True, None, "", " "]
    fields = [
        "id",
        "url",
        "title",
        "author",
        "authors",
        "date",
        "language",
        "publisher",
        "section",
        "tags",
        "description",
    ]
    lines = [json.dumps({"text": TEXT, field: value}) for field in fields for value in values]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines))
    found = processed([path, FILES / "surrogates.jsonl", FILES / "surrogate-id.jsonl"], tiny_model)
    assert [each for each in found if not isinstance(each, newsx.Article)] == []
    assert len(found) == len(lines) + 6 + 2
    for article in found:
        article.model_dump_json()


# Errors nobody foresaw


@pytest.mark.parametrize("stage", ["reading", "extraction", "annotation"])
def test_an_error_nobody_foresaw_costs_one_document(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    module, name = {
        "reading": ("newsx.sources", "open_source"),
        "extraction": ("newsx.extraction", "extract"),
        "annotation": ("newsx.pipeline", "annotate"),
    }[stage]
    original = getattr(sys.modules.get(module) or __import__(module, fromlist=[name]), name)
    calls = []

    def second_fails(*args, **keywords):
        calls.append(args)
        if len(calls) == 2:
            raise LookupError("what\nis this")
        return original(*args, **keywords)

    monkeypatch.setattr(f"{module}.{name}", second_fails)
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(TEXT)
    found = processed(paths, tiny_model)
    assert [isinstance(each, newsx.Article) for each in found] == [True, False, True]
    failure = found[1]
    assert (failure.source, failure.stage, failure.kind) == (str(paths[1]), stage, "failed")
    assert failure.message == "LookupError: what is this"


def test_an_error_of_a_reader_that_nobody_foresaw_ends_its_container_alone(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(blocks, ref, *, limit):
        yield Document(ref, TEXT.encode())
        raise LookupError("what is this")

    monkeypatch.setattr("newsx.sources.json_spans.read_json_lines", broken)
    (tmp_path / "in.jsonl").write_text('{"text": "x"}\n')
    (tmp_path / "after.txt").write_text(TEXT)
    found = processed([tmp_path / "in.jsonl", tmp_path / "after.txt"], tiny_model)
    assert [getattr(each, "message", "article") for each in found] == [
        "article",
        "LookupError: what is this",
        "article",
    ]


# Outputs


@pytest.mark.parametrize("name", KINDS)
def test_two_runs_into_one_output_lose_nothing(tiny_model: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    (tmp_path / "in.txt").write_text(f"{TEXT}\nThis one came with the second run, which was late.\n")
    with fed_run(tiny_model, output) as first:
        feed(first, TEXT)
        side = Path(side_file(str(output), is_folder=name == "out"))
        until = time.monotonic() + 60
        # A database has no side file: its first record is waited for.
        while not (b"pid" in side.read_bytes() if side.exists() else _count(output)):
            assert time.monotonic() < until
            time.sleep(0.05)
        done = extract(tiny_model, tmp_path / "in.txt", "-o", output, "--overwrite")
        first.stdin.close()
        assert first.wait(60) == 0
    if name == "all.sqlite":  # many may write to a database
        assert done.returncode == 0
        assert _count(output) == 2
        return
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert f"process {first.pid}" in line
    assert output.exists()


def test_where_the_storage_knows_no_locks_a_file_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("fcntl.flock", no_locks)
    output = str(tmp_path / "all.jsonl")
    first = OutputLock(output)
    with pytest.raises(UsageError, match=f"process {os.getpid()}"):
        OutputLock(output)
    first.release(keep=False)
    assert not list(tmp_path.iterdir())
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    holder = {"pid": int(dead.stdout), "host": os.uname().nodename}
    (tmp_path / ".all.jsonl.newsx-lock").write_text(json.dumps(holder))
    OutputLock(output).release(keep=False)
    assert not list(tmp_path.iterdir())


def test_what_unpacks_out_of_all_proportion_is_not_read_on(tmp_path: Path) -> None:
    packed = zlib.compressobj(9, wbits=31)
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(
        packed.compress(line) + b"".join(packed.compress(b"\n" * 1_000_000) for _ in range(100)) + packed.flush()
    )
    started = time.process_time()
    found = list(expand(InputRef(str(path), "a.jsonl.gz"), newsx.Options()))
    assert [type(each) for each in found] == [Document, newsx.Failure]
    assert "unpacks to more than 250 times its size" in found[1].message
    assert time.process_time() - started < 30


# Machines


@pytest.mark.parametrize("handles", [6, 8, 10, 12, 16, 24])
@pytest.mark.parametrize("jobs", ["0", "2"])
def test_few_handles_are_one_line_or_enough(tiny_model: Path, tmp_path: Path, handles: int, jobs: str) -> None:
    (tmp_path / "in.txt").write_text(TEXT)
    command = f"ulimit -n {handles}; '{sys.executable}' -m newsx extract --model '{tiny_model}' '{tmp_path}/in.txt' -j {jobs} -q -o '{tmp_path}/all.jsonl'"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    if done.returncode == 0:
        assert done.stderr == b""
        assert len(lines_of(tmp_path / "all.jsonl")) == 1
    else:
        assert len(done.stderr.splitlines()) == 1, done.stderr.decode()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("way", ["none", "read-only"])
def test_shared_memory_and_temporary_folder_are_not_needed(
    tiny_model: Path, tmp_path: Path, name: str, way: str
) -> None:
    if subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode:
        pytest.skip("folders of a process of its own cannot be had here")
    (tmp_path / "in.txt").write_text(TEXT)
    barred = tmp_path / "barred"
    barred.mkdir()
    mounts = [f"mount -t tmpfs -o ro none {place}" for place in ("/dev/shm", barred)]
    if way == "none":
        mounts = ["mount -t tmpfs -o ro none /dev", "mount -t tmpfs -o ro,mode=000 none /var/tmp"]
    command = (
        f"'{sys.executable}' -m newsx extract --model '{tiny_model}' '{tmp_path}/in.txt' -j 2 -q -o '{tmp_path / name}'"
    )
    environment = {**os.environ, "TMPDIR": str(barred)}
    if way == "none":
        environment["TMPDIR"] = "/proc/none"
    done = subprocess.run(
        [*NAMESPACES, "sh", "-c", " && ".join([*mounts, command])],
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / name).exists()


def test_a_read_only_place_is_one_line(tiny_model: Path, tmp_path: Path) -> None:
    if subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode:
        pytest.skip("folders of a process of its own cannot be had here")
    (tmp_path / "in.txt").write_text(TEXT)
    (tmp_path / "barred").mkdir()
    for name in KINDS:
        command = f"'{sys.executable}' -m newsx extract --model '{tiny_model}' '{tmp_path}/in.txt' -q -o '{tmp_path}/barred/{name}'"
        mount = f"mount -t tmpfs -o ro none '{tmp_path}/barred'"
        done = subprocess.run(
            [*NAMESPACES, "sh", "-c", f"{mount} && {command}"], capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 3
        assert len(done.stderr.splitlines()) == 1
        assert b"Read-only file system" in done.stderr or b"unable to open database file" in done.stderr


# Time


def test_time_that_a_run_was_suspended_is_not_counted(tmp_path: Path) -> None:
    told = tmp_path / "told"
    pid = os.fork()
    if not pid:  # a session of its own, so that all of it can be stopped and go on
        try:
            os.setsid()
            engine = LocalEngine(Work(newsx.Options(), make_flow=StubFlow), limits=Limits(jobs=2, timeout=0.3))
            outcomes = list(engine.run(parts_of(pages("!sleep 1.5"))))
            told.write_text(repr([each.failure for _, each in outcomes if each.failure]))
        finally:
            os._exit(0)
    time.sleep(1)  # in the middle of the longest; all it may take is 3 s
    members = trials.members(pid)
    assert len(members) > 1
    for sign, rest in ((signal.SIGSTOP, 4), (signal.SIGCONT, 0)):
        for each in members:
            with suppress(ProcessLookupError):
                os.kill(each, sign)
        time.sleep(rest)
    os.waitpid(pid, 0)
    assert told.read_text() == "[]"


@pytest.mark.parametrize(
    ("order", "kind"), [("!spin 0.1", None), ("!sleep 1", None), ("!spin 60", "timeout"), ("!sleep 60", "timeout")]
)
def test_computing_and_waiting_have_limits_of_their_own(order: str, kind: str | None) -> None:
    engine = LocalEngine(Work(newsx.Options(), make_flow=StubFlow), limits=Limits(jobs=2, timeout=0.5))
    outcomes = list(engine.run(parts_of(pages(order))))
    assert [each.failure.kind for _, each in outcomes if each.failure] == ([kind] if kind else [])
