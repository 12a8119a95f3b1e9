"""Short stories with the dates that must come out of them, by kind: lists of days, story time, timetables, counts, quarters.

Each text is read against its own day of publication; words that must give no date at all have the value False.
"""

import pytest

from newsx.dates import find_dates

WEDNESDAY, THURSDAY = "2025-06-18", "2026-03-05"
STORIES = [
    # Lists of days share the month that stands before or behind them.
    (WEDNESDAY, "Roads shut on July 4, 5 and 6.", {"July 4": "2025-07-04", "5": "2025-07-05", "6": "2025-07-06"}),
    (THURSDAY, "The visits are on 9, 10 and 11 April.", {"9": "2026-04-09", "10": "2026-04-10", "11 April": "2026-04-11"}),
    (THURSDAY, "It closes on May 2 and 3.", {"May 2": "2026-05-02", "3": "2026-05-03"}),
    (THURSDAY, "On May 3, 4 people died and on May 5 and 6 people fled.", {"4": False, "6": False}),
    (WEDNESDAY, "The fair is on Friday 27 June and Sunday the 29th.", {"Sunday the 29th": "2025-06-29"}),
    (THURSDAY, "Jan. 30 was followed by the 2nd of this month.", {"the 2nd of this month": "2026-03-02"}),
    # A story goes on from the day told last.
    (WEDNESDAY, "It began on Friday, 14 March 2014, and ended the next Monday.", {"the next Monday": "2014-03-17"}),
    (WEDNESDAY, "He arrives on Friday 20 June and will speak next Monday.", {"next Monday": "2025-06-23"}),
    (THURSDAY, "She was buried on 2 April 2015. On the Saturday her son fled.", {"Saturday": "2015-04-04"}),
    (THURSDAY, "The treaty of 2 April 2015 fell. The Friday prayers went on.", {"Friday": "2026-02-27"}),
    (THURSDAY, "In July 2008 he was freed; the following March he was jailed.", {"the following March": "2009-03"}),
    (THURSDAY, "In March 2008 war came. That November a truce was signed.", {"That November": "2008-11"}),
    (THURSDAY, "In August 2008 war came. That autumn the harvest failed.", {"That autumn": "2008-FA"}),
    (THURSDAY, "War came in 2008. It is certain that March was cold, that the fall was near.", {"that the fall": False}),
    (THURSDAY, "There are reforms that fall short.", {"that fall": False}),
    (
        "2026-02-20",
        "On the evening of 3 February 2006 the ferry left. Shortly after midnight a fire broke out. By 2 a.m. it had sunk.",
        {"midnight": "2006-02-03T24:00", "2 a.m.": "2006-02-04T02:00"},
    ),
    ("2026-02-11", "The dam failed late on Monday. It collapsed at 11:40 p.m. as people slept.", {"11:40 p.m.": "2026-02-09T23:40"}),
    ("2026-02-11", "The dam failed on Monday. The debate will begin at 3 p.m. in Parliament.", {"3 p.m.": "2026-02-11T15:00"}),
    ("2026-02-11", "The dam failed on Monday. Open daily from 12AM.", {"12AM": "2026-02-11T00:00"}),
    ("2026-02-11", "The vote is on Sunday. Polls will open at 7am.", {"7am": "2026-02-15T07:00"}),
    ("2025-11-10", "They died in May 2021. He entered the town on 21 May, the court heard.", {"21 May": "2021-05-21"}),
    ("2025-06-10", "They died in May 2021. He was charged on 21 May in Paris.", {"21 May": "2025-05-21"}),
    # The present tense of a timetable looks ahead.
    (WEDNESDAY, "Voters go to the polls on Sunday. On Sunday thousands had marched.", {"Sunday": "2025-06-22"}),
    (THURSDAY, "Parliament votes on Sunday.", {"Sunday": "2026-03-08"}),
    (THURSDAY, "The election is on Tuesday.", {"Tuesday": "2026-03-10"}),
    (WEDNESDAY, "The rocket flies in five days.", {"in five days": "2025-06-23"}),
    (THURSDAY, "In the three months to December prices rose.", {"December": "2025-12"}),
    ("2025-09-15", "Polls close at 8pm on Sunday.", {"8pm on Sunday": "2025-09-21T20:00"}),
    ("2025-09-15", "The ministers meet on Thursday.", {"Thursday": "2025-09-18"}),
    ("2025-09-15", "It was close to Thursday's level.", {"Thursday": "2025-09-11"}),
    # Days that bear the name of what happened on them.
    ("2025-09-15", "The 7 October attacks were recalled.", {"The 7 October": "2023-10-07"}),
    ("2025-09-15", "He was tried for the January 6 riot.", {"January 6": "2021-01-06"}),
    ("2025-09-15", "The victims of the December 3 earthquake wait.", {"December 3": "2024-12-03"}),
    ("2025-09-15", "The December 3 vote will be close.", {"December 3": "2025-12-03"}),
    # A part of the day behind the weekday belongs to the time.
    ("2025-09-15", "At 6:30 on Sunday morning, shots rang out.", {"6:30 on Sunday morning": "2025-09-14T06:30"}),
    ("2025-09-15", "At 10:30 on Friday night, it fell.", {"10:30 on Friday night": "2025-09-12T22:30"}),
    ("2025-09-15", "At 2am on Friday night, it fell.", {"2am on Friday night": "2025-09-12T02:00"}),
    # What is counted, and times of the clock in brackets.
    (WEDNESDAY, "They treated 1998 children and 2004 adults.", {"1998": False, "2004": False}),
    (WEDNESDAY, "In 1987 it had 2003 members; by 2012 it had 1900 left.", {"1987": "1987", "2012": "2012", "1900": False}),
    (WEDNESDAY, "Use these 2025 averages, and book all 2024 appointments.", {"2025": "2025", "2024": "2024"}),
    (WEDNESDAY, "He won the 2000 and 2004 elections, and lost after 2008 riots.", {"2004": "2004", "2008": "2008"}),
    (THURSDAY, "It starts at 20:45 on Saturday (1945 GMT).", {"20:45 on Saturday": "2026-03-07T20:45", "1945": False}),
    (THURSDAY, "They trailed by two points with 1:14 left.", {"1:14": False}),
    (THURSDAY, "They beat Sheffield Wednesday in the cup.", {"Wednesday": False}),
    # Quarters, years of two digits, days with names.
    (WEDNESDAY, "The last quarter of 2024 was good.", {"The last quarter of 2024": "2024-Q4"}),
    ("2025-10-30", "“Q4 will be better than Q3,” she said.", {"Q4": "2025-Q4", "Q3": "2025-Q3"}),
    (THURSDAY, "The first half of 2025 was weak; H2 was better.", {"H2": "2025-H2"}),
    (THURSDAY, "The H2 is a car.", {"H2": False}),
    (THURSDAY, "The Audi Q3 is a car.", {"Q3": False}),
    (WEDNESDAY, "The firm was set up in '98 and sold in '07.", {"'98": "1998", "'07": "2007"}),
    (WEDNESDAY, "It holds '98 per cent of it, in '98 tonnes.", {"'98": False}),
    (WEDNESDAY, "Veterans met on Remembrance Sunday.", {"Remembrance Sunday": "2024-11-10"}),
    (THURSDAY, "They wed on Valentine's Day in 2003.", {"Valentine's Day in 2003": "2003-02-14"}),
    (THURSDAY, "He said that May Day was calm.", {"May Day": "2026-05-01", "that May": False}),
    (THURSDAY, "Over the weekend of 14-15 February it snowed.", {"the weekend of 14-15 February": "2026-W07-WE"}),
    (THURSDAY, "A 7/7 widow spoke.", {"7/7": "2005-07-07"}),
]  # fmt: skip


@pytest.mark.parametrize(("anchor", "text", "expected"), STORIES, ids=[text[:40] for _, text, _ in STORIES])
def test_stories(anchor: str, text: str, expected: dict[str, str | bool]) -> None:
    mentions = find_dates(text, anchor=anchor)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    values: dict[str, str | None] = {}
    for mention in mentions:
        values.setdefault(mention.text, mention.value)
    for words, value in expected.items():
        assert values.get(words, False) == value, values
