"""Headline, authors, days, publisher, section, keywords and caption of an article, read from the lines around its body."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsx.metadata.dump.bylines import find_authors, is_name
from newsx.metadata.dump.keywords import split_keywords
from newsx.metadata.dump.stamps import find_stamps, reads_day_first
from newsx.records import Image, Line, Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

# Names one below another are one byline when no more than so many lines lie between them.
BYLINE_STEP = 2
# The days of publication and of the last change stand no more lines apart.
STAMP_REACH = 4
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?([^.|©\d]{2,60}?)\s*(?:[.|©]|all rights|$)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r",?\s+(?:media|publishing|group|ltd|llc|inc|limited|gmbh|company|co|corp|corporation|network|news group|holdings?|plc|pty)\b.*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^:：]{2,24}[:：]\s*")
_HEADING = re.compile(r"^\W*[^:：]{2,24}[:：]?\s*$")
_BULLET = re.compile(r"^\s*[•*·▪+–-]\s+")
_SECTION = re.compile(r"^in\s+(\S.*)$")
_CREDIT = re.compile(
    r"\s*[/|]\s*([^/|]{2,60})$|\s*\((?:photo(?:graph)?(?: by)?:?\s*)?((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,40})\)\s*$|"
    r"\s(?:Photo(?:graph)?(?: by)?|Credit|Picture|Image|Foto):\s*(.{2,60})$",
    re.IGNORECASE,
)


def from_lines(lines: Sequence[Line]) -> Metadata:
    """What the lines around the body say of the article; unknown is None or empty.

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
    return Metadata(
        headline=_plain(headline.text) if headline else None,
        authors=_signed(
            _authors(_nearest_first(roles.get("byline", ()), anchor))
            or _authors(_nearest_first(roles.get("dateline", ()), anchor)),
            publisher,
        ),
        publisher=publisher,
        date_published=published,
        date_modified=modified,
        section=next(
            (match[1] for line in roles.get("section", ()) if (match := _SECTION.match(line.text.strip()))), None
        ),
        keywords=_keywords(roles.get("keywords", ()), texts),
        image=next((_image(_plain(line.text)) for line in roles.get("caption", ())), None),
    )


def _signed(authors: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    """The authors; beside a person the publisher's name says where the person works ("By X, Gulf Ledger staff writer")."""
    people = tuple(author for author in authors if author.casefold() != (publisher or "").casefold())
    return people or tuple(authors)


def _plain(text: str) -> str:
    """The line without a bullet and with single spaces."""
    return " ".join(_BULLET.sub("", text).split())


def _nearest_first(lines: Sequence[Line], anchor: int) -> list[Line]:
    """Lines below the anchor in their order, then those above it, the nearest first."""
    below = [line for line in lines if line.number >= anchor]
    return below + [line for line in reversed(lines) if line.number < anchor]


def _authors(bylines: Sequence[Line]) -> list[str]:
    """The names of the first byline that holds any, and of the names that stand alone right below it."""
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


def _days(stamps: Sequence[Line], texts: list[str]) -> tuple[str | None, str | None]:
    """The day of publication and that of the last change, as far as the lines that state days tell."""
    day_first = reads_day_first(texts)
    published: tuple[int, str] | None = None
    modified: list[str] = []
    for line in stamps:
        if published and abs(line.number - published[0]) > STAMP_REACH:
            break
        for stamp in find_stamps(line.text, day_first=day_first):
            if stamp.is_change:
                modified.append(stamp.day.isoformat())
            elif published is None:
                published = line.number, stamp.day.isoformat()
    if published is None:
        return (modified[0] if modified else None), None
    return published[1], (modified[0] if modified and modified[0] >= published[1] else None)


def _keywords(lines: Sequence[Line], texts: list[str]) -> tuple[str, ...]:
    """The keywords of all lines that list them, each once."""
    words: list[str] = []
    for line in lines:
        text = _plain(line.text)
        if not _HEADING.match(text) or _BULLET.match(line.text):
            words += split_keywords(_LABEL.sub("", text), texts)
    return tuple(dict.fromkeys(words))


# What says that a credit follows, and is no part of it.
_CREDIT_LABEL = re.compile(
    r"^(?:photo(?:graph)?|picture|image|foto|credit|crédit|crédito)s?(?:\s+(?:by|credit|courtesy(?: of)?))?\s*[:/]\s*",
    re.IGNORECASE,
)


def _publisher(texts: list[str]) -> str | None:
    """The name in the copyright line, or a shorter form of it that stands alone in a line of the page."""
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
    """The caption of the lead image, its credit apart where the line sets it apart."""
    match = _CREDIT.search(caption)
    if match is None:
        return Image(caption=caption)
    credit = next(group for group in match.groups() if group)
    return Image(caption=caption[: match.start()].strip() or None, credit=_CREDIT_LABEL.sub("", credit.strip()) or None)
