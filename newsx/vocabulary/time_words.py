"""Words that dates are told with in other languages: yesterday, week, last, ago; the date rules read them.

The rows, their kinds and values are described at the head of added/time_words.tsv. Codes of languages are ISO 639-1.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsx.vocabulary.tables import read_rows


class TimeWord(NamedTuple):
    """A word or phrase of one kind, with its value as the table writes it ("" where the kind needs none)."""

    kind: str
    value: str
    form: str


@cache
def time_words(language: str) -> tuple[TimeWord, ...]:
    """Return the words of a language, in the order of the table; none for a language without any."""
    return tuple(TimeWord(kind, value, form) for code, kind, value, form in _rows() if code == language)


@cache
def time_word_languages() -> frozenset[str]:
    """Return the codes of the languages with words of time."""
    return frozenset(code for code, *_ in _rows())


@cache
def _rows() -> list[list[str]]:
    return read_rows("added/time_words.tsv", columns=4)
