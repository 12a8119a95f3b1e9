"""The days an HTML page was published and changed, by the most trusted place that states them (called by `read_metadata`)."""

from __future__ import annotations

import datetime as dt
import logging
import re
import socket
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsx.html_page.jsonld import text_of
from newsx.html_page.metadata.times import day_of, to_iso
from newsx.html_page.page import lines_near_headline
from newsx.lazy import lazy_pattern
from newsx.records import Sourced
from newsx.stamps import changed_day, published_day, reads_day_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from newsx.html_page.page import HtmlPage
    from newsx.records import EvidenceSource

_LOG = logging.getLogger("newsx.html_page")
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
_URL_DATE = lazy_pattern(r"/((?:19|20)\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?=[/_.-])")


# The printed date stands within so many lines after the headline, or, less often, before it, on a line of its own.
LINES_AFTER = 14
LINES_BEFORE = 4
MAX_DATE_LINE = 160
# West of Greenwich the day before goes on until 12:00 UTC, in the east the next one begins at 10:00 UTC.
WEST = 12
EAST = 10
MAX_OFFSET = 14 * 60
_CLOCK = lazy_pattern(r"\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*(?:([ap])\.?m\b)?", re.IGNORECASE)
_DIGIT = lazy_pattern(r"\d")
# English of the United States and the Philippines writes the month first in numbers; elsewhere the day stands first.
_MONTH_FIRST = frozenset({"en-us", "en-ph"})


@dataclass(frozen=True, slots=True)
class _PrintedDate:
    """A line near the headline with the days of publication and of change that it states; `marked` is the moment its mark-up states."""

    text: str
    published: dt.date | None
    changed: dt.date | None
    marked: str | None = None


def find_dates(
    page: HtmlPage, *, headline: str | None, url: str | None, today: dt.date | None = None, use_htmldate: bool = True
) -> tuple[Sourced[str] | None, Sourced[str] | None]:
    """Return the first stated day of publication that is not in the future, and the first stated change not before it.

    Both are ISO 8601, with time and offset where the page gives them. A moment stated in UTC is given as the page prints it
    where that is another day: the article's "today" is the local one.
    """
    latest = (today or dt.datetime.now(tz=dt.UTC).date()) + AHEAD
    printed = _printed_dates(page, headline)
    published = next(_credible(_published_candidates(page, printed, url), latest), None)
    if published is None and use_htmldate:
        published = next(_credible(_htmldate(page, url, latest), latest), None)
    earliest = published.value[:10] if published else ""
    changes = _credible(_modified_candidates(page, printed), latest)
    modified = next((change for change in changes if change.value[:10] >= earliest), None)
    if published:
        published = published._replace(value=_as_printed(published.value, printed))
    return published, modified


def _credible(candidates: Iterator[tuple[EvidenceSource, str]], latest: dt.date) -> Iterator[Sourced[str]]:
    """Yield the candidates that state a day not after `latest`, as ISO 8601."""
    for source, raw in candidates:
        iso = to_iso(raw)
        if iso and day_of(iso) <= latest:
            yield Sourced(iso, source)


def _printed_dates(page: HtmlPage, headline: str | None) -> list[_PrintedDate]:
    """Return the lines with a date beside the headline, the nearest after it first."""
    near = [
        (page.blocks[i], text)
        for i, text in lines_near_headline(page, headline, after=LINES_AFTER, before=LINES_BEFORE)
        if len(text) <= MAX_DATE_LINE and not _is_caption(page.blocks[i].element)
    ]
    day_first = _writes_day_first(page, [text for _, text in near])
    printed = []
    for block, text in near:
        published, changed = (
            read(text, day_first=day_first) if _DIGIT.search(text) else None for read in (published_day, changed_day)
        )
        marked = _marked_moment(block.element) if changed is None else None
        if published is None and marked:
            published = day_of(marked)
        if published or changed:
            printed.append(_PrintedDate(text, published, changed, marked))
    return printed


def _is_caption(element: HtmlElement) -> bool:
    """Return whether an element describes a picture: its day is when that was taken."""
    return element.tag == "figcaption" or any(
        parent.tag in {"figure", "figcaption", "aside"} for parent in element.iterancestors()
    )


def _marked_moment(element: HtmlElement) -> str | None:
    """Return the moment in the mark-up of the first day that a line shows, as ISO 8601."""
    return next((iso for mark in element.iter("time") if (iso := to_iso(mark.get("datetime") or ""))), None)


def _writes_day_first(page: HtmlPage, lines: list[str]) -> bool | None:
    """Return how a page writes numeric days: as its lines tell, else as its language does; None where neither tells."""
    told = reads_day_first(
        [*lines, *(block.text for block in page.blocks if "/" in block.text and len(block.text) < MAX_DATE_LINE)]
    )
    stated = (page.language or page.meta("og:locale") or "").lower().replace("_", "-")
    if told is not None or not stated:
        return told
    return stated not in _MONTH_FIRST if stated != "en" else None


def _as_printed(published: str, printed: list[_PrintedDate]) -> str:
    """Return a moment in UTC as local time, or as the bare local day, where a line of the page shows the day before or after."""
    if not published.endswith(("Z", "+00:00")):
        return published
    moment = dt.datetime.fromisoformat(published)
    for line in printed:
        if line.published is None:
            continue
        days = (line.published - moment.date()).days
        if days == 0:
            return published
        if (days == -1 and moment.hour < WEST) or (days == 1 and moment.hour >= EAST):
            return _with_offset(moment, line.published, line.text) or line.published.isoformat()
    return published


def _with_offset(moment: dt.datetime, day: dt.date, line: str) -> str | None:
    """Return `moment` in the offset that makes it the printed time of `day`; None where the line prints no such time."""
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


def _published_candidates(
    page: HtmlPage, printed: list[_PrintedDate], url: str | None
) -> Iterator[tuple[EvidenceSource, str]]:
    """Yield what the page states as the day of publication, the most trusted place first."""
    yield "json_ld", text_of(page.jsonld.article.get("datePublished")) or ""
    for name in _PUBLISHED_METAS:
        yield "meta", page.meta(name) or ""
    for element in page.tree.xpath(".//*[@itemprop='datePublished' or @pubdate]")[:5]:
        yield "microdata", element.get("datetime") or element.get("content") or element.text_content()[:60]
    yield "json_ld", text_of(page.jsonld.article.get("dateCreated")) or ""
    for line in printed:
        yield "dateline", _moment_of(line)
    match = _URL_DATE.search(url or "")
    if match:
        yield "url", "-".join(match.groups())


def _modified_candidates(page: HtmlPage, printed: list[_PrintedDate]) -> Iterator[tuple[EvidenceSource, str]]:
    """Yield what the page states as the day of the last change, the most trusted place first."""
    yield "json_ld", text_of(page.jsonld.article.get("dateModified")) or ""
    for name in _MODIFIED_METAS:
        yield "meta", page.meta(name) or ""
    for element in page.tree.xpath(".//*[@itemprop='dateModified']")[:5]:
        yield "microdata", element.get("datetime") or element.get("content") or element.text_content()[:60]
    for line in printed:
        if line.changed:
            yield "dateline", line.changed.isoformat()


def _moment_of(line: _PrintedDate) -> str:
    """Return the day of publication that a line states, with the time where it states one with the day; empty where it states none."""
    if line.published is None:
        return ""
    for stated in (line.marked, to_iso(line.text)):
        if stated and stated[:10] == line.published.isoformat():
            return stated
    return line.published.isoformat()


def _htmldate(page: HtmlPage, url: str | None, latest: dt.date) -> Iterator[tuple[EvidenceSource, str]]:
    """Yield the day that htmldate finds, if it finds one."""
    find_date = _find_date()
    try:
        found = find_date(page.tree, url=url, original_date=True, extensive_search=False, max_date=latest.isoformat())
    except Exception:  # noqa: BLE001 - foreign code on foreign markup (a zone of a hundred hours); it is one voice of several
        _LOG.debug("htmldate failed", exc_info=True)
        return
    yield "htmldate", found or ""


@cache
def _find_date() -> Callable[..., str | None]:
    """Load htmldate. It loads urllib3, which binds a socket to learn whether there is IPv6: nothing here opens one, so it is told there is none."""
    has_ipv6, socket.has_ipv6 = socket.has_ipv6, False
    try:
        from htmldate import find_date
    finally:
        socket.has_ipv6 = has_ipv6
    if connection := sys.modules.get("urllib3.util.connection"):
        connection.HAS_IPV6 = has_ipv6  # type: ignore[attr-defined] # for whoever fetches with it in the same program
    return find_date
