"""Writes other names into annotated articles, so that the tagger learns what surrounds a name and not the names.

Inside an article the same name is always replaced by the same other one, and a lone surname by the surname of the new name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from corpora import Article

# Share of an article's distinct names of each kind that are replaced.
SHARES = {"PERSON": 0.7, "PLACE": 0.4, "ORG": 0.25}
# Of new person names: put together from syllables, from a given name and a surname that never met, else taken whole.
SYLLABLE_SHARE, MIXED_SHARE = 0.15, 0.45
# Of new places: from the gazetteer, else from the articles.
GAZETTEER_SHARE = 0.7
MIN_PLACE_LETTERS = 4

# Monosyllables common in names of mainland South-East and East Asia, where no surname tells a name from a word.
SYLLABLES = [
    "Ah",
    "An",
    "Bao",
    "Bo",
    "Bun",
    "Chan",
    "Chea",
    "Chit",
    "Dara",
    "Da",
    "Do",
    "Duc",
    "Eun",
    "Hein",
    "Hla",
    "Hoa",
    "Hong",
    "Htay",
    "Htet",
    "Htun",
    "Ji",
    "Jun",
    "Kang",
    "Keo",
    "Khant",
    "Khin",
    "Khoa",
    "Ko",
    "Kyi",
    "Kwon",
    "Lae",
    "Lan",
    "Lay",
    "Li",
    "Linh",
    "Lwin",
    "Ma",
    "Mai",
    "Min",
    "Minh",
    "Mon",
    "Moe",
    "Mya",
    "Myat",
    "Myint",
    "Naing",
    "Nam",
    "Nanda",
    "Ngoc",
    "Ni",
    "Nu",
    "Nwe",
    "Oo",
    "Paing",
    "Phan",
    "Phyo",
    "Phyu",
    "Pich",
    "Pyae",
    "Quang",
    "San",
    "Saw",
    "Seng",
    "Shwe",
    "Si",
    "Soe",
    "Sok",
    "Sophea",
    "Su",
    "Tan",
    "Thant",
    "Thein",
    "Thet",
    "Thida",
    "Thiha",
    "Thu",
    "Tin",
    "Tran",
    "Tun",
    "Ung",
    "Van",
    "Vann",
    "Wai",
    "Wan",
    "Win",
    "Wut",
    "Yan",
    "Yee",
    "Yi",
    "Yin",
    "Yu",
    "Zaw",
    "Zeya",
    "Zin",
]


class NameStore:
    """Names to draw from: those of the training articles and of two gazetteers."""

    def __init__(self, articles: Iterable[Article], gazetteers: Path) -> None:
        names: dict[str, list[str]] = {label: [] for label in SHARES}
        for article in articles:
            for start, end, label in article.spans:
                if label in names:
                    names[label].append(article.text[start:end])
        self.places = sorted(set(names["PLACE"]))
        self.organisations = sorted(set(names["ORG"]))
        self.people = sorted({name for name in names["PERSON"] if 2 <= len(name.split()) <= 4})
        self.given = sorted({name.split()[0] for name in self.people})
        self.given += _capitalised(json.loads((gazetteers / "first_names.json").read_text(encoding="utf-8")))
        self.surnames = sorted({name.split()[-1] for name in self.people})
        listed = json.loads((gazetteers / "geonames.json").read_text(encoding="utf-8"))
        self.gazetteer = _capitalised(listed["GPE"])

    def person(self, rng: random.Random) -> str:
        """A person's name of two to four words."""
        chance = rng.random()
        if chance < SYLLABLE_SHARE:
            return " ".join(rng.sample(SYLLABLES, rng.randint(2, 4)))
        if chance < SYLLABLE_SHARE + MIXED_SHARE:
            return f"{rng.choice(self.given)} {rng.choice(self.surnames)}"
        return rng.choice(self.people)

    def place(self, rng: random.Random) -> str:
        """A place's name."""
        return rng.choice(self.gazetteer if rng.random() < GAZETTEER_SHARE else self.places)

    def organisation(self, rng: random.Random) -> str:
        """An organisation's name."""
        return rng.choice(self.organisations)


def _capitalised(names: Iterable[str]) -> list[str]:
    return sorted(
        {name for name in names if len(name) >= MIN_PLACE_LETTERS and name[0].isupper() and not name.isupper()}
    )


def replace_names(article: Article, store: NameStore, rng: random.Random) -> Article:
    """`article` with some of its people, places and organisations under other names, its spans moved along."""
    renamed = _choose(article, store, rng)
    text, spans, done = "", [], 0
    for start, end, label in sorted(article.spans, key=lambda span: span[:2]):
        if start < done:
            continue
        old = article.text[start:end]
        text += article.text[done:start]
        spans.append((len(text), len(text) + len(renamed.get((old, label), old)), label))
        text += renamed.get((old, label), old)
        done = end
    return replace(article, text=text + article.text[done:], spans=tuple(spans))


def _choose(article: Article, store: NameStore, rng: random.Random) -> dict[tuple[str, str | None], str]:
    makers: dict[str, Callable[[random.Random], str]] = {
        "PERSON": store.person, "PLACE": store.place, "ORG": store.organisation,
    }  # fmt: skip
    distinct = {(article.text[start:end], label) for start, end, label in article.spans if label in makers}
    renamed: dict[tuple[str, str | None], str] = {}
    for old, label in sorted(distinct, key=lambda pair: (-len(pair[0].split()), pair)):
        if label is None or (old, label) in renamed or rng.random() > SHARES[label]:
            continue
        new = makers[label](rng)
        if label != "PERSON":
            renamed[old, label] = new
            continue
        if " " not in old:
            new = new.split()[-1]
        renamed[old, label] = new
        renamed.setdefault((old.split()[-1], label), new.split()[-1])
        renamed.setdefault((old.split()[0], label), new.split()[0])
    return renamed
