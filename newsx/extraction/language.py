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
# A text of one script quotes hardly more of another.
MAX_OTHER_SCRIPT = 0.8
_OTHER_SCRIPTS = frozenset(
    "ar fa ur he ru uk bg mk be el hi bn ta te ml kn mr ne si th lo my km ka hy am zh ja ko".split()  # noqa: SIM905 - a word list
)
_LATIN = frozenset(
    "de fr es pt it nl sv no nb nn da fi is pl cs sk hu ro hr sl et lv lt tr id ms vi sw af ca eu gl sq".split()  # noqa: SIM905 - a word list
)
# Scripts that one language of news writes: a text mostly in one is in that language. Kana stand among Han characters.
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af"), ("th", "\u0e00-\u0e7f"), ("lo", "\u0e80-\u0eff"), ("my", "\u1000-\u109f"), ("km", "\u1780-\u17ff"),
    ("el", "\u0370-\u03ff"), ("hy", "\u0530-\u058f"), ("he", "\u0590-\u05ff"), ("ka", "\u10a0-\u10ff"), ("bn", "\u0980-\u09ff"), ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"), ("or", "\u0b00-\u0b7f"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"), ("zh", "\u4e00-\u9fff"),
)  # fmt: skip
_LETTERS_OF = [(language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS]
# So many letters of such a script, and this share of all, tell the language; Japanese has kana for a tenth of its letters and more.
SCRIPT_LETTERS, SCRIPT_SHARE = 30, 0.5
KANA_LETTERS, KANA_SHARE = 10, 0.08
# Neighbours that the identifier takes for one another: where it is sure of the family, its first choice stands.
_FAMILIES = (
    frozenset({"id", "ms", "jv"}),
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "bs", "sr", "sl"}),
    frozenset({"cs", "sk"}),
)
_ENGLISH = frozenset(
    (  # noqa: SIM905 - a word list reads as words
        "the of and to a in that is was for on with as by it its at from has have had he she they his her their "
        "be been are were said not but this which who will would more than an or we i you about after when there "
        "also one out up what if"
    ).split()
)


def confirm(stated: str | None, text: str) -> str | None:
    """Return the language of `text` as its words tell it; as stated where they do not tell, or where it is stated as a near relative.

    Templates say "en" on pages in Swahili, Xhosa or Zulu, and other pages say their site's language over an English text.
    Relatives are told apart by people rather than by the identifier: on n4k and fun their codes are right.
    """
    if stated is None:
        return identify(text)
    if _reads_english(text[:SAMPLE]):
        return "en"
    if stated != "en" and not _is_script_wrong(stated, text):
        return stated
    found = identify(text)
    return stated if found is None else found


def _is_script_wrong(stated: str, text: str) -> bool:
    """Return whether hardly a letter of a text is in the script that its stated language is written in."""
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    if len(letters) < MIN_LETTERS:
        return False
    latin = sum(character < "\u0250" or "\u1e00" <= character <= "\u1eff" for character in letters) / len(letters)
    if stated in _OTHER_SCRIPTS:
        return latin > MAX_OTHER_SCRIPT
    return stated in _LATIN and latin < 1 - MAX_OTHER_SCRIPT


def identify(text: str) -> str | None:
    """Return the ISO 639 code of the language of `text`, or None when it is too short or too mixed to be sure."""
    sample = text[:SAMPLE]
    letters = sum(1 for character in sample if character.isalpha())
    if found := _by_script(sample, letters):
        return found
    if letters < MIN_LETTERS:
        return None
    if _reads_english(sample):
        return "en"
    import py3langid

    (code, best), *others = py3langid.rank(sample)
    family = next((each for each in _FAMILIES if code in each), frozenset())
    second = next(score for other, score in others if other not in family)
    gap = (best - second) / math.sqrt(len(sample.encode("utf-8", "replace")))
    probability = 1 / (1 + math.exp(-min(gap, 50.0)))
    return str(code) if probability >= MIN_PROBABILITY and code != _NO_LANGUAGE else None


def _by_script(sample: str, letters: int) -> str | None:
    """Return the language whose script most of the `letters` of a text are in, where only one language of news is written in it."""
    if sample.isascii():
        return None
    for language, pattern in _LETTERS_OF:
        own = len(pattern.findall(sample))
        least, share = (KANA_LETTERS, KANA_SHARE) if language == "ja" else (SCRIPT_LETTERS, SCRIPT_SHARE)
        if own >= least and own >= share * letters:
            return language
    return None


def _reads_english(sample: str) -> bool:
    """Return whether the small words of English are as frequent as in English running text."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    return bool(words) and sum(1 for word in words if word in _ENGLISH) >= ENGLISH_SHARE * len(words)
