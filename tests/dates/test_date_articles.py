"""Golden case: every date of two articles about a visit to Moscow, told in our own words, published 2025-05-09."""

import datetime as dt

import pytest

from newsx.dates import find_dates, resolve

ANCHOR = dt.date(2025, 5, 9)
PAGE = (
    "Soldiers from 13 foreign countries marched behind T-34 tanks at the Victory Day parade on Friday.\n\n"
    "The ties go back to his coup in 2021. They have grown closer since his February 1, 2021 takeover. In 2021 and 2022 the "
    "general flew to Moscow three times.\n\n"
    "A first official reception came in March this year, 80 years ago to the week after a treaty. The trip is his second this year. "
    "They met on Thursday. In March he had brought his businessmen, who may march again. A 7.7-magnitude quake struck on March 28. "
    "Operation 1027 goes on."
)
ARTICLE = (
    "The junta leader is attending the World War II parade in his second visit this year. On Wednesday he met the president. "
    "The minister visited in 2023, and his deputy last year. In March they came with tycoons. An interview in July last year "
    "had asked for help. After the March 28 earthquake the plan stands."
)


def found(text, anchor=ANCHOR):
    return [(mention.text, mention.value) for mention in find_dates(text, anchor=anchor)]


def test_page():
    assert found(PAGE) == [
        ("Victory Day", "2025-05-09"),
        ("Friday", "2025-05-09"),
        ("2021", "2021"),
        ("February 1, 2021", "2021-02-01"),
        ("2021", "2021"),
        ("2022", "2022"),
        ("March this year", "2025-03"),
        ("80 years ago", "1945"),
        ("this year", "2025"),
        ("Thursday", "2025-05-08"),
        ("March", "2025-03"),
        ("March 28", "2025-03-28"),
    ]


def test_article():
    assert found(ARTICLE) == [
        ("this year", "2025"),
        ("Wednesday", "2025-05-07"),
        ("2023", "2023"),
        ("last year", "2024"),
        ("March", "2025-03"),
        ("July last year", "2024-07"),
        ("March 28", "2025-03-28"),
    ]


def test_without_anchor_only_what_the_text_itself_says_is_resolved():
    assert dict(found(ARTICLE, None)) == {
        "this year": None,
        "Wednesday": None,
        "2023": "2023",
        "last year": None,
        "March": None,
        "July last year": None,
        "March 28": None,
    }


def test_resolving_a_given_span_agrees_with_finding():
    for mention in find_dates(PAGE, anchor="2025-05-09"):
        assert resolve(PAGE, mention.start, mention.end, anchor=ANCHOR) == mention


def test_span_outside_the_text():
    with pytest.raises(ValueError, match="outside"):
        resolve("today", 3, 9, anchor=None)
