"""Where names of organisations begin and end, what is one by the words beside it, and what ends like none."""

import pytest
from test_mending import names

PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("Vesta Systems, Inc. sold.", [("Vesta Systems", ORG), ("Inc.", ORG)], {("Vesta Systems, Inc.", ORG)}),
        ("The firm (Group) sold.", [("Group", ORG)], set()),
        (
            "White House Press Secretary Ada Lund spoke.",
            [("White House Press", ORG), ("Ada Lund", PERSON)],
            {("White House", ORG), ("Ada Lund", PERSON)},
        ),
        ("The Vesta Press secretariat met.", [("Vesta Press", ORG)], {("Vesta Press", ORG)}),
        ("The Bank of Russia chief left.", [("Bank of Russia", ORG)], {("Bank of Russia", ORG)}),
        (
            "ExxonMobil Guyana president Bo Holm left.",
            [("ExxonMobil", ORG), ("Guyana", PLACE), ("Bo Holm", PERSON)],
            {("ExxonMobil Guyana", ORG), ("Bo Holm", PERSON)},
        ),
        (
            "Geelong coach Bo Holm won the cup.",
            [("Geelong", PLACE), ("Bo Holm", PERSON)],
            {("Geelong", ORG), ("Bo Holm", PERSON)},
        ),
        (
            "Geelong mayor Bo Holm won the cup.",
            [("Geelong", PLACE), ("Bo Holm", PERSON)],
            {("Geelong", PLACE), ("Bo Holm", PERSON)},
        ),
        ("Fighters of Hamas left Gaza.", [("Hamas", PLACE)], {("Hamas", ORG)}),
        ("The Michigan Republican caucus met.", [("Michigan Republican", ORG)], set()),
        ("The UN Special Rapporteur wrote.", [("UN Special Rapporteur", ORG)], {("UN", ORG)}),
        (
            "The Office of the Director of Public Works closed.",
            [("Office", ORG)],
            {("Office of the Director of Public Works", ORG)},
        ),
        ("The Commission on Tuesday met.", [("Commission", ORG)], {("Commission", ORG)}),
        (
            "The Committee of Ada Lund met.",
            [("Committee", ORG), ("Ada Lund", PERSON)],
            {("Committee", ORG), ("Ada Lund", PERSON)},
        ),
        (
            "The Office for the Eastern District of Reefland sued.",
            [("Office for the Eastern District", ORG), ("Reefland", PLACE)],
            {("Office for the Eastern District of Reefland", ORG)},
        ),
        (
            "Premier Soccer League chairman Bo Holm left.",
            [("Soccer League", ORG), ("Bo Holm", PERSON)],
            {("Premier Soccer League", ORG), ("Bo Holm", PERSON)},
        ),
        ("Associated Press reporters saw it.", [("Associated", ORG)], {("Associated Press", ORG)}),
        (
            "Reef and Shore won. A man of Reef and Shore lost.",
            [("Reef and Shore won", "MISC"), ("Reef and Shore", ORG)],
            {("Reef and Shore", ORG)},
        ),
        (
            "It lies on Highway 9 north of Reefville.",
            [("Highway 9 north of Reefville", PLACE)],
            {("Highway 9", PLACE), ("Reefville", PLACE)},
        ),
        # By the words beside the name.
        (
            "Mirale Sundowns coach Bo Holm left.",
            [("Mirale Sundowns", PERSON), ("Bo Holm", PERSON)],
            {("Mirale Sundowns", ORG), ("Bo Holm", PERSON)},
        ),
        (
            "Ada Lund's coach Bo Holm left.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {("Ada Lund", PERSON), ("Bo Holm", PERSON)},
        ),
        ("The pharmaceutical giant Eli Lund grew.", [("Eli Lund", PERSON)], {("Eli Lund", ORG)}),
        ("The tennis giant Eli Lund won.", [("Eli Lund", PERSON)], {("Eli Lund", PERSON)}),
        ("Homes in Moore County burned.", [("Moore County", ORG)], {("Moore County", PLACE)}),
        ("Derby County won.", [("Derby County", ORG)], {("Derby County", ORG)}),
        (
            "Hawaii Rep. Ada Lund spoke.",
            [("Hawaii", ORG), ("Ada Lund", PERSON)],
            {("Hawaii", PLACE), ("Ada Lund", PERSON)},
        ),
        (
            "Figures of the Lund Research Center show it.",
            [("Lund Research Center", PLACE)],
            {("Lund Research Center", ORG)},
        ),
        # None of them.
        ("The chief election commissioner (CEC) spoke.", [("CEC", ORG)], set()),
        ("The national intelligence agency (NIA) spoke.", [("NIA", ORG)], {("NIA", ORG)}),
        ("The call is at 9 a.m. ET today.", [("ET", ORG)], set()),
        ("The ET said so.", [("ET", ORG)], {("ET", ORG)}),
        ("He cited the Second Amendment.", [("Second Amendment", ORG)], set()),
        ("Kyrgyz troops left.", [("Kyrgyz", PLACE)], set()),
        # One person.
        ("He met Bo “Lil Bo” Holm, 29.", [("Bo", PERSON), ("Lil Bo” Holm", PERSON)], {("Bo “Lil Bo” Holm", PERSON)}),
        (
            "Bo Holm alias Chotu fled. Chotu was caught.",
            [("Bo Holm", PERSON), ("Chotu", PERSON)],
            {("Bo Holm", PERSON)},
        ),
        ("Eng Holm spoke for Eng Bo Holm.", [("Eng Holm", PERSON), ("Eng Bo Holm", PERSON)], {("Bo Holm", PERSON)}),
    ],
)
def test_names_are_whole_and_of_their_kind(text, marked, wanted):
    assert names(text, *marked) == wanted
