"""The component that finds quotes: evidence before the body stays out, and what the Context asks for is looked for."""

from __future__ import annotations

import pytest
import spacy

from newsx.records import Context

EVIDENCE = "“No bridge,” says Lund\n\n"
BODY = "“We will rebuild it,” Ada Lund said."


def annotated(asked: str):
    nlp = spacy.blank("en")
    nlp.add_pipe("newsx_names")
    nlp.add_pipe("newsx_quotes")
    doc = nlp.make_doc(EVIDENCE + BODY)
    start = doc.text.index("Ada Lund")
    doc.ents = [doc.char_span(start, start + 8, label="PERSON")]
    doc.user_data["newsx"] = Context(body_start=len(EVIDENCE), quotes=asked)
    return nlp(doc)


def test_quotes_of_the_body_have_offsets_of_the_doc():
    doc = annotated("direct")
    (quote,) = doc._.quotes
    assert doc.text[quote.start : quote.end] == quote.text == "We will rebuild it,"
    assert doc.text[quote.source.start : quote.source.end] == quote.source.text == "Ada Lund"
    assert doc.text[quote.cue.start : quote.cue.end] == "said"
    assert quote.speaker.name == "Ada Lund"


@pytest.mark.parametrize("asked", ["none"])
def test_none_are_found_when_none_are_asked(asked):
    assert not annotated(asked)._.quotes


def test_without_entities_there_are_sources():
    nlp = spacy.blank("en")
    nlp.add_pipe("newsx_quotes")
    (quote,) = nlp(BODY)._.quotes
    assert (quote.source.text, quote.speaker) == ("Ada Lund", None)
