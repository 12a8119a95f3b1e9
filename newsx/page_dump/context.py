"""The features that the trees see of each unit (called by `labeller`): its shape and that of its neighbours, and where the networks see the article around it.

The networks judge a unit with some dozens of its neighbours; the trees look over the whole page at once: how far it is to the
likely body, how much of that lies before and after, whether a heading of related stories stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.page_dump.feature_cues import BOILERPLATE, CAPTION, RELATED
from newsx.page_dump.features import FEATURE_NAMES, Floats, heaviest_run, nearby_means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# Log-odds beyond this say no more.
MAX_LOGIT = 9.2
# Words that speak of the site or describe a picture tell something in short units: in the midst of prose they are news.
LONGEST_BOILERPLATE = 80
LONGEST_CAPTION = 160
RELATED_REACH = 100
# One long unit does not outweigh the rest of a page.
MAX_CHARS = 1500.0
# What each unit that is not likely body takes from a run of likely ones, in characters.
RUN_PRICE = 40.0
# A unit is likely body, or clearly none.
LIKELY, UNLIKELY = 0.5, 0.2
FARTHEST = 100

NEIGHBOUR_NAMES = (
    *("chars", "function_words", "last_end", "bullet", "capitalised", "repeats", "gap_before", "content_shared"),
    *("upper", "digits", "prose", "sentences", "quotes", "separators"),
)
OFFSETS = (-3, -2, -1, 1, 2, 3)
BODY_OFFSETS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
PROSE_REACHES = (3, 6, 12, 25)
MEAN_REACHES = (2, 5, 10, 20, 40)
_COLUMN = {name: number for number, name in enumerate(FEATURE_NAMES)}
_NEIGHBOURS = [_COLUMN[name] for name in NEIGHBOUR_NAMES]


def context_table(texts: Sequence[str], shapes: Floats, logits: Floats, asked: NDArray[np.bool_]) -> Floats:
    """Return one row for each unit that is asked about; linear in the number of units.

    `texts` are those of all units, `shapes` as of `extract_features`, `logits` (units by tasks) as of the networks.
    """
    related = np.fromiter(
        (RELATED.match(text[:RELATED_REACH]) is not None for text in texts), dtype=np.bool_, count=len(texts)
    )
    marks = np.zeros((len(texts), 2), dtype=np.float32)
    for position in np.flatnonzero(asked).tolist():
        text = texts[position]
        marks[position] = (
            len(text) <= LONGEST_BOILERPLATE and BOILERPLATE.search(text) is not None,
            len(text) <= LONGEST_CAPTION and CAPTION.search(text) is not None,
        )
    bounded = np.clip(logits, -MAX_LOGIT, MAX_LOGIT).astype(np.float32)
    chars = np.minimum(np.expm1(shapes[:, _COLUMN["chars"]].astype(np.float64)), MAX_CHARS)
    neighbours = shapes[:, _NEIGHBOURS]
    blocks: list[Floats] = [
        shapes,
        marks,
        *(_shifted(neighbours, offset) for offset in OFFSETS),
        _shifted(marks[:, 1:], 2),
        bounded,
        *(_shifted(bounded[:, :1], offset, fill=-MAX_LOGIT) for offset in BODY_OFFSETS),
        *(_shifted(bounded[:, 1:2], offset, fill=-MAX_LOGIT) for offset in (-2, -1, 1, 2)),
        _shifted(bounded[:, 2:4], 1, fill=-MAX_LOGIT),
    ]
    columns = [
        *_prose_columns(shapes, chars),
        *_body_columns(1 / (1 + np.exp(-bounded.astype(np.float64))), chars, related),
        *_distances(related),
        related,
    ]
    return np.concatenate([block[asked] for block in (*blocks, np.stack(columns, axis=1).astype(np.float32))], axis=1)


def _shifted(table: Floats, offset: int, *, fill: float = 0.0) -> Floats:
    """Return the rows of `offset` units before (after, where negative)."""
    out = np.full_like(table, fill)
    if offset > 0:
        out[offset:] = table[:-offset]
    else:
        out[:offset] = table[-offset:]
    return out


def _prose_columns(shapes: Floats, chars: Numbers) -> list[Numbers]:
    """Return prose close before and after, as shares of that of the page; mean and spread of the lengths around."""
    mass = np.where(shapes[:, _COLUMN["prose"]] > 0, chars, 0.0)
    mass /= max(1.0, float(mass.sum()))
    lengths = shapes[:, _COLUMN["chars"]].astype(np.float64)
    mean = nearby_means(lengths, 3)
    columns = [mean, nearby_means(lengths**2, 3) - mean**2]
    for reach in PROSE_REACHES:
        columns += _sides(mass, reach)
    return columns


def _body_columns(probabilities: Numbers, chars: Numbers, heads_related: NDArray[np.bool_]) -> list[Numbers]:
    """Return where a unit stands to what the networks take for body, headline, byline and dateline."""
    body = probabilities[:, 0]
    count = len(body)
    index = np.arange(count)
    weight = body * chars
    sums = np.cumsum(weight)
    total = max(1.0, float(sums[-1]))
    likely = body > LIKELY
    start, stop = heaviest_run(np.where(likely, chars, -RUN_PRICE))
    middle = min(count - 1, (start + stop) // 2)
    related = np.cumsum(heads_related & ~likely)
    strange = np.cumsum(body < UNLIKELY)
    headline = int(np.argmax(probabilities[:, 1]))
    columns = [
        (sums - weight) / total,
        1 - sums / total,
        (index >= start) & (index < stop),
        np.clip(index - start, -60, 60),
        np.clip(stop - 1 - index, -60, 60),
        np.abs(related - related[middle]) * np.sign(index - middle),
        np.abs(strange - strange[middle]) * np.sign(index - middle),
        np.clip(index - headline, -FARTHEST, FARTHEST),
        *_distances(likely),
        *_distances(probabilities[:, 2] > UNLIKELY),
        *_distances(probabilities[:, 3] > UNLIKELY),
        *(nearby_means(body, reach) for reach in MEAN_REACHES),
        *_sides(body, 3),
        *_sides(body, 8),
    ]
    whole = (
        np.log1p(total),
        np.log1p(float(body.sum())),
        float((np.minimum(body, 1 - body) * chars).sum()) / total,
        float(weight[start:stop].sum()) / total,
        float(probabilities[headline, 1]),
    )
    return columns + [np.full(count, value) for value in whole]


def _sides(values: Numbers, reach: int) -> tuple[Numbers, Numbers]:
    """Return the sums over `reach` units before and after each unit."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    before: Numbers = sums[index] - sums[np.maximum(0, index - reach)]
    after: Numbers = sums[np.minimum(len(values), index + reach + 1)] - sums[index + 1]
    return before, after


def _distances(flags: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return how many units back and ahead the nearest flagged one stands, at most FARTHEST."""
    count = len(flags)
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(flags, index, -2 * FARTHEST))
    following = np.minimum.accumulate(np.where(flags, index, count + 2 * FARTHEST)[::-1])[::-1]
    return np.minimum(index - last, FARTHEST), np.minimum(following - index, FARTHEST)
