"""Finds the best label sequence and the marginals of the lines of a batch, all lines side by side; `tagger` calls it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from newsx.tagging.crf.model import FORBIDDEN

if TYPE_CHECKING:
    from newsx.tagging.crf.features import Lines
    from newsx.tagging.crf.model import Floats
    from newsx.tagging.crf.words import Ints

# The least factor of a label at a position, against sums of zero where the labels that are left score far below the best.
_LEAST: Final = np.float32(1e-30)
# A word that is outside of every mention with more than this is taken as settled when the best sequence is looked for: on the
# development articles no mention changes, nor at 0.999.
SURE: Final = 0.9999


class Chain(Protocol):
    """What is to be known of a model: its labels, the weight of each after each, and of each at the ends of a line."""

    labels: tuple[str, ...]
    transitions: Floats
    start: Floats
    end: Floats


def by_step(lines: Lines) -> tuple[Ints, list[int]]:
    """Return the positions of all words, the first of every line before the second of every line, longest lines first.

    Return beside it where each step begins in that order, and the end. So a step is a slice, and the lines that go on are the
    first ones of it.
    """
    order = np.argsort(-lines.lengths, kind="stable")
    starts, lengths = lines.starts[order], lines.lengths[order]
    steps = np.arange(int(lengths[0]) if len(lengths) else 0)
    active = len(lengths) - np.searchsorted(lengths[::-1], steps, side="right")
    ends = np.cumsum(active)
    rank = np.arange(int(active.sum())) - np.repeat(ends - active, active)
    positions: Ints = starts[rank] + np.repeat(steps, active)
    return positions, [0, *ends.tolist()]


def _steps(bounds: list[int]) -> list[tuple[int, int, int]]:
    """Return for each step but the first where the step before it begins, where it begins and where it ends."""
    return list(zip(bounds[:-2], bounds[1:-1], bounds[2:], strict=True))


def best_labels(scores: Floats, lines: Lines, model: Chain) -> Ints:
    """Return the label number of every position in the best-scoring sequence of its line (Viterbi).

    Positions outside of `lines` are O.
    """
    best: Ints = np.full(len(scores), model.labels.index("O"), dtype=np.int64)
    positions, bounds = by_step(lines)
    if not len(positions):
        return best
    own, into = scores[positions], np.ascontiguousarray(model.transitions.T)
    back = np.zeros(own.shape, dtype=np.uint8)
    last = np.zeros(len(own), dtype=np.int64)
    state = own[: bounds[1]] + model.start
    rows, columns = np.ogrid[: bounds[1], : len(into)]
    for before, begin, end in _steps(bounds):
        _end(last[before:begin], state, end - begin, model)
        paths = state[: end - begin, None, :] + into
        choice = paths.argmax(axis=2)
        back[begin:end] = choice
        state = paths[rows[: end - begin], columns, choice] + own[begin:end]
    _end(last[bounds[-2] :], state, 0, model)
    for before, begin, end in reversed(_steps(bounds)):
        last[before : before + end - begin] = back[np.arange(begin, end), last[begin:end]]
    best[positions] = last
    return best


def _end(last: Ints, state: Floats, going_on: int, model: Chain) -> None:
    """Set the best label of each line that ends at this step; the first `going_on` lines do not."""
    if going_on < len(last):
        last[going_on:] = (state[going_on:] + model.end).argmax(axis=1)


def marginals(scores: Floats, lines: Lines, model: Chain) -> Floats:
    """Return the probability of every label at every position of `lines` (forward-backward, scaled at each step).

    Each line has its own product of a row and a matrix in each step, never one product for all of them, so that a line's
    numbers do not hang on its neighbours.
    """
    found = np.zeros_like(scores)
    positions, bounds = by_step(lines)
    if not len(positions):
        return found
    local = scores[positions]
    local = np.maximum(np.exp(local - local.max(axis=1, keepdims=True)), _LEAST)
    weights = np.exp(model.transitions)
    turned = np.ascontiguousarray(weights.T)
    forward, backward = np.empty_like(local), np.empty_like(local)
    forward[: bounds[1]] = _scaled(local[: bounds[1]] * np.exp(model.start))
    backward[:] = np.exp(model.end)
    steps = _steps(bounds)
    for before, begin, end in steps:
        forward[begin:end] = _scaled(_times(forward[before : before + end - begin], weights) * local[begin:end])
    for before, begin, end in reversed(steps):
        backward[before : before + end - begin] = _scaled(_times(local[begin:end] * backward[begin:end], turned))
    found[positions] = _scaled(forward * backward)
    return found


def _times(rows: Floats, matrix: Floats) -> Floats:
    """Return each row times the matrix, row by row."""
    products: Floats = np.matmul(rows[:, None, :], matrix)[:, 0, :]
    return products


def _scaled(values: Floats) -> Floats:
    # Called for every word of the longest line: the method of arrays would take half as long again.
    sums: Floats = np.add.reduce(values, axis=1, keepdims=True)
    scaled: Floats = values / sums
    return scaled


def doubtful(scores: Floats, lines: Lines, chances: Floats, model: Chain) -> tuple[Floats, Lines]:
    """Return scores and lines for `best_labels` in which only stretches of words are left that may belong to a mention.

    `chances` are the marginals. A word that is O with more than `SURE` stays where it is the end of a stretch, with O as
    its only label. Most words are, so that the search has little left to do.
    """
    outside = model.labels.index("O")
    sure = chances[:, outside] > SURE
    held = scores.copy()
    held[sure] = FORBIDDEN
    held[sure, outside] = 0.0
    word, doubt = np.zeros((2, lines.size), dtype=np.bool_)
    word[lines.places] = True
    doubt[lines.places] = ~sure[lines.places]
    beside = doubt.copy()
    beside[1:] |= doubt[:-1]
    beside[:-1] |= doubt[1:]
    # No stretch reaches into another line: there are edges between lines, which are no words.
    turns = np.diff((beside & word).astype(np.int8), prepend=0, append=0)
    starts = np.flatnonzero(turns > 0)
    return held, replace(lines, starts=starts, lengths=np.flatnonzero(turns < 0) - starts)
