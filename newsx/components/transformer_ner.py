"""The component `newsx_transformer_ner`, the default tagger: sets `doc.ents` by a small transformer (`newsx.tagging.transformer`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.util import filter_spans

from newsx.components.context import context_of, text_of
from newsx.components.spans import by_characters, covering_span, word_ids
from newsx.errors import ModelNotFoundError
from newsx.tagging.consistency import settle
from newsx.tagging.crf.tagger import MODEL_FILE, CrfTagger, read_crf
from newsx.tagging.network import OVERLAP, WINDOW
from newsx.tagging.transformer import FILES, Transformer, content_of, read_transformer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from newsx.tagging.decoding import Mention
    from newsx.tagging.world import WorldTagger

# The linear model that is heard beside the network, in the component's folder: pipelines that were saved carry it along. The
# shipped one names `fast`, which lies beside it.
SECOND_OPINION = "second_opinion"
SECOND_OPINION_FILE = "second_opinion.npz"


class TransformerNer:
    """Sets `doc.ents` to the people, places, organisations, dates and nationalities of a text.

    Each entity carries `ent._.confidence`, the calibrated probability, 0 to 1, that its characters and label are right.
    Mentions less sure than `min_confidence` are left out. `second_opinion` names the pipeline of newsx whose linear model is
    heard beside the network, `third_opinion` the pipeline for all languages that is heard beside both; `network_of` names the one whose
    files are used where the component's folder has none of its own. `size` and `overlap` are pieces of a window and how many of them neighbours share.
    """

    def __init__(
        self,
        name: str = "newsx_transformer_ner",
        *,
        size: int = WINDOW,
        overlap: int = OVERLAP,
        min_confidence: float = 0.0,
        second_opinion: str | None = None,
        third_opinion: str | None = None,
        network_of: str | None = None,
    ) -> None:
        self.name = name
        self.size = size
        self.overlap = overlap
        self.min_confidence = min_confidence
        self.second_opinion = second_opinion
        self.third_opinion = third_opinion
        self.network_of = network_of
        self.tagger: Transformer | None = None
        self._second: CrfTagger | None = None
        self._third: WorldTagger | None = None
        self._second_file: bytes | Path | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its entities set."""
        taken = list(doc.ents)
        spans = []
        mentions = settle(text_of(doc), self.find(doc), body_start=context_of(doc).body_start)
        confidences = self._ready().confidences([mention.score for mention in mentions])
        for mention, confidence in zip(mentions, confidences, strict=True):
            span = covering_span(doc, mention)
            if span is None or confidence < self.min_confidence or any(_overlap(span, ent) for ent in taken):
                continue
            span._.confidence = confidence
            spans.append(span)
        doc.ents = [*taken, *filter_spans(spans)]
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Yield the Docs of `stream` one after another; `batch_size` changes nothing."""
        del batch_size
        return map(self, stream)

    def find(self, doc: Doc) -> list[Mention]:
        """Return what the network, and the second opinion where one is set, mark in `doc`.

        Mentions are by characters, uncalibrated, distractors left in. Raises ModelNotFoundError when the component was never
        given a network, or when the pipeline of the second opinion is missing.
        """
        tagger = self._ready()
        strings = doc.vocab.strings
        words = word_ids(doc)
        encoded = tagger.encode(strings[word] for word in words.tolist())
        opinion = None
        if self.second_opinion:
            opinion = self._second_tagger().probabilities(words, strings)[encoded.tokens]
        third = None
        if self.third_opinion:
            starts = np.array([doc[token].idx for token in encoded.tokens.tolist()], np.int64)
            third = self._third_tagger().score_at(text_of(doc), starts)
        return by_characters(doc, tagger.find(encoded, opinion, third))

    def _ready(self) -> Transformer:
        if self.tagger is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no network: load it from a trained pipeline")
        return self.tagger

    def _second_tagger(self) -> CrfTagger:
        """Return the linear model of the second opinion, read when it is first asked."""
        if self._second is None:
            self._second = read_crf(self._second_source())
        return self._second

    def _third_tagger(self) -> WorldTagger:
        """Return the multilingual tagger of the third opinion, read when it is first asked."""
        if self._third is None:
            from newsx.resources import resource_path
            from newsx.tagging.world import FILES as WORLD_FILES
            from newsx.tagging.world import read_world

            folder = resource_path(f"{self.third_opinion}/newsx_world_ner")
            self._third = read_world({name: folder / name for name in WORLD_FILES})
        return self._third

    def _second_source(self) -> bytes | Path:
        """Return the file of the second opinion: the component's own, else that of the pipeline named."""
        if self._second_file is not None:
            return self._second_file
        from newsx.resources import resource_path

        return resource_path(f"{self.second_opinion}/newsx_crf_ner/{MODEL_FILE}")

    def load(self, files: Mapping[str, bytes | Path]) -> TransformerNer:
        """Take network, vocabulary and calibration from `files`, by file name what it holds or where it lies; return the component.

        A second opinion among them (`SECOND_OPINION_FILE`) is heard in place of the one named.
        """
        self.tagger = read_transformer({name: files[name] for name in FILES}, self.size, self.overlap)
        self._second, self._second_file = None, files.get(SECOND_OPINION_FILE)
        return self

    def contents(self, *, exclude: Iterable[str] = ()) -> dict[str, bytes]:
        """Return what each file of the component holds, by name; without the second opinion where `exclude` has that word."""
        contents = self._ready().contents()
        if self.second_opinion and SECOND_OPINION not in exclude:
            contents[SECOND_OPINION_FILE] = content_of(self._second_source())
        return contents

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return all files of the component in one."""
        from srsly import msgpack_dumps  # type: ignore[import-untyped]

        packed: bytes = msgpack_dumps(self.contents(exclude=exclude))
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TransformerNer:
        """Take the files written by `to_bytes`; return the component."""
        from srsly import msgpack_loads

        del exclude
        return self.load(msgpack_loads(data))

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the files of the component to the folder `path`, which then works alone."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.contents(exclude=exclude).items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> TransformerNer:
        """Take what `to_disk` wrote to the folder `path`, which must stay where it is: copies read it again; return the component."""
        del exclude
        folder = Path(path).absolute()
        names = [*FILES, SECOND_OPINION_FILE] if (folder / SECOND_OPINION_FILE).is_file() else FILES
        return self.load({name: self._file(folder, name) for name in names})

    def _file(self, folder: Path, name: str) -> Path:
        """Return a file of the component's folder, else that of the pipeline whose network it shares."""
        own = folder / name
        if own.is_file() or not self.network_of:
            return own
        from newsx.resources import resource_path

        return resource_path(f"{self.network_of}/newsx_transformer_ner/{name}")

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_second": None, "_third": None}


def _overlap(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)
