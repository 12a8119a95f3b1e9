"""The trained sequence labeller: probabilities for the units of a text, in NumPy alone.

Each unit is judged alone (its shape and its words), then with its neighbours (dilated convolutions over the units), then with
the page as a whole (attention pooling). The network is trained by `models/recipes/page_dump`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from newsx.page_dump.features import Features, Floats, extract_features
from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newsx.page_dump.lines import Unit

MODEL = "page_dump"


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
    """The weights of one or more networks of the same kind, whose logits are averaged, and their common vocabulary."""

    vocabulary: Mapping[str, int]
    networks: tuple[Mapping[str, Floats], ...]

    def __call__(self, units: Sequence[Unit]) -> Probabilities:
        """The probabilities of all units of one text; linear in its length."""
        if not units:
            nothing = np.zeros(0, dtype=np.float32)
            return Probabilities(nothing, nothing, nothing, nothing, 0.0)
        features = extract_features(units, self.vocabulary)
        logits = np.mean([_logits(weights, features) for weights in self.networks], axis=0)
        probabilities = (1 / (1 + np.exp(-logits.clip(-30, 30)))).astype(np.float32)
        body, headline, byline, dateline, alone = probabilities.T
        return Probabilities(body, headline, byline, dateline, float(alone.mean()))


@lru_cache(maxsize=1)
def load_labeller() -> Labeller:
    """The labeller that comes with newsx; loaded once. Raises ModelNotFoundError where its files are missing."""
    return read_labeller(resource_path(MODEL))


def read_labeller(folder: Path) -> Labeller:
    """The labeller in a folder: `vocabulary.txt` (a word a line) and `weights.npz` (arrays named "0.words.weight" and so on)."""
    words = (folder / "vocabulary.txt").read_text("utf-8").split("\n")
    networks: dict[str, dict[str, Floats]] = {}
    with np.load(folder / "weights.npz") as arrays:
        for name in arrays.files:
            number, _, key = name.partition(".")
            array = arrays[name].astype(np.float32)
            if array.ndim == 3:  # kernels as tap by input by output, so that each tap is one matrix in memory
                array = np.ascontiguousarray(array.transpose(2, 1, 0))
            networks.setdefault(number, {})[key] = array
    return Labeller({word: number for number, word in enumerate(words, start=1) if word}, tuple(networks.values()))


def _logits(weights: Mapping[str, Floats], features: Features) -> Floats:
    """Units by five tasks."""
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
    """Standardised shapes beside the vectors of a unit's words: their sum (over the root of their number), the first, the last."""
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
    """A dilated convolution over the units; beyond the ends of the page there is nothing but zeros."""
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
    out: Floats = inputs @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


