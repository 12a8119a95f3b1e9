"""`newsx view`: what stands in the terminal, what is read, what is written, what is refused."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import time
from pathlib import Path

import pytest
import sheets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from test_report import HOSTILE, Reader, articles

from newsx.cli.console import printable
from newsx.cli.view import run_view
from newsx.cli.view.terminal import _Sheet, show
from newsx.errors import OutputError, UsageError
from newsx.records import Options
from newsx.report import mark_paragraphs
from newsx.schema import Article

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SPACES = re.compile(r"[ \t\n\v\f\r\x85]")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal, no wishes about colour."""
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def shown(*shown_articles: Article, width: int = 80) -> str:
    file = io.StringIO()
    show(shown_articles, file, width=width)
    return file.getvalue()


# The terminal


def test_an_article_without_colours() -> None:
    assert shown(sheets.teranga()) == (
        "                   A studio opens in Dakar\n"
        "                   Awa Sarr, Ken Ito · The Coast Post · 9 May 2025, 16:40 UTC\n"
        "                   Culture · en\n"
        "\n"
        "                   [people]  {places}  <organisations>  |dates|\n"
        "\n"
        "                   [Amina Diallo], director of <Radio Teranga>, opened the\n"
        "     2025-09-11 ?  <|September 11| Museum> in {Dakar} on |Friday|.\n"
        "       2025-05-09\n"
        "\n"
        "                   “We lost the tapes, not the voices,” [Diallo] said. The\n"
        "2025-05-12..05-18  station begins |next week|.\n"
        "\n"
        "People        Roles     Mentions\n"
        "Amina Diallo  director         2\n"
        "\n"
        "Places  Country      Lat, long  Mentions\n"
        "Dakar   Senegal  14.69, −17.44         1\n"
        "\n"
        "Organisations        Acronym  Mentions\n"
        "Radio Teranga        RT              1\n"
        "September 11 Museum                  1\n"
        "\n"
        "About  Senegal 75 % · ZZ 25 %\n"
        "\n"
        "?  September 11: 2025-09-11, or 2024-09-11\n"
        "note: 2 control characters removed\n"
        "\n"
    )


def test_a_narrow_terminal_has_no_margin() -> None:
    lines = shown(sheets.teranga(), width=50).splitlines()
    assert any("<|September 11| (2025-09-11 ?)" in line for line in lines)
    assert any("|Friday| (2025-05-09)." in line for line in lines)
    assert max(map(cell_len, lines)) <= 50


def test_a_wide_terminal_keeps_lines_readable() -> None:
    text = "word " * 100
    lines = shown(sheets.make_article(text), width=200).splitlines()
    assert 80 < max(map(len, lines)) <= 88


def test_colours_and_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    colourful = shown(sheets.teranga())
    for words in ("\x1b[1;36mAmina Diallo", "\x1b[4;32mDakar", "\x1b[3;35mRadio Teranga", "\x1b[33mFriday"):
        assert words in colourful
    assert "{Dakar}" not in colourful
    monkeypatch.setenv("NO_COLOR", "1")
    colourless = shown(sheets.teranga())
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", colourless)
    assert "{Dakar}" in ANSI.sub("", colourless)


def test_a_terminal_that_knows_few_letters() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="latin-1")
    show([sheets.make_article("Amína met 東京.")], file, width=80)
    assert b"Am\xedna met \\u6771\\u4eac." in raw.getvalue()


def test_a_reader_who_has_seen_enough_ends_it() -> None:
    read, write = os.pipe()
    os.close(read)
    with pytest.raises(BrokenPipeError), os.fdopen(write, "w", buffering=1) as file:
        show([sheets.teranga()], file)


def test_several_articles_stand_apart() -> None:
    both = shown(sheets.teranga(), sheets.make_article("Rain."))
    assert both.count("────") >= 1
    assert both.index("A studio opens") < both.index("────") < both.index("teranga.txt")


@pytest.mark.parametrize(
    "words", [*HOSTILE, "[bold]x[/bold] [/] [link=http://x]", "\x1b]0;title\x07", "\r\x85\u2028\u2066"]
)
@pytest.mark.parametrize("width", [30, 80])
def test_nothing_of_a_page_is_an_order(words: str, width: int) -> None:
    text = f"{words} came to Dakar.\nThen\t{words}"
    article = sheets.make_article(
        text,
        source=sheets.make_article().source.model_copy(update={"path": words}).model_dump(),
        **dict.fromkeys(("publisher", "headline", "section"), words),
        authors=[words],
        warnings=[{"code": "other", "message": words}],
        people=[sheets.person(words, sheets.mentions(text, words), roles=sheets.mentions(text, words))],
        places=[sheets.place(words, sheets.mentions(text, "Dakar"))],
        organisations=[sheets.organisation(words, sheets.mentions(text, "Then"), words)],
        dates=[sheets.date(words, sheets.mentions(text, "came"))],
    )
    output = shown(article, width=width)
    assert not CONTROLS.search(output)
    squeezed = "".join(output.split())
    assert squeezed.count("".join(printable(" ".join(words.split())).split())) >= 2
    assert max(map(cell_len, output.splitlines())) <= width


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles(), st.integers(20, 130))
def test_any_article_fits_its_columns(article: Article, width: int) -> None:
    output = shown(article, width=width)
    assert not CONTROLS.search(output)
    assert max(map(cell_len, output.splitlines())) <= width


@settings(max_examples=150, deadline=None)
@given(articles())
def test_marks_take_nothing_from_the_text(article: Article) -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard", _environ={})
    sheet = _Sheet(console, article)
    assert not sheet.brackets
    for paragraph, pieces in zip(article.text.split("\n\n"), mark_paragraphs(article), strict=True):
        assert SPACES.sub("", sheet.marked(pieces).plain) == printable(SPACES.sub("", paragraph))


def test_wide_and_combining_characters_keep_the_columns_straight() -> None:
    text = "東京で開かれた会議には山田太郎首相と外務大臣が出席し二〇二五年五月九日に共同声明を発表した。e\u0301a\u0300 قالت أمينة"
    article = sheets.make_article(
        text,
        people=[sheets.person("山田太郎", sheets.mentions(text, "山田太郎"))],
        places=[sheets.place("東京", sheets.mentions(text, "東京"))],
        dates=[sheets.date("2025-05-09", sheets.mentions(text, "二〇二五年五月九日"))],
    )
    lines = shown(article, width=60).splitlines()
    assert max(map(cell_len, lines)) == 60
    table = [line for line in lines if line.startswith(("People", "山田太郎 "))]
    assert len({cell_len(line) for line in table}) == 1
    beside = next(line for line in lines if line.startswith("2025-05-09"))
    assert "|二〇" in beside


def test_a_note_stands_beside_the_line_its_date_begins_in() -> None:
    text = (
        "The council of the harbour met " * 6 + "on the ninth of May in the old hall. " + "It sat for a long time. " * 4
    )
    found = sheets.mentions(text, "the ninth of May")
    for width in range(60, 100):
        lines = shown(sheets.make_article(text, dates=[sheets.date("2025-05-09", found)]), width=width).splitlines()
        noted = [number for number, line in enumerate(lines) if line.startswith("2025-05-09")]
        begun = [number for number, line in enumerate(lines) if "|the" in line]
        assert noted == begun


def test_a_long_text_takes_no_time() -> None:
    text = "Diallo came to Dakar. " * 20_000
    found = sheets.spans(text, *((22 * number, 22 * number + 6) for number in range(20_000)))
    article = sheets.make_article(text, people=[sheets.person("Diallo", found)])
    started = time.process_time()
    assert shown(article).count("[Diallo]") == 20_000
    assert time.process_time() - started < 30


LINE = sheets.teranga().model_dump_json().encode()
INDENTED = sheets.teranga().model_dump_json(indent=2).encode()


# The command


def view(*inputs: str | Path, html: str | Path | None = None, **options) -> int:
    return run_view(
        [os.fspath(name) for name in inputs], Options(**options), html=None if html is None else os.fspath(html)
    )


def test_records_in_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.json").write_bytes(INDENTED)
    (tmp_path / "more.jsonl").write_bytes(LINE + b"\n" + LINE + b"\n")
    assert view(tmp_path / "one.json", tmp_path / "more.jsonl") == 0
    output, errors = capsys.readouterr()
    assert output.count("A studio opens in Dakar\n") == 3
    assert errors == ""


def test_by_salience_lists_first_whom_an_article_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    museum, radio = sheets.teranga().organisations[::-1]
    article = sheets.teranga(
        organisations=[radio.model_copy(update={"salience": 0.1}), museum.model_copy(update={"salience": 0.8})]
    )
    (tmp_path / "one.json").write_text(article.model_dump_json(), encoding="utf-8")
    lists = []
    for asked in (False, True):
        assert run_view([str(tmp_path / "one.json")], Options(), by_salience=asked) == 0
        lists.append(capsys.readouterr().out.partition("Organisations")[2])
    first, second = lists
    assert first.index("Radio Teranga") < first.index("September 11 Museum")
    assert second.index("September 11 Museum") < second.index("Radio Teranga")


def test_packed_records(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(LINE + b"\n" + INDENTED)
    (tmp_path / "all.jsonl.gz").write_bytes(packed)
    (tmp_path / "torn.jsonl.gz").write_bytes(packed[:-20])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(packed))))
    assert view("-", tmp_path / "all.jsonl.gz") == 0
    assert capsys.readouterr().out.count("A studio opens in Dakar\n") == 4
    assert view(tmp_path / "torn.jsonl.gz") == 1
    assert "torn.jsonl.gz" in capsys.readouterr().err


def test_a_page_goes_through_the_flow(tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.txt").write_text(
        "Amina Diallo opened the studio of Radio Teranga in Dakar on 9 May 2025, they said.\n"
    )
    (tmp_path / "record.json").write_bytes(LINE)
    assert view(tmp_path, model=str(tiny_model)) == 0
    output = capsys.readouterr().out
    assert "[Amina Diallo] opened the studio of <Radio Teranga> in {Dakar} on" in " ".join(output.split())
    assert output.index("page.txt") < output.index("A studio opens")


def test_standard_input(tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for data in (LINE, b"Amina Diallo opened a new studio in Dakar, the capital, after two long years of work.\n"):
        stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert view("-", model=str(tiny_model)) == 0
        assert "[Amina Diallo]" in capsys.readouterr().out


def test_one_page_of_html(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "all.jsonl").write_bytes(LINE + b"\n" + LINE + b"\n")
    page = tmp_path / "week.html"
    page.write_text("another one's")
    with pytest.raises(UsageError, match="--overwrite makes it anew"):
        view(tmp_path / "in", html=page)
    assert page.read_text() == "another one's"
    page.unlink()
    assert view(tmp_path / "in", html=page) == 0
    assert capsys.readouterr() == ("", "")
    assert Reader(page.read_text("utf-8")).text.count("We lost the tapes") == 2
    first = page.read_bytes()
    assert view(tmp_path / "in", html=page) == 0
    assert page.read_bytes() == first
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in", "week.html"]


def test_html_on_standard_output(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "one.json").write_bytes(LINE)
    assert view(tmp_path / "one.json", html="-") == 0
    assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")


def test_failures_are_named_and_the_rest_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "all.jsonl").write_bytes(LINE + b"\n{\n")
    assert view(tmp_path / "missing.txt", tmp_path / "all.jsonl") == 1
    output, errors = capsys.readouterr()
    assert "A studio opens" in output
    lines = errors.splitlines()
    assert len(lines) == 2
    assert "missing.txt: refused: no such file or folder" in lines[0]
    assert "all.jsonl:2: the object does not end" in lines[1]


def test_no_article_no_page(tmp_path: Path) -> None:
    assert view(tmp_path / "missing.txt", html=tmp_path / "out.html") == 1
    assert not (tmp_path / "out.html").exists()


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    record = tmp_path / "one.json"
    record.write_bytes(LINE)
    (tmp_path / "link").symlink_to(record)
    (tmp_path / "hard").hardlink_to(record)
    for name in ("one.json", "link", "hard"):
        with pytest.raises(UsageError, match="is an input"):
            view(record, html=tmp_path / name)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text("<p>A page that someone saved.</p>")
    with pytest.raises(UsageError, match="is an input"):
        view(tmp_path / "in", html=tmp_path / "in" / "page.html")
    assert record.read_bytes() == LINE


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(LINE)
    for place in (tmp_path, tmp_path / "no" / "such.html"):
        with pytest.raises(OutputError):
            view(tmp_path / "one.json", html=place)


def test_a_narrow_table_of_places_keeps_names_whole() -> None:
    text = "From Brussels to Kinshasa and Ouagadougou."
    named = [("Brussels", "BE"), ("Kinshasa", "CD"), ("Ouagadougou", "BF")]
    places = [
        sheets.place(name, sheets.mentions(text, name), country_code=code, latitude=12.3, longitude=-1.5)
        for name, code in named
    ]
    narrow = shown(sheets.make_article(text, places=places), width=40)
    assert "Lat, long" not in narrow
    assert all(any(line.startswith(name) for line in narrow.splitlines()) for name, _ in named)
    assert max(map(cell_len, narrow.splitlines())) <= 40
    assert "12.30" in shown(sheets.make_article(text, places=places), width=80)
