"""Reads the texts the model is made from: gold articles, raw news, gazetteers."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

# What is named but is none of the labels shown: learnt, so that it is not taken for one of them.
DISTRACTOR = "MISC"
# Gold labels -> labels of the model.
LABELS = {
    "Person": "PERSON",
    "Location": "PLACE",
    "Facility": "PLACE",
    "Organization": "ORG",
    "Date": "DATE",
    "NORP": "NORP",
    "Money": DISTRACTOR,
    "Product": DISTRACTOR,
    "Misc": DISTRACTOR,
}
WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


@dataclass(slots=True)
class Text:
    """A text with its labelled spans (start, end, label)."""

    text: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    region: str = ""


def read_gold(path: Path, *, mend: bool = False) -> list[Text]:
    """The articles of a Worldwide file, labels mapped; `mend` makes dates of weekdays that were marked Misc by mistake.

    Only what is learnt from is mended, never what is scored.
    """
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        spans = [(s, e, _label(text[s:e], label, mend=mend)) for s, e, label in row["spans"]]
        articles.append(Text(text, [span for span in spans if span[2]], row.get("region", "")))
    return articles


def _label(words: str, label: str, *, mend: bool) -> str:
    """The model's label; empty for a span without a letter or digit (a comma marked Misc)."""
    if not any(char.isalnum() for char in words):
        return ""
    if mend and label == "Misc" and words.lower() in WEEKDAYS:
        return "DATE"
    return LABELS[label]


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a text that are not empty, stripped."""
    for line in text.splitlines():
        if line.strip():
            yield line.strip()


def read_raw(path: Path, *, without: Collection[str]) -> Iterator[str]:
    """The lines of a gzipped text file, stripped, empty ones and those in `without` left out.

    The raw news holds the paragraphs of the gold articles too: those of dev must stay unseen.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and line.strip() not in without:
                yield line.strip()


def read_bodies(folder: Path) -> Iterator[str]:
    """The English gold bodies of the news page sets under `folder` (wcxb is not news, fun is in many languages)."""
    for name in ("aeb", "fev", "n4k"):
        path = folder / name / "gold.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            body = json.loads(line).get("body") or ""
            if " the " in body:
                yield "\n\n".join(paragraphs(body))
