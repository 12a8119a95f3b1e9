"""Small pieces of HTML in words: lines of what is known of an entry, places, times; `article` puts them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.report.escaping import escape
from newsx.report.facts import country_of, written_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.schema import Date, Focus, Place

# What stands between two shares of the bar, in hundredths of its length.
_GAP = 0.6
# Shares of the first three countries are told apart by depth of colour; those behind have the lightest.
_DEPTHS = 4

AMBIGUOUS_NOTE = "? behind a day: the words can mean another day too"


def place_facts(place: Place) -> list[str]:
    """Return what kind of place it is, and in which country."""
    kind = {"first_level": "state or province", "other": None}.get(place.kind or "other", place.kind)
    return [known for known in (kind, country_of(place)) if known]


def dotted(parts: Iterable[str]) -> str:
    """Join pieces of HTML with dots."""
    return ' <span class="dot">·</span> '.join(parts)


def isolated(text: str) -> str:
    """Return the text, which keeps its direction to itself."""
    return f"<bdi>{escape(text)}</bdi>"


def also(name: str, aliases: Iterable[str]) -> str:
    """Return other forms of the name, without those that only differ in capitals."""
    return line("also", [alias for alias in aliases if alias.casefold() != name.casefold()])


def line(kind: str, words: Iterable[str]) -> str:
    """Return words as a line below a name, nothing where there are none."""
    known = ", ".join(isolated(word) for word in words if word)
    return f'<span class="{kind}">{known}</span>' if known else ""


def time(value: str) -> str:
    """Return a day, or a day and its time, as people write it."""
    return f'<time datetime="{escape(value)}">{escape(written_date(value))}</time>'


def spaced(days: str) -> str:
    """Return a stretch of days as print has it."""
    return days.replace("..", " – ")


def other_reading(date: Date) -> str | None:
    """Return the other day that ambiguous words can mean."""
    if not date.ambiguous:
        return None
    return f"ambiguous, or {date.rejected}" if date.rejected else "ambiguous"


def bar(shares: Iterable[Focus]) -> str:
    """Return the shares of countries as one bar, for the eye alone: the numbers stand below it."""
    at, parts = 0.0, []
    for number, each in enumerate(shares):
        width = 100 * each.share
        depth = min(number, _DEPTHS - 1) + 1
        parts.append(f'<rect class="d{depth}" x="{at:.1f}" width="{max(0.2, width - _GAP):.1f}" height="4"/>')
        at += width
    return f'<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">{"".join(parts)}</svg>'
