"""Prints how well articles and metadata are read from HTML pages with gold records.

usage: python -m tests.evaluation.pages DATA [SET ...]

DATA is a folder with `pages/SET/gold.jsonl` (id, html, url, body, title, authors, date, suspect) and the gzipped pages it
names. Body: macro precision, recall and F1 over 4-gram shingles, rows marked suspect left out. Metadata: share of pages
that are right in title, authors (the exact set), day of publication; `none` is the share of pages without author or date
in gold that are answered with none. The shipped model was trained on these pages: figures over sites it has never seen are on its card.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from newsx.extraction import extract
from newsx.records import ArticleText, Failure, Metadata, Options, Origin, Page

from .figures import Figure
from .texts import body_scores, edge_share, norm

SETS = ("aeb", "n4k", "fev", "fun")


def read_gold(folder: Path) -> list[dict[str, Any]]:
    """Return the gold records of a set of pages, each with its HTML."""
    records = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").split("\n") if line.strip()]
    for record in records:
        record["html"] = gzip.decompress((folder / record["html"]).read_bytes()).decode("utf-8", "replace")
    return records


def metadata_scores(records: list[dict[str, Any]], found: list[Metadata]) -> dict[str, float]:
    """Return the shares of pages that are right in each field, and of silent pages that are answered with none."""
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
    return {"title": title / size, "authors": authors / size, "date": day / size, "none": none / max(1, nothing)}


def figures(data: Path, sets: tuple[str, ...] = SETS) -> list[Figure]:
    """Return body F1, edges and metadata of every set, and print what a page costs."""
    found = []
    for name in sets:
        records = read_gold(data / "pages" / name)
        start = time.process_time()
        results = [_extract(record) for record in records]
        milliseconds = 1000 * (time.process_time() - start) / len(records)
        print(
            f"{name}: {milliseconds:.0f} ms a page, refused {sum(isinstance(r, Failure) for r in results)}", flush=True
        )
        pairs = [
            (record["body"], result.text if isinstance(result, ArticleText) else "")
            for record, result in zip(records, results, strict=True)
            if not record.get("suspect")
        ]
        edges, count = edge_share(pairs)
        found += [
            Figure(f"html {name} body F1", body_scores(pairs)[0], len(pairs)),
            Figure(f"html {name} edges", edges, count),
        ]
        if any(record.get("title") for record in records):
            metadata = [result.metadata if isinstance(result, ArticleText) else Metadata() for result in results]
            scores = metadata_scores(records, metadata)
            found += [Figure(f"html {name} {field}", value, len(records)) for field, value in scores.items()]
    return found


def _extract(record: dict[str, Any]) -> ArticleText | Failure:
    origin = Origin(record["id"], "text/html", "utf-8", "", url=record["url"])
    return extract(Page(origin, record["html"], is_html=True), options=Options())


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]), tuple(sys.argv[2:]) or SETS):
        print(f"{figure.name}: {figure.value:.4f} of {figure.count}")
