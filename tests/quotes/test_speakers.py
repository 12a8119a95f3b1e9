"""Who says what: on sentences made for each way a text can tell, and on those where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quoted import group, quotes

from newsx.quotes import find
from newsx.records import Role

LUND, OKORO, BERG = "Ada Lund", "Emeka Okoro", "John Berg"

SAID = [
    ("“We will rebuild the bridge,” said Ada Lund.", LUND, "named"),
    ("“We will rebuild the bridge,” Ada Lund said.", LUND, "named"),
    ("Ada Lund spoke first. “We will rebuild it,” Lund said.", LUND, "short_form"),
    ("“We will rebuild it,” said the mayor of Oslo, Ada Lund.", LUND, "named"),
    ("“We will rebuild it,” Ada Lund, the mayor of Oslo, said on Monday.", LUND, "named"),
    ("“We will rebuild it,” Ada Lund (Labour) told reporters.", LUND, "named"),
    ("Ada Lund told the council: “We will rebuild it.”", LUND, "named"),
    ("Ada Lund said the old bridge was “a danger to everyone who crosses it”.", LUND, "named"),
    ("According to Ada Lund, “the bridge will be open in May”.", LUND, "named"),
    ("The bridge is “a danger to everyone”, according to Ada Lund.", LUND, "named"),
    ("“We will,” said Ada Lund. “It will be open in May.”", LUND, "named"),
    ("Ada Lund met Emeka Okoro on Monday and said: “We will rebuild it.”", LUND, "named"),
    ("Ada Lund opened the meeting, saying: “We will rebuild it.”", LUND, "named"),
    ("With Ada Lund watching, Emeka Okoro said: “We will rebuild it.”", OKORO, "named"),
    ("On Monday, Emeka Okoro called the plan “a gift to the builders”.", OKORO, "named"),
    ("Ada Lund was late. “We will rebuild it,” she said.", LUND, "pronoun"),
    ("Emeka Okoro told her so.\n\nJohn Berg came too. “It is late,” he said.", BERG, "pronoun"),
    ("Ada Lund and John Berg came. “It is late,” she said.", LUND, "pronoun"),
    ("Ada Lund explained the plan:\n\n“We will rebuild the bridge in a year.”", LUND, "named"),
    ("Emeka Okoro was asked by Ada Lund: “Who will pay for the bridge?”", LUND, "named"),
    ("Emeka Okoro was quoted as saying: “We will rebuild it.”", OKORO, "named"),
    ("“We will rebuild it,” Emeka Okoro was quoted saying by a paper.", OKORO, "named"),
    ("Following the flood, Ada Lund pressed on with the plan, saying “the bridge is safe”.", LUND, "named"),
    ("“We will rebuild it” Ada Lund said.", LUND, "named"),
    ("“We will rebuild it.” Ada Lund said.", LUND, "named"),
    ("‘We will rebuild it,’ Ada Lund said.", LUND, "named"),
    ("Ada Lund wrote on X: “We will rebuild it.”", LUND, "named"),
    ("Ada Lund: “We will rebuild it this year.”", LUND, "named"),
    ("“We will rebuild it this year.” — Ada Lund\n\n“It is late.” — John Berg", LUND, "named"),
    ("BRIDGE TO OPEN IN MAY - Ada Lund: “We will rebuild it this year.”", LUND, "named"),
    ("Ada Lund presses for the bridge on every visit: “We will rebuild it this year.”", LUND, "named"),
    ("The mayor, Ada Lund, said: “We will rebuild it.”", LUND, "named"),
    ("Emeka Okoro said that Ada Lund told an agent, “We will rebuild it.”", LUND, "named"),
    ("With Ada Lund saying “the bridge is safe”, it will open in May.", LUND, "named"),
    ("It brought an answer from Ada Lund, who said “the bridge is safe”.", LUND, "named"),
    ("The acting mayor Ada Lund said “the bridge is safe”.", LUND, "named"),
]
UNNAMED = [
    ("“We will rebuild it,” said a spokesman for Ada Lund.", "a spokesman for Ada Lund"),
    ("Ada Lund left. “We will rebuild it,” a neighbour said.", "a neighbour"),
    ("“We will rebuild it,” Ada Lund’s brother said.", None),
    ("“We will rebuild it,” Ada Lund and Emeka Okoro said.", None),
    ("Ada Lund left. “We will rebuild it,” they said.", "they"),
    ("Ada Lund was there. “The bridge is unsafe,” the report says.", "the report"),
    ("Ada Lund left. “It is late,” he said.", "he"),
    ("Ada Lund left. The mother of three replied: “It is late.”", "The mother of three"),
    (
        "Ada Lund left. Oslo not only avoided denouncing it, but agreed, arguing the bridge was “safe for everyone”.",
        "Oslo",
    ),
    ("Ada Lund was asked: “Who will pay for the bridge?”", None),
    ("A spokesman for Ada Lund said the bridge was “a danger to all”.", "A spokesman for Ada Lund"),
    ("“We will rebuild it,” a source close to Ada Lund said.", "a source close to Ada Lund"),
    ("A lawyer representing Ada Lund said, “We will rebuild it.”", "A lawyer representing Ada Lund"),
    ("Some around Ada Lund say “the bridge will never be built”.", "Some around Ada Lund"),
    ("People who work with Ada Lund describe her as “the best of mayors”.", "work with Ada Lund"),
    ("Officials say that Ada Lund told an agent, “We will rebuild it.”", "Ada Lund"),
    ("Ada Lund said the man “would have no chance,” one witness recalled.", "Ada Lund"),
    ("A letter signed by Ada Lund says: “We will rebuild it.”", "A letter signed by Ada Lund"),
    ("Ada Lund waited. A court ruled that the bridge was “a danger to the public”.", "A court"),
]
NO_QUOTES = [
    "Ada Lund read “War and Peace” on the train.",
    "The so-called “experts” left before Ada Lund.",
    "Police arrested Musa Bello (“Abu Talib”) on Monday.",
    "Her film “The Long Road Home” won.",
    "Protesters carried signs with the words “Bridge Now”.",
    "It was a ‘quick win’ for the town.",
]


def speaker(quote):
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(("text", "name", "how"), SAID)
def test_the_speaker_is_told(text, name, how):
    first = quotes(text, LUND, OKORO, BERG)[0]
    assert (speaker(first), first.speaker.how) == (name, how)
    assert first.confidence >= 0.8


@pytest.mark.parametrize(("text", "source"), UNNAMED)
def test_unknown_beats_wrong(text, source):
    (quote,) = quotes(text, LUND, OKORO, BERG)
    assert quote.speaker is None
    assert source is None or quote.source.text == source


@pytest.mark.parametrize("text", NO_QUOTES)
def test_marks_that_are_no_quotes(text):
    assert quotes(text, LUND, "Musa Bello") == []


def test_organisations_speak():
    (quote,) = quotes("“The bridge is safe,” the Roads Authority said.", organisations=("Roads Authority",))
    assert (quote.speaker.kind, quote.speaker.name) == ("organisation", "Roads Authority")


def test_the_second_half_has_the_speaker_of_the_first():
    first, second = quotes("“We will,” said Ada Lund. “It will be open in May.”", LUND)
    assert speaker(second) == LUND
    assert second.speaker.how == "previous_speaker"
    assert second.source == first.source


def test_kinds():
    direct, mixed = quotes("“We will rebuild it,” said Ada Lund. Ada Lund called it “a danger to everyone”.", LUND)
    assert (direct.kind, mixed.kind) == ("direct", "mixed")


def test_without_people_there_are_sources():
    (quote,) = quotes("“We will rebuild the bridge,” said Ada Lund.")
    assert quote.speaker is None
    assert (quote.source.text, quote.cue.text) == ("Ada Lund", "said")


def test_none_are_looked_for_when_none_are_asked():
    assert quotes("“We will rebuild the bridge,” said Ada Lund.", LUND, kinds="none") == []


LED_BY_ROLES = [
    ("“We will rebuild it,” said Managing Director and CEO Ada Lund on Monday.", ("Managing Director", "CEO")),
    ("“We will rebuild it,” Managing Director and CEO Ada Lund said.", ("Managing Director", "CEO")),
    ("“We will rebuild it,” said the Mayor and Council Leader Ada Lund.", ("Mayor", "Council Leader")),
    ("“We will rebuild it,” said Mayor Ada Lund.", ("Mayor",)),
]


@pytest.mark.parametrize(("text", "roles"), LED_BY_ROLES)
def test_all_the_roles_before_a_name_lead_to_it(text: str, roles: tuple[str, ...]) -> None:
    said = [Role(role, role, text.index(role), text.index(role) + len(role)) for role in roles]
    person = replace(group(text, "PERSON", LUND), roles=tuple(said))
    (quote,) = find(text, [person], [])
    assert quote.speaker is not None
    assert quote.speaker.name == LUND
    assert quote.source is not None
    assert quote.source.text.removeprefix("the ").startswith(roles[0])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We will rebuild it,” the firm's chief executive, Ada Lund, told reporters.", LUND),
        ("“We will rebuild it,” her sister, Ada Lund, said. Emeka Okoro left.", LUND),
        ("“We will rebuild it,” the head of the harbour board, Ada Lund, said.", LUND),
        ("“We will rebuild it,” the firm's founder, who met Ada Lund, said.", None),
        ("“We will rebuild it,” Emeka Okoro, Ada Lund, and John Berg said.", None),
    ],
)
def test_a_name_between_commas_behind_its_noun_speaks(text: str, wanted: str | None) -> None:
    (quote,) = quotes(text, LUND, OKORO, BERG)
    assert (quote.speaker.name if quote.speaker else None) == wanted
