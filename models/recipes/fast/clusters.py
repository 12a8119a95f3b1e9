"""Words that keep the same company get the same cluster number, at three sizes of cluster."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, diags
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Counted in the raw news text: rarer words have too few neighbours to be placed.
MIN_COUNT = 4
# Neighbours are told apart by side and distance: that groups words by what they are (towns, surnames) more than by topic.
OFFSETS = (-2, -1, 1, 2)
CONTEXTS = 4000
DIMENSIONS = 120
SIZES = (64, 300, 1200)


def word_clusters(lines: Iterable[Sequence[str]], *, seed: int = 1) -> dict[str, tuple[int, ...]]:
    """Every frequent word of `lines` (as spelled, case kept) has one cluster number (from 1) for each of SIZES."""
    lines = [list(line) for line in lines]
    counts = Counter(word for line in lines for word in line)
    words = sorted(word for word, count in counts.items() if count >= MIN_COUNT)
    vectors = _vectors(lines, words, seed)
    columns = []
    for size in SIZES:
        model = MiniBatchKMeans(size, random_state=seed, batch_size=4096, n_init=1, max_iter=40)
        columns.append(model.fit_predict(vectors) + 1)
    return dict(zip(words, map(tuple, np.stack(columns, axis=1).tolist()), strict=True))


def _vectors(lines: Sequence[Sequence[str]], words: Sequence[str], seed: int) -> np.ndarray:
    """One unit vector a word: truncated SVD of the positive pointwise mutual information with its neighbours."""
    lower = Counter(word.lower() for line in lines for word in line)
    context_ids = {word: n for n, (word, _) in enumerate(lower.most_common(CONTEXTS))}
    word_ids = {word: n for n, word in enumerate(words)}
    counts = _cooccurrence(lines, word_ids, context_ids)
    weighted = _positive_pmi(counts)
    vectors = TruncatedSVD(DIMENSIONS, random_state=seed, n_iter=4).fit_transform(weighted)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _cooccurrence(lines: Sequence[Sequence[str]], word_ids: dict[str, int], context_ids: dict[str, int]) -> csr_matrix:
    """Counts of words (rows) with neighbours at each of OFFSETS (columns), the edge of a line being a neighbour too."""
    width = len(context_ids) + 1
    gap = max(OFFSETS)
    left: list[int] = []
    right: list[int] = []
    for line in lines:
        left.extend([-1] * gap)
        right.extend([width - 1] * gap)
        left.extend(word_ids.get(word, -1) for word in line)
        right.extend(context_ids.get(word.lower(), -1) for word in line)
    rows, columns = np.array(left + [-1] * gap), np.array(right + [width - 1] * gap)
    total = csr_matrix((len(word_ids), width * len(OFFSETS)), dtype=np.float64)
    inner = np.arange(gap, len(rows) - gap)
    for block, offset in enumerate(OFFSETS):
        row, column = rows[inner], columns[inner + offset]
        good = (row >= 0) & (column >= 0)
        cells = (row[good], column[good] + block * width)
        total += coo_matrix((np.ones(good.sum()), cells), shape=total.shape).tocsr()
    return total


def _positive_pmi(counts: csr_matrix) -> csr_matrix:
    """Pointwise mutual information of the counts, with contexts smoothed by the power 0.75, negative values dropped."""
    by_word = np.asarray(counts.sum(axis=1)).ravel()
    by_context = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    by_context /= by_context.sum()
    expected = diags(1 / np.maximum(by_word, 1)) @ counts @ diags(1 / np.maximum(by_context, 1e-12))
    expected = expected.tocsr()
    expected.data = np.maximum(np.log(np.maximum(expected.data, 1e-12)), 0)
    expected.eliminate_zeros()
    return expected
