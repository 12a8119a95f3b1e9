"""The tree of a page -> its blocks of text in document order, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries.

    `element` is the block element that holds it, `linked` the number of its characters inside links, `emphasised` those
    in bold or italics; `path` the chain of elements from `element` up to the body.
    """

    text: str
    element: HtmlElement
    linked: int = 0
    emphasised: int = 0
    path: tuple[HtmlElement, ...] = field(default=())


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
        stack: list[tuple[HtmlElement, bool]] = [(self.root, True)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self._leave(element)
                continue
            if not isinstance(element.tag, str) or element.tag in _SILENT or _is_hidden(element):
                self._text(element.tail)
                continue
            self._enter(element)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        self._flush()

    def _enter(self, element: HtmlElement) -> None:
        if element.tag in _BLOCK:
            self._flush()
            self._holders.append(element)
        elif element.tag == "a":
            self._links += 1
        elif element.tag in {"b", "strong", "em", "i"}:
            self._marks += 1
        self._text(element.text)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag in _BLOCK:
            self._flush()
            self._holders.pop()
        elif element.tag == "a":
            self._links -= 1
        elif element.tag in {"b", "strong", "em", "i"}:
            self._marks -= 1
        if element is not self.root:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        visible = len(text.strip())
        if self._links:
            self._linked += visible
        if self._marks:
            self._emphasised += visible

    def _flush(self) -> None:
        if self._parts:
            text = " ".join("".join(self._parts).split())
            if text:
                self.blocks.append(Block(text, self._holders[-1], self._linked, self._emphasised))
        self._parts.clear()
        self._linked = self._emphasised = 0


_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None
