"""Measures who is who across articles: people of our own, half of them traps, from 30 countries, from made text to profiles.

    python -m tests.evaluation.dossier A          # read while rules were written
    python -m tests.evaluation.dossier B C        # read once they stood; never read
    python -m tests.evaluation.dossier C --model default

Prints pairwise precision and recall of profiles, and of equal names; the articles are made anew each time (`tests/dossier/made_articles.py`).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "dossier"))

import made_articles

import newsx


def extracted(lines: list[dict[str, Any]], model: str, folder: Path) -> list[newsx.Article]:
    """The records of made articles."""
    path = folder / "made.jsonl"
    path.write_text(
        "".join(json.dumps({k: v for k, v in line.items() if k != "who"}) + "\n" for line in lines), encoding="utf-8"
    )
    found = newsx.process([str(path)], options=newsx.Options(model=model))
    return [each for each in found if isinstance(each, newsx.Article)]


def pairs_of(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def pairwise(items: list[tuple[str, object]]) -> tuple[float, float]:
    """Precision and recall of the pairs of appearances that are put together."""
    right = pairs_of(Counter(items))
    together, meant = pairs_of(Counter(each for _, each in items)), pairs_of(Counter(who for who, _ in items))
    return right / max(1, together), right / max(1, meant)


def measure(half: str, model: str) -> str:
    """One line about a half of the people."""
    lines = made_articles.articles(half)
    with tempfile.TemporaryDirectory() as folder:
        records = extracted(lines, model, Path(folder))
        with newsx.open_dossier(str(Path(folder) / "made.dossier")) as dossier:
            added = dossier.add(records)
            profiles = [each for each in dossier.profiles() if each["kind"] == "person"]
    names = {
        (entry["source_id"], form): each["id"]
        for each in profiles
        for entry in each["articles"]
        for form in entry["forms"]
    }
    found: list[tuple[str, object]] = []
    exact: list[tuple[str, object]] = []
    sources = {record.source.id for record in records}
    for line in lines:
        for who, form in line["who"].items():
            if line["id"] in sources:
                found.append((who, names.get((line["id"], form), (line["id"], form))))
                exact.append((who, form))
    (p, r), (ep, er) = pairwise(found), pairwise(exact)
    return (
        f"{half} {model}: {len(records)} articles, {len(made_articles.people(half))} people: precision {p:.3f} recall {r:.3f}"
        f" (equal names {ep:.3f} {er:.3f}); {added.questions} questions"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="+", choices=["A", "B", "C"])
    parser.add_argument("--model", default="fast")
    asked = parser.parse_args()
    for each in asked.halves:
        print(measure(each, asked.model))
