"""Trains models/html_body/model.npz from folders of news pages with gold bodies, and scores it by site.

usage: python models/recipes/html_body/train.py PAGES [--out models/html_body] [--folds 5]

PAGES holds one folder a set, each with `gold.jsonl` (id, html, url, site, body, suspect) and the gzipped pages it names.
Needs the packages in requirements.txt. About three minutes on one core.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from boosted import arrays_of

from newsx.html_page.body import MAX_REPEATED, MIN_SHARE, THRESHOLD, rows_of
from newsx.html_page.features import shingle_share, worth_asking
from newsx.html_page.metadata import read_metadata
from newsx.html_page.page import parse_page

SETS = ("aeb", "n4k", "fev", "fun")
# Web articles whose gold bodies follow another convention (more is kept): trained on with this weight, never scored.
EXTRA = "wcxb"
EXTRA_WEIGHT = 0.1
MAX_EXTRA_BLOCKS = 3_000
PARAMETERS = {
    "objective": "cross_entropy",
    "learning_rate": 0.05,
    "num_leaves": 16,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbosity": -1,
    "num_threads": 1,
    "seed": 1,
}
TREES = 200
WORD = re.compile(r"\w+")


def read_pages(root: Path) -> list[dict]:
    """Every page becomes its blocks' texts, features, labels and weights; pages with a truncated gold body are left out."""
    pages = []
    for name in (*SETS, EXTRA):
        for line in (root / name / "gold.jsonl").read_text("utf-8").split("\n"):
            record = json.loads(line) if line.strip() else {"suspect": True}
            if record.get("suspect"):
                continue
            html = gzip.decompress((root / name / record["html"]).read_bytes()).decode("utf-8", "replace")
            page = parse_page(html)
            metadata = read_metadata(page, url=record["url"], use_htmldate=False)
            headline = metadata.headline
            texts = [block.text for block in page.blocks]
            if name == EXTRA and not 0 < len(texts) <= MAX_EXTRA_BLOCKS:
                continue
            rows, proposal, _ = rows_of(page, headline=headline)
            gold = record["body"]
            pages.append(
                {
                    "set": name,
                    "site": record["site"],
                    "gold": gold,
                    "proposal": proposal,
                    "texts": texts,
                    "blocks": page.blocks,
                    "description": metadata.description,
                    "rows": rows,
                    "asked": worth_asking(rows),
                    "labels": labels(texts, gold),
                    "weights": weights(texts, gold) * (EXTRA_WEIGHT if name == EXTRA else 1.0),
                }
            )
    return pages


def labels(texts: list[str], gold: str) -> np.ndarray:
    """For each block the share of its 4-grams that the gold body holds; a block of up to three words must be a gold line."""
    words = WORD.findall(gold)
    shingles = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    lines = {" ".join(WORD.findall(line)) for line in gold.split("\n")}
    return np.array(
        [shingle_share(tokens, shingles, lines) if (tokens := WORD.findall(text)) else 0.0 for text in texts]
    )


def weights(texts: list[str], gold: str) -> np.ndarray:
    """A block weighs as many words as it has, a page as much as any other."""
    size = max(50, len(WORD.findall(gold)))
    return np.array([(len(WORD.findall(text)) + 2) * 300 / size for text in texts])


def train(pages: list[dict]) -> lightgbm.Booster:
    """One ensemble is fitted to the blocks of `pages` that it will be asked about."""
    rows, targets, mass = (
        np.concatenate([page[name][page["asked"]] for page in pages]) for name in ("rows", "labels", "weights")
    )
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, targets, weight=mass), TREES)


def predict(model: lightgbm.Booster, page: dict) -> np.ndarray:
    """The probability of each block of a page; 0 where the model is not asked."""
    chances = np.zeros(len(page["rows"]))
    if page["asked"].any():
        chances[page["asked"]] = model.predict(page["rows"][page["asked"]])
    return chances


def fold_of(site: str, folds: int) -> int:
    """The part a site belongs to, the same in every run."""
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % folds


def body_of(texts: list[str], probabilities: np.ndarray, proposal: str) -> str:
    """The text of the blocks that are kept, or trafilatura's text where that is next to nothing."""
    kept: list[str] = []
    for text, probability in zip(texts, probabilities, strict=True):
        if probability >= THRESHOLD and not (len(text) > MAX_REPEATED and text in kept):
            kept.append(text)
    return "\n\n".join(kept) if sum(map(len, kept)) >= MIN_SHARE * len(proposal) else proposal


def f1(pairs: list[tuple[str, str]]) -> float:
    """Macro F1 over 4-gram shingles of (gold, found)."""
    precisions, recalls = [], []
    for gold, found in pairs:
        wanted, given = (
            Counter(zip(*(WORD.findall(text)[i:] for i in range(4)), strict=False)) for text in (gold, found)
        )
        hits = sum((wanted & given).values())
        recalls.append(hits / max(1, sum(wanted.values())))
        if given:
            precisions.append(hits / sum(given.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall)


def read_options() -> argparse.Namespace:
    """What both recipes of this folder are asked: the pages, where the model goes, and the number of folds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "html_body")
    parser.add_argument("--folds", type=int, default=5)
    return parser.parse_args()


def main() -> None:
    options = read_options()
    pages = read_pages(options.pages)
    found: dict[str, list[tuple[str, str]]] = {}
    for part in range(options.folds):
        tested = [page for page in pages if page["set"] in SETS and fold_of(page["site"], options.folds) == part]
        sites = {page["site"] for page in tested}
        model = train([page for page in pages if page["site"] not in sites])
        for page in tested:
            body = body_of(page["texts"], predict(model, page), page["proposal"])
            found.setdefault(page["set"], []).append((page["gold"], body))
    for name in SETS:
        print(f"{name}: body F1 {f1(found[name]):.4f} on {len(found[name])} pages, cross-validated over sites")
    np.savez_compressed(options.out / "model.npz", **arrays_of(train(pages)))


if __name__ == "__main__":
    main()
