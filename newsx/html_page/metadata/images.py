"""The lead image of an HTML page with its caption and credit (called by `read_metadata`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsx.html_page.jsonld import clean_text, names_of, text_of
from newsx.html_page.page import HtmlPage, spaced_text
from newsx.lazy import lazy_pattern
from newsx.records import Image, Sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newsx.records import EvidenceSource

_CREDIT_CLASS = lazy_pattern(r"credit|copyright|photographer|byline|source|fotograf", re.IGNORECASE)
_CREDIT_TEXT = lazy_pattern(
    r"(?:\b(?:photo(?:graph)?(?: credit)?|image(?: credit)?|picture|credit|foto|bild|copyright)\s*(?:by|:|©)|©)\s*([^|\n]{2,80})\s*\Z",
    re.IGNORECASE,
)
# A logo is no lead image.
_LOGO = lazy_pattern(r"logo|default[-_]?(?:image|share|og)|placeholder|favicon|sprite", re.IGNORECASE)
MAX_CAPTION = 800


def find_image(page: HtmlPage, *, url: str | None) -> Sourced[Image] | None:
    """Return the image the page names as its article's, else the first one in a figure; None when it shows none."""
    node = page.jsonld.resolve(_first(page.jsonld.article.get("image")))
    addresses = list(_stated_addresses(page, node, url))
    figure = _figure_of(page.tree, [address for _, address in addresses])
    if not addresses and figure is not None:
        addresses = list(_shown_addresses(figure, url))
    if not addresses:
        return None
    caption, credit = _caption(figure) if figure is not None else (None, None)
    if isinstance(node, dict):
        caption = caption or text_of(node.get("caption"))
        credit = credit or next(
            iter(names_of(node.get("creditText") or node.get("creator") or node.get("copyrightHolder"))), None
        )
    source, address = addresses[0]
    return Sourced(Image(url=address, caption=caption, credit=credit), source)


def _stated_addresses(page: HtmlPage, node: object, url: str | None) -> Iterator[tuple[EvidenceSource, str]]:
    """Yield the addresses of the image in the page's JSON-LD, whose image is `node`, and in its meta tags."""
    stated = node.get("url") or node.get("contentUrl") or node.get("@id") if isinstance(node, dict) else node
    places: tuple[tuple[EvidenceSource, object], ...] = (
        ("json_ld", stated),
        ("meta", page.meta("og:image", "og:image:url", "og:image:secure_url")),
        ("meta", page.meta("twitter:image", "twitter:image:src")),
    )
    for source, value in places:
        if address := _usable(value, url):
            yield source, address


def _shown_addresses(figure: HtmlElement, url: str | None) -> Iterator[tuple[EvidenceSource, str]]:
    """Yield the addresses of the images that a figure shows."""
    for image in figure.iter("img"):
        if address := _usable(image.get("src") or image.get("data-src"), url):
            yield "figure", address


def _first(value: object) -> object:
    """Return the first item of a list; anything else as it is."""
    return value[0] if isinstance(value, list) and value else value


def _usable(value: object, base: str | None) -> str | None:
    """Return a value as an http(s) address of a picture, or None when it is none."""
    if not isinstance(value, str) or not value.strip() or value.startswith("data:") or _LOGO.search(value):
        return None
    try:
        absolute = urljoin(base or "", value.strip())
        return absolute if urlsplit(absolute).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _figure_of(tree: HtmlElement, addresses: list[str]) -> HtmlElement | None:
    """Return the figure that shows one of `addresses` (by file name), else the first figure with a caption inside the article."""
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
    """Return the name of the file in an address, without its suffix."""
    path = urlsplit(address).path.rstrip("/")
    return re.sub(r"\.\w{3,4}\Z", "", path.rpartition("/")[2])


def _in_article(figure: HtmlElement) -> bool:
    """Return whether a figure stands in the main part of its page."""
    return any(parent.tag in {"article", "main"} for parent in figure.iterancestors())


def _caption(figure: HtmlElement) -> tuple[str | None, str | None]:
    """Return caption and credit of a figure: the credit by its class, else by its words at the caption's end."""
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
    """Return a credit without the word that announces it; None when nothing else is left."""
    return (
        re.sub(
            r"^(?:photo(?:graph)?|image|picture|credit|foto|bild|copyright|source|©)(?:\s+(?:by|credit))?\s*:?\s*",
            "",
            credit,
            flags=re.IGNORECASE,
        ).strip()
        or None
    )
