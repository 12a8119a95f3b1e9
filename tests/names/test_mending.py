"""What is marked and is no entity, where names begin and end, and labels by the words beside a name: must go, must stay."""

import pytest
from test_relations import read

from newsx.names.cleaning import bare_span
from newsx.names.entities import build_entities
from newsx.records import NameMention


def names(text, *marked):
    entities, _ = read(text, *marked)
    return {(e.name, e.label) for e in entities}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Cyclone Mirelle hit the coast. Mirelle was weak.", [("Cyclone Mirelle", "PERSON"), ("Mirelle", "PERSON")]),
        ("Tropical Storm Otis turned.", [("Otis", "PERSON")]),
        ("The CEO said GDP rose by $20bn.", [("CEO", "ORG"), ("GDP", "ORG"), ("$20bn", "ORG")]),
        ("Rep. Lund (R-N.C.) spoke.", [("R-N.C.", "ORG")]),
        ("Peronism was back.", [("Peronism", "PERSON")]),
        ("The MV Astoria sank.", [("Astoria", "PERSON")]),
        ("The frigate Admiral Gorsk sailed.", [("Gorsk", "PERSON")]),
        ("The Soyuz capsule landed.", [("Soyuz", "ORG")]),
        (
            "A dam burst.\n\n(Reporting by Ada Lund; Editing by Bo Holm)",
            [("Ada Lund", "PERSON"), ("Bo Holm", "PERSON")],
        ),
        ("A dam burst. (Reporting by Ada Lund; Editing by Bo Holm)", [("Ada Lund", "PERSON"), ("Bo Holm", "PERSON")]),
        ("Photo: Ada Lund / Agency", [("Ada Lund", "PERSON")]),
        ("The Obamas' house was sold.", [("Obamas", "ORG")]),
    ],
)
def test_what_is_no_entity_goes(text, marked):
    assert names(text, *marked) == set()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("US troops left.", [("US", "PLACE")]),
        ("The NPL Institute met.", [("NPL Institute", "ORG")]),
        ("Ada Lund was editing by hand, she said.", [("Ada Lund", "PERSON")]),
        ("Robin Friday played.", [("Robin Friday", "PERSON")]),
        ("Gail Storm sang.", [("Gail Storm", "PERSON")]),
        ("The SpaceX capsule landed.", [("SpaceX", "ORG")]),
        ("MS Golwalkar wrote.", [("MS Golwalkar", "PERSON")]),
    ],
)
def test_what_is_one_stays(text, marked):
    assert names(text, *marked) == {(name, label) for name, label in marked}


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("The poet Bo Th. Holm read.", [("Bo Th", "PERSON"), ("Holm", "PERSON")], "Bo Th. Holm"),
        ("We met A.P.J. Adul Karam.", [("Adul Karam", "PERSON")], "A.P.J. Adul Karam"),
        ("Then M. K. Stolin spoke.", [("Stolin", "PERSON")], "M. K. Stolin"),
        ("Gen. Wm. T. Harlan led.", [("Harlan", "PERSON")], "Wm. T. Harlan"),
        ("It was Bo Holm Jr. who left.", [("Bo Holm", "PERSON")], "Bo Holm Jr."),
        ("It was Bo Erik Holm Monday.", [("Bo Erik Holm Monday", "PERSON")], "Bo Erik Holm"),
        ("In the U.S. Holm said so.", [("Holm", "PERSON")], "Holm"),
        ("They chose Plan B. Holm said so.", [("Holm", "PERSON")], "Holm"),
        ("BO HOLM spoke. Holm left.", [("BO HOLM", "PERSON"), ("Holm", "PERSON")], "BO HOLM"),
        ("BO HOLM spoke. Bo Holm left.", [("BO HOLM", "PERSON"), ("Bo Holm", "PERSON")], "Bo Holm"),
    ],
)
def test_names_of_people_are_whole(text, marked, name):
    assert names(text, *marked) == {(name, "PERSON")}


@pytest.mark.parametrize(
    ("text", "marked", "label"),
    [
        ("Ms Florence disagreed.", [("Florence", "PLACE")], "PERSON"),
        ("Judge Jordan ruled.", [("Jordan", "PLACE")], "PERSON"),
        ("The A.U. met.", [("A.U.", "PLACE")], "ORG"),
        ("The U.K. left.", [("U.K.", "ORG")], "PLACE"),
        ("Shares in Halifax fell.", [("Halifax", "PLACE")], "ORG"),
        ("Halifax, a British lender, fell.", [("Halifax", "PLACE")], "ORG"),
        ("He lives in Halifax, a city that firm left.", [("Halifax", "PLACE")], "PLACE"),
        ("Leeds United lost a league match.", [("Leeds United", "PLACE")], "ORG"),
        ("He left Mexico City after the match.", [("Mexico City", "PLACE")], "PLACE"),
        ("Dr Lincoln disagreed.", [("Lincoln", "PLACE")], "PERSON"),
        ("St Albans is old.", [("Albans", "PLACE")], "PLACE"),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(text, marked, label):
    assert {kind for _, kind in names(text, *marked)} == {label}


def test_clubs_win_and_lose():
    text = "Marseille lost to Lyon 3-1 on Sunday. Fans from Marseille sang in Paris."
    marked = [("Marseille", "PLACE"), ("Lyon", "PLACE"), ("Paris", "PLACE")]
    assert names(text, *marked) == {("Marseille", "ORG"), ("Lyon", "ORG"), ("Paris", "PLACE")}


def test_acronyms_that_are_introduced_are_found_and_joined():
    text = "The Tonga Revenue Authority (TRA) said so. TRA agents came, Tra said."
    entities, _ = read(text, ("Tonga Revenue Authority", "ORG"), ("Tra", "PERSON"))
    ((name, aliases, acronym),) = [(e.name, e.aliases, e.acronym) for e in entities]
    assert (name, aliases, acronym) == ("Tonga Revenue Authority", ("TRA", "Tra"), "TRA")


def test_a_bank_is_not_its_tribunal():
    marked = [("Lakes Development Bank Tribunal", "ORG"), ("Lakes Development Bank", "ORG")]
    text = "The Lakes Development Bank Tribunal heard the Lakes Development Bank."
    assert len(names(text, *marked)) == 2


def test_a_family_is_not_one_person():
    text = "John Halloran was held. Mr Halloran denied it. Ms Halloran, his sister, wept."
    entities, _ = read(text, ("John Halloran", "PERSON"), ("Halloran", "PERSON"))
    assert [len(e.mentions) for e in entities] == [2, 1]


def test_one_person_is_not_a_family():
    text = "Jane Halloran was held. Ms Halloran denied it. Halloran wept."
    entities, _ = read(text, ("Jane Halloran", "PERSON"), ("Halloran", "PERSON"))
    assert [len(e.mentions) for e in entities] == [3]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The Bank of Kenya met.", "Bank of Kenya", "KE"),
        ("Peru's Supreme Court met.", "Supreme Court", "PE"),
        ("The Nigerian Army came.", "Army", "NG"),
        ("The Army came.", "Army", None),
        ("The US-China Council met.", "US-China Council", None),
    ],
)
def test_an_organisation_has_its_country(text, name, code):
    entities, _ = read(text, (name, "ORG"))
    assert [e.country_code for e in entities] == [code]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tan Cheng Bock", "Tan Cheng Bock"),
        ("Tan Sri Lim Boon Keat", "Lim Boon Keat"),
        ("Engr Chidi Obi", "Chidi Obi"),
        ("Hajia Zainab Garba", "Zainab Garba"),
        ("Robert Alston Sr.", "Robert Alston Sr."),
    ],
)
def test_titles_of_regions_are_cut_off_names(words, name):
    start, end = bare_span(words, 0, len(words), "PERSON")
    assert words[start:end] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [("League One club", "League One"), ("Club Brugge", "Club Brugge"), ("Board of club", "Board of club")],
)
def test_a_plain_kind_behind_an_organisation_is_cut_off(words, name):
    start, end = bare_span(words, 0, len(words), "ORG")
    assert words[start:end] == name


def test_a_party_ends_before_the_level_of_an_office():
    text = "Bharatiya Janata Party State president Anil Rao spoke, and Islamic State leaders fled."
    mentions = [
        NameMention("Bharatiya Janata Party State", "ORG", 0),
        NameMention("Anil Rao", "PERSON", text.index("Anil")),
        NameMention("Islamic State", "ORG", text.index("Islamic")),
    ]
    names = [entity.name for entity in build_entities(text, mentions)]
    assert names == ["Bharatiya Janata Party", "Anil Rao", "Islamic State"]


def test_the_last_word_of_a_club_stands_for_it_in_a_role():
    text = "Kaizer Chiefs won. Chiefs coach Themba Nkosi was glad."
    mentions = [NameMention("Kaizer Chiefs", "ORG", 0), NameMention("Themba Nkosi", "PERSON", text.index("Themba"))]
    person = build_entities(text, mentions)[1]
    assert [(role.text, role.organisation) for role in person.roles] == [("coach", "Kaizer Chiefs")]


def test_a_party_in_brackets_parts_no_name_from_what_is_stated():
    text = "Rodrigo Paredes (Comunidad, Tarija), who chairs the Press Council, spoke."
    mentions = [NameMention("Rodrigo Paredes", "PERSON", 0), NameMention("Press Council", "ORG", text.index("Press"))]
    person = build_entities(text, mentions)[0]
    assert ("chair", "Press Council") in [(role.text, role.organisation) for role in person.roles]


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("Cocoa fell, said Van Loon & Pieters.", [("Van Loon & Pieters", "PERSON")], {("Van Loon & Pieters", "ORG")}),
        ("The governor of the Antofagasta region spoke.", [("Antofagasta", "ORG")], {("Antofagasta", "PLACE")}),
        (
            "Shops in Amhara closed. The Amhara region is quiet.",
            [("Amhara", "ORG"), ("Amhara", "ORG")],
            {("Amhara", "PLACE")},
        ),
        ("Antofagasta said its profit fell.", [("Antofagasta", "ORG")], {("Antofagasta", "ORG")}),
    ],
)
def test_firms_of_two_names_and_names_of_regions(text, marked, wanted):
    assert names(text, *marked) == wanted
