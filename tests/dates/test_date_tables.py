"""What must be found with which value, and what must not be found; published on Friday 2025-05-09."""

import pytest

from newsx.dates import find_dates, resolve

ANCHOR = "2025-05-09"

VALUES = [
    # explicit days
    ("signed on February 1, 2021 in Accra", "February 1, 2021", "2021-02-01"),
    ("signed on 1 February 2021 in Accra", "1 February 2021", "2021-02-01"),
    ("signed on 1st of February, 2021", "1st of February, 2021", "2021-02-01"),
    ("signed on Monday, Feb. 1, 2021,", "Monday, Feb. 1, 2021", "2021-02-01"),
    ("released 2021-02-01 in Lima", "2021-02-01", "2021-02-01"),
    ("released 2/1/2021 in Lima", "2/1/2021", "2021-02-01"),
    ("released 01.02.2021 in Wien", "01.02.2021", "2021-02-01"),
    ("on 25/12/2020 they met", "25/12/2020", "2020-12-25"),
    ("a May 3 vote", "May 3", "2025-05-03"),
    ("the March 28 earthquake", "March 28", "2025-03-28"),
    ("the vote will be held on June 14", "June 14", "2025-06-14"),
    ("on Dec. 30 the council met", "Dec. 30", "2024-12-30"),
    # months, years, decades
    ("in March this year they", "March this year", "2025-03"),
    ("in July last year they", "July last year", "2024-07"),
    ("in July of last year they", "July of last year", "2024-07"),
    ("in March 2019 the dam", "March 2019", "2019-03"),
    ("In March, tycoons came", "March", "2025-03"),
    ("since the 2021 coup", "2021", "2021"),
    ("in the 1980s they", "the 1980s", "198X"),
    ("in the early '90s they", "the early '90s", "199X"),
    ("in the 19th century they", "the 19th century", "18XX"),
    ("in 480 BC the fleet", "480 BC", "BC0480"),
    # weekdays and words
    ("said on Friday that", "Friday", "2025-05-09"),
    ("said Thursday that", "Thursday", "2025-05-08"),
    ("will meet on Tuesday in Quito", "Tuesday", "2025-05-13"),
    ("said last Friday that", "last Friday", "2025-05-02"),
    ("opens next Monday in", "next Monday", "2025-05-12"),
    ("died Wednesday night in", "Wednesday night", "2025-05-07TNI"),
    ("he said today that", "today", "2025-05-09"),
    ("he said yesterday that", "yesterday", "2025-05-08"),
    ("it starts tomorrow morning at", "tomorrow morning", "2025-05-10TMO"),
    ("was seen last night in", "last night", "2025-05-08TNI"),
    # relative units
    ("fell last week by", "last week", "2025-W18"),
    ("rose this month by", "this month", "2025-05"),
    ("is due next year in", "next year", "2026"),
    ("grew earlier this year in", "earlier this year", "2025"),
    ("won 80 years ago in", "80 years ago", "1945"),
    ("left two weeks ago for", "two weeks ago", "2025-W17"),
    ("left three days ago for", "three days ago", "2025-05-06"),
    ("over the weekend in", "the weekend", "2025-W19-WE"),
    # business periods
    ("in the third quarter of 2024 it", "the third quarter of 2024", "2024-Q3"),
    ("in the first quarter profit fell", "the first quarter", "2025-Q1"),
    ("in the first half of 2024 it", "the first half of 2024", "2024-H1"),
    ("since last summer it", "last summer", "2024-SU"),
    ("in fiscal 2024 it", "fiscal 2024", "2024"),
    # lengths, sets, vague
    ("waited for two weeks in", "two weeks", "P2W"),
    ("a five-year plan", "five-year", "P5Y"),
    ("over the past three months,", "the past three months", "P3M"),
    ("two and a half hours of talks", "two and a half hours", "PT2H30M"),
    ("a couple of weeks of talks", "a couple of weeks", "P2W"),
    ("for several years they", "several years", "PXY"),
    ("meets every Tuesday in", "every Tuesday", "XXXX-WXX-2"),
    ("is published daily in", "daily", "P1D"),
    ("has recently said", "recently", "PAST_REF"),
    ("is now in Oslo", "now", "PRESENT_REF"),
    ("in the near future they", "the near future", "FUTURE_REF"),
    # holidays
    ("the Victory Day parade", "Victory Day", "2025-05-09"),
    ("on Christmas Day 2023 they", "Christmas Day 2023", "2023-12-25"),
    ("at Easter 2024 they", "Easter 2024", "2024-03-31"),
    ("during Diwali 2024 they", "Diwali 2024", "2024-10-31"),
    ("on Good Friday 2023,", "Good Friday 2023", "2023-04-07"),
    # ranges are one stretch
    ("from 3-5 March in", "from 3-5 March", "2025-03-03/2025-03-05"),
    ("open from Monday to Thursday in", "from Monday to Thursday", "2025-05-05/2025-05-08"),
    ("between 2019 and 2021 it", "between 2019 and 2021", "2019/2021"),
    ("the 1939-45 war", "the 1939-45", "1939/1945"),
    ("March 3 to April 5, 2024 in", "March 3 to April 5, 2024", "2024-03-03/2024-04-05"),
    # bylines in other languages
    ("Madrid, 9 de mayo de 2025", "9 de mayo de 2025", "2025-05-09"),
    ("publicado em 3 de março de 2024", "3 de março de 2024", "2024-03-03"),
    ("Publié le 1er août 2023", "1er août 2023", "2023-08-01"),
    ("Berlin, 12. März 2024", "12. März 2024", "2024-03-12"),
    ("Roma, 5 luglio 2022", "5 luglio 2022", "2022-07-05"),
    ("Jakarta, 17 Agustus 2023", "17 Agustus 2023", "2023-08-17"),
    ("Ankara, 29 Ekim 2023", "29 Ekim 2023", "2023-10-29"),
    ("Dodoma, 9 Desemba 2021", "9 Desemba 2021", "2021-12-09"),
    ("Utrecht, 4 mei 2020", "4 mei 2020", "2020-05-04"),
]

NOTHING = [
    "A 7.7-magnitude quake struck.",
    "T-34 tanks rolled by.",
    "Operation 1027 went on.",
    "Soldiers from 13 foreign countries marched.",
    "World War II is taught in schools.",
    "They may march against him.",
    "The sun rose over the second hill, and he sat down.",
    "He won 6-3, 7-5 in the final.",
    "A win by 21-14 was enough.",
    "It cost $1,990 in room 2024.",
    "About 2000 people and 1999 soldiers came.",
    "He will spring to his feet and not fall.",
    "Flight 2021 was late.",
    "Theresa May said no, and April Jones agreed.",
    "The 21 players met the 30 others.",
    "Section 1985 of the code, page 1984.",
    "The ratio was 1:1999 and the score 3/4.",
]

UNRESOLVED = [
    ("on 31 February 2025 they", "31 February 2025", "no-such-day"),
    ("on Feb. 30, 2025 they", "Feb. 30, 2025", "no-such-day"),
    ("on 32/13/2025 they", "32/13/2025", None),
    ("in the year 2568 BE the king", "2568 BE", "other-calendar"),
    ("in 1404 AH the council", "1404 AH", "other-calendar"),
    ("on 5 June 2568 BE the king", "5 June 2568 BE", "other-calendar"),
]


@pytest.mark.parametrize(("text", "words", "value"), VALUES)
def test_found_with_value(text, words, value):
    assert (words, value) in [(mention.text, mention.value) for mention in find_dates(text, anchor=ANCHOR)]


@pytest.mark.parametrize(("text", "words", "value"), VALUES)
def test_given_span(text, words, value):
    start = text.index(words)
    assert resolve(text, start, start + len(words), anchor=ANCHOR).value == value


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text):
    assert [(mention.text, mention.rule) for mention in find_dates(text, anchor=ANCHOR)] == []


@pytest.mark.parametrize(("text", "words", "rule"), UNRESOLVED)
def test_no_value(text, words, rule):
    start = text.index(words)
    mention = resolve(text, start, start + len(words), anchor=ANCHOR)
    assert mention.value is None
    assert mention.earliest is None
    assert rule in {None, mention.rule}
    assert all(found.value is None for found in find_dates(text, anchor=ANCHOR))
