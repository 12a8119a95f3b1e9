"""Headlines by their shape alone, and briefs: texts of a headline and very few paragraphs (called by `roles`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.boilerplate import is_prompt, is_trailer
from newsx.lazy import lazy_pattern
from newsx.page_dump.cues import BY
from newsx.page_dump.feature_cues import BOILERPLATE
from newsx.page_dump.lines import BULLET, Unit, is_sentence
from newsx.stamps import is_date_line
from newsx.vocabulary.scripts import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = lazy_pattern(r"\w{3,}")
# A headline has so many words, and no more characters than this.
HEADLINE_WORDS = range(2, 33)
LONGEST_HEADLINE = 160
# A sentence of running text has so many characters.
LONG_SENTENCE = 70
# A text without a headline is running text from so many characters and two sentences on, in so few paragraphs.
_SHORTEST_PARAGRAPH = 100
_PARAGRAPHS = 2
_SENTENCE = lazy_pattern(r"[.!?…][\"”’')]*(?=\s+\S|$)|[。！？]")
_TO_VISITORS = lazy_pattern(
    r"\b(?:you|your|click|browser|javascript|page|website|site|account|loading|please|we use|not found|error)\b",
    re.IGNORECASE,
)
# A brief has its headline, perhaps byline and day, and no more paragraphs than are left of so many lines.
BRIEF_UNITS = 6


def is_brief(units: Sequence[Unit]) -> bool:
    """Return whether a text is a brief: its headline and very few paragraphs, perhaps with a byline or a day between them."""
    if not 2 <= len(units) <= BRIEF_UNITS or not is_headline(units[0].text):
        return False
    rest = [unit.text for unit in units[1:] if not (BY.match(unit.text) or is_date_line(unit.text))]
    return (
        bool(rest) and all(is_sentence(text) and not is_prompt(text) for text in rest) and len(rest[0]) >= LONG_SENTENCE
    )


def is_paragraph(units: Sequence[Unit]) -> bool:
    """Return whether a text is a paragraph or two of running text, with nothing in it that speaks of a site or to its visitors."""
    texts = [unit.text for unit in units]
    whole = " ".join(texts)
    return (
        0 < len(units) <= _PARAGRAPHS
        and len(whole) >= _SHORTEST_PARAGRAPH
        and all(is_sentence(text) and not is_trailer(text) for text in texts)
        and len(_SENTENCE.findall(whole)) > 1
        and not (BOILERPLATE.search(whole) or _TO_VISITORS.search(whole))
    )


def is_headline(text: str) -> bool:
    """Return whether a line reads like a headline: a few words, no end mark, no bullet, no label."""
    size = text.count(" ") + 1 + len(UNSPACED.findall(text)) // 3
    return (
        size in HEADLINE_WORDS
        and len(text) <= LONGEST_HEADLINE
        and not text.endswith((".", ":", ",", ";", "。", "…"))
        and not is_sentence(text)
        and BULLET.match(text) is None
    )


def content_words(text: str) -> list[str]:
    """Return the words of a text, or pairs of characters where it writes no spaces."""
    words = WORD.findall(text.lower())
    if not UNSPACED.search(text):
        return words
    return [word[i : i + 2] for word in words for i in range(max(1, len(word) - 1))]
