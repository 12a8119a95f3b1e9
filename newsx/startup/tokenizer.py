"""A tokeniser that is cheap to make; `spacy_loading` gives it to pipelines that a command loads.

`newsx.pipeline.string_store` completes it when a second text comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class SparingTokenizer:
    """spaCy's tokeniser, which for its first text takes up no more special cases than that text can hold.

    Taking up all 1,300 is a tenth of what a small text costs. `inner` is spaCy's, `waiting` are the cases it lacks.
    """

    def __init__(self, vocab: Vocab) -> None:
        from spacy.tokenizer import Tokenizer

        self.vocab = vocab
        self.inner: Any = Tokenizer(vocab)
        self.waiting: dict[str, Any] = {}
        self.is_used = False

    def __call__(self, text: str) -> Doc:
        """Return the text in tokens."""
        if self.waiting:
            if self.is_used:
                self.complete()
            else:
                self._take_up(text)
        self.is_used = True
        doc: Doc = self.inner(text)
        return doc

    def _take_up(self, text: str) -> None:
        """Take up the cases whose characters stand in the text, whatever white space is between them."""
        written = "".join(text.split())
        for chunk in [chunk for chunk in self.waiting if "".join(chunk.split()) in written]:
            self.inner.add_special_case(chunk, self.waiting.pop(chunk))

    def complete(self) -> None:
        """Take up all special cases. Not to be called in a memory zone, whose end would take the cases away again."""
        for chunk, tokens in self.waiting.items():
            self.inner.add_special_case(chunk, tokens)
        self.waiting = {}

    @property
    def rules(self) -> dict[str, Any]:
        """Return all special cases."""
        return {**self.inner.rules, **self.waiting}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the settings as spaCy's tokeniser writes them, with all special cases."""
        self.complete()
        settings: bytes = self.inner.to_bytes(exclude=exclude)
        return settings

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings to a file, as spaCy's tokeniser does."""
        path.write_bytes(self.to_bytes(exclude=exclude))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> SparingTokenizer:
        """Take the settings written by `to_bytes` of spaCy's tokeniser, the special cases to be taken up later; return the tokeniser."""
        import srsly  # type: ignore[import-untyped]

        settings = srsly.msgpack_loads(data)
        self.waiting = settings.pop("exceptions", None) or {}
        self.inner.from_bytes(srsly.msgpack_dumps(settings), exclude=exclude)
        self.is_used = False
        return self

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> SparingTokenizer:
        """Take the settings in a file; return the tokeniser."""
        return self.from_bytes(path.read_bytes(), exclude=exclude)
