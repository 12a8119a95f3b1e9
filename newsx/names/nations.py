"""The country that words name or are the adjective of, for roles and organisations."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from newsx.vocabulary.countries import country_codes, country_forms, country_name

_CACHE = 1 << 10


class Country(NamedTuple):
    """A country's short English name and its ISO 3166-1 alpha-2 code; None for lands of the past and regions."""

    name: str
    code: str | None


@lru_cache(_CACHE)
def country_of(words: str) -> Country | None:
    """Return the country whose name or adjective the words are ("Brazilian", "U.S.", "DRC")."""
    low = words.lower().replace("’", "'").removeprefix("the ")
    code = _codes().get(low) or _codes().get(low.replace(".", ""))
    if code is None:
        return None
    state = code.split("-")[0]  # "GB-SCT" lies in "GB"
    return Country(country_name(code), state if state in country_codes() else None)


@cache
def _codes() -> dict[str, str]:
    """Every name and adjective of a country, lower-case, with its code."""
    codes = {country_name(code).lower(): code for code in country_codes()}
    for kind in ("name", "demonym"):
        codes.update({form.lower(): code for code, form in country_forms(kind, use="names")})
    return codes
