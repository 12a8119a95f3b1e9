"""A linear-chain conditional random field at work: scores, best label sequence, marginals, all for a batch at once.

The model is a table from feature keys (`features`) to one weight a label, and one weight for each pair of labels that
follow each other. Weights are kept as int8 with one scale a label.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.components.crf_ner import features
from newsx.components.crf_ner.words import MAX_WORDS, Rows, WordTable

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
# A word that is outside of every mention with more than this is taken as settled when the best sequence is looked for: on the
# development articles no mention changes, nor at 0.999.
SURE: Final = 0.9999
# Keys are looked up in a table by this many of their upper bits: more than half of the unknown keys end there.
_BUCKET_BITS: Final = 19
# From where it counts what a word does elsewhere in the article.
_CODE_DISTANCES: Final = (-1, 0, 1)
# Positions weighed at once: bounds what a text of a million words takes.
_BLOCK: Final = 1 << 13


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
            keys=arrays["keys"].astype(np.uint32, copy=False),
            table=arrays["table"].astype(np.int8, copy=False),
            scale=arrays["scale"].astype(np.float32, copy=False),
            transitions=arrays["transitions"].astype(np.float32, copy=False),
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
        self._by_code: dict[int, Counts] = {}

    def _no_sums(self) -> Rows:
        return Rows(np.zeros((0, len(features.SLOTS_AT), len(self.labels)), dtype=np.int16))

    def lay_out(self, docs: Sequence[Doc]) -> features.Lines:
        """The lines of the docs, their words known to the word table, which is emptied first when it has grown full."""
        if len(self.words) > MAX_WORDS:
            self.words.clear()
            self._sums = self._no_sums()
        lines = features.lay_out(self.words, docs)
        new = self.words.slots[len(self._sums) :]
        if len(new):
            self._sums.add(self._word_sums(new))
        return lines

    def emissions(self, lines: features.Lines) -> Floats:
        """One row of label scores a position (rows of edges have no meaning)."""
        scores = self._weigh(features.conjunction_keys(self.words, lines))
        sums = self._sums.all.take(lines.rows, axis=0)
        for number, distance in enumerate(features.SLOTS_AT):
            _add_shifted(scores, sums[:, number], distance)
        codes, inverse = np.unique(features.article_codes(self.words, lines), return_inverse=True)
        sums = self._code_sums(codes).take(inverse, axis=0)
        for number, distance in enumerate(_CODE_DISTANCES):
            _add_shifted(scores, sums[:, number], distance)
        return scores.astype(np.float32) * self.weights.scale

    def _code_sums(self, codes: Ints) -> Counts:
        """Label scores (codes, distances, labels) of what words do elsewhere in their article; kept, as there are few such codes."""
        known = self._by_code
        new = [code for code in codes.tolist() if code not in known]
        if new:
            by_distance = [
                self._weigh(*features.code_keys(np.array(new, dtype=np.int64), distance))
                for distance in _CODE_DISTANCES
            ]
            known.update(zip(new, np.stack(by_distance, axis=1), strict=True))
        return np.array([known[code] for code in codes.tolist()], dtype=np.int32)

    def _word_sums(self, slots: NDArray[np.uint64]) -> NDArray[np.int16]:
        """Label scores (rows, distances, labels) of words seen from each distance, from no more than 127 times 127 features."""
        by_distance = [self._weigh(*features.unigram_keys(slots, distance)) for distance in features.SLOTS_AT]
        return np.stack(by_distance, axis=1).astype(np.int16)

    def _weigh(self, keys: Keys, there: NDArray[np.bool_] | None = None) -> Counts:
        """The sum of the weights of each row of `keys`, where they are there and known, in units of `Weights.scale`."""
        scores = np.zeros((len(keys), len(self.labels)), dtype=np.int32)
        for first in range(0, len(keys), _BLOCK):
            block = slice(first, first + _BLOCK)
            at, entry = self._find(keys[block].ravel(), None if there is None else there[block].ravel())
            if len(at):
                rows = at // keys.shape[1]
                starts = np.flatnonzero(np.diff(rows, prepend=-1))
                found = self.weights.table.take(entry, axis=0)
                scores[first + rows[starts]] = np.add.reduceat(found, starts, axis=0, dtype=np.int32)
        return scores

    def _find(self, keys: Keys, there: NDArray[np.bool_] | None) -> tuple[Ints, Ints]:
        """The places in `keys`, in order, of those the model has, and their rows in the table."""
        entry = self._first.take(keys >> np.uint32(32 - _BUCKET_BITS))
        maybe = entry >= 0 if there is None else (entry >= 0) & there
        at = np.flatnonzero(maybe)
        wanted, entry = keys[at], entry[at]
        known = self.weights.keys
        places, entries = [], []
        for _ in range(self._fullest):
            found = known.take(entry)
            hit = found == wanted
            places.append(at[hit])
            entries.append(entry[hit])
            # Keys are sorted, so a wanted key below the one found is not there.
            rest = np.flatnonzero((found < wanted) & (entry < len(known) - 1))
            at, wanted, entry = at[rest], wanted[rest], entry[rest] + 1
            if not len(at):
                break
        if not places:
            return at, at
        joined = np.concatenate(places)
        order = np.argsort(joined, kind="stable")
        return joined[order], np.concatenate(entries)[order]


def _buckets(keys: Keys) -> tuple[NDArray[np.int32], int]:
    """For each value of the upper bits the first entry of the sorted keys that has it (-1: none), and the most in one."""
    upper = keys >> np.uint32(32 - _BUCKET_BITS)
    first: NDArray[np.int32] = np.full(1 << _BUCKET_BITS, -1, dtype=np.int32)
    first[upper[::-1]] = np.arange(len(keys) - 1, -1, -1, dtype=np.int32)
    return first, int(np.bincount(upper).max(initial=0))


def _add_shifted(scores: Counts, values: NDArray[np.signedinteger], distance: int) -> None:
    """Adds to every row the values `distance` rows below it."""
    if distance > 0:
        scores[:-distance] += values[distance:]
    elif distance < 0:
        scores[-distance:] += values[:distance]
    else:
        scores += values


def by_step(lines: features.Lines) -> tuple[Ints, list[int]]:
    """The positions of all words, the first of every line before the second of every line, longest lines first.

    Beside it, where each step begins in that order, and the end. So a step is a slice, and the lines that go on are the
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
    """For each step but the first: where the step before it begins, where it begins and where it ends."""
    return list(zip(bounds[:-2], bounds[1:-1], bounds[2:], strict=True))


def best_labels(scores: Floats, lines: features.Lines, model: CrfModel) -> Ints:
    """The label number of every position in the best-scoring sequence of its line (Viterbi, all lines side by side).

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


def _end(last: Ints, state: Floats, going_on: int, model: CrfModel) -> None:
    """The best label of each line that ends at this step is set; the first `going_on` lines do not."""
    if going_on < len(last):
        last[going_on:] = (state[going_on:] + model.end).argmax(axis=1)


def marginals(scores: Floats, lines: features.Lines, model: CrfModel) -> Floats:
    """The probability of every label at every position of `lines` (forward-backward, scaled at each step).

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
    """Each row times the matrix, row by row."""
    products: Floats = np.matmul(rows[:, None, :], matrix)[:, 0, :]
    return products


def _scaled(values: Floats) -> Floats:
    # Called for every word of the longest line: the method of arrays would take half as long again.
    sums: Floats = np.add.reduce(values, axis=1, keepdims=True)
    scaled: Floats = values / sums
    return scaled


def doubtful(scores: Floats, lines: features.Lines, chances: Floats, model: CrfModel) -> tuple[Floats, features.Lines]:
    """Scores and lines for `best_labels` in which only stretches of words are left that may belong to a mention.

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
