"""The second look at the blocks of a page: where the article begins and ends, and what in its midst is none of it.

Called by `newsx.html_page.body` and by the recipe that trains `models/html_body/edges.npz`. The first model weighs a block by its words; a byline, a standfirst or a "Read more" weighs next to nothing there, and is all that a
reader sees of an edge. The second weighs lines nearly alike and knows the place of each among those that are kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsx.boilerplate import MAX_PROMPT, is_header, is_prompt, is_trailer
from newsx.bylines import is_byline_line
from newsx.html_page.features.shingles import WORD
from newsx.stamps import is_date_line
from newsx.vocabulary.scripts import letters_worth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from newsx.html_page.blocks import Block
    from newsx.html_page.features.layout import Floats

    Doubles = NDArray[np.float64]
    Places = NDArray[np.intp]

# A block that the first model gives this, or that stands so near one that it keeps, is looked at again.
MIN_PROBABILITY = 0.05
_NEAR = 2
# The first model keeps a block from here on.
KEPT = 0.5
# The share of the second model in the mean of both log-odds: 0.5, 0.7 and 1 were tried on the folds (models/html_body/README.md): with this one more
# edges are right on three sets of four, and the body F1 moves by a thousandth.
SHARE = 0.7
# A block of so many letters is a paragraph, no line of the page's furniture; from this probability on the first model is sure of it.
MIN_PARAGRAPH = 150
SURE = 0.95
_TOLD = 3
_MAX_ORDER = 10


def find_candidates(probabilities: Doubles, asked: NDArray[np.bool_]) -> Places:
    """Return the indexes of the blocks to look at again; none where the first model keeps none."""
    kept = probabilities >= KEPT
    if not kept.any():
        return np.zeros(0, np.intp)
    padded = np.pad(kept, _NEAR)
    near = np.logical_or.reduce([padded[step : step + len(kept)] for step in range(2 * _NEAR + 1)])
    return np.flatnonzero(((probabilities >= MIN_PROBABILITY) | near) & asked)


def edge_rows(
    blocks: Sequence[Block],
    probabilities: Doubles,
    rows: Floats,
    *,
    tokens: Sequence[Sequence[str]],
    chosen: Places,
    description: str | None,
) -> Floats:
    """Return the features of the `chosen` blocks: what the first model says around each, its place, its kin, and its own `rows`.

    `tokens` are the words of all blocks in lower case; `rows` the features of the chosen ones for the first model; `description` is
    what the page states as its article's.
    """
    sizes = np.array([len(words) for words in tokens], np.float64)
    own = np.column_stack(
        [
            *_order(probabilities, sizes),
            *_surroundings(probabilities, sizes),
        ]
    )[chosen]
    return np.hstack(
        [own, _kin(blocks, probabilities, chosen), _wording(blocks, tokens, chosen, description), rows],
        dtype=np.float32,
    )


def _order(probabilities: Doubles, sizes: Doubles) -> list[Doubles]:
    """Return columns of how many kept blocks and words stand before and behind each block."""
    kept = probabilities >= KEPT
    count, places = int(kept.sum()), np.flatnonzero(kept)
    index = np.arange(len(kept), dtype=np.float64)
    before: Doubles = (np.cumsum(kept) - kept).astype(np.float64)
    after = count - before - kept
    words = sizes * kept
    words_before = np.cumsum(words) - words
    words_after = words.sum() - words_before - words
    return [
        probabilities,
        np.minimum(before, _MAX_ORDER),
        np.minimum(after, _MAX_ORDER),
        np.log1p(words_before),
        np.log1p(words_after),
        index - places[0],
        places[-1] - index,
        np.full(len(kept), np.log1p(count)),
        np.full(len(kept), np.log1p(words.sum())),
    ]


def _surroundings(probabilities: Doubles, sizes: Doubles) -> list[Doubles]:
    """Return columns of the probabilities of the three blocks on either side, and of the sizes of the two."""
    count = len(probabilities)
    chances = np.pad(probabilities, _TOLD, constant_values=-1)
    words = np.pad(np.log1p(sizes), _TOLD)
    return [
        *(chances[_TOLD + step : _TOLD + step + count] for step in (-3, -2, -1, 1, 2, 3)),
        *(words[_TOLD + step : _TOLD + step + count] for step in (-2, -1, 1, 2)),
    ]


def _kin(blocks: Sequence[Block], probabilities: Doubles, chosen: Places) -> Doubles:
    """Return for each chosen block the share of the kept ones that have its element and class, and the share of those that are kept."""
    names = [(block.element.tag, block.element.get("class")) for block in blocks]
    kept = [name for name, probability in zip(names, probabilities.tolist(), strict=True) if probability >= KEPT]
    of_kept, of_all = Counter(kept), Counter(names)
    return np.array([[of_kept[names[i]] / len(kept), of_kept[names[i]] / of_all[names[i]]] for i in chosen.tolist()])


def _wording(
    blocks: Sequence[Block], tokens: Sequence[Sequence[str]], chosen: Places, description: str | None
) -> Doubles:
    """Return for each chosen block its shares in bold and in links, whether it repeats the one before, how much of the description it holds.

    And whether the tables of boilerplate and bylines know it: rows added to them move this a little; a new kind needs a new model.
    """
    wanted = set(WORD.findall((description or "").lower()))
    table = []
    for i in chosen.tolist():
        block = blocks[i]
        size = max(1, len(block.text))
        told = len(wanted.intersection(tokens[i])) / len(wanted) if wanted else -1.0
        repeats = float(i > 0 and blocks[i - 1].text == block.text)
        is_line = len(block.text) <= MAX_PROMPT
        said: list[Callable[[str], object]] = [is_prompt, is_trailer, is_header, is_byline_line, is_date_line]
        flags = [float(is_line and bool(judge(block.text))) for judge in said]
        table.append([block.emphasised / size, block.linked / size, repeats, told, *flags])
    return np.array(table)


def combine(blocks: Sequence[Block], chosen: Places, first: Doubles, second: Doubles) -> Doubles:
    """Return the probability of each chosen block by both models: a paragraph that the first is sure of is not lost to the second."""
    mean = mean_probability(first, second)
    paragraph = np.array([letters_worth(blocks[i].text) >= MIN_PARAGRAPH for i in chosen.tolist()])
    return np.where(paragraph & (first >= SURE), np.maximum(first, mean), mean)


def mean_probability(first: Doubles, second: Doubles) -> Doubles:
    """Return the probability whose log-odds are the weighted mean of those of both models."""
    log_odds = [np.log(p / (1 - p)) for p in (first.clip(1e-5, 1 - 1e-5), second.clip(1e-5, 1 - 1e-5))]
    mean: Doubles = 1 / (1 + np.exp(-((1 - SHARE) * log_odds[0] + SHARE * log_odds[1])))
    return mean
