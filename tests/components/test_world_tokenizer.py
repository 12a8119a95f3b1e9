"""The tokeniser of the model for all languages loses no character, and cuts where mentions may begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from newsx.components.world_tokenizer import WorldTokenizer

TOKENIZER = WorldTokenizer(Vocab())


@settings(derandomize=True)
@given(st.text())
def test_the_tokens_are_the_text(text: str) -> None:
    assert TOKENIZER(text).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ankara'da yağmur", "Ankara"),
        ("Türkiye’nin başkenti", "Türkiye"),
        ("卢拉还访问了上海。", "上海"),
        ("ในกรุงเทพเมื่อวาน", "กรุงเทพ"),
        ("서울에서 만났다", "서울"),
        ("東京都の小池百合子知事", "小池百合子"),
        ("في القاهرة، قال", "القاهرة"),
        ("Москва́, Россия", "Россия"),
        ("d'Emmanuel Macron", "Emmanuel Macron"),
        ("ရန်ကုန်မြို့တွင်", "ရန်ကုန်"),
    ],
)
def test_a_name_is_a_span_of_tokens(text: str, name: str) -> None:
    start = text.index(name)
    span = TOKENIZER(text).char_span(start, start + len(name))
    assert span is not None
    assert span.text == name


def test_a_text_without_spaces_is_cut_in_time_that_grows_with_its_length() -> None:
    doc = TOKENIZER("字" * 50_000)
    assert len(doc) == 50_000


def test_over_another_vocabulary_it_is_the_same() -> None:
    vocab = Vocab()
    doc = TOKENIZER.over(vocab)("Ankara'da 雨")
    assert doc.vocab is vocab
    assert [token.text for token in doc] == ["Ankara", "'", "da", "雨"]
