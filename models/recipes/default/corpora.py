"""Reads the annotated texts that the taggers learn from and repairs what is known to be wrong in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsx.tagging.decoding import DISTRACTORS, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALL_LABELS = frozenset(LABELS + DISTRACTORS)
# What each corpus calls our labels; None: something is there, but it is not known what.
WORLDWIDE = {
    "Person": "PERSON", "Location": "PLACE", "Facility": "PLACE", "Organization": "ORG", "Date": "DATE", "NORP": "NORP",
    "Misc": "MISC", "Money": "MONEY", "Product": "PRODUCT",
}  # fmt: skip
NAMES_ONLY = {
    "PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "MISC": None, "person": "PERSON", "politician": "PERSON",
    "organisation": "ORG", "politicalparty": "ORG", "location": "PLACE", "country": "PLACE", "misc": None, "event": None,
    "election": None,
}  # fmt: skip

_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATE_LIKE = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[12]\d{3})s?")
_DISEASE = re.compile(r"covid-19", re.IGNORECASE)
_EDGES = " \t\n,;:'\"‘’“”"


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its annotated spans (start, end, label), label None where it is unknown.

    `known` are the labels whose every mention is annotated; the others may stand anywhere unmarked.
    """

    text: str
    spans: tuple[tuple[int, int, str | None], ...]
    known: frozenset[str] = ALL_LABELS
    region: str = ""


def read_worldwide(path: Path, *, repair: bool) -> list[Article]:
    """The articles of a Worldwide file; `repair` mends its known faults and is for training alone."""
    articles = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        spans = tuple((start, end, WORLDWIDE[label]) for start, end, label in row["spans"])
        article = Article(row["text"], spans, region=row["region"])
        articles.append(_repair(article) if repair else article)
    return articles


def _repair(article: Article) -> Article:
    """Weekdays and years marked as MISC are dates, a disease is none, and no mention is or ends in a comma."""
    spans = []
    for start, end, label in article.spans:
        words = article.text[start:end]
        first = start + len(words) - len(words.lstrip(_EDGES))
        last = end - len(words) + len(words.rstrip(_EDGES))
        words = article.text[first:last]
        if any(map(str.isalnum, words)) and "\n" not in words:
            spans.append((first, last, _relabel(words, label)))
    return replace(article, spans=tuple(spans))


def _relabel(words: str, label: str | None) -> str | None:
    if _DATE_LIKE.fullmatch(words) and label in {"MISC", "NORP", "PRODUCT"}:
        return "DATE"
    if _DISEASE.fullmatch(words) and label in {"DATE", "NORP"}:
        return "MISC"
    return label


def read_columns(path: Path, *, word: int, tag: int) -> Iterator[Article]:
    """The documents of a file with one word a line, its fields at columns `word` and `tag`; sentences become paragraphs.

    Only persons, places and organisations are annotated in these corpora.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if not fields:
            sentences.append([])
        elif not line.startswith("#") and len(fields) > max(word, tag):
            sentences[-1].append((fields[word], fields[tag]))
    sentences = [sentence for sentence in sentences if sentence]
    for first in range(0, len(sentences), SENTENCES_A_DOCUMENT):
        yield _join(sentences[first : first + SENTENCES_A_DOCUMENT])


# These corpora hold loose sentences or lose their document borders; neighbours still share a subject.
SENTENCES_A_DOCUMENT = 8
_NO_SPACE_BEFORE = frozenset(",.;:!?)]}%'") | {"'s", "n't", "’s", "''"}
_NO_SPACE_AFTER = frozenset("([{$") | {"``"}


def _join(sentences: list[list[tuple[str, str]]]) -> Article:
    text = ""
    spans: list[tuple[int, int, str | None]] = []
    for sentence in sentences:
        glue, before = ("\n\n" if text else ""), "O"
        for word, tag in sentence:
            text += "" if word in _NO_SPACE_BEFORE and glue == " " else glue
            start, text = len(text), text + word
            if tag != "O":
                # In the older of two conventions a mention opens with I- unless it touches another of its kind.
                label = NAMES_ONLY[tag[2:]]
                goes_on = tag.startswith("I") and before[2:] == tag[2:]
                spans.append((spans.pop()[0] if goes_on else start, len(text), label))
            glue, before = ("" if word in _NO_SPACE_AFTER else " "), tag
    return Article(text, tuple(spans), known=frozenset({"PERSON", "PLACE", "ORG"}))


def read_partial(folder: Path) -> list[Article]:
    """The corpora in `folder` that mark persons, places and organisations and leave dates and adjectives open."""
    files = [
        (folder / "wikigold" / "wikigold.conll.txt", 0, 1),
        *((folder / "crossner_politics" / f"{part}.txt", 0, 1) for part in ("train", "dev", "test")),
        *((folder / "uner_ewt" / f"{part}.iob2", 1, 2) for part in ("dev", "test")),
    ]
    return [article for path, word, tag in files for article in read_columns(path, word=word, tag=tag)]
