"""Which sink an output path and the options give, what does not fit together, and records converted from one to another."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT
from made_records import fill, ref_of, samples
from newsx_command import run_newsx

from newsx.errors import UsageError
from newsx.formats import FORMATS, Format, open_sink
from newsx.formats.jsonld import to_jsonld
from newsx.formats.ninjs import to_ninjs
from newsx.formats.table import help_of_formats


@pytest.mark.parametrize(
    ("output", "options", "kind"),
    [
        (None, {}, "StreamSink"),
        (None, {"output_format": "csv"}, "CsvStreamSink"),
        ("a.jsonl", {}, "FileSink"),
        ("A.NDJSON", {"output_format": "jsonl", "resume": True}, "FileSink"),
        ("folder", {}, "FolderSink"),
        ("folder", {"output_format": "jsonl"}, "FolderSink"),
        ("a.csv", {"table": "people", "safe_cells": True}, "CsvFileSink"),
        ("table.txt", {"output_format": "csv"}, "CsvFileSink"),
        ("a.sqlite", {"resume": True}, "DatabaseSink"),
        ("a.sqlite3", {}, "DatabaseSink"),
        ("a.DB", {"output_format": "sqlite"}, "DatabaseSink"),
        ("base", {"output_format": "sqlite"}, "DatabaseSink"),
        ("a.parquet", {"table": "mentions"}, "ParquetSink"),
        ("a.spacy", {}, "DocBinSink"),
        ("folder", {"output_format": "docbin"}, "DocBinSink"),
        ("folder", {"output_format": "brat"}, "BratSink"),
    ],
)
def test_the_path_and_the_format_choose(tmp_path: Path, output: str | None, options: dict, kind: str) -> None:
    with closing(open_sink(output and str(tmp_path / output), **options)) as sink:
        assert type(sink).__name__ == kind


@pytest.mark.parametrize(
    ("output", "options", "words"),
    [
        (None, {"resume": True}, "--resume needs -o"),
        (None, {"output_format": "sqlite"}, "FILE.sqlite"),
        (None, {"output_format": "brat"}, "FOLDER"),
        ("a.json", {}, "jsonl"),
        ("a.jsonl", {"output_format": "json"}, "does not fit"),
        ("a.jsonl", {"output_format": "csv"}, "FILE.csv"),
        ("a.csv", {"output_format": "sqlite"}, "FILE.sqlite"),
        ("a.parquet", {"output_format": "jsonld"}, "another format"),
        ("a.csv", {"output_format": "brat"}, "another format"),
        (".", {"output_format": "parquet"}, "FILE.parquet"),
        ("a.parquet.gz", {}, "are written packed"),
        ("a.csv", {"table": "peopel"}, "people, places"),
        ("a.jsonl", {"table": "people"}, "--table does not fit"),
        ("a.sqlite", {"safe_cells": True}, "--safe-cells does not fit"),
        *(
            (name, {"resume": True, "output_format": chosen}, "newsx convert FILE.jsonl")
            for name, chosen in [
                *(("a.csv", None), ("a.parquet", None), ("a.spacy", None), ("a.jsonl", "ninjs")),
                *(("folder", "jsonld"), ("folder", "brat"), ("folder", "docbin")),
            ]
        ),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(tmp_path: Path, output: str | None, options: dict, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        open_sink(output and str(tmp_path / output), **options)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [], "nothing is made before all fits"


@pytest.mark.parametrize(("name", "translate"), [("jsonld", to_jsonld), ("ninjs", to_ninjs)])
def test_other_vocabularies_go_where_json_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, translate
) -> None:
    wanted = [translate(made) for made in samples()]
    stream = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    fill(open_sink(output_format=name), samples())
    fill(open_sink(str(tmp_path / "all.jsonl"), output_format=name), samples())
    lines = (tmp_path / "all.jsonl").read_bytes()
    assert stream.buffer.getvalue() == lines
    assert [json.loads(line) for line in lines.splitlines()] == wanted
    fill(open_sink(str(tmp_path / "folder"), output_format=name), samples())
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "folder").iterdir()}
    assert [json.loads(files[ref_of(made).relative.split(".")[0] + ".json"]) for made in samples()] == wanted
    assert all(content.startswith("{\n  ") for content in files.values())


# The table of formats


def section(title: str) -> str:
    """A section of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_the_readme_and_the_help_list_every_format(row: Format) -> None:
    outputs, command = section("What comes out"), section("The command")
    assert f"`{row.name}`" in command
    assert f"`{row.name}`" in outputs
    assert all(f"`{suffix}`" in outputs for suffix in row.suffixes)
    assert row.extra is None or f"`newsx[{row.extra}]`" in outputs
    assert row.meaning in outputs
    assert row.name in help_of_formats()


def test_the_readme_lists_no_others() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section("What comes out"), re.MULTILINE)
    assert rows == [row.name for row in FORMATS]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_row_holds_what_its_writer_does(tmp_path: Path, row: Format) -> None:
    module, _, name = row.writer.partition(":")
    assert callable(getattr(import_module(module), name))
    output = tmp_path / f"out{row.suffixes[0] if row.suffixes else ''}"
    made = samples()
    fill(open_sink(str(output), output_format=row.name), made)
    assert output.exists()
    if row.resumes:
        with closing(open_sink(str(output), output_format=row.name, resume=True)) as sink:
            assert not any(sink.begin(ref_of(each)) for each in made)
            sink.finish()


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'odt': name one of jsonl, json, csv"):
        open_sink(str(tmp_path / "out"), output_format="odt")
    done = run_newsx("convert", "--format", "odt")
    assert done.returncode == 2
    assert b"name one of jsonl" in done.stderr
