"""The trees above the networks, trained on what each network says of pages whose sites it has never seen.

usage: python models/recipes/page_dump/stacking.py DATA/pages models/page_dump [--cache FOLDER]

`train.py` does this at its end; alone it needs `weights.npz` and `vocabulary.txt`, beside which `trees.npz` is written. Ensemble k belongs to network k: its
training leaves out the news sites of fold k, so that both together can be measured on them (`tests/evaluation/dumps.py`).
Needs lightgbm and what the renders need; about five minutes with the renders at hand.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[2])]

import lightgbm  # noqa: E402
from boosted import arrays_of  # noqa: E402
from documents import ALONE, Document, documents, fold_of  # noqa: E402
from render import FORMS, load_pages, rendered  # noqa: E402

from newsx.page_dump.context import context_table  # noqa: E402
from newsx.page_dump.features import extract_features  # noqa: E402
from newsx.page_dump.labeller import ASKED, network_logits, read_networks  # noqa: E402

NEWS = ("n4k", "aeb", "fev", "fun")
# Chosen on page F1 of the three folds: more and deeper trees gave less than 0.002.
TREES = 100
PARAMETERS = {
    "learning_rate": 0.08, "num_leaves": 16, "max_depth": 6, "min_data_in_leaf": 200, "min_sum_hessian_in_leaf": 0.0,
    "lambda_l2": 10, "feature_fraction": 0.4,
    "objective": "binary", "max_bin": 63, "bagging_fraction": 0.7, "bagging_freq": 1,
    "seed": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# One in so many of the articles that stand alone: they are easy.
ALONE_SHARE = 3


def fit(pages: list[Document], folder: Path) -> list[lightgbm.Booster]:
    """One ensemble a network of the folder, in their order."""
    networks, vocabulary = read_networks(folder)
    tables = [
        table_of(page, networks[fold_of(page.site, len(networks))], vocabulary) for page in pages if _is_used(page)
    ]
    folds = np.array([fold_of(page.site, len(networks)) for page in pages if _is_used(page)])
    boosters = []
    for fold in range(len(networks)):
        chosen = [table for table, other in zip(tables, folds, strict=True) if other != fold]
        rows, labels, weights = (np.concatenate(parts) for parts in zip(*chosen, strict=True))
        boosters.append(lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels, weight=weights), TREES))
    return boosters


def _is_used(page: Document) -> bool:
    return (page.form not in ALONE and page.form != "headed") or (
        zlib.crc32(page.id.encode()) + (*ALONE, "headed").index(page.form)
    ) % ALONE_SHARE == 0


def table_of(page: Document, network, vocabulary):
    """Features, labels and weights of the units that the trees are asked about; the weight is about the number of words."""
    features = extract_features(page.units, vocabulary)
    logits = network_logits(network, features)
    asked = logits[:, 0] >= math.log(ASKED / (1 - ASKED))
    rows = context_table([unit.text for unit in page.units], features.shapes, logits, asked)
    words = [unit.text.count(" ") + 1 + len(unit.text) // 12 * (unit.text.count(" ") < 3) for unit in page.units]
    weights = np.clip(words, 3, 60) / 20
    labels = page.labels[:, 0]
    return rows, labels[asked], weights[asked]


def save(boosters: list[lightgbm.Booster], folder: Path) -> None:
    arrays = {
        f"{number}.{name}": array
        for number, booster in enumerate(boosters)
        for name, array in arrays_of(booster, integers=np.int16).items()
    }
    np.savez_compressed(folder / "trees.npz", **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the page sets")
    parser.add_argument("folder", type=Path, help="folder of the model")
    parser.add_argument("--cache", type=Path, default=Path(".renders"), help="folder for rendered pages")
    options = parser.parse_args()
    stack(options.data, options.folder, options.cache)


def stack(data: Path, folder: Path, cache: Path) -> None:
    """Train the trees on the networks in `folder` and write them beside those."""
    pages: list[Document] = []
    for name in NEWS:
        texts = {form: rendered(data, cache, name, form) for form in FORMS}
        for page in load_pages(data, name, html=False):
            if not page.get("suspect"):
                pages += documents(page, {form: texts[form][page["id"]] for form in FORMS}, seed=1)
    save(fit(pages, folder), folder)


if __name__ == "__main__":
    main()
