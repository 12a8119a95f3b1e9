"""HTML pages and texts become articles, or say why they hold none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
import time

import pytest
from conftest import ROOT, SAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_pages import ARTICLE, HEAD, PARAGRAPHS, page_of
from no_articles import no_articles

from newsx.extraction import extract
from newsx.records import METADATA_FIELDS, ArticleText, Failure, Metadata, Options

PAGES = ROOT / "tests" / "pages" / "html"
DUMPS = ROOT / "tests" / "pages" / "dumps"


def extract_html(content: str, **options: object) -> ArticleText | Failure:
    return extract(page_of(content), options=Options(**options))


def article(content: str, **options: object) -> ArticleText:
    found = extract_html(content, **options)
    assert isinstance(found, ArticleText), found
    return found


@pytest.fixture(scope="module")
def flood() -> ArticleText:
    return article((PAGES / "flood_article.html").read_text("utf-8"))


def test_body_is_the_articles_paragraphs_in_order(flood: ArticleText) -> None:
    paragraphs = flood.text.split("\n\n")
    assert paragraphs[0].startswith("Three towns in the Kilombero valley were cut off")
    assert paragraphs[-1].endswith("promised after that disaster, has not been built.")
    assert paragraphs[3] == "Warnings came late"
    assert "Eleven schools are closed until further notice." in paragraphs
    assert len(paragraphs) == 10


@pytest.mark.parametrize(
    "stranger",
    [
        "Residents wait",
        "morning newsletter",
        "Why the dams",
        "Maize prices",
        "All rights reserved",
        "covers the southern highlands",
        "Opinion",
        "By Neema",
    ],
)
def test_furniture_stays_out(flood: ArticleText, stranger: str) -> None:
    assert stranger not in flood.text


def test_headline_is_not_repeated_in_the_body(flood: ArticleText) -> None:
    assert flood.metadata.headline == "Floods cut off three towns in the Kilombero valley"
    assert flood.metadata.headline not in flood.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [("index_page", "index"), ("login_wall", "Log in"), ("cookie_wall", "Before you continue"), ("error_page", "404")],
)
def test_pages_without_an_article_say_why(name: str, reason: str) -> None:
    found = extract_html((PAGES / f"{name}.html").read_text("utf-8"))
    assert isinstance(found, Failure)
    assert (found.kind, found.stage, found.source) == ("no_article", "extraction", "page")
    assert reason in found.message


@pytest.mark.parametrize("content", ["", "<html>", "<html><body></body></html>", "<p></p>", "<!-- -->"])
def test_empty_pages_are_no_article(content: str) -> None:
    found = extract_html(content)
    assert isinstance(found, Failure)
    assert found.kind == "no_article"


HOSTILE = {
    "nested 300 deep": (HEAD + "<div>" * 300 + ARTICLE, None),
    "nested 3,000 deep": (HEAD + "<div>" * 3_000 + ARTICLE, "dropped a part"),
    "nested 200,000 deep": (HEAD + "<div>" * 200_000 + ARTICLE, "dropped a part"),
    "an attribute of 12 MB": (f"{HEAD}<div data-x='{'x' * 12_000_000}'>{ARTICLE}</div>", None),
    "100,000 attributes": (f"{HEAD}<div {' '.join(f'a{i}=1' for i in range(100_000))}>{ARTICLE}</div>", "attributes"),
    "100,000 open comments": (HEAD + ARTICLE + "<!-- " * 100_000, "comment"),
    "an open comment before the article": (HEAD + "<!-- " + ARTICLE, "comment"),
    "an open script before the article": (HEAD + "<script>var a = 1; " + ARTICLE, "script"),
    "300,000 empty tags": (HEAD + ARTICLE + "<b></b>" * 300_000, None),
    "300,000 open tags": (HEAD + "<b>" * 300_000 + ARTICLE, "dropped a part"),
    "NUL and surrogates": (HEAD + "\x00\ud800" + ARTICLE, None),
    "brackets of JSON": (HEAD + '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + ARTICLE, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_loses_nothing_silently(name: str) -> None:
    content, warning = HOSTILE[name]
    start = time.process_time()
    found = article(content)
    assert time.process_time() - start < 20
    for paragraph in PARAGRAPHS:
        assert paragraph.removesuffix(" for a roof.") in found.text
    if warning:
        assert any(warning in each.message for each in found.warnings), found.warnings


def test_text_way_names_its_extractor() -> None:
    assert article(HOSTILE["nested 3,000 deep"][0]).extractor == "page_dump"
    assert article(HOSTILE["nested 300 deep"][0]).extractor == "html"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>/!-=\"' apdivscript&;\n\x00é") | st.text())
def test_no_markup_raises(content: str) -> None:
    assert isinstance(extract_html("<html><body>" + content), (ArticleText, Failure))


def test_clean_text_passes_whole() -> None:
    found = extract(page_of("\n".join(PARAGRAPHS), is_html=False), options=Options(date=dt.date(2025, 5, 9)))
    assert isinstance(found, ArticleText)
    assert found.extractor == "plain_text"
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert (found.metadata.headline, found.metadata.authors, found.metadata.date_published) == (None, (), None)


def test_repeated_headline_is_cut_from_the_samples_body() -> None:
    found = article((SAMPLES / "page.html").read_text("utf-8"))
    assert found.text.startswith("ABIDJAN — Ghana and Côte d’Ivoire")


def test_address_is_the_pages_own_before_the_callers() -> None:
    stated = HEAD.replace("<title>", '<link rel="canonical" href="https://lakeside.example/a/1"><title>') + ARTICLE
    assert article(stated, url="https://elsewhere.example/b").metadata.url == "https://lakeside.example/a/1"
    assert article(HEAD + ARTICLE, url="https://elsewhere.example/b").metadata.url == "https://elsewhere.example/b"


def test_what_trafilatura_does_not_use_here_is_loaded_when_somebody_else_does() -> None:
    code = (
        "import sys; from newsx.extraction import extract; from newsx.records import *\n"
        f"page = Page(Origin('-', 'text/html', 'utf-8', ''), {HEAD + ARTICLE!r}, True)\n"
        "assert extract(page, options=Options()).extractor == 'html'\n"
        "unused = [name for name in ('courlan', 'justext', 'trafilatura.downloads') if name in sys.modules]\n"
        "import trafilatura, htmldate, py3langid\n"
        "found = trafilatura.extract(page.content, url='https://lakeside.example/a/1', with_metadata=True)\n"
        "print(unused, 'Amara Okafor' in found, htmldate.find_date('<html><body><time datetime=2024-03-04>x</time></body></html>'), py3langid.classify('le chat')[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True 2024-03-04 fr"


def test_text_needs_no_html_libraries() -> None:
    code = (
        "import sys; from newsx.extraction import extract; from newsx.records import *\n"
        f"extract(Page(Origin('-', 'text/plain', 'utf-8', ''), {PARAGRAPHS[0] * 4!r}, False), options=Options())\n"
        "print([name for name in ('trafilatura', 'lxml', 'py3langid', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def fields_with_a_value(metadata: Metadata) -> list[str]:
    return [name for name in METADATA_FIELDS if getattr(metadata, name)]


@pytest.mark.parametrize("path", [*PAGES.glob("*.html"), *DUMPS.glob("*/input.txt")], ids=lambda path: path.parent.name)
def test_every_value_has_its_evidence_and_nothing_else_has(path) -> None:
    content = path.read_text("utf-8")
    found = extract(page_of(content, is_html=path.suffix == ".html", url="https://lakeside.example/a/1"))
    if isinstance(found, ArticleText):
        assert list(found.metadata.evidence) == fields_with_a_value(found.metadata)


def test_evidence_says_where_each_field_was_found() -> None:
    head = (
        '<html lang="en"><head><title>Market hall to rise again | Lakeside Post</title>'
        '<meta property="og:site_name" content="Lakeside Post"><meta name="description" content="A roof at last.">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": "Town", "keywords": ["roofs"]}</script>'
        "</head><body><h1>Market hall to rise again</h1><p>By Ama Boateng</p><p>May 7, 2025</p>"
    )
    found = article(f"{head}{ARTICLE}", url="https://lakeside.example/2025/05/06/hall")
    assert found.metadata.evidence == {
        "headline": "heading",
        "description": "meta",
        "authors": "byline",
        "publisher": "meta",
        "date_published": "dateline",
        "section": "json_ld",
        "keywords": "json_ld",
        "language": "lang",
        "url": "given",
    }


def test_evidence_of_a_dump_is_the_kind_of_line() -> None:
    found = extract(page_of((DUMPS / "kenya_resiliparse" / "input.txt").read_text("utf-8"), is_html=False))
    assert isinstance(found, ArticleText)
    evidence = found.metadata.evidence
    assert (evidence["headline"], evidence["authors"], evidence["language"]) == ("heading", "byline", "text")
    assert evidence["date_published"] in {"byline", "dateline"}


def test_evidence_of_what_the_container_states_wins_with_its_value() -> None:
    page = page_of(HEAD + "<p>By Ama Boateng</p>" + ARTICLE)
    stated = Metadata(authors=("Kofi Mensah",), evidence={"authors": "feed"})
    found = extract(dataclasses.replace(page, stated=stated))
    assert isinstance(found, ArticleText)
    assert (found.metadata.authors, found.metadata.evidence["authors"]) == (("Kofi Mensah",), "feed")
    assert found.metadata.evidence["headline"] == "heading"


def test_language_of_the_words_says_so() -> None:
    words = "".join(
        f"<p>{text}</p>"
        for text in ("Rada města v úterý schválila opravu staré tržnice, která před dvěma lety vyhořela. " * 2,) * 5
    )
    found = article(HEAD.replace("<html>", '<html lang="en">') + words)
    assert (found.metadata.language, found.metadata.evidence["language"]) == ("cs", "text")


@pytest.mark.parametrize("start", [0, 1_000])
def test_pages_without_an_article_are_refused(start):
    pages = no_articles(start)
    refused = [name for name, page in pages if isinstance(extract(page), Failure)]
    assert len(refused) >= 0.95 * len(pages), sorted({name for name, _ in pages} - set(refused))
