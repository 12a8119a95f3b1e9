"""Scripts and characters that need care: scripts that write no spaces, marks that nobody sees; pages and dumps are measured by them."""

from __future__ import annotations

from newsx.lazy import lazy_pattern

# Characters of scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
UNSPACED = lazy_pattern(
    r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
# A character of a script without spaces says as much as three letters; Korean writes spaces, but its syllables are two or three letters.
UNSPACED_WEIGHT = 2
_SYLLABLES = lazy_pattern(r"[\uac00-\ud7a3]")
# Marks without width that carry no meaning: byte order marks, zero-width spaces, word joiners, soft hyphens, directional marks.
# Zero-width joiners and non-joiners stay: they spell words in Persian and in Indic scripts.
INVISIBLE = lazy_pattern("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]")


def letters_worth(text: str) -> int:
    """Return the length of a text in letters: a character of a script without spaces counts as three, a Korean syllable as two.

    >>> letters_worth("ferry"), letters_worth("港の桟橋")
    (5, 12)
    """
    if text.isascii():
        return len(text)
    return len(text) + UNSPACED_WEIGHT * len(UNSPACED.findall(text)) + len(_SYLLABLES.findall(text))
