"""The language that an HTML page states, as an ISO 639 code (called by `read_metadata`)."""

from __future__ import annotations

from newsx.stated_fields import language_code


def plausible_code(stated: str | None) -> str | None:
    """Return the ISO 639 code in a stated language ("en-GB" -> "en"), or None when it states none."""
    return language_code(stated)
