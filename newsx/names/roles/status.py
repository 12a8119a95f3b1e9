"""Whether a role still holds: "former", "ex-", "acting", "-elect" and their like; for the phrase builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.phrase_words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.names.roles.complements import Found

# Capitals of ASCII alone: "ſ" is an "s" to IGNORECASE, and no key of the table.
_STATUS = f"(?ai:{'|'.join(sorted(STATUSES, key=len, reverse=True))})"
_FIRST_STATUS = lazy_pattern(_STATUS)
_STATUS_PREFIX = lazy_pattern(rf"(?:{_STATUS}(?:-|\s+))+(?=\w)")
_STATUS_SUFFIX = lazy_pattern(r"[- ](?:elect|designate)$", re.IGNORECASE)


def strip_status(words: str) -> tuple[str, str | None]:
    """Part "former", "ex-", "acting" and their like from a role: the bare role and its status."""
    bare, status = words, None
    match, first = _STATUS_PREFIX.match(words), _FIRST_STATUS.match(words)
    if match and first:
        bare = words[match.end() :]
        status = STATUSES[first.group().lower()]
    if _STATUS_SUFFIX.search(bare):
        return _STATUS_SUFFIX.sub("", bare), "designate"
    return bare, status


def status_of(words: str, names: Sequence[Found], start: int) -> str | None:
    """Return the status that stands before a role outside of the names there."""
    inside = [(name.start - start, name.end - start) for name in names]
    for match in re.finditer(r"[A-Za-z]+", words):
        status = STATUSES.get(match.group().lower())
        if status and not any(low <= match.start() < high for low, high in inside):
            return status
    return None
