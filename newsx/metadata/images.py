"""The lead image of an article with its caption and credit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsx.metadata.jsonld import clean_text, names_of, text_of
from newsx.metadata.page import PageFacts, spaced_text
from newsx.records import Image

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|byline|source|fotograf", re.IGNORECASE)
_CREDIT_TEXT = re.compile(
    r"(?:\b(?:photo(?:graph)?(?: credit)?|image(?: credit)?|picture|credit|foto|bild|copyright)\s*(?:by|:|©)|©)\s*([^|\n]{2,80})\s*\Z",
    re.IGNORECASE,
)
# A logo is no lead image.
_LOGO = re.compile(r"logo|default[-_]?(?:image|share|og)|placeholder|favicon|sprite", re.IGNORECASE)
MAX_CAPTION = 800


def lead_image(facts: PageFacts, *, url: str | None) -> Image | None:
    """The image the page names as its article's, else the first one in a figure; None when it shows none."""
    node = facts.jsonld.resolve(_first(facts.jsonld.article.get("image")))
    stated = [node.get("url") or node.get("contentUrl") or node.get("@id") if isinstance(node, dict) else node]
    stated += [
        facts.meta("og:image", "og:image:url", "og:image:secure_url"),
        facts.meta("twitter:image", "twitter:image:src"),
    ]
    addresses = [text for value in stated if (text := _usable(value, url))]
    figure = _figure_of(facts.tree, addresses)
    if not addresses and figure is not None:
        addresses = [
            text for image in figure.iter("img") if (text := _usable(image.get("src") or image.get("data-src"), url))
        ]
    if not addresses:
        return None
    caption, credit = _caption(figure) if figure is not None else (None, None)
    if isinstance(node, dict):
        caption = caption or text_of(node.get("caption"))
        credit = credit or next(
            iter(names_of(node.get("creditText") or node.get("creator") or node.get("copyrightHolder"))), None
        )
    return Image(url=addresses[0], caption=caption, credit=credit)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _usable(value: object, base: str | None) -> str | None:
    if not isinstance(value, str) or not value.strip() or value.startswith("data:") or _LOGO.search(value):
        return None
    try:
        absolute = urljoin(base or "", value.strip())
        return absolute if urlsplit(absolute).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _figure_of(tree: HtmlElement, addresses: list[str]) -> HtmlElement | None:
    """The figure that shows one of `addresses` (by file name), else the first figure with a caption inside the article."""
    files = {name for address in addresses if len(name := _file_name(address)) >= 6}
    first = None
    for figure in tree.iter("figure"):
        sources = " ".join(
            value for image in figure.iter("img", "source") for name, value in image.attrib.items() if "src" in name
        )
        if any(name in sources for name in files):
            return figure
        if first is None and figure.find(".//figcaption") is not None and _in_article(figure):
            first = figure
    return first


def _file_name(address: str) -> str:
    path = urlsplit(address).path.rstrip("/")
    return re.sub(r"\.\w{3,4}\Z", "", path.rpartition("/")[2])


def _in_article(figure: HtmlElement) -> bool:
    return any(parent.tag in {"article", "main"} for parent in figure.iterancestors())


def _caption(figure: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit of a figure: the credit by its class, else by its words at the caption's end."""
    element = figure.find(".//figcaption")
    if element is None:
        return None, None
    whole = clean_text(spaced_text(element))[:MAX_CAPTION]
    for inner in element.iter():
        if inner is not element and isinstance(inner.tag, str) and _CREDIT_CLASS.search(inner.get("class") or ""):
            credit = clean_text(spaced_text(inner))[:200]
            caption = " ".join(whole.replace(credit, " ").split()) if credit else whole
            return caption or None, _plain_credit(credit)
    match = _CREDIT_TEXT.search(whole)
    if match:
        return whole[: match.start()].strip(" (|-–") or None, match[1].strip(" )")
    return whole or None, None


def _plain_credit(credit: str) -> str | None:
    return (
        re.sub(
            r"^(?:photo(?:graph)?|image|picture|credit|foto|bild|copyright|source|©)(?:\s+(?:by|credit))?\s*:?\s*",
            "",
            credit,
            flags=re.IGNORECASE,
        ).strip()
        or None
    )
