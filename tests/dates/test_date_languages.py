"""Forty expressions a language, in sentences of our own, published on Friday 2025-05-09."""

from pathlib import Path

import pytest

from newsx.dates import find_dates, is_served

ANCHOR = "2025-05-09"
FOLDER = Path(__file__).parent / "languages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.tsv"))


def rows(language):
    lines = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


@pytest.mark.parametrize(
    ("language", "text", "words", "value"), [(name, *row) for name in LANGUAGES for row in rows(name)]
)
def test_value(language, text, words, value):
    assert is_served(language)
    assert (words, value) in [
        (mention.text, mention.value) for mention in find_dates(text, anchor=ANCHOR, language=language)
    ]


# What is no date: names, counts, lengths of time that reach to no day, several years at once.
NOTHING = [
    ("es", "Plácido Domingo cantó ante 2000 personas en los últimos años."),
    ("es", "Compró 1950 vacas y 2019 ovejas."),
    ("fr", "La planète Mars et 2500 spectateurs, ces dernières années."),
    ("de", "In den letzten Jahren kamen 2000 Menschen."),
    ("de", "Guten Morgen, sagte er, und 1999 Euro bitte."),
    ("it", "Negli ultimi anni 2000 persone sono arrivate."),
    ("pt", "Nos últimos anos vieram 2000 pessoas, a segunda parte."),
    ("nl", "De afgelopen jaren kwamen er 2000 mensen."),
    ("ru", "За последние годы приехали 2000 человек."),
    ("zh", "他在上海开会，3日间共有2000人。"),
    ("ja", "3日間で2000人が来た。"),
    ("id", "Ia pergi ke pasar dan membeli 2000 ekor ayam."),
    ("tr", "Pazar yerinde 2000 kişi vardı."),
    ("ar", "جاء 2000 شخص إلى السوق."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_nothing(language, text):
    found = find_dates(text, anchor=ANCHOR, language=language)
    assert [(mention.text, mention.value) for mention in found if mention.type != "DURATION"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_anchor_only_what_the_text_says_is_resolved(language):
    for text, *_ in rows(language):
        for mention in find_dates(text, anchor=None, language=language):
            assert mention.anchor != "publication"
            assert text[mention.start : mention.end] == mention.text
