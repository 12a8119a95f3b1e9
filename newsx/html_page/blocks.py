"""The blocks of text of an HTML page in document order, each with where it stands (called by `newsx.html_page.page`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.vocabulary.scripts import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import XPath
    from lxml.html import HtmlElement

# Elements whose text no reader sees as running text.
_SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "svg",
        "template",
        "head",
        "iframe",
        "select",
        "textarea",
        "object",
        "audio",
        "video",
        "canvas",
        "math",
        "datalist",
        "map",
        "rt",
        "rp",
        "rtc",
    }
)
_BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_EMPHASIS = frozenset({"b", "strong", "em", "i"})
_FOOTNOTE_MARK = lazy_pattern(r"\[? ?\w{1,3} ?\]?|[*†‡§¹²³]{1,3}")
# A large first letter in an element of its own, perhaps with an opening quotation mark.
_DROP_CAP = lazy_pattern(r"[“\"‘'«„]?[^\W\d_]")
_DROP_CAP_CLASS = lazy_pattern(r"drop-?_?cap|initial|first-?letter|lettrine|initiale", re.IGNORECASE)
# What follows a drop cap is a paragraph, no button.
_MIN_CAPPED = 40
_HIDDEN_STYLE = lazy_pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries.

    `element` is the block element that holds it, `linked` the number of its characters inside links, `emphasised` those
    in bold or italics.
    """

    text: str
    element: HtmlElement
    linked: int = 0
    emphasised: int = 0


def read_blocks(tree: HtmlElement) -> list[Block]:  # noqa: PLR0915 - a call for each element costs as much as its work
    """Return the text blocks of `tree` in document order; one pass without recursion."""
    root = _body_of(tree)
    hidden = _hidden(root)
    blocks, parts = list[Block](), list[str]()
    linked = emphasised = links = marks = 0
    holder, holders = root, []
    above: list[tuple[Iterator[HtmlElement], HtmlElement, str | None]] = []
    siblings = iter((root,))
    while True:
        element = next(siblings, None)
        if element is None:
            if not above:
                break
            siblings, element, tag = above.pop()
        else:
            tag = element.tag
            if tag in _SILENT or element in hidden or (tag == "sup" and _is_footnote_mark(element)):
                tag = None
            else:
                if tag in _BLOCK:
                    if parts:
                        _flush(parts, blocks, holder, linked, emphasised)
                        linked = emphasised = 0
                    holders.append(holder)
                    holder = element
                elif tag == "a":
                    links += 1
                elif tag in _EMPHASIS:
                    marks += 1
                text = element.text
                if text and (parts or not text.isspace()):
                    parts.append(text)
                    if links:
                        linked += len(text.strip())
                    if marks:
                        emphasised += len(text.strip())
                if len(element):
                    above.append((siblings, element, tag))
                    siblings = iter(element)
                    continue
        # The element and all in it are behind us; of one that no reader sees only the text that follows it is read.
        if tag in _BLOCK:
            if parts:
                _flush(parts, blocks, holder, linked, emphasised)
                linked = emphasised = 0
            holder = holders.pop()
        elif tag == "a":
            links -= 1
        elif tag in _EMPHASIS:
            marks -= 1
        text = element.tail if element is not root else None
        if text and (parts or not text.isspace()):
            parts.append(text)
            if links:
                linked += len(text.strip())
            if marks:
                emphasised += len(text.strip())
    _flush(parts, blocks, holder, linked, emphasised)
    return _with_drop_caps(blocks)


def _is_footnote_mark(element: HtmlElement) -> bool:
    """Return whether a raised element is a link to a note of the page, "[1]" or "*"."""
    links = [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]
    return bool(links) and _FOOTNOTE_MARK.fullmatch(" ".join("".join(element.itertext()).split())) is not None


def _with_drop_caps(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a first letter that has an element of its own put back before its word."""
    joined: list[Block] = []
    for block in blocks:
        cap = joined[-1] if joined else None
        if cap is not None and _DROP_CAP.fullmatch(cap.text) and _begins_with(block, cap):
            joint = " " if (block.element.text or "")[:1].isspace() and block.text[:1].islower() else ""
            linked, emphasised = cap.linked + block.linked, cap.emphasised + block.emphasised
            joined[-1] = Block(cap.text + joint + block.text, block.element, linked, emphasised)
        else:
            joined.append(block)
    return joined


def _begins_with(block: Block, cap: Block) -> bool:
    """Return whether the word of a drop cap goes on in the block behind it."""
    named = _DROP_CAP_CLASS.search(cap.element.get("class") or "") is not None
    first = block.text[:1]
    return first.islower() or (
        first.isupper() and (named or block.text[1:2].isupper()) and len(block.text) > _MIN_CAPPED
    )


def _body_of(tree: HtmlElement) -> HtmlElement:
    """Return the body element of a tree, or its root where it has none."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    return tree if body is None else body


def _flush(parts: list[str], blocks: list[Block], holder: HtmlElement, linked: int, emphasised: int) -> None:
    """Make what stands in `parts` a block of `holder`, and empty them."""
    raw = "".join(parts)
    if not raw.isascii():
        raw = INVISIBLE.sub("", raw)
    text = " ".join(raw.split())
    if text:
        blocks.append(Block(text, holder, linked, emphasised))
    parts.clear()


def _hidden(root: HtmlElement) -> set[HtmlElement]:
    """Return the elements of a tree whose own style keeps them out of sight."""
    return {element for element in _styled()(root) if is_hidden(element)}


@lru_cache(maxsize=1)
def _styled() -> XPath:
    """Return the compiled query for elements with a style of their own."""
    from lxml.etree import XPath

    return XPath("descendant-or-self::*[@style]")


def is_hidden(element: HtmlElement) -> bool:
    """Return whether the element's own style keeps it out of sight."""
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
