"""The country that words name or are the adjective of, for roles and organisations."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsx.names.countries import aliases, demonyms

_CACHE = 1 << 10


class Country(NamedTuple):
    """A country's English name and its ISO 3166-1 alpha-2 code; None for lands of the past and regions."""

    name: str
    code: str | None


@lru_cache(_CACHE)
def country_of(words: str) -> Country | None:
    """Return the country whose name or adjective the words are ("Brazilian", "U.S.", "DRC")."""
    low = words.lower().replace("’", "'").removeprefix("the ")
    plain = low.replace(".", "")
    name = next((table[form] for form in (low, plain) for table in (aliases(), demonyms()) if form in table), None)
    return Country(name, None) if name else None
