"""The tree of a page -> its blocks of text in document order, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


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


def read_blocks(tree: HtmlElement) -> list[Block]:
    """The text blocks of `tree` in document order; one pass without recursion."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    reader = _Reader(body if body is not None else tree)
    reader.run()
    return reader.blocks


class _Reader:
    """Walks a tree and cuts its text into blocks."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = self._emphasised = 0
        self._links = self._marks = 0
        self._holders = [root]

    def run(self) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(self.root, events=("start", "end"))
        is_silent = False
        for event, element in walk:
            if event == "start":
                is_silent = element.tag in _SILENT or is_hidden(element)
                if is_silent:
                    walk.skip_subtree()  # its end comes next
                else:
                    self._enter(element)
            else:
                self._leave(element, is_silent=is_silent)
                is_silent = False
        if self._parts:
            self._flush()

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK:
            if self._parts:
                self._flush()
            self._holders.append(element)
        elif tag == "a":
            self._links += 1
        elif tag in _EMPHASIS:
            self._marks += 1
        self._text(element.text)

    def _leave(self, element: HtmlElement, *, is_silent: bool) -> None:
        tag = element.tag
        if is_silent:
            pass
        elif tag in _BLOCK:
            if self._parts:
                self._flush()
            self._holders.pop()
        elif tag == "a":
            self._links -= 1
        elif tag in _EMPHASIS:
            self._marks -= 1
        if element is not self.root:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if self._links or self._marks:
            visible = len(text.strip())
            if self._links:
                self._linked += visible
            if self._marks:
                self._emphasised += visible

    def _flush(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self.blocks.append(Block(text, self._holders[-1], self._linked, self._emphasised))
        self._parts.clear()
        self._linked = self._emphasised = 0


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element's own style keeps it out of sight."""
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
