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

from newsx.boilerplate import is_prompt, strip_edges
from newsx.bylines import is_byline_line
from newsx.html_page.ending import KEPT, choose_end, ending_rows
from newsx.stamps import is_date_line

PARAMETERS = {**second.PARAMETERS, "objective": "binary", "learning_rate": 0.05, "feature_fraction": 0.4}
TREES = 120
# Web articles of another convention, beside the news sets.
EXTRA_WEIGHT = 0.15
# It learns from the blocks that stand so near the last one that is kept.
NEAR = 8
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
    """Add the table of the third model, which of the blocks it learns from, and which is the last of gold."""
    chances = page["both"][page["chosen"]]
    inside = np.flatnonzero(page["labels"] >= INSIDE)
    page["ending"] = ending_rows(page["table"], chances)
    kept = np.flatnonzero(chances >= KEPT)
    last = kept[-1] if len(kept) else -NEAR - 1
    page["near"] = np.abs(np.arange(len(chances)) - last) <= NEAR
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


def predict(model: lightgbm.Booster | None, page: dict) -> np.ndarray:
    """The probabilities of the blocks, prompts at 0; and of those behind the end where the third model, if there is one, ends the body elsewhere."""
    chances = page["both"].copy()
    chances[[is_prompt(text) for text in page["texts"]]] = 0
    kept = np.flatnonzero(chances >= KEPT).tolist()
    if model is None or not kept or not len(page["chosen"]):
        return chances
    sizes = [len(first.WORD.findall(text)) for text in page["texts"]]
    end = choose_end(kept, page["chosen"], page["both"], model.predict(page["ending"]), sizes)
    behind = page["chosen"][(page["chosen"] > kept[-1]) & (page["chosen"] <= end)]
    chances[end + 1 :] = 0
    chances[[index for index in behind if not is_prompt(page["texts"][index])]] = 1
    return chances


def finished(body: str) -> str:
    """The body without bylines, days and lines of the site at its ends, as records have it."""
    parts = body.split("\n\n")
    while len(parts) > 1 and (is_byline_line(parts[0]) or is_date_line(parts[0])):
        del parts[0]
    return "\n\n".join(strip_edges(parts))


def main() -> None:
    options = first.read_options()
    pages = first.read_pages(options.pages)
    second.look_again(pages, options.folds)
    judge_again(pages, options.folds)
    for name, fit in (("second", None), ("third", train)):
        print(f"with the {name} look:")
        second.report(pages, options.folds, train=fit or (lambda _: None), predict=predict, finish=finished)
    np.savez_compressed(options.out / "ending.npz", **arrays_of(train(pages)))


if __name__ == "__main__":
    main()
