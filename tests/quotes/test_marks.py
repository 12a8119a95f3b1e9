"""What stands in marks, in the marks of the world: found where it is, and nothing else."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from quoted import quotes

from newsx.quotes import find
from newsx.quotes.marks import find_marked, split_paragraphs

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "marks.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_there_are_a_hundred():
    assert sum(text.count("⟦") for _, text in ROWS) >= 100
    assert len({language for language, _ in ROWS}) >= 25


@pytest.mark.parametrize(("language", "marked"), ROWS)
def test_quotes_are_found(language, marked):
    marked = marked.replace("¶", "\n\n")
    text = re.sub("[⟦⟧]", "", marked)
    found = [quote.text for quote in quotes(text, language=language)]
    assert found == re.findall("⟦(.*?)⟧", marked, re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        '" ' * 500_000,
        '"' * 1_000_000,
        "“" * 1_000_000,
        "““”" * 330_000,
        " 'a" * 330_000,
        "’s " * 330_000,
        '"We won," he said.\n\n' * 50_000,
        "«" * 500_000 + "»" * 500_000,
        "— a — said " * 100_000,
    ],
    ids=["spaced", "straight", "opening", "nested", "single", "apostrophes", "quotes", "deep", "dashes"],
)
def test_a_million_marks_take_seconds(text):
    started = time.process_time()
    quotes(text)
    assert time.process_time() - started < 60


def test_paragraphs_of_a_quote_are_one():
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    (marked,) = find_marked(text, split_paragraphs(text))
    assert (marked.first, marked.last) == (0, 2)
    assert text[marked.start : marked.end] == "One.\n\n“Two.\n\n“Three,"


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ar", "وقالت رئيسة المدينة: «كان الناس ينقلون الخبز بالقوارب كل يوم ولم يساعدهم أحد».", 1),
        ("ru", "На вывеске значилось: «Паром сегодня не ходит из-за ремонта».", 1),
        ("ru", "Паром «Заря» сегодня не ходит из-за ремонта.", 0),
        ("en", "Painted on the quay: “ferry out of order today”.", 0),
    ],
)
def test_a_colon_announces_what_is_said_in_other_languages(language, text, count):
    assert len(find(text, [], [], language=language)) == count
