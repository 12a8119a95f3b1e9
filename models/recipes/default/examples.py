"""Turns annotated articles into what the network is trained on: windows of pieces and, for each, the tags that may be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newsx.tagging.decoding import TAGS
from newsx.tagging.word_pieces import SHAPES, Encoded, WordPieces, encode, frame

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from corpora import Article
    from numpy.typing import NDArray
    from spacy.language import Language

_TAG = {tag: row for row, tag in enumerate(TAGS)}
_SHAPE = {name: row for row, name in enumerate(SHAPES)}
_CASED = [_SHAPE[name] for name in ("lower", "title", "upper", "mixed", "capital")]

# Share of windows shown without letter case, in capitals, or with a stretch in the style of headlines.
LOWER_SHARE = 0.04
UPPER_SHARE = 0.04
HEADLINE_SHARE = 0.10
HEADLINE_WORDS = (4, 14)


@dataclass(frozen=True, slots=True)
class Example:
    """A window: ids, shapes and places of its pieces; `allowed` (pieces, tags) is empty where nothing is learnt."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    allowed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut into pieces, with the tags that may be right for each word (words, tags)."""

    encoded: Encoded
    offsets: NDArray[np.int64]
    allowed: NDArray[np.bool_]


def prepare(article: Article, nlp: Language, pieces: WordPieces) -> Prepared:
    """`article` in words and pieces; a word belongs to a span when they overlap."""
    doc = nlp.make_doc(article.text)
    encoded = encode((token.text for token in doc), pieces)
    offsets = np.array([(doc[i].idx, doc[i].idx + len(doc[i])) for i in encoded.tokens.tolist()], np.int64).reshape(
        -1, 2
    )
    return Prepared(encoded, offsets, _allowed(article, offsets))


def _allowed(article: Article, offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    unknown = [row for row, tag in enumerate(TAGS) if tag == "O" or tag[2:] not in article.known]
    allowed = np.zeros((len(offsets), len(TAGS)), bool)
    allowed[:, unknown] = True
    for start, end, label in article.spans:
        first, last = np.searchsorted(offsets[:, 1], start, "right"), np.searchsorted(offsets[:, 0], end, "left")
        if label is not None:
            allowed[first:last] = False
            allowed[first:last, _TAG[f"I-{label}"]] = True
            allowed[first, _TAG[f"I-{label}"]] = False
            allowed[first, _TAG[f"B-{label}"]] = True
    return allowed


def cut(prepared: Prepared, pieces: WordPieces, *, size: int, rng: random.Random) -> Iterator[Example]:
    """Windows that cover the article once, cut at other words each time."""
    encoded, words = prepared.encoded, len(prepared.encoded.tokens)
    start, room = 0, rng.randint(size // 3, size)
    while start < words:
        limit = encoded.firsts[start] + room
        end = max(start + 1, int(np.searchsorted(encoded.firsts, limit, "right")) - 1)
        ids, shapes, places = frame(encoded, start, end, pieces)
        allowed = np.zeros((len(ids), len(TAGS)), bool)
        allowed[encoded.firsts[start:end] - encoded.firsts[start] + 1] = prepared.allowed[start:end]
        yield Example(ids, restyle(shapes, rng), places, allowed)
        start, room = end, size


def restyle(shapes: NDArray[np.int64], rng: random.Random) -> NDArray[np.int64]:
    """Letter case lost, raised or as in headlines, now and then: the pieces are lower case anyway, only shapes change."""
    chance = rng.random()
    cased = np.isin(shapes, _CASED)
    if chance < LOWER_SHARE:
        return np.where(cased, _SHAPE["lower"], shapes)
    if chance < LOWER_SHARE + UPPER_SHARE:
        return np.where(cased, _SHAPE["upper"], shapes)
    if chance < LOWER_SHARE + UPPER_SHARE + HEADLINE_SHARE:
        start = rng.randrange(len(shapes))
        stretch = np.zeros(len(shapes), bool)
        stretch[start : start + rng.randint(*HEADLINE_WORDS)] = True
        return np.where(stretch & cased & (shapes == _SHAPE["lower"]), _SHAPE["title"], shapes)
    return shapes
