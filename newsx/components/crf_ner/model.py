"""A linear-chain conditional random field at work: scores, best label sequence, marginals, all for a batch at once.

The model is a table from feature keys (`features`) to one weight a label, and one weight for each pair of labels that
follow each other. Weights are kept as int8 with one scale a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.components.crf_ner import features
from newsx.components.crf_ner.words import MAX_WORDS, WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from newsx.components.crf_ner.words import Ints, Keys, Lexicon

    Floats = NDArray[np.float32]
    Counts = NDArray[np.int32]

# Weight of a forbidden transition (an I- that continues nothing): far below any sum of weights, finite so that sums stay numbers.
FORBIDDEN: Final = -1e6
# The least factor of a label at a position, against sums of zero where the labels that are left score far below the best.
_LEAST: Final = np.float32(1e-30)
# Keys are looked up in a table by this many of their upper bits: two of three unknown keys end there.
_BUCKET_BITS: Final = 20


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: `labels` are tags (O, or B-, I-, L- or U- and a type); `keys` sorted; `table` int8, one row a key; `scale` a label's unit."""

    labels: tuple[str, ...]
    keys: NDArray[np.uint32]
    table: NDArray[np.int8]
    scale: Floats
    transitions: Floats

    def save(self) -> dict[str, NDArray[np.generic]]:
        """Named arrays for a file."""
        return {
            "labels": np.array(self.labels, dtype=np.str_),
            "keys": self.keys,
            "table": self.table,
            "scale": self.scale,
            "transitions": self.transitions,
        }

    @classmethod
    def load(cls, arrays: dict[str, NDArray[np.generic]]) -> Self:
        """The weights behind the arrays of `save`. Raises KeyError when one is missing."""
        return cls(
            labels=tuple(str(label) for label in arrays["labels"]),
            keys=arrays["keys"].astype(np.uint32),
            table=arrays["table"].astype(np.int8),
            scale=arrays["scale"].astype(np.float32),
            transitions=arrays["transitions"].astype(np.float32),
        )


def legal_transitions(labels: Sequence[str]) -> NDArray[np.bool_]:
    """True where the second label may follow the first: a mention runs B, I …, L of one type, or is a lone U."""
    return np.array([[_may_follow(before, after) for after in labels] for before in labels])


def _may_follow(before: str, after: str) -> bool:
    return _is_open(before) == _continues(after) and (not _is_open(before) or before[2:] == after[2:])


def _is_open(label: str) -> bool:
    return label.startswith(("B-", "I-"))


def _continues(label: str) -> bool:
    return label.startswith(("I-", "L-"))


class CrfModel:
    """Scores words against the weights; sums that hang on a word alone are kept for words seen before."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.weights = weights
        self.labels = weights.labels
        self.words = WordTable(lexicon)
        legal = legal_transitions(weights.labels)
        self.transitions: Floats = np.where(legal, weights.transitions, np.float32(FORBIDDEN)).astype(np.float32)
        self.start = np.array([FORBIDDEN * _continues(label) for label in weights.labels], dtype=np.float32)
        self.end = np.array([FORBIDDEN * _is_open(label) for label in weights.labels], dtype=np.float32)
        self._first, self._fullest = _buckets(weights.keys)
        self._sums = self._no_sums()

    def _no_sums(self) -> dict[int, Counts]:
        return {d: np.zeros((0, len(self.labels)), dtype=np.int32) for d in features.SLOTS_AT}

    def lay_out(self, docs: Sequence[Doc]) -> features.Lines:
        """The lines of the docs, their words known to the word table, which is emptied first when it has grown full."""
        if len(self.words) > MAX_WORDS:
            self.words.clear()
            self._sums = self._no_sums()
        lines = features.lay_out(self.words, docs)
        for distance, sums in self._sums.items():
            new = self._word_sums(self.words.slots[len(sums) :], distance)
            self._sums[distance] = np.concatenate([sums, new])
        return lines

    def emissions(self, lines: features.Lines) -> Floats:
        """One row of label scores a position (rows of edges have no meaning)."""
        scores = np.zeros((lines.size, len(self.labels)), dtype=np.int32)
        for distance, sums in self._sums.items():
            _add_shifted(scores, sums[lines.rows], distance)
        for keys in features.conjunction_keys(self.words, lines):
            self._add(scores, keys)
        codes, inverse = np.unique(features.article_codes(self.words, lines), return_inverse=True)
        for distance in (-1, 0, 1):
            _add_shifted(scores, self._code_sums(codes, distance)[inverse], distance)
        return scores.astype(np.float32) * self.weights.scale

    def _word_sums(self, slots: NDArray[np.uint64], distance: int) -> Counts:
        sums = np.zeros((len(slots), len(self.labels)), dtype=np.int32)
        for keys, there in features.unigram_keys(slots, distance):
            self._add(sums, keys, there)
        return sums

    def _code_sums(self, codes: Ints, distance: int) -> Counts:
        sums = np.zeros((len(codes), len(self.labels)), dtype=np.int32)
        for keys, there in features.code_keys(codes, distance):
            self._add(sums, keys, there)
        return sums

    def _add(self, scores: Counts, keys: Keys, there: NDArray[np.bool_] | None = None) -> None:
        """Adds to each row of `scores` the weights of its key, where the model has it, in units of `Weights.scale`."""
        entry = self._first[keys >> np.uint32(32 - _BUCKET_BITS)]
        maybe = entry >= 0 if there is None else (entry >= 0) & there
        rows = np.flatnonzero(maybe)
        wanted, entry = keys[rows], entry[rows]
        known = self.weights.keys
        for _ in range(self._fullest):
            found = known[entry]
            hit = found == wanted
            scores[rows[hit]] += self.weights.table[entry[hit]]
            # Keys are sorted, so a wanted key below the one found is not there.
            rest = (found < wanted) & (entry < len(known) - 1)
            rows, wanted, entry = rows[rest], wanted[rest], entry[rest] + 1
            if not len(rows):
                return


def _buckets(keys: Keys) -> tuple[NDArray[np.int32], int]:
    """For each value of the upper bits the first entry of the sorted keys that has it (-1: none), and the most in one."""
    upper = (keys >> np.uint32(32 - _BUCKET_BITS)).astype(np.int64)
    first: NDArray[np.int32] = np.full(1 << _BUCKET_BITS, -1, dtype=np.int32)
    first[upper[::-1]] = np.arange(len(keys) - 1, -1, -1, dtype=np.int32)
    return first, int(np.bincount(upper).max(initial=0))


def _add_shifted(scores: Counts, values: Counts, distance: int) -> None:
    """Adds to every row the values `distance` rows below it."""
    if distance > 0:
        scores[:-distance] += values[distance:]
    elif distance < 0:
        scores[-distance:] += values[:distance]
    else:
        scores += values


def best_labels(scores: Floats, lines: features.Lines, model: CrfModel) -> Ints:
    """The label number of every position in the best-scoring sequence of its line (Viterbi, all lines side by side)."""
    order = np.argsort(-lines.lengths, kind="stable")
    starts, lengths = lines.starts[order], lines.lengths[order]
    back = np.zeros(scores.shape, dtype=np.uint8)
    best: Ints = np.zeros(len(scores), dtype=np.int64)
    if not len(lengths):
        return best
    state = scores[starts] + model.start
    last = np.zeros(len(starts), dtype=np.int64)
    for step in range(1, int(lengths[0])):
        active = int(np.searchsorted(-lengths, -step))
        last[active : len(state)] = (state[active:] + model.end).argmax(axis=1)
        paths = state[:active, :, None] + model.transitions
        choice = paths.argmax(axis=1)
        at = starts[:active] + step
        back[at] = choice
        state = np.take_along_axis(paths, choice[:, None, :], axis=1)[:, 0] + scores[at]
    last[: len(state)] = (state + model.end).argmax(axis=1)
    for step in range(int(lengths[0]) - 1, -1, -1):
        active = int(np.searchsorted(-lengths, -step))
        at = starts[:active] + step
        best[at] = last[:active]
        last[:active] = back[at, last[:active]]
    return best


def marginals(scores: Floats, lines: features.Lines, model: CrfModel) -> Floats:
    """The probability of every label at every position of `lines` (forward-backward, scaled at each step).

    Sums run over labels one after the other, never through BLAS, so that a line's numbers do not hang on its neighbours.
    """
    order = np.argsort(-lines.lengths, kind="stable")
    starts, lengths = lines.starts[order], lines.lengths[order]
    step_weights = np.exp(model.transitions)
    local = np.maximum(np.exp(scores - scores.max(axis=1, keepdims=True)), _LEAST)
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    backward[starts + lengths - 1] = np.exp(model.end)
    if not len(lengths):
        return forward
    forward[starts] = _scaled(local[starts] * np.exp(model.start))
    for step in range(1, int(lengths[0])):
        at = starts[: int(np.searchsorted(-lengths, -step))] + step
        forward[at] = _scaled((forward[at - 1][:, :, None] * step_weights).sum(axis=1) * local[at])
    turned = np.ascontiguousarray(step_weights.T)
    for step in range(int(lengths[0]) - 2, -1, -1):
        at = starts[: int(np.searchsorted(-lengths, -step - 1))] + step
        after = local[at + 1] * backward[at + 1]
        backward[at] = _scaled((after[:, :, None] * turned).sum(axis=1))
    words = np.concatenate([np.arange(start, start + length) for start, length in zip(starts, lengths, strict=True)])
    forward[words] = _scaled(forward[words] * backward[words])
    return forward


def _scaled(values: Floats) -> Floats:
    scaled: Floats = values / values.sum(axis=1, keepdims=True)
    return scaled
