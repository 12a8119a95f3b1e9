"""The tokeniser takes up special cases when they are needed, and cuts every text as spaCy's does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.resources import resource_path
from newsx.startup.tokenizer import SparingTokenizer

TEXT = "Dr. Amina Diallo can't say who'll win :) at 10 a.m., she's in St. Louis (e.g. on the 3rd) – “isn’t it?”"
# Words of which special cases are made, torn apart and joined in ways nobody writes.
PARTS = (
    "do",
    "n't",
    "n’t",
    "Dr",
    ".",
    "a.m",
    "a",
    "m",
    "'s",
    "’s",
    " ",
    "  ",
    "\n",
    ":",
    ")",
    "-",
    "(",
    "can",
    "C",
    "++",
    "e.g.",
    "St",
    "Jan",
)


@pytest.fixture(scope="module")
def whole():
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    return Tokenizer(Vocab()).from_disk(resource_path("fast") / "tokenizer")


def sparing() -> SparingTokenizer:
    from spacy.vocab import Vocab

    return SparingTokenizer(Vocab()).from_disk(resource_path("fast") / "tokenizer")


def words(doc) -> list[tuple[str, str]]:
    return [(token.text, token.whitespace_) for token in doc]


def test_the_first_text_gets_the_cases_it_holds_and_the_second_all(whole) -> None:
    tokenizer = sparing()
    assert words(tokenizer(TEXT)) == words(whole(TEXT))
    assert 0 < len(tokenizer.inner.rules) < len(whole.rules) / 10
    assert tokenizer.rules == whole.rules
    assert words(tokenizer("They don't.")) == words(whole("They don't."))
    assert tokenizer.inner.rules == whole.rules


@pytest.fixture(scope="module")
def bare() -> SparingTokenizer:
    return sparing()


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_first_text_is_cut_as_ever(whole, bare, text) -> None:
    cases = bare.rules
    bare.inner.rules = {}
    bare.waiting, bare.is_used = dict(cases), False
    assert words(bare(text)) == words(whole(text))


def test_what_is_saved_is_what_spacy_saves(whole) -> None:
    tokenizer = sparing()
    tokenizer("They don't.")
    assert tokenizer.to_bytes(exclude=["vocab"]) == whole.to_bytes(exclude=["vocab"])
