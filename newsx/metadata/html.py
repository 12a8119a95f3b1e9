"""The metadata of an article from its HTML page: JSON-LD, meta tags, the page's own marks, and htmldate as one voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsx.metadata import authors, images, published, titles
from newsx.metadata.jsonld import names_of, text_of
from newsx.metadata.language import plausible_code
from newsx.metadata.page import PageFacts, headline_block, host_of, read_page, spaced_text
from newsx.records import Metadata

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_AUTHOR_METAS = (
    "author", "article:author_name", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "cxenseparse:author", "article_author", "articleauthor", "authors", "citation_author", "og:article:author",
    "sailthru.byline_name", "author.name", "creator", "rbauthors",
)  # fmt: skip
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|author-?names?|article-?author|post-?author|contributor)s?(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_A_BYLINE = re.compile(
    r"bio|avatar|image|social|follow|about|related|comment|widget|box|footer|card-list|popular", re.IGNORECASE
)
# A byline is a line; a longer element holds a biography or a list.
MAX_BYLINE = 200
MAX_KEYWORDS = 30
# The byline stands within so many lines after the headline, or, less often, before it.
LINES_AFTER = 14
LINES_BEFORE = 4
_BY = re.compile(
    r"^(?:by|written by|story by|words by|reported by|von|par|por|text:|texte:|texto:|di|door|av|af)\s*:?\s+(?=[^\W\d_])|^(?-i:By)(?=[A-Z])|^(?:posted|published)\b.{0,40}\sby\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:,|\band|&|\bund|\bet)$", re.IGNORECASE)
_BY_ALONE = re.compile(r"^(?:by|written by|story by|words by|von|par|por|door|av)\s*:?$", re.IGNORECASE)
# The words before which a keyword list is one string.
_KEYWORD_SPLIT = re.compile(r"\s*[,;|]\s*")


def from_tree(
    tree: HtmlElement,
    *,
    url: str | None = None,
    today: dt.date | None = None,
    use_htmldate: bool = True,
) -> Metadata:
    """What the page `tree` states of its article.

    `url` is the address the page came from, if known; relative addresses are resolved against it. `today` is the day
    after which no article can have been published (default: the current day). Fields that the page does not state are None or empty.
    """
    return from_facts(read_page(tree), url=url, today=today, use_htmldate=use_htmldate)


def from_facts(
    facts: PageFacts, *, url: str | None = None, today: dt.date | None = None, use_htmldate: bool = True
) -> Metadata:
    """As `from_tree`, from facts already read."""
    evidence: dict[str, str] = {}
    address = _address(facts, url)
    publisher = _publisher(facts)
    sites = tuple(_site_names(facts, address))
    headline = titles.choose_headline(_headline_candidates(facts), site_names=sites)
    if headline:
        evidence["headline"] = headline[1]
    # An account is often a person's own: it tells titles from site names, but not people from sites.
    bodies = tuple(name for name in sites if not name.startswith("@") and "_" not in name)
    names, where = _authors(facts, bodies, headline[0] if headline else None)
    if names:
        evidence["authors"] = where
    dates = published.read_dates(
        facts, headline=headline[0] if headline else None, url=address, today=today, use_htmldate=use_htmldate
    )
    evidence.update(dates.evidence)
    return Metadata(
        headline=headline[0] if headline else None,
        description=_description(facts),
        authors=names,
        publisher=publisher,
        date_published=dates.published,
        date_modified=dates.modified,
        section=_section(facts),
        keywords=_keywords(facts),
        language=_language(facts),
        image=images.lead_image(facts, url=address),
        url=address,
        evidence=evidence,
    )


def _headline_candidates(facts: PageFacts) -> Iterator[tuple[str, str]]:
    if len(facts.h1) == 1:
        yield "h1", facts.h1[0]
    yield "json-ld", text_of(facts.jsonld.article.get("headline")) or ""
    yield "og:title", facts.meta("og:title") or ""
    yield "title", facts.title
    yield "meta", facts.meta("twitter:title", "sailthru.title", "parsely-title", "dc.title", "headline") or ""
    if len(facts.h1) > 1:
        yield "h1", _heading_like_others(facts)


def _heading_like_others(facts: PageFacts) -> str:
    """The level-one heading that the page's title repeats; the first one where none is repeated."""
    title = titles.key(" ".join((facts.title, facts.meta("og:title") or "")))
    return next((heading for heading in facts.h1 if titles.key(heading) in title), facts.h1[0])


def _site_names(facts: PageFacts, url: str | None) -> Iterator[str]:
    for name in (
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "publisher",
        "dc.publisher",
        "twitter:site",
        "cre",
        "al:ios:app_name",
        "al:android:app_name",
        "sailthru.publisher",
        "article:publisher",
    ):
        yield from (value for value in facts.metas.get(name, ()) if "/" not in value)
    yield from names_of(facts.jsonld.resolve(facts.jsonld.article.get("publisher")))
    yield from facts.jsonld.organisations()
    host = host_of(url)
    if host:
        yield host
        yield from (label for label in host.split(".")[:-1] if len(label) >= 4)


def _publisher(facts: PageFacts) -> str | None:
    names = names_of(facts.jsonld.resolve(facts.jsonld.article.get("publisher")))
    name = next((name for name in names if not name.startswith("http")), None)
    name = (
        name
        or facts.meta("og:site_name", "application-name", "dc.publisher", "publisher")
        or next(facts.jsonld.organisations(), None)
    )
    return None if name is None or name.startswith("http") else name


def _authors(facts: PageFacts, sites: tuple[str, ...], headline: str | None) -> tuple[tuple[str, ...], str]:
    """Names of the authors are given with the place they were found, by the first of these ways that gives one.

    1. the visible byline beside the headline, where it shares a name with what the page states in its metadata;
    2. people in the JSON-LD, the meta tags, the marks of microdata and links;
    3. people in the visible byline, then in the first element called a byline;
    4. the body that the visible byline names. Metadata that names only a body says who publishes, not who writes.
    """
    visible = authors.read_signatures(_byline_lines(facts, headline), site_names=sites)
    for place, raw in _stated_authors(facts):
        people = authors.read_signatures(raw, site_names=sites).people
        if people and visible.people and authors.share_a_name(people, visible.people):
            return visible.people, "byline"
        if people:
            return people, place
    for place, people in (
        ("byline", visible.people),
        ("byline class", authors.read_signatures(_bylines(facts.tree), site_names=sites).people),
        ("byline", visible.bodies),
    ):
        if people:
            return people, place
    return (), ""


def _byline_lines(facts: PageFacts, headline: str | None) -> list[str]:
    """The first line near the headline that begins as bylines do, with the lines that carry it on.

    A bare "By" takes the next line with it; a line that ends in "and" or a comma takes the next one too.
    """
    start = headline_block(facts, headline)
    if start is None:
        return []
    blocks = facts.blocks
    for i in (*range(start + 1, start + 1 + LINES_AFTER), *range(start - 1, start - 1 - LINES_BEFORE, -1)):
        if not 0 <= i < len(blocks):
            continue
        line = blocks[i].text
        for following in blocks[i + 1 : i + 4]:
            if not (_BY_ALONE.match(line) or _GOES_ON.search(line)):
                break
            line = f"{line} {following.text}"
        if len(line) <= MAX_BYLINE and _BY.match(line):
            return [line]
    return []


def _stated_authors(facts: PageFacts) -> Iterator[tuple[str, list[str]]]:
    yield "json-ld", names_of(_resolved_authors(facts))
    for name in _AUTHOR_METAS:
        values = [value for value in facts.metas.get(name, ()) if not value.startswith(("http", "/"))]
        if values:
            yield f"meta {name}", values
    yield (
        "itemprop",
        [
            spaced_text(element)
            for element in facts.tree.xpath(".//*[@itemprop='author']")[:10]
            if len(element.text_content()) <= MAX_BYLINE
        ],
    )
    yield "rel=author", [spaced_text(element) for element in facts.tree.xpath(".//a[@rel='author']")[:10]]


def _resolved_authors(facts: PageFacts) -> list[object]:
    value = facts.jsonld.article.get("author") or facts.jsonld.article.get("creator")
    values = value if isinstance(value, list) else [value]
    return [facts.jsonld.resolve(item) for item in values[:50]]


def _bylines(tree: HtmlElement) -> list[str]:
    """The text of the first element whose class says that it holds the byline."""
    for element in tree.xpath(".//*[@class]"):
        name = element.get("class")
        if not _BYLINE_CLASS.search(name) or _NOT_A_BYLINE.search(name):
            continue
        texts = [text for piece in element.itertext() if (text := " ".join(piece.split()))]
        if 3 < sum(map(len, texts)) <= MAX_BYLINE:
            return [" | ".join(texts)]
    return []


def _description(facts: PageFacts) -> str | None:
    return facts.meta("og:description", "description", "twitter:description") or text_of(
        facts.jsonld.article.get("description")
    )


def _section(facts: PageFacts) -> str | None:
    return text_of(facts.jsonld.article.get("articleSection")) or facts.meta(
        "article:section", "section", "sailthru.section", "parsely-section"
    )


def _keywords(facts: PageFacts) -> tuple[str, ...]:
    """The keywords of the first place that has any, each once."""
    stated = facts.jsonld.article.get("keywords")
    values = stated if isinstance(stated, list) else [stated]
    places = (
        [text for value in values[:200] if (text := text_of(value))],
        facts.metas.get("article:tag", []),
        facts.metas.get("news_keywords", []),
        facts.metas.get("keywords", []),
    )
    for texts in places:
        words = [word for text in texts for word in _KEYWORD_SPLIT.split(text) if word and len(word) <= 80]
        if words:
            return tuple(dict.fromkeys(words))[:MAX_KEYWORDS]
    return ()


def _language(facts: PageFacts) -> str | None:
    for stated in (
        facts.language,
        text_of(facts.jsonld.article.get("inLanguage")),
        facts.meta("og:locale", "content-language", "language", "dc.language"),
    ):
        code = plausible_code(stated)
        if code:
            return code
    return None


def _address(facts: PageFacts, url: str | None) -> str | None:
    """The page's canonical address; `url` where it states none that points at an article."""
    links = [
        element.get("href") for element in facts.tree.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    for stated in (*links[:1], facts.meta("og:url")):
        absolute = _absolute(stated, url)
        if absolute:
            return absolute
    return url


def _absolute(stated: str | None, base: str | None) -> str | None:
    """`stated` as an http(s) address with a path of its own, else None."""
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
