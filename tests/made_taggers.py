"""Taggers made by hand, small enough to check on paper: what the tests of the taggers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.tagging.crf import features
from newsx.tagging.crf.model import CrfModel, Weights
from newsx.tagging.crf.words import Flag, Lexicon, Slot, WordTable, hash_text
from newsx.tagging.decoding import TAGS
from newsx.tagging.word_pieces import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

# The vocabulary of a network that reads letters.
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"abcdefghijklmnopqrstuvwxyz",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
]
# The tags of a linear model.
LABELS = ("O", *(f"{part}-{label}" for label in ("PERSON", "PLACE", "MISC") for part in "BILU"))
ARTICLE = """Amina Okoro opened the market in Kaduna on Monday.

Okoro said traders from Kano and Zaria had asked for it. "We waited for years," Mr Okoro added.

The market of KADUNA lies (near the river) at the old bridge."""


def capitals(
    ids: NDArray[np.int64], shapes: NDArray[np.int64], places: NDArray[np.int64], distances: NDArray[np.int64]
) -> NDArray[np.float32]:
    """A network for which every word in title case opens a person's name."""
    del ids, places, distances
    scores = np.zeros((len(shapes), len(TAGS)), np.float32)
    scores[np.arange(len(shapes)), np.where(shapes == SHAPES.index("title"), TAGS.index("B-PERSON"), 0)] = 4
    return scores


def number_words(words: Sequence[str]) -> tuple[NDArray[np.uint64], dict[int, str]]:
    """Number words by their spelling, as the linear model reads them."""
    spellings = {hash_text(word): word for word in words}
    return np.array([hash_text(word) for word in words], dtype=np.uint64), spellings


def words_of(nlp, texts: Sequence[str]) -> tuple[list[NDArray[np.uint64]], object]:
    """The words of texts, cut by spaCy's tokeniser, as the linear model reads them."""
    return [nlp.make_doc(text).to_array(["ORTH"]).reshape(-1) for text in texts], nlp.vocab.strings


def lexicon(**flags: int) -> Lexicon:
    """A lexicon of the words given with their flags."""
    words = sorted(flags, key=hash_text)
    return Lexicon(
        np.array([hash_text(word) for word in words], dtype=np.uint64),
        np.array([[7, 8, 9]] * len(words), dtype=np.uint16).reshape(len(words), 3),
        np.array([flags[word] for word in words], dtype=np.uint16),
        np.zeros(0, dtype=np.uint32),
    )


def columns(table: WordTable, lines: features.Lines) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Every feature of every position by the book: no sums kept, each word looked at from each distance."""
    slots = table.slots[lines.rows]
    codes = features.article_codes(table, lines)
    conjunctions = features.conjunction_keys(table, lines)
    parts = [features.unigram_keys(np.roll(slots, -d, axis=0), d) for d in features.SLOTS_AT]
    parts.append((conjunctions, np.ones(conjunctions.shape, dtype=bool)))
    parts += [features.code_keys(np.roll(codes, -d), d) for d in (-1, 0, 1)]
    for keys, there in parts:
        yield from zip(keys.T, there.T, strict=True)


def random_model(nlp, texts: Sequence[str], *, seed: int = 3, share: float = 0.3, strength: float = 0.01) -> CrfModel:
    """A model with weights for some of the features of the texts."""
    rng = np.random.default_rng(seed)
    known = lexicon(Amina=Flag.FIRST_NAME, Mr=Flag.TITLE, Kano=Flag.PLACE)
    table = WordTable(known)
    lines = features.lay_out(table, *words_of(nlp, texts))
    keys = np.unique(np.concatenate([keys[there] for keys, there in columns(table, lines)]))
    keys = keys[rng.random(len(keys)) < share]
    weights = Weights(
        labels=LABELS,
        keys=keys,
        table=rng.integers(-127, 128, (len(keys), len(LABELS))).astype(np.int8),
        scale=np.full(len(LABELS), strength, dtype=np.float32),
        transitions=rng.normal(size=(len(LABELS), len(LABELS))).astype(np.float32),
    )
    return CrfModel(weights, known)


def word_model(**types: str) -> CrfModel:
    """A model that knows single words by their lower case: word=type."""
    spelled = {hash_text(word.lower()): label for word, label in types.items()}
    hashes = np.array(list(spelled), dtype=np.uint64)
    keys = features.mix(Slot.LOWER + 1, features.PAD, hashes)
    order = np.argsort(keys)
    table = np.zeros((len(keys), len(LABELS)), dtype=np.int8)
    for row, label in enumerate(spelled.values()):
        table[row, LABELS.index(f"U-{label}")] = 100
    bias = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    weights = Weights(LABELS, keys[order], table[order], np.full(len(LABELS), 0.1, dtype=np.float32), bias)
    return CrfModel(weights, lexicon())
