"""The keywords in the lines of a page, glued ones split where the page itself shows how (called by `read_metadata`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = lazy_pattern(r"(?:(?<!\s)\s+)?[,;|•·#/、，]\s*")
_HUMP = lazy_pattern(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
# One capital inside a word is a name ("McDonald", "iPhone"); two in a line are words that lost their separators.
_GLUED_HUMPS = 2
_WORD = lazy_pattern(r"[^\W\d_]{3,}")


def split_keywords(text: str, page: Iterable[str]) -> list[str]:
    """Return the keywords of a line in order.

    Separators split; without any, words glued together ("DiplomacyGeopoliticsjunta") are split before capitals, and before
    a word that the page writes on its own in just that way. A line with spaces is glued only if several words show it.
    """
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) > 1 or (" " in text.strip() and len(_HUMP.findall(text)) < _GLUED_HUMPS):
        return [part.strip() for part in parts]
    known = {word for line in page for word in _WORD.findall(line)} - {text}
    return [word for hump in _HUMP.split(text) for word in _unglue(hump, known)]


def _unglue(word: str, known: set[str]) -> list[str]:
    """Split a word in two where its end is a word of the page that starts small, unless it is a word of the page itself."""
    if word in known:
        return [word]
    for cut in range(3, len(word) - 3):
        if word[cut:] in known and word[cut:].islower() and len(word) - cut >= 4:
            return [word[:cut], word[cut:]]
    return [word]
