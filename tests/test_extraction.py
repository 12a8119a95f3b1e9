"""HTML pages and texts become articles, or say why they hold none."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsx.extraction import extract
from newsx.extraction.body import MODEL, rows_of
from newsx.extraction.cues import CUES
from newsx.extraction.features import (
    block_features,
    blocks_worth_asking,
    read_layout,
    read_wording,
    votes_of,
    worth_asking,
)
from newsx.extraction.features.wording import CUE_REACH
from newsx.extraction.proposal import propose_body, prune
from newsx.extraction.render import render_text
from newsx.extraction.tree import parse_html
from newsx.metadata.blocks import Block, read_blocks
from newsx.metadata.page import read_page
from newsx.records import ArticleText, Failure, Options, Origin, Page
from newsx.resources.trees import load_trees

PAGES = Path(__file__).parent / "pages" / "html"
SENTENCE = "The council of the lakeside town voted on Tuesday to rebuild the old market hall, which burned down two years ago. "
SPEAKERS = ("Amara Okafor", "Jonas Lind", "Mei Tanaka", "Luis Ferrer", "Ilse Brandt", "Tomas Novak")
PARAGRAPHS = [
    f"{SENTENCE}{name} said the vote was overdue and that the traders had waited long enough for a roof."
    for name in SPEAKERS
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = "<html><head><title>Market hall to rise again</title></head><body><h1>Market hall to rise again</h1>"


def page_of(content: str, *, is_html: bool = True, url: str | None = None) -> Page:
    media_type = "text/html" if is_html else "text/plain"
    return Page(Origin("page", media_type, "utf-8", "", url=url), content, is_html)


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


def test_parser_is_asked_again_before_a_part_is_given_up() -> None:
    assert parse_html(HOSTILE["nested 300 deep"][0]).is_whole
    assert not parse_html(HOSTILE["nested 3,000 deep"][0]).is_whole


def test_vector_drawings_are_not_taken_for_attribute_floods() -> None:
    path = " ".join(f"L{i} {i}" for i in range(3_000))
    assert parse_html(f'{HEAD}<svg><path d="{path}" fill="#fff"></path></svg>{ARTICLE}').warnings == ()


def test_render_keeps_blocks_bullets_and_what_broken_markup_hides() -> None:
    text = render_text(
        "<head><title>t</title></head><p>One &amp; two</p><ul><li>three<li>four</ul><script>x</script><!-- <p>five</p>"
    )
    assert text == "One & two\n\n  • three\n\n  • four\n\nfive"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>/!-=\"' apdivscript&;\n\x00é") | st.text())
def test_no_markup_raises(content: str) -> None:
    assert isinstance(extract_html("<html><body>" + content), (ArticleText, Failure))


MENU = "<ul>" + "".join(f'<li><a href="/{i}">Section number {i}</a></li>' for i in range(9)) + "</ul>"


def test_trafilatura_is_asked_about_prose_only() -> None:
    tree = parse_html(
        f"<body>{MENU}<div>Lead <b>in bold</b><svg><path></path></svg> and its tail{MENU}, then more words.</div>"
        f'<script>var a = "<p>";</script><div style="display: none"><p>Hidden behind a wall</p></div>{ARTICLE}</body>'
    ).tree
    assert tree is not None
    prune(tree, read_blocks(tree))
    left = " ".join(tree.text_content().split())
    assert left.startswith("Lead in bold and its tail, then more words.")
    assert "Hidden behind a wall" in left
    assert "Section number" not in left
    assert {"script", "svg", "path", "b", "ul", "a", "head"}.isdisjoint(element.tag for element in tree.iter())


def test_trafilatura_finds_the_paragraphs_in_what_is_left() -> None:
    tree = parse_html(f"{HEAD}{MENU}<article>{ARTICLE}</article>{MENU}").tree
    assert tree is not None
    text, warnings = propose_body(tree, read_blocks(tree))
    assert warnings == ()
    assert text.split("\n") == PARAGRAPHS


# Every word of every cue, so that texts made of them begin many cues and finish some.
CUE_WORDS = [
    *sorted({word for cue in CUES for word in re.findall(r"[^\W\d_]+", cue.pattern)}),
    "©",
    "photography",
    "promoted",
    "Sign",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(CUE_WORDS), min_size=1, max_size=40).map(" ".join))
def test_no_cue_is_missed_for_its_first_word(text: str) -> None:
    (wording,) = read_wording([Block(text, parse_html("<p>x</p>").tree)])
    cues = memoryview(wording.row).cast("f")[-len(CUES) :]
    assert [bool(cue) for cue in cues] == [bool(cue.search(text[:CUE_REACH])) for cue in CUES]


def test_votes_are_shares_of_what_stands_in_the_text() -> None:
    text = "One two three four five.\nSix seven\nEight nine ten eleven"
    blocks = ["one two three four five", "six seven", "six", "one two three four nine", "twelve"]
    assert votes_of([block.split() for block in blocks], text).tolist() == [1.0, 1.0, 0.0, 0.5, 0.0]


def test_blocks_that_point_elsewhere_are_not_judged_and_the_model_reads_what_features_give() -> None:
    tree = parse_html(f"{HEAD}{MENU}{ARTICLE}{MENU}").tree
    assert tree is not None
    facts = read_page(tree)
    texts = [block.text for block in facts.blocks]
    rows, proposal, _ = rows_of(facts, headline="Market hall to rise again")
    assert proposal.split("\n") == PARAGRAPHS
    assert rows.shape[0] == len(texts)
    assert load_trees(MODEL).feature.max() < rows.shape[1]
    asked = [text for text, worth in zip(texts, worth_asking(rows), strict=True) if worth]
    assert set(PARAGRAPHS) < set(asked)
    assert [text[-1] for text in asked if text.startswith("Section")] == [
        "7",
        "8",
        "0",
        "1",
    ]  # those beside the article


def test_blocks_that_are_asked_have_the_features_they_have_among_all_others() -> None:
    blocks = read_blocks(parse_html(f"{HEAD}{MENU}{ARTICLE}{MENU}").tree)
    words, layout = read_wording(blocks), read_layout(blocks)
    vote = votes_of([word.tokens for word in words], "\n".join(PARAGRAPHS))
    asked = blocks_worth_asking(blocks, vote)
    every = block_features(blocks, words, layout, vote=vote, headline="Market hall", stated=None)
    some = block_features(blocks, words, layout, vote=vote, headline="Market hall", stated=None, asked=asked)
    assert 0 < asked.sum() < len(blocks)
    assert asked.tolist() == worth_asking(every).tolist()
    assert some.tolist() == every[asked].tolist()


def test_features_of_a_block_do_not_depend_on_pages_read_before() -> None:
    def rows() -> list[list[float]]:
        blocks = read_blocks(parse_html(f"{HEAD}<div class=story-body>{ARTICLE}</div>{MENU}").tree)
        words = read_wording(blocks)
        vote = votes_of([word.tokens for word in words], "\n".join(PARAGRAPHS))
        return block_features(
            blocks, words, read_layout(blocks), vote=vote, headline="Market hall", stated=None
        ).tolist()

    first = rows()
    article(HEAD + MENU + ARTICLE)
    assert rows() == first


@pytest.mark.parametrize("ending", ["</SCRIPT>", "</Script>", "</script >"])
def test_scripts_end_however_their_end_is_spelt(ending: str) -> None:
    parsed = parse_html(f"{HEAD}{ARTICLE}<script>var a = 1;{ending}<p>{SENTENCE * 3}</p>")
    assert parsed.warnings == ()
    assert parsed.tree is not None
    assert SENTENCE in parsed.tree.text_content()


def test_clean_text_passes_whole() -> None:
    found = extract(page_of("\n".join(PARAGRAPHS), is_html=False), options=Options(date=dt.date(2025, 5, 9)))
    assert isinstance(found, ArticleText)
    assert found.extractor == "plain_text"
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert (found.metadata.headline, found.metadata.authors, found.metadata.date_published) == (None, (), None)


def test_repeated_headline_is_cut_from_the_samples_body() -> None:
    found = article((PAGES.parents[2] / "samples" / "page.html").read_text("utf-8"))
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
