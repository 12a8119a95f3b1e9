"""Boosted decision trees, read from a table and run with NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of binary trees of logistic regression.

    `feature`, `threshold`, `left` and `right` have the shape (trees, nodes): a row goes left where its feature is at most
    the threshold. A child below zero is a leaf: -1 is the tree's first. `leaves` has the shape (trees, leaves).
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaves: NDArray[np.float32]
    depth: int

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each row of features, from 0 to 1."""
        import numpy as np

        if not rows:
            return []
        table = np.asarray(rows, dtype=np.float32)
        trees = np.arange(self.feature.shape[0])
        node = np.zeros((table.shape[0], trees.size), dtype=np.int32)
        line = np.arange(table.shape[0])[:, None]
        for _ in range(self.depth):
            at = np.maximum(node, 0)
            goes_left = table[line, self.feature[trees, at]] <= self.threshold[trees, at]
            child = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            node = np.where(node < 0, node, child)
        score = self.leaves[trees, -node - 1].sum(axis=1, dtype=np.float64)
        return [float(value) for value in 1.0 / (1.0 + np.exp(-score))]


@lru_cache(maxsize=4)
def load_trees(name: str) -> Trees:
    """The ensemble in `model.npz` of the folder `name` of `models/`; raises ModelNotFoundError when it is missing."""
    import numpy as np

    with np.load(resource_path(name) / "model.npz", allow_pickle=False) as table:
        return Trees(
            feature=table["feature"],
            threshold=table["threshold"],
            left=table["left"],
            right=table["right"],
            leaves=table["leaves"],
            depth=int(table["depth"]),
        )
