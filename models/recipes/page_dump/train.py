"""Rebuilds models/page_dump from the page sets: python models/recipes/page_dump/train.py DATA/pages models/page_dump.

The one command: networks, then the trees above them (`stacking.py`). Three networks are trained, each without the news sites of one fold, and their logits are averaged: every network can then be
measured on sites that it has never seen (`python -m tests.evaluation.dumps`), and nothing of the data is left unused.
Needs the packages in requirements.txt and the program w3m; about 50 MiB of renders are kept in the cache folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[2])]

import documents as docs  # noqa: E402
import stacking  # noqa: E402
import torch  # noqa: E402
import training  # noqa: E402
from network import DILATIONS  # noqa: E402
from render import FORMS, load_pages, rendered  # noqa: E402

NEWS = ("n4k", "aeb", "fev", "fun")
WEB = ("wcxb",)
FOLDS = 3
EPOCHS = (14, 10, 10)
SAMPLES_A_PAGE = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the page sets")
    parser.add_argument("out", type=Path, help="folder for the model")
    parser.add_argument("--cache", type=Path, default=Path(".renders"), help="folder for rendered pages")
    options = parser.parse_args()
    torch.set_num_threads(1)
    documents = list(all_documents(options.data, options.cache))
    vocabulary = training.make_vocabulary(documents)
    samples = []
    for document in documents:
        sample = training.make_sample(document, vocabulary)
        sample.shapes = sample.shapes.astype(np.float16)
        samples.append(sample)
    networks = []
    for fold in range(FOLDS):
        held = {docs.site_key(d.site) for d in documents if d.set in NEWS and docs.fold_of(d.site, FOLDS) == fold}
        chosen = [sample for sample in samples if docs.site_key(sample.site) not in held]
        print(f"fold {fold}: {len(chosen)} documents", flush=True)
        log = lambda text, *_: print(text, flush=True)  # noqa: E731
        networks.append(training.train(chosen, len(vocabulary), epochs=EPOCHS[fold], per_page=SAMPLES_A_PAGE, log=log))
    save(options.out, vocabulary, networks)
    stacking.stack(options.data, options.out, options.cache)


def all_documents(data: Path, cache: Path):
    for name in (*NEWS, *WEB):
        texts = {form: rendered(data, cache, name, form) for form in FORMS}
        for page in load_pages(data, name, html=False):
            if not page.get("suspect"):
                yield from docs.documents(page, {form: texts[form][page["id"]] for form in FORMS}, seed=1)


def save(out: Path, vocabulary: dict[str, int], networks: list) -> None:
    """The model is in its folder, the arrays in half precision."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocabulary.txt").write_text("\n".join(sorted(vocabulary, key=vocabulary.__getitem__)) + "\n", "utf-8")
    arrays = {}
    for number, (network, mean, scale) in enumerate(networks):
        for name, value in {
            **network.weights(),
            "mean": mean,
            "scale": scale,
            "dilations": np.array(DILATIONS),
        }.items():
            arrays[f"{number}.{name}"] = value.astype(np.float16)
    np.savez_compressed(out / "weights.npz", **arrays)


if __name__ == "__main__":
    main()
