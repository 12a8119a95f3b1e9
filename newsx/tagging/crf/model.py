"""Scores the words of a batch of texts with a linear-chain conditional random field; `tagger` and `inference` call it.

The model is a table from feature keys (`features`) to one weight a label, and one weight for each pair of labels that
follow each other. Weights are kept as int8 with one scale a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.tagging.crf.features import SLOTS_AT, Lines, article_codes, code_keys, iter_conjunction_keys, unigram_keys
from newsx.tagging.crf.features import lay_out as features_lay_out
from newsx.tagging.crf.weighing import WeightTable
from newsx.tagging.crf.words import MAX_WORDS, Rows, WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import NDArray

    from newsx.tagging.crf.words import Hashes, Ints, Keys, Lexicon, Spellings

    Floats = NDArray[np.float32]
    Counts = NDArray[np.int32]

# Weight of a forbidden transition (an I- that continues nothing): far below any sum of weights, finite so that sums stay numbers.
FORBIDDEN: Final = -1e6
# From where it counts what a word does elsewhere in the article.
_CODE_DISTANCES: Final = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """Holds what was learnt.

    `labels` are tags (O, or B-, I-, L- or U- and a type); `keys` are sorted; `table` has a row of int8 for each key, a column
    for each label; `scale` is the unit of each label.
    """

    labels: tuple[str, ...]
    keys: NDArray[np.uint32]
    table: NDArray[np.int8]
    scale: Floats
    transitions: Floats

    def save(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays for a file, by name."""
        return {
            "labels": np.array(self.labels, dtype=np.str_),
            "keys": self.keys,
            "table": self.table,
            "scale": self.scale,
            "transitions": self.transitions,
        }

    @classmethod
    def load(cls, arrays: dict[str, NDArray[np.generic]]) -> Self:
        """Return the weights behind the arrays of `save`. Raises KeyError when one is missing."""
        return cls(
            labels=tuple(str(label) for label in arrays["labels"]),
            keys=arrays["keys"].astype(np.uint32, copy=False),
            table=arrays["table"].astype(np.int8, copy=False),
            scale=arrays["scale"].astype(np.float32, copy=False),
            transitions=arrays["transitions"].astype(np.float32, copy=False),
        )


def legal_transitions(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Return where (first, second) the second label may follow the first: a mention runs B, I …, L of one type, or is a lone U."""
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
        self._table = WeightTable(weights.keys, weights.table)
        self._sums = self._no_sums()
        self._by_code: dict[int, Counts] = {}

    def _no_sums(self) -> Rows:
        return Rows(np.zeros((0, len(SLOTS_AT), len(self.labels)), dtype=np.int16))

    def lay_out(self, texts: Sequence[Hashes], spellings: Spellings) -> Lines:
        """Return the lines of the texts, after adding their words to the word table, which is emptied first when it is full."""
        if len(self.words) > MAX_WORDS:
            self.words.clear()
            self._sums = self._no_sums()
        lines = features_lay_out(self.words, texts, spellings)
        new = self.words.slots[len(self._sums) :]
        if len(new):
            self._sums.add(self._word_sums(new))
        return lines

    def emissions(self, lines: Lines) -> Floats:
        """Return one row of label scores a position (rows of edges have no meaning)."""
        scores = np.concatenate([self._weigh(keys) for keys in iter_conjunction_keys(self.words, lines)])
        sums = self._sums.all.take(lines.rows, axis=0)
        for number, distance in enumerate(SLOTS_AT):
            _add_shifted(scores, sums[:, number], distance)
        codes, inverse = np.unique(article_codes(self.words, lines), return_inverse=True)
        sums = self._code_sums(codes).take(inverse, axis=0)
        for number, distance in enumerate(_CODE_DISTANCES):
            _add_shifted(scores, sums[:, number], distance)
        return scores.astype(np.float32) * self.weights.scale

    def _code_sums(self, codes: Ints) -> Counts:
        """Return label scores (codes, distances, labels) of what words do elsewhere in their article; kept, as there are few such codes."""
        known = self._by_code
        new = [code for code in codes.tolist() if code not in known]
        if new:
            by_distance = [
                self._weigh(*code_keys(np.array(new, dtype=np.int64), distance)) for distance in _CODE_DISTANCES
            ]
            known.update(zip(new, np.stack(by_distance, axis=1), strict=True))
        return np.array([known[code] for code in codes.tolist()], dtype=np.int32)

    def _word_sums(self, slots: NDArray[np.uint64]) -> NDArray[np.int16]:
        """Return label scores (rows, distances, labels) of words seen from each distance, from no more than 127 times 127 features."""
        by_distance = [self._weigh(*unigram_keys(slots, distance)) for distance in SLOTS_AT]
        return np.stack(by_distance, axis=1).astype(np.int16)

    def _weigh(self, keys: Keys, there: NDArray[np.bool_] | None = None) -> Counts:
        """Return the sum of the weights of each row of `keys`, where they are there and known, in units of `Weights.scale`."""
        return self._table.sums(keys, there)


def _add_shifted(scores: Counts, values: NDArray[np.signedinteger], distance: int) -> None:
    """Add to every row the values `distance` rows below it."""
    if distance > 0:
        scores[:-distance] += values[distance:]
    elif distance < 0:
        scores[-distance:] += values[:distance]
    else:
        scores += values
