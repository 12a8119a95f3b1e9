"""The tree of a page -> the paragraphs of its article, with trafilatura."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article in order; subheads and list items are paragraphs of their own."""

    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def extract_body(tree: HtmlElement) -> Body:
    """The article's paragraphs as trafilatura's precise setting gives them; the tree stays as it is."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    except Exception as error:  # noqa: BLE001 - foreign code on foreign markup; the text way follows and the warning names it
        return Body((), (f"trafilatura failed ({type(error).__name__})",))
    if document is None or isinstance(document, dict) or document.body is None:
        return Body(())
    return Body(tuple(body_paragraphs(document.body)))


def body_paragraphs(body: _Element) -> Iterator[str]:
    """The paragraphs of trafilatura's own body element: one for each p, head, item, row, quote or line break."""
    from trafilatura.xml import xmltotxt

    for line in xmltotxt(body, include_formatting=False).split("\n"):
        text = " ".join(line.split())
        text = text.removeprefix("- ")
        if text and text != "-":
            yield text
