"""Headline, authors, day, publisher, section, keywords and caption of an article, read from the lines around its body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsx.metadata.dump.bylines import find_authors, is_name
from newsx.metadata.dump.keywords import split_keywords
from newsx.metadata.dump.stamps import find_days, reads_day_first
from newsx.records import Image, Line, Metadata

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?([^.|©\d]{2,60}?)\s*(?:[.|©]|all rights|$)", re.IGNORECASE)
_LABEL = re.compile(r"^[^:：]{2,24}[:：]\s*")
_SECTION = re.compile(r"^in\s+(\S.*)$")
_CREDIT = re.compile(r"\s*[/|]\s*([^/|]{2,60})$|\s*\((?:photo(?:graph)?(?: by)?:?\s*)?((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,40})\)\s*$|\s(?:Photo(?:graph)?(?: by)?|Credit|Picture|Image|Foto):\s*(.{2,60})$", re.IGNORECASE)


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
    publisher = _publisher(texts)
    headline = next((line.text.strip() for line in roles.get("headline", ())), None)
    authors = _authors(roles.get("byline", ()))
    days = _days(roles.get("dateline", ()), texts)
    section = next((match[1] for line in roles.get("section", ()) if (match := _SECTION.match(line.text.strip()))), None)
    keywords = [word for line in roles.get("keywords", ()) for word in split_keywords(_LABEL.sub("", line.text.strip()), texts)]
    image = next((_image(line.text.strip()) for line in roles.get("caption", ())), None)
    return Metadata(
        headline=headline,
        authors=tuple(authors),
        publisher=publisher,
        date_published=days[0] if days else None,
        section=section,
        keywords=tuple(dict.fromkeys(keywords)),
        image=image,
    )


def _authors(bylines: Sequence[Line]) -> list[str]:
    """The names of the first byline that holds any; a name said twice ("The Irrawaddy by The Irrawaddy") is one."""
    for line in bylines:
        names = find_authors(line.text.strip())
        if names:
            return names
    return []


def _days(stamps: Sequence[Line], texts: list[str]) -> list[str]:
    """The days of the lines that state when the article was published, in order."""
    day_first = reads_day_first(texts)
    return [day.isoformat() for line in stamps for day in find_days(line.text, day_first=day_first)]


def _publisher(texts: list[str]) -> str | None:
    """The name in the copyright line, or a shorter form of it that stands alone in a line of the page."""
    alone = Counter(text for text in texts if len(text) <= 40)
    for text in texts:
        match = _COPYRIGHT.search(text[:200])
        if match is None or not is_name(match[1].strip(" ,")):
            continue
        name = match[1].strip(" ,")
        first = name.split()[0].lower()
        forms = [form for form in alone if form.lower() in {first, f"the {first}"} or form.lower() == name.lower()]
        return max(forms, key=lambda form: alone[form]) if forms else name
    return None


def _image(caption: str) -> Image:
    """The caption of the lead image, its credit apart where the line sets it apart."""
    match = _CREDIT.search(caption)
    if match is None:
        return Image(caption=caption)
    credit = next(group for group in match.groups() if group)
    return Image(caption=caption[: match.start()].strip() or None, credit=credit.strip())
