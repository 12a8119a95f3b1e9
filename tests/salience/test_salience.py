"""How much an article is about each of its entities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.records import EntityGroup, NameMention
from newsx.salience import FEATURES, MAIN, measure, score_salience

TEXT = (
    "Ada Lund opened the bridge over the Sava on Monday. Lund said the work took four years.\n\n"
    "The Harbour Board paid for it. Traffic from Ruma will use it, Lund said.\n\n"
    "Bo Holm, an engineer from Ruma, watched."
)


def entity(label, *forms, text=TEXT):
    mentions = []
    for form in forms:
        start = text.find(form)
        while start >= 0:
            if not any(m.start <= start < m.end for m in mentions):
                mentions.append(NameMention(form, label, start))
            start = text.find(form, start + 1)
    return EntityGroup(label, forms[0], tuple(forms[1:]), tuple(sorted(mentions, key=lambda m: m.start)))


ENTITIES = [
    entity("PERSON", "Ada Lund", "Lund"),
    entity("PLACE", "Sava"),
    entity("ORG", "Harbour Board"),
    entity("PLACE", "Ruma"),
    entity("PERSON", "Bo Holm"),
]


def test_whom_the_article_is_about_comes_first():
    scores = score_salience(TEXT, ENTITIES, headline="Lund opens bridge")
    assert max(scores) == scores[0] >= MAIN
    assert scores[4] < MAIN


def test_the_headline_counts():
    without = score_salience(TEXT, ENTITIES, headline="Bridge opened")
    named = score_salience(TEXT, ENTITIES, headline="Harbour Board opens bridge")
    assert named[2] > without[2]
    assert named[0] == without[0]


def test_a_headline_that_stayed_in_the_text_is_one():
    text = "Holm opens the bridge\n\n" + TEXT
    entities = [entity("PERSON", "Bo Holm", "Holm", text=text)]
    (row,) = measure(text, entities, None)
    assert row[FEATURES.index("in_headline")] == 1


def test_features_are_those_of_the_mentions():
    row = dict(zip(FEATURES, measure(TEXT, ENTITIES, None)[0], strict=True))
    assert row["in_first_sentence"] == row["opens_text"] == row["speaks"] == row["is_person"] == 1
    assert row["share_of_top"] == 1
    assert row["opens_sentences"] == pytest.approx(2 / 3)


@given(st.text(max_size=60), st.lists(st.integers(0, 59), max_size=5))
def test_any_text_gives_shares(text, starts):
    entities = [EntityGroup("ORG", "x", (), (NameMention(text[a : a + 3] or "x", "ORG", a),)) for a in sorted(starts)]
    assert all(0 <= score <= 1 for score in score_salience(text, entities))
