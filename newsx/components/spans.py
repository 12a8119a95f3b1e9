"""Converts between the Docs of spaCy and what `newsx.tagging` works on; both taggers' components call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.components.context import text_of
from newsx.tagging.decoding import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span


def word_ids(doc: Doc) -> NDArray[np.uint64]:
    """Return the number of each token's spelling in `doc.vocab.strings`."""
    ids: Any = doc.to_array(["ORTH"])
    words: NDArray[np.uint64] = ids.reshape(-1)
    return words


def by_characters(doc: Doc, mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions by tokens of `doc` as mentions by characters of its text."""
    found = []
    for start, end, label, score in mentions:
        first, last = doc[start], doc[end - 1]
        found.append(Mention(first.idx, last.idx + len(last), label, score))
    return found


def exact_span(doc: Doc, mention: Mention) -> Span | None:
    """Return the tokens of `mention`; None where an edge lies inside one."""
    return doc.char_span(mention.start, mention.end, label=mention.label)


def covering_span(doc: Doc, mention: Mention) -> Span | None:
    """Return the tokens of `mention`; None where they would take in letters that are not its own."""
    span = exact_span(doc, mention)
    if span is not None:
        return span
    # An edge that was trimmed lies inside a word, such as the full stop of "Okafor.".
    span = doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
    if span is None:
        return None
    text = text_of(doc)
    added = text[span.start_char : mention.start] + text[mention.end : span.end_char]
    return None if any(map(str.isalnum, added)) else span
