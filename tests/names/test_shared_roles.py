"""Roles that several people share, that are given to or taken from somebody, and those of partners and lawmakers."""

import pytest
from test_relations import read, roles

PERSON, ORG = "PERSON", "ORG"


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        (
            "Former Vesta hosts Ada Lund and Bo Holm left.",
            [("Vesta", ORG), ("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {"Ada Lund": [("host", "Former Vesta hosts", "Vesta", None, "former")]},
        ),
        (
            "Senators Ada Lund, Bo Holm and Cy Dahl voted.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON), ("Cy Dahl", PERSON)],
            {name: [("Senator", "Senators", None, None, None)] for name in ("Ada Lund", "Bo Holm", "Cy Dahl")},
        ),
        (
            "Sens. Ada Lund, D-Del., and Bo Holm, R-N.C., spoke.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {"Bo Holm": [("Sen.", "Sens.", "Republican Party", "North Carolina", None)]},
        ),
        # One name is no list, and what stands before a comma and no "and" is none either.
        ("He saw the hosts Ada Lund.", [("Ada Lund", PERSON)], {"Ada Lund": []}),
        (
            "The hosts Ada Lund, Bo Holm left.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {"Ada Lund": [], "Bo Holm": []},
        ),
        ("Three rivers Ada Lund and Bo Holm swam.", [("Ada Lund", PERSON), ("Bo Holm", PERSON)], {"Ada Lund": []}),
        (
            "The Reef Union has appointed Ada Lund as attack coach.",
            [("Reef Union", ORG), ("Ada Lund", PERSON)],
            {"Ada Lund": [("attack coach", "attack coach", None, None, None)]},
        ),
        (
            "It named Ada Lund, a lawyer, as its chair.",
            [("Ada Lund", PERSON)],
            {"Ada Lund": [("lawyer", "lawyer", None, None, None), ("chair", "chair", None, None, None)]},
        ),
        (
            "Vesta sacked Ada Lund as manager in May.",
            [("Vesta", ORG), ("Ada Lund", PERSON)],
            {"Ada Lund": [("manager", "manager", None, None, "former")]},
        ),
        (
            "He swore in Ada Lund as Attorney General, and Bo Holm as minister.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {
                "Ada Lund": [("Attorney General", "Attorney General", None, None, None)],
                "Bo Holm": [("minister", "minister", None, None, None)],
            },
        ),
        (
            "Prosecution lawyers Ada Lund and Bo Holm spoke.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON)],
            {"Ada Lund": [("lawyer", "lawyers", None, None, None)]},
        ),
        (
            "The Reef Party (RP) Youth Leader, Ada Lund, left.",
            [("Reef Party", ORG), ("RP", ORG), ("Ada Lund", PERSON)],
            {"Ada Lund": [("Youth Leader", "Reef Party (RP) Youth Leader", "Reef Party", None, None)]},
        ),
        (
            "Ada Lund, a partner at Vesta, spoke.",
            [("Ada Lund", PERSON), ("Vesta", ORG)],
            {"Ada Lund": [("partner", "partner at Vesta", "Vesta", None, None)]},
        ),
        (
            "He wanted to replace Ada Lund as mayor.",
            [("Ada Lund", PERSON)],
            {"Ada Lund": [("mayor", "mayor", None, None, None)]},
        ),
        ("Police named Ada Lund as the suspect.", [("Ada Lund", PERSON)], {"Ada Lund": []}),
        ("He saw Ada Lund as a leader of men.", [("Ada Lund", PERSON)], {"Ada Lund": []}),
        (
            "The aide who hired Bo Holm said Ada Lund as mayor failed.",
            [("Bo Holm", PERSON), ("Ada Lund", PERSON)],
            {"Ada Lund": []},
        ),
        (
            "Ada Lund, as the chair of Vesta, spoke.",
            [("Ada Lund", PERSON), ("Vesta", ORG)],
            {"Ada Lund": [("chair", "chair of Vesta", "Vesta", None, None)]},
        ),
        (
            "Ada Lund, managing partner at Vesta, spoke.",
            [("Ada Lund", PERSON), ("Vesta", ORG)],
            {"Ada Lund": [("managing partner", "managing partner at Vesta", "Vesta", None, None)]},
        ),
        ("Ada Lund, partner of a teacher, spoke.", [("Ada Lund", PERSON)], {"Ada Lund": []}),
        (
            "Ada Lund, his old friend and head of Vesta, left.",
            [("Ada Lund", PERSON), ("Vesta", ORG)],
            {"Ada Lund": [("head", "head of Vesta", "Vesta", None, None)]},
        ),
        (
            "The US ambassador to the UN Ada Lund spoke.",
            [("US", "PLACE"), ("UN", ORG), ("Ada Lund", PERSON)],
            {"Ada Lund": [("ambassador", "US ambassador to the UN", "UN", "US", None)]},
        ),
        (
            "They met the mayor of Oslo Ada Lund.",
            [("Oslo", "PLACE"), ("Ada Lund", PERSON)],
            {"Ada Lund": [("mayor", "mayor of Oslo", None, "Oslo", None)]},
        ),
        ("In the view of Oslo Ada Lund won.", [("Oslo", "PLACE"), ("Ada Lund", PERSON)], {"Ada Lund": []}),
        ("Ada Lund laughed when the host asked.", [("Ada Lund", PERSON)], {"Ada Lund": []}),
        (
            "He rang Ada Lund, and Bo Holm's spokesman, Cy Dahl, spoke.",
            [("Ada Lund", PERSON), ("Bo Holm", PERSON), ("Cy Dahl", PERSON)],
            {"Ada Lund": [], "Cy Dahl": [("spokesman", "Bo Holm's spokesman", None, None, None)]},
        ),
        (
            "U.S. Rep. Ada Lund, D-Minn., spoke.",
            [("U.S.", "PLACE"), ("Ada Lund", PERSON)],
            {"Ada Lund": [("Rep.", "U.S. Rep.", "Democratic Party", "Minnesota", None)]},
        ),
    ],
)
def test_roles_said_of_more_than_one_or_by_somebody_else(text, names, wanted):
    found = roles(text, *names)
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "people", "tie"),
    [
        (
            "Ada Lund, vice president and a daughter of the late founder Bo Holm, sold.",
            ("Ada Lund", "Bo Holm"),
            "daughter",
        ),
        ("Ada Lund is the niece of Bo Holm.", ("Ada Lund", "Bo Holm"), "niece"),
        ("Bo Holm's chief of staff, Ada Lund, resigned.", ("Ada Lund", "Bo Holm"), "chief of staff"),
        # Whose wife she is, the words do not say; nor whose spokesman the first is.
        ("Bo Holm said the accused paid his wife, Ada Lund.", ("Bo Holm", "Ada Lund"), None),
        ("He rang Ada Lund, and Bo Holm's spokesman spoke.", ("Ada Lund", "Bo Holm"), None),
    ],
)
def test_ties_of_the_words_between_two_people(text, people, tie):
    _, relations = read(text, *((name, PERSON) for name in people))
    assert [(r.person, r.role, r.other_person) for r in relations if r.other_person] == (
        [(people[0], tie, people[1])] if tie else []
    )
