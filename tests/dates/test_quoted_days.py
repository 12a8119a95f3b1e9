"""What a quote counts from its own day: the day on which it was spoken, where the text tells it."""

from __future__ import annotations

import pytest
from timing import assert_linear

from newsx.dates import find_dates

ANCHOR = "2025-05-14"  # a Wednesday

SPOKEN = [
    ("“We will open the gates today,” the mayor said in Port Amal on Monday.", "today", "2025-05-12"),
    ("“We will open the gates tomorrow,” the mayor of Port Amal said on Monday.", "tomorrow", "2025-05-13"),
    ("On Monday she told reporters: “The vote is tomorrow, not later.”", "tomorrow", "2025-05-13"),
    ("She told reporters on Monday: “The vote was yesterday, not today.”", "yesterday", "2025-05-11"),
    ('"I slept badly last night," Mr Okello said on Saturday.', "last night", "2025-05-09TNI"),
    ("He told the court on Friday: “I was there yesterday, all day.”", "yesterday", "2025-05-08"),
    ("“Today we mourn,” the president wrote in a statement on Sunday, “and we act.”", "Today", "2025-05-11"),
    ("“It has rained since this morning,” said Ama Boateng, a trader, on Tuesday.", "this morning", "2025-05-13TMO"),
    ("“We lost the house this week,” she said on Sunday.", "this week", "2025-W19"),
    ("“We leave next week, all of us,” he told a crowd in Jinja on Saturday.", "next week", "2025-W20"),
    ("“The pumps stopped two days ago,” the engineer said on Monday.", "two days ago", "2025-05-10"),
    ("“Nobody came today.” That was what the guard said on 9 May.", "today", "2025-05-09"),
]

FROM_PUBLICATION = [
    ("“We start tomorrow,” said Ana Prado, who was elected on Monday.", "tomorrow", "2025-05-15"),
    ("“We start tomorrow,” the minister said. He had arrived on Monday.", "tomorrow", "2025-05-15"),
    ("“We start tomorrow,” the minister said after the vote on Monday.", "tomorrow", "2025-05-15"),
    ("The mayor said on Monday that the gates would open tomorrow.", "tomorrow", "2025-05-15"),
    ("“We start tomorrow,” the minister said on Wednesday of next week's talks.", "tomorrow", "2025-05-15"),
    ("“We start tomorrow,” she said.\n\n“It will be hard,” he said on Monday.", "tomorrow", "2025-05-15"),
    ("“We start tomorrow,” the minister said on 3 March 1990.", "tomorrow", "2025-05-15"),
]


def value(text: str, words: str, anchor: str | None = ANCHOR) -> str | None:
    return next(date.value for date in find_dates(text, anchor=anchor) if date.text == words)


@pytest.mark.parametrize(("text", "words", "wanted"), SPOKEN + FROM_PUBLICATION)
def test_the_day_of_speaking(text: str, words: str, wanted: str) -> None:
    assert value(text, words) == wanted


def test_the_day_of_speaking_is_named_as_what_it_counts_from() -> None:
    text = SPOKEN[0][0]
    date = next(date for date in find_dates(text, anchor=ANCHOR) if date.text == "today")
    assert date.anchor == "text"
    assert text[date.anchor_start : date.anchor_end] == "Monday"


def test_a_day_in_full_serves_where_no_publication_is_known() -> None:
    assert value("“Nobody came today at all,” the guard said on 9 May 2025.", "today", None) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The shop was robbed at midnight last night.", "2025-05-14T00:00"),
        ("Police were called at 9:52 p.m. last night.", "2025-05-13T21:52"),
        ("The roof fell in at 3 a.m. last night.", "2025-05-14T03:00"),
    ],
)
def test_times_of_last_night(text: str, wanted: str) -> None:
    (date,) = find_dates(text, anchor=ANCHOR)
    assert date.value == wanted


def test_many_quotes_stay_linear() -> None:
    unit = "“It came today, ” he said on Monday. "
    assert_linear(lambda count: find_dates(unit * count, anchor=ANCHOR), 250)
