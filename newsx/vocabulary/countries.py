"""Countries: codes, short English names, capitals, other names and demonyms; names, places and the report read them.

Codes are ISO 3166-1 alpha-2, with XK for Kosovo as GeoNames has it. Lands and regions that are no country of today have
codes of other kinds here ("SU", "GB-SCT", "419"): they have names and demonyms to join mentions by, and no place.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from newsx.vocabulary.tables import read_rows

Kind = Literal["name", "demonym"]
Use = Literal["names", "places"]


class CountryForm(NamedTuple):
    """A name or a demonym, as it is written, with the code of its country."""

    country: str
    form: str


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of the countries and territories of today."""
    return frozenset(code for code, *_ in _made())


def country_name(code: str) -> str:
    """Return the country's short English name; the code itself when it is no country's."""
    return _short_names().get(code, code)


def capital_of(code: str) -> str | None:
    """Return the English name of the country's capital; None for a country without one and a code that is no country's."""
    return _capitals().get(code)


@cache
def country_forms(kind: Kind, *, use: Use) -> tuple[CountryForm, ...]:
    """Return the names or the demonyms of countries for one use.

    For "names", every form by which mentions of one country are joined, lands and regions included. For "places", the
    names that mean the country before any other place of that name, and the demonyms; countries of today only.
    """
    return tuple(
        CountryForm(code, form)
        for code, of, form, only in _added()
        if of == kind and only in {"", use} and (use == "names" or code in country_codes())
    )


@cache
def aliases() -> dict[str, str]:
    """Return the short name of every name of a country, both lower-case; demonyms are not in it."""
    names = {name.lower(): name.lower() for code, name in _short_names().items() if code not in _shown_only()}
    return names | {form.lower(): country_name(code).lower() for code, form in country_forms("name", use="names")}


@cache
def demonyms() -> dict[str, str]:
    """Return the short name of the country of every adjective and demonym, both lower-case."""
    return {form.lower(): country_name(code).lower() for code, form in country_forms("demonym", use="names")}


@cache
def _short_names() -> dict[str, str]:
    added = {code: form for code, kind, form, _ in _added() if kind == "short"}
    return {code: name for code, name, _ in _made()} | added


@cache
def _shown_only() -> frozenset[str]:
    """Codes of the countries whose short name alone does not tell which is meant ("Congo")."""
    return frozenset(code for code, kind, _, use in _added() if (kind, use) == ("short", "display"))


@cache
def _capitals() -> dict[str, str]:
    return {code: capital for code, _, capital in _made() if capital}


@cache
def _made() -> list[list[str]]:
    """Code, short name and capital."""
    return read_rows("cldr/countries.tsv", columns=3)


@cache
def _added() -> list[list[str]]:
    """Code, kind, form and use."""
    return read_rows("added/countries.tsv", columns=4)
