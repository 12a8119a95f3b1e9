"""The metadata of an article from its HTML page: JSON-LD, meta tags, the page's own marks, and htmldate as one voice.

Called by `newsx.html_page.article`. Every field is the first of its candidates that has a value, and carries where it was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.html_page.jsonld import text_of
from newsx.html_page.metadata.bylines import find_authors
from newsx.html_page.metadata.dates import find_dates
from newsx.html_page.metadata.headlines import find_headline
from newsx.html_page.metadata.images import find_image
from newsx.html_page.metadata.language import plausible_code
from newsx.html_page.metadata.sites import find_address, find_publisher, site_names
from newsx.lazy import lazy_pattern
from newsx.records import Metadata, Sourced

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsx.html_page.page import HtmlPage
    from newsx.records import EvidenceSource

MAX_KEYWORDS = 30
MAX_KEYWORD_LENGTH = 80
# What stands between the keywords of a list that is one string.
_KEYWORD_SPLIT = lazy_pattern(r"(?:(?<!\s)\s+)?[,;|]\s*")  # a run of spaces is looked at from its first one only


def read_metadata(
    page: HtmlPage, *, url: str | None = None, today: dt.date | None = None, use_htmldate: bool = True
) -> Metadata:
    """Return what the page states of its article; fields that it does not state are None or empty.

    `url` is the address the page came from, if known; relative addresses are resolved against it. `today` is the day
    after which no article can have been published (default: the current day). The page's tree must be whole.
    """
    address = find_address(page, url)
    location = address.value if address else None
    sites = tuple(site_names(page, location))
    headline = find_headline(page, sites)
    title = headline.value if headline else None
    published, modified = find_dates(page, headline=title, url=location, today=today, use_htmldate=use_htmldate)
    return Metadata.of(
        {
            "headline": headline,
            "description": _first(_descriptions(page)),
            "authors": find_authors(page, sites=sites, headline=title),
            "publisher": find_publisher(page),
            "date_published": published,
            "date_modified": modified,
            "section": _first(_sections(page)),
            "keywords": _keywords(page),
            "language": _language(page),
            "image": find_image(page, url=location),
            "url": address,
        }
    )


def _first(candidates: Iterator[Sourced[str | None]]) -> Sourced[str | None] | None:
    """Return the first candidate that has a value."""
    return next((candidate for candidate in candidates if candidate.value), None)


def _descriptions(page: HtmlPage) -> Iterator[Sourced[str | None]]:
    """Yield what the page states as a description, the most trusted place first."""
    yield Sourced(page.meta("og:description", "description", "twitter:description"), "meta")
    yield Sourced(text_of(page.jsonld.article.get("description")), "json_ld")


def _sections(page: HtmlPage) -> Iterator[Sourced[str | None]]:
    """Yield what the page states as its section, the most trusted place first."""
    yield Sourced(text_of(page.jsonld.article.get("articleSection")), "json_ld")
    yield Sourced(page.meta("article:section", "section", "sailthru.section", "parsely-section"), "meta")


def _keywords(page: HtmlPage) -> Sourced[tuple[str, ...]] | None:
    """Return the keywords of the first place that has any, each once."""
    stated = page.jsonld.article.get("keywords")
    values = stated if isinstance(stated, list) else [stated]
    places: tuple[tuple[EvidenceSource, list[str]], ...] = (
        ("json_ld", [text for value in values[:200] if (text := text_of(value))]),
        *(("meta", page.metas.get(name, [])) for name in ("article:tag", "news_keywords", "keywords")),
    )
    for source, texts in places:
        words = [
            word for text in texts for word in _KEYWORD_SPLIT.split(text) if word and len(word) <= MAX_KEYWORD_LENGTH
        ]
        if words:
            return Sourced(tuple(dict.fromkeys(words))[:MAX_KEYWORDS], source)
    return None


def _language(page: HtmlPage) -> Sourced[str] | None:
    """Return the first language that the page states and that there is."""
    places: tuple[tuple[EvidenceSource, str | None], ...] = (
        ("lang", page.language),
        ("json_ld", text_of(page.jsonld.article.get("inLanguage"))),
        ("meta", page.meta("og:locale", "content-language", "language", "dc.language")),
    )
    for source, stated in places:
        if code := plausible_code(stated):
            return Sourced(code, source)
    return None
