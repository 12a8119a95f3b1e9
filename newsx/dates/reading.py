"""Puts what a rule read of an expression together with its place in the text: the mention that callers see."""

from __future__ import annotations

from newsx.dates.mention import DateMention, Reading
from newsx.dates.values import bounds, season_days
from newsx.lazy import lazy_pattern

_SEASON = lazy_pattern(r"(\d{4})-(SP|SU|FA|WI)")


def mention_of(text: str, start: int, end: int, reading: Reading, *, southern: bool = False) -> DateMention:
    """Return the mention of an expression; `southern` gives its seasons the days of the southern hemisphere."""
    granularity, earliest, latest = bounds(reading.value)
    if southern and granularity == "season" and (match := _SEASON.fullmatch(reading.value or "")):
        earliest, latest = season_days(int(match[1]), match[2], southern=True)
    anchor = reading.anchor if reading.value else "none"
    base = reading.base if anchor == "text" else None
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        granularity=granularity,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        mod=reading.mod,
        anchor=anchor,
        rule=reading.rule,
        ambiguous=reading.rejected is not None,
        rejected=reading.rejected,
        anchor_start=base.start if base else None,
        anchor_end=base.end if base else None,
    )
