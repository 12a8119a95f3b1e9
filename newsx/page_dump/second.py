"""Where a second article begins below the first: texts and pages that hold several, one after another (called by `roles`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.bylines import is_byline_line
from newsx.page_dump.briefs import content_words, is_headline
from newsx.page_dump.lines import is_sentence
from newsx.stamps import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.page_dump.lines import Unit

# So many sentences of running text of this length make an article on either side.
LEAST_SENTENCES = 3
SENTENCE = 70
# Between a headline and its text stand at most a byline, a day and a deck.
HEAD_REACH = 3
# The text below a headline takes up this share of its words. On pages with furniture that is not enough: of 633, two have a signed box in the
# midst of their article that passes. So only a text that is nothing but articles is asked.
LEAST_SHARED = 0.4
# The text above is about something else; boxes with other stories on the same matter stand in the midst of articles.
MOST_SHARED = 0.3
# A page with more heads is a live blog or a list of stories: it stays one.
MOST_ARTICLES = 3


def find_second(units: Sequence[Unit]) -> int | None:
    """Return the position of the headline of the second article; None where there is one article, or a list of many.

    A second article has a headline, a byline right below it, and running text that takes up the headline's words.
    """
    heads = [position for position in range(LEAST_SENTENCES, len(units)) if _is_head(units, position)]
    if not heads or len(heads) >= MOST_ARTICLES:
        return None
    first = heads[0]
    above = units[:first]
    if _running(above) < LEAST_SENTENCES or _share(units[first].text, above) > MOST_SHARED:
        return None
    return first


def _is_head(units: Sequence[Unit], position: int) -> bool:
    if not is_headline(units[position].text):
        return False
    below = position + 1
    signed = False
    while below < len(units) and below - position <= HEAD_REACH:
        text = units[below].text
        if is_byline_line(text):
            signed = True
        elif not is_date_line(text):
            break
        below += 1
    if not signed or below >= len(units) or not is_sentence(units[below].text):
        return False
    rest = units[below:]
    return _running(rest) >= LEAST_SENTENCES and _share(units[position].text, rest) >= LEAST_SHARED


def _running(units: Sequence[Unit]) -> int:
    return sum(len(unit.text) >= SENTENCE and is_sentence(unit.text) for unit in units)


def _share(headline: str, units: Sequence[Unit]) -> float:
    """Return the share (0 to 1) of a headline's words that a text takes up."""
    own = set(content_words(headline))
    spoken = {word for unit in units for word in content_words(unit.text)}
    return len(own & spoken) / max(1, len(own))
