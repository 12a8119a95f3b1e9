"""Names of languages, as pages and containers state them; `stated_fields` asks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsx.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def language_codes() -> Mapping[str, str]:
    """Return the ISO 639-1 code of every name of a language, lower-case: "german" and "deutsch" are "de"."""
    return {name: code for code, name in read_rows("added/languages.tsv", columns=2)}
