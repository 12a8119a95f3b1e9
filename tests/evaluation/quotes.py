"""Prints how often the speaker of a quote is right: articles with the source of every attribution marked, tagged by the pipeline `fast`.

usage:  python -m tests.evaluation.quotes FOLDER [--half A]      (a folder with quotes/polnear_traindev.jsonl)

Rules were chosen while reading the odd months (half A), and the model of quotes was trained on them; half B, the even months, was read
by nobody. Counted are quotes of three words and more that lie in a marked content, by what its source is: a person of the record, nobody
named, "he" or "she". Sources, cues and contents are those the model marks, right where they begin and end with the same words as a marked
one; what lies within another's content is left out. Run by hand it prints how sure the speakers were beside how many were right.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from newsx.pipeline import load_pipeline
from newsx.quotes import find
from newsx.quotes.frames import frame_of
from newsx.quotes.scene import Scene
from newsx.quotes.spans.labeller import PARTS, load_labeller
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


def gold_parts(article: dict[str, Any]) -> set[tuple[str, int, int]]:
    """Return the marked sources, cues and contents of an article, with part, start and end, but for those within another's content."""
    found: set[tuple[str, int, int]] = set()
    contents: list[Span] = []
    for attribution in sorted(article["ann"][0], key=_reach):
        if any(_within(attribution, start, end) for start, end in contents):
            continue
        contents += [(start, end) for start, end in attribution.get("content", ())]
        for part in PARTS:
            for start, end in attribution.get(part, ()):
                words = article["text"][start:end]
                begin = end - len(words.lstrip())
                found.add((part, begin, begin + len(words.strip())))
    return found


def _reach(attribution: dict[str, list[Span]]) -> int:
    return -sum(end - start for start, end in attribution.get("content", ()))


def _within(attribution: dict[str, list[Span]], start: int, end: int) -> bool:
    spans = [span for part in PARTS for span in attribution.get(part, ())]
    return bool(spans) and all(start <= first and last <= end for first, last in spans)


def rightly(quote: Quote, outcome: str, article: dict[str, Any], entities: list[EntityGroup]) -> bool | None:
    """Whether a speaker is right; None where there is none, and for "he" and "she", of whom the corpus does not tell who they are."""
    spans = source_of(quote, article)
    if (
        quote.speaker is None
        or spans is None
        or quote.speaker.how == "pronoun"
        or len(quote.text.split()) < FEWEST_WORDS
    ):
        return None
    if quote.speaker.kind == "organisation":
        return any(group.name == quote.speaker.name and touches(group, spans) for group in entities)
    return outcome == "right" if outcome in {"right", "wrong", "named"} else None


@dataclass
class Counts:
    """What came of a half: quotes by outcome, parts by part and outcome ("right", "found", "marked"), and confidences by outcome."""

    quotes: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, article: dict[str, Any], entities: list[EntityGroup]) -> None:
        """Count one article with its entities."""
        people = [group for group in entities if group.label == "PERSON"]
        bodies = [group for group in entities if group.label == "ORG"]
        for quote in find(article["text"], people, bodies):
            outcome = judge(quote, article, entities) or "other"
            self.quotes[outcome] += 1
            right = rightly(quote, outcome, article, entities)
            if right is not None:
                self.sure.append((quote.confidence, right))
        scene = Scene(article["text"], people, bodies, "en")
        spans = load_labeller().find(scene, [frame_of(scene, marked) for marked in scene.marked])
        found, marked = {(span.part, span.start, span.end) for span in spans}, gold_parts(article)
        for outcome, parts in (("found", found), ("marked", marked), ("right", found & marked)):
            self.parts.update((part, outcome) for part, _, _ in parts)

    def f1(self, part: str) -> float:
        """Return the F1 of exact spans of a part."""
        return 2 * self.parts[part, "right"] / max(1, self.parts[part, "found"] + self.parts[part, "marked"])


def count(folder: Path, half: str) -> Counts:
    """Return what came of the articles of a half."""
    nlp = load_pipeline("fast")
    counts = Counts()
    for article in articles(folder, half):
        with nlp.memory_zone():
            entities = list(nlp(article["text"])._.entities)
        counts.add(article, entities)
    return counts


def figures(folder: Path, *, half: str = "B") -> list[Figure]:
    """Return the shares of right speakers among those given, of quotes answered, of unnamed sources left open, and the F1 of exact parts."""
    return figures_of(count(folder, half), half)


def figures_of(counts: Counts, half: str) -> list[Figure]:
    """Return the figures of a half that was counted."""
    quotes = counts.quotes
    given, asked = quotes["right"] + quotes["wrong"], quotes["right"] + quotes["wrong"] + quotes["open"]
    nobody = quotes["named"] + quotes["unnamed"]
    return [
        Figure(f"quotes speakers right, half {half}", quotes["right"] / given, given),
        Figure(f"quotes speakers given, half {half}", given / asked, asked),
        Figure(f"quotes unnamed sources left open, half {half}", quotes["unnamed"] / nobody, nobody),
        *(
            Figure(f"quotes {part}s exact F1, half {half}", counts.f1(part), counts.parts[part, "marked"])
            for part in PARTS
        ),
    ]


def show_confidence(sure: list[tuple[float, bool]]) -> None:
    """Print, by how sure speakers were, how sure on average and the share that was right."""
    for low, high in pairwise((0.8, 0.84, 0.88, 0.92, 0.96, 1.01)):
        within = [(chance, right) for chance, right in sure if low <= chance < high]
        if within:
            said = sum(chance for chance, _ in within) / len(within)
            right = sum(right for _, right in within) / len(within)
            print(f"confidence {low:.2f} to {min(1, high):.2f}: {said:.3f} said, {right:.3f} right of {len(within)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices="AB", default="B")
    options = parser.parse_args()
    counted = count(options.folder, options.half)
    for figure in figures_of(counted, options.half):
        print(f"{figure.name}: {figure.value:.4f} of {figure.count}")
    show_confidence(counted.sure)
