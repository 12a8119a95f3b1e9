"""The parsed page: what body, metadata and refusal read from an HTML page, parsed once and handed on (`parse_page`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsx.html_page.blocks import Block, read_blocks
from newsx.html_page.jsonld import JsonLd, clean_text, read_jsonld
from newsx.html_page.titles import key
from newsx.html_page.tree import empty_tree, parse_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsx.records import Caution

# Longer blocks are paragraphs, whose inner elements are part of a sentence.
MAX_LINE = 300
# Headings and titles longer than this are texts, not titles.
MAX_TITLE = 400


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """An HTML page: its tree and the parts of it that state something about its article.

    `is_whole` is False where the parser lost a part of the page, and `warnings` say which. `metas` maps the lower-case name
    of a meta tag to its contents in page order; `title` is the text of the title element; `h1` the level-one headings in
    order; `language` the html element's lang attribute; `blocks` the page's blocks of text in order.
    """

    tree: HtmlElement
    is_whole: bool
    warnings: tuple[Caution, ...]
    metas: dict[str, list[str]]
    title: str
    h1: tuple[str, ...]
    jsonld: JsonLd
    language: str | None
    blocks: tuple[Block, ...]

    def meta(self, *names: str) -> str | None:
        """Return the first content of the first of `names` that the page states."""
        for name in names:
            for content in self.metas.get(name, ()):
                return content
        return None


def parse_page(content: str) -> HtmlPage:
    """Parse the HTML of a page; one that cannot be parsed at all has an empty tree and is not whole."""
    parsed = parse_html(content)
    tree = empty_tree() if parsed.tree is None else parsed.tree
    metas = _read_metas(tree)
    title = next((clean_text(element.text_content()) for element in tree.iter("title") if not _in_svg(element)), "")[
        :MAX_TITLE
    ]
    h1 = tuple(text for element in tree.iter("h1") if 0 < len(text := clean_text(spaced_text(element))) <= MAX_TITLE)
    headlines = (*h1, *metas.get("og:title", ()), title)
    html_element = next(tree.iter("html"), tree)
    return HtmlPage(
        tree=tree,
        is_whole=parsed.is_whole and parsed.tree is not None,
        warnings=parsed.warnings,
        metas=metas,
        title=title,
        h1=h1,
        jsonld=read_jsonld(tree, headlines=headlines),
        language=html_element.get("lang") or html_element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        blocks=tuple(read_blocks(tree)),
    )


def headline_block(page: HtmlPage, headline: str | None) -> int | None:
    """Return the index of the block that shows `headline`, a level-one heading before others; else of the first such heading."""
    wanted = key(headline or "")
    headings = [i for i, block in enumerate(page.blocks) if block.element.tag == "h1"]
    places = chain(headings, range(len(page.blocks))) if wanted else ()
    shown = (i for i in places if len(page.blocks[i].text) <= MAX_TITLE and key(page.blocks[i].text) == wanted)
    return next(chain(shown, headings), None)


def lines_near_headline(page: HtmlPage, headline: str | None, *, after: int, before: int) -> list[tuple[int, str]]:
    """Return the lines after the headline, then those before it, the nearest first, each with the index of its block.

    The texts of neighbouring spans are kept apart: a name and the day behind it are often glued in a block.
    """
    start = headline_block(page, headline)
    if start is None:
        return []
    order = (*range(start + 1, start + 1 + after), *range(start - 1, start - 1 - before, -1))
    return [(i, _line_of(page.blocks[i])) for i in order if 0 <= i < len(page.blocks)]


def _line_of(block: Block) -> str:
    """Return the text of a block with a space between its inner elements, where they are all there is in its element."""
    if len(block.text) > MAX_LINE or len(block.element) == 0:
        return block.text
    spaced = " ".join(spaced_text(block.element).split())
    return spaced if spaced.replace(" ", "") == block.text.replace(" ", "") else block.text


def spaced_text(element: HtmlElement) -> str:
    """Return the text of an element with a space where an inner element begins or ends, so that lines do not run together."""
    return " ".join(element.itertext())


def host_of(url: str | None) -> str:
    """Return the host of a web address without `www.`; empty when there is none."""
    if not url:
        return ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|edition|mobile)\.", "", host)


def _read_metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the page's meta tags by their lower-case names."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_text(element.get("content") or "")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                metas.setdefault(name.strip().lower(), []).append(content)
                break
    return metas


def _in_svg(element: HtmlElement) -> bool:
    """Return whether an element stands in a drawing, whose title is none of the page."""
    return any(parent.tag == "svg" for parent in element.iterancestors())
