"""The places component on Docs made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsx.components.factories import make_places
from newsx.records import Context, EntityGroup, NameMention

TEXT = "Myanmar ’s leader flew from Naypyitaw to Moscow , where Russian officials met him at Red Square ."


def make_doc(*ents):
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=TEXT.split(" "))
    spans = []
    for words, label in ents:
        start = next(i for i, token in enumerate(doc) if doc[i : i + len(words.split())].text == words)
        spans.append(Span(doc, start, start + len(words.split()), label=label))
    doc.ents = spans
    return nlp, doc


def group(label, name, *mentions):
    return EntityGroup(
        label, name, (), tuple(NameMention(text, label, TEXT.index(text)) for text in mentions or (name,))
    )


@pytest.fixture
def entities_extension():
    Doc.set_extension("entities", default=None, force=True)
    yield
    Doc.remove_extension("entities")


def test_groups_are_resolved(entities_extension):
    nlp, doc = make_doc(("Russian", "NORP"))
    doc._.entities = (
        group("PERSON", "leader"),
        group("PLACE", "Myanmar"),
        group("PLACE", "Moscow"),
        group("PLACE", "Red Square"),
        group("PLACE", "Russian"),
    )
    doc = make_places(nlp, "newsx_places")(doc)
    assert {index: place.country_code for index, place in doc._.places.items()} == {1: "MM", 2: "RU", 3: "RU"}
    assert doc._.focus[0].country_code == "RU"


def test_entities_of_the_doc_stand_in_for_groups():
    nlp, doc = make_doc(("Myanmar", "PLACE"), ("Naypyitaw", "PLACE"), ("Moscow", "PLACE"), ("Russian", "NORP"))
    doc.user_data["newsx"] = Context(country="MM")
    doc = make_places(nlp, "newsx_places")(doc)
    assert [doc._.places[i].country_code for i in range(3)] == ["MM", "MM", "RU"]
    assert doc._.focus[0].country_code == "MM"


def test_empty_doc_has_no_places():
    nlp = spacy.blank("en")
    doc = make_places(nlp, "newsx_places")(nlp(""))
    assert doc._.places == {}
    assert doc._.focus == ()


def test_factory_is_found_by_name():
    nlp = spacy.blank("en")
    nlp.add_pipe("newsx_places")
    doc = nlp(TEXT)
    assert doc._.places == {}
