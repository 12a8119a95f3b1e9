"""Addresses and names of things as URIs, for the formats that write linked data: JSON-LD and ninjs."""

from __future__ import annotations

import base64
from urllib.parse import quote, urlsplit

from newsx.lazy import lazy_pattern

# Characters of an address that stay as they are: those RFC 3986 gives a meaning, and % of what is encoded already.
_URI_SAFE = "%:/?#@!$&'()*+,;=-._~"
_URI_SCHEMES = ("http", "https")
_BAD_PERCENT = lazy_pattern(r"%(?![0-9A-Fa-f]{2})")


def content_uri(sha256: str) -> str:
    """Return the name of an input by its bytes: an `ni` URI (RFC 6920), the same wherever the bytes were found."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii")
    return f"ni:///sha-256;{digest.rstrip('=')}"


def geonames_uri(number: int) -> str:
    """Return the address that stands for an entry of GeoNames in linked data."""
    return f"https://sws.geonames.org/{number}/"


def web_uri(url: str | None) -> str | None:
    """Return an address of the web with every character a URI may not hold encoded; None when it is no such address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    encoded = _BAD_PERCENT.sub("%25", quote(url.strip(), safe=_URI_SAFE, errors="replace"))
    return encoded if parts.scheme.lower() in _URI_SCHEMES and parts.netloc else None
