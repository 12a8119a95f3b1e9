"""Quotes wherever records go: tables, a database with search, vocabularies, annotations, pages and terminals."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing

import pytest
from made_records import body, encoded, fill, person, record
from sqlite_checks import query

from newsx.formats import open_sink
from newsx.formats.brat import to_brat
from newsx.formats.jsonld import to_jsonld
from newsx.record_files import read_records
from newsx.report import to_html
from newsx.schema import Article
from newsx.schema.tables import TABLES, rows_of

TEXT = "“We will rebuild it,” said Ada Lund, the mayor. “It is unsafe,” the Tea Board said. “So it is,” a man said."


def words(text: str) -> dict:
    start = TEXT.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def quote(text: str, source: str, speaker: tuple[str, str] | None, confidence: float) -> dict:
    named = {"kind": speaker[0], "name": speaker[1], "how": "named"} if speaker else None
    rest = {"cue": words("said"), "source": words(source), "speaker": named, "confidence": confidence, "rule": "made"}
    return {**words(text), "kind": "direct", **rest}


def made() -> dict:
    at, office, board = TEXT.index("Ada Lund"), TEXT.index("the mayor") + 4, TEXT.index("Tea Board")
    return record(
        TEXT,
        people=[person(TEXT, (at, at + 8), roles=[(office, office + 5)])],
        organisations=[body(TEXT, (board, board + 9))],
        quotes=[
            quote("We will rebuild it,", "Ada Lund", ("person", "Ada Lund"), 0.98),
            quote("It is unsafe,", "the Tea Board", ("organisation", "Tea Board"), 0.9),
            quote("So it is,", "a man", None, 0.0),
        ],
    )


def test_a_row_has_the_speaker_and_the_role():
    names = [column.name for column in TABLES["quotes"]]
    rows = [dict(zip(names, row, strict=True)) for row in rows_of(made(), "quotes")]
    assert [row["text"] for row in rows] == ["We will rebuild it,", "It is unsafe,", "So it is,"]
    assert [row["speaker_name"] for row in rows] == ["Ada Lund", "Tea Board", None]
    assert [row["speaker_role"] for row in rows] == ["mayor", None, None]
    assert [row["source_text"] for row in rows] == ["Ada Lund", "the Tea Board", "a man"]
    assert rows[0]["cue_text"] == "said"


def test_a_database_is_searched_and_gives_them_back(tmp_path):
    path = tmp_path / "news.sqlite"
    fill(open_sink(str(path)), [made()])
    found = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'rebuild'"
    assert query(path, f"SELECT speaker, role, text FROM said WHERE quote_id IN ({found})") == [
        ("Ada Lund", "mayor", "We will rebuild it,")
    ]
    (article,) = read_records(str(path))
    assert article == Article.model_validate(made())


def test_search_keeps_in_step(tmp_path):
    path = tmp_path / "news.sqlite"
    fill(open_sink(str(path)), [made()])
    fill(open_sink(str(path)), [{**made(), "quotes": made()["quotes"][1:]}])
    counted = "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH '{}'"
    assert query(path, counted.format("rebuild")) == [(0,)]
    assert query(path, counted.format("unsafe")) == [(1,)]


def test_a_database_from_before_there_were_quotes(tmp_path):
    path = tmp_path / "news.sqlite"
    fill(open_sink(str(path)), [record("Before.")])
    with closing(sqlite3.connect(path)) as connection:
        for kind, name in (("VIEW", "said"), ("TABLE", "quotes_fts"), ("TABLE", "quotes")):
            connection.execute(f"DROP {kind} {name}")
        connection.commit()
    fill(open_sink(str(path)), [made()])
    assert query(path, "SELECT count(*) FROM said") == [(3,)]
    assert query(path, "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'unsafe'") == [(1,)]


def test_quotations():
    first, second, third = to_jsonld(made())["hasPart"]
    assert first["spokenByCharacter"] == {"@type": "Person", "name": "Ada Lund"}
    assert second["spokenByCharacter"] == {"@type": "Organization", "name": "Tea Board"}
    assert third == {"@type": "Quotation", "text": "So it is,", "creditText": "a man"}


def test_annotations():
    _, annotations = to_brat(made())
    lines = annotations.splitlines()
    kinds = [line.split("\t")[1].split()[0] for line in lines if line.startswith("T")]
    assert (kinds.count("QUOTE"), kinds.count("SOURCE"), kinds.count("CUE")) == (3, 3, 3)
    assert sum("SaidBy" in line for line in lines) == sum("SaidWith" in line for line in lines) == 3
    assert any(line.startswith("#") and line.endswith("\tTea Board") for line in lines)


def test_a_page_leads_from_people_to_their_words():
    page = to_html([Article.model_validate(made())])
    assert 'class="said person" href="#p1" id="q1" data-speaker="Ada Lund"' in page
    assert 'class="said organisation" href="#o1" id="q2"' in page
    assert page.count('href="#q1"') == page.count('href="#q2"') == 1
    assert 'id="q3"' not in page


def test_the_terminal_shows_the_speaker_beside_the_words():
    from newsx.cli.view.terminal import show

    file = io.StringIO()
    show([Article.model_validate(made())], file, width=100)
    lines = [line.split("  ") for line in file.getvalue().splitlines()]
    shown = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert ["Ada Lund", "We will rebuild it,"] in shown
    assert ["(a man)", "So it is,"] in shown


def test_parquet_gives_them_back(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "news.parquet"
    fill(open_sink(str(path)), [made()])
    (article,) = read_records(str(path))
    assert article == Article.model_validate(made())


def test_json_lines_keep_them(tmp_path):
    path = tmp_path / "all.jsonl"
    fill(open_sink(str(path)), [made()])
    assert json.loads(path.read_text(encoding="utf-8"))["quotes"] == json.loads(encoded(made()))["quotes"]
