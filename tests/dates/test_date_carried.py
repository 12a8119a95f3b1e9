"""Tables of expressions by kind: years carried over, weekends, timetables in the present, numbers, names and clocks.

Published on Friday 2025-05-09.
"""

import pytest

from newsx.dates import find_dates

ANCHOR = "2025-05-09"

# A year that heads the sentence, or a full date told right before, lends its year.
CARRIED = [
    ("In 1987 the ferry sank off the coast on March 6.", "March 6", "1987-03-06"),
    ("In 1991, on August 19, tanks rolled into the city.", "August 19", "1991-08-19"),
    ("Back in 2005, on October 8, the valley shook.", "October 8", "2005-10-08"),
    ("It was 1969. The crew landed on July 20.", "July 20", "1969-07-20"),
    ("The uprising of 1956 began on October 23.", "October 23", "1956-10-23"),
    ("It was struck twice in 2023: on Feb 6 and again on Feb 20.", "Feb 20", "2023-02-20"),
    ("The dam broke on April 20, 1977. On May 2 the last body was found.", "May 2", "1977-05-02"),
    ("It was first seen in November 2018. By January it had reached the coast.", "January", "2019-01"),
    ("The war ended on 11 November 1918. The blockade went on until December.", "December", "1918-12"),
    ("The battle began on 6 June 1944. On 8 June the bridge was taken.", "8 June", "1944-06-08"),
    # Not these: another clause, news of today, a law that is named by its year, what is ahead.
    ("Since 1989 the pub had been his; it burnt down on March 6.", "March 6", "2025-03-06"),
    ("In 1989 she founded a firm, which closed on March 6.", "March 6", "2025-03-06"),
    ("The law of 1973 was struck down in April.", "April", "2025-04"),
    ("The firm was founded in 1999. It said in March that it would close.", "March", "2025-03"),
    ("He was jailed in June 2019. The trial will begin on July 3.", "July 3", "2025-07-03"),
    ("The dam broke on April 20, 1977. On May 2 police said a man had been held.", "May 2", "2025-05-02"),
]


@pytest.mark.parametrize(("text", "expression", "value"), CARRIED)
def test_a_year_told_is_carried_over(text, expression, value):
    assert _value(text, expression) == value


# On a Friday the weekend told in the past is the one before.
WEEKEND = [
    ("Two climbers died over the weekend.", "the weekend", "2025-W18-WE"),
    ("The town had been shelled at the weekend.", "the weekend", "2025-W18-WE"),
    ("Rain has fallen since the weekend.", "the weekend", "2025-W18-WE"),
    ("Talks went on through the weekend.", "the weekend", "2025-W18-WE"),
    ("Villa won at the weekend.", "the weekend", "2025-W18-WE"),
    ("Rain will fall over the weekend.", "the weekend", "2025-W19-WE"),
    ("Storms are expected at the weekend.", "the weekend", "2025-W19-WE"),
    ("Heavy snow is forecast for the weekend.", "the weekend", "2025-W19-WE"),
    ("The road is to be shut over the weekend.", "the weekend", "2025-W19-WE"),
    ("The museum is open this weekend.", "this weekend", "2025-W19-WE"),
]


@pytest.mark.parametrize(("text", "expression", "value"), WEEKEND)
def test_a_weekend_told_in_the_past_is_over(text, expression, value):
    assert _value(text, expression) == value


# The present tense of a timetable looks ahead; reports and the past do not.
SCHEDULED = [
    ("The Senate reconvenes on Tuesday.", "Tuesday", "2025-05-13"),
    ("The tribunal hears the case on Wednesday.", "Wednesday", "2025-05-14"),
    ("The Fed meets on Thursday and is expected to hold rates.", "Thursday", "2025-05-15"),
    ("Chelsea host Aston Villa on Saturday.", "Saturday", "2025-05-10"),
    ("Supporters can buy tickets from Monday.", "Monday", "2025-05-12"),
    ("Passengers face long delays from Tuesday.", "Tuesday", "2025-05-13"),
    ("Nurses walk out on Monday.", "Monday", "2025-05-12"),
    ("Units begin trading on Wednesday.", "Wednesday", "2025-05-14"),
    ("The finals are in Lisbon from 13 September.", "13 September", "2025-09-13"),
    ("The judge stayed the eviction till June 14.", "June 14", "2025-06-14"),
    ("He will be 12 on February 29.", "February 29", "2028-02-29"),
    ("They met hosts Qatar on Tuesday.", "Tuesday", "2025-05-06"),
    ("Chelsea beat Aston Villa on Saturday.", "Saturday", "2025-05-03"),
    ("He stayed in the embassy until June 14.", "June 14", "2024-06-14"),
    ("He was born on February 29.", "February 29", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "expression", "value"), SCHEDULED)
def test_a_timetable_looks_ahead(text, expression, value):
    assert _value(text, expression) == value


CLOCKS = [
    ("It took off at 0615 GMT on Tuesday.", "0615 GMT on Tuesday", "2025-05-06T06:15"),
    ("They were seen at 2140 on Monday.", "2140 on Monday", "2025-05-05T21:40"),
    ("At 0930 GMT the pound was lower.", "0930 GMT", "2025-05-09T09:30"),
    ("The gates open at 1900 BST.", "1900 BST", "2025-05-09T19:00"),
    ("Crews came at about 1700 hrs.", "about 1700 hrs", "2025-05-09T17:00"),
    ("It ended Saturday at 1800.", "Saturday at 1800", "2025-05-03T18:00"),
    ("At 1845 yesterday he left.", "1845 yesterday", "2025-05-08T18:45"),
    ("He left at 24:00.", "24:00", "2025-05-09T24:00"),
    # Impossible or cut values have none.
    ("It is stamped 2025-05-05T13:61.", "2025-05-05T13:61", None),
    ("It is stamped 2025-05-05T25:00:00.", "2025-05-05T25:00:00", None),
    ("They met on 9 May 20255.", "9 May", None),
    ("They met on 1 January 0001.", "1 January", None),
    ("They met on 31 April.", "31 April", None),
]


@pytest.mark.parametrize(("text", "expression", "value"), CLOCKS)
def test_four_digits_are_a_clock(text, expression, value):
    assert _value(text, expression) == value


NO_DATES = [
    ("It reads 13:61.", "13:61"),
    ("It reads 12:60.", "12:60"),
    ("It reads 24:01.", "24:01"),
    ("Kiel won 27:21.", "27:21"),
    ("Exodus 12:45 was read.", "12:45"),
    ("She ran it in 14:33.", "14:33"),
    ("The code is 2025-05-09-1234.", "1234"),
    ("They met on May 32, 2025.", "May"),
]


@pytest.mark.parametrize(("text", "word"), NO_DATES)
def test_no_date(text, word):
    assert not [mention.text for mention in find_dates(text, anchor=ANCHOR) if word in mention.text]


def _value(text, expression):
    """Return the value of the last mention whose words are those."""
    found = [mention.value for mention in find_dates(text, anchor=ANCHOR) if mention.text == expression]
    assert found, [mention.text for mention in find_dates(text, anchor=ANCHOR)]
    return found[-1]
