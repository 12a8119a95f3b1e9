"""When an article was published and changed, by the most trusted place that states it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.metadata.jsonld import text_of
from newsx.metadata.page import headline_block
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


# The printed date stands within so many lines after the headline, or, less often, before it, on a line of its own.
LINES_AFTER = 14
LINES_BEFORE = 4
MAX_DATE_LINE = 160
# West of Greenwich the day before goes on until 12:00 UTC, in the east the next one begins at 10:00 UTC.
WEST = 12
EAST = 10
MAX_OFFSET = 14 * 60
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*(?:([ap])\.?m\b)?", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:last )?(?:updated|modified|edited|revised|aktualisiert|actualizado|mis à jour|aggiornato)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO 8601 dates (with time and offset where given) and where each was found."""

    published: str | None
    modified: str | None
    evidence: dict[str, str] = field(default_factory=dict)


def read_dates(
    facts: PageFacts, *, headline: str | None, url: str | None, today: dt.date | None = None, use_htmldate: bool = True
) -> Dates:
    """The first stated publication date that is not in the future, and the first stated change that is not before it.

    A moment stated in UTC is given as the page prints it where that is another day: the article's "today" is the local one.
    """
    latest = (today or dt.datetime.now(tz=dt.UTC).date()) + AHEAD
    evidence: dict[str, str] = {}
    printed = _printed_dates(facts, headline)
    modified, published = None, None
    for place, raw in _published_candidates(facts, printed, url):
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
        if modified and (published is None or modified[:10] >= published[:10]):
            evidence["date_modified"] = place
            break
        modified = None
    if published:
        published = _as_printed(published, printed)
    return Dates(published=published, modified=modified, evidence=evidence)


def _printed_dates(facts: PageFacts, headline: str | None) -> list[str]:
    """The lines with a date beside the headline, those that speak of a change left out; nearest after it first."""
    start = headline_block(facts, headline)
    if start is None:
        return []
    blocks = facts.blocks
    order = (*range(start + 1, start + 1 + LINES_AFTER), *range(start - 1, start - 1 - LINES_BEFORE, -1))
    lines = [blocks[i].text for i in order if 0 <= i < len(blocks) and len(blocks[i].text) <= MAX_DATE_LINE]
    return [_CHANGED.sub("", line) for line in lines if not _CHANGED.match(line) and to_iso(_CHANGED.sub("", line))]


def _as_printed(published: str, printed: list[str]) -> str:
    """A moment in UTC as local time, or as the bare local day, where a line of the page shows the day before or after."""
    if not published.endswith(("Z", "+00:00")):
        return published
    moment = dt.datetime.fromisoformat(published)
    for line in printed:
        stated = to_iso(line)
        if stated is None:
            continue
        days = (day_of(stated) - moment.date()).days
        if days == 0:
            return published
        if (days == -1 and moment.hour < WEST) or (days == 1 and moment.hour >= EAST):
            return _with_offset(moment, day_of(stated), line) or stated[:10]
    return published


def _with_offset(moment: dt.datetime, day: dt.date, line: str) -> str | None:
    """`moment` in the offset that makes it the printed time of `day`; None where the line prints no such time."""
    match = _CLOCK.search(line)
    if not match:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    if hour > 23:
        return None
    local = dt.datetime.combine(day, dt.time(hour, int(match[2])))
    minutes = round((local - moment.replace(tzinfo=None)).total_seconds() / 900) * 15
    if abs(minutes) > MAX_OFFSET:
        return None
    return moment.astimezone(dt.timezone(dt.timedelta(minutes=minutes))).isoformat()


def _not_after(iso: str | None, latest: dt.date) -> str | None:
    return iso if iso and day_of(iso) <= latest else None


def _published_candidates(facts: PageFacts, printed: list[str], url: str | None) -> Iterator[tuple[str, str]]:
    yield "json-ld", text_of(facts.jsonld.article.get("datePublished")) or ""
    for name in _PUBLISHED_METAS:
        yield f"meta {name}", facts.meta(name) or ""
    for element in facts.tree.xpath(".//*[@itemprop='datePublished' or @pubdate]")[:5]:
        yield "itemprop", element.get("datetime") or element.get("content") or element.text_content()[:60]
    yield "json-ld dateCreated", text_of(facts.jsonld.article.get("dateCreated")) or ""
    for line in printed:
        yield "beside the headline", line
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
        find_date(facts.tree, url=url, original_date=True, extensive_search=False, max_date=latest.isoformat()) or None
    )
