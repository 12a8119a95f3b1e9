"""The body of an HTML page: what trafilatura is asked, what the model sees of a block."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import ARTICLE, HEAD, MENU, PARAGRAPHS

from newsx.html_page import read_article
from newsx.html_page.blocks import Block, read_blocks
from newsx.html_page.body import MODEL, rows_of
from newsx.html_page.features import (
    block_features,
    blocks_worth_asking,
    read_layout,
    read_wording,
    votes_of,
    worth_asking,
)
from newsx.html_page.features.cues import CUES
from newsx.html_page.features.wording import CUE_REACH
from newsx.html_page.page import parse_page
from newsx.html_page.proposal import propose_body, prune
from newsx.html_page.tree import parse_html
from newsx.resources.trees import load_trees


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
    page = parse_page(f"{HEAD}{MENU}{ARTICLE}{MENU}")
    texts = [block.text for block in page.blocks]
    rows, proposal, _ = rows_of(page, headline="Market hall to rise again")
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
    read_article(HEAD + MENU + ARTICLE)
    assert rows() == first
