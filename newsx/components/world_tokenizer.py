"""The tokeniser of `models/world`: tokens are the words that the multilingual network reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.lazy import lazy_pattern
from newsx.tagging.segments import UNSPACED, split_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What the settings of `models/world` call it.
WORLD_TOKENIZER = "newsx.world_tokenizer.v1"
_UNSPACED = lazy_pattern(f"[{UNSPACED}]")


def make_world_tokenizer() -> Callable[[Language], WorldTokenizer]:
    """Return what makes the tokeniser for a pipeline."""
    return lambda nlp: WorldTokenizer(nlp.vocab)


class WorldTokenizer:
    """Cuts a text as the network's words are cut; in scripts without spaces every character is a token, so that no mention ends inside one."""

    # Time grows with the length of a text, whatever stands in it.
    is_linear = True

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for start, end in split_words(text):
            word = text[start:end]
            if word == " " and words and not spaces[-1]:
                spaces[-1] = True
            elif _UNSPACED.match(word):
                words += word
                spaces += [False] * len(word)
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def over(self, vocab: Vocab) -> WorldTokenizer:
        """Return a tokenizer of the same kind over another vocabulary."""
        return WorldTokenizer(vocab)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> WorldTokenizer:
        """Return the tokenizer."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, _path: str | Path, **_: Any) -> WorldTokenizer:
        """Return the tokenizer."""
        return self
