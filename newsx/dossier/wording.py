"""Roles and sentences in the words of a report. Called by `reading`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsx.names.nations import country_of
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_SENTENCE = 420
# So many articles must agree on a country that no words of a role name.
_AGREED = 3


def main_role(rows: Iterable[tuple[str, str | None, int, bool]]) -> str:
    """Return the role said in most articles with what it is in most often.

    Rows are role, where, articles, and whether the words say where; those in most articles come first. Where no words do, the country that
    the articles tell of counts only when several agree: one article of India makes nobody a minister there.
    """
    known = list(rows)
    counts: Counter[str] = Counter()
    for role, _, articles, _ in known:
        counts[role.casefold()] += articles
    best = max(counts, key=lambda words: counts[words])
    same = [row for row in known if row[0].casefold() == best]
    stated, told = Counter[str](), Counter[str]()
    for _, where, articles, is_stated in same:
        if where:
            (stated if is_stated else told)[where] += articles
    if stated:
        return in_words(same[0][0], max(stated, key=lambda where: stated[where]))
    return in_words(same[0][0], agreed_place(told))


def agreed_place(told: Counter[str]) -> str | None:
    """Return the country that two thirds of the articles tell of, three at least, by the countries they tell; None where there is none."""
    where = max(told, key=lambda where: told[where], default=None)
    agreed = where is not None and told[where] >= _AGREED and 3 * told[where] >= 2 * told.total()
    return where if agreed else None


def in_words(role: str, where: str | None, status: str | None = None) -> str:
    """Return a role with what it is in."""
    what = f"{status} {role}" if status and not role.lower().startswith(status) else role
    return f"{what}, {where}" if where and where.casefold() not in what.casefold() else what


def where_of(place: str | None, country: str | None) -> str | None:
    """Return the place of a role; countries by their own name, whatever the words call them."""
    named = country_of(place) if place else None
    if named and named.code:
        return country_name(named.code)
    return place or (country_name(country) if country else None)


def shortened(words: str, most: int = _LONGEST_SENTENCE) -> str:
    """Return words cut to so many characters: between two of them, in text that has few spaces anywhere."""
    if len(words) <= most:
        return words
    head = words[:most].rpartition(" ")[0]
    return (head if 2 * len(head) > most else words[:most]).rstrip(",;:–—- ") + " …"
