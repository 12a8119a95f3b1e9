"""The trained sequence labeller: probabilities for the units of a text, in NumPy alone (called by `label_lines`).

Each unit is judged alone (its shape and its words), then with its neighbours (dilated convolutions over the units), then with
the page as a whole (attention pooling). What these networks say of the whole page goes, beside the shapes, to boosted trees,
which have the last word on the body. Both are trained by `models/recipes/page_dump`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from newsx.page_dump.context import context_table
from newsx.page_dump.features import Features, Floats, extract_features
from newsx.resources import resource_path
from newsx.resources.trees import Trees, make_trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from newsx.page_dump.lines import Unit

MODEL = "page_dump"
# Units that the networks give less are no body, and the trees are not asked: 70 % of all units, 0.2 % of the body.
ASKED = 0.005
# The place of a unit on its page means something for texts of the length of pages; a longer text is judged in parts of at most so many units.
MOST_UNITS = 2_000


@dataclass(frozen=True, slots=True)
class Probabilities:
    """For each unit the probability (0 to 1) of being body, headline, byline, dateline of the article.

    `alone` is the probability that the text as a whole is an article and nothing else.
    """

    body: Floats
    headline: Floats
    byline: Floats
    dateline: Floats
    alone: float


@dataclass(frozen=True, slots=True)
class Labeller:
    """One or more networks of the same kind, whose logits are averaged, their common vocabulary, and the trees above them.

    The log-odds of several ensembles of trees are averaged too; without any the networks have the last word.
    """

    vocabulary: Mapping[str, int]
    networks: tuple[Mapping[str, Floats], ...]
    trees: tuple[Trees, ...] = ()

    def __call__(self, units: Sequence[Unit]) -> Probabilities:
        """Return the probabilities of all units of one text; linear in its length."""
        if not units:
            nothing = np.zeros(0, dtype=np.float32)
            return Probabilities(nothing, nothing, nothing, nothing, 0.0)
        count = -(-len(units) // MOST_UNITS)
        bounds = [len(units) * part // count for part in range(count + 1)]
        parts = [self._judge(units[start:stop]) for start, stop in pairwise(bounds)]
        return parts[0] if count == 1 else _joined(parts)

    def _judge(self, units: Sequence[Unit]) -> Probabilities:
        features = extract_features(units, self.vocabulary)
        logits: Floats = np.mean([network_logits(weights, features) for weights in self.networks], axis=0)
        body, headline, byline, dateline, alone = _sigmoid(logits).T
        if self.trees and (asked := body >= ASKED).any():
            table = context_table([unit.text for unit in units], features.shapes, logits, asked)
            body = body.copy()
            body[asked] = _sigmoid(np.mean([trees.logits(table) for trees in self.trees], axis=0))
        return Probabilities(body, headline, byline, dateline, float(alone.mean()))


def _joined(parts: Sequence[Probabilities]) -> Probabilities:
    """Return the probabilities of the parts of one text as those of the whole; its head stands in the first part."""
    columns = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("body", "headline", "byline", "dateline")
    )
    body, headline, byline, dateline = columns
    for column in (headline, byline, dateline):
        column[len(parts[0].body) :] = 0.0
    lengths = [len(part.body) for part in parts]
    alone = np.average([part.alone for part in parts], weights=lengths)
    return Probabilities(body, headline, byline, dateline, float(alone))


@lru_cache(maxsize=1)
def load_labeller() -> Labeller:
    """Return the labeller that comes with newsx; loaded once. Raises ModelNotFoundError where its files are missing."""
    return read_labeller(resource_path(MODEL))


def read_labeller(folder: Path) -> Labeller:
    """Return the labeller in a folder: networks and vocabulary as of `read_networks`, and `trees.npz` with one ensemble a network."""
    networks, vocabulary = read_networks(folder)
    trees = tuple(make_trees(table) for table in _read_numbered(folder / "trees.npz"))
    return Labeller(vocabulary, networks, trees)


def read_networks(folder: Path) -> tuple[tuple[dict[str, Floats], ...], dict[str, int]]:
    """Return the networks in `weights.npz` of a folder, and the numbers of the words in `vocabulary.txt` (a word a line)."""
    words = (folder / "vocabulary.txt").read_text("utf-8").split("\n")
    networks = tuple(
        {name: _prepared(array) for name, array in table.items()} for table in _read_numbered(folder / "weights.npz")
    )
    return networks, {word: number for number, word in enumerate(words, start=1) if word}


def _prepared(array: NDArray[np.floating]) -> Floats:
    """Return an array in single precision, kernels as tap by input by output, so that each tap is one matrix in memory."""
    single = array.astype(np.float32)
    return np.ascontiguousarray(single.transpose(2, 1, 0)) if single.ndim == 3 else single


def _read_numbered(path: Path) -> list[dict[str, NDArray[np.floating]]]:
    """Return the arrays of a file, named "0.words.weight" and so on, as one table for each number, in the order of the file."""
    tables: dict[str, dict[str, NDArray[np.floating]]] = {}
    with np.load(path, allow_pickle=False) as arrays:
        for name in arrays.files:
            number, _, key = name.partition(".")
            tables.setdefault(number, {})[key] = arrays[name]
    return list(tables.values())


def network_logits(weights: Mapping[str, Floats], features: Features) -> Floats:
    """Return the log-odds that one network gives: units by five tasks (body, headline, byline, dateline, alone)."""
    hidden = _relu(_linear(weights, "unit", _inputs(weights, features)))
    layer = 0
    while f"convolutions.{layer}.bias" in weights:
        hidden = hidden + _relu(_convolved(weights, layer, hidden))
        layer += 1
    scores = _linear(weights, "attention", hidden)
    attention = np.exp(scores - scores.max(axis=0))
    pooled = ((attention / attention.sum(axis=0)).T @ hidden).reshape(1, -1)
    joined = np.concatenate([hidden, np.repeat(pooled, len(hidden), axis=0)], axis=1)
    return _linear(weights, "out", _relu(_linear(weights, "hidden", joined)))


def _inputs(weights: Mapping[str, Floats], features: Features) -> Floats:
    """Return standardised shapes beside the vectors of a unit's words: their sum (over the root of their number), the first, the last."""
    vectors = weights["words.weight"]
    count = len(features.shapes)
    words, owners = features.words, features.owners
    sums = np.zeros((count + 1, vectors.shape[1]), dtype=np.float32)
    firsts = np.zeros(count, dtype=np.int64)
    lasts = np.zeros(count, dtype=np.int64)
    if len(words):
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        stops = np.append(starts[1:], len(owners)) - 1
        sums[owners[starts]] = np.add.reduceat(vectors[words], starts, axis=0)
        firsts[owners[starts]], lasts[owners[starts]] = words[starts], words[stops]
    per_unit = np.maximum(1, np.bincount(owners, minlength=count)).astype(np.float32)
    bag = sums[:count] / np.sqrt(per_unit)[:, None]
    shapes = (features.shapes - weights["mean"]) / weights["scale"]
    return np.concatenate([shapes, bag, vectors[firsts], vectors[lasts]], axis=1)


def _convolved(weights: Mapping[str, Floats], layer: int, hidden: Floats) -> Floats:
    """Return a dilated convolution over the units; beyond the ends of the page there is nothing but zeros."""
    kernel = weights[f"convolutions.{layer}.weight"]
    taps = len(kernel)
    dilation = int(weights["dilations"][layer])
    count = len(hidden)
    margin = np.zeros((dilation * (taps // 2), hidden.shape[1]), dtype=np.float32)
    padded = np.concatenate([margin, hidden, margin])
    out = np.repeat(weights[f"convolutions.{layer}.bias"][None], count, axis=0)
    for tap in range(taps):
        out += padded[tap * dilation : tap * dilation + count] @ kernel[tap]
    return out


def _linear(weights: Mapping[str, Floats], name: str, inputs: Floats) -> Floats:
    """Return the outputs of a linear layer."""
    out: Floats = inputs @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def _sigmoid(logits: NDArray[np.floating]) -> Floats:
    """Return the probabilities of log-odds."""
    probabilities: Floats = (1 / (1 + np.exp(-logits.clip(-30, 30)))).astype(np.float32)
    return probabilities


def _relu(values: Floats) -> Floats:
    """Return the values, those below zero as zero."""
    return np.maximum(values, np.float32(0))
