"""The language of an article: what its page states, else what its words say, else None (called by `completion`)."""

from __future__ import annotations

import math
import re

# Below this many letters the identifier guesses ("Hello world" is Fulfulde to it).
MIN_LETTERS = 120
# Probability below which no answer is given; scores are scaled by the root of the length, as py3langid itself does.
MIN_PROBABILITY = 0.9
# Only so much of the text is read: more changes no answer.
SAMPLE = 5_000
# The identifier's class for what is no language.
_NO_LANGUAGE = "zxx"
# English running text holds 35 to 55 % of these words; Scots, Dutch and other neighbours stay below 15 %. Where they are
# that frequent the identifier (0.7 s to load) is not asked.
ENGLISH_SHARE = 0.28
_ENGLISH = frozenset(
    (  # noqa: SIM905 - a word list reads as words
        "the of and to a in that is was for on with as by it its at from has have had he she they his her their "
        "be been are were said not but this which who will would more than an or we i you about after when there "
        "also one out up what if"
    ).split()
)


def confirm(stated: str | None, text: str) -> str | None:
    """Return the language of `text`: as stated, unless it is stated to be English and the words are sure to be another's.

    Templates say "en" on pages in Swahili, Xhosa or Zulu; other codes are chosen by hand and right (n4k and fun sets).
    """
    if stated is not None and (stated != "en" or _reads_english(text[:SAMPLE])):
        return stated
    return identify(text) or stated


def identify(text: str) -> str | None:
    """Return the ISO 639 code of the language of `text`, or None when it is too short or too mixed to be sure."""
    sample = text[:SAMPLE]
    if sum(1 for character in sample if character.isalpha()) < MIN_LETTERS:
        return None
    if _reads_english(sample):
        return "en"
    import py3langid

    (code, best), (_, second), *_ = py3langid.rank(sample)
    gap = (best - second) / math.sqrt(len(sample.encode("utf-8", "replace")))
    probability = 1 / (1 + math.exp(-min(gap, 50.0)))
    return str(code) if probability >= MIN_PROBABILITY and code != _NO_LANGUAGE else None


def _reads_english(sample: str) -> bool:
    """Return whether the small words of English are as frequent as in English running text."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    return bool(words) and sum(1 for word in words if word in _ENGLISH) >= ENGLISH_SHARE * len(words)
