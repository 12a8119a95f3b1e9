"""The body that trafilatura proposes, asked where it costs little: on the part of the tree that holds prose (called by `newsx.html_page.body`)."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.html_page.blocks import is_hidden
from newsx.records import Caution, WarningCode
from newsx.startup import import_lean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

    from newsx.html_page.blocks import Block

# What trafilatura loads, in some 90 of its 115 ms, and does not use here: links, dates, downloads, character sets, second opinions.
_NOT_USED = (
    "charset_normalizer.from_bytes", "courlan.*", "htmldate.*", "justext.core.*", "justext.utils.*", "py3langid.*",
    "trafilatura.downloads.*", "trafilatura.json_metadata.*", "trafilatura.readability_lxml.*", "urllib3.response.HTTPResponse",
)  # fmt: skip
# A block of which links make up this share is a pointer to something else: nobody's prose.
MAX_LINKED = 0.8
# Elements that hold a part of a line: they stay with it.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "hr", "i", "ins", "kbd",
        "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
# Elements that trafilatura drops itself, each kind in a pass of its own ("form" and "figure" may hold an article or a table).
_NO_PROSE = (
    "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "footer", "head", "iframe", "input", "label", "link",
    "map", "math", "menu", "nav", "noscript", "object", "option", "picture", "rp", "rt", "rtc", "script", "select", "source", "style", "svg", "textarea",
    "time", "video",
)  # fmt: skip
# Marks of form that trafilatura takes off itself, after it has looked at each of them many times.
_FORM = (
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "ins", "mark", "nobr", "small", "span",
    "strong", "tt", "u", "var", "wbr",
)  # fmt: skip


def propose_body(tree: HtmlElement, blocks: Sequence[Block]) -> tuple[str, tuple[Caution, ...]]:
    """Return the body that trafilatura finds in its precise setting; empty where it fails, with a warning.

    `tree` is the page's tree and `blocks` its blocks. The tree is changed: it loses what holds no prose (`prune`).
    """
    trafilatura = import_lean("trafilatura", *_NOT_USED)
    prune(tree, blocks)
    try:
        document = trafilatura.bare_extraction(tree, options=_settings())
    except Exception as error:  # noqa: BLE001 - foreign code on foreign markup; the warning names it and the blocks still decide
        return "", (Caution(WarningCode.EXTRACTOR_FAILED, f"trafilatura failed ({type(error).__name__})"),)
    return "" if document is None or isinstance(document, dict) else document.text or "", ()


def prune(tree: HtmlElement, blocks: Sequence[Block]) -> None:
    """Drop every element without prose from the tree: menus, lists of teasers, scripts, drawings. What is hidden stays.

    Half as many elements are half the work for trafilatura, and there is less to take for the article: its body F1 rises on
    all four sets of gold pages (models/html_body/README.md). Behind some paywalls the article is there but hidden: it is in no block, and trafilatura alone finds it.
    """
    from lxml.etree import strip_elements, strip_tags

    strip_elements(tree, *_NO_PROSE, with_tail=False)
    needed = _holders(blocks)
    stack = [tree] if tree in needed else []
    while stack:
        for child in list(stack.pop()):
            if child in needed:
                stack.append(child)
            elif child.tag not in _INLINE and not is_hidden(child):
                _drop(child)
    strip_tags(tree, *_FORM)


def _holders(blocks: Sequence[Block]) -> set[HtmlElement]:
    """Return the elements that hold prose, and all above them."""
    needed: set[HtmlElement] = set()
    for block in blocks:
        if block.linked >= MAX_LINKED * (len(block.text) - block.text.count(" ")):
            continue
        node: HtmlElement | None = block.element
        while node is not None and node not in needed:
            needed.add(node)
            node = node.getparent()
    return needed


def _drop(element: HtmlElement) -> None:
    """Drop an element and keep the text that follows it."""
    parent = element.getparent()
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


@lru_cache(maxsize=1)
def _settings() -> Extractor:
    """Return trafilatura's settings: precise, without its slow second opinions, comments and metadata: the trees do as well with this as with more of it."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(output_format="python", fast=True, precision=True, comments=False, with_metadata=False)
