"""The spaCy component around the CRF: docs in, docs with mentions out; reads and writes its model."""

from __future__ import annotations

import io
import math
import zipfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.components.consistency import settle
from newsx.components.context import context_of, text_of
from newsx.components.crf_ner.model import CrfModel, Weights, best_labels, doubtful, marginals
from newsx.components.crf_ner.words import Lexicon
from newsx.components.decoding import LABELS, TAGS, Mention
from newsx.errors import ModelNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    from newsx.components.crf_ner.features import Lines
    from newsx.components.crf_ner.model import Floats
    from newsx.components.crf_ner.words import Ints

MODEL_FILE: Final = "crf.npz"
# The lowest marginal of a mention's words is a number from 0 to 1; without calibration it is taken as it is.
UNCALIBRATED: Final = (1.0, 0.0)


class CrfTagger:
    """Tags docs in batches; texts are independent of each other, so any batch size gives the same mentions.

    Mentions less sure than `min_confidence` (0 to 1, calibrated) are left out. Entities that a doc has already stay.
    """

    def __init__(
        self, vocab: Vocab, name: str = "newsx_crf_ner", *, model: CrfModel | None = None, min_confidence: float = 0.0
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.model = model
        self.min_confidence = min_confidence
        self.calibration = UNCALIBRATED

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels a mention may have."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its mentions set."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The docs of `stream` come back in order, with their mentions."""
        for batch in batched(stream, batch_size):
            for doc, mentions in zip(batch, self.find(batch), strict=True):
                agreeing = settle(text_of(doc), mentions, body_start=context_of(doc).body_start)
                doc.set_ents(_spans(doc, [(m, self._confidence(m.score)) for m in agreeing], self.min_confidence))
                yield doc

    def find(self, docs: Sequence[Doc]) -> list[list[Mention]]:
        """What the CRF alone marks in each doc, by characters, with uncalibrated scores and distractors left in.

        Raises ModelNotFoundError when the component was never given a model.
        """
        if self.model is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no model: load it from a trained pipeline")
        found: list[list[Mention]] = [[] for _ in docs]
        lines = self.model.lay_out(docs)
        scores = self.model.emissions(lines)
        sure = marginals(scores, lines, self.model)
        best = best_labels(*doubtful(scores, lines, sure, self.model), self.model)
        named = np.flatnonzero(best[lines.places] != self.model.labels.index("O"))
        if not len(named):
            return found
        for doc, start, end, label, score in self._mentions(lines, best, sure, named):
            first, last = docs[doc][start], docs[doc][end]
            found[doc].append(Mention(first.idx, last.idx + len(last), label, score))
        return found

    def probabilities(self, doc: Doc) -> Floats:
        """The probability of each tag of `newsx.components.decoding.TAGS` (columns) for each token of `doc` (rows).

        White space is outside of every mention. Raises ModelNotFoundError as `find` does.
        """
        if self.model is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no model: load it from a trained pipeline")
        lines = self.model.lay_out([doc])
        sure = marginals(self.model.emissions(lines), lines, self.model)
        found = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
        found[:, 0] = 1.0
        found[lines.tokens] = sure[lines.places] @ _as_bio(self.model.labels)
        return found

    def _mentions(
        self, lines: Lines, best: Ints, sure: Floats, named: Ints
    ) -> Iterator[tuple[int, int, int, str, float]]:
        """Doc, first and last token, label and lowest marginal of every mention; `named` are the words in mentions."""
        assert self.model is not None
        places = lines.places[named]
        tags = [self.model.labels[label] for label in best[places].tolist()]
        chances = sure[places, best[places]].tolist()
        docs, tokens = lines.docs[named].tolist(), lines.tokens[named].tolist()
        start, score = 0, 1.0
        for doc, token, tag, chance in zip(docs, tokens, tags, chances, strict=True):
            opens = tag.startswith(("B-", "U-"))
            start, score = (token, chance) if opens else (start, min(score, chance))
            if tag.startswith(("L-", "U-")):
                yield doc, start, token, tag[2:], score

    def _confidence(self, score: float) -> float:
        """The chance that a mention is right, from its score (Platt scaling), to 4 digits."""
        slope, shift = self.calibration
        score = min(max(score, 1e-6), 1 - 1e-6)
        odds = slope * math.log(score / (1 - score)) + shift
        return round(1 / (1 + math.exp(-odds)), 4)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as the bytes of its file."""
        del exclude
        if self.model is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no model to write")
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
                # A fixed date, so that the same model has the same bytes.
                with file.open(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), "w") as entry:
                    np.lib.format.write_array(entry, array, allow_pickle=False)
        return buffer.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CrfTagger:
        """The tagger has the model written by `to_bytes`."""
        del exclude
        return self._read(io.BytesIO(data))

    def _read(self, file: io.BytesIO | Path) -> CrfTagger:
        with np.load(file, allow_pickle=False) as arrays:
            lexicon = Lexicon(arrays["words"].astype(np.uint64), arrays["clusters"], arrays["flags"], arrays["pairs"])
            self.model = CrfModel(Weights.load(dict(arrays)), lexicon)
            self.calibration = (float(arrays["calibration"][0]), float(arrays["calibration"][1]))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """The folder `path` holds the model."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CrfTagger:
        """The tagger has the model in the folder `path`."""
        del exclude
        return self._read(Path(path) / MODEL_FILE)


def _as_bio(labels: Sequence[str]) -> Floats:
    """A matrix that sums the CRF's tags (rows: O, B-, I-, L-, U-) to those of `decoding.TAGS` (columns: O, B-, I-)."""
    table = np.zeros((len(labels), len(TAGS)), dtype=np.float32)
    for row, label in enumerate(labels):
        part = {"U": "B", "L": "I"}.get(label[0], label[0])
        table[row, TAGS.index("O" if label == "O" else part + label[1:])] = 1.0
    return table


def batched(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """The docs of `stream` in lists of `size`, the last one perhaps shorter."""
    docs = iter(stream)
    while batch := list(islice(docs, max(size, 1))):
        yield batch


def _spans(doc: Doc, mentions: Iterable[tuple[Mention, float]], least: float) -> list[Span]:
    """The doc's entities, and the mentions that overlap none of them and are at least so sure."""
    spans = list(doc.ents)
    taken = {token.i for span in spans for token in span}
    for mention, confidence in mentions:
        span = doc.char_span(mention.start, mention.end, label=mention.label)
        if span is not None and confidence >= least and taken.isdisjoint(range(span.start, span.end)):
            span._.confidence = confidence
            spans.append(span)
    return spans
