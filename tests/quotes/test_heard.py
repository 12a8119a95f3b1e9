"""Rules and model together: whom the rules leave open the model may name, what is said without marks counts where both find it."""

from __future__ import annotations

from typing import Any

import pytest
from quoted import quotes
from timing import assert_linear

from newsx.quotes import attribution, find, heard, retold
from newsx.quotes.heard import Heard, needs_hearing
from newsx.quotes.scene import Scene
from newsx.quotes.spans import labeller
from newsx.quotes.spans.labeller import PARTS, Span
from newsx.quotes.speakers import Answer

LUND, OKORO = "Ada Lund", "Emeka Okoro"
NAMED = Answer("PERSON", 0, "named", "named")


def parts(text: str, *marked: tuple[Any, str, float]) -> list[Span]:
    """Spans for words of a text, in order, all of one sentence."""
    spans = []
    for part, words, score in marked:
        start = text.index(words)
        assert part in PARTS
        spans.append(Span(start, start + len(words), part, score, start, start + len(words), 0))
    return sorted(spans, key=lambda span: span.start)


def hears(monkeypatch: pytest.MonkeyPatch, spans: list[Span]) -> list[Any]:
    """Let the model find these spans; return the list of paragraphs it is asked about."""
    asked: list[Any] = []

    def hear(scene: Scene, frames: object, paragraphs: object = None) -> Heard:
        asked.append(paragraphs)
        return Heard(spans)

    monkeypatch.setattr(attribution, "hear", hear)
    monkeypatch.setattr(retold, "hear", hear)
    return asked


@pytest.mark.parametrize(
    ("rule", "answer", "needs"),
    [
        ("none", None, True),
        ("shared_before", None, True),
        ("name_verb", None, False),
        ("reported", None, False),
        ("name_verb", NAMED, False),
        ("same_paragraph_others", NAMED, True),
        ("say_introduces", NAMED, False),
        ("say_introduces", NAMED._replace(label="ORG"), True),
    ],
)
def test_the_model_is_asked_where_the_rules_are_not_sure(rule, answer, needs):
    assert needs_hearing(rule, answer) is needs


def test_a_source_that_is_heard_speaks(monkeypatch):
    text = "It was late.\n\nIn a corner of the room stood Ada Lund. “This bridge is all we have.”"
    spans = parts(text, ("source", "Ada Lund", 0.9), ("content", "“This bridge is all we have.”", 0.9))
    asked = hears(monkeypatch, spans)
    (quote,) = quotes(text, LUND)
    assert asked == [[1]]
    assert (quote.speaker.name, quote.rule) == (LUND, "heard")


@pytest.mark.parametrize(("score", "name"), [(0.9, OKORO), (0.7, LUND)])
def test_another_one_has_to_be_surer(monkeypatch, score, name):
    text = "“We will rebuild it,” said Ada Lund. Emeka Okoro shook his head. “It will never be paid for.”"
    spans = parts(text, ("source", OKORO, score), ("content", "“It will never be paid for.”", 0.9))
    hears(monkeypatch, spans)
    assert quotes(text, LUND, OKORO)[1].speaker.name == name


def test_nobody_is_asked_where_every_quote_is_sure(monkeypatch):
    asked = hears(monkeypatch, [])
    quotes("“We will rebuild it,” said Ada Lund. “It will be open in May,” she said.", LUND)
    assert asked == []


@pytest.mark.parametrize("language", ["de", "es", "zh", "tr"])
def test_the_model_is_for_english(monkeypatch, language):
    def fail() -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(labeller, "load_labeller", fail)
    quotes("Ada Lund war da.\n\n„Wir bauen sie wieder auf und zwar bald.“", LUND, kinds="all", language=language)
    assert heard.hear(Scene("“We will.”", [], [], language), [None]).told == []


SAID = "Ada Lund said that the bridge would open in May."


@pytest.mark.parametrize(
    ("spans", "rules"),
    [
        (
            [("source", LUND, 0.9), ("cue", "said", 0.9), ("content", "that the bridge would open in May", 0.9)],
            ["told"],
        ),
        ([("source", LUND, 0.9), ("cue", "said", 0.9)], ["told"]),
        ([("source", LUND, 0.5), ("cue", "said", 0.9)], ["told_faint"]),
        ([("source", "the bridge", 0.9), ("cue", "would", 0.9)], []),
        ([], []),
    ],
)
def test_a_report_counts_where_both_find_it(monkeypatch, spans, rules):
    hears(monkeypatch, parts(SAID, *spans))
    assert [quote.rule for quote in quotes(SAID, LUND, kinds="all")] == rules


@pytest.mark.parametrize(("score", "rules"), [(0.95, ["heard_told"]), (0.8, ["heard_faint"]), (0.6, [])])
def test_a_report_that_is_heard_alone_has_to_be_sure(monkeypatch, score, rules):
    text = "Ada Lund, never one to wait, said twice on air it was time to open the bridge."
    words = "it was time to open the bridge"
    hears(monkeypatch, parts(text, ("source", LUND, score), ("cue", "said", score), ("content", words, score)))
    found = quotes(text, LUND, kinds="all")
    assert [quote.rule for quote in found] == rules
    assert [quote.text for quote in found] == [words] * len(rules)
    assert [bool(quote.speaker) for quote in found] == [rule == "heard_told" for rule in rules]


def test_an_opening_is_no_report():
    assert quotes("In her first speech, Ada Lund said on Monday.", LUND, kinds="all") == []


def test_many_cues_of_one_sentence_cost_no_more_than_their_number() -> None:
    assert_linear(lambda count: find("“Go,” " + "said the man, " * count + "“now go home.”", [], []), 2_000, times=4)
