"""Tables of expressions by kind: narrative time, tense, compounds, periods, what is no date, clock times, seasons.

Published on Monday 2025-05-12 unless a table says otherwise.
"""

import pytest

from newsx.dates import find_dates

ANCHOR = "2025-05-12"

NARRATIVE = [
    ("He was arrested on 4 March 2019. The next day he was freed.", "The next day", "2019-03-05"),
    ("She fled on 10 June 2018. Two weeks later she was caught.", "Two weeks later", "2018-W25"),
    ("The mine opened in 1994. A year later it closed.", "A year later", "1995"),
    ("The town fell on 3 May 2016. The following week it was retaken.", "The following week", "2016-W19"),
    ("The vote was held on 7 July 2020. That night crowds cheered.", "That night", "2020-07-07TNI"),
    ("The king died on 30 January 2015. The day before, he had named an heir.", "The day before", "2015-01-29"),
    ("The bridge was built in 2003. Three years later it was sold.", "Three years later", "2006"),
    ("He was jailed on 4 March 2019. By the end of the month he was ill.", "the end of the month", "2019-03"),
    ("They met in June 2017 and married the following month.", "the following month", "2017-07"),
    ("The flood came on 2 August 2021. Three days earlier a dam had cracked.", "Three days earlier", "2021-07-30"),
    ("Police raided the house on Friday. The next day three men were charged.", "The next day", "2025-05-10"),
    ("He was jailed in March 2019 and freed in July.", "July", "2019-07"),
    ("He was jailed in November 2019 and freed in February.", "February", "2020-02"),
    ("The firm was founded in 2010. The same year it lost a case.", "The same year", "2010"),
]

# The tense of the clause decides on which side a month or a weekday lies.
TENSE = [
    ("He was jailed in July.", "July", "2024-07"),
    ("A ceasefire had been asked for in June.", "June", "2024-06"),
    ("They had asked for the tunnel to be inspected in September.", "September", "2024-09"),
    ("The governor took office in November.", "November", "2024-11"),
    ("The museum will open in July.", "July", "2025-07"),
    ("The storm in October killed nine.", "October", "2024-10"),
    ("In August, the court struck down the law.", "August", "2024-08"),
    ("In August, the court will hear the case.", "August", "2025-08"),
    ("The plan is due to start in February.", "February", "2026-02"),
    ("Flights were late due to fog in December.", "December", "2024-12"),
    ("The trial is set to begin in January.", "January", "2026-01"),
    ("The fair opens in September.", "September", "2025-09"),
    ("Talks will resume on Thursday.", "Thursday", "2025-05-15"),
    ("Talks broke down on Thursday.", "Thursday", "2025-05-08"),
    ("The minister said the vote would be held on Wednesday.", "Wednesday", "2025-05-14"),
    ("They are scheduled to meet on Friday.", "Friday", "2025-05-16"),
    ("The deal, which will create jobs, was signed on Friday.", "Friday", "2025-05-09"),
    ("The March 28 earthquake will cost billions.", "March 28", "2025-03-28"),
    ("He said so in an interview on Saturday, April 26.", "Saturday, April 26", "2025-04-26"),
    ("The ban was lifted on Dec. 3.", "Dec. 3", "2024-12-03"),
    ("The ban will be lifted on Dec. 3.", "Dec. 3", "2025-12-03"),
]

COMPOUNDS = [
    ("The bridge fell a year ago today.", "a year ago today", "2024-05-12"),
    ("It failed five years ago this month.", "five years ago this month", "2020-05"),
    ("He died ten years ago tomorrow.", "ten years ago tomorrow", "2015-05-13"),
    ("They met two weeks ago Friday.", "two weeks ago Friday", "2025-04-25"),
    ("It ends on the first Monday of June.", "the first Monday of June", "2025-06-02"),
    ("It ended on the last Friday in April 2024.", "the last Friday in April 2024", "2024-04-26"),
    ("It is on the second Sunday of next month.", "the second Sunday of next month", "2025-06-08"),
    ("The race is a fortnight on Saturday.", "a fortnight on Saturday", "2025-05-31"),
    ("She leaves a week tomorrow.", "a week tomorrow", "2025-05-20"),
    ("The trial starts in 10 days.", "in 10 days", "2025-05-22"),
    ("The school will close in three weeks.", "in three weeks", "2025-W23"),
    ("It reopens in six months' time.", "in six months' time", "2025-11"),
    ("Work was finished in 10 days.", "10 days", "P10D"),
    ("It struck at 14:00 on 9 May.", "14:00 on 9 May", "2025-05-09T14:00"),
    (
        "The train left at 10.30pm local time (0330 GMT) on Friday.",
        "10.30pm local time (0330 GMT) on Friday",
        "2025-05-09T22:30",
    ),
    ("They met at noon yesterday.", "noon yesterday", "2025-05-11T12:00"),
    ("Rain fell from mid-January to early March.", "from mid-January to early March", "2025-01/2025-03"),
    ("The show ran 4-9 August in 2021.", "4-9 August in 2021", "2021-08-04/2021-08-09"),
    ("It runs from 30 May to 2 June next year.", "from 30 May to 2 June next year", "2026-05-30/2026-06-02"),
    ("It happened between Monday and Wednesday.", "between Monday and Wednesday", "2025-05-05/2025-05-07"),
    ("The ship left on May. 9, 2019 for good.", "May. 9, 2019", "2019-05-09"),
]

PERIODS = [
    ("The bank's Q1 2025 profit rose.", "Q1 2025", "2025-Q1"),
    ("In Q4 it made a loss.", "Q4", "2024-Q4"),
    ("Sales in H2 2024 fell.", "H2 2024", "2024-H2"),
    ("Margins in 1H25 were thin.", "1H25", "2025-H1"),
    ("Output in 3Q24 was flat.", "3Q24", "2024-Q3"),
    ("First-half sales were flat.", "First-half", "2025-H1"),
    ("Its FY25 forecast is unchanged.", "FY25", "2025"),
    ("Its FY2024-25 results are out.", "FY2024-25", "2024/2025"),
    ("In the 2023-24 season they won.", "the 2023-24", "2023/2024"),
    ("In the 2024/25 school year fees rose.", "the 2024/25", "2024/2025"),
    ("The plan for 2025/2027 is ready.", "2025/2027", "2025/2027"),
    ("Elections in 2017 and 2019 were void.", "2019", "2019"),
    ("In Q3 of last year it hired.", "Q3 of last year", "2024-Q3"),
]

CLOCK = [
    ("At 10 p.m., three men fled, police said of the raid on Friday.", "10 p.m.", "2025-05-09T22:00"),
    ("On 9 May police came at 10pm.", "10pm", "2025-05-09T22:00"),
    ("Police came at 10pm.", "10pm", "2025-05-12T22:00"),
    ("It struck on Friday, at 3:15 a.m., near the coast.", "Friday, at 3:15 a.m.", "2025-05-09T03:15"),
    ("Doors open at 7 p.m. on 20 May.", "7 p.m. on 20 May", "2025-05-20T19:00"),
    ("He called yesterday at noon.", "yesterday at noon", "2025-05-11T12:00"),
    ("The fire began at 9:40 pm Sunday.", "9:40 pm Sunday", "2025-05-11T21:40"),
    ("At 11 p.m. on March 3, 2024 it sank.", "11 p.m. on March 3, 2024", "2024-03-03T23:00"),
    ("The quake hit at 4:30 a.m. (2130 GMT) on Thursday.", "4:30 a.m. (2130 GMT) on Thursday", "2025-05-08T04:30"),
    ("On Saturday shots were heard and at 2 a.m. the army came.", "2 a.m.", "2025-05-10T02:00"),
    ("Polls closed at 8pm local time on Sunday.", "8pm local time on Sunday", "2025-05-11T20:00"),
]

NAMED = [
    ("He joined after 9/11.", "9/11", "2001-09-11"),
    ("The 7/7 bombings in London killed 52.", "7/7", "2005-07-07"),
    ("The 26/11 attacks in Mumbai killed many.", "26/11", "2008-11-26"),
    ("The town was buried in AD 79.", "AD 79", "0079"),
    ("Caesar was killed in 44 BC.", "44 BC", "BC0044"),
    ("The city fell in 410 AD.", "410 AD", "0410"),
    ("Trading crashed on Black Monday.", "Black Monday", "1987-10-19"),
    ("It polled well on Super Tuesday 2024.", "Super Tuesday 2024", "2024-03-05"),
    ("Sales on Cyber Monday 2023 rose.", "Cyber Monday 2023", "2023-11-27"),
    ("It was dated 9-May-25.", "9-May-25", "2025-05-09"),
    ("It was dated 12-Mar-2021.", "12-Mar-2021", "2021-03-12"),
]

NO_DATE = [
    "The state reported 1987 new cases.",
    "There were 2013 recoveries.",
    "Some 1950 soldiers were sent.",
    "Aid of 2020 tonnes of rice came.",
    "The army holds 1914 prisoners.",
    "Flight 2021 and Route 1999 were shut.",
    "Section 1985 was struck down.",
    "He read “1984” at school.",
    "She watched 2001: A Space Odyssey.",
    "The score was 24/7 and 3/4.",
    "The line is open 24/7.",
    "It costs Rs 2000 or 1999 rupees.",
    "He scored in the 45th minute of the second half, a late goal.",
    "The striker hit two goals in the first half.",
    "Sunday Oliseh scored twice.",
    "The Sunday Times said so.",
    "The Bloody Sunday inquiry ended.",
    "One day he could do it.",
    "The Christmas Day massacre shocked them.",
    "It was a second day of talks.",
    "The headset has an H2 chip.",
    "Some voters dislike election day.",
]

TABLES = [*NARRATIVE, *TENSE, *COMPOUNDS, *PERIODS, *CLOCK, *NAMED]


@pytest.mark.parametrize(("text", "words", "value"), TABLES)
def test_value(text, words, value):
    assert (words, value) in [(mention.text, mention.value) for mention in find_dates(text, anchor=ANCHOR)]


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text):
    assert [(mention.text, mention.value) for mention in find_dates(text, anchor=ANCHOR)] == []


@pytest.mark.parametrize(("text", "words", "value"), NARRATIVE)
def test_what_leans_on_a_date_told_names_its_offsets(text, words, value):
    mention = next(mention for mention in find_dates(text, anchor=ANCHOR) if mention.text == words)
    assert mention.value == value
    assert mention.anchor == "text"
    assert mention.anchor_start is not None
    assert mention.anchor_end <= mention.start
    bases = [(base.start, base.end) for base in find_dates(text, anchor=ANCHOR)]
    assert (mention.anchor_start, mention.anchor_end) in bases


def test_narrative_time_needs_no_publication_date():
    text = "He was arrested on 4 March 2019. The next day he was freed."
    assert [mention.value for mention in find_dates(text, anchor=None)] == ["2019-03-04", "2019-03-05"]


@pytest.mark.parametrize(
    ("text", "anchor", "southern", "value", "first", "last"),
    [
        ("It burnt last summer.", "2025-05-12", False, "2024-SU", "2024-06-01", "2024-08-31"),
        ("It burnt last summer.", "2025-12-20", False, "2025-SU", "2025-06-01", "2025-08-31"),
        ("It burnt last summer.", "2025-05-12", True, "2024-SU", "2024-12-01", "2025-02-28"),
        ("It froze this winter.", "2025-01-10", False, "2024-WI", "2024-12-01", "2025-02-28"),
        ("It froze this winter.", "2025-07-10", True, "2025-WI", "2025-06-01", "2025-08-31"),
        ("They met this spring.", "2025-06-20", False, "2025-SP", "2025-03-01", "2025-05-31"),
        ("They will meet next spring.", "2025-05-12", False, "2026-SP", "2026-03-01", "2026-05-31"),
        ("They will meet next spring.", "2025-05-12", True, "2025-SP", "2025-09-01", "2025-11-30"),
        ("It snowed last winter.", "2025-05-12", False, "2024-WI", "2024-12-01", "2025-02-28"),
        ("Prices fell in the summer of 2023.", "2025-05-12", True, "2023-SU", "2023-12-01", "2024-02-29"),
    ],
)
def test_season(text, anchor, southern, value, first, last):
    mention = find_dates(text, anchor=anchor, southern=southern)[-1]
    assert (mention.value, mention.earliest, mention.latest) == (value, first, last)


def test_a_weekend_is_its_two_days():
    mention = find_dates("Two men died at the weekend.", anchor=ANCHOR)[0]
    assert (mention.earliest, mention.latest) == ("2025-05-10", "2025-05-11")
