"""Boosted decision trees, read from a table and run with NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

# Leaves look at no feature: both of their sides lead back to themselves.
_NOWHERE = np.float32(0)


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of binary trees of logistic regression, the nodes of all trees in one row.

    A row of features at `node` goes on to `children[2 * node]` where its `feature[node]` is at most `threshold[node]`, else to
    `children[2 * node + 1]`; leaves come back to themselves and add `value[node]` to the log-odds. `roots` are the nodes at
    which the trees start, `depth` is the number of steps after which each row is at a leaf.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    children: NDArray[np.intp]
    value: NDArray[np.float32]
    roots: NDArray[np.intp]
    depth: int

    def logits(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds of each row of a table of features (rows by features)."""
        rows = np.ascontiguousarray(table, dtype=np.float32)
        flat = rows.ravel()
        offsets = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.repeat(self.roots[None], len(rows), axis=0)
        for _ in range(self.depth):
            value = flat.take(self.feature.take(node) + offsets)
            node = self.children.take(2 * node + (value > self.threshold.take(node)))
        total: NDArray[np.float64] = self.value.take(node).sum(axis=1, dtype=np.float64)
        return total

    def probabilities(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability (0 to 1) of each row of a table of features."""
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.logits(table)))
        return chances


def make_trees(arrays: Mapping[str, Any]) -> Trees:
    """Trees of the arrays `feature`, `threshold`, `left` and `right` (trees by nodes), `leaves` (trees by leaves) and `depth`.

    A row goes left where its feature is at most the threshold. A child below zero is a leaf: -1 is the tree's first.
    """
    feature, threshold, leaves = arrays["feature"], arrays["threshold"], arrays["leaves"]
    trees, nodes = feature.shape
    width = nodes + leaves.shape[1]
    roots = np.arange(trees) * width
    sides = np.stack([arrays["left"], arrays["right"]], axis=2).astype(np.intp)
    inner = np.where(sides < 0, nodes - 1 - sides, sides) + roots[:, None, None]
    itself = (roots[:, None] + np.arange(nodes, width))[:, :, None].repeat(2, axis=2)
    return Trees(
        feature=np.pad(feature, ((0, 0), (0, leaves.shape[1]))).ravel().astype(np.intp),
        threshold=np.pad(threshold, ((0, 0), (0, leaves.shape[1])), constant_values=_NOWHERE)
        .ravel()
        .astype(np.float32),
        children=np.concatenate([inner, itself], axis=1).ravel().astype(np.intp),
        value=np.pad(leaves, ((0, 0), (nodes, 0))).ravel().astype(np.float32),
        roots=roots.astype(np.intp),
        depth=int(arrays["depth"]),
    )


@lru_cache(maxsize=4)
def load_trees(name: str) -> Trees:
    """The ensemble in `model.npz` of the folder `name` of `models/`; raises ModelNotFoundError when it is missing."""
    with np.load(resource_path(name) / "model.npz", allow_pickle=False) as table:
        return make_trees(table)
