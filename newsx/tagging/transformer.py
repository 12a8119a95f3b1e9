"""Tags texts with the transformer and reads its files; the component of `default` and the recipes call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsx.tagging.calibration import interpolate_scores
from newsx.tagging.decoding import Mention, decode
from newsx.tagging.network import OVERLAP, WINDOW, Network, OnnxNetwork, score_words
from newsx.tagging.piece_table import PieceTable
from newsx.tagging.pooling import hear_third, score_doubtful
from newsx.tagging.word_pieces import Encoded, WordPieces, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

GRAPH = "network.onnx"
TABLE = "pieces.npy"
VOCABULARY = "vocab.txt"
CALIBRATION = "calibration.json"
FILES = (GRAPH, TABLE, VOCABULARY, CALIBRATION)


class Transformer:
    """Marks mentions in the words of a text with a network over word pieces.

    `size` and `overlap` are pieces of a window and how many of them neighbours share; `calibration` are points (score,
    chance). `files` are where the network came from, by name, what each holds or where it lies: copies read them again.
    """

    def __init__(
        self,
        network: Network,
        pieces: WordPieces,
        *,
        calibration: list[tuple[float, float]] | None = None,
        files: Mapping[str, bytes | Path] | None = None,
        size: int = WINDOW,
        overlap: int = OVERLAP,
    ) -> None:
        self.network = network
        self.pieces = pieces
        self.calibration = calibration or []
        self.files = dict(files or {})
        self.size = size
        self.overlap = overlap

    def encode(self, words: Iterable[str]) -> Encoded:
        """Return the words as the network reads them."""
        return encode(words, self.pieces)

    def find(
        self,
        encoded: Encoded,
        opinion: NDArray[np.float32] | None = None,
        third: NDArray[np.float32] | None = None,
    ) -> list[Mention]:
        """Return the mentions by words, uncalibrated, distractors left in.

        `opinion` is another tagger's probabilities for each word of `encoded` (words, tags): the network reads what it leaves
        in doubt, and the whole text without one. `third` are the log-probabilities of one more, heard for every word.
        """
        if opinion is None:
            log_probs = score_words(encoded, self.network, self.pieces, size=self.size, overlap=self.overlap)
        else:
            log_probs = score_doubtful(
                encoded, opinion, self.network, self.pieces, size=self.size, overlap=self.overlap
            )
        if third is not None:
            log_probs = hear_third(log_probs, third)
        tokens = encoded.tokens.tolist()
        return [
            Mention(tokens[start], tokens[end - 1] + 1, label, score)
            for start, end, label, score in decode(log_probs, encoded.lines)
        ]

    def confidences(self, scores: list[float]) -> list[float]:
        """Return the chance (0 to 1) that a mention with each score is right."""
        return interpolate_scores(scores, self.calibration)

    def contents(self) -> dict[str, bytes]:
        """Return what each of the files holds, by name."""
        return {name: content_of(file) for name, file in self.files.items()}

    def __reduce__(self) -> tuple[Any, ...]:
        return read_transformer, (self.files, self.size, self.overlap)


def read_transformer(files: Mapping[str, bytes | Path], size: int = WINDOW, overlap: int = OVERLAP) -> Transformer:
    """Return the tagger in `files`: network, vectors of its pieces, vocabulary and calibration, each by its name in `FILES`."""
    points = json.loads(content_of(files[CALIBRATION]))
    return Transformer(
        OnnxNetwork(files[GRAPH], PieceTable(files[TABLE])),
        WordPieces(content_of(files[VOCABULARY]).decode("utf-8").rstrip("\n").split("\n")),
        calibration=[(raw, probability) for raw, probability in points],
        files=files,
        size=size,
        overlap=overlap,
    )


def content_of(file: bytes | Path) -> bytes:
    """Return what a file holds, given by that or by its path."""
    return file.read_bytes() if isinstance(file, Path) else file
