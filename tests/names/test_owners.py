"""Whose a role is where its words point back, ages and kin told further on, on entities made by hand."""

import pytest
from test_relations import read, roles

PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"
ADA, BO, PORT = ("Ada Lund", PERSON), ("Bo Holm", PERSON), ("Port Board", ORG)


@pytest.mark.parametrize(
    ("text", "names", "owner"),
    [
        ("The Port Board closed a quay. Its spokeswoman, Ada Lund, said so.", [PORT], ("Port Board", None)),
        ("The Port Board closed a quay. Its spokeswoman in Vik, Ada Lund, said so.", [PORT, ("Vik", PLACE)], ("Port Board", "Vik")),
        ("It asked the Port Board, whose deputy chair, Ada Lund, came.", [PORT], ("Port Board", None)),
        ("The Vik Museum reopened. Ada Lund, the museum's director, spoke.", [("Vik Museum", PLACE)], (None, "Vik Museum")),
        ("Vesta Paints sold a quay. Ada Lund is the managing director of the company.", [("Vesta Paints", ORG)], ("Vesta Paints", None)),
        ("The Port Board plans a wall, district spokeswoman Ada Lund said.", [PORT], ("Port Board", None)),
        ("The Port Board lost money. Chief executive Ada Lund resigned.", [PORT], ("Port Board", None)),
        ("Ada Lund, secretary of the Vik regional youth council, spoke.", [("Vik", PLACE)], ("Vik regional youth council", "Vik")),
        ("Colonel Ada Lund of Norway's Port Board spoke.", [PORT, ("Norway", PLACE)], ("Port Board", "Norway")),
        ("Cllr Ada Lund (Lab) spoke.", [], ("Lab", None)),
        # The Port Board is no museum, "its" has nothing to mean, and a minister is of no firm.
        ("The Port Board met. Ada Lund, the museum's director, spoke.", [PORT], (None, None)),
        ("It rained in Vik. Its chairman, Ada Lund, spoke.", [], (None, None)),
        ("The Port Board met. Culture Minister Ada Lund spoke.", [PORT], (None, None)),
        ("The raid on the Port Board was no plan of hers, Chairwoman Ada Lund said.", [PORT], (None, None)),
    ],
)  # fmt: skip
def test_owner_that_the_words_point_back_to(text, names, owner):
    (found,) = roles(text, ADA, *names)["Ada Lund"]
    assert found[2:4] == owner


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ada Lund, who stepped down as chairman of the Port Board in June, spoke.", "former"),
        ("Ada Lund, who takes over as chairman of the Port Board in May, spoke.", "designate"),
        ("Ada Lund, who will become chairman of the Port Board, spoke.", "designate"),
        ("Ada Lund, who retires as chairman of the Port Board, spoke.", "outgoing"),
        ("Ada Lund, who is chairman of the Port Board, spoke.", None),
    ],
)
def test_status_told_by_a_verb(text, status):
    (found,) = roles(text, ADA, PORT)["Ada Lund"]
    assert (found[2], found[4]) == ("Port Board", status)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Ada Lund died on Wednesday. She was 91.", {"Ada Lund": 91}),
        ("Ada Lund left. The 59-year-old told the court so.", {"Ada Lund": 59}),
        ("Ada Lund, mayor since 2014, who died last week aged 58, was liked.", {"Ada Lund": 58}),
        ("Ada Lund, who turned 80, spoke.", {"Ada Lund": 80}),
        # "He" is not Ada; of two people the words do not say whose age it is; nobody is named.
        ("Ada Lund left. He was 91.", {}),
        ("A friend of Ada Lund met Bo Holm. The 59-year-old told the court so.", {}),
        ("It rained. The 59-year-old told the court so.", {}),
        ("Ada Lund left. The 16-year-old boy told the court so.", {}),
    ],
)
def test_age_told_further_on(text, ages):
    entities, _ = read(text, ADA, BO)
    assert {e.name: e.age.value for e in entities if e.age} == ages


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Bo Holm was met by his sister, the novelist Ada Lund.", "sister"),
        ("Bo Holm is dead. He leaves a wife, Ada Lund, and two sons.", "wife"),
        ("Bo Holm was a baker. In 1956 he married Ada Lund, a nurse.", None),
        ("Bo Holm was a baker. He married Ada Lund, a nurse.", "spouse"),
        ("Bo Holm is dead. He is survived by two daughters, Ada Lund and another.", "daughter"),
        ("The father of Bo Holm, Ada Lund, spoke.", "father"),
        ("The sisters Bo Holm and Ada Lund sang.", "sister"),
        ("Bo Holm left. His sister, the novelist Ada Lund, wept.", "sister"),
        # Another man may be meant.
        ("Bo Holm said the victim had paid his wife, the novelist Ada Lund.", None),
    ],
)
def test_kin_told_in_other_shapes(text, tie):
    _, relations = read(text, ADA, BO)
    found = [(r.person, r.role, r.other_person) for r in relations if r.other_person]
    assert found == ([("Ada Lund", tie, "Bo Holm")] if tie else [])


def test_a_family_name_alone_is_not_that_of_the_kin_brought_in():
    text = "Rafi Anwar was met by his wife, the novelist Shira Anwar. Anwar was held in May."
    entities, _ = read(text, ("Rafi Anwar", PERSON), ("Shira Anwar", PERSON))
    assert {e.name: len(e.mentions) for e in entities} == {"Rafi Anwar": 2, "Shira Anwar": 1}


@pytest.mark.parametrize(
    ("text", "name", "label", "wanted"),
    [
        ("She refused a title from King Olaf II in May.", "King Olaf II", PLACE, PERSON),
        ("She leaves Vikke, a former senator for the Greens.", "Vikke", PLACE, PERSON),
        ("She met Vikke, 61, of Oslo.", "Vikke", PLACE, PERSON),
        ("It rained in Vikke, a teacher said.", "Vikke", PLACE, PLACE),
        ("Talmi, the vaccine alliance, paid.", "Talmi", PERSON, ORG),
        ("Talmi's subsidiary in Vik lost money.", "Talmi", PERSON, ORG),
        ("Fianna Fáil spoke.", "Fianna Fáil", PERSON, ORG),
    ],
)
def test_label_that_the_words_beside_speak_for(text, name, label, wanted):
    entities, _ = read(text, (name, label))
    assert [(e.name, e.label) for e in entities] == [(name, wanted)]


def test_the_word_that_opens_a_sentence_is_no_part_of_the_name():
    text = "Vik voted. Tonight Vik sings. Tomorrow Group pays; Tomorrow Group is rich."
    entities, _ = read(text, ("Tonight Vik", ORG), ("Tomorrow Group", ORG), ("Vik", PLACE), ("Group", ORG))
    assert {"Vik", "Tomorrow Group"} <= {e.name for e in entities}
    assert "Tonight Vik" not in {e.name for e in entities}


def test_an_agency_is_not_the_body_it_belongs_to():
    entities, _ = read("The United Nations spoke. So did UNHCR.", ("United Nations", ORG), ("UNHCR", ORG))
    assert [e.name for e in entities] == ["United Nations", "UNHCR"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Port Board, then headed by Ada Lund, was wound up.", ("head", "Port Board", "former")),
        ("The Port Board is led by former sailor Ada Lund.", ("leader", "Port Board", None)),
        ("The Port Board, founded by Ada Lund, grew.", ("founder", "Port Board", None)),
        # It is led by another, and by Bo's brother.
        ("The Port Board is led by a friend of Ada Lund.", None),
        ("The Port Board is led by Ada Lund's brother.", None),
    ],
)
def test_role_by_a_verb_in_the_passive(text, wanted):
    found = [role for role in roles(text, ADA, PORT)["Ada Lund"] if role[2]]
    assert [(role[0], role[2], role[4]) for role in found] == ([wanted] if wanted else [])


def test_list_of_people_keeps_each_office_with_its_bearer():
    found = roles(
        "The mayor of Vik, Mrs Ada Lund, the chairman of the Port Board, Mr Bo Holm, were there.",
        ADA, BO, PORT, ("Vik", PLACE),
    )  # fmt: skip
    assert {name: [role[0] for role in held] for name, held in found.items()} == {
        "Ada Lund": ["mayor"],
        "Bo Holm": ["chairman"],
    }


def test_office_that_a_statement_behind_another_begins():
    held = roles("Ada Lund, the deputy chair of the Port Board, takes over as chief engineer in May.", ADA, PORT)
    assert [(role[0], role[4]) for role in held["Ada Lund"]] == [
        ("deputy chair", None),
        ("chief engineer", "designate"),
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [("King Olaf Hospital", PLACE), ("Olaf Lund Foundation", ORG), ("Olaf Lund", PERSON)],
)
def test_what_is_called_after_a_person_is_none(name, label):
    entities, _ = read(f"They met {name} in May.", (name, PERSON))
    assert [(e.name, e.label) for e in entities] == [(name, label)]


def test_part_of_a_body_is_not_the_body():
    network = ("UNESCO World Network of Reserves", ORG)
    entities, _ = read("UNESCO met. The UNESCO World Network of Reserves grew.", network, ("UNESCO", ORG))
    assert len(entities) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met Ada Lund and Bo Holm, lawyers for the Port Board.", [("lawyer", "Port Board")]),
        ("Ada Lund and Bo Holm, co-founders of the Port Board, spoke.", [("co-founder", "Port Board")]),
        # A herd is no calling, and one name is no list.
        ("Ada Lund and Bo Holm, cows of the Port Board, spoke.", []),
        ("Ada Lund, lawyers for the Port Board said, met Bo Holm.", []),
    ],
)
def test_role_in_the_plural_behind_a_list(text, wanted):
    found = roles(text, ADA, BO, PORT)
    assert [[(role[0], role[2]) for role in held] for held in found.values()] == [wanted, wanted]


def test_short_name_of_a_body_is_nobody():
    entities, _ = read(
        "She works at Vikdal Collegiate. Vikdal's head, Ada Lund, spoke.", ("Vikdal Collegiate", ORG), ("Vikdal", PERSON), ADA
    )  # fmt: skip
    assert {(e.name, e.label) for e in entities} == {("Vikdal Collegiate", ORG), ("Ada Lund", PERSON)}
