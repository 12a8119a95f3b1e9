"""Tables of leads: which day an article is about, and where none shows."""

import datetime as dt

import pytest

from newsx.dates import find_dates
from newsx.dates.event import event_day

ANCHOR = "2025-05-09"

LEADS = [
    ("A bus plunged into a ravine on Tuesday.", "2025-05-06"),
    ("A court jailed a banker on Wednesday over a fraud that began in 2019.", "2025-05-07"),
    ("The case against the minister opened on Thursday.", "2025-05-08"),
    ("Fire destroyed the market, which had been built in 1902, on Monday.", "2025-05-05"),
    ("Two men were shot on Sunday, and a third was stabbed.", "2025-05-04"),
    # The day of a person or a thing that the sentence names.
    ("The president, who was sworn in on May 2, has named a cabinet.", None),
    ("The album, which was released on April 18, has sold a million.", None),
    ("Envoys meet on Monday to talk about a truce signed on Tuesday.", None),
    ("Unions will march over a law passed on Wednesday.", None),
    ("A man who was freed on Monday has been held again.", None),
    ("The truce that began on April 20 has collapsed.", None),
    ("On this day in 1916 the rising ended.", None),
    ("On that day in 1944 the fleet had landed.", None),
]


@pytest.mark.parametrize(("text", "value"), LEADS)
def test_the_day_of_the_main_clause(text, value):
    assert _event(text, ANCHOR) == value


UNDATED = [
    ("She was born on March 3, 1934, in a village. She died on May 5, 2020.", None),
    ("Cars built between Jan. 3, 2019, and Nov. 16, 2021, were recalled.", None),
    ("The notice was sent on 4 April 2018.", None),
    ("Hundreds were killed in the square on June 4, 1989.", None),
    ("The dam broke on 4 April 2018. On 6 April 2018 the army came.", "2018-04-04"),
    ("NAIROBI, Kenya, May 9, 2025 - The court sat.", "2025-05-09"),
]


@pytest.mark.parametrize(("text", "value"), UNDATED)
def test_a_lone_day_of_an_undated_text_is_no_event(text, value):
    assert _event(text, None) == value


def _event(text, anchor):
    day = event_day(text, find_dates(text, anchor=anchor), anchor=dt.date.fromisoformat(anchor) if anchor else None)
    return day.value if day else None
