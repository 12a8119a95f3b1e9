"""What LightGBM has learnt as the arrays that `newsx.resources.trees` reads: shared by the recipes of html_body and page_dump."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import lightgbm
    from numpy.typing import DTypeLike


def arrays_of(booster: lightgbm.Booster, *, integers: DTypeLike = np.int32) -> dict[str, np.ndarray]:
    """The arrays that `newsx.resources.trees.make_trees` reads; `integers` is the type of features and children."""
    trees = booster.dump_model()["tree_info"]
    shape = (len(trees), max(max(1, tree["num_leaves"] - 1) for tree in trees))
    feature, left, right = (np.full(shape, fill, integers) for fill in (0, -1, -1))
    threshold = np.zeros(shape, np.float32)
    leaves = np.zeros((len(trees), max(tree["num_leaves"] for tree in trees)), np.float32)
    deepest = 1
    for k, tree in enumerate(trees):
        stack = [(tree["tree_structure"], 0)]
        while stack:
            node, depth = stack.pop()
            deepest = max(deepest, depth)
            if "split_index" not in node:
                leaves[k, node.get("leaf_index", 0)] = node["leaf_value"]
                continue
            i = node["split_index"]
            feature[k, i], threshold[k, i] = node["split_feature"], below(node["threshold"])
            for side, child in ((left, node["left_child"]), (right, node["right_child"])):
                side[k, i] = child["split_index"] if "split_index" in child else -child["leaf_index"] - 1
                stack.append((child, depth + 1))
    return {
        "feature": feature,
        "threshold": threshold,
        "left": left,
        "right": right,
        "leaves": leaves,
        "depth": np.int32(deepest),
    }


def below(value: float) -> np.float32:
    """The greatest single-precision number that is not above `value`, so that no row changes sides."""
    single = np.float32(value)
    return np.nextafter(single, np.float32(-math.inf)) if single > value else single
