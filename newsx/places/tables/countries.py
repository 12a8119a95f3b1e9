"""Names and demonyms of countries by the keys under which the resolver looks places up.

The words are those of `newsx.vocabulary.countries`; this module only turns them into keys (`newsx.places.forms.key_of`).
"""

from __future__ import annotations

from typing import Final

from newsx.places.forms import key_of
from newsx.vocabulary.countries import country_forms

# Key → country, for names that GeoNames and countryinfo lack or give to another place.
COUNTRY_NAMES: Final[dict[str, str]] = {key_of(form): code for code, form in country_forms("name", use="places")}
# Adjectives and demonyms; the plural in -s is understood.
DEMONYMS: Final[dict[str, str]] = {key_of(form): code for code, form in country_forms("demonym", use="places")}
# Country codes of web addresses and of some data that differ from ISO 3166.
CODE_ALIASES: Final[dict[str, str]] = {"UK": "GB", "EL": "GR"}
