"""Names that only tell whose spokesman, sister or neighbour speaks: they do not speak themselves, in whatever language."""

from __future__ import annotations

import pytest
from quoted import find, group, quotes

TIED_ABROAD = [
    ("es", "“El puente está cerrado desde ayer”, dijo un portavoz de Lund.", None),
    ("es", "“El puente está cerrado desde ayer”, dijo a Lund el alcalde.", None),
    ("es", "“El puente está cerrado desde ayer”, dijo la ministra de Salud Ada Lund.", "Ada Lund"),
    ("pt", "“A ponte está fechada desde ontem”, disse a irmã de Ada Lund.", None),
    ("pt", "“A ponte está fechada desde ontem”, disse Ada Lund.", "Ada Lund"),
    ("fr", "« Le pont est fermé depuis hier », a déclaré le porte-parole d’Ada Lund.", None),
    ("fr", "« Le pont est fermé depuis hier », a déclaré la ministre Ada Lund.", "Ada Lund"),
    ("de", "„Die Brücke ist seit gestern zu“, sagte ein Sprecher von Ada Lund.", None),
    ("de", "„Die Brücke ist seit gestern zu“, sagte Ministerin Ada Lund.", "Ada Lund"),
    ("it", "«Il ponte è chiuso da ieri», ha detto la moglie di Ada Lund.", None),
    ("ru", "«Мост закрыт со вчерашнего дня», — сказал представитель Ada Lund.", None),
    ("ru", "«Мост закрыт со вчерашнего дня», — сказал министр Ada Lund.", "Ada Lund"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), TIED_ABROAD)
def test_a_name_tied_to_a_noun_does_not_speak_abroad(language: str, text: str, speaker: str | None) -> None:
    person = group(text, "PERSON", "Ada Lund", "Lund")
    (quote,) = find(text, [person], [], language=language)
    assert (quote.speaker.name if quote.speaker else None) == speaker


TIED_TO_ANOTHER = [
    "A spokesman for President John Berg came before the cameras. “There was no flood here,” he said.",
    "The lawyer of John Berg came out of the court. “My client is innocent,” he said.",
    "A lawyer for the activist Ada Lund waited outside. “They gave no reason at all,” she said.",
    "John Berg's neighbour found the boat at dawn. “I thought it was empty,” he said.",
    "The mother of climber Ada Lund wept at the airport. “I will not see her again,” she said.",
]


@pytest.mark.parametrize("text", TIED_TO_ANOTHER)
def test_a_pronoun_behind_somebody_elses_spokesman_is_left_open(text: str) -> None:
    (quote,) = quotes(text, "John Berg", "Ada Lund")
    assert quote.speaker is None
    assert quote.source is not None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("John Berg came with his brother. “There was no flood here,” he said.", "John Berg"),
        ("John Berg, a friend of the king, came out. “My house is dry and safe,” he said.", "John Berg"),
        ("John Berg, the nephew of the late Bo Berg, was held. “I never had a boat,” Berg said.", None),
        ("John Berg was held on Monday. “I never had a boat,” Berg said. His uncle Bo Berg was there.", "John Berg"),
    ],
)
def test_who_speaks_himself_is_named(text: str, speaker: str | None) -> None:
    people = [group(text, "PERSON", "John Berg", "Berg"), group(text, "PERSON", "Bo Berg")]
    (quote,) = find(text, [each for each in people if each.mentions], [])
    assert (quote.speaker.name if quote.speaker else None) == speaker


def test_marks_of_india_end_a_quote() -> None:
    text = "“देश में सब ठीक हो जाएगा और कोई चिंता नहीं है।” मंत्री ने कहा।"
    (quote,) = find(text, [], [], language="hi")
    assert quote.text.startswith("देश")


def test_who_was_she_once_is_not_he_later() -> None:
    text = "Lawyer Hoda Mansour defended the journalist Karim Fathy. “We will win this case,” she said. “I am tired of it all,” he said."
    people = [group(text, "PERSON", "Hoda Mansour"), group(text, "PERSON", "Karim Fathy")]
    assert [quote.speaker.name for quote in find(text, people, []) if quote.speaker] == ["Hoda Mansour", "Karim Fathy"]
