"""Words that one person reports of another, pronouns that another may be meant by, and words whose closing mark is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quoted import group, quotes

from newsx.quotes import find
from newsx.records import NameMention

LUND, OKORO, BERG, BIDEN = "Ada Lund", "Emeka Okoro", "John Berg", "Joe Biden"
PEOPLE = (LUND, OKORO, BERG, BIDEN)


def speaker(quote):
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lund quoted Joe Biden as saying “we will not let that happen”.", BIDEN),
        ("“We will not let that happen,” Ada Lund quoted Joe Biden as saying.", BIDEN),
        ("The paper cited John Berg as saying: “We will not let that happen.”", BERG),
        ("Ada Lund accused Joe Biden of saying “we will not let that happen”.", BIDEN),
        ("According to Ada Lund, Joe Biden called it “inhumane”.", BIDEN),
        ("According to Ada Lund, Joe Biden said the siege was “inhumane and must end”.", BIDEN),
        ("Joe Biden called the siege “inhumane and wrong”, according to Ada Lund.", BIDEN),
        ("Joe Biden said the siege was “inhumane and wrong”, Ada Lund told reporters.", BIDEN),
        ("Ada Lund said Joe Biden called the siege “inhumane and wrong”.", BIDEN),
        ("Ada Lund recalled that John Berg told her “we will not let that happen”.", BERG),
        ("According to Ada Lund, “the bridge will be open in May”.", LUND),
        ("According to Ada Lund, the bridge is “a danger to everyone who crosses it”.", LUND),
        ("Joe Biden spoke to the mayor “to discuss the next steps”, according to Ada Lund.", LUND),
        ("Ada Lund said John Berg’s late tweets were “unhinged, even for him”.", LUND),
        ("Ada Lund said that the United States “must not wait for others”.", LUND),
        ("Ada Lund said the report’s new claims were “simply not true”.", LUND),
        ("Ada Lund told John Berg’s paper that the council’s comments “show no shame at all”.", LUND),
    ],
)
def test_the_words_are_those_of_whom_they_are_reported(text, name):
    assert [speaker(quote) for quote in quotes(text, *PEOPLE)] == [name]


def test_a_source_does_not_reach_into_another_clause():
    (quote,) = quotes("Ada Lund said that Joe Biden called the siege “inhumane and wrong”.", *PEOPLE)
    assert quote.source.text == BIDEN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("John Berg came late. The Roads Authority closed the bridge. “It is late,” he said.", BERG),
        ("Ada Lund plays in the Super League. The Super League is growing. “I love the league,” she said.", LUND),
        ("John Berg spoke of Emeka Okoro, who he said was “always on time”.", BERG),
        ("The Super League began on Friday. “I love the league,” she said.", None),
        ("Emeka Okoro is absent. “It was awful,” Tiegen said. The town is quiet. “Who wants that?” he wondered.", None),
    ],
)
def test_whom_a_pronoun_means(text, name):
    bodies = ("Roads Authority", "Super League")
    assert speaker(quotes(text, *PEOPLE, organisations=bodies)[-1]) == name


def test_a_name_that_does_nothing_and_may_be_anybodys_is_not_she():
    text = "The season of the Bundesliga began on Friday. “I love the league,” she said."
    league = group(text, "PERSON", "Bundesliga")
    (quote,) = find(text, [league], [])
    assert quote.speaker is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We will rebuild it, said Ada Lund. The council met.", [("We will rebuild it,", LUND)]),
        ("“We will rebuild it, Ada Lund said. The council met.", [("We will rebuild it,", LUND)]),
        (
            "“We will rebuild it, said Ada Lund. “It is safe,” she added. “Go on,” said John Berg.",
            [("We will rebuild it,", LUND), ("It is safe,", LUND), ("Go on,", BERG)],
        ),
        (
            '"We will rebuild it, said Ada Lund. "It is safe," she added. "Go on," said John Berg.',
            [("We will rebuild it,", LUND), ("It is safe,", LUND), ("Go on,", BERG)],
        ),
        (
            "Ada Lund said: “We will rebuild it. The council met. John Berg said: “We will pay.” Then he left.",
            [("We will rebuild it.", LUND), ("We will pay.", BERG)],
        ),
        ("Ada Lund called it “a farce and went home. Nobody else came.", [("a farce and went home.", LUND)]),
        (
            "Ada Lund called it “a farce“ and said: “We must stop.”",
            [("a farce", LUND), ("We must stop.", LUND)],
        ),
        (
            "''We will rebuild it, '' said Ada Lund. ''It is safe again.''",
            [("We will rebuild it,", LUND), ("It is safe again.", LUND)],
        ),
        ("Ada Lund said: “He told me “no” and left.”", [("He told me “no” and left.", LUND)]),
        ("Ada Lund said: “One “small” step.\n\n“Another step.”", [("One “small” step.\n\n“Another step.", LUND)]),
    ],
)
def test_a_missing_mark_swallows_nobody_elses_words(text, said):
    assert [(quote.text, speaker(quote)) for quote in quotes(text, *PEOPLE)] == said


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("zh", "习近平说：“两国关系很好。”普京表示，双方将继续合作。", ["习近平"]),
        ("zh", "习近平说：“两国关系很好。”普京表示：“我们将继续合作。”", ["习近平", "普京"]),
        ("zh", "中国国家主席习近平8日在北京会见普京时强调：“两国关系很好。”", ["习近平"]),
        ("zh", "习近平说“关系很好”，普京表示赞同。", ["习近平"]),
        ("zh", "“两国关系很好，”习近平说，“将来更好。”", ["习近平", "习近平"]),
        ("zh", "“两国关系很好。”普京回应道。", ["普京"]),
        ("zh", "习近平的助手说：“他很忙。”", [None]),
        ("ja", "岸田首相は「橋を再建します」と述べた。習近平国家主席も「賛成だ」と語った。", ["岸田", "習近平"]),
        ("ja", "橋は壊れた。「橋を再建します」と岸田首相は述べた。", ["岸田"]),
        ("ko", '윤석열 대통령은 "다리를 다시 지을 것이다"라고 말했다.', ["윤석열"]),
        ("ko", '"다리를 다시 지을 것이다"라고 윤석열 대통령이 밝혔다.', ["윤석열"]),
    ],
)
def test_languages_without_spaces_or_with_the_verb_at_the_end(language, text, names):
    people = ("习近平", "普京", "岸田", "習近平", "윤석열")
    assert [speaker(quote) for quote in quotes(text, *people, language=language)] == names


def test_a_family_name_whose_other_bearer_was_named_last_is_nobodys_for_sure():
    text = "Ada Lund spoke on Friday. Her brother Jonas Lund came, too. “It is much too late,” Lund said."
    ada, jonas = group(text, "PERSON", LUND), group(text, "PERSON", "Jonas Lund")
    alone = text.rindex("Lund")
    ada = replace(ada, mentions=(*ada.mentions, NameMention("Lund", "PERSON", alone)))
    (quote,) = find(text, [ada, jonas], [])
    assert quote.speaker is None
    assert quote.source.text == "Lund"
