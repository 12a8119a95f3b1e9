"""Tables of expressions by kind: days fixed with "for", coordinated verbs, stories within a paragraph, lengths in two parts.

Published on Monday 2025-05-12. Words that must give no date at all have the value False.
"""

import pytest

from newsx.dates import find_dates, resolve

ANCHOR = "2025-05-12"

# A participle and "for" fix a day to come; "originally" takes it back.
FIXED = [
    ("A hearing was set for 9 July.", "9 July", "2025-07-09"),
    ("The launch is pencilled in for Friday.", "Friday", "2025-05-16"),
    ("A vote has been called for Thursday.", "Thursday", "2025-05-15"),
    ("The strike was announced for Saturday.", "Saturday", "2025-05-17"),
    ("The trial was adjourned for Dec. 3.", "Dec. 3", "2025-12-03"),
    ("The vote was originally set for Friday but never held.", "Friday", "2025-05-09"),
    ("They had planned the vote for Friday.", "Friday", "2025-05-09"),
    ("He apologised for Friday's defeat.", "Friday", "2025-05-09"),
    ("She was jailed for the attack on Friday.", "Friday", "2025-05-09"),
    ("Talks booked for Thursday were cut short.", "Thursday", "2025-05-15"),
]

# A verb without an auxiliary of its own shares the one before "and"; the present of fixtures looks ahead.
GROUPS = [
    ("He will serve a year and be released in January.", "January", "2026-01"),
    ("The bridge will be closed, repaired and be opened again in March.", "March", "2026-03"),
    ("He was arrested and was released in January.", "January", "2025-01"),
    ("They next play Egypt on Thursday.", "Thursday", "2025-05-15"),
    ("The visitors next travel to Leeds on Saturday.", "Saturday", "2025-05-17"),
    ("Spain hosts Malta on Friday.", "Friday", "2025-05-16"),
    ("The pope visits Lyon on Thursday.", "Thursday", "2025-05-15"),
    ("The captain, who turns 40 in December, is hurt.", "December", "2025-12"),
    ("The next play was staged on Thursday.", "Thursday", "2025-05-08"),
    ("The crew met hosts on Thursday.", "Thursday", "2025-05-08"),
]

# Within a paragraph a month long past goes on; the last weeks, the verbs and a new paragraph end it.
STORIES = [
    ("In the summer of 1914 few expected war. On 28 August the town was shelled.", "28 August", "1914-08-28"),
    ("The ship sank in March 1987. Divers found it in November.", "November", "1987-11"),
    ("The ship sank in March 1987. A memorial will open in November.", "November", "2025-11"),
    ("The ship sank in March 1987.\n\nIts owner was charged in November.", "November", "2024-11"),
    ("The ship sank in March 1987. Its owner died on May 2.", "May 2", "2025-05-02"),
    ("They fled in October 1956. By Christmas nine were dead.", "Christmas", "1956-12-25"),
    ("He was held on 3 August 1990. Next day he was freed.", "Next day", "1990-08-04"),
    ("He will be held on 3 August 2026. Next day he will be freed.", "Next day", "2025-05-13"),
    ("They fled in October 1956. A shop will shut by Christmas.", "Christmas", "2025-12-25"),
    ("The firm, founded in 1956, was sold in August.", "August", "2024-08"),
]

# One length in two parts, the longer one first.
LENGTHS = [
    ("The run takes 2 hours 20 minutes.", "2 hours 20 minutes", "PT2H20M"),
    ("It lasted an hour and 50 minutes.", "an hour and 50 minutes", "PT1H50M"),
    ("He served three years and four months.", "three years and four months", "P3Y4M"),
    ("It took 5 days, 3 hours.", "5 days, 3 hours", "P5DT3H"),
    ("She ran it in 1 minute and 45 seconds.", "1 minute and 45 seconds", "PT1M45S"),
    ("He was held for two weeks and three days.", "two weeks and three days", "P2W3D"),
    ("They stayed three days and two nights.", "three days", "P3D"),
    ("It took between two days and three years.", "three years", "P3Y"),
    ("He waited 10 minutes and 2 hours later left.", "10 minutes", "PT10M"),
    ("One night he fled.", "One night", False),
]

# What follows in the past tense lies before the publication; without a date it may follow, only its length is known.
LATER = [
    ("The plan was shelved in 2025. But just seven years later it came back.", "seven years later", "P7Y"),
    ("It shut in 1996 and shut again this year. Seven years later it made a U-turn.", "Seven years later", "2003"),
    ("He was seen on Friday. Two days later he left.", "Two days later", "2025-05-11"),
    ("He was seen on Sunday. Two days later he left.", "Two days later", "P2D"),
    ("He will be seen on Sunday. Two days later he will leave.", "Two days later", "2025-05-20"),
]

# Participles that are no verbs of the clause, and months that qualify a noun.
NO_VERBS = [
    ("I hope to set a much-needed limit with my mother around Christmas.", "around Christmas", "2025-12-25"),
    ("Into the first week of July, we use several models, called ensembles.", "July", "2025-07"),
    ("He died in August 2019 in his cell, an April report said.", "April", "2025-04"),
    ("He was re-elected in November.", "November", "2024-11"),
    ("Work by 16- and 17-year-olds is banned.", "17-year", False),
]

# Fixtures in the present tense behind a day.
FIXTURES = [
    ("On Wednesday they travel to Derby.", "Wednesday", "2025-05-14"),
    ("On Saturday we play Spain.", "Saturday", "2025-05-17"),
    ("Kick-off on Saturday is at noon.", "Saturday", "2025-05-17"),
    ("More snow is forecast for Friday.", "Friday", "2025-05-16"),
    ("On Saturday they travelled to Derby.", "Saturday", "2025-05-10"),
    ("On Saturday, travel was slow.", "Saturday", "2025-05-10"),
    ("A new trial could start this winter.", "this winter", "2025-WI"),
]

# A wire report: what had to be done is over, what was said stands before what it says, times of races are no times of day.
WIRE = [
    ("Auxerre had to settle for a draw on Friday.", "Friday", "2025-05-09"),
    ("The firm said in a statement late on Friday it would cut jobs.", "late on Friday", "2025-05-09"),
    ("She told a news conference in Rome on Friday that he would resign.", "Friday", "2025-05-09"),
    ("He said the vote on Friday would be close.", "Friday", "2025-05-16"),
    ("These are the main stories of the daily, dated May 14.", "May 14", "2025-05-14"),
    ("Smith swam 1:05.219 to win.", "1:05", False),
    ("The auction is set for settlement on Friday.", "Friday", "2025-05-16"),
    ("Their return, announced by Oslo on Friday, could begin soon.", "Friday", "2025-05-09"),
    ("MONDAY, MAY 26TH SCHEDULE", "MONDAY, MAY 26TH", "2025-05-26"),
    ("Prices will rise in the second half of June.", "the second half of June", "2025-06"),
    ("It ended in the first half of March 2024.", "the first half of March 2024", "2024-03"),
    ("They met at 10:30.", "10:30", "2025-05-12T10:30"),
    ("The firm, with year-end 1996 assets of $9 million, is small.", "year-end 1996", "1996-12-31"),
]

# A match that is awaited, what comes after all, participles of the noun before, and a start that is no beginning.
AWAITED = [
    ("Both won and will meet in Friday's final.", "Friday", "2025-05-16"),
    ("He pulled out of the squad for Saturday's match.", "Saturday", "2025-05-17"),
    ("They will train ahead of Friday's final.", "Friday", "2025-05-16"),
    ("They will appeal against Friday's ruling.", "Friday", "2025-05-09"),
    ("Rain should cease by Saturday.", "Saturday", "2025-05-17"),
    ("The board might decide as soon as Thursday.", "Thursday", "2025-05-15"),
    ("The fair, beginning on Friday, is free.", "Friday", "2025-05-16"),
    ("He was back in the starting lineup Friday and hit twice.", "Friday", "2025-05-09"),
    ("They will meet in the final after winning on Saturday.", "Saturday", "2025-05-10"),
    ("The seats will be void following the cancellation of a vote on Saturday.", "Saturday", "2025-05-10"),
    ("The report will give figures delayed from Friday.", "Friday", "2025-05-09"),
    ("This comes after three votes on Friday failed.", "Friday", "2025-05-09"),
]

# The years of a text are counted once each, and a story ends where the text is published.
NARRATIVES = [
    (
        "He stole it between May 2012 and August 2014. On 3 June 2013 he hid it. A hearing was set for 9 July.",
        "9 July",
        "2025-07-09",
    ),
    ("It sank in 1915, 1917 and 1935. In June 1960 divers came. In November they left.", "November", "1960-11"),
    ("It fell in 1991, 1993, 1996 and 1998. The record was kept in May 2025. In June it was shown.", "June", "2024-06"),
]

# Asides between commas, what comes as early as it came, days before a future that was told, and small lengths.
ASIDES = [
    ("The minister, in Rome on Friday, is to visit Bari.", "Friday", "2025-05-09"),
    ("On Friday, the minister is to visit Bari.", "Friday", "2025-05-16"),
    ("Warnings were issued as early as Friday.", "Friday", "2025-05-09"),
    ("The vote is on June 3. A day earlier the sides had met.", "A day earlier", "2025-05-11"),
    ("She signed in late 1966; the next January she sang.", "the next January", "1967-01"),
    ("The finalists go to Leeds on Saturday.", "Saturday", "2025-05-17"),
    ("He let them go to Leeds on Saturday.", "Saturday", "2025-05-10"),
    ("He flew in within hours of the quake.", "hours", "PTXH"),
    ("It was over within minutes.", "minutes", "PTXM"),
    ("The vote will be held a year early.", "a year", "P1Y"),
    ("They reached the town at dawn.", "dawn", "2025-05-12TMO"),
    ("They met at dawn prayers.", "dawn", False),
    ("It fell in 1991, 1993, 1996 and 1998. That year she left.", "That year", "1998"),
]

# One unit a year before, and the day at the edge of a longer time.
EDGES = [
    ("In April sales trebled from the same month last year.", "the same month last year", "2024-04"),
    ("In March 2024 sales trebled from the same month a year earlier.", "the same month a year earlier", "2023-03"),
    ("Sales trebled from the same month a year ago.", "the same month a year ago", "2024-05"),
    ("In April sales were above the same month of 2019.", "the same month of 2019", "2019-04"),
    ("The statute expired on the last day of 2006.", "the last day of 2006", "2006-12-31"),
    ("It opens on the first day of June.", "the first day of June", "2025-06-01"),
    ("It shut on the last day of February 2012.", "the last day of February 2012", "2012-02-29"),
    ("It ends on the last day of this month.", "the last day of this month", "2025-05-31"),
    ("It begins on the first day of next year.", "the first day of next year", "2026-01-01"),
    ("He was freed on the last day of the trial.", "the last day of the trial", False),
    ("Emissions will fall by the end of the decade.", "the end of the decade", "202X"),
    ("She left in 1975. By the end of the decade she was rich.", "the end of the decade", "197X"),
]

OTHERS = [
    ("The vote ends at noon on April 26.", "noon on April 26", "2025-04-26T12:00"),
    ("He vanished on Thanksgiving Eve 1971.", "Thanksgiving Eve 1971", "1971-11-24"),
    ("It was the driest month since 1997: no rain fell.", "1997", "1997"),
    ("He played the part in 2001: A Space Odyssey.", "2001", False),
    ("The road is shut near mile 1911 today.", "1911", False),
    ("Mark Friday, 44, pleaded guilty.", "Friday", False),
    ("A bus crashed in Lagos on Friday, 44 people died.", "Friday", "2025-05-09"),
    ("In the fall, Roberts will not return.", "the fall", "2025-FA"),
    ("Profit in the first quarter of 2025 was below the prior quarter.", "the prior quarter", "2024-Q4"),
    ("In the second quarter of 2024 sales fell from the previous quarter.", "the previous quarter", "2024-Q1"),
]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        *FIXED,
        *GROUPS,
        *STORIES,
        *LENGTHS,
        *LATER,
        *NO_VERBS,
        *FIXTURES,
        *WIRE,
        *AWAITED,
        *NARRATIVES,
        *ASIDES,
        *EDGES,
        *OTHERS,
    ],
)
def test_more_kinds(text, words, value):
    found = {mention.text: mention.value for mention in find_dates(text, anchor=ANCHOR)}
    assert found.get(words, False) == value, found


def test_of_equal_words_a_time_of_running_text_is_read_first():
    text = "Shares have lost 8 percent so far this year."
    start = text.index("so far")
    assert resolve(text, start, len(text) - 1, anchor=ANCHOR).value == "2025"
