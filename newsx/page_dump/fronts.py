"""Section fronts: pages whose running text is nothing but teasers, each under the headline that it announces (called by `roles`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.page_dump.briefs import is_headline
from newsx.page_dump.cues import BY
from newsx.page_dump.lines import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.page_dump.lines import Unit

# So many teasers make a front, and of all paragraphs this share stands right under a headline. On 620 pages with an article, in two forms, no share of
# short paragraphs was above 0.8.
MIN_TEASERS = 3
LEAST_SHARE = 0.85
# A teaser is no longer; one paragraph in five may be.
LONGEST_TEASER = 260
LONG_SHARE = 0.2
# Between a headline and its teaser stand at most an author and an hour, of so few words.
BETWEEN = 2
FEW_WORDS = 4
MOST_WORDS = 20


def is_front(units: Sequence[Unit], body: NDArray[np.bool_]) -> bool:
    """Return whether the paragraphs among the units that are taken for body are teasers of other articles."""
    paragraphs = [i for i in np.flatnonzero(body).tolist() if is_sentence(units[i].text)]
    if len(paragraphs) < MIN_TEASERS:
        return False
    long = sum(len(units[i].text) > LONGEST_TEASER for i in paragraphs)
    headed = sum(_stands_under_headline(units, i) for i in paragraphs)
    return long <= LONG_SHARE * len(paragraphs) and headed >= LEAST_SHARE * len(paragraphs)


def _stands_under_headline(units: Sequence[Unit], position: int) -> bool:
    """Return whether the line above a paragraph reads like the headline of it, an author or an hour between them aside.

    A paragraph that begins with a small letter goes on with the line above: it was wrapped.
    """
    if units[position].text[0].islower():
        return False
    for above in range(position - 1, max(-1, position - 2 - BETWEEN), -1):
        text = units[above].text
        if text.count(" ") >= FEW_WORDS and not BY.match(text):
            return is_headline(text) and text.count(" ") < MOST_WORDS
    return False
