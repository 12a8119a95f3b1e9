"""What the wording of an article tells of the country it is written in, and what it decides between namesakes."""

from __future__ import annotations

import pytest

from newsx.places import resolve
from newsx.places.wording import american_odds
from newsx.records import NameMention

SCHOOLS = (
    "The Athens school board voted Tuesday to cut the program at the county center. According to the mayor, the department will get "
    "less than $2 million from the state and federal government next year, about 12 percent less than in the past. You can look at the "
    "bill at the school on Hobbs Street from 8 a.m. to 5 p.m."
)
COUNCILS = (
    "The Athens minister said the ministry would fund the centre in two villages, which the government had promised in the country's "
    "development plan. Officials of the international society visited the youth centre yesterday, and 40 per cent of its local sector "
    "had been confirmed by the authorities."
)


def place_of(name, text):
    return resolve([NameMention(name, "PLACE", text.index(name))], text=text)[0]


def test_wording_of_the_united_states_is_told_from_that_of_others():
    assert american_odds(SCHOOLS) > 1
    assert american_odds(COUNCILS) < -1


@pytest.mark.parametrize(
    "text", ["", "Paris", "The minister arrived in Paris on Monday.", "Paris will host the conference next year."]
)
def test_a_few_words_are_no_evidence(text):
    assert american_odds(text) < 0.1


def test_odds_are_bounded_and_the_same_for_any_order_of_words():
    assert american_odds(SCHOOLS * 50) <= 4
    assert american_odds(" ".join(sorted(SCHOOLS.split()))) == american_odds(SCHOOLS)


def test_a_town_of_many_namesakes_lies_where_its_paper_does():
    assert place_of("Athens", SCHOOLS).country_code == "US"
    assert place_of("Athens", COUNCILS).country_code == "GR"


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        (
            "Parents met at Palestine Independent School District. Snacks were served in Palestine.",
            "Palestine",
            "city",
            "US",
        ),
        ("The Lebanon City Council met. The fire in Lebanon was out by noon.", "Lebanon", "city", "US"),
        ("The Mexico City Council met. The law is new to Mexico and its courts.", "Mexico", "country", "MX"),
        ("Aid for Lebanon was agreed on Monday by its town councils.", "Lebanon", "country", "LB"),
    ],
)
def test_a_body_of_a_town_tells_the_town_from_the_country(text, name, kind, country):
    found = resolve([NameMention(name, "PLACE", text.rindex(name))], text=text)[0]
    assert (found.kind, found.country_code) == (kind, country)


def test_a_state_has_schools_of_its_own():
    text = "The Georgia City Council met. Coaches from all over Georgia came."
    found = resolve([NameMention("Georgia", "PLACE", text.rindex("Georgia"))], text=text)[0]
    assert found is None or found.kind != "city"
