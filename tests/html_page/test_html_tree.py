"""Markup becomes a tree that holds the whole page, or a text where no tree can."""

from __future__ import annotations

import pytest
from made_pages import ARTICLE, HEAD, SENTENCE

from newsx.html_page.page import parse_page
from newsx.html_page.render import render_text
from newsx.html_page.tree import parse_html


def test_parser_is_asked_again_before_a_part_is_given_up() -> None:
    assert parse_html(HEAD + "<div>" * 300 + ARTICLE).is_whole
    assert not parse_html(HEAD + "<div>" * 3_000 + ARTICLE).is_whole


def test_vector_drawings_are_not_taken_for_attribute_floods() -> None:
    path = " ".join(f"L{i} {i}" for i in range(3_000))
    assert parse_html(f'{HEAD}<svg><path d="{path}" fill="#fff"></path></svg>{ARTICLE}').warnings == ()


def test_render_keeps_blocks_bullets_and_what_broken_markup_hides() -> None:
    text = render_text(
        "<head><title>t</title></head><p>One &amp; two</p><ul><li>three<li>four</ul><script>x</script><!-- <p>five</p>"
    )
    assert text == "One & two\n\n  • three\n\n  • four\n\nfive"


@pytest.mark.parametrize("ending", ["</SCRIPT>", "</Script>", "</script >"])
def test_scripts_end_however_their_end_is_spelt(ending: str) -> None:
    parsed = parse_html(f"{HEAD}{ARTICLE}<script>var a = 1;{ending}<p>{SENTENCE * 3}</p>")
    assert parsed.warnings == ()
    assert parsed.tree is not None
    assert SENTENCE in parsed.tree.text_content()


@pytest.mark.parametrize("content", ["", "<!-- -->", "<!DOCTYPE html>"])
def test_page_without_a_tree_is_an_empty_one_that_is_not_whole(content: str) -> None:
    page = parse_page(content)
    assert not page.is_whole
    assert (page.blocks, page.metas, page.title, page.h1, page.jsonld.nodes) == ((), {}, "", (), ())
