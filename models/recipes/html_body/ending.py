"""Trains models/html_body/ending.npz, which says of each block near the end of a body whether it is the last, and scores bodies and edges by site.

usage: python models/recipes/html_body/ending.py PAGES [--out models/html_body] [--folds 5]

PAGES is as for `train.py`; that and `edges.py` are run before: each page is given the answers of a first and a second model that have not seen its
site, and the third is trained on those. Needs the packages in requirements.txt; about ten minutes on one core.
"""

from __future__ import annotations

import edges as second
import lightgbm
import numpy as np
import train as first
from boosted import arrays_of

from newsx.html_page.body import THRESHOLD
from newsx.html_page.ending import choose_end, ending_rows, near_the_end

PARAMETERS = {**second.PARAMETERS, "objective": "binary", "learning_rate": 0.05, "feature_fraction": 0.4}
TREES = 120
# Web articles of another convention, beside the news sets.
EXTRA_WEIGHT = 0.15
# A block is part of the article when gold holds so much of it.
INSIDE = 0.5


def judge_again(pages: list[dict], folds: int) -> None:
    """Give each page the probabilities of both models that have not seen its site, and the table for the third."""
    for part in range(folds):
        tested = [page for page in pages if first.fold_of(page["site"], folds) == part]
        sites = {page["site"] for page in tested}
        model = second.train([page for page in pages if page["site"] not in sites])
        for page in tested:
            page["both"] = second.predict(model, page)
            if len(page["chosen"]):
                add_ending(page)


def add_ending(page: dict) -> None:
    """Add the table of the third model, which blocks it is asked about, and which of them is the last of gold."""
    chances = page["both"][page["chosen"]]
    inside = np.flatnonzero(page["labels"] >= INSIDE)
    page["ending"] = ending_rows(page["table"], chances)
    page["near"] = near_the_end(chances)
    page["last"] = (page["chosen"] == (inside[-1] if len(inside) else -1)).astype(float)


def train(pages: list[dict]) -> lightgbm.Booster:
    """One ensemble is fitted to the blocks near the end, and to the last one wherever it is."""
    tables, targets, mass = [], [], []
    for page in pages:
        if not len(page["chosen"]) or not page["near"].any():
            continue
        asked = page["near"] | (page["last"] > 0)
        tables.append(page["ending"][asked])
        targets.append(page["last"][asked])
        mass.append(np.full(int(asked.sum()), EXTRA_WEIGHT if page["set"] == first.EXTRA else 1.0))
    data = lightgbm.Dataset(np.concatenate(tables), np.concatenate(targets), weight=np.concatenate(mass))
    return lightgbm.train(PARAMETERS, data, TREES)


def predict(model: lightgbm.Booster, page: dict) -> np.ndarray:
    """The probabilities of the blocks, moved to either side of one half where the third model ends the body elsewhere."""
    chances = page["both"].copy()
    kept = list(np.flatnonzero(chances >= THRESHOLD).tolist())
    if not kept or not len(page["chosen"]):
        return chances
    endings = np.zeros(len(page["chosen"]))
    endings[page["near"]] = model.predict(page["ending"][page["near"]])
    sizes = [len(first.WORD.findall(text)) for text in page["texts"]]
    end = choose_end(kept, page["chosen"], chances, endings, sizes)
    chances[end + 1 :] = 0
    added = [index for index in page["chosen"].tolist() if kept[-1] < index <= end]
    chances[added] = 1
    return chances


def main() -> None:
    options = first.read_options()
    pages = first.read_pages(options.pages)
    second.look_again(pages, options.folds)
    judge_again(pages, options.folds)
    for name, look in (("second", None), ("third", train)):
        print(f"with the {name} look:")
        second.report(
            pages,
            options.folds,
            train=look or (lambda _: None),
            predict=predict if look else lambda _, page: page["both"],
        )
    np.savez_compressed(options.out / "ending.npz", **arrays_of(train(pages)))


if __name__ == "__main__":
    main()
