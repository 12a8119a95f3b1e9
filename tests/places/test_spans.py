"""Where the names of places begin and end: what is split, what is completed, what stays."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.places.spans import mend_spans

TWO_PLACES = [
    ("GENEVA, Switzerland", ["GENEVA", "Switzerland"]),
    ("Adams County, Ohio", ["Adams County", "Ohio"]),
    ("Siena, Italy", ["Siena", "Italy"]),
    ("Karachi's Clifton", ["Karachi", "Clifton"]),
    ("China’s Xinjiang", ["China", "Xinjiang"]),
    ("Springfield (Illinois)", ["Springfield", "Illinois"]),
    ("Springfield (Illinois", ["Springfield", "Illinois"]),
    ("Nilambur (Malappuram", ["Nilambur", "Malappuram"]),
    ("London, Ontario, Canada", ["London", "Ontario", "Canada"]),
    ("Athens, Ga. Springfield", ["Athens", "Ga.", "Springfield"]),
    ("St. Louis, Mo.", ["St. Louis", "Mo."]),
    ("Dhaka-Chittagong", ["Dhaka", "Chittagong"]),
    ("Lima. Cusco", ["Lima", "Cusco"]),
    ("Quito\nGuayaquil", ["Quito", "Guayaquil"]),
]
ONE_PLACE = [
    "Washington, D.C.", "Stoke-on-Trent", "Winston-Salem", "Trinidad and Tobago", "St. John's Wood", "King's Cross", "Land's End",
    "Baden-Württemberg", "Frankfurt (Oder)", "U. S. Virgin Islands", "Fort Worth", "Rio de Janeiro", "Coeur d'Alene",
]  # fmt: skip
CUT_SHORT = [
    ("In St. John's, the capital", ["St. John"], ["St. John's"]),
    ("ST. JOHN'S, Antigua", ["ST", "JOHN", "Antigua"], ["ST. JOHN'S", "Antigua"]),
    ("to Congo-Brazzaville on Monday", ["Congo", "Brazzaville"], ["Congo-Brazzaville"]),
    ("to Congo-Brazzaville on Monday", ["Brazzaville"], ["Congo-Brazzaville"]),
    ("in Guinea-Bissau on Monday", ["Guinea"], ["Guinea-Bissau"]),
    ("Moscow's streets", ["Moscow"], ["Moscow"]),
    ("Russia's Kazan", ["Russia"], ["Russia"]),
]


def spans_of(text, names):
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
    return spans


@pytest.mark.parametrize(("joined", "parts"), TWO_PLACES)
def test_joined_names_are_split(joined, parts):
    text = f"He was in {joined} then."
    assert [text[a:b] for a, b in mend_spans(text, spans_of(text, [joined]))] == parts


@pytest.mark.parametrize("name", ONE_PLACE)
def test_one_name_stays_one(name):
    text = f"He was in {name} then."
    assert [text[a:b] for a, b in mend_spans(text, spans_of(text, [name]))] == [name]


@pytest.mark.parametrize(("text", "given", "wanted"), CUT_SHORT)
def test_names_cut_short_are_completed(text, given, wanted):
    assert [text[a:b] for a, b in mend_spans(text, spans_of(text, given))] == wanted


def test_no_name_grows_into_another_entity():
    text = "He met Congo-Brazzaville United there."
    assert mend_spans(text, [(7, 12)], others=[(13, 31)]) == [(7, 12)]


@given(
    st.text(alphabet="aB .,'’()-\nSt", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
@settings(deadline=None, max_examples=150)
def test_spans_are_in_order_and_mend_once(text, pairs):
    spans = sorted({(min(a, b), min(max(a, b), len(text))) for a, b in pairs if min(a, b) < min(max(a, b), len(text))})
    found = mend_spans(text, spans)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_long_spans_stay_cheap():
    began = time.process_time()
    for text in (
        "Paris, " * 20_000,
        "Paris (" * 20_000,
        "A.B. " * 20_000,
        "Paris's " * 20_000,
        "Paris-" * 20_000,
        "\n" * 50_000,
    ):
        mend_spans(text, [(0, len(text))])
    assert time.process_time() - began < 10
