"""What several of the shapes need to know about a record."""

from __future__ import annotations

import base64
import datetime as dt
import re
from urllib.parse import quote, urlsplit

# The fields of the record that hold things with mentions, and what one of them is called.
KINDS = {"people": "person", "places": "place", "organisations": "organisation", "dates": "date"}
# Names of the labels in annotation tools, as newsx's own models have them.
LABELS = {"people": "PERSON", "places": "PLACE", "organisations": "ORG", "dates": "DATE"}

# Characters of an address that stay as they are: those RFC 3986 gives a meaning, and % of what is encoded already.
_URI_SAFE = "%:/?#@!$&'()*+,;=-._~"
_URI_SCHEMES = ("http", "https")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def word_count(text: str) -> int:
    """Words of a text, divided at white space."""
    return len(text.split())


def day_of(value: str | None) -> str | None:
    """The day, where the value is one of the calendar; None for others, such as 2025-02-30."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def content_uri(sha256: str) -> str:
    """The name of an input by its bytes: an `ni` URI (RFC 6920), the same wherever the bytes were found."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii")
    return f"ni:///sha-256;{digest.rstrip('=')}"


def geonames_uri(number: int) -> str:
    """The address that stands for an entry of GeoNames in linked data."""
    return f"https://sws.geonames.org/{number}/"


def web_uri(url: str | None) -> str | None:
    """An address of the web with every character a URI may not hold encoded; None when it is no such address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    encoded = _BAD_PERCENT.sub("%25", quote(url.strip(), safe=_URI_SAFE, errors="replace"))
    return encoded if parts.scheme.lower() in _URI_SCHEMES and parts.netloc else None
