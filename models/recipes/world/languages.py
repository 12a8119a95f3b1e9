"""The annotated texts that the multilingual tagger learns from: one file a language, and the English articles of the default tagger."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from corpora import ALL_LABELS, Article, read_worldwide

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = (
    "ar", "da", "de", "hi", "hr", "hu", "id", "ja", "kk", "lv", "no", "or", "pt", "ro", "sk", "sr", "sv", "te", "ur", "zh",
)  # fmt: skip
# Of a language without a development part every so many-th document of the training part is kept back.
KEPT_BACK = 12
# Romanian gold marks common nouns ("the president") as people.
_NAMES_HAVE_CAPITALS = frozenset({"ro"})
_CAPITAL = re.compile(r"[^\W\d_]")


def read_language(folder: Path, language: str) -> tuple[list[Article], list[Article]]:
    """Return the articles of a language to train on, and those to measure on."""
    train = _read(folder / f"{language}.train.jsonl", language)
    dev = folder / f"{language}.dev.jsonl"
    if dev.exists():
        return train, _read(dev, language)
    kept = [article for number, article in enumerate(train) if number % KEPT_BACK == 0]
    return [article for number, article in enumerate(train) if number % KEPT_BACK], kept


def _read(path: Path, language: str) -> list[Article]:
    articles = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text = row["text"]
        spans = [(start, end, label if label in ALL_LABELS else None) for start, end, label in row["spans"]]
        if language in _NAMES_HAVE_CAPITALS:
            spans = [span for span in spans if span[2] != "PERSON" or _begins_high(text[span[0] : span[1]])]
        articles.append(Article(text, tuple(spans), known=frozenset(row["labels"] or ALL_LABELS), region=language))
    return articles


def _begins_high(words: str) -> bool:
    letter = _CAPITAL.search(words)
    return letter is not None and letter[0].isupper()


def read_english(data: Path) -> tuple[list[Article], list[Article]]:
    """Return the English articles to train on, mended, and those to measure on."""
    folder = data / "ner"
    return (
        read_worldwide(folder / "worldwide.train.jsonl", repair=True),
        read_worldwide(folder / "worldwide.dev.jsonl", repair=False),
    )
