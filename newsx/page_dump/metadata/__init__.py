"""The metadata of an article from the judged lines of a page dump: headline, authors, days, publisher, section, keywords, caption.

Called by `newsx.extraction`. Every field carries the kind of line it was found in.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.page_dump.cues import BY
from newsx.page_dump.metadata.bylines import find_authors, is_name
from newsx.page_dump.metadata.keywords import split_keywords
from newsx.page_dump.whole import TITLE_MARK
from newsx.records import Image, Line, Metadata, Sourced
from newsx.stamps import find_stamps, reads_day_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsx.records import EvidenceSource

# Names one below another are one byline when no more than so many lines lie between them.
BYLINE_STEP = 2
# A byline that nothing marks stands so many lines above the headline, or below the beginning of the body; it is no longer than this.
LINES_ABOVE, LINES_BELOW = 4, 6
MAX_UNMARKED = 120
_NO_BYLINES = frozenset({"body", "headline", "caption", "byline", "dateline", "keywords"})
_HANDLE = lazy_pattern(r"(?:(?<!\s)\s+)?@\w+")
# The days of publication and of the last change stand no more lines apart.
STAMP_REACH = 4
_COPYRIGHT = lazy_pattern(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?([^.|©\d]{2,60}?)\s*(?:[.|©]|all rights|$)",
    re.IGNORECASE,
)
_COMPANY = lazy_pattern(
    r"(?:,|(?<![\s,]))\s+(?:media|publishing|group|ltd|llc|inc|limited|gmbh|company|co|corp|corporation|network|news group|holdings?|plc|pty)\b.*$",
    re.IGNORECASE,
)
_LABEL = lazy_pattern(r"^[^:：]{2,24}[:：]\s*")
_HEADING = lazy_pattern(r"^\W*[^:：]{2,24}[:：]?\s*$")
_BULLET = lazy_pattern(r"^\s*[•*·▪+–-]\s+")
_SECTION = lazy_pattern(r"^in\s+(\S.*)$")
_CREDIT = lazy_pattern(
    r"(?:(?<!\s)\s+)?(?:[/|]\s*([^/|]{2,60})$|\((?:photo(?:graph)?(?: by)?:?\s*)?((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,40})\)\s*$)|"
    r"\s(?:Photo(?:graph)?(?: by)?|Credit|Picture|Image|Foto):\s*(.{2,60})$",
    re.IGNORECASE,
)


def read_metadata(lines: Sequence[Line]) -> Metadata:
    """Return what the lines around the body say of the article; unknown is None or empty.

    `lines` come from `newsx.page_dump.label_lines`. A text that is an article and nothing else says nothing about itself.
    """
    roles: dict[str, list[Line]] = {}
    for line in lines:
        roles.setdefault(line.role, []).append(line)
    if len(roles) == 1 or "body" not in roles:
        return Metadata()
    texts = [line.text.strip() for line in lines]
    headline = roles["headline"][0] if "headline" in roles else None
    anchor = (headline or roles["body"][0]).number
    stamped = sorted((*roles.get("dateline", ()), *roles.get("byline", ())), key=lambda line: line.number)
    published, modified = _days(_nearest_first(stamped, anchor), texts)
    publisher = _publisher(texts)
    sections = (match[1] for line in roles.get("section", ()) if (match := _SECTION.match(line.text.strip())))
    caption = roles["caption"][0] if "caption" in roles else None
    return Metadata.of(
        {
            "headline": Sourced(_plain(headline.text), "heading") if headline else None,
            "authors": _authors(roles, anchor, publisher) or _unmarked_authors(lines, publisher),
            "publisher": Sourced(publisher, "copyright"),
            "date_published": published,
            "date_modified": modified,
            "section": Sourced(next(sections, None), "label"),
            "keywords": Sourced(_keywords(roles.get("keywords", ()), texts), "label"),
            "image": Sourced(_image(_plain(caption.text)), "caption") if caption else None,
        }
    )


def _authors(
    roles: Mapping[str, Sequence[Line]], anchor: int, publisher: str | None
) -> Sourced[tuple[str, ...]] | None:
    """Return the names in the bylines, or where those hold none, in the lines that state the day; None where neither holds any."""
    for role in ("byline", "dateline"):
        names = _names(_nearest_first(roles.get(role, ()), anchor))
        if names:
            return Sourced(_signed(names, publisher), _source_of(role))
    return None


def _unmarked_authors(lines: Sequence[Line], publisher: str | None) -> Sourced[tuple[str, ...]] | None:
    """Return the people named by a line around the headline that nothing else marked as the byline; None where no line is sure.

    A line is sure that announces its names ("By …") or states a day beside them.
    """
    start = next(position for position, line in enumerate(lines) if line.role == "body")
    top = next((position for position, line in enumerate(lines) if line.role == "headline"), start)
    for line in (*lines[top : start + LINES_BELOW], *reversed(lines[max(0, top - LINES_ABOVE) : top])):
        text = _HANDLE.sub("", _plain(line.text)).rstrip(" /")
        if line.role in _NO_BYLINES or len(text) > MAX_UNMARKED:
            continue
        names = find_authors(text)
        if not names or not all(" " in name for name in names):
            continue
        if BY.match(text) or find_stamps(text):
            return Sourced(_signed(names, publisher), "byline")
    return None


def _source_of(role: str) -> EvidenceSource:
    """Return where a name or a day was found that stands in a line of this role."""
    return "byline" if role == "byline" else "dateline"


def _signed(authors: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    """Return the authors; beside a person the publisher's name says where the person works ("By X, Gulf Ledger staff writer")."""
    people = tuple(author for author in authors if author.casefold() != (publisher or "").casefold())
    return people or tuple(authors)


def _plain(text: str) -> str:
    """Return the line without a bullet and with single spaces."""
    return " ".join(TITLE_MARK.sub("", _BULLET.sub("", text)).split())


def _nearest_first(lines: Sequence[Line], anchor: int) -> list[Line]:
    """Return the lines below the anchor in their order, then those above it, the nearest first."""
    below = [line for line in lines if line.number >= anchor]
    return below + [line for line in reversed(lines) if line.number < anchor]


def _names(bylines: Sequence[Line]) -> list[str]:
    """Return the names of the first byline that holds any, and of the names that stand alone right below it."""
    for position, line in enumerate(bylines):
        names = find_authors(_plain(line.text))
        if not names:
            continue
        last = line.number
        for below in bylines[position + 1 :]:
            more = find_authors(_plain(below.text))
            alone = len(more) == 1 and more[0] == _plain(below.text).strip(" ,;") and " " in more[0]
            if not alone or not 0 < below.number - last <= BYLINE_STEP:
                break
            names += [name for name in more if name not in names]
            last = below.number
        return names
    return []


def _days(stamps: Sequence[Line], texts: list[str]) -> tuple[Sourced[str] | None, Sourced[str] | None]:
    """Return the day of publication and that of the last change, as far as the lines that state days tell."""
    day_first = reads_day_first(texts)
    published: Sourced[str] | None = None
    stated_at = 0
    changes: list[Sourced[str]] = []
    for line in stamps:
        if published and abs(line.number - stated_at) > STAMP_REACH:
            break
        for stamp in find_stamps(line.text, day_first=day_first):
            day = Sourced(stamp.day.isoformat(), _source_of(line.role))
            if stamp.is_change:
                changes.append(day)
            elif published is None:
                published, stated_at = day, line.number
    first = changes[0] if changes else None
    if published is None:
        return first, None
    return published, (first if first and first.value >= published.value else None)


def _keywords(lines: Sequence[Line], texts: list[str]) -> tuple[str, ...]:
    """Return the keywords of all lines that list them, each once."""
    words: list[str] = []
    for line in lines:
        text = _plain(line.text)
        if not _HEADING.match(text) or _BULLET.match(line.text):
            words += split_keywords(_LABEL.sub("", text), texts)
    return tuple(dict.fromkeys(words))


# What says that a credit follows, and is no part of it.
_CREDIT_LABEL = lazy_pattern(
    r"^(?:photo(?:graph)?|picture|image|foto|credit|crédit|crédito)s?(?:\s+(?:by|credit|courtesy(?: of)?))?\s*[:/]\s*",
    re.IGNORECASE,
)


def _publisher(texts: list[str]) -> str | None:
    """Return the name in the copyright line, or a shorter form of it that stands alone in a line of the page."""
    alone = Counter(text for text in texts if len(text) <= 40)
    for text in texts:
        match = _COPYRIGHT.search(text[:200])
        if match is None:
            continue
        name = _COMPANY.sub("", match[1].strip(" ,"))
        if not is_name(name) or name.lower() in ("all", "all rights reserved"):
            continue
        first = name.split()[0].lower() if name.split()[0].lower() != "the" else " ".join(name.split()[:2]).lower()
        wanted = {first, f"the {first}", name.lower(), f"the {name.lower()}"}
        forms = [form for form in alone if form.lower() in wanted or (" " in form and name.startswith(f"{form} "))]
        return max(forms, key=lambda form: (alone[form], len(form))) if forms else name
    return None


def _image(caption: str) -> Image:
    """Return the caption of the lead image, its credit apart where the line sets it apart."""
    match = _CREDIT.search(caption)
    if match is None:
        return Image(caption=caption)
    credit = next(group for group in match.groups() if group)
    return Image(caption=caption[: match.start()].strip() or None, credit=_CREDIT_LABEL.sub("", credit.strip()) or None)
