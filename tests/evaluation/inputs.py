"""Measures the ways into newsx against each other, on articles made here. No test: run it by hand.

    python -m tests.evaluation.inputs [--articles 10000] [--jobs 2] [--model fast] [--html]

The same articles go through a folder of files, JSON lines on standard input and a WARC. Printed are articles a second, the
ratio to the folder, the memory of the run early and late (PSS of all its processes), and whether the records are the same but
for where they were read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from .speed import _descendants, _share, make_page, make_text

EARLY, LATE = 0.2, 0.95


@dataclass
class Run:
    seconds: float
    early: float
    late: float
    digest: str
    articles: int


def make_inputs(place: Path, *, articles: int, html: bool) -> None:
    """`folder/`, `all.jsonl` and `all.warc.gz` hold the same articles in the same order."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(8)
    folder = place / "folder"
    folder.mkdir()
    with open(place / "all.jsonl", "w") as lines, open(place / "all.warc.gz", "wb") as warc:
        writer = WARCWriter(warc, gzip=True)
        for number in range(articles):
            text = make_page(chance, number) if html else "\n\n".join([f"Number {number}.", *make_text(chance, 8)])
            (folder / f"{number:06}.{'html' if html else 'txt'}").write_text(text)
            lines.write(json.dumps({"html" if html else "text": text}) + "\n")
            media = "text/html" if html else "text/plain"
            head = StatusAndHeaders("200 OK", [("Content-Type", f"{media}; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://lamp.example/{number}"
            payload = BytesIO(text.encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=head))


def measure(arguments: list[str], output: Path, *, stdin: Path | None, articles: int) -> Run:
    """One run of the command: its speed, its memory, what came out."""
    command = [sys.executable, "-m", "newsx", "extract", "-q", "-o", str(output), *arguments]
    begun = time.monotonic()
    with open(stdin, "rb") if stdin else open("/dev/null", "rb") as source:
        process = subprocess.Popen(command, stdin=source)
    seen: list[tuple[int, float]] = []
    watcher = threading.Thread(target=_watch, args=(process, output, seen))
    watcher.start()
    if process.wait():
        raise RuntimeError(f"exit code {process.returncode}: {command}")
    seconds = time.monotonic() - begun
    watcher.join()
    records = [json.loads(line) for line in output.open()]
    digest = hashlib.sha256()
    for record in sorted(records, key=lambda record: record["id"]):
        for name in ("source", "url", "provenance"):
            del record[name]
        digest.update(json.dumps(record, sort_keys=True).encode())

    def memory(share: float) -> float:
        return next((size for done, size in seen if done >= share * articles), 0.0)

    return Run(seconds, memory(EARLY), memory(LATE), digest.hexdigest()[:12], len(records))


def _watch(process: subprocess.Popen, output: Path, seen: list[tuple[int, float]]) -> None:
    """How many records were written and what memory all processes held, every second."""
    done, offset = 0, 0
    while process.poll() is None:
        time.sleep(1)
        if output.exists():
            with open(output, "rb") as file:
                file.seek(offset)
                news = file.read()
            done, offset = done + news.count(b"\n"), offset + len(news)
        seen.append((done, sum(map(_share, [process.pid, *_descendants(process.pid)]))))


def main() -> None:
    """Everything is measured and printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--html", action="store_true", help="whole pages instead of texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsx-bench-") as folder:
        place = Path(folder)
        make_inputs(place, articles=options.articles, html=options.html)
        common = ["--model", options.model, "--jobs", options.jobs]
        ways = {
            "folder": ([*common, str(place / "folder")], None),
            "JSON lines on stdin": (common, place / "all.jsonl"),
            "WARC": ([*common, str(place / "all.warc.gz")], None),
        }
        first = None
        for name, (arguments, stdin) in ways.items():
            run = measure(arguments, place / f"{name}.jsonl", stdin=stdin, articles=options.articles)
            first = first or run
            rate = run.articles / run.seconds
            same = "same records" if run.digest == first.digest else "OTHER RECORDS"
            print(
                f"{name:<20} {run.articles} articles, {rate:6.1f} a second (folder: {first.seconds / run.seconds:.2f}),"
                f" memory {run.early:.0f} MB at {EARLY:.0%}, {run.late:.0f} MB at {LATE:.0%}; {same}",
                flush=True,
            )


if __name__ == "__main__":
    main()
