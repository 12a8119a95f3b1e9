"""Tables of expressions by kind: digits that are no year, clocks in words, timetables in the present, early hours, base forms.

Published on Monday 2025-05-12.
"""

import pytest

from newsx.dates import find_dates

ANCHOR = "2025-05-12"

# Roads, models, user names, telephones, counts and the times of races.
NO_DATE = [
    "The A1998 was shut.",
    "Lorries on the N2012 were turned back.",
    "The flaw, CVE2019, was mended.",
    "Write to @lion_1759 or @ana_2019.",
    "Call 0161 496 2018.",
    "The helpline, 020 7946 1999, was busy.",
    "Ring 555-2024 or dial 1984.",
    "Phone (415) 563-2137.",
    "Its number is 312-494-2175.",
    "A total of 1986 cyclists came.",
    "The project of 1965 villas has six parts.",
    "The port had 2000 ships.",
    "He drove a Mazda 2000.",
    "A Peugeot 2008 was stolen.",
    "Her time of 2:03:59 stood.",
    "He won in 1:59:40.",
    "She watched the ten o'clock news.",
    "He ran past two men.",
    "In the second half he scored twice.",
    "Adelaide 21 8 0 13 2158 2183 98.9 32",
    "Its rating dipped into the mid-20s.",
    "Temperatures rose into the 80s.",
    "It was polling in the low 30s among women.",
    "He was on CBS This Morning.",
    "They had good chances in the first half of the match.",
    "He left the game in the third quarter with a sore knee.",
    "See pages 1789-1817.",
    "The query read rows=1950.",
    "They released version 6.12.75 of it.",
    "The kernels 6.12.75, 6.6.128 and 6.1.165 are out.",
    "At the end of the day, it is a game.",
    "It was the longest day of the year.",
    "They rest on one day of the week.",
    "The hottest months of the year are dry.",
]

# The same words and digits where they are dates.
DATES = [
    ("The A1998, shut in 1998, is open.", ["1998"]),
    ("In 2019 350 people came.", ["2019"]),
    ("It was sold in 2016, 2018 and 2020.", ["2016", "2018", "2020"]),
    ("Of the 2017 elections he said little.", ["2017"]),
    ("The record of 2016 was beaten in 2020.", ["2016", "2020"]),
    ("The mail came on 6 Feb 2002 23:08:40.", ["2002-02-06", "2002-02-06T23:08:40"]),
    ("Talks may last six months.", ["P6M"]),
    ("The house of the 80s was sold.", ["198X"]),
    ("It won in 2012 2014 2016 and lost.", ["2012", "2014", "2016"]),
    ("Profit rose 5% in the second half.", ["2024-H2"]),
    ("Sales fell in the third quarter after the club sold a player.", ["2024-Q3"]),
    ("The coach was dismissed in the second half of the year.", ["2024-H2"]),
    ("He was born on 6.12.75 in Bern.", ["1975-12-06"]),
    ("Next fight: June 14 in Cardiff.", ["2025-06-14"]),
    ("Next fight: March 2 in Cardiff.", ["2026-03-02"]),
    ("Last fight: June 14 in Cardiff.", ["2024-06-14"]),
    ("What's next: Sunday, at Carolina.", ["2025-05-18"]),
    ("He couldn't go home in 70 years.", ["P70Y"]),
    ("The last six months were hard.", ["P6M"]),
]

CLOCKS = [
    ("The meeting starts at half past nine on Tuesday.", "half past nine on Tuesday", "2025-05-13T09:30"),
    (
        "They met at a quarter to eight in the evening on 3 May.",
        "a quarter to eight in the evening on 3 May",
        "2025-05-03T19:45",
    ),
    ("At half past two on Friday afternoon a bell rang.", "half past two on Friday afternoon", "2025-05-09T14:30"),
    ("The bomb went off at ten past four on Sunday.", "ten past four on Sunday", "2025-05-11T16:10"),
    ("It went off at twenty minutes to six this morning.", "twenty minutes to six this morning", "2025-05-12T05:40"),
    ("At nine o'clock Friday night the storm came.", "nine o'clock Friday night", "2025-05-09T21:00"),
    ("He came home at 11 o’clock on Sunday night.", "11 o’clock on Sunday night", "2025-05-11T23:00"),
    ("By quarter past seven the hall was full on Saturday.", "quarter past seven", "2025-05-10T07:15"),
    ("Doors open at 7 o'clock in the morning.", "7 o'clock in the morning", "2025-05-12T07:00"),
    ("The vote is at ten minutes past noon; at half past twelve they eat.", "half past twelve", "2025-05-12T12:30"),
    ("The show starts at half past eight tonight.", "half past eight tonight", "2025-05-12T20:30"),
    ("Sessions take five minutes to one hour.", "five minutes", "PT5M"),
]

# The present tense tells a timetable where no other verb tells a time; an expected act lies ahead.
SCHEDULED = [
    ("The band returns to the stage in September and plays Leeds.", "September", "2025-09"),
    ("The series returns in November.", "November", "2025-11"),
    ("One film is out in December; a second follows in January.", "January", "2026-01"),
    ("The law comes into force in January.", "January", "2026-01"),
    ("The album hits shops in November.", "November", "2025-11"),
    ("Parliament sits again in September.", "September", "2025-09"),
    ("The show is back on Friday.", "Friday", "2025-05-16"),
    ("Officials expect the old road bridge to be closed in November.", "November", "2025-11"),
    ("The exhibition runs from March to October.", "from March to October", "2025-03/2025-10"),
    ("The rink is open from November to May.", "from November to May", "2024-11/2025-05"),
    ("The order follows a ruling in September.", "September", "2024-09"),
    ("The fall in returns to investors in November was sharp.", "November", "2024-11"),
    ("Tax returns in September showed a loss.", "September", "2024-09"),
    ("Prices fell from March to October.", "from March to October", "2024-03/2024-10"),
    ("He asked the firm to close in January.", "January", "2025-01"),
]

# The early hours of a day, a part of a day before its date, and what follows "that".
PARTS = [
    ("He was held in the early hours of Friday.", "the early hours of Friday", "2025-05-09TMO"),
    ("It struck in the small hours of 3 May.", "the small hours of 3 May", "2025-05-03TMO"),
    (
        "In the early morning hours of Sunday two men fled.",
        "the early morning hours of Sunday",
        "2025-05-11TMO",
    ),
    ("It burnt in the wee hours of Saturday, May 10.", "the wee hours of Saturday, May 10", "2025-05-10TMO"),
    ("They sang on Saturday night, 14 May 2022.", "Saturday night, 14 May 2022", "2022-05-14TNI"),
    ("He spoke Thursday afternoon, May 8, in Lyon.", "Thursday afternoon, May 8", "2025-05-08TAF"),
    ("The vote is on Nov. 3, the count 20 days after that.", "20 days after that", "2025-11-23"),
    ("He was freed on 4 March. Two weeks after that he died.", "Two weeks after that", "2025-W12"),
    ("He left two weeks after that report.", "two weeks", "P2W"),
    ("The bank, founded in 1472, made a loss for the year.", "the year", "2025"),
    ("It earned more in the first nine months of the year.", "the first nine months of the year", "P9M"),
]

# "By June" and base forms that are pasts.
BASE_FORMS = [
    ("By November, the firm had paid its debts.", "November", "2024-11"),
    ("By November the town was in ruins.", "November", "2024-11"),
    ("By November the firm must pay.", "November", "2025-11"),
    ("They asked him to answer by November.", "November", "2025-11"),
    ("In November, the paper shut down after he was held.", "November", "2024-11"),
    ("In October, the bank cut rates.", "October", "2024-10"),
    ("The bank will cut rates in November.", "November", "2025-11"),
    ("In November, he put the house on sale.", "November", "2024-11"),
    ("The storm hit the coast in November.", "November", "2024-11"),
    ("Prices are set to rise in November.", "November", "2025-11"),
    ("We discuss it in our November 22 op-ed.", "November 22", "2024-11-22"),
    ("He was bailed to return to court in November.", "November", "2025-11"),
]

# "Until" a day looks ahead, unless the verbs say that it has come.
UNTIL = [
    ("He did not arrive until Friday.", "Friday", "2025-05-09"),
    ("I hadn't thought of it until Wednesday.", "Wednesday", "2025-05-07"),
    ("The body was not found until November.", "November", "2024-11"),
    ("They never met until November.", "November", "2024-11"),
    ("Not until November did she answer.", "November", "2024-11"),
    ("The rain lasted until Friday.", "Friday", "2025-05-09"),
    ("The trial was adjourned until Wednesday.", "Wednesday", "2025-05-14"),
    ("The road was not to open until November.", "November", "2025-11"),
    ("The school will not open until September.", "September", "2025-09"),
    ("He said he would not leave until Friday.", "Friday", "2025-05-16"),
    ("My house turned into this overnight.", "overnight", "2025-05-11TNI"),
    ("By the end of the day it was over.", "the end of the day", "2025-05-12"),
]

# What is fixed, hoped for, a condition or a contract lies ahead; causes and "following" look back.
AHEAD_OR_NOT = [
    ("There's a vote on Wednesday.", "Wednesday", "2025-05-14"),
    ("There are talks in November.", "November", "2025-11"),
    ("There was a vote on Wednesday.", "Wednesday", "2025-05-07"),
    ("The candidate, who is running in Wednesday's primary, left.", "Wednesday", "2025-05-14"),
    ("The king is visiting Rome on Wednesday.", "Wednesday", "2025-05-14"),
    ("The police are investigating a shooting on Wednesday.", "Wednesday", "2025-05-07"),
    ("He was upbeat about his chances of winning in November.", "November", "2025-11"),
    ("It could end if he wins the primary on Wednesday.", "Wednesday", "2025-05-14"),
    ("If he had won on Wednesday, he would have stayed.", "Wednesday", "2025-05-07"),
    ("Voters will have a chance to make their voice known on Wednesday.", "Wednesday", "2025-05-14"),
    ("They had their house searched on Wednesday.", "Wednesday", "2025-05-07"),
    ("December cocoa futures rose.", "December", "2025-12"),
    ("They will vote for him because of the attack on Friday.", "Friday", "2025-05-09"),
    ("The return announced by Zaire and Rwanda on Thursday could start soon.", "Thursday", "2025-05-08"),
    ("The economy shrank following February's revolt.", "February", "2025-02"),
    ("Shops shut following Friday's attack.", "Friday", "2025-05-09"),
    ("The following Friday he left.", "The following Friday", "2025-05-16"),
    ("They said he did not need to leave until November.", "November", "2025-11"),
    ("She took to the air beginning Wednesday night.", "Wednesday night", "2025-05-07TNI"),
    ("The post office will raise prices starting Sunday.", "Sunday", "2025-05-18"),
    ("The team was announced for the series starting on Thursday.", "Thursday", "2025-05-15"),
    ("The senator wouldn't say Wednesday how he would vote.", "Wednesday", "2025-05-07"),
    ("The squad will travel to Vaduz for Saturday's match.", "Saturday", "2025-05-17"),
    ("He will apologise for Friday's defeat.", "Friday", "2025-05-09"),
    ("It could become a factor in the November elections.", "November", "2025-11"),
    ("She won the November election by a nose.", "November", "2024-11"),
    ("She feels good about her chances in November.", "November", "2025-11"),
    ("Prior to November, most of the money had come from banks.", "November", "2024-11"),
    ("In November, Ms. Diaz, the chairwoman, resigned.", "November", "2024-11"),
    ("They fear the prospect of taking on the senator in November's election.", "November", "2025-11"),
    ("He'll drop out before Wednesday's primary.", "Wednesday", "2025-05-14"),
    ("He's campaigning Wednesday in Lyon.", "Wednesday", "2025-05-14"),
    ("He will be charged over the incident Sunday evening that left one dead.", "Sunday evening", "2025-05-11TEV"),
    ("The vote on Wednesday that was lost will be held again.", "Wednesday", "2025-05-07"),
    ("Most expect her to win Wednesday's debate.", "Wednesday", "2025-05-14"),
    ("He wants to discuss Wednesday's attack.", "Wednesday", "2025-05-07"),
    ("She will attend Wednesday's rally.", "Wednesday", "2025-05-14"),
    ("He is likely to appear in court Wednesday.", "Wednesday", "2025-05-14"),
    ("She is on pace to complete it on Wednesday.", "Wednesday", "2025-05-14"),
    ("Those eligible to cast a ballot in November are few.", "November", "2025-11"),
    ("That will hardly yield the old man any real advantage over her in November.", "November", "2025-11"),
]

# Headlines tell what is to come by an infinitive; "to" and a noun say nothing.
HEADLINES = [
    ("Pope to visit Kenya in November.", "November", "2025-11"),
    ("Court to rule on Wednesday.", "Wednesday", "2025-05-14"),
    ("77 players to complete their first rounds on Thursday.", "Thursday", "2025-05-15"),
    ("Sister ship to sail from Leith on Thursday.", "Thursday", "2025-05-15"),
    ("On Wednesday, the businessman has a speech scheduled.", "Wednesday", "2025-05-14"),
    ("On Wednesday he has won the race.", "Wednesday", "2025-05-07"),
    ("A visit to Kenya in November.", "November", "2024-11"),
    ("A flight to Paris on Wednesday.", "Wednesday", "2025-05-07"),
    ("The way to work on Wednesday.", "Wednesday", "2025-05-07"),
    ("He flew to meet her on Wednesday.", "Wednesday", "2025-05-07"),
    ("Damage to crops in November.", "November", "2024-11"),
]


def found(text):
    return [(mention.text, mention.value) for mention in find_dates(text, anchor=ANCHOR)]


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text):
    assert found(text) == []


@pytest.mark.parametrize(("text", "values"), DATES)
def test_dates_beside_digits(text, values):
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "words", "value"), CLOCKS + SCHEDULED + PARTS + BASE_FORMS + UNTIL + AHEAD_OR_NOT + HEADLINES
)
def test_value(text, words, value):
    assert (words, value) in found(text)


# Published on 2016-09-26: what was told lies before that day, votes may lie after it.
STORIES = [
    (
        "He will speak on Election Day. At a breakfast on Friday he was booed. The next day he left.",
        "The next day",
        "2016-09-24",
    ),
    ("He had 62 percent in 2008. Support today is below the support that year.", "that year", "2008"),
    ("The mails were to influence the Nov. 8 U.S. presidential election.", "Nov. 8", "2016-11-08"),
    ("The nominee for the Nov. 8 election said he was joking.", "Nov. 8", "2016-11-08"),
    ("They would like to make November's election a battle.", "November", "2016-11"),
    ("She is poised to face him in November's general election.", "November", "2016-11"),
    ("She lost the November election of the union.", "November", "2015-11"),
    ("He now had a rally scheduled for October 1, and that night he was to speak.", "that night", "2016-10-01TNI"),
]


@pytest.mark.parametrize(("text", "words", "value"), STORIES)
def test_stories(text, words, value):
    mentions = find_dates(text, anchor="2016-09-26")
    assert (words, value) in [(mention.text, mention.value) for mention in mentions]
