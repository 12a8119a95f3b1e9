"""Holds an item of a feed, and decides what makes its text the full text of an article."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from newsx.lazy import lazy_pattern

# An element that is meant for full text holds at least two sentences of a short report; what is shorter is a teaser.
MIN_CONTENT_CHARS = 250
# A description is a summary of a few hundred characters in nearly all feeds; the full texts among them are longer.
MIN_DESCRIPTION_CHARS = 900
# With so many paragraphs marked up it is an article even where it is shorter.
_MIN_PARAGRAPHS = 3

_TAG = lazy_pattern(r"<[!/?A-Za-z][^<>]*>")
_PARAGRAPH = lazy_pattern(r"<p[\s>]", re.IGNORECASE)
_SPACES = lazy_pattern(r"\s+")
_TEASER_END = lazy_pattern(
    r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|(?:read (?:more|on)|continue reading|weiterlesen|lire la suite|leer más|leia mais|"
    r"continua a leggere|читать далее)\b.{0,80})\s*$",
    re.IGNORECASE,
)
_TEASER_CHARS = 200  # a teaser shows at its end


@dataclass(slots=True)
class Item:
    """What a feed says of one article. `contents` holds HTML meant as full text, `descriptions` HTML that may be."""

    title: str = ""
    link: str = ""
    guid: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    language: str = ""
    categories: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    is_too_large: bool = False


@dataclass(slots=True)
class Channel:
    """What a feed says of itself."""

    title: str = ""
    link: str = ""
    language: str = ""


def full_text(item: Item) -> str | None:
    """Return the full text of an item as HTML; None when the feed gives only a summary."""
    for markup in sorted(item.contents, key=len, reverse=True):
        if _is_full(markup, MIN_CONTENT_CHARS):
            return markup
    for markup in sorted(item.descriptions, key=len, reverse=True):
        if _is_full(markup, MIN_DESCRIPTION_CHARS):
            return markup
    return None


def plain(markup: str) -> str:
    """Return the words of a bit of HTML, on one line."""
    return _SPACES.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def _is_full(markup: str, enough: int) -> bool:
    text = plain(markup)
    if _TEASER_END.search(text[-_TEASER_CHARS:]):
        return len(text) >= 2 * MIN_DESCRIPTION_CHARS  # full texts, too, end with a link to the page
    paragraphs = sum(1 for _ in _PARAGRAPH.finditer(markup))
    return len(text) >= enough or (paragraphs >= _MIN_PARAGRAPHS and len(text) >= MIN_CONTENT_CHARS)
