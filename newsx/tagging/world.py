"""Tags texts in any language with the multilingual network and reads its files; the component of `models/world` and its recipe call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from newsx.tagging.calibration import interpolate_scores
from newsx.tagging.decoding import TAGS, Mention, decode
from newsx.tagging.network import OVERLAP, WINDOW, OnnxNetwork, score_words
from newsx.tagging.piece_table import PieceTable
from newsx.tagging.segments import segment
from newsx.tagging.transformer import content_of
from newsx.tagging.unigram import Unigram

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from newsx.tagging.network import Network
    from newsx.tagging.segments import Segments

GRAPH = "network.onnx"
TABLE = "pieces.npy"
VOCABULARY = "vocabulary.txt"
CALIBRATION = "calibration.json"
# What `newsx model world` prints: strict F of people, places and organisations by language, and what it is called.
LANGUAGE_SCORES = "languages.json"
FILES = (GRAPH, TABLE, VOCABULARY, CALIBRATION)
# The first rows of the table: what frames a window, and what no piece covers.
BEGIN, END, UNKNOWN = 0, 1, 2
# Numbers of one block of the table: 32 of four bits with one unit.
BLOCK = 32


# The least probability of a tag.
_LEAST = 1e-6
# From which strict F (0 to 100) on a language is served well, and fairly.
SERVED, FAIR = 75.0, 60.0


def level_of(score: float) -> str:
    """Return what a language with a strict F (0 to 100) is called: "served", "fair" or "weak"."""
    return "served" if score >= SERVED else "fair" if score >= FAIR else "weak"


class Frame:
    """The rows that frame a window."""

    begin, end = BEGIN, END


class BlockTable:
    """The table of word pieces in four bits: `table[ids]` are vectors, of which only those met are read from disk."""

    def __init__(self, file: bytes | Path) -> None:
        self._rows = PieceTable(file)

    def __getitem__(self, ids: NDArray[np.int64]) -> NDArray[np.void]:
        entries = self._rows[ids]
        halves = np.concatenate([entries["halves"] & 15, entries["halves"] >> 4], 2).astype(np.float32) - 8
        vectors = (halves * entries["unit"].astype(np.float32)[:, :, None]).reshape(len(ids), -1)
        made = np.zeros(len(ids), [("row", "<f4", (vectors.shape[1],)), ("scale", "<f4")])
        made["row"], made["scale"] = vectors, 1.0
        return made


class WorldTagger:
    """Marks mentions in a text of any language; `calibration` are points (score, chance) by language, "" for all others."""

    def __init__(
        self,
        network: Network,
        cutter: Unigram,
        *,
        calibration: Mapping[str, list[tuple[float, float]]],
        files: Mapping[str, bytes | Path],
    ) -> None:
        self.network = network
        self.cutter = cutter
        self.calibration = dict(calibration)
        self.files = dict(files)

    def segment(self, text: str) -> Segments:
        """Return the words of a text as the network reads them."""
        return segment(text, self.cutter)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of a text by characters, uncalibrated, distractors left in."""
        found = self.segment(text)
        log_probs = score_words(found.encoded, self.network, Frame, size=WINDOW, overlap=OVERLAP)  # type: ignore[arg-type]
        return [
            Mention(int(found.starts[start]), int(found.ends[end - 1]), label, score)
            for start, end, label, score in decode(log_probs, found.encoded.lines)
        ]

    def score_at(self, text: str, starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the log-probabilities (words, tags) of the words of another tagger, which begin at those characters.

        A word that begins within one of this tagger's is inside of its mention.
        """
        found = self.segment(text)
        if not len(found.starts):
            return np.full((len(starts), len(TAGS)), np.log(1 / len(TAGS)), np.float32)
        own = score_words(found.encoded, self.network, Frame, size=WINDOW, overlap=OVERLAP)  # type: ignore[arg-type]
        link = np.minimum(np.searchsorted(found.ends, starts, "right"), len(found.ends) - 1)
        scores = own[link]
        goes_on = found.starts[link] < starts
        inside = np.exp(scores[goes_on])
        inside[:, 2::2] += inside[:, 1::2]
        inside[:, 1::2] = 0
        scores[goes_on] = np.log(inside + np.float32(_LEAST))
        return scores

    def confidences(self, scores: list[float], language: str | None) -> list[float]:
        """Return the chance (0 to 1) that a mention with each score is right, in a language."""
        points = self.calibration.get(language or "") or self.calibration.get("", [])
        return interpolate_scores(scores, points)

    def contents(self) -> dict[str, bytes]:
        """Return what each of the files holds, by name."""
        return {name: content_of(file) for name, file in self.files.items()}

    def __reduce__(self) -> tuple[Any, ...]:
        return read_world, (self.files,)


def read_world(files: Mapping[str, bytes | Path]) -> WorldTagger:
    """Return the tagger in `files`: network, table of pieces, vocabulary and calibration, each by its name in `FILES`."""
    pieces: dict[str, tuple[int, float]] = {}
    lines = content_of(files[VOCABULARY]).decode("utf-8").rstrip("\n").split("\n")
    for row, line in enumerate(lines, UNKNOWN + 1):
        piece, _, score = line.partition("\t")
        pieces[piece] = (row, -float(score))
    points = json.loads(content_of(files[CALIBRATION]))
    calibration = {language: [(raw, chance) for raw, chance in each] for language, each in points.items()}
    network = OnnxNetwork(files[GRAPH], BlockTable(files[TABLE]))  # type: ignore[arg-type]
    return WorldTagger(network, Unigram(pieces, unknown=UNKNOWN), calibration=calibration, files=files)
