"""Reported speech without marks, which is looked for only when all quotes are asked for."""

from __future__ import annotations

import pytest
from quoted import quotes

LUND = "Ada Lund"
REPORTS = [
    ("Ada Lund said that the bridge would open in May.", "that the bridge would open in May"),
    ("Ada Lund said the bridge would open in May.", "the bridge would open in May"),
    ("Ada Lund told reporters on Monday that the bridge would open in May.", "that the bridge would open in May"),
    ("The bridge will open in May, Ada Lund said on Monday.", "The bridge will open in May"),
    ("The bridge will open in May, said Ada Lund.", "The bridge will open in May"),
    ("According to Ada Lund, the bridge will open in May.", "the bridge will open in May"),
    ("The bridge will open in May, according to Ada Lund.", "The bridge will open in May"),
]
NOTHING = [
    "Ada Lund added two rooms to the house in May.",
    "Ada Lund said nothing.",
    "On Monday, Ada Lund said: “The bridge will open in May.”",
    "Ada Lund announced the opening of the bridge in May.",
]


@pytest.mark.parametrize(("text", "words"), REPORTS)
def test_what_is_reported(text, words):
    (quote,) = quotes(text, LUND, kinds="all")
    assert (quote.text, quote.kind, quote.speaker.name) == (words, "indirect", LUND)
    assert text[quote.start : quote.end] == words
    assert quotes(text, LUND) == []


@pytest.mark.parametrize("text", NOTHING)
def test_what_reports_nothing(text):
    assert [quote for quote in quotes(text, LUND, kinds="all") if quote.kind == "indirect"] == []


def test_quotes_and_reports_stand_in_order():
    text = "Ada Lund said that the bridge would open. “It is safe,” she said. It will be blue, Ada Lund said."
    found = quotes(text, LUND, kinds="all")
    assert [quote.kind for quote in found] == ["indirect", "direct", "indirect"]
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
