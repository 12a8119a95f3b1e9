"""What every metadata field reads from an HTML page, computed once and passed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsx.metadata.blocks import Block, read_blocks
from newsx.metadata.jsonld import JsonLd, clean_text, read_jsonld
from newsx.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Headings and titles longer than this are texts, not titles.
MAX_TITLE = 400


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The parts of a page that state something about its article.

    `metas` maps the lower-case name of a meta tag to its contents in page order; `title` is the text of the title
    element; `h1` the level-one headings in order; `language` the html element's lang attribute; `blocks` the page's blocks
    of text in order.
    """

    tree: HtmlElement
    metas: dict[str, list[str]]
    title: str
    h1: tuple[str, ...]
    jsonld: JsonLd
    language: str | None
    blocks: tuple[Block, ...] = ()

    def meta(self, *names: str) -> str | None:
        """The first content of the first of `names` that the page states."""
        for name in names:
            for content in self.metas.get(name, ()):
                return content
        return None


def read_page(tree: HtmlElement) -> PageFacts:
    """All signals of `tree` are read; the tree is left as it was."""
    metas = _read_metas(tree)
    title = next((clean_text(element.text_content()) for element in tree.iter("title") if not _in_svg(element)), "")[
        :MAX_TITLE
    ]
    h1 = tuple(text for element in tree.iter("h1") if 0 < len(text := clean_text(spaced_text(element))) <= MAX_TITLE)
    headlines = (*h1, *metas.get("og:title", ()), title)
    html_element = next(tree.iter("html"), tree)
    return PageFacts(
        tree=tree,
        metas=metas,
        title=title,
        h1=h1,
        jsonld=read_jsonld(tree, headlines=headlines),
        language=html_element.get("lang") or html_element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        blocks=tuple(read_blocks(tree)),
    )


def headline_block(facts: PageFacts, headline: str | None) -> int | None:
    """The index of the block that shows `headline`, a level-one heading before others; else of the first such heading."""
    wanted = key(headline or "")
    headings = [i for i, block in enumerate(facts.blocks) if block.element.tag == "h1"]
    places = chain(headings, range(len(facts.blocks))) if wanted else ()
    shown = (i for i in places if len(facts.blocks[i].text) <= MAX_TITLE and key(facts.blocks[i].text) == wanted)
    return next(chain(shown, headings), None)


def spaced_text(element: HtmlElement) -> str:
    """Text of an element with a space where an inner element begins or ends, so that lines do not run together."""
    return " ".join(element.itertext())


def host_of(url: str | None) -> str:
    """The host of a web address without `www.`; empty when there is none."""
    if not url:
        return ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|edition|mobile)\.", "", host)


def elements_with(tree: HtmlElement, attribute: str, pattern: re.Pattern[str]) -> Iterator[HtmlElement]:
    """Elements whose `attribute` matches `pattern`, in document order."""
    for element in tree.xpath(f".//*[@{attribute}]"):
        if pattern.search(element.get(attribute)):
            yield element


def _read_metas(tree: HtmlElement) -> dict[str, list[str]]:
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
    return any(parent.tag == "svg" for parent in element.iterancestors())
