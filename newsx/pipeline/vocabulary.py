"""Keeps a pipeline's vocabulary small however long it runs, and its tokeniser cheap to make.

spaCy's memory zones free the words of a stretch of work, but not the tables they stood in: those keep a mark for every word ever
met and double (15 MB from article 1,000 to 10,000), and within a zone the tokeniser remembers no word, which doubles its time.
A pipeline of newsx's own components gets a new vocabulary instead, once it has met a certain number of words.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Words (a few hundred bytes each) after which the vocabulary is made anew, and with it the tokeniser: a twentieth of a second
# in the time of some hundred articles.
MAX_WORDS = 30_000

# spaCy's string store grows with every new word; a memory zone empties it after this many articles.
_ARTICLES_A_ZONE = 50

_OWN = "newsx_"


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
        """The text in tokens."""
        if self.waiting:
            if self.is_used:
                self.complete()
            else:
                self._take_up(text)
        self.is_used = True
        doc: Doc = self.inner(text)
        return doc

    def _take_up(self, text: str) -> None:
        """The cases whose characters stand in the text, whatever white space is between them, wait no longer."""
        written = "".join(text.split())
        for chunk in [chunk for chunk in self.waiting if "".join(chunk.split()) in written]:
            self.inner.add_special_case(chunk, self.waiting.pop(chunk))

    def complete(self) -> None:
        """No special case waits. Not to be called in a memory zone, whose end would take the cases away again."""
        for chunk, tokens in self.waiting.items():
            self.inner.add_special_case(chunk, tokens)
        self.waiting = {}

    @property
    def rules(self) -> dict[str, Any]:
        """All special cases."""
        return {**self.inner.rules, **self.waiting}

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> SparingTokenizer:
        """The tokeniser has the settings written by `to_bytes` of spaCy's; its special cases wait."""
        import srsly  # type: ignore[import-untyped]

        settings = srsly.msgpack_loads(data)
        self.waiting = settings.pop("exceptions", None) or {}
        self.inner.from_bytes(srsly.msgpack_dumps(settings), exclude=exclude)
        self.is_used = False
        return self

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> SparingTokenizer:
        """The tokeniser has the settings in a file."""
        return self.from_bytes(path.read_bytes(), exclude=exclude)


@contextmanager
def zone(nlp: Language) -> Iterator[int]:
    """A stretch of work, of as many articles as it says, after which the words met in it do not pile up.

    Pipelines of newsx's own components need none: `refresh` keeps them small, and they are faster without.
    """
    if _is_own(nlp):
        yield _ARTICLES_A_ZONE
    else:
        with nlp.memory_zone():
            yield _ARTICLES_A_ZONE


def refresh(nlp: Language) -> None:
    """The vocabulary of a pipeline of newsx's own holds fewer than `MAX_WORDS` words, and its tokeniser is ready for any text.

    Docs made before keep the vocabulary they were made with. Other pipelines are left alone.
    """
    tokenizer: Any = nlp.tokenizer
    vocab: Any = nlp.vocab
    waits = isinstance(tokenizer, SparingTokenizer) and tokenizer.is_used and bool(tokenizer.waiting)
    if waits and not vocab.in_memory_zone:
        tokenizer.complete()
    elif (waits or len(vocab) > MAX_WORDS) and _is_own(nlp):
        _renew(nlp)


def _is_own(nlp: Language) -> bool:
    """Whether the pipeline is made of components that go by the spelling of words alone, not by what a vocabulary says of them."""
    return not nlp.vocab.vectors_length and all(name.startswith(_OWN) for name in nlp.component_names)


def _renew(nlp: Language) -> None:
    """The pipeline has a new vocabulary, and a tokeniser with the same rules over it."""
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    old: Any = nlp.vocab
    before: Any = nlp.tokenizer
    inner = before.inner if isinstance(before, SparingTokenizer) else before
    if type(inner) is not Tokenizer:
        return
    vocab = Vocab(
        lex_attr_getters=old.lex_attr_getters,
        lookups=old.lookups,
        vectors_name=old.vectors.name,
        writing_system=old.writing_system,
        get_noun_chunks=old.get_noun_chunks,
    )
    nlp.tokenizer = Tokenizer(
        vocab,
        rules=before.rules,
        prefix_search=inner.prefix_search,
        suffix_search=inner.suffix_search,
        infix_finditer=inner.infix_finditer,
        token_match=inner.token_match,
        url_match=inner.url_match,
        faster_heuristics=inner.faster_heuristics,
        max_cache_size=inner.max_cache_size,
    )
    nlp.vocab = vocab
    for _, component in nlp.pipeline:
        if getattr(component, "vocab", None) is old:
            setattr(component, "vocab", vocab)  # noqa: B010 - spaCy says no more of components than that they can be called
