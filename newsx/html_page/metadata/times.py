"""Date strings as HTML pages state them, as ISO 8601 with time and offset where they are given (called by `dates`)."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from newsx.lazy import lazy_pattern
from newsx.vocabulary.calendar_names import month_numbers

# Pages on the web are not older; a "date" before is an identifier or a default (1970-01-01 is rejected by value).
FIRST_YEAR = 1990

_ISO = lazy_pattern(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?",
    re.IGNORECASE,
)
_COMPACT = lazy_pattern(
    r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_MONTHS = month_numbers("en")
_MONTH_NAME = "|".join(_MONTHS)
_MONTH_FIRST = lazy_pattern(rf"\b({_MONTH_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = lazy_pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH_NAME})\.?,?\s+(\d{{4}})\b", re.IGNORECASE)
_DIGIT = lazy_pattern(r"\d")
_EPOCH = lazy_pattern(r"\A\s*(\d{10})(\d{3})?\s*\Z")


def to_iso(raw: str) -> str | None:
    """Return `raw` as an ISO 8601 date, or date and time with the offset the page gives; None when it states no full date.

    >>> to_iso("2025-05-09T10:15:00.000+0630")
    '2025-05-09T10:15:00+06:30'
    >>> to_iso("May 9, 2025")
    '2025-05-09'
    """
    raw = raw.strip()[:120]
    if not _DIGIT.search(raw):
        return None
    return _from_iso(raw) or _from_words(raw) or _from_mail(raw) or _from_compact(raw) or _from_epoch(raw)


def day_of(iso: str) -> dt.date:
    """Return the calendar day of an ISO 8601 date or date and time."""
    return dt.date.fromisoformat(iso[:10])


def _from_iso(raw: str) -> str | None:
    """Read the forms of ISO 8601 with separators."""
    match = _ISO.search(raw)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _join(year, month, day, hour, minute, second, zone)


def _from_compact(raw: str) -> str | None:
    """Read the forms of ISO 8601 without separators."""
    match = _COMPACT.search(raw)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _join(year, month, day, hour, minute, second, zone)


def _from_words(raw: str) -> str | None:
    """Read a day with an English month: "May 9, 2025", "9 May 2025"."""
    if match := _MONTH_FIRST.search(raw):
        return _join(match[3], str(_MONTHS[match[1].lower()]), match[2])
    if match := _DAY_FIRST.search(raw):
        if ":" in raw and "," in raw[:5]:
            return None
        return _join(match[3], str(_MONTHS[match[2].lower()]), match[1])
    return None


def _from_mail(raw: str) -> str | None:
    """Read the form of mail headers: "Fri, 09 May 2025 10:15:00 GMT"."""
    if "," not in raw[:5]:
        return None
    try:
        moment = parsedate_to_datetime(raw)
    except ValueError:
        return None
    return moment.isoformat() if moment.year >= FIRST_YEAR else None


def _from_epoch(raw: str) -> str | None:
    """Read seconds or milliseconds since 1970."""
    match = _EPOCH.match(raw)
    if not match:
        return None
    moment = dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC)
    return moment.isoformat() if moment.year >= FIRST_YEAR else None


def _join(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    """Return the parts as ISO 8601; None where the calendar has no such day or it is before FIRST_YEAR."""
    try:
        date = dt.date(int(year), int(month), int(day))
        if hour is None or minute is None:
            return date.isoformat() if date.year >= FIRST_YEAR else None
        time = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    if date.year < FIRST_YEAR:
        return None
    return f"{date.isoformat()}T{time.isoformat()}{_offset(zone)}"


def _offset(zone: str | None) -> str:
    """Return an offset from UTC as ISO 8601 writes it; empty where there is none."""
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00" if zone.upper() != "Z" else "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
