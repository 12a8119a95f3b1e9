"""When an article was published and changed, by the most trusted place that states it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.metadata.jsonld import text_of
from newsx.metadata.times import day_of, to_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.metadata.page import PageFacts

# Publishers east of the reader are up to a day ahead; anything later is an event, an expiry date or a wrong clock.
AHEAD = dt.timedelta(days=1)

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:datepublished", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "dcterms.created", "dc.date.created", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "published_at", "pub_date", "pubdate",
    "publish-date", "publish_date", "publishdate", "publisheddate", "published", "article.published", "article:publicationdate",
    "date.release", "iso-8601-publish-date", "content:publishdate", "prism.publicationdate", "citation_publication_date",
    "og:published_time", "article:published", "date", "dc.date", "dcterms.date", "datecreated", "date.created", "dcterms.issued", "ptime",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "last-modified", "last_modified", "date.modified",
    "dcterms.modified", "dc.date.modified", "cxenseparse:modified_time", "article:modified", "lastpublisheddate", "revised", "mtime",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?=[/_.-])")


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO 8601 dates (with time and offset where given) and where each was found."""

    published: str | None
    modified: str | None
    evidence: dict[str, str] = field(default_factory=dict)


def read_dates(facts: PageFacts, *, url: str | None, today: dt.date | None = None, use_htmldate: bool = True) -> Dates:
    """The first stated publication date that is not in the future, and the first stated change that is not before it."""
    latest = (today or dt.datetime.now(tz=dt.UTC).date()) + AHEAD
    evidence: dict[str, str] = {}
    modified, published = None, None
    for place, raw in _published_candidates(facts, url):
        published = _not_after(to_iso(raw), latest)
        if published:
            evidence["date_published"] = place
            break
    if published is None and use_htmldate:
        published = _htmldate(facts, url, latest)
        if published:
            evidence["date_published"] = "htmldate"
    for place, raw in _modified_candidates(facts):
        modified = _not_after(to_iso(raw), latest)
        if modified and (published is None or day_of(modified) >= day_of(published)):
            evidence["date_modified"] = place
            break
        modified = None
    return Dates(published=published, modified=modified, evidence=evidence)


def _not_after(iso: str | None, latest: dt.date) -> str | None:
    return iso if iso and day_of(iso) <= latest else None


def _published_candidates(facts: PageFacts, url: str | None) -> Iterator[tuple[str, str]]:
    yield "json-ld", text_of(facts.jsonld.article.get("datePublished")) or ""
    for name in _PUBLISHED_METAS:
        yield f"meta {name}", facts.meta(name) or ""
    for element in facts.tree.xpath(".//*[@itemprop='datePublished' or @pubdate]")[:5]:
        yield "itemprop", element.get("datetime") or element.get("content") or element.text_content()[:60]
    yield "json-ld dateCreated", text_of(facts.jsonld.article.get("dateCreated")) or ""
    match = _URL_DATE.search(url or "")
    if match:
        yield "url", "-".join(match.groups())


def _modified_candidates(facts: PageFacts) -> Iterator[tuple[str, str]]:
    yield "json-ld", text_of(facts.jsonld.article.get("dateModified")) or ""
    for name in _MODIFIED_METAS:
        yield f"meta {name}", facts.meta(name) or ""
    for element in facts.tree.xpath(".//*[@itemprop='dateModified']")[:5]:
        yield "itemprop", element.get("datetime") or element.get("content") or element.text_content()[:60]


def _htmldate(facts: PageFacts, url: str | None, latest: dt.date) -> str | None:
    from htmldate import find_date

    return (
        find_date(facts.tree, url=url, original_date=True, extensive_search=True, max_date=latest.isoformat()) or None
    )
