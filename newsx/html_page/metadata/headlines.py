"""The headline of an HTML page: what its heading, JSON-LD, meta tags and title agree on (called by `read_metadata`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.html_page.jsonld import clean_text, text_of
from newsx.html_page.page import spaced_text
from newsx.html_page.titles import choose_headline, key
from newsx.lazy import lazy_pattern
from newsx.records import Sourced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.html_page.page import HtmlPage
    from newsx.records import EvidenceSource

# Shorter level-two headings are names of sections.
MIN_WORDS = 3
# "Page 2 of 3" behind the headline of an article in parts.
_PAGE_OF = lazy_pattern(
    r"(?:(?<!\s)\s+)?(?:[-–—|:,]\s*|\(|\[)(?:page|part|seite|teil|página|pagina|sivu|strona|стр(?:аница|\.)|sayfa|halaman|صفحة|第)\s*\d{1,3}\s*(?:of|von|de|di|sur|z|из|/|页|頁)?\s*\d{0,3}\s*[)\]]?"
    r"(?=\s*(?:$|[-–—|:]))",
    re.IGNORECASE,
)
# Where each place with a vote stands; two meta tags have a vote each.
_SOURCES: dict[str, EvidenceSource] = {
    "h1": "heading",
    "h2": "heading",
    "json-ld": "json_ld",
    "og:title": "meta",
    "title": "title",
    "meta": "meta",
}


def find_headline(page: HtmlPage, sites: Iterable[str]) -> Sourced[str] | None:
    """Return the headline that most places of the page agree on, without the name of its site; None where it has none."""
    candidates = ((place, _PAGE_OF.sub("", text)) for place, text in _candidates(page))
    chosen = choose_headline(candidates, site_names=sites)
    return Sourced(chosen[0], _SOURCES[chosen[1]]) if chosen else None


def _candidates(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Yield the places that have a vote, each with its text, in order of trust."""
    if len(page.h1) == 1:
        yield "h1", page.h1[0]
    yield "json-ld", text_of(page.jsonld.article.get("headline")) or ""
    yield "og:title", page.meta("og:title") or ""
    yield "title", page.title
    yield "meta", page.meta("twitter:title", "sailthru.title", "parsely-title", "dc.title", "headline") or ""
    if len(page.h1) > 1:
        yield "h1", _heading_like_others(page)
    yield "h2", _second_heading(page)


def _second_heading(page: HtmlPage) -> str:
    """Return the level-two heading that begins the title, where no level-one heading does: that one names a section; else nothing."""
    title = key(page.title)
    if not title or any(key(heading) in title for heading in page.h1):
        return ""
    shown = (clean_text(spaced_text(element)) for element in page.tree.iter("h2"))
    return next((text for text in shown if len(text.split()) >= MIN_WORDS and title.startswith(key(text))), "")


def _heading_like_others(page: HtmlPage) -> str:
    """Return the level-one heading that the page's title repeats; the first one where none is repeated."""
    title = key(" ".join((page.title, page.meta("og:title") or "")))
    return next((heading for heading in page.h1 if key(heading) in title), page.h1[0])
