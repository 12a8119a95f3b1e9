"""Towns whose names look like those of people: told by where they stand and by the countries of the article."""

from __future__ import annotations

import pytest

from newsx.places.towns import find_towns
from newsx.records import NameMention


def mentions(text, names, label):
    return [NameMention(name, label, text.index(name)) for name in names]


@pytest.mark.parametrize(
    ("text", "people", "places", "towns"),
    [
        (
            "Israeli strikes on Khan Younis and Deir al-Balah killed 14 people, officials in Gaza said.",
            ["Khan Younis", "Deir al-Balah"],
            ["Gaza"],
            {"Khan Younis", "Deir al-Balah"},
        ),
        (
            "Farmers in Dera Ismail Khan and Lahore, Pakistan, went home.",
            ["Dera Ismail Khan"],
            ["Lahore"],
            {"Dera Ismail Khan"},
        ),
        ("Khan Younis said he would stay in Gaza.", ["Khan Younis"], ["Gaza"], set()),
        ("Police in Gaza looked for Khan Younis.", ["Khan Younis"], ["Gaza"], set()),
        ("Voters in Peru trust Benito Juárez.", ["Benito Juárez"], ["Peru"], set()),
        ("Faith in Keiko Fujimori fell in Peru.", ["Keiko Fujimori"], ["Peru"], set()),
        ("Faith in President San Martin fell in Peru.", ["San Martin"], ["Peru"], set()),
    ],
)
def test_towns_among_people(text, people, places, towns):
    assert find_towns(text, mentions(text, people, "PERSON"), mentions(text, places, "PLACE")) == towns
