"""The authors of an HTML page: its visible byline, and what JSON-LD, meta tags and marks state (called by `read_metadata`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.boilerplate import is_prompt
from newsx.bylines import is_agency
from newsx.html_page.jsonld import names_of
from newsx.html_page.metadata.authors import read_signatures, share_a_name
from newsx.html_page.metadata.sites import find_publisher
from newsx.html_page.page import lines_near_headline, spaced_text
from newsx.html_page.titles import squeeze
from newsx.lazy import lazy_pattern
from newsx.records import Sourced
from newsx.vocabulary.bylines import byline_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newsx.html_page.page import HtmlPage
    from newsx.records import EvidenceSource

_AUTHOR_METAS = (
    "author", "article:author_name", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "cxenseparse:author", "article_author", "articleauthor", "authors", "citation_author", "og:article:author",
    "sailthru.byline_name", "author.name", "creator", "rbauthors",
)  # fmt: skip
_BYLINE_CLASS = lazy_pattern(
    r"(?:^|[\s_-])(?:by-?line|authors?|author-?names?|article-?author|post-?author|contributor)s?(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_A_BYLINE = lazy_pattern(
    r"bio|avatar|image|social|follow|about|related|comment|widget|box|footer|card-list|popular", re.IGNORECASE
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer"})
_ASIDE_CLASS = lazy_pattern(
    r"(?:^|[\s_-])(?<!with-)(?<!has-)(?<!no-)(?:sidebar|related|latest|popular|trending|recommend\w*|most-?read|teasers?|recirc\w*|comments?|newsletter)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A byline is a line; a longer element holds a biography or a list.
MAX_BYLINE = 200
# The byline stands within so many lines after the headline, or, less often, before it.
LINES_AFTER = 14
LINES_BEFORE = 4
_BY = lazy_pattern(
    rf"^(?:{byline_pattern('by')})\s*:?\s+(?=[^\W\d_])|^(?:{byline_pattern('author', 'label')})\s*[:：／]\s*(?=[^\W\d_])|"
    r"^(?-i:By)(?=[A-Z])|^(?:posted|published)\b.{0,40}\sby\s",
    re.IGNORECASE,
)
_GOES_ON = lazy_pattern(r"(?:,|\band|&|\bund|\bet)$", re.IGNORECASE)
_BY_ALONE = lazy_pattern(rf"^(?:{byline_pattern('by')})\s*:?$", re.IGNORECASE)


def find_authors(page: HtmlPage, *, sites: tuple[str, ...], headline: str | None) -> Sourced[tuple[str, ...]] | None:
    """Return the names of the authors by the first of these ways that gives one; None where none does.

    1. the visible byline beside the headline, where it shares a name with what the page states in its metadata;
    2. people in the JSON-LD, the meta tags, the marks of microdata and links;
    3. people in the visible byline, then in the first element called a byline;
    4. the organisation that the visible byline names;
    5. a news agency that the metadata names. Other organisations there say who publishes, not who writes.
    """
    # An account is often a person's own: it tells titles from site names, but not people from sites.
    names = tuple(name for name in sites if not name.startswith("@") and "_" not in name)
    visible = read_signatures(_byline_lines(page, headline), site_names=names)
    agency: Sourced[tuple[str, ...]] | None = None
    for source, raw in _stated_authors(page):
        signed = read_signatures(raw, site_names=names)
        people = tuple(name for name in signed.people if not is_agency(name))
        agencies = tuple(name for name in (*signed.people, *signed.organisations) if is_agency(name))
        if agencies and not _is_publisher(agencies[0], page) and agency is None:
            agency = Sourced(agencies, source)
        if people and visible.people and share_a_name(people, visible.people):
            return Sourced(visible.people, "byline")
        if people:
            return Sourced(people, source)
    shown = visible.people or read_signatures(_bylines(page.tree), site_names=names).people or visible.organisations
    return Sourced(shown, "byline") if shown else agency


def _is_publisher(name: str, page: HtmlPage) -> bool:
    """Return whether a name is that of the page's publisher."""
    publisher = find_publisher(page)
    return publisher is not None and squeeze(name) in squeeze(publisher.value)


def _byline_lines(page: HtmlPage, headline: str | None) -> list[str]:
    """Return the first line near the headline that begins as bylines do, with the lines that carry it on.

    A bare "By" takes the next line with it; a line that ends in "and" or a comma takes the next one too.
    """
    for i, text in lines_near_headline(page, headline, after=LINES_AFTER, before=LINES_BEFORE):
        line = text
        for following in page.blocks[i + 1 : i + 4]:
            if not (_BY_ALONE.match(line) or _GOES_ON.search(line)):
                break
            line = f"{line} {following.text}"
        if len(line) <= MAX_BYLINE and _BY.match(line) and not is_prompt(line):
            return [line]
    return []


def _stated_authors(page: HtmlPage) -> Iterator[tuple[EvidenceSource, list[str]]]:
    """Yield the raw strings of each place that states authors, the most trusted place first."""
    yield "json_ld", names_of(_resolved_authors(page))
    for name in _AUTHOR_METAS:
        values = [value for value in page.metas.get(name, ()) if not value.startswith(("http", "/"))]
        if values:
            yield "meta", values
    marked = [element for element in page.tree.xpath(".//*[@itemprop='author']")[:10] if not _is_aside(element)]
    yield "microdata", [spaced_text(element) for element in marked if len(element.text_content()) <= MAX_BYLINE]
    yield "link", [spaced_text(link) for link in page.tree.xpath(".//a[@rel='author']")[:10] if not _is_aside(link)]


def _resolved_authors(page: HtmlPage) -> list[object]:
    """Return the author values of the page's JSON-LD, references followed."""
    value = page.jsonld.article.get("author") or page.jsonld.article.get("creator")
    values = value if isinstance(value, list) else [value]
    return [page.jsonld.resolve(item) for item in values[:50]]


def _bylines(tree: HtmlElement) -> list[str]:
    """Return the text of the first element whose class says that it holds the byline."""
    for element in tree.xpath(".//*[@class]"):
        name = element.get("class")
        if not _BYLINE_CLASS.search(name) or _NOT_A_BYLINE.search(name) or _is_aside(element):
            continue
        texts = [text for piece in element.itertext() if (text := " ".join(piece.split()))]
        if 3 < sum(map(len, texts)) <= MAX_BYLINE:
            return [" | ".join(texts)]
    return []


def _is_aside(element: HtmlElement) -> bool:
    """Return whether an element stands in a list of other articles or in another part of the page that is not about this one."""
    return any(
        parent.tag in _ASIDE_TAGS
        or (_ASIDE_CLASS.search(parent.get("class") or "") and parent.tag not in {"article", "main", "body", "html"})
        for parent in element.iterancestors()
    )
