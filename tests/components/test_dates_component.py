"""The component on Docs built by hand: no model is needed."""

import datetime as dt

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsx.components.dates import unclaimed
from newsx.components.factories import make_dates
from newsx.dates import find_dates
from newsx.records import Context

ANCHOR = dt.date(2025, 5, 9)


@pytest.fixture
def nlp():
    return spacy.blank("en")


def run(nlp, words, ents=(), anchor=ANCHOR):
    doc = Doc(nlp.vocab, words=words)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in ents]
    doc.user_data["newsx"] = Context(anchor=anchor)
    return make_dates(nlp, "newsx_dates")(doc)


def test_dates_are_found_without_a_tagger_and_entities_stay(nlp):
    doc = run(nlp, ["He", "left", "Accra", "last", "year"], [(2, 3, "PLACE")])
    assert [(mention.text, mention.value) for mention in doc._.dates] == [("last year", "2024")]
    assert [ent.text for ent in doc.ents] == ["Accra"]


def test_a_tagged_date_is_added_only_where_nothing_was_found(nlp):
    # "second day" is no date in running text; the tagger may say that it is one.
    words = ["It", "was", "the", "second", "day", "on", "Friday"]
    assert [mention.text for mention in run(nlp, words)._.dates] == ["Friday"]
    doc = run(nlp, words, [(3, 5, "DATE"), (6, 7, "DATE")])
    assert [mention.text for mention in doc._.dates] == ["second day", "Friday"]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        (["Tuesday", "Weld", "died", "in", "2020"], (0, 1)),
        (["Mark", "Friday", ",", "44", ",", "fled", "in", "2020"], (1, 2)),
        (["They", "saw", "1987", "new", "cases", "in", "2020"], (2, 3)),
        (["May", "he", "rest", ";", "he", "died", "in", "2020"], (0, 1)),
        (["Flight", "1998", "left", "in", "2020"], (1, 2)),
    ],
)
def test_what_the_grammar_has_refused_stays_refused_whatever_the_tagger_says(nlp, words, span):
    assert [mention.text for mention in run(nlp, words, [(*span, "DATE")])._.dates] == ["2020"]


def test_a_tagged_date_that_no_rule_reads_is_left_out(nlp):
    assert run(nlp, ["Zorblat", "came"], [(0, 1, "DATE")])._.dates == ()


def test_without_publication_date_only_explicit_dates_have_values(nlp):
    doc = run(nlp, ["On", "Friday", "in", "2021"], anchor=None)
    assert [mention.value for mention in doc._.dates] == [None, "2021"]


def test_no_context_at_all(nlp):
    doc = make_dates(nlp, "newsx_dates")(Doc(nlp.vocab, words=["in", "2021"]))
    assert [mention.value for mention in doc._.dates] == ["2021"]


def test_unclaimed_spans():
    mentions = find_dates("in 2021 and on Friday", anchor=ANCHOR)
    assert unclaimed([(0, 2), (3, 7), (8, 11), (15, 21)], mentions) == [(0, 2), (8, 11)]
