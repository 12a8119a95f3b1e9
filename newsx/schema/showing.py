"""How a record shows itself where a program or a notebook prints it. Called by `Article`."""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import Any

_MAX_HEADLINE = 70
# A notebook shows so many pixels of a page and scrolls the rest.
_FRAME_HEIGHT = 560
_COUNTED = (("person", "people"), ("place", "places"), ("organisation", "organisations"), ("date", "dates"))
# What makes a page of records stands above this room: it is named, and loaded when a notebook asks.
_PAGE_ROOM = "newsx.report"


def short(article: Any) -> str:
    """Return the article in one line: headline or first words, day, and how many of each kind."""
    title = " ".join((article.headline or article.text[: 2 * _MAX_HEADLINE]).split())
    if len(title) > _MAX_HEADLINE:
        title = title[: _MAX_HEADLINE - 1].rstrip() + "…"
    day = f" {article.date_published[:10]}" if article.date_published else ""
    found = ", ".join(_count(len(getattr(article, many)), one, many) for one, many in _COUNTED)
    return f"<Article {title!r}{day}: {found}, {len(article.text.split())} words>"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def framed(article: Any) -> str:
    """Return the page that `newsx view --html` makes of the article, in a frame, where its styles keep to themselves."""
    page = import_module(_PAGE_ROOM).to_html([article])
    return (
        f'<iframe srcdoc="{escape(page)}" sandbox style="width:100%;height:{_FRAME_HEIGHT}px;border:0" '
        f'title="{escape(short(article))}"></iframe>'
    )
