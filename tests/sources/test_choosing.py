"""Folders of saved pages: what lies beside the pages is passed over and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsx_command import run_newsx

from newsx.extraction import extract
from newsx.records import Failure
from newsx.sources import Choice, describe_passed, list_inputs, page_from_bytes

PAGE = "<html><body><p>It rained in Suva.</p></body></html>"


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)


def listed(folder: Path, choice: Choice | None = None, *, pattern: str = "") -> list[str]:
    found = list_inputs([str(folder) + pattern], choice=choice)
    return [str(Path(item.path).relative_to(folder)) for item in found if not isinstance(item, Failure)]


def test_a_page_saved_whole_is_one_input(tmp_path: Path) -> None:
    made(
        tmp_path,
        "Rain.html",
        *(f"Rain_files/{name}" for name in ("a.js", "b.css", "c.png", "d.PNG", "frame.html", "x")),
    )
    choice = Choice()
    assert listed(tmp_path, choice) == ["Rain.html"]
    assert choice.passed == {"scripts": 1, "style sheets": 1, "pictures": 2, "other files": 2}
    assert describe_passed(choice.passed) == (
        "6 files that are no pages: 2 other files, 2 pictures, 1 script, 1 style sheet"
    )


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("Regen.htm", "Regen-Dateien/a.html"), ["Regen.htm"]),
        (("Pluie.html", "Pluie_fichiers/a.html"), ["Pluie.html"]),
        (("case_files/a.html", "case_files/b.html"), ["case_files/a.html", "case_files/b.html"]),
        (("Rain.txt", "Rain_files/a.html"), ["Rain.txt", "Rain_files/a.html"]),
        (("a.html", "sub/b.txt", "sub/c.js", "d.woff2", "e", "f.mp4"), ["a.html", "e", "sub/b.txt"]),
        (("a.pdf", "b.docx", "c.html.gz", "d.eml"), ["a.pdf", "b.docx", "c.html.gz", "d.eml"]),
    ],
)
def test_what_may_be_a_page_is_read(tmp_path: Path, names: tuple[str, ...], wanted: list[str]) -> None:
    made(tmp_path, *names)
    assert sorted(listed(tmp_path)) == sorted(wanted)


@pytest.mark.parametrize(
    ("content", "is_read"),
    [
        ('{"name": "site", "icons": []}', False),
        ('[{"id": 1, "text": "It rained."}]', True),
        ('{"id": 1, "html": "<p>It rained.</p>"}', True),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', True),
        ("", False),
    ],
)
def test_json_is_read_where_articles_are_in_it(tmp_path: Path, content: str, is_read: bool) -> None:
    (tmp_path / "data.json").write_text(content)
    choice = Choice()
    assert (listed(tmp_path, choice) == ["data.json"]) is is_read
    assert choice.passed.total() == (not is_read)


def test_what_newsx_wrote_is_no_page_beside_pages(tmp_path: Path, tiny_model: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.txt").write_text("Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday.\n" * 5)
    forms = ("all.jsonl", "all.jsonl.gz", "all.sqlite", "all.csv", "records/")
    for output in forms:
        done = run_newsx("extract", "-q", "--model", tiny_model, folder / "page.txt", "-o", f"{folder}/{output}")
        assert done.returncode == 0, done.stderr
    assert run_newsx("view", "--html", folder / "seen.html", folder / "all.jsonl").returncode == 0
    assert run_newsx("report", folder / "all.jsonl", "-o", folder / "report.html").returncode == 0
    records = ["all.jsonl", "all.jsonl.gz", "all.sqlite", "records/page.json"]
    choice = Choice()
    assert listed(folder, choice) == ["page.txt"]
    assert choice.passed == {"results of newsx": len(records) + 2, "data files": 1}
    assert sorted(listed(folder, Choice(records=True))) == sorted([*records, "page.txt"])
    again = run_newsx("extract", "--model", tiny_model, folder)
    assert len(again.stdout.splitlines()) == 1
    assert b"6 results of newsx, 1 data file" in again.stderr
    none = run_newsx("extract", "--model", tiny_model, folder / "records")
    assert none.returncode == 1
    assert b"nothing to read was found" in none.stderr
    assert b"--include" in none.stderr
    named = run_newsx("extract", "--model", tiny_model, folder / "records", "--include", "*")
    assert len(named.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(include=("*.html",)), ["a.html", "drafts/b.html"]),
        (Choice(exclude=("drafts",)), ["a.html", "c.txt"]),
        (Choice(exclude=("drafts/*", "*.txt")), ["a.html"]),
        (Choice(include=("*.js",)), ["s.js"]),
        (Choice(include=("*.html", "a_files")), ["a.html", "a_files/frame.html", "drafts/b.html"]),
        (Choice(include=("drafts",), exclude=("*.js",)), ["drafts/b.html"]),
        (Choice(everything=True), ["a.html", "a_files/frame.html", "c.txt", "drafts/b.html", "s.js"]),
    ],
)
def test_globs_choose(tmp_path: Path, choice: Choice, wanted: list[str]) -> None:
    made(tmp_path, "a.html", "drafts/b.html", "c.txt", "s.js", "a_files/frame.html")
    assert sorted(listed(tmp_path, choice)) == wanted


def test_what_is_named_is_read_whatever_it_is(tmp_path: Path) -> None:
    made(tmp_path, "a.js", "b.html")
    assert listed(tmp_path, pattern="/a.js") == ["a.js"]
    assert listed(tmp_path, pattern="/*.js") == ["a.js"]
    assert listed(tmp_path, pattern="/*") == ["b.html"]


def test_the_command_counts_what_it_passes_over(tmp_path: Path, tiny_model: Path) -> None:
    made(tmp_path / "in", "a.html", "a_files/b.js", "a_files/c.gif", "logo.svg")
    (tmp_path / "in" / "t.txt").write_text(
        "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday.\n" * 5
    )
    done = run_newsx("extract", "--model", tiny_model, tmp_path / "in", "--include", "*.txt")
    assert (done.returncode, done.stderr.decode()) == (
        0,
        "newsx: passed over 2 files that are no pages: 1 picture, 1 script\n",
    )
    done = run_newsx("extract", "--model", tiny_model, tmp_path / "in", "--exclude", "a.html")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "newsx: passed over 3 files that are no pages: 2 pictures, 1 script",
    ]
    assert len(done.stdout.splitlines()) == 1
    assert run_newsx("extract", "-q", "--model", tiny_model, tmp_path / "in", "--exclude", "a.html").stderr == b""


def test_a_folder_without_pages_says_what_is_in_it(tmp_path: Path, tiny_model: Path) -> None:
    made(tmp_path / "in", "a.js")
    done = run_newsx("extract", "--model", tiny_model, tmp_path / "in")
    assert done.returncode == 1
    assert b"1 script" in done.stderr
    assert b"nothing to read was found" in done.stderr


SCRIPTS = [
    '!function(e,t){"use strict";var n=e.document,r=t||{};function i(o){return n.querySelectorAll(o)}e.news=i}(window,{});'
    * 3,
    "const path = require('node:path')\nconst npm = require('npm')\n\nmodule.exports = {\n  run (args) {\n    return npm(path)\n  },\n}\n",
    "body {\n  margin: 0;\n  color: #333;\n}\n\n.head > a:hover {\n  text-decoration: none;\n}\n",
    "// Copyright the authors of the site. All rights are reserved by them.\n// It is free to use.\nvar a = [\n  [1, 2],\n  [3, 4],\n];\n",
    "(function() { var t = '<div></div><p></p><a></a><li></li><span></span>'; $('body').append(t); })();\n" * 4,
]
TEXTS = [
    "The minister said (on Friday):\n\n- roads would be mended;\n- bridges would be built;\n- tolls would fall;\n- buses would run.\n\nNobody asked how.\n",
    'He wrote [1] that "rain" fell [2].\n\nShe said "no" [3], twice.\n\nThe price = 5 dollars & 3 cents.\n',
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_code_is_no_article(text: str) -> None:
    found = extract(page_from_bytes(text.encode()))
    assert isinstance(found, Failure)
    assert found.kind == "no_article"
    assert "code" in found.message


@pytest.mark.parametrize("text", TEXTS)
def test_prose_with_signs_is_no_code(text: str) -> None:
    found = extract(page_from_bytes(text.encode()))
    assert "code" not in json.dumps(getattr(found, "message", ""))
