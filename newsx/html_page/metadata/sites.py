"""The site behind an HTML page: its names, the publisher, and the address of the page (called by `read_metadata`)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsx.html_page.jsonld import names_of, text_of
from newsx.html_page.page import host_of
from newsx.html_page.titles import key
from newsx.records import Sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.html_page.page import HtmlPage
    from newsx.records import EvidenceSource

_SITE_METAS = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:site", "cre", "al:ios:app_name",
    "al:android:app_name", "sailthru.publisher", "article:publisher",
)  # fmt: skip
_APP_METAS = frozenset({"application-name", "apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name"})
MIN_HEADLINE_SPACES = 3
# A shorter label of the host is no name of a site ("www", "uk").
MIN_LABEL = 4


def site_names(page: HtmlPage, url: str | None) -> Iterator[str]:
    """Yield the names that a page gives its site: in meta tags, in JSON-LD, in the host of its address."""
    headlines = {key(text) for text in (page.meta("og:title"), text_of(page.jsonld.article.get("headline"))) if text}
    for name in _SITE_METAS:
        for value in page.metas.get(name, ()):
            # Some pages give their application the name of the article; a site's name is short.
            is_headline = name in _APP_METAS and key(value) in headlines and value.count(" ") >= MIN_HEADLINE_SPACES
            if "/" not in value and not is_headline:
                yield value
    yield from _stated_publishers(page)
    yield from page.jsonld.organisations()
    host = host_of(url)
    if host:
        yield host
        yield from (label for label in host.split(".")[:-1] if len(label) >= MIN_LABEL)


def find_publisher(page: HtmlPage) -> Sourced[str] | None:
    """Return the name of the publisher; None where the page gives none, or only an address."""
    places: tuple[tuple[EvidenceSource, str | None], ...] = (
        ("json_ld", next((name for name in _stated_publishers(page) if not name.startswith("http")), None)),
        ("meta", page.meta("og:site_name", "application-name", "dc.publisher", "publisher")),
        ("json_ld", next(page.jsonld.organisations(), None)),
    )
    for source, name in places:
        if name:
            return None if name.startswith("http") else Sourced(name, source)
    return None


def find_address(page: HtmlPage, url: str | None) -> Sourced[str] | None:
    """Return the page's canonical address; `url` where it states none that points at an article."""
    links = [
        element.get("href") for element in page.tree.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    places: tuple[tuple[EvidenceSource, str | None], ...] = (
        *(("link", link) for link in links[:1]),
        ("meta", page.meta("og:url")),
    )
    for source, stated in places:
        if absolute := _absolute(stated, url):
            return Sourced(absolute, source)
    return Sourced(url, "given") if url else None


def _stated_publishers(page: HtmlPage) -> list[str]:
    """Return the names of the publisher in the page's JSON-LD."""
    return names_of(page.jsonld.resolve(page.jsonld.article.get("publisher")))


def _absolute(stated: str | None, base: str | None) -> str | None:
    """Return `stated` as an http(s) address with a path of its own, else None."""
    if not stated:
        return None
    try:
        absolute = urljoin(base or "", stated.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc or (parts.path in {"", "/"} and not parts.query):
        return None
    return absolute
