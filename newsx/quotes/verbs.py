"""The words of speech of a language, told from the nouns that look like them; `scene` finds them for every reader."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.tables import word_set
from newsx.vocabulary.speech import speech_pattern

_UNSPACED = frozenset(("zh", "ja", "th", "ko"))
# English forms that are as often nouns: "Trump's late-night tweets", "the report", "her claims".
_NOUNS = word_set(
    """tweet tweets claim claims report reports state states remarks comments posts charge charges demand demands promise promises
    note notes laments complaint call calls repeats counters answers answer questions finds shows read reads hopes think
    pledges appeals cries reasons vows texts"""
)
# What stands right before a noun, with an adjective between.
_LEADS_NOUN = lazy_pattern(
    r"(?:[’']s?|\b(?:the|an?|his|her|its|their|our|my|your|this|these|those|of|in|on|with|for|to|by|from|such|any|some|no|"
    r"several|many|more|other))\s+(?:(?:\w+-\w+|\w+(?:ed|al|ic|ous|ive|ful|less)|new|own|late|early)\s+){0,2}$"
)
# So far back is looked for what leads a noun.
_LEAD = 48


class Verbs(NamedTuple):
    """Patterns of a language's words of speech."""

    say: re.Pattern[str]
    any: re.Pattern[str]
    by: re.Pattern[str] | None


@cache
def verbs_of(language: str) -> Verbs:
    """Return the patterns of a language, English for one without a row."""
    if not speech_pattern("say", language=language):
        language = "en"
    # No word goes on behind: \b would ask for a letter before it, and the last sign of many an Indic word is a vowel mark, which is none.
    before, behind = ("", "") if language in _UNSPACED else (r"(?<![\w-])", r"(?!\w)")

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(f"{before}{words}{behind}")

    by = speech_pattern("by", language=language)
    return Verbs(
        compiled(speech_pattern("say", language=language)),
        compiled(speech_pattern("say", "call", language=language)),
        compiled(by) if by else None,
    )


def is_noun(text: str, low: str, start: int, end: int) -> bool:
    """Whether an English word of speech is a noun where it stands: part of a name ("United States"), or led by what leads nouns."""
    if low[start:end] not in _NOUNS:
        return False
    if text[start].isupper() and start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return True
    return _LEADS_NOUN.search(low, max(0, start - _LEAD), start) is not None
