"""Turns the scores of a network into mentions, one legal sequence of tags a line; the taggers share its `Mention` and `TAGS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# What pipelines of newsx mark.
LABELS = ("PERSON", "PLACE", "ORG", "DATE", "NORP")
# Labels that are learnt so that what they cover is not taken for something else, and never given out.
DISTRACTORS = ("MISC", "MONEY", "PRODUCT")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS + DISTRACTORS for part in "BI"))

FORBIDDEN = -1e4


class Mention(NamedTuple):
    """Characters (or words) [start, end) with a label and the probability, 0 to 1, that all three are right."""

    start: int
    end: int
    label: str
    score: float


def _transitions() -> NDArray[np.float32]:
    """0 where tag j may follow tag i, `FORBIDDEN` where not: an inside tag needs its own kind before it."""
    table = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            table[:, column] = FORBIDDEN
            table[column - 1, column] = table[column, column] = 0
    return table


TRANSITIONS = _transitions()


def viterbi(log_probs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the most probable legal sequence of tags for a line of words; `log_probs` is (words, tags)."""
    best = log_probs[0] + TRANSITIONS[0]
    back = np.zeros(log_probs.shape, np.int64)
    for row in range(1, len(log_probs)):
        scores = best[:, None] + TRANSITIONS
        back[row] = scores.argmax(0)
        best = scores.max(0) + log_probs[row]
    path = np.empty(len(log_probs), np.int64)
    path[-1] = best.argmax()
    for row in range(len(log_probs) - 1, 0, -1):
        path[row - 1] = back[row, path[row]]
    return path


def decode(log_probs: NDArray[np.float32], lines: NDArray[np.int64]) -> list[Mention]:
    """Return the mentions among words with tag scores (words, tags); none reaches over the end of a line.

    `lines` holds each word's line number in rising order. Start and end of a mention count words; the score is the product
    of its words' tag probabilities and the probability that it does not go on.
    """
    if not len(lines):
        return []
    tags = log_probs.argmax(1)
    before = np.concatenate(([0], tags[:-1]))
    before[np.concatenate(([True], lines[1:] != lines[:-1]))] = 0
    # The best tag of each word alone is nearly always legal; only lines where it is not need the search.
    for line in np.unique(lines[TRANSITIONS[before, tags] < 0]):
        start, end = np.searchsorted(lines, (line, line + 1))
        tags[start:end] = viterbi(log_probs[start:end])
    return list(_mentions(tags, lines, log_probs))


def _mentions(tags: NDArray[np.int64], lines: NDArray[np.int64], log_probs: NDArray[np.float32]) -> Iterator[Mention]:
    word = 0
    while word < len(tags):
        if not tags[word]:
            word += 1
            continue
        start, inside = word, int(tags[word]) + 1
        word += 1
        while word < len(tags) and tags[word] == inside and lines[word] == lines[start]:
            word += 1
        score = float(log_probs[start, inside - 1] + log_probs[start + 1 : word, inside].sum())
        if word < len(tags) and lines[word] == lines[start]:
            score += float(np.log1p(-min(np.exp(log_probs[word, inside]), 1 - 1e-6)))
        yield Mention(start, word, TAGS[inside][2:], float(np.exp(score)))


def stitch(ranges: list[tuple[int, int]], scores: list[NDArray[np.float32]], words: int) -> NDArray[np.float32]:
    """Return the log-probabilities (words, tags) of a text whose windows [start, end) overlap.

    Each word is taken from the window in which the nearer edge is farthest away; the ends of the text are no edges.
    """
    joined = np.empty((words, scores[0].shape[1]), np.float32)
    for number, ((start, end), window) in enumerate(zip(ranges, scores, strict=True)):
        first = start if number == 0 else (start + ranges[number - 1][1]) // 2
        last = end if number == len(ranges) - 1 else (ranges[number + 1][0] + end) // 2
        joined[first:last] = window[first - start : last - start]
    joined -= joined.max(1, keepdims=True)
    joined -= np.log(np.exp(joined).sum(1, keepdims=True))
    return joined
