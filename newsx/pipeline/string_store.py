"""Keeps the string store of a pipeline small however long it runs; `annotating` and `flow` call it between articles.

spaCy's memory zones free the words of a stretch of work, but not the tables they stood in: those keep a mark for every word ever
met and double (15 MB from article 1,000 to 10,000), and within a zone the tokeniser remembers no word, which doubles its time.
A pipeline of newsx's own components gets a new vocabulary instead, once it has met a certain number of words.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from newsx.startup.tokenizer import SparingTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

# Words (a few hundred bytes each) after which the vocabulary is made anew, and with it the tokeniser: a twentieth of a second
# in the time of some hundred articles.
MAX_WORDS = 30_000

# spaCy's string store grows with every new word; a memory zone empties it after this many articles.
_ARTICLES_A_ZONE = 50

_OWN = "newsx_"


@contextmanager
def zone(nlp: Language) -> Iterator[int]:
    """Open a stretch of work, of as many articles as it yields, after which the words met in it do not pile up.

    Pipelines of newsx's own components need none: `refresh` keeps them small, and they are faster without.
    """
    if _is_own(nlp):
        yield _ARTICLES_A_ZONE
    else:
        with nlp.memory_zone():
            yield _ARTICLES_A_ZONE


def refresh(nlp: Language) -> None:
    """Make the tokeniser of a pipeline of newsx's own ready for any text, and its vocabulary anew when it holds `MAX_WORDS` words.

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
    """Return whether the pipeline is made of components that go by the spelling of words alone, not by what a vocabulary says of them."""
    return not nlp.vocab.vectors_length and all(name.startswith(_OWN) for name in nlp.component_names)


def _renew(nlp: Language) -> None:
    """Give the pipeline a new vocabulary, and a tokeniser with the same rules over it."""
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    old: Any = nlp.vocab
    before: Any = nlp.tokenizer
    inner = before.inner if isinstance(before, SparingTokenizer) else before
    has_no_rules = hasattr(inner, "over")
    if type(inner) is not Tokenizer and not has_no_rules:
        return
    vocab = Vocab(
        lex_attr_getters=old.lex_attr_getters,
        lookups=old.lookups,
        vectors_name=old.vectors.name,
        writing_system=old.writing_system,
        get_noun_chunks=old.get_noun_chunks,
    )
    nlp.vocab = vocab
    if has_no_rules:
        nlp.tokenizer = inner.over(vocab)
        return
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
