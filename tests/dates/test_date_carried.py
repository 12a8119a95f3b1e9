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


LISTS = [
    ("Shows are on June 12 and 13, 2027.", "June 12", "2027-06-12"),
    ("It was held on July 3, 4 and 5, 2018.", "July 3", "2018-07-03"),
    ("It was held on July 3, 4 and 5, 2018.", "5", "2018-07-05"),
    ("In April, May and June 1940 they fled.", "April", "1940-04"),
    ("A strike called for Tuesday and Wednesday was called off.", "Wednesday", "2025-05-14"),
    ("Games are on Saturday, Sunday and Monday.", "Sunday", "2025-05-11"),
    ("Games are on Saturday, Sunday and Monday.", "Monday", "2025-05-12"),
    ("Banks were shut on Tuesday and Wednesday.", "Wednesday", "2025-05-07"),
    ("On April 12 and 13, 2000 people marched.", "April 12", "2025-04-12"),
    ("He wept on Monday and Tuesday.", "Tuesday", "2025-05-06"),
]


@pytest.mark.parametrize(("text", "expression", "value"), LISTS)
def test_a_list_shares_its_year_and_side(text, expression, value):
    assert _value(text, expression) == value


DAYS_AND_YEARS = [
    ("The Mail was sold on Sunday.", "Sunday", "2025-05-04"),
    ("In Lagos on Sunday, a trader wept.", "Sunday", "2025-05-04"),
    ("The shop closed on Thursday night.", "Thursday night", "2025-05-08TNI"),
    ("It closed in 2021.", "2021", "2021"),
    ("The 2012 games were in London.", "2012", "2012"),
    ("It was built by 1999.", "1999", "1999"),
    ("The share fell from 60 percent in 2006 to 36 percent now.", "2006", "2006"),
    ("They cut the deficit down by 2007 to meet a rule.", "2007", "2007"),
    ("He drives a 2019 M3 to work.", "2019", "2019"),
    ("He had to miss Wednesday's trip.", "Wednesday", "2025-05-07"),
    ("Earlier Wednesday, a report named him.", "Wednesday", "2025-05-07"),
    ("The Sun on Tuesday named him.", "Tuesday", "2025-05-06"),
    ("From 2010 to 2015 it rained.", "From 2010 to 2015", "2010/2015"),
]


@pytest.mark.parametrize(("text", "expression", "value"), DAYS_AND_YEARS)
def test_days_and_years_beside_names_and_numbers(text, expression, value):
    assert _value(text, expression) == value


NO_DATES = [
    ("It reads 13:61.", "13:61"),
    ("It reads 12:60.", "12:60"),
    ("It reads 24:01.", "24:01"),
    ("Kiel won 27:21.", "27:21"),
    ("Exodus 12:45 was read.", "12:45"),
    ("She ran it in 14:33.", "14:33"),
    ("The quake struck at 8:30 a.m. (2330 GMT Thursday).", "2330"),
    ("Talks on the Good Friday Agreement stalled.", "Friday"),
    ("The code is 2025-05-09-1234.", "1234"),
    ("They met on May 32, 2025.", "May"),
    # Names of people, papers, programmes.
    ("Ngozi Sunday, a nurse, wept.", "Sunday"),
    ("Mrs. Friday said she was glad.", "Friday"),
    ("The Independent on Sunday said so.", "Sunday"),
    ("The Monday Night Football crew came.", "Monday"),
    ("Freaky Tuesday is on at the Odeon.", "Tuesday"),
    ("January Smith stars.", "January"),
    # Counts, measures, models, works.
    ("A crowd came, 1980 of them children.", "1980"),
    ("The index closed at 2040, up 12.", "2040"),
    ("They won by 1985, a small lead.", "1985"),
    ("The 1900 sq ft flat was sold.", "1900"),
    ("The path climbs from 1800 to 2050 m.", "2050"),
    ("He swam the 2000 in 24:10.", "2000"),
    ("A Piper 2000 landed.", "2000"),
    ("She takes 2000 IU.", "2000"),
    ("They played the 1812 Overture.", "1812"),
]


@pytest.mark.parametrize(("text", "word"), NO_DATES)
def test_no_date(text, word):
    assert not [mention.text for mention in find_dates(text, anchor=ANCHOR) if word in mention.text]


# In other languages a month's year is not carried into another sentence; a full date's is, to days close behind it. Eras count.
FOREIGN = [
    ("fr", "Elle a été élue en mars 2022. Le congrès débute le 5 juin à Nice.", "5 juin", "2025-06-05"),
    ("it", "Il teatro chiuse nel marzo 2021. La stagione parte il 5 giugno a Bari.", "5 giugno", "2025-06-05"),
    ("ru", "Его избрали в марте 2022 года. Съезд открывается 5 июня в Казани.", "5 июня", "2025-06-05"),
    ("uk", "Його обрали у березні 2022 року. З'їзд відкривається 5 червня у Львові.", "5 червня", "2025-06-05"),
    ("sv", "Hon valdes i mars 2022. Mässan öppnar den 5 juni i Lund.", "5 juni", "2025-06-05"),
    ("pt", "Ela foi eleita em março de 2022. A feira abre em 5 de junho no Porto.", "5 de junho", "2025-06-05"),
    ("ar", "انتخب الرئيس في مارس 2022. وينعقد المؤتمر يوم 5 يونيو في تونس.", "5 يونيو", "2025-06-05"),
    ("es", "La guerra estalló el 6 de agosto de 1990. El 9 de agosto cayó la ciudad.", "9 de agosto", "1990-08-09"),
    ("ja", "平成7年1月17日に地震が起きた。", "1月17日", "1995-01-17"),
    ("ja", "令和元年5月1日に即位した。", "5月1日", "2019-05-01"),
    ("zh", "民國110年4月2日發生事故。", "4月2日", "2021-04-02"),
    ("zh", "一九七六年七月发生地震。", "七月", "1976-07"),
]


@pytest.mark.parametrize(("language", "text", "expression", "value"), FOREIGN)
def test_years_in_other_languages(language, text, expression, value):
    found = {mention.text: mention.value for mention in find_dates(text, anchor=ANCHOR, language=language)}
    assert found.get(expression) == value, found


# The narrative goes on from the event, not from the day on which somebody spoke of it.
ATTRIBUTED = [
    ("The raid was on Monday, police said Wednesday. The next day two men fled.", "The next day", "2025-05-06"),
    ("A ship sank on Sunday, officials said on Tuesday. The next day divers went down.", "The next day", "2025-05-05"),
    (
        "She was shot on Monday, her family told reporters on Thursday. That night it rained.",
        "That night",
        "2025-05-05TNI",
    ),
    ("The quake was on Saturday, the agency said on Monday. It struck at 9:20 a.m.", "9:20 a.m.", "2025-05-03T09:20"),
    (
        "He was held on 3 April, the ministry confirmed on 9 April. The next day he was freed.",
        "The next day",
        "2025-04-04",
    ),
    ("He fled on Monday, the court heard. The next day he was held.", "The next day", "2025-05-06"),
    # Not these: nobody speaks, or the second day is told of as well.
    ("He fled on Monday and was held on Tuesday. The next day he was freed.", "The next day", "2025-05-07"),
    ("He fled on Monday, and came back on Wednesday. The next day he was held.", "The next day", "2025-05-08"),
    ("He fled on Monday, police said on Tuesday he was held. The next day he was freed.", "The next day", "2025-05-07"),
    ("Police said on Tuesday he had been held. The next day he was freed.", "The next day", "2025-05-07"),
]


@pytest.mark.parametrize(("text", "expression", "value"), ATTRIBUTED)
def test_the_narrative_goes_on_from_the_event(text, expression, value):
    assert _value(text, expression) == value


def test_a_title_makes_a_person_of_a_german_weekday():
    assert not find_dates("Das sagte Frau Sonntag.", anchor=ANCHOR, language="de")


def _value(text, expression):
    """Return the value of the last mention whose words are those."""
    found = [mention.value for mention in find_dates(text, anchor=ANCHOR) if mention.text == expression]
    assert found, [mention.text for mention in find_dates(text, anchor=ANCHOR)]
    return found[-1]
