"""Runs boosted trees with NumPy alone; the readers of HTML pages and page dumps judge blocks and lines by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from newsx.resources.locating import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

# Steps that all rows take in all trees, and the steps from one look at who has come to a leaf to the next. Most leaves are
# far nearer than the deepest: on news pages this takes half the time of walking everybody to the end.
_COMMON_STEPS = 4
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of binary trees of logistic regression, the nodes of all trees in one row, two places to each.

    A row of features at place `node` looks at `feature[node]`; it goes on to the place `children[node]` where that is at most
    `threshold[node]`, else to `children[node + 1]`. Leaves, where `is_leaf`, come back to themselves and add `value[node]` to
    the log-odds. `roots` are the places at which the trees start, `depth` is the number of steps after which each row is at
    a leaf.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    children: NDArray[np.intp]
    value: NDArray[np.float32]
    is_leaf: NDArray[np.bool_]
    roots: NDArray[np.intp]
    depth: int

    def logits(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of each row of a table of features (rows by features)."""
        rows = np.ascontiguousarray(table, dtype=np.float32)
        flat, trees = rows.ravel(), len(self.roots)
        begin = np.arange(len(rows)).repeat(trees) * rows.shape[1]
        at = self._walk(np.tile(self.roots, len(rows)), begin, flat, min(_COMMON_STEPS, self.depth))
        going = np.flatnonzero(~self.is_leaf.take(at))
        for _ in range(_COMMON_STEPS, self.depth, _STEPS):
            node = self._walk(at.take(going), begin.take(going), flat, _STEPS)
            at[going] = node
            going = going[~self.is_leaf.take(node)]
        total: NDArray[np.float64] = self.value.take(at).reshape(len(rows), trees).sum(axis=1, dtype=np.float64)
        return total

    def _walk(
        self, node: NDArray[np.intp], begin: NDArray[np.intp], flat: NDArray[np.float32], steps: int
    ) -> NDArray[np.intp]:
        """Return where everybody at `node` is after so many steps; the features of each begin at `begin` in `flat`."""
        for _ in range(steps):
            value = flat.take(self.feature.take(node) + begin)
            node = self.children.take(node + (value > self.threshold.take(node)))
        return node

    def probabilities(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability (0 to 1) of each row of a table of features."""
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.logits(table)))
        return chances


def make_trees(arrays: Mapping[str, Any]) -> Trees:
    """Return the trees of the arrays `feature`, `threshold`, `left` and `right` (trees by nodes), `leaves` (trees by leaves) and `depth`.

    A row goes left where its feature is at most the threshold. A child below zero is a leaf: -1 is the tree's first.
    """
    feature, threshold, leaves = arrays["feature"], arrays["threshold"], arrays["leaves"]
    trees, nodes = feature.shape
    width = nodes + leaves.shape[1]
    roots = np.arange(trees) * width
    sides = np.stack([arrays["left"], arrays["right"]], axis=2).astype(np.intp)
    inner = np.where(sides < 0, nodes - 1 - sides, sides) + roots[:, None, None]
    itself = (roots[:, None] + np.arange(nodes, width))[:, :, None].repeat(2, axis=2)
    children = np.concatenate([inner, itself], axis=1).reshape(-1, 2)
    number = np.arange(len(children))
    return Trees(
        feature=_widened(feature, after=leaves).astype(np.intp),
        threshold=_widened(threshold, after=leaves).astype(np.float32),
        children=2 * children.ravel().astype(np.intp),
        value=np.pad(leaves, ((0, 0), (nodes, 0))).ravel().repeat(2).astype(np.float32),
        is_leaf=(children[:, 0] == number).repeat(2),
        roots=2 * roots.astype(np.intp),
        depth=int(arrays["depth"]),
    )


def _widened(nodes: NDArray[Any], *, after: NDArray[Any]) -> NDArray[Any]:
    """Return a number for each place: that of its inner node, or 0 for the leaves that come after those."""
    widened: NDArray[Any] = np.pad(nodes, ((0, 0), (0, after.shape[1]))).ravel().repeat(2)
    return widened


@lru_cache(maxsize=4)
def load_trees(name: str, file: str = "model.npz") -> Trees:
    """Return the ensemble in a file of the folder `name` of `models/`; raises ModelNotFoundError when the folder is missing."""
    with np.load(resource_path(name) / file, allow_pickle=False) as table:
        return make_trees(table)
