"""Prints strict F of people, places, organisations and dates on news articles with gold spans.

usage: python -m tests.evaluation.entities DATA [MODEL ...]

DATA/ner holds `worldwide.dev.jsonl`: a JSON object a line with `text` and `spans` (start, end, label). A mention is right when its
characters and its label are those of gold. Locations and facilities are places; FOUR counts all four labels together.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from newsx.pipeline import load_pipeline

from .figures import Figure

LABELS = {"Person": "PERSON", "Location": "PLACE", "Facility": "PLACE", "Organization": "ORG", "Date": "DATE"}
FOUR = ("PERSON", "PLACE", "ORG", "DATE")
MODELS = ("default", "fast")
Span = tuple[int, int, str]


def strict_f(pairs: list[tuple[set[Span], set[Span]]]) -> dict[str, tuple[float, int]]:
    """Return F and the number of gold mentions of every label and of FOUR, for (gold, found) spans of each article."""
    tally: Counter[tuple[str, str]] = Counter()
    for gold, found in pairs:
        for name, spans in (("gold", gold), ("found", found), ("hit", gold & found)):
            for _, _, label in spans:
                tally[name, label] += 1
                tally[name, "FOUR"] += 1
    return {
        label: (2 * tally["hit", label] / max(1, tally["gold", label] + tally["found", label]), tally["gold", label])
        for label in (*FOUR, "FOUR")
    }


def figures(data: Path, models: tuple[str, ...] = MODELS) -> list[Figure]:
    """Return strict F of every label with every model, and print the words each reads a CPU second."""
    lines = (data / "ner" / "worldwide.dev.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    gold = [{(s, e, LABELS[label]) for s, e, label in article["spans"] if label in LABELS} for article in articles]
    found = []
    for model in models:
        nlp = load_pipeline(model)
        start = time.process_time()
        docs = list(nlp.pipe(article["text"] for article in articles))
        words = sum(map(len, docs)) / (time.process_time() - start)
        print(f"{model}: {words:,.0f} words a CPU second, names, places and dates included", flush=True)
        spans = [{(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in FOUR} for doc in docs]
        scores = strict_f(list(zip(gold, spans, strict=True)))
        found += [Figure(f"entities {model} {label} F", value, count) for label, (value, count) in scores.items()]
    return found


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]), tuple(sys.argv[2:]) or MODELS):
        print(f"{figure.name}: {figure.value:.4f} of {figure.count}")
