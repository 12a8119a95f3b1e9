"""Inputs and situations that once cost articles, files or runs, each as a person would meet it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import SAMPLES
from newsx_command import run_newsx

FILES = Path(__file__).parent / "files"
TEXT = (SAMPLES / "article.txt").read_text(encoding="utf-8")


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def extract(model: Path, *args: str | Path, **options) -> subprocess.CompletedProcess[bytes]:
    done = run_newsx("extract", "--model", model, *args, **options)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def fed_run(model: Path, output: Path, **options) -> subprocess.Popen[bytes]:
    """A run that reads JSON lines from a pipe, for `feed`."""
    arguments = ["--model", model, "-", "-o", output, "--input-format", "jsonl"]
    return subprocess.Popen([sys.executable, "-m", "newsx", "extract", *arguments], stdin=subprocess.PIPE, **options)


def feed(run: subprocess.Popen[bytes], *texts: str) -> None:
    assert run.stdin
    run.stdin.write(b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts))
    run.stdin.flush()


def wait_for(output: Path) -> None:
    """Return when something stands in the output; fail when nothing has come within a minute."""
    until = time.monotonic() + 60
    while not output.exists() or not output.stat().st_size:
        assert time.monotonic() < until, f"nothing was written to {output}"
        time.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{TEXT}\nThis was report number {number} of the day in question.\n")
    return folder


# What containers state


@pytest.mark.parametrize("jobs", ["0", "1"])
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("feed-language.xml", 1),
        ("language.jsonl", 9),
        ("surrogate-id.jsonl", 2),
        ("surrogates.jsonl", 6),
        ("charset-zip.html", 1),
    ],
)
def test_what_is_stated_costs_no_article(tiny_model: Path, name: str, count: int, jobs: str) -> None:
    done = extract(tiny_model, "--jobs", jobs, FILES / name)
    assert done.returncode == 0, done.stderr.decode()
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == count
    if name.startswith("feed"):
        assert records[0]["language"] == "en"


@pytest.mark.parametrize(
    "label", ["zip", "zlib", "bz2", "hex", "base64", "idna", "punycode", "rot13", "utf-7", "unicode_escape"]
)
def test_a_codec_that_is_no_charset_is_none(tiny_model: Path, tmp_path: Path, label: str) -> None:
    page = (FILES / "charset-zip.html").read_text().replace('"zip"', f'"{label}"')
    (tmp_path / "page.html").write_text(page)
    mail = f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={label}\n\n{TEXT}"
    (tmp_path / "mail.eml").write_text(mail)
    feed = (FILES / "feed-language.xml").read_text().replace('version="1.0"?', f'version="1.0" encoding="{label}"?', 1)
    (tmp_path / "feed.xml").write_text(feed)
    done = extract(tiny_model, tmp_path, "--jobs", "0")
    assert len(done.stdout.splitlines()) == 3, done.stderr.decode()


# Outputs


@pytest.mark.parametrize("leave", [[], ["--overwrite"], ["--resume"]])
@pytest.mark.parametrize("way", ["output", "errors", "glob", "symlink", "hard link"])
def test_a_file_of_somebody_else_is_never_an_output(
    tiny_model: Path, tmp_path: Path, way: str, leave: list[str]
) -> None:
    place = tmp_path / "clobber"
    shutil.copytree(FILES / "clobber", place)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    other = tmp_path / "other.jsonl"
    if way == "symlink":
        other.symlink_to(place / "articles.jsonl")
    if way == "hard link":
        os.link(place / "articles.jsonl", other)
    args: list[str | Path] = {
        "output": [place, "-o", place / "articles.jsonl"],
        "errors": [place, "-o", tmp_path / "out.jsonl", "--errors", place / "a.txt"],
        "glob": [f"{place}/*.jsonl", "-o", place / "articles.jsonl"],
        "symlink": [place, "-o", other],
        "hard link": [place, "-o", other],
    }[way]
    done = extract(tiny_model, *args, *leave)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "out", "all.jsonl.gz", "all.parquet"])
def test_what_is_there_needs_leave(tiny_model: Path, folder: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    assert extract(tiny_model, folder, "-o", output).returncode == 0
    kept = output.read_bytes() if output.is_file() else (output / "0.json").read_bytes()
    done = extract(tiny_model, folder, "-o", output)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "--resume" in line
    assert "--overwrite" in line
    assert extract(tiny_model, folder, "-o", output, "--overwrite").returncode == 0
    assert kept == (output.read_bytes() if output.is_file() else (output / "0.json").read_bytes())


@pytest.mark.parametrize("name", ["x.ods", "x.tsv", "x.md", "x.txt", "x.parquet.gz"])
def test_a_suffix_that_names_no_format_makes_no_folder(
    tiny_model: Path, folder: Path, tmp_path: Path, name: str
) -> None:
    done = extract(tiny_model, folder, "-o", tmp_path / name)
    assert done.returncode == 2
    assert b".jsonl" in done.stderr
    assert not (tmp_path / name).exists()


def test_a_second_run_ends_at_once(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    with fed_run(tiny_model, output) as first:
        feed(first, TEXT)
        wait_for(output)
        done = extract(tiny_model, folder, "-o", output, "--overwrite")
        assert done.returncode == 2
        assert f"process {first.pid}" in done.stderr.decode()
        first.stdin.close()
        assert first.wait(60) == 0
    assert len(lines_of(output)) == 1


@pytest.mark.parametrize("harm", ["remove", "truncate", "replace"])
def test_an_output_that_is_harmed_from_outside_is_told(tiny_model: Path, tmp_path: Path, harm: str) -> None:
    output = tmp_path / "all.jsonl"
    with fed_run(tiny_model, output, stderr=subprocess.PIPE) as run:
        feed(run, TEXT)
        wait_for(output)
        if harm == "truncate":
            os.truncate(output, 0)
        else:
            output.unlink()
        if harm == "replace":
            output.write_text("")
        run.stdin.close()
        message = run.stderr.read().decode()
        assert run.wait(60) == 3
    assert "all.jsonl: was" in message
    assert len(message.splitlines()) == 1


def test_other_settings_are_not_mixed(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    for name in ("all.jsonl", "out", "all.sqlite"):
        output = tmp_path / name
        assert extract(tiny_model, folder, "-o", output).returncode == 0
        done = extract(tiny_model, folder, "-o", output, "--resume", "--min-confidence", "0.9")
        assert done.returncode == 2
        assert b"min confidence 0.0, now 0.9" in done.stderr
        assert extract(tiny_model, folder, "-o", output, "--resume").returncode == 0
        assert extract(tiny_model, folder, "-o", output, "--resume=anyway", "--min-confidence", "0.9").returncode == 0


def test_a_database_keeps_what_other_folders_gave(tiny_model: Path, tmp_path: Path) -> None:
    for name in "AB":
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(f"{TEXT}\nThis one came from the folder with the name {name}.\n")
        assert extract(tiny_model, "page.txt", "-o", "../z.sqlite", cwd=tmp_path / name).returncode == 0
    (tmp_path / "A" / "page.txt").write_text(f"{TEXT}\nThis one is new and takes the place of the first.\n")
    assert extract(tiny_model, "page.txt", "-o", "../z.sqlite", cwd=tmp_path / "A").returncode == 0
    texts = sqlite3.connect(tmp_path / "z.sqlite").execute("SELECT text FROM articles ORDER BY number").fetchall()
    assert [("name B" in text, "is new" in text) for (text,) in texts] == [(True, False), (False, True)]


def test_a_database_is_not_held_while_the_pipe_rests(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.sqlite"
    with fed_run(tiny_model, output) as run:
        feed(run, *(f"{TEXT}\nThis is article number {number}." for number in range(4)))
        until = time.monotonic() + 60
        count = 0
        while count < 4 and time.monotonic() < until:
            time.sleep(0.1)
            if output.exists():
                try:
                    (count,) = sqlite3.connect(output).execute("SELECT count(*) FROM articles").fetchone()
                except sqlite3.OperationalError:
                    continue  # the tables are being made
        assert count == 4
        assert extract(tiny_model, folder / "0.txt", "-o", output).returncode == 0
        run.stdin.close()
        assert run.wait(60) == 0


def test_shards_divide_the_listing_of_the_first(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    assert extract(tiny_model, folder, "-o", output, "--shard", "1/2").returncode == 0
    for name in ("00.txt", "11.txt", "zz.txt"):
        (folder / name).write_text(f"{TEXT}\nThis one came late and has the name {name}.\n")
    done = extract(tiny_model, folder, "-o", output, "--shard", "2/2")
    assert done.returncode == 0
    assert b"3 inputs came after the first shard was cut" in done.stderr
    paths = [
        Path(each["source"]["path"]).name for part in (1, 2) for each in lines_of(tmp_path / f"all-{part}-of-2.jsonl")
    ]
    assert paths == ["0.txt", "1.txt", "2.txt"]


def test_a_killed_reader_of_addresses_costs_one_address() -> None:
    from newsx.engines import AddressPart
    from newsx.engines.workers.supply import Reader
    from newsx.records import Document, InputRef, Options

    class Deadly(AddressPart):
        def read(self, options: Options):
            for ref in self.items:
                if ref.path.endswith("deadly"):
                    time.sleep(0.5)  # what came before has been sent
                    os.kill(os.getpid(), signal.SIGKILL)
                yield Document(ref, b"x")

    refs = tuple(InputRef(f"http://a.example/{name}", name) for name in ("one", "deadly", "two", "three"))
    reader = Reader([Deadly("list.txt", refs)], Options())
    found = []
    until = time.monotonic() + 30
    while not reader.ended and time.monotonic() < until:
        item = reader.take()
        if item is None:
            time.sleep(0.02)
        else:
            found.append(item.ref.relative if isinstance(item, Document) else (item.source, item.kind))
    reader.close()
    assert found == ["one", ("http://a.example/deadly", "crash"), "two", "three"]


def test_a_digest_that_does_not_fit_is_a_warning(tmp_path: Path) -> None:
    import base64
    import hashlib

    from newsx.records import Document, InputRef, Options
    from newsx.sources import expand

    page = b"<html><body><p>It rained.</p></body></html>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    archive = b""
    for data in (page, b"something else"):
        digest = base64.b32encode(hashlib.sha1(data).digest())
        archive += (
            (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.example/a\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
                b"WARC-Record-ID: <urn:uuid:1>\r\nWARC-Payload-Digest: sha1:" + digest + b"\r\n"
                b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
            )
            + http
            + b"\r\n\r\n"
        )
    (tmp_path / "a.warc").write_bytes(archive)
    found = list(expand(InputRef(str(tmp_path / "a.warc"), "a.warc"), Options()))
    assert all(isinstance(each, Document) for each in found)
    assert [[caution.code for caution in each.warnings] for each in found] == [[], ["digest_mismatch"]]


def test_a_linked_folder_within_an_output_is_not_followed(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    shutil.move(folder / "0.txt", folder / "sub" / "0.txt")
    for name in ("out", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "elsewhere")
    assert extract(tiny_model, folder, "-o", tmp_path / "out").returncode == 0
    assert not list((tmp_path / "elsewhere").iterdir())
    assert len([path for path in (tmp_path / "out").iterdir() if path.suffix == ".json"]) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT[:500] + "\x00\x01\x1b[31m" + TEXT[500:], None),
        (TEXT[:500] + bytes(range(32)).decode() * 200 + TEXT[500:], b"binary data"),
        (f"<?xml version='1.0'?>\n<book><para>{TEXT}</para></book>", b"neither a page nor a feed"),
        (f"<?xml version='1.0'?>\n<html><body><p>{TEXT}</p></body></html>", None),
    ],
    ids=["few controls", "many controls", "XML", "XHTML"],
)
def test_what_is_no_text_is_told_from_what_is_nearly_one(
    tiny_model: Path, tmp_path: Path, text: str, words: bytes | None
) -> None:
    (tmp_path / "page").write_text(text)
    done = extract(tiny_model, tmp_path / "page", "--jobs", "0")
    assert done.returncode == (1 if words else 0)
    assert words is None or words in done.stderr


# Floods and limits


def test_a_flood_of_faults_is_counted(tiny_model: Path, tmp_path: Path) -> None:
    done = extract(tiny_model, FILES / "error-flood.jsonl.gz", "--errors", tmp_path / "e.jsonl")
    assert done.returncode == 1
    assert len(done.stderr) < 200_000
    assert "299,000 more of its records" in lines_of(tmp_path / "e.jsonl")[-1]["message"]


@pytest.mark.parametrize(
    "args",
    [
        ["--timeout", "inf"],
        ["--timeout", "1e300"],
        ["--timeout", "nan"],
        ["--timeout", "-1"],
        ["--max-memory", "9" * 30 + "G"],
        ["--max-memory", "99999999G"],
        ["--max-size", "9" * 400],
        ["--min-confidence", "nan"],
        ["--jobs", "1000000"],
    ],
)
def test_limits_that_cannot_be_meant_are_refused(folder: Path, args: list[str]) -> None:
    done = run_newsx("extract", *args, folder)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("closing", "code"), [("2>&-", 0), ("<&-", 0), (">&-", 0), (">&- 2>&- <&-", 0), ("", 0)], ids=str
)
def test_closed_streams_cost_nothing(tiny_model: Path, folder: Path, tmp_path: Path, closing: str, code: int) -> None:
    command = (
        f"'{sys.executable}' -m newsx extract --model '{tiny_model}' '{folder}' -o '{tmp_path}/all.jsonl' -q {closing}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert len(lines_of(tmp_path / "all.jsonl")) == 3


def test_a_closed_standard_output_is_one_line(tiny_model: Path, folder: Path) -> None:
    command = f"'{sys.executable}' -m newsx extract --model '{tiny_model}' '{folder}' -q >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert done.returncode == 3
    assert done.stderr == b"newsx: standard output is closed: name an output with -o\n"


def test_nothing_found_is_said(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = extract(tiny_model, tmp_path / "empty")
    assert done.returncode == 1
    assert b"nothing to read was found" in done.stderr
    assert extract(tiny_model, tmp_path / "empty", "--allow-empty").returncode == 0
    for more, code in (((), 1), (("--allow-empty",), 0)):
        piped = run_newsx("extract", "-", "--model", tiny_model, *more, stdin=b"")
        assert (piped.returncode, piped.stdout) == (code, b"")
        assert b"newsx: -: refused: empty" in piped.stderr


@pytest.mark.parametrize(("fail_on", "code"), [("any", 1), ("failed", 0), ("never", 0)])
def test_what_counts_as_failure_can_be_chosen(tiny_model: Path, folder: Path, fail_on: str, code: int) -> None:
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    assert extract(tiny_model, folder, "--fail-on", fail_on).returncode == code


# Conversion


@pytest.mark.parametrize("target", ["all.sqlite", "all.jsonl", "out", "all.parquet", "all.csv"])
@pytest.mark.parametrize("name", ["huge-population", "nul-in-path", "deep-path", "long-name"])
def test_a_record_that_cannot_be_written_costs_itself(tmp_path: Path, name: str, target: str) -> None:
    done = run_newsx("convert", FILES / f"convert-{name}.jsonl", "-o", tmp_path / target)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (1 if name == "huge-population" else 0), done.stderr.decode()
    assert (tmp_path / target).exists()


# Processes


def family(pid: int) -> list[int]:
    """The children of a process that still run, and theirs."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found += [int(name), *family(int(name))]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1))
def test_a_run_ends_whichever_of_its_processes_die(tiny_model: Path, tmp_path: Path, seed: int) -> None:
    import random

    chance = random.Random(seed)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"{TEXT}\nThis was report number {number} of the day.\n" * 20)
    whole = tmp_path / "whole.jsonl"
    assert extract(tiny_model, folder, "-o", whole, "--jobs", "2").returncode == 0
    output = tmp_path / "all.jsonl"
    command = [
        sys.executable,
        "-m",
        "newsx",
        "extract",
        "--model",
        tiny_model,
        folder,
        "-o",
        output,
        "--jobs",
        "2",
        "-q",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        try:
            for _ in range(3):
                time.sleep(chance.uniform(0.05, 0.8))
                children = family(run.pid)
                victims = chance.sample(children, chance.randint(0, len(children)))
                # Stopped first: all of them die at once. One that has ended meanwhile has no part in it.
                for sign in (signal.SIGSTOP, signal.SIGKILL):
                    for pid in victims:
                        with suppress(ProcessLookupError):
                            os.kill(pid, sign)
            assert run.wait(120) in (0, 1)
        finally:
            run.kill()  # a run that has not ended fails the test, it does not hold it up
    assert not family(run.pid)
    assert extract(tiny_model, folder, "-o", output, "--resume", "--jobs", "2").returncode == 0
    assert output.read_bytes() == whole.read_bytes()
