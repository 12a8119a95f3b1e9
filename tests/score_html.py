"""Prints how well articles and metadata are read from HTML pages with gold records.

usage: python tests/score_html.py DATA [SET ...]

DATA is a folder with `pages/SET/gold.jsonl` (id, html, url, body, title, authors, date, suspect) and the gzipped pages it
names. Body: macro precision, recall and F1 over 4-gram shingles, rows marked suspect left out. Metadata: share of pages
that are right in title, authors (the exact set), day of publication; `none` is the share of pages without author or date
in gold that are answered with none.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from newsx.extraction import extract
from newsx.records import ArticleText, Failure, Metadata, Options, Origin, Page

WORD = re.compile(r"\w+")


def read_gold(folder: Path) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").split("\n") if line.strip()]
    for record in records:
        record["html"] = gzip.decompress((folder / record["html"]).read_bytes()).decode("utf-8", "replace")
    return records


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def norm(text: str | None) -> str:
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text or "").lower().replace("’", "'")))


def body_scores(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    precisions, recalls = [], []
    for gold, found in pairs:
        wanted, given = shingles(gold), shingles(found)
        hits = sum((wanted & given).values())
        if given:
            precisions.append(hits / sum(given.values()))
        if wanted:
            recalls.append(hits / sum(wanted.values()))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def metadata_scores(records: list[dict[str, Any]], found: list[Metadata]) -> dict[str, float]:
    title = authors = day = none = nothing = 0
    for record, metadata in zip(records, found, strict=True):
        wanted = {norm(name) for name in record["authors"] or [] if norm(name)}
        given = {norm(name) for name in metadata.authors if norm(name)}
        title += norm(record["title"]) == norm(metadata.headline)
        authors += wanted == given
        day += (record["date"] or None) == ((metadata.date_published or "")[:10] or None)
        for is_silent, is_answered in ((not wanted, bool(given)), (not record["date"], bool(metadata.date_published))):
            nothing += is_silent
            none += is_silent and not is_answered
    size = len(records)
    return {
        "title": title / size,
        "authors": authors / size,
        "date": day / size,
        "none": none / max(1, nothing),
        "none of": nothing,
    }


def main() -> None:
    root, sets = Path(sys.argv[1]) / "pages", sys.argv[2:] or ["aeb", "n4k", "fev", "fun"]
    for name in sets:
        records = read_gold(root / name)
        start = time.process_time()
        results = [
            extract(
                Page(Origin(r["id"], "text/html", "utf-8", "", url=r["url"]), r["html"], is_html=True),
                options=Options(),
            )
            for r in records
        ]
        seconds = (time.process_time() - start) / len(records)
        pairs = [
            (r["body"], found.text if isinstance(found, ArticleText) else "")
            for r, found in zip(records, results, strict=True)
            if not r.get("suspect")
        ]
        f1, precision, recall = body_scores(pairs)
        refused = sum(isinstance(found, Failure) for found in results)
        print(
            f"{name}: body F1 {f1:.4f} P {precision:.4f} R {recall:.4f} ({len(pairs)} pages), refused {refused}, {seconds * 1000:.0f} ms a page"
        )
        if any(record.get("title") for record in records):
            found_metadata = [found.metadata if isinstance(found, ArticleText) else Metadata() for found in results]
            print(
                "   "
                + ", ".join(f"{key} {value:.3f}" for key, value in metadata_scores(records, found_metadata).items())
            )


if __name__ == "__main__":
    main()
