"""The component `newsx_world_ner`, the tagger for all languages: sets `doc.ents` by the multilingual network (`newsx.tagging.world`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.util import filter_spans

from newsx.components.context import context_of, text_of
from newsx.components.spans import exact_span
from newsx.errors import ModelNotFoundError
from newsx.tagging.consistency import settle
from newsx.tagging.particles import bare
from newsx.tagging.world import FILES, WorldTagger, read_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from newsx.tagging.decoding import Mention


class WorldNer:
    """Sets `doc.ents` to the people, places, organisations, dates and nationalities of a text in any language.

    Each entity carries `ent._.confidence`, the calibrated probability, 0 to 1, that its characters and label are right. Mentions
    less sure than `min_confidence` are left out.
    """

    def __init__(self, name: str = "newsx_world_ner", *, min_confidence: float = 0.0) -> None:
        self.name = name
        self.min_confidence = min_confidence
        self.tagger: WorldTagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its entities set."""
        context = context_of(doc)
        text = text_of(doc)
        mentions = [bare(text, each) for each in settle(text, self.find(doc), body_start=context.body_start)]
        confidences = self._ready().confidences([mention.score for mention in mentions], context.language)
        spans = []
        for mention, confidence in zip(mentions, confidences, strict=True):
            span = exact_span(doc, mention)
            if span is not None and confidence >= self.min_confidence:
                span._.confidence = confidence
                spans.append(span)
        doc.ents = filter_spans(spans)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Yield the Docs of `stream` one after another; `batch_size` changes nothing."""
        del batch_size
        return map(self, stream)

    def find(self, doc: Doc) -> list[Mention]:
        """Return what the network marks in `doc` by characters. Raises ModelNotFoundError when it was never given one."""
        return self._ready().find(text_of(doc))

    def _ready(self) -> WorldTagger:
        if self.tagger is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no network: load it from a trained pipeline")
        return self.tagger

    def load(self, files: Mapping[str, bytes | Path]) -> WorldNer:
        """Take the files of the tagger, by name what each holds or where it lies; return the component."""
        self.tagger = read_world({name: files[name] for name in FILES})
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return all files of the component in one."""
        from srsly import msgpack_dumps  # type: ignore[import-untyped]

        del exclude
        packed: bytes = msgpack_dumps(self._ready().contents())
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> WorldNer:
        """Take the files written by `to_bytes`; return the component."""
        from srsly import msgpack_loads

        del exclude
        return self.load(msgpack_loads(data))

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the files of the component to the folder `path`."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._ready().contents().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> WorldNer:
        """Take what `to_disk` wrote to the folder `path`, which must stay where it is; return the component."""
        del exclude
        folder = Path(path).absolute()
        return self.load({name: folder / name for name in FILES})
