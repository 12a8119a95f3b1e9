"""Hears the linear model and the network together: the one settles most words, the other reads the rest; `transformer` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.tagging.network import OVERLAP, WINDOW, score_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsx.tagging.network import Network
    from newsx.tagging.word_pieces import Encoded, WordPieces

# How much the linear model of another pipeline counts beside the network (log-linear pooling). They err differently: on the
# development articles FOUR is 85.6 at 0.3, 86.0 at 0.4, 86.4 at 0.45 and 86.1 at 0.5.
SECOND_OPINION_WEIGHT = 0.45
# How much the multilingual network counts beside both, where it is heard as well. On the development articles FOUR is 87.2 without it, 88.3 at 0.3,
# 88.0 at 0.4 and 87.7 at 0.5.
THIRD_OPINION_WEIGHT = 0.3
# The least probability the second opinion gives a tag, so that it can doubt and never forbid.
_DOUBT = 1e-6

# A word is certain when the second opinion holds it to be outside of every mention with more than this: five of six words, and
# two of a thousand in annotated mentions. Leaving the network unheard on them changes no score of the development articles.
CERTAIN = 0.999
# The network reads the other words and this many certain ones on either side of them, as if nothing stood between: less than
# half of a text. With the large network it was made of, FOUR on the development articles is 86.1 with all words, 86.4 with four
# neighbours, 86.4 with three, 86.0 with two and 85.0 with one.
NEIGHBOURS = 2


def score_doubtful(
    encoded: Encoded,
    opinion: NDArray[np.float32],
    network: Network,
    pieces: WordPieces,
    *,
    size: int = WINDOW,
    overlap: int = OVERLAP,
) -> NDArray[np.float32]:
    """Return log-probabilities (words, tags), the network being heard where `opinion` is not certain.

    `opinion` is the other tagger's probabilities (words, tags).
    """
    distances = distances_to(opinion[:, 0] <= CERTAIN, NEIGHBOURS)
    doubted, read = distances == 0, distances <= NEIGHBOURS
    scores = score_words(encoded.having(read), network, pieces, distances=distances[read], size=size, overlap=overlap)
    log_probs: NDArray[np.float32] = np.log(opinion + np.float32(_DOUBT))
    log_probs[doubted] = pool(scores[doubted[read]], opinion[doubted])
    return log_probs


def distances_to(words: NDArray[np.bool_], reach: int) -> NDArray[np.int64]:
    """Return how many words each is away from one that is true, 0 for that itself; `reach` + 1 for all that are farther."""
    distances: NDArray[np.int64] = np.where(words, 0, reach + 1)
    for distance in range(reach, 0, -1):
        near = np.zeros(len(words), np.bool_)
        near[distance:] |= words[:-distance]
        near[:-distance] |= words[distance:]
        distances[near & ~words] = distance
    return distances


def pool(log_probs: NDArray[np.float32], opinion: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log-probabilities (words, tags) of two taggers as one: the weighted mean of their logarithms, made to sum to one."""
    pooled = (1 - SECOND_OPINION_WEIGHT) * log_probs + SECOND_OPINION_WEIGHT * np.log(opinion + _DOUBT)
    pooled -= np.log(np.exp(pooled).sum(axis=1, keepdims=True))
    joined: NDArray[np.float32] = pooled.astype(np.float32)
    return joined


def hear_third(log_probs: NDArray[np.float32], third: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log-probabilities (words, tags) of the pooled taggers and of the multilingual one as one, made to sum to one."""
    pooled = (1 - THIRD_OPINION_WEIGHT) * log_probs + THIRD_OPINION_WEIGHT * third
    pooled -= np.log(np.exp(pooled).sum(axis=1, keepdims=True))
    joined: NDArray[np.float32] = pooled.astype(np.float32)
    return joined
