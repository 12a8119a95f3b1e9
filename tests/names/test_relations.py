"""Roles as statements and the relations that follow from them, on entities made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.names import find_relations
from newsx.names.entities import read_names
from newsx.names.relations import fold_roles
from newsx.records import EntityGroup, NameMention, Role


def read(text, *names):
    """The entities and relations of a text in which each (name, label) is marked wherever it stands."""
    mentions = []
    for name, label in names:
        start = text.find(name)
        while start >= 0:
            if not any(m.start <= start < m.end for m in mentions):
                mentions.append(NameMention(name, label, start))
            start = text.find(name, start + 1)
    return read_names(text, sorted(mentions, key=lambda m: m.start))


def roles(text, *names):
    entities, _ = read(text, *names)
    return {
        e.name: [(r.text, r.phrase, r.organisation, r.place, r.status) for r in e.roles]
        for e in entities
        if e.label == "PERSON"
    }


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        (
            "Ada Lund, chairwoman of the port's main union, the Dockers League, spoke.",
            [("Ada Lund", "PERSON"), ("Dockers League", "ORG")],
            ("chairwoman", "chairwoman of the port's main union", None, None, None),
        ),
        (
            "Former Danish rail executive Ada Lund spoke.",
            [("Ada Lund", "PERSON"), ("Danish", "NORP")],
            ("rail executive", "Former Danish rail executive", None, "Denmark", "former"),
        ),
        (
            "The Tea Export Board (TEB) head Ada Lund spoke.",
            [("Ada Lund", "PERSON"), ("Tea Export Board", "ORG")],
            ("head", "Tea Export Board (TEB) head", "Tea Export Board", None, None),
        ),
        (
            "Ada Lund, who chairs the Tea Export Board, spoke.",
            [("Ada Lund", "PERSON"), ("Tea Export Board", "ORG")],
            ("chair", "chairs the Tea Export Board", "Tea Export Board", None, None),
        ),
        (
            "Ada Lund spoke first. She is a professor of law at Aarhus College.",
            [("Ada Lund", "PERSON"), ("Aarhus College", "ORG")],
            ("professor of law", "professor of law at Aarhus College", "Aarhus College", None, None),
        ),
    ],
)
def test_a_role_is_a_statement(text, names, wanted):
    assert roles(text, *names)["Ada Lund"] == [wanted]


def test_a_role_names_the_entity_it_belongs_to():
    text = "The Tea Export Board (TEB) met. TEB head Ada Lund, 52, spoke in Denmark, where the Danish minister Bo Holm was."
    entities, relations = read(
        text, ("Ada Lund", "PERSON"), ("Bo Holm", "PERSON"), ("Tea Export Board", "ORG"), ("Denmark", "PLACE"), ("Danish", "NORP")
    )  # fmt: skip
    found = {(r.person, r.role, r.organisation, r.place) for r in relations}
    assert found == {("Ada Lund", "head", "Tea Export Board", None), ("Bo Holm", "minister", None, "Denmark")}
    ada = next(e for e in entities if e.name == "Ada Lund")
    assert (ada.age.value, text[ada.age.start : ada.age.end]) == (52, "52")
    assert next(e for e in entities if e.name == "Bo Holm").roles[0].country_code == "DK"


def test_relations_of_entities_made_elsewhere():
    text = "Bo Holm's wife Ada Lund, an aide to Ida Krag, left the Tea Board."
    people = [("Bo Holm", 0), ("Ada Lund", text.index("Ada")), ("Ida Krag", text.index("Ida"))]
    entities = [EntityGroup("PERSON", name, (), (NameMention(name, "PERSON", at),)) for name, at in people]
    ties = [(r.person, r.relation, r.role, r.other_person) for r in find_relations(text, entities)]
    assert ties == [("Ada Lund", "kin", "wife", "Bo Holm")]
    assert all(text[r.start : r.end] for r in find_relations(text, entities))


@pytest.mark.parametrize(
    ("text", "place", "party"),
    [
        ("Sen. Ada Lund (D-Minn.) spoke.", "Minnesota", "Democratic Party"),
        ("Rep. Ada Lund, R-N.C., spoke.", "North Carolina", "Republican Party"),
        ("Sen. Ada Lund (I-Vt.) spoke.", "Vermont", None),
        ("MP Ada Lund (PKR-Sungai Buloh) spoke.", "Sungai Buloh", "PKR"),
    ],
)
def test_party_and_seat_are_facts_of_the_role(text, place, party):
    ((_, _, organisation, where, _),) = roles(text, ("Ada Lund", "PERSON"))["Ada Lund"]
    assert (organisation, where) == (party, place)


def test_roles_that_say_the_same_are_one():
    short = Role("minister", "minister", 50, 58)
    long = Role("foreign minister", "Peru's foreign minister", 10, 33, place="Peru")
    other = Role("minister", "Chile's minister", 70, 86, place="Chile")
    rank = Role("General", "General", 90, 97)
    attorney = Role("Attorney General", "Attorney General", 100, 116)
    assert fold_roles([short, long, other, rank, attorney]) == (long, other, rank, attorney)


def test_an_owner_of_the_moment_is_no_part_of_an_office():
    text = "Arce was Morales’ economy minister."
    assert roles(text, ("Arce", "PERSON"), ("Morales", "PERSON"))["Arce"][0][:2] == (
        "economy minister",
        "economy minister",
    )


def test_what_a_crowd_leads_is_no_role():
    assert roles("Ada Lund leads the race.", ("Ada Lund", "PERSON"))["Ada Lund"] == []
    assert roles("Ada Lund led the way out.", ("Ada Lund", "PERSON"))["Ada Lund"] == []


_WORDS = st.sampled_from(
    [
        "Ada",
        "Lund",
        "chairman",
        "of",
        "the",
        "Tea",
        "Board",
        ",",
        "who",
        "is",
        "former",
        "his",
        "wife",
        "'s",
        "(",
        ")",
        "and",
        "Peru",
        "minister",
        "said",
        ".",
        "\n",
        "52",
        "R-Texas",
    ]
)


@given(st.lists(_WORDS, max_size=40))
def test_every_offset_quotes_the_text(words):
    text = " ".join(words)
    entities, relations = read(text, ("Ada Lund", "PERSON"), ("Ada", "PERSON"), ("Tea Board", "ORG"), ("Peru", "PLACE"))
    for entity in entities:
        assert all(text[r.start : r.end] == r.phrase for r in entity.roles)
    assert all(0 <= r.start < r.end <= len(text) for r in relations)
    assert relations == tuple(sorted(relations, key=lambda r: (r.start, r.end, r.person, r.relation)))
