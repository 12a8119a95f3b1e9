"""Puts what a record says into words, for the terminal and for HTML."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING

from newsx.dossier.wording import shortened
from newsx.lazy import lazy_pattern
from newsx.vocabulary.calendar_names import month_names
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from newsx.schema import Article, Date, Person, Place

# A day, month or year as it stands in a value, and a day with a time or a part of the day.
_POINT = lazy_pattern(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_TIME = lazy_pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}|MO|MI|AF|EV|NI)?.*", re.DOTALL)
_DAY_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
_AMOUNT = lazy_pattern(r"P(?:([0-9]{1,9})([YMWD])|T([0-9]{1,9})([HMS]))")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_VAGUE = {"PAST_REF": "the past", "PRESENT_REF": "the present", "FUTURE_REF": "the future"}
_MODS = {"start": "early ", "mid": "mid ", "end": "late ", "approx": "about ", "before": "before ", "after": "after "}
_AMBIGUOUS = " ?"
# Of an article without a headline, so many characters stand for one.
_OPENING = 80


def title_of(article: Article) -> str:
    """Return the headline, or what tells an article without one: the name of its file; of a record of many, how it begins."""
    return title_from(article.headline, article.source.path, article.text if article.source.record else "")


def title_from(headline: str | None, path: str | None, text: str = "") -> str:
    """Return a headline; where there is none, how the text begins, or without one the name of the file."""
    if found := headline or opening_of(text):
        return found
    return "Standard input" if path in {None, "-"} else os.path.basename(str(path)) or str(path)


def opening_of(text: str) -> str:
    r"""Return the first words of a text, on one line.

    >>> opening_of("Voters in Lydia go to the polls on Sunday.\n\nThe vote was put off twice.")
    'Voters in Lydia go to the polls on Sunday.'
    """
    return shortened(" ".join(text.lstrip().partition("\n")[0].split()), _OPENING)


def byline(article: Article) -> list[str]:
    """Return who, where published, when, section and language: what is known of them."""
    published = written_date(article.date_published) if article.date_published else None
    known = (", ".join(article.authors), article.publisher, published, article.section, article.language)
    return [part for part in known if part]


def written_date(value: str) -> str:
    """Return a date of the record as people write it: "12 June 2025, 16:40 UTC"; as it is when it is no calendar date."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    month = month_names("en")[moment.month - 1]
    day = f"{moment.day} {month} {moment.year:04}"
    return day if len(value) <= len("2025-06-12") else f"{day}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def note(date: Date, *, mention: str = "") -> str | None:
    """Return the day or days a date stands for: "2025-05-09", "late 2025-09", "2025-06-16..06-22".

    None when it names no days: an amount of time, an unresolved one, or a `mention` that says the same itself.
    """
    if date.type in {"duration", "set"}:
        return None
    days = _days(date)
    if days is None:
        return None
    words = _MODS.get(date.mod or "", "") + days
    return None if words == mention else words + (_AMBIGUOUS if date.ambiguous else "")


def amount_or_value(date: Date) -> str:
    """Return the value of a date in words, whatever its kind: days, an amount of time ("69 days"), "unresolved"."""
    words = note(date)
    if words is None and date.value:
        words = _amount(date.value, every=date.type == "set") or _VAGUE.get(date.value, date.value)
    return words or "unresolved"


def country_of(place: Place) -> str | None:
    """Return the country a place lies in, by its name; None for countries themselves and where it is not known."""
    return country_name(place.country_code) if place.country_code and place.kind != "country" else None


def roles(person: Person) -> list[str]:
    """Return what the person is said to be and in what, each once, whatever the capitals."""
    phrases = [role.phrase or role.text for role in person.roles]
    return list({phrase.casefold(): phrase for phrase in reversed(phrases)}.values())[::-1]


def coordinates(place: Place) -> str | None:
    """Return latitude and longitude in degrees, with the minus sign of typography."""
    if place.latitude is None or place.longitude is None:
        return None
    return f"{place.latitude:.2f}, {place.longitude:.2f}".replace("-", "−")


def _days(date: Date) -> str | None:
    value = date.value or ""
    if _POINT.fullmatch(value):
        return value
    if match := _TIME.fullmatch(value):
        time = match.group(2) or ""
        return f"{match.group(1)} {_DAY_PARTS.get(time, time)}".rstrip()
    if not (date.earliest and date.latest):
        return None
    return _stretch(date.earliest, date.latest)


def _stretch(first: str, last: str) -> str:
    """Return two days in as few characters as are clear: whole years as years, the second year left out when it is the first."""
    if first == last:
        return first
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return f"{first[:4]}..{last[:4]}"
    return f"{first}..{last[5:] if first[:5] == last[:5] else last}"


def _amount(value: str, *, every: bool) -> str | None:
    match = _AMOUNT.fullmatch(value)
    if not match:
        return None
    number = match.group(1) or match.group(3)
    unit = _UNITS[match.group(2)] if match.group(2) else _CLOCK_UNITS[match.group(4)]
    if every and int(number) == 1:
        return f"every {unit}"
    return f"{'every ' if every else ''}{int(number)} {unit}{'' if int(number) == 1 else 's'}"
