"""Labels the words of a text as source, cue or content of what is said, with the trained weights; `joining` calls it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from zlib import crc32

import numpy as np

from newsx.errors import ModelNotFoundError
from newsx.quotes.spans.features import Known, iter_keys, lay_out
from newsx.quotes.spans.words import read_words
from newsx.resources import resource_path
from newsx.tagging.crf.inference import best_labels, doubtful, marginals
from newsx.tagging.crf.model import FORBIDDEN, Weights
from newsx.tagging.crf.weighing import WeightTable
from newsx.tagging.crf.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from newsx.quotes.frames import Frame
    from newsx.quotes.marks import Paragraph
    from newsx.quotes.scene import Scene
    from newsx.quotes.spans.words import WordRow
    from newsx.tagging.crf.model import Floats
    from newsx.tagging.crf.words import Hashes, Ints

Part = Literal["source", "cue", "content"]
PARTS: Final[tuple[Part, ...]] = ("source", "cue", "content")
LABELS: Final = ("O", *(f"{prefix}-{part}" for part in PARTS for prefix in "BI"))
MODEL: Final = "quotes"
FILE: Final = "spans.npz"


class Span(NamedTuple):
    """Words that are a part of what is said; `first`:`last` count words, `sentence` sentences, `score` is the least chance of a word."""

    start: int
    end: int
    part: Part
    score: float
    first: int
    last: int
    sentence: int


class Labeller:
    """Labels texts one by one; it keeps nothing of them, so that threads may share it.

    `verbs` are hashes of words (sorted) that are cues, `degrees` how often they are (1 to 3).
    """

    def __init__(self, weights: Weights, verbs: Hashes, degrees: NDArray[np.uint8], lexicon: Lexicon) -> None:
        self.weights = weights
        self.lexicon = lexicon
        self.verbs = verbs
        self.degrees = degrees
        self.labels = weights.labels
        continues = np.array([label.startswith("I-") for label in self.labels])
        goes_on = np.array([[after[2:] == before[2:] for after in self.labels] for before in self.labels])
        legal = ~continues[None, :] | goes_on
        self.transitions: Floats = np.where(legal, weights.transitions, np.float32(FORBIDDEN)).astype(np.float32)
        self.start: Floats = np.where(continues, np.float32(FORBIDDEN), np.float32(0))
        self.end: Floats = np.zeros(len(self.labels), dtype=np.float32)
        self._table = WeightTable(weights.keys, weights.table)

    def known(self, words: WordRow) -> Known:
        """Return what is known of each word beforehand."""
        entry = self.lexicon.find(np.stack([words.exact, words.low], axis=1))
        there = entry >= 0
        clusters = (
            np.where(there[:, None], self.lexicon.clusters[entry] + 1, 0)
            if len(self.lexicon.hashes)
            else np.zeros((len(entry), 3))
        )
        flags = np.where(there, self.lexicon.flags[entry], 0) if len(self.lexicon.hashes) else entry * 0
        return Known(self._cues(words), clusters.astype(np.int64), flags.astype(np.int64))

    def _cues(self, words: WordRow) -> Ints:
        """Return for each word how often it is a cue: 0 (never) to 3."""
        if not len(self.verbs):
            return np.zeros(len(words.low), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.verbs, words.low), len(self.verbs) - 1)
        return np.where(self.verbs[place] == words.low, self.degrees[place], 0).astype(np.int64)

    def find(
        self, scene: Scene, frames: Sequence[Frame | None], paragraphs: Sequence[Paragraph] | None = None
    ) -> list[Span]:
        """Return the parts of what is said in a text, or in some of its paragraphs, in order; no two share a word.

        `frames` are what the rules have found for the quotes of the text. A word's label hangs on its paragraph and on the last
        sentence of the one before.
        """
        words = read_words(scene, frames, paragraphs)
        if not len(words.starts):
            return []
        laid = lay_out(words, self.known(words))
        sums = np.concatenate([self._table.sums(keys) for keys in iter_keys(laid)])
        scores = sums.astype(np.float32) * self.weights.scale
        chances = marginals(scores, laid.lines, self)
        best = best_labels(*doubtful(scores, laid.lines, chances, self), self)
        places = laid.lines.places
        return list(_spans(words, best[places], chances[places]))

    def save(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays for a file, by name."""
        return {
            **self.weights.save(),
            "verbs": self.verbs.astype(np.uint32),
            "degrees": self.degrees,
            "lexicon": np.array(checksum(self.lexicon), dtype=np.uint32),
        }


def _spans(words: WordRow, best: Ints, chances: Floats) -> Iterator[Span]:
    """Yield the spans of the labels of all words; one begins at B, and at I where another part ended."""
    named = np.flatnonzero(best)
    labels = best[named]
    begins = np.flatnonzero(labels % 2 == 1)
    if not len(begins):
        return
    lasts = np.append(begins[1:], len(named)) - 1
    sure = np.minimum.reduceat(chances[named, labels], begins).tolist()
    first, last = named[begins], named[lasts]
    for number, (one, other) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        part = PARTS[(int(labels[begins[number]]) - 1) // 2]
        start, end = int(words.starts[one]), int(words.ends[other])
        yield Span(start, end, part, round(sure[number], 4), one, other + 1, int(words.sentence[one]))


@lru_cache(maxsize=1)
def load_labeller() -> Labeller:
    """Return the labeller that comes with newsx; loaded once. Raises ModelNotFoundError where its file is missing."""
    return read_labeller(resource_path(MODEL) / FILE)


def read_labeller(path: Path) -> Labeller:
    """Return the labeller in a file of the arrays of `Labeller.save`; clusters and lists of words are those of the model `fast`.

    Raises ModelNotFoundError where it was trained with others.
    """
    lexicon = read_lexicon()
    with np.load(path, allow_pickle=False) as arrays:
        if int(arrays["lexicon"]) != checksum(lexicon):
            raise ModelNotFoundError("the model of quotes was trained with another model `fast`: train it anew")
        return Labeller(Weights.load(dict(arrays)), arrays["verbs"].astype(np.uint64), arrays["degrees"], lexicon)


def read_lexicon() -> Lexicon:
    """Return the clusters and lists of words of the model `fast`."""
    with np.load(resource_path("fast") / "newsx_crf_ner" / "crf.npz", allow_pickle=False) as arrays:
        none = np.zeros(0, dtype=np.uint32)
        return Lexicon(arrays["words"].astype(np.uint64), arrays["clusters"], arrays["flags"], none)


def checksum(lexicon: Lexicon) -> int:
    """Return a number that tells one lexicon from another."""
    number = 0
    for array in (lexicon.hashes.astype(np.uint32), lexicon.clusters, lexicon.flags):
        number = crc32(np.ascontiguousarray(array).tobytes(), number)
    return number
