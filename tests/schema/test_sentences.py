"""The sentence around a stretch of text, as tables show it to people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.schema.sentences import Sentences

# Text, a word in it, the sentence that is meant.
CASES = [
    ("It rained. The mayor, Dr. Ana Pop, left. Nobody saw.", "Pop", "The mayor, Dr. Ana Pop, left."),
    ("On Feb. 3 the U.S. Senate met. It voted.", "Senate", "On Feb. 3 the U.S. Senate met."),
    ("“We lost.” She wept.", "wept", "She wept."),
    ("“We lost the tapes,” J. K. Addo said. He sat.", "Addo", "“We lost the tapes,” J. K. Addo said."),
    ("Who won? Kofi. And lost! Ama.", "Kofi", "Kofi."),
    ("A first line\n\nA second one. Third.", "second", "A second one."),
    ("It cost 3.5 million. Less than before.", "million", "It cost 3.5 million."),
    ("市长说。他走了。没有人看见。", "走", "他走了。"),
    ("It works at example.com. nobody knows why. Truly.", "nobody", "It works at example.com. nobody knows why."),
    ("Zum Bsp. z.B. Köln wächst. Bonn auch.", "Bonn", "Bonn auch."),
    ("One.", "One", "One."),
]


@pytest.mark.parametrize(("text", "word", "wanted"), CASES)
def test_the_sentence_of_a_word(text: str, word: str, wanted: str) -> None:
    start = text.index(word)
    assert Sentences(text).around(start, start + len(word)) == wanted


@given(st.text("Ab .!?\n“”。Dr", min_size=1, max_size=80), st.data())
def test_a_sentence_holds_the_words_it_is_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Sentences(text).around(start, end)
    assert " ".join(text[start:end].split()) in found
