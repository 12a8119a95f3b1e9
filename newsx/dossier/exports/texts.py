"""Text as XML and calendars take it."""

from __future__ import annotations

from xml.sax.saxutils import escape as escaped

from newsx.lazy import lazy_pattern

# What no XML document may hold, even escaped.
_FORBIDDEN = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, *, escape: bool = True) -> str:
    """Return a text without what XML forbids, with its marks escaped."""
    clean = _FORBIDDEN.sub("\ufffd", text)
    return escaped(clean) if escape else clean
