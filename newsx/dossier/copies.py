"""Finds near copies: articles that share most of their words (MinHash) or whole sentences with one that is there. One pass, as they come."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dossier.facts import ArticleFacts
    from newsx.dossier.store import Store

# 64 hashes in 21 bands of 3: pairs that share a third of their shingles meet nearly always.
_HASHES, _BANDS, _ROWS = 64, 21, 3
_SHINGLE = 4
_PRIME = 4294967291
# A copy shares so much of its shingles, or so much of the shorter one's sentences and at least so many.
_SAME_SHINGLES, _SAME_SENTENCES, _LEAST_SENTENCES = 0.35, 0.26, 2
_MIN_WORDS, _SENTENCE_WORDS, _MOST_SENTENCES = 12, 6, 40
_BUCKET = 50
# Sentences are kept under a band of their own.
_SENTENCE_BAND = 99
_WORD = lazy_pattern(r"\w+")


def note_copy(store: Store, article: int, facts: ArticleFacts) -> None:
    """Note what an article is a copy of: the earliest of those it is like, or else they become copies of it."""
    words = _WORD.findall(facts.article.text.lower())
    if len(words) < _MIN_WORDS:
        return
    signature = _signature(words)
    sentences = _sentences(facts)
    codes = [
        (band << 32) | zlib.crc32(signature[band * _ROWS : band * _ROWS + _ROWS].tobytes()) for band in range(_BANDS)
    ]
    codes += [(_SENTENCE_BAND << 32) | each for each in sentences]
    best = _best(store, codes, signature, set(sentences))
    store.put("add_prints", article, signature.tobytes(), _packed(sentences))
    store.put_all("add_band", [(code, article) for code in codes])
    if best:
        likeness, other = best
        _link(store, article, other, likeness, facts.day)


def _link(store: Store, article: int, other: int, likeness: float, day: str | None) -> None:
    root = store.row("prints_of", other)[3] or other
    earlier = store.row("prints_of", root)[2]
    if day and earlier and day < earlier:
        store.put("move_copies", article, root)
        store.put("set_copy", article, likeness, root)
    else:
        store.put("set_copy", root, likeness, article)


def _best(store: Store, codes: list[int], signature: Any, sentences: set[int]) -> tuple[float, int] | None:
    import numpy as np

    met = {article for code in codes for (article,) in store.rows("articles_of_band", code, _BUCKET)}
    best: tuple[float, int] | None = None
    for article in sorted(met):
        packed, others, _, _ = store.row("prints_of", article)
        likeness = float((np.frombuffer(packed, np.uint32) == signature).mean())
        theirs = set(np.frombuffer(others, np.uint32).tolist())
        shared = len(theirs & sentences)
        part = shared / max(1, min(len(theirs), len(sentences))) if shared >= _LEAST_SENTENCES else 0.0
        if likeness < _SAME_SHINGLES and part < _SAME_SENTENCES:
            continue
        found = round(max(likeness, part), 3)
        if best is None or found > best[0]:
            best = found, article
    return best


def _signature(words: list[str]) -> Any:
    """Return the least hash of all runs of words, for 64 ways to hash them."""
    import numpy as np

    runs = np.unique(
        np.fromiter(
            (zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(len(words) - _SHINGLE + 1)),
            np.uint64,
        )
    )
    factors, terms = _ways()
    return ((runs[:, None] * factors + terms) % np.uint64(_PRIME)).min(0).astype(np.uint32)


@cache
def _ways() -> Any:
    """Return factors and terms of the hashes, by a formula that is the same everywhere."""
    import numpy as np

    made = [zlib.crc32(f"way {number}".encode()) & 0x7FFFFFFF | 1 for number in range(2 * _HASHES)]
    return np.array(made, np.uint64).reshape(2, _HASHES)


def _sentences(facts: ArticleFacts) -> list[int]:
    """Return the hashes of an article's first sentences that are long enough to be nobody else's."""
    found = dict.fromkeys(
        zlib.crc32(" ".join(words).encode())
        for start, end in facts.sentences.spans()
        if len(words := _WORD.findall(facts.article.text[start:end].lower())) >= _SENTENCE_WORDS
    )
    return list(found)[:_MOST_SENTENCES]


def _packed(hashes: list[int]) -> bytes:
    import numpy as np

    return np.array(hashes, np.uint32).tobytes()
