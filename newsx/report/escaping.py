"""Escapes text of pages for HTML, for all modules of `report`: nothing of it can become markup, a script or an order to turn the direction of writing."""

from __future__ import annotations

import html
from urllib.parse import urlsplit

from newsx.lazy import lazy_pattern

# Control characters (not tab and line feed), surrogates, and the two marks that force a direction upon what follows. The other marks of
# direction end with their paragraph and are part of how Arabic and Hebrew are written.
_UNSHOWABLE = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")

_MARKUP = lazy_pattern("[&<>\"']")


def visible(text: str) -> str:
    """Return the text with every character that must not act in a page spelled out as an escape."""
    if text.isprintable():
        return text
    return _UNSHOWABLE.sub(lambda match: ascii(match.group())[1:-1], text)


def escape(text: str) -> str:
    """Return the text as it may stand between tags or in a quoted attribute."""
    shown = visible(text)
    return html.escape(shown, quote=True) if _MARKUP.search(shown) else shown


def web_address(url: str | None) -> str | None:
    """Return the address when a link may lead there: http and https, with a host; None for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    return url


def link(url: str | None, text: str) -> str:
    """Return a link that tells the other side nothing, or the bare text when it may not lead there."""
    address = web_address(url)
    if not address:
        return escape(text)
    return f'<a class="out" href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(text)}</a>'
