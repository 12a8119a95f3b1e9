"""The component `newsx_crf_ner`, the fast tagger: sets `doc.ents` by the linear model (`newsx.tagging.crf`)."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of
from newsx.components.spans import by_characters, exact_span, word_ids
from newsx.errors import ModelNotFoundError
from newsx.tagging.consistency import settle
from newsx.tagging.crf.tagger import MODEL_FILE, CrfTagger, read_crf
from newsx.tagging.decoding import LABELS, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span


class CrfNer:
    """Sets `doc.ents` (PERSON, PLACE, ORG, DATE, NORP) in batches; any batch size gives the same mentions.

    Each entity carries `ent._.confidence`, the calibrated probability (0 to 1) that its characters and label are right.
    Mentions less sure than `min_confidence` are left out. Entities that a doc has already stay.
    """

    def __init__(
        self, name: str = "newsx_crf_ner", *, tagger: CrfTagger | None = None, min_confidence: float = 0.0
    ) -> None:
        self.name = name
        self.tagger = tagger
        self.min_confidence = min_confidence

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels a mention may have."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Return the same doc with its mentions set."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Yield the docs of `stream` in order, with their mentions."""
        for batch in batched(stream, batch_size):
            for doc, mentions in zip(batch, self.find(batch), strict=True):
                agreeing = settle(text_of(doc), mentions, body_start=context_of(doc).body_start)
                doc.set_ents(self._spans(doc, agreeing))
                yield doc

    def find(self, docs: Sequence[Doc]) -> list[list[Mention]]:
        """Return what the model alone marks in each doc, by characters, with uncalibrated scores and distractors left in.

        Raises ModelNotFoundError when the component was never given a model.
        """
        found = self._ready().find([word_ids(doc) for doc in docs], docs[0].vocab.strings)
        return [by_characters(doc, mentions) for doc, mentions in zip(docs, found, strict=True)]

    def _ready(self) -> CrfTagger:
        if self.tagger is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no model: load it from a trained pipeline")
        return self.tagger

    def _spans(self, doc: Doc, mentions: Iterable[Mention]) -> list[Span]:
        """Return the doc's entities, and the mentions that overlap none of them and are sure enough."""
        tagger = self._ready()
        spans = list(doc.ents)
        taken = {token.i for span in spans for token in span}
        for mention in mentions:
            span, confidence = exact_span(doc, mention), tagger.confidence(mention.score)
            sure = confidence >= self.min_confidence
            if span is not None and sure and taken.isdisjoint(range(span.start, span.end)):
                span._.confidence = confidence
                spans.append(span)
        return spans

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the model as the bytes of its file."""
        del exclude
        return self._ready().to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CrfNer:
        """Take the model written by `to_bytes`; return the component."""
        del exclude
        self.tagger = read_crf(data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CrfNer:
        """Take the model in the folder `path`; return the component."""
        del exclude
        self.tagger = read_crf(Path(path) / MODEL_FILE)
        return self


def batched(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Yield the docs of `stream` in lists of `size`, the last one perhaps shorter."""
    docs = iter(stream)
    while batch := list(islice(docs, max(size, 1))):
        yield batch
