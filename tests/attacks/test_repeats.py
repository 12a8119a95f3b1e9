"""Texts that repeat one fragment: tagged as a name of thousands of words, or as thousands of names, they cost no more than their length."""

from __future__ import annotations

import pytest
from conftest import SAMPLES
from timing import assert_linear

import newsx

ARTICLE = (SAMPLES / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def fast():
    """The fast pipeline, loaded once."""
    return newsx.load_pipeline("fast")


@pytest.mark.parametrize("unit", ["St. ", "John Smith ", "de la ", "Bank of ", "“A” ", "Ministry of "])
def test_a_repeat_costs_no_more_than_its_length(fast, unit: str) -> None:
    def extract(size: int) -> None:
        newsx.extract_text(f"{ARTICLE}\n\n{unit * (size // len(unit))}\n\n{ARTICLE}", nlp=fast)

    assert_linear(extract, 20_000, times=5, little=0.5)
