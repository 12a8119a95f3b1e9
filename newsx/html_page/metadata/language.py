"""The language that an HTML page states, as an ISO 639 code (called by `read_metadata`)."""

from __future__ import annotations

import re

_CODE = re.compile(r"\A\s*([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\s*\Z")
# Three-letter codes and country codes that pages write where the two-letter language code belongs.
_ALIASES = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "jpn": "ja",
    "iw": "he", "in": "id", "jp": "ja", "cz": "cs", "gr": "el", "dk": "da", "us": "en", "gb": "en", "kr": "ko", "cn": "zh", "ua": "uk",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx"})


def plausible_code(stated: str | None) -> str | None:
    """Return the ISO 639 code in a stated language ("en-GB" -> "en"), or None when it states none."""
    match = _CODE.match(stated or "")
    if not match:
        return None
    code = match[1].lower()
    code = _ALIASES.get(code, code)
    return None if code in _NO_LANGUAGE else code
