"""Teaches the weights with CRFsuite (stochastic gradient descent, L2 penalty) from labelled texts and the tagger's own features."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite

from newsx.components.spans import word_ids
from newsx.tagging.crf import features
from newsx.tagging.crf.model import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus import Text
    from spacy.language import Language
    from spacy.tokens import Doc

TYPES = ("PERSON", "PLACE", "ORG", "DATE", "NORP", "MISC")
LABELS = ("O", *(f"{prefix}-{label}" for label in TYPES for prefix in "BILU"))
BATCH = 64
# Stochastic descent is done after ten rounds, where L-BFGS takes eighty for the same dev score.
PENALTY = 0.3
MIN_COUNT = 2
# A weight this small in every label changes no decision; dropping it halves the file.
NEGLIGIBLE = 0.02


def tags_of(doc: Doc, text: Text) -> list[str]:
    """BILOU tags of the doc's tokens; spans that cut a token take the whole of it."""
    tags = ["O"] * len(doc)
    for start, end, label in sorted(text.spans):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        inside = [token.i for token in span if not token.is_space]
        if inside and all(tags[i] == "O" for i in inside):
            for i in inside:
                tags[i] = f"I-{label}"
            tags[inside[0]] = f"B-{label}"
            tags[inside[-1]] = f"L-{label}" if len(inside) > 1 else f"U-{label}"
    return tags


def sequences(
    nlp: Language, table: features.WordTable, texts: Sequence[Text]
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """For each line its features (strings of keys) and tags."""
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        docs = [nlp.make_doc(text.text) for text in batch]
        tags = [tags_of(doc, text) for doc, text in zip(docs, batch, strict=True)]
        yield from _batch_sequences(table, docs, tags)


def _batch_sequences(
    table: features.WordTable, docs: Sequence[Doc], tags: Sequence[Sequence[str]]
) -> Iterator[tuple[list[list[str]], list[str]]]:
    lines = features.lay_out(table, [word_ids(doc) for doc in docs], docs[0].vocab.strings)
    keys, there = all_keys(table, lines)
    keys, there = keys[lines.places], there[lines.places]
    word = 0
    for length in lines.lengths.tolist():
        rows = [
            list(map(str, k[t].tolist()))
            for k, t in zip(keys[word : word + length], there[word : word + length], strict=True)
        ]
        here = range(word, word + length)
        yield rows, [tags[lines.texts[n]][lines.tokens[n]] for n in here]
        word += length


def all_keys(table: features.WordTable, lines: features.Lines) -> tuple[np.ndarray, np.ndarray]:
    """Every feature of every position: keys (a column a feature) and which of them are there."""
    slots = table.slots[lines.rows]
    codes = features.article_codes(table, lines)
    conjunctions = features.conjunction_keys(table, lines)
    parts = [features.unigram_keys(_shift_rows(slots, distance), distance) for distance in features.SLOTS_AT]
    parts.append((conjunctions, np.ones(conjunctions.shape, dtype=bool)))
    parts += [features.code_keys(_shift_rows(codes, distance), distance) for distance in (-1, 0, 1)]
    return np.hstack([keys for keys, _ in parts]), np.hstack([there for _, there in parts])


def _shift_rows(values: np.ndarray, distance: int) -> np.ndarray:
    """Rows moved up by `distance`; the ends are edges, which no line reads."""
    return np.roll(values, -distance, axis=0)


def train_weights(batches: Iterable[tuple[list[list[str]], list[str]]], *, iterations: int) -> Weights:
    """The weights that make the tags of the lines most likely, less the penalty for large weights."""
    trainer = pycrfsuite.Trainer(algorithm="l2sgd", verbose=False)
    for rows, tags in batches:
        trainer.append(rows, tags)
    trainer.set_params(
        {
            "c2": PENALTY,
            "max_iterations": iterations,
            "feature.minfreq": MIN_COUNT,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return read_weights(path)


def read_weights(path: Path) -> Weights:
    """The weights in CRFsuite's file, as int8 with one scale a label."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    column = {label: n for n, label in enumerate(LABELS)}
    names = {key for key, _ in info.state_features}
    keys = np.array(sorted(int(key) for key in names), dtype=np.uint32)
    row = {key: n for n, key in enumerate(keys.tolist())}
    table = np.zeros((len(keys), len(LABELS)), dtype=np.float32)
    for (key, label), weight in info.state_features.items():
        table[row[int(key)], column[label]] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    return pack(keys, table, transitions)


def pack(keys: np.ndarray, table: np.ndarray, transitions: np.ndarray) -> Weights:
    """The weights as int8 with one scale a label, negligible ones left out."""
    kept = np.abs(table).max(axis=1) >= NEGLIGIBLE
    keys, table = keys[kept], table[kept]
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    return Weights(
        labels=LABELS,
        keys=keys.astype(np.uint32),
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        transitions=transitions.astype(np.float32),
    )


def average(one: Weights, other: Weights, share: float) -> Weights:
    """The weights `share` of the way from `other` to `one`: a vote of the two models for the price of one."""
    keys = np.union1d(one.keys, other.keys)
    table = np.zeros((len(keys), len(LABELS)), dtype=np.float32)
    for weights, part in ((one, share), (other, 1 - share)):
        table[np.searchsorted(keys, weights.keys)] += part * weights.table * weights.scale
    transitions = share * one.transitions + (1 - share) * other.transitions
    return pack(keys, table, transitions)
