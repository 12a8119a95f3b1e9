"""Words and shapes by which the rules of `roles` tell the lines around an article apart; many languages, no grammar.

Those that are features of the trained model stand in `feature_cues`.
"""

from __future__ import annotations

import re

from newsx.lazy import lazy_pattern
from newsx.vocabulary.bylines import byline_pattern
from newsx.vocabulary.calendar_names import month_numbers

_NUMERIC_DAY = lazy_pattern(
    r"\b(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./](?:20)?\d\d\b|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]|"
    r"\btháng\s+\d{1,2}\b",
    re.IGNORECASE,
)
# A word before or after a number of one or two digits; a word may hold signs that are no letters (vowels of Hindi).
_WORD = r"([^\W\d_][^\s\d.,;:|/()]*)"
_WORD_AND_DAY = lazy_pattern(rf"(?<!\w){_WORD}\.?\s+\d{{1,2}}(?!\w)")
_DAY_AND_WORD = lazy_pattern(rf"\b\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s+(?:de\s+|d[’'])?{_WORD}", re.IGNORECASE)
BY = lazy_pattern(
    rf"(?:{byline_pattern('by')})(?!\w)[:\s]|(?:{byline_pattern('author', 'label')})\s*[:：／]", re.IGNORECASE
)
# A site's name beside a byline: "The Mekong Post by The Mekong Post", "News by Amina Diallo".
BY_WITHIN = lazy_pattern(r"\S.{0,60}?\s+by\s+(?-i:[A-ZÀ-Þ])\S", re.IGNORECASE)
BY_ALONE = lazy_pattern(rf"(?:{byline_pattern('by', 'author')})\s*:?$", re.IGNORECASE)
# Nothing but names: capitalised words, joined by commas and "and", at least two of them.
NAMES = lazy_pattern(r"[A-ZÀ-Þ][\w’'.-]*(?:,?\s+(?:[A-ZÀ-Þ][\w’'.-]*|and|und|et|y|e|&|de|van|von|der|la|al|bin)){1,9}")
NO_BYLINE = lazy_pattern(r"reading time|\bmins? read\b.{0,5}$|^share\b|^comments?\b|\bsubscribe\b", re.IGNORECASE)
STAMP = lazy_pattern(r"\d")
KEYWORDS = lazy_pattern(
    r"(?:tags?|topics?|keywords?|filed under|etiquetas|temas|schlagw[oö]rter|schlagworte|themen|mots[- ]cl[ée]s|tag|тег[иі]|теги|"
    r"more on|related topics|标签|關鍵字|キーワード|タグ|الكلمات)\s*(?::|：|$)",
    re.IGNORECASE,
)


def names_day(text: str) -> bool:
    """Tell whether a text names a day: in numbers, or a month's name beside a number of one or two digits."""
    if _NUMERIC_DAY.search(text):
        return True
    months = month_numbers()
    return any(
        match[1].lower() in months for pattern in (_WORD_AND_DAY, _DAY_AND_WORD) for match in pattern.finditer(text)
    )
