"""No pattern takes the square of what it reads: each on some repeats, all of them with `python -m tests.evaluation.patterns`."""

from __future__ import annotations

import re

import pytest

from evaluation.patterns import SHORT, Asked, grows, patterns, sample_of


@pytest.mark.slow
def test_no_pattern_grows_faster_than_its_text() -> None:
    found = {name: grows(asked, sample_of(name), ("",), size=SHORT) for name, asked in patterns().items()}
    assert {name: where for name, where in found.items() if where} == {}


def test_a_pattern_that_grows_is_found() -> None:
    assert grows(Asked(re.compile(r"\s+x")), [" "], [""], size=SHORT)
    assert grows(Asked(re.compile(r"(?<!\s)\s+x")), [" "], [""], size=SHORT) is None
    assert grows(Asked(re.compile(r"\s+x"), "match"), [" "], [""], size=SHORT) is None
