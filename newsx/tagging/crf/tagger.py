"""Tags texts with the linear model and reads and writes its file; `newsx.components` and the default tagger call it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.tagging.calibration import UNCALIBRATED, scale_score
from newsx.tagging.crf.inference import best_labels, doubtful, marginals
from newsx.tagging.crf.model import CrfModel, Weights
from newsx.tagging.crf.words import Lexicon
from newsx.tagging.decoding import TAGS, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsx.tagging.crf.features import Lines
    from newsx.tagging.crf.model import Floats
    from newsx.tagging.crf.words import Hashes, Ints, Spellings

MODEL_FILE: Final = "crf.npz"
# A fixed date of the arrays in a file, so that the same model has the same bytes.
_FILE_DATE: Final = (1980, 1, 1, 0, 0, 0)


class CrfTagger:
    """Marks mentions in texts given as arrays of word numbers; texts are independent of each other, whatever the batch.

    `calibration` is slope and shift of the scaling that makes scores chances (`newsx.tagging.calibration`).
    """

    def __init__(self, model: CrfModel, calibration: tuple[float, float] = UNCALIBRATED) -> None:
        self.model = model
        self.calibration = calibration

    def find(self, texts: Sequence[Hashes], spellings: Spellings) -> list[list[Mention]]:
        """Return the mentions of each text, by words, with uncalibrated scores and distractors left in."""
        found: list[list[Mention]] = [[] for _ in texts]
        lines = self.model.lay_out(texts, spellings)
        scores = self.model.emissions(lines)
        sure = marginals(scores, lines, self.model)
        best = best_labels(*doubtful(scores, lines, sure, self.model), self.model)
        named = np.flatnonzero(best[lines.places] != self.model.labels.index("O"))
        if len(named):
            for text, mention in self._mentions(lines, best, sure, named):
                found[text].append(mention)
        return found

    def probabilities(self, text: Hashes, spellings: Spellings) -> Floats:
        """Return the probability of each tag of `newsx.tagging.decoding.TAGS` (columns) for each word of `text` (rows).

        White space is outside of every mention.
        """
        lines = self.model.lay_out([text], spellings)
        sure = marginals(self.model.emissions(lines), lines, self.model)
        found = np.zeros((len(text), len(TAGS)), dtype=np.float32)
        found[:, 0] = 1.0
        found[lines.tokens] = sure[lines.places] @ _as_bio(self.model.labels)
        return found

    def confidence(self, score: float) -> float:
        """Return the chance (0 to 1) that a mention with that score is right."""
        return scale_score(score, *self.calibration)

    def _mentions(self, lines: Lines, best: Ints, sure: Floats, named: Ints) -> Iterator[tuple[int, Mention]]:
        """Yield each mention with its text, its score the lowest marginal of its words; `named` are the words in mentions."""
        places = lines.places[named]
        tags = [self.model.labels[label] for label in best[places].tolist()]
        chances = sure[places, best[places]].tolist()
        texts, tokens = lines.texts[named].tolist(), lines.tokens[named].tolist()
        start, score = 0, 1.0
        for text, token, tag, chance in zip(texts, tokens, tags, chances, strict=True):
            opens = tag.startswith(("B-", "U-"))
            start, score = (token, chance) if opens else (start, min(score, chance))
            if tag.startswith(("L-", "U-")):
                yield text, Mention(start, token + 1, tag[2:], score)

    def to_bytes(self) -> bytes:
        """Return the model as the bytes of its file; the same model gives the same bytes."""
        lexicon = self.model.words.lexicon
        arrays = {
            **self.model.weights.save(),
            "words": lexicon.hashes.astype(np.uint32),
            "clusters": lexicon.clusters,
            "flags": lexicon.flags,
            "pairs": lexicon.pairs,
            "calibration": np.array(self.calibration),
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
            for name, array in arrays.items():
                with file.open(zipfile.ZipInfo(f"{name}.npy", _FILE_DATE), "w") as entry:
                    np.lib.format.write_array(entry, array, allow_pickle=False)
        return buffer.getvalue()


def read_crf(file: bytes | Path) -> CrfTagger:
    """Return the tagger that `CrfTagger.to_bytes` wrote: its bytes, or the path of the file that holds them."""
    with np.load(io.BytesIO(file) if isinstance(file, bytes) else file, allow_pickle=False) as arrays:
        lexicon = Lexicon(arrays["words"].astype(np.uint64), arrays["clusters"], arrays["flags"], arrays["pairs"])
        slope, shift = arrays["calibration"].tolist()
        return CrfTagger(CrfModel(Weights.load(dict(arrays)), lexicon), (slope, shift))


def _as_bio(labels: Sequence[str]) -> Floats:
    """Return a matrix that sums the CRF's tags (rows: O, B-, I-, L-, U-) to those of `decoding.TAGS` (columns: O, B-, I-)."""
    table = np.zeros((len(labels), len(TAGS)), dtype=np.float32)
    for row, label in enumerate(labels):
        part = {"U": "B", "L": "I"}.get(label[0], label[0])
        table[row, TAGS.index("O" if label == "O" else part + label[1:])] = 1.0
    return table
