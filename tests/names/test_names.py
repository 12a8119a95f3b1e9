"""Names joined within an article and compared across articles."""

import dataclasses
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import assert_linear

from newsx.names import compare_organisations, compare_people, consolidate
from newsx.names.grouping import mend_labels
from newsx.names.organisations import SAME_ORGANISATION
from newsx.names.people import SAME_PERSON
from newsx.records import NameMention


def group(*names, label="PERSON"):
    """The groups of names, as sets of names; each name is mentioned in turn."""
    mentions = [NameMention(name, label, 30 * i) for i, name in enumerate(names)]
    return [{names[i] for i in indices} for indices in consolidate(mentions)]


# Four times the mentions take six to ten times as long (one to two seconds for ten thousand, all different): more than linear, but no
# square, which would be sixteen.
GROWTH = 1.85
# Below this, what is counted is noise.
LITTLE_SECONDS = 0.4

JOINED = [
    ("PERSON", "Vladimir Putin", "Putin"),
    ("PERSON", "Putin", "Vladimir Putin"),
    ("PERSON", "Xi Jinping", "Xi"),
    ("PERSON", "Vladimir Putin", "V. Putin"),
    ("PERSON", "President Putin", "Vladimir Putin"),
    ("PERSON", "George W. Bush", "George Bush"),
    ("PERSON", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("PERSON", "Recep Tayyip Erdoğan", "Erdogan’s"),
    ("PERSON", "Aung San Suu Kyi", "Suu Kyi"),
    ("PERSON", "Luiz Inácio Lula da Silva", "Lula"),
    ("PERSON", "Kassym-Jomart Tokayev", "Kassym-Jomart Takayev"),
    ("PERSON", "Jean Baptiste Mugabo Jr.", "Jean Baptiste Mugabo"),
    ("ORG", "International Monetary Fund", "IMF"),
    ("ORG", "Bank of Japan", "BoJ"),
    ("ORG", "European Union", "EU"),
    ("ORG", "Kurdistan Workers' Party", "PKK"),
    ("ORG", "Andes Copper Corp.", "Andes Copper"),
    ("ORG", "the Kremlin", "Kremlin"),
    ("ORG", "Green Party", "Greens"),
    ("PLACE", "United States", "U.S."),
    ("PLACE", "Burma", "Myanmar"),
    ("PLACE", "Rakhine State", "Rakhine"),
    ("PLACE", "Kiev", "Kyiv"),
    ("PLACE", "Türkiye", "Turkey"),
]

APART = [
    ("PERSON", "Aung San Suu Kyi", "Aung San"),
    ("PERSON", "Min Aung Hlaing", "Aung"),
    ("PERSON", "Kyaw Swar Lin", "Kyaw Swar Win"),
    ("PERSON", "Nyo Saw", "Nay Saw"),
    ("PERSON", "Joseph Moreau Sr.", "Joseph Moreau Jr."),
    ("PERSON", "Angela Merkel", "Alexander Merz"),
    ("PERSON", "Barack Obama", "Obamas"),
    ("ORG", "Apple", "Apple Music"),
    ("ORG", "Bundestag", "Bundesrat"),
    ("PLACE", "Mexico", "Mexico City"),
    ("PLACE", "Iran", "Iraq"),
    ("PLACE", "Slovakia", "Slovenia"),
]


@pytest.mark.parametrize(("label", "first", "second"), JOINED)
def test_forms_of_one_name_meet(label, first, second):
    assert group(first, second, label=label) == [{first, second}]


@pytest.mark.parametrize(("label", "first", "second"), APART)
def test_different_names_stay_apart(label, first, second):
    assert group(first, second, label=label) == [{first}, {second}]


def test_a_family_name_goes_to_the_nearest_of_two():
    names = ["Bill Clinton", "Hillary Clinton", "Clinton"]
    assert group(*names) == [{"Bill Clinton"}, {"Hillary Clinton", "Clinton"}]


def test_groups_stand_in_order_of_first_mention():
    mentions = [
        NameMention("Putin", "PERSON", 90),
        NameMention("Moscow", "PLACE", 10),
        NameMention("Vladimir Putin", "PERSON", 50),
    ]
    assert consolidate(mentions) == [[1], [2, 0]]


def test_labels_of_other_data_sets_are_understood():
    per, loc = {"text": "Vladimir Putin", "label": "PER", "start": 0}, {"text": "Putin", "label": "PERSON", "start": 30}
    assert consolidate([per, loc]) == [[0, 1]]
    gpe, fac = {"text": "Burma", "label": "GPE", "start": 0}, {"text": "Myanmar", "label": "LOC", "start": 30}
    assert consolidate([gpe, fac]) == [[0, 1]]


def test_unknown_labels_meet_by_equal_words_only():
    assert group("Nobel Peace Prize", "nobel peace prize", "Nobel", label="AWARD") == [
        {"Nobel Peace Prize", "nobel peace prize"},
        {"Nobel"},
    ]


def test_equal_words_of_different_labels_stay_apart():
    assert consolidate([NameMention("Jordan", "PERSON", 0), NameMention("Jordan", "PLACE", 20)]) == [[0], [1]]


def test_nothing_gives_nothing():
    assert consolidate([]) == []


def test_the_majority_mends_a_label():
    mentions = [NameMention("Sputnik", label, i) for i, label in enumerate(["ORG", "PLACE", "ORG"])]
    assert mend_labels(mentions) == ["ORG", "ORG", "ORG"]
    assert mend_labels(mentions[:2]) == ["ORG", "PLACE"]


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(["PERSON", "PLACE", "ORG", "X"])), max_size=12))
def test_every_index_stands_in_exactly_one_group(pairs):
    groups = consolidate([NameMention(text, label, i * 25) for i, (text, label) in enumerate(pairs)])
    assert sorted(i for indices in groups for i in indices) == list(range(len(pairs)))
    assert [indices[0] for indices in groups] == sorted(indices[0] for indices in groups)


@pytest.mark.parametrize("label", ["PERSON", "ORG", "PLACE"])
@pytest.mark.parametrize("shape", ["same family", "same given", "all new", "equal"])
def test_ten_thousand_mentions_take_little_time(label, shape):
    rng = random.Random(5)
    word = lambda: "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))).title()  # noqa: E731
    make = {
        "same family": lambda: f"{word()} Kovač",
        "same given": lambda: f"Ivan {word()}",
        "all new": lambda: f"{word()} {word()}",
        "equal": lambda: "Ivan Kovač",
    }[shape]
    mentions = [NameMention(make(), label, i * 20) for i in range(10_000)]
    assert_linear(lambda size: consolidate(mentions[:size]), 2_500, times=4, power=GROWTH, little=LITTLE_SECONDS)


HIGH = [
    ("Kassym-Jomart Tokayev", "Kassym-Jomart Takayev"),
    ("Kyaw Swa Lin", "Kyaw Swar Lin"),
    ("George Bush", "George W. Bush"),
    ("Moammar Gadhafi", "Muammar Qaddafi"),
    ("Recep Tayyip Erdoğan", "Mr. Recep Tayyip Erdogan"),
    ("Xi Jinping", "Jinping Xi"),
    ("V. Putin", "Vladimir Putin"),
    ("Bill Haverford", "William Haverford"),
    ("HAVERFORD, William", "William Haverford"),
    ("Sergey Lavrov", "Sergei Lawrov"),
]
LOW = [
    ("Nyo Saw", "Nay Saw"),
    ("Kyaw Swar Lin", "Kyaw Swar Win"),
    ("Aung San", "Aung San Suu Kyi"),
    ("Kan Zaw", "Khin Zaw"),
    ("Min Aung Hlaing", "Maung Maung Aye"),
    ("George H. Bush Sr.", "George H. Bush Jr."),
    ("Michelle Obama", "Barack Obama"),
    ("Putin", "Vladimir Putin"),
    ("", "Vladimir Putin"),
]


@pytest.mark.parametrize(("first", "second"), HIGH)
def test_spellings_of_one_person_are_alike(first, second):
    assert compare_people(first, second).score >= SAME_PERSON
    assert float(compare_people(second, first)) == compare_people(first, second).score


@pytest.mark.parametrize(("first", "second"), LOW)
def test_different_people_are_not(first, second):
    assert compare_people(first, second).score < SAME_PERSON
    assert compare_people(first, second).reason


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Siemens Aktiengesellschaft", "Siemens AG"),
        ("IMF", "International Monetary Fund"),
        ("The World Bank", "World Bank"),
        ("International Labour Organization", "International Labor Organization"),
        ("A.B.C. Company", "ABC Co."),
    ],
)
def test_spellings_of_one_body_are_alike(first, second):
    assert compare_organisations(first, second).score >= SAME_ORGANISATION


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Government of Estonia", "Government of Ethiopia"),
        ("Saudi Arabian Gas Company", "Saudi Arabian Oil Company"),
        ("Deutsche Bank Trust Company", "Deutsche Bank"),
        ("", "Siemens"),
    ],
)
def test_different_bodies_are_not(first, second):
    assert compare_organisations(first, second).score < SAME_ORGANISATION


@given(st.text(max_size=40), st.text(max_size=40))
def test_scores_are_even_handed_and_between_nothing_and_one(first, second):
    for compare in (compare_people, compare_organisations):
        result = compare(first, second)
        assert 0 <= result.score <= 1
        assert result.score == compare(second, first).score


def test_a_result_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        compare_people("Nyo Saw", "Nay Saw").score = 1.0


def test_the_import_is_light():
    code = "import sys, newsx.names; print([m for m in ('spacy', 'rapidfuzz', 'anyascii', 'pydantic') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
