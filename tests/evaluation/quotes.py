"""Prints how often the speaker of a quote is right: articles with the source of every attribution marked, tagged by the pipeline `fast`.

usage:  python -m tests.evaluation.quotes FOLDER [--half A]      (a folder with quotes/polnear_traindev.jsonl)

Rules were chosen while reading the odd months (half A); half B, the even months, was read by nobody. Counted are quotes of three words
and more that lie in a marked content, by what its source is: a person of the record, nobody named, "he" or "she".
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsx.pipeline import load_pipeline
from newsx.quotes import find
from newsx.records import EntityGroup, Quote

from .figures import Figure

FEWEST_WORDS = 3
_PRONOUN = re.compile(r"he|she|they|it|i|we|who|you", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][\w’-]+)+")

Span = tuple[int, int]


def articles(folder: Path, half: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of the odd months (A) or the even ones (B)."""
    for line in (folder / "quotes" / "polnear_traindev.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        month = int(article["id"].split("_")[1][5:7])
        if (month % 2 == 1) == (half == "A"):
            yield article


def source_of(quote: Quote, article: dict[str, Any]) -> list[Span] | None:
    """Return the words that gold names as the source of a quote: of the narrowest content that holds most of it."""
    found = []
    for attribution in article["ann"][0]:
        for start, end in attribution.get("content", ()):
            if min(quote.end, end) - max(quote.start, start) > (quote.end - quote.start) / 2 and attribution.get(
                "source"
            ):
                found.append((end - start, [tuple(span) for span in attribution["source"]]))
    return min(found)[1] if found else None


def family(words: str) -> str:
    """Return the last word with a capital, in small letters."""
    names = _CAPITALS.findall(re.sub(r"[’']s\b", "", words))
    return names[-1].lower() if names else ""


def touches(group: EntityGroup, spans: list[Span]) -> bool:
    """Whether a mention of an entity lies in the spans."""
    return any(mention.start < end and start < mention.end for mention in group.mentions for start, end in spans)


def judge(quote: Quote, article: dict[str, Any], entities: list[EntityGroup]) -> str | None:
    """Return what became of a quote: "right", "wrong" or "open" for people of the record, "named" or "unnamed" where nobody is."""
    spans = source_of(quote, article)
    if spans is None or len(quote.text.split()) < FEWEST_WORDS:
        return None
    words = " ".join(article["text"][start:end] for start, end in spans)
    people = [group for group in entities if group.label == "PERSON" and touches(group, spans)]
    if _PRONOUN.fullmatch(words.strip()):
        return None
    if people:
        if quote.speaker is None:
            return "open"
        named = {group.name for group in people}
        same = quote.speaker.name in named or family(words) == family(quote.speaker.name)
        return "right" if same else "wrong"
    if any(touches(group, spans) for group in entities) or _NAME.search(words):
        return None
    return "unnamed" if quote.speaker is None else "named"


def count(folder: Path, half: str) -> Counter[str]:
    """Return how many quotes of a half came out how."""
    nlp = load_pipeline("fast")
    counts: Counter[str] = Counter()
    for article in articles(folder, half):
        with nlp.memory_zone():
            entities = list(nlp(article["text"])._.entities)
        people = [group for group in entities if group.label == "PERSON"]
        bodies = [group for group in entities if group.label == "ORG"]
        for quote in find(article["text"], people, bodies):
            counts[judge(quote, article, entities) or "other"] += 1
    return counts


def figures(folder: Path, *, half: str = "B") -> list[Figure]:
    """Return the shares of right speakers among those given, of quotes answered, and of unnamed sources left open."""
    counts = count(folder, half)
    given, asked = counts["right"] + counts["wrong"], counts["right"] + counts["wrong"] + counts["open"]
    nobody = counts["named"] + counts["unnamed"]
    return [
        Figure(f"quotes speakers right, half {half}", counts["right"] / given, given),
        Figure(f"quotes speakers given, half {half}", given / asked, asked),
        Figure(f"quotes unnamed sources left open, half {half}", counts["unnamed"] / nobody, nobody),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices="AB", default="B")
    options = parser.parse_args()
    for figure in figures(options.folder, half=options.half):
        print(f"{figure.name}: {figure.value:.4f} of {figure.count}")
