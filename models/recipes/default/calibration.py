"""Learns what a tagger's scores are worth: a table from score to the share of mentions that are right."""

from __future__ import annotations

import numpy as np
from sklearn.isotonic import IsotonicRegression

BINS = 15
FOLDS = 5
# No mention is certain, and none that was given out is certainly wrong.
LOWEST, HIGHEST = 0.01, 0.995

Judged = list[tuple[float, bool]]
Table = list[tuple[float, float]]


def fit(judged: Judged) -> Table:
    """Rising points (score, probability), to be read with straight lines between them."""
    scores, right = np.array(judged, float).T
    order = np.argsort(scores, kind="stable")
    bins = np.array_split(order, BINS)
    means = np.array([scores[part].mean() for part in bins])
    shares = np.array([right[part].mean() for part in bins])
    rising = IsotonicRegression(y_min=LOWEST, y_max=HIGHEST).fit_transform(means, shares)
    points = [(0.0, LOWEST), *zip(means.tolist(), rising.tolist(), strict=True), (1.0, max(rising[-1], LOWEST))]
    return [(round(score, 4), round(probability, 4)) for score, probability in points]


def apply(table: Table, scores: np.ndarray) -> np.ndarray:
    """The probability of each score."""
    raw, probability = zip(*table, strict=True)
    return np.interp(scores, raw, probability)


def expected_error(articles: list[Judged]) -> float:
    """How far, on average, confidence lies from the share that is right, in bins; every article judged by a table fitted without it."""
    confidence, right = [], []
    for fold in range(FOLDS):
        table = fit([pair for number, article in enumerate(articles) if number % FOLDS != fold for pair in article])
        held = [pair for article in articles[fold::FOLDS] for pair in article]
        confidence += apply(table, np.array([score for score, _ in held])).tolist()
        right += [hit for _, hit in held]
    order = np.argsort(confidence, kind="stable")
    gaps = [
        abs(np.mean(np.array(confidence)[part]) - np.mean(np.array(right, float)[part])) * len(part)
        for part in np.array_split(order, 10)
    ]
    return float(sum(gaps) / len(confidence))
