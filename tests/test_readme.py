"""Every command the README shows runs as it stands there, on files of the names it uses."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES
from newsx_command import run_newsx

# warcio leaves its spool to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What the sections before and after these show is run by the continuous integration itself.
FIRST, LAST = "## Recipes", "## The command"

JQ = """#!{python}
import json, sys
import jq
options = {{letter for argument in sys.argv[1:] if argument.startswith("-") for letter in argument[1:]}}
program, *files = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
text = "".join(open(name).read() for name in files) if files else sys.stdin.read()
compiled = jq.compile(program)
values = jq.compile(".").input_text(text).all()
results = compiled.input_value(values).all() if "s" in options else [r for v in values for r in compiled.input_value(v).all()]
for result in results:
    print(result if "r" in options and isinstance(result, str) else json.dumps(result, ensure_ascii=False))
"""


def commands() -> list[str]:
    """The shell commands of the README's middle, one each; lines that belong together stay together."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    middle = readme[readme.index(FIRST) : readme.index(LAST)]
    found = []
    for language, block in _FENCE.findall(middle):
        if language == "sh":
            found += [line for line in block.splitlines() if line and not line.startswith("#")]
    return found


def snippets() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block for language, block in _FENCE.findall(readme) if language == "python"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files the README speaks of, and programs beside it."""
    place = tmp_path_factory.mktemp("readme")
    tools = place / "bin"
    tools.mkdir()
    _program(tools / "newsx", "#!{python}\nfrom newsx.__main__ import main\nmain()\n")
    if not shutil.which("jq"):
        _program(tools / "jq", JQ)
    for folder in ("saved-pages", "archive"):
        (place / folder).mkdir()
        for name in ("page.html", "article.txt", "dump.txt"):
            shutil.copy(SAMPLES / name, place / folder)
    shutil.copy(SAMPLES / "dump.txt", place / "page.txt")
    shutil.copy(SAMPLES / "article.txt", place / "article.txt")
    _containers(place)
    done = run_newsx("extract", "saved-pages", "-o", "all.jsonl", cwd=place)
    assert done.returncode == 0, done.stderr.decode()
    run_newsx("convert", "all.jsonl", "-o", "records", cwd=place)
    return place


def _program(path: Path, text: str) -> None:
    path.write_text(text.format(python=sys.executable))
    path.chmod(0o755)


def _containers(place: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    text, page = (SAMPLES / "article.txt").read_text(), (SAMPLES / "page.html").read_text()
    lines = [{"text": text, "id": "a1", "date": "2025-05-09"}, {"html": page, "url": "https://lamp.example/1"}]
    (place / "articles.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with open(place / "crawl.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = BytesIO(page.encode())
        writer.write_record(
            writer.create_warc_record("https://lamp.example/1", "response", payload=payload, http_headers=head)
        )
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    (place / "feed.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Daily Lamp</title><item><title>Talks in Manila</title><link>https://lamp.example/2</link>"
        f"<pubDate>Fri, 09 May 2025 08:00:00 GMT</pubDate><content:encoded><![CDATA[{paragraphs}]]></content:encoded>"
        "</item></channel></rss>"
    )
    (place / "newsletter.eml").write_text(
        "From: Daily Lamp <news@lamp.example>\nSubject: Talks in Manila\nDate: Fri, 09 May 2025 08:00:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
    )
    (place / "page.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lamp.example/3\r\nSubject: A page\r\n"
        b"Date: Fri, 9 May 2025 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----edge"\r\n\r\n------edge\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://lamp.example/3\r\n\r\n"
        + page.encode()
        + b"\r\n------edge--\r\n"
    )


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server that has the sample pages."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, directory=str(SAMPLES), **kwargs)

        def log_message(self, *_) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("command", commands())
def test_commands_run_as_they_stand(command: str, place: Path, site: str) -> None:
    if "dask" in command:
        pytest.skip("tests/engines/test_dask.py runs a scheduler and workers")
    (place / "addresses.txt").write_text(f"# the samples\n{site}/page.html\n")
    ran = command.replace("--urls addresses.txt", "--urls addresses.txt --allow-private --delay 0")
    if "s3://" in command:
        ran = command.replace("s3://bucket/pages", f"file://{place}/saved-pages")
    _remove_output(command, place)
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", ran.replace("--jobs 8", "--jobs 2")],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    errors = done.stderr.decode()
    # A pipe that `head` has closed ends some programs with SIGPIPE: that is how pipes work.
    assert done.returncode == 0 or ("| head" in command and done.returncode in (141, 1) and done.stdout), errors
    assert "Traceback" not in errors
    writes = re.search(r"\s(?:-o|--html|>)\s+(\S+)", command)
    if writes and writes[1] != "/dev/null":
        target = place / writes[1]
        assert target.exists() or list(target.parent.glob(f"{target.stem}-*")), f"{target} was not written"
    elif not writes:
        assert done.stdout.strip(), "nothing came out"


def _remove_output(command: str, place: Path) -> None:
    """What an example before has written is not overwritten by newsx; each example stands for itself."""
    output = re.search(r"newsx (?:extract|convert) .*?-o (\S+)", command)
    if output and "--resume" not in command and not output[1].endswith(".sqlite"):
        path = place / output[1]
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
        (place / "errors.jsonl").unlink(missing_ok=True)


@pytest.mark.parametrize("number", range(len(snippets())))
def test_python_runs_as_it_stands(number: int, place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", snippets()[number]],
        cwd=place,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
