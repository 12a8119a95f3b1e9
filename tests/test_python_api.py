"""The public names as a program uses them: the examples of the package's own documentation, run."""

from __future__ import annotations

import datetime as dt
import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES

import newsx
from newsx.engines import Limits
from newsx.errors import InputError, UsageError
from newsx.records import InputRef

CLEAN = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down.\n"
    "The station, which has 5 million listeners, will broadcast in Wolof, Pulaar and French from 1 March 2025.\n"
    "“We lost the tapes, not the voices,” Diallo told a crowd of about three hundred people outside the building.\n"
)


@pytest.fixture
def beside_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the samples in it as in the repository."""
    shutil.copytree(SAMPLES, tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_package_are_true(beside_samples: Path) -> None:
    pytest.importorskip("pandas")
    results = doctest.testmod(newsx, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.attempted > 15
    assert results.failed == 0


def test_every_public_name_is_in_the_examples() -> None:
    examples = "".join(example.source for example in doctest.DocTestParser().get_examples(newsx.__doc__ or ""))
    assert sorted(newsx.__all__) == newsx.__all__
    assert all(f"newsx.{name}" in examples for name in newsx.__all__)


def test_every_public_name_is_documented() -> None:
    for name in newsx.__all__:
        assert (getattr(newsx, name).__doc__ or "").strip()
        assert f"`{name}" in (newsx.__doc__ or "")
    assert set(newsx.__all__) <= set(dir(newsx))
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        newsx.summarise  # noqa: B018


@pytest.mark.parametrize("given", ["a.txt", Path("a.txt"), ["a.txt"], InputRef("a.txt", "a.txt"), (Path("a.txt"),)])
def test_one_input_or_many(given, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path alone is the path of one input, not a word of letters: "." of it would be the whole folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CLEAN)
    (tmp_path / "b.txt").write_text(CLEAN)
    (article,) = newsx.process(given, options=newsx.Options(model=str(tiny_model)))
    assert article.source.path == "a.txt"
    if not isinstance(given, InputRef):
        summary = newsx.run(
            given, tmp_path / "all.jsonl", options=newsx.Options(model=str(tiny_model)), limits=newsx.Limits(jobs=0)
        )
        assert summary.counts == {"article": 1}


def test_a_page_alone_is_one_input(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN)
    page = newsx.open_source(tmp_path / "a.txt")
    (article,) = newsx.process(page, options=newsx.Options(model=str(tiny_model)))
    assert [each.name for each in article.people] == ["Amina Diallo"]


def test_a_text_is_an_article(tiny_model: Path) -> None:
    article = newsx.extract_text(CLEAN, date="2024-03-08", url="https://lamp.example/1", model=str(tiny_model))
    assert (article.url, article.provenance.date_anchor) == ("https://lamp.example/1", "2024-03-08")
    assert article == newsx.extract_text(
        CLEAN, date=dt.date(2024, 3, 8), url="https://lamp.example/1", model=str(tiny_model)
    )


@pytest.mark.parametrize("text", ["", "   \n", "{}", "Home\nWorld\nSport\nLog in"])
def test_a_text_without_an_article_says_so(text: str, tiny_model: Path) -> None:
    with pytest.raises(InputError) as raised:
        newsx.extract_text(text, model=str(tiny_model))
    assert str(raised.value)


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        newsx.extract_text(CLEAN, date="9 May")


def test_a_text_taken_for_a_path_is_told_what_takes_it() -> None:
    (failure,) = newsx.process(CLEAN)
    assert "extract_text" in failure.message


def test_failures_are_handed_on(tmp_path: Path) -> None:
    failure = newsx.open_source(tmp_path / "none.html")
    assert newsx.extract(failure) is failure
    assert list(newsx.process([failure])) == [failure]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: newsx.process("a.txt", model="fast"), "options=newsx.Options(model=…)"),
        (lambda: newsx.process("a.txt", optoins=None), "options is meant"),
        (lambda: newsx.run("a.txt", jobs=2), "limits=newsx.Limits(jobs=…)"),
        (lambda: newsx.run("a.txt", resume=True), "output=newsx.Outputs(resume=…)"),
        (lambda: newsx.extract_text("A text.", when="2025-05-09"), "it takes date, model"),
        (lambda: newsx.open_source("a.txt", input_fromat="html"), "options=newsx.Options(input_format=…)"),
        (lambda: newsx.Options(modle="fast"), "Options() has no keyword 'modle': model is meant?"),
        (lambda: newsx.Outputs("a.jsonl", rseume=True), "Outputs() has no keyword 'rseume': resume is meant?"),
    ],
)
def test_wrong_keywords_are_told_what_is_meant(call, words: str) -> None:
    with pytest.raises(TypeError, match=re.escape(words)):
        call()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: newsx.Options(date="gestern"), "'gestern' is not a day: write YYYY-MM-DD"),
        (lambda: list(newsx.process(5)), "takes paths and pages, not int"),
        (lambda: list(newsx.process(b"a.txt")), "takes paths and pages, not bytes"),
        (lambda: newsx.extract_text(None), "takes a text, not None"),
        (lambda: newsx.extract_text(__file__), "is a file, not a text: newsx.process takes files"),
        (lambda: newsx.open_source(["a.html"]), "takes one path, not a list: newsx.process takes many"),
        (lambda: newsx.open_dossier(None), "a dossier is the path of a file, not a NoneType"),
        (lambda: newsx.process("a.txt", options=newsx.Options(input_format="pdf")), "input_format is one of auto, "),
        (lambda: newsx.process("a.txt", options=newsx.Options(quotes="some")), "quotes is one of none, direct, all"),
        (lambda: newsx.process("a.txt", options={"date": None}), "options are newsx.Options(…), not dict"),
        (lambda: newsx.run("a.txt"), "name a file or folder"),
        (lambda: newsx.run("a.txt", "b.jsonl", options=newsx.Limits()), "options are newsx.Options(…), not Limits"),
        (lambda: newsx.run("a.txt", "b.jsonl", limits=newsx.Options()), "limits are newsx.Limits(…), not Options"),
        (lambda: newsx.Outputs("b.jsonl", table=5), "table is words, as in table='people,places', not int"),
    ],
)
def test_wrong_values_are_told_at_once(call, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        call()


@pytest.mark.parametrize("day", ["2025-05-09", dt.date(2025, 5, 9), dt.datetime(2025, 5, 9, 12, 30, tzinfo=dt.UTC)])
def test_a_day_is_taken_in_every_form(day, tiny_model: Path) -> None:
    assert newsx.Options(date=day).date == dt.date(2025, 5, 9)
    article = newsx.extract_text(CLEAN, date=day, model=str(tiny_model))
    assert article.provenance.date_anchor == "2025-05-09"


def test_what_a_page_says_of_its_encoding_is_nothing_to_a_text(tiny_model: Path) -> None:
    paragraphs = "".join(
        f"<p>Amélie Diallo spoke in Dakar of matter {n}, as she had done on many days before it.</p>" for n in range(6)
    )
    page = f'<html><head><meta charset="iso-8859-1"><title>Matters</title></head><body><article>{paragraphs}</article></body></html>'
    article = newsx.extract_text(page, model=str(tiny_model))
    assert "Amélie" in article.text
    assert not [warning for warning in article.warnings if warning.code.startswith("charset")]


def test_an_article_shows_itself_in_a_line_and_in_a_notebook(tiny_model: Path) -> None:
    article = newsx.extract_text(CLEAN * 40, model=str(tiny_model))
    shown = repr(article)
    assert shown == str(article)
    assert "\n" not in shown
    assert len(shown) < 200
    assert "1 person" in shown
    html = article._repr_html_()
    assert html.startswith("<iframe srcdoc=")
    assert html.count("<") == 2  # the frame's own tags: whatever stands in the page is escaped
    assert "Amina Diallo" in html


def test_two_lines_of_a_notebook_give_a_table(beside_samples: Path) -> None:
    pytest.importorskip("pandas")
    cells = (
        "import newsx, pandas as pd\n"
        "frame = pd.json_normalize([a.model_dump() for a in newsx.process(['samples/']) if isinstance(a, newsx.Article)])\n"
        "print(*frame.columns)\n"
        "print(*sorted(frame['source.path']))\n"
        "print(frame.explode('people')['people'].str['name'].value_counts().max())\n"
    )
    done = subprocess.run([sys.executable, "-c", cells], capture_output=True, text=True, check=True, timeout=300)
    columns, paths, count = done.stdout.splitlines()
    assert {"headline", "date_published", "text", "people", "provenance.model"} <= set(columns.split())
    assert "samples/page.html" in paths.split()
    assert "samples/week/tbilisi.txt.gz" in paths.split()
    assert int(count) == 1  # each article once: its expected record beside it is no page


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: newsx.extract_text("It rained.", nlp="fast"), "nlp is a pipeline that was loaded"),
        (lambda: newsx.extract("article.txt"), "newsx.process reads files"),
        (lambda: Limits(timeout="x"), "timeout is a number"),
        (lambda: newsx.process([], options=newsx.Options(quotes="many")), "quotes is one of"),
        (lambda: newsx.process([], options=newsx.Options(max_bytes="64MB")), "max_bytes is a number of bytes"),
        (lambda: newsx.process([], options=newsx.Options(min_confidence=5)), "from 0 to 1"),
        (lambda: newsx.process([], options=newsx.Options(url=5)), "url is words"),
        (lambda: newsx.run([str(SAMPLES / "article.txt")], "-", limits=5), "limits are"),
    ],
)
def test_wrong_values_are_one_sentence(call, message: str) -> None:
    with pytest.raises(UsageError, match=message) as told:
        call()
    assert "\n" not in str(told.value)


def test_what_stands_in_the_way_is_told_in_keywords(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"schema_version":"2.0"}\n')
    with pytest.raises(UsageError, match=re.escape("Outputs(…, overwrite=True) makes it anew")):
        newsx.run(SAMPLES / "article.txt", tmp_path / "a.jsonl")


def test_failures_and_dossiers_show_in_one_line(tmp_path: Path, tiny_model: Path) -> None:
    failure = newsx.Failure("<a>.html", "reading", "refused", "no text & no page")
    assert failure._repr_html_() == "<p><b>refused</b> &lt;a&gt;.html: no text &amp; no page</p>"
    article = newsx.extract_text(CLEAN, model=str(tiny_model))
    path = tmp_path / "a.dossier"
    with newsx.open_dossier(path) as dossier:
        assert repr(dossier) == f"<Dossier {path}: 0 articles, 0 names>"
        assert dossier.add(article).articles == 1
        assert dossier.add(article.model_dump()).there == 1
        names = len([*article.people, *article.places, *article.organisations])
        assert repr(dossier) == f"<Dossier {path}: 1 article, {names} names>"
    assert repr(dossier) == f"<Dossier {path}: closed>"


def test_what_is_raised_can_be_caught_by_its_public_name() -> None:
    with pytest.raises(newsx.UsageError):
        newsx.extract_text("It rained.", date="9 May")
    with pytest.raises(newsx.InputError):
        newsx.extract_text(" ")
    assert all(issubclass(each, newsx.NewsxError) for each in (newsx.UsageError, newsx.InputError, newsx.OutputError))
