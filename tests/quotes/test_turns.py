"""Interviews and transcripts: each turn has its speaker."""

from __future__ import annotations

from quoted import quotes

LUND, OKORO = "Ada Lund", "Emeka Okoro"


def said(text, *people, **options):
    return [(quote.text, quote.speaker and quote.speaker.name) for quote in quotes(text, *people, **options)]


def test_questions_and_answers():
    text = "Ada Lund builds bridges. We met her in Oslo.\n\nQ: When does it open?\n\nA: In May, I hope.\n\nQ: And then?\n\nA: Then we rest."
    assert said(text, LUND) == [
        ("When does it open?", None),
        ("In May, I hope.", LUND),
        ("And then?", None),
        ("Then we rest.", LUND),
    ]


def test_names_as_labels():
    text = "The debate\n\nLUND: It opens in May.\n\nOKORO: It does not.\n\nLUND: It does.\n\nMODERATOR: Thank you.\n\nMODERATOR: Good night."
    people = [LUND, OKORO]
    text = f"Ada Lund met Emeka Okoro.\n\n{text}"
    assert said(text, *people) == [
        ("It opens in May.", LUND),
        ("It does not.", OKORO),
        ("It does.", LUND),
        ("Thank you.", None),
        ("Good night.", None),
    ]


def test_nobody_is_asked_where_two_are_named():
    text = "Ada Lund and Emeka Okoro came.\n\nQ: When does it open?\n\nA: In May, I hope.\n\nQ: And then?"
    assert [speaker for _, speaker in said(text, LUND, OKORO)] == [None, None, None]


def test_lists_are_no_interviews():
    text = "Ada Lund invites.\n\nPlace: the bridge\n\nTime: noon\n\nPrice: free"
    assert said(text, LUND) == []


def test_dashes_open_turns():
    text = "Hablamos con Ana.\n\n—¿Cuándo se abre?\n\n—En mayo.\n\n—¿Y después?"
    assert [words for words, _ in said(text, language="es")] == ["¿Cuándo se abre?", "En mayo.", "¿Y después?"]
