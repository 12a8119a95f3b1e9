"""Trains models/html_body/edges.npz, the second look at the blocks of a page, and scores bodies and edges by site.

usage: python models/recipes/html_body/edges.py PAGES [--out models/html_body] [--folds 5]

PAGES is as for `train.py`, which is run before: each page is given the probabilities of a first model that has not seen its site,
and the second is trained on those. Needs the packages in requirements.txt; about ten minutes on one core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np
import train as first
from boosted import arrays_of

from newsx.html_page.edges import combine, edge_rows, find_candidates

if TYPE_CHECKING:
    from collections.abc import Callable

PARAMETERS = {**first.PARAMETERS, "min_data_in_leaf": 20, "num_leaves": 12, "learning_rate": 0.06}
TREES = 150
# Lines weigh nearly alike; longer ones a little more, up to this many words.
MAX_WEIGHED = 60


def look_again(pages: list[dict], folds: int) -> None:
    """Give each page the probabilities of a first model that has not seen its site, and the table for the second."""
    for part in range(folds):
        tested = [page for page in pages if first.fold_of(page["site"], folds) == part]
        sites = {page["site"] for page in tested}
        model = first.train([page for page in pages if page["site"] not in sites])
        for page in tested:
            add_table(page, first.predict(model, page))


def add_table(page: dict, probabilities: np.ndarray) -> None:
    """Add first probabilities, candidates, their features, labels and weights."""
    tokens = [first.WORD.findall(text.lower()) for text in page["texts"]]
    chosen = find_candidates(probabilities, page["asked"])
    page["first"], page["chosen"] = probabilities, chosen
    if len(chosen):
        page["table"] = edge_rows(
            page["blocks"],
            probabilities,
            page["rows"][chosen],
            tokens=tokens,
            chosen=chosen,
            description=page["description"],
        )
        mass = 3 + np.minimum([len(tokens[i]) for i in chosen], MAX_WEIGHED) ** 0.5
        share = first.EXTRA_WEIGHT if page["set"] == first.EXTRA else 1.0
        page["mass"] = mass * share / (1 + len(chosen)) ** 0.5


def train(pages: list[dict]) -> lightgbm.Booster:
    """One ensemble is fitted to the candidates of `pages`."""
    used = [page for page in pages if len(page["chosen"])]
    table = np.concatenate([page["table"] for page in used])
    targets = np.concatenate([page["labels"][page["chosen"]] for page in used])
    mass = np.concatenate([page["mass"] for page in used])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(table, targets, weight=mass), TREES)


def predict(model: lightgbm.Booster, page: dict) -> np.ndarray:
    """The probability of each block by both models."""
    chances = page["first"].copy()
    if len(page["chosen"]):
        chosen = page["chosen"]
        chances[chosen] = combine(page["blocks"], chosen, chances[chosen], model.predict(page["table"]))
    return chances


def main() -> None:
    options = first.read_options()
    pages = first.read_pages(options.pages)
    look_again(pages, options.folds)
    report(pages, options.folds)
    np.savez_compressed(options.out / "edges.npz", **arrays_of(train(pages)))


def report(
    pages: list[dict],
    folds: int,
    *,
    train: Callable[[list[dict]], Any] = train,
    predict: Callable[[Any, dict], np.ndarray] = predict,
    finish: Callable[[str], str] = str,
) -> None:
    """Print body F1 and edges of every set, cross-validated over sites, of a model that `train` makes and `predict` asks."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in range(folds):
        tested = [p for p in pages if p["set"] in first.SETS and first.fold_of(p["site"], folds) == part]
        sites = {page["site"] for page in tested}
        model = train([page for page in pages if page["site"] not in sites])
        for page in tested:
            body = finish(first.body_of(page["texts"], predict(model, page), page["proposal"]))
            found.setdefault(page["set"], []).append((page["gold"], body))
    for name in first.SETS:
        both = sum(_ends(gold) == _ends(body) for gold, body in found[name]) / len(found[name])
        print(f"{name}: body F1 {first.f1(found[name]):.4f}, both edges {both:.3f}, cross-validated over sites")


def _ends(text: str) -> tuple[list[str], list[str]]:
    """The first and the last eight words."""
    words = first.WORD.findall(text.casefold())
    return words[:8], words[-8:]


if __name__ == "__main__":
    main()
