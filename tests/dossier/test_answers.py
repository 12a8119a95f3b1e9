"""What a dossier answers: who with whom, when, in which story, copied from where."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from made_records import record, samples
from newsx_command import run_newsx

import newsx
from newsx.dossier import Dossier
from newsx.dossier.changes import compared
from newsx.errors import UsageError

BODY = [
    "The ferry Aurora sank off the coast of Lydia on Monday with two hundred people on board.",
    "Rescuers pulled forty survivors out of the cold water before the night came down.",
    "The harbour master of Lydia blamed an engine that had failed twice in the month before.",
    "Divers will go down to the wreck as soon as the wind allows it, the coast guard said.",
    "The owner of the ferry has sold two of its other ships and answered no questions.",
    "A monument to those who drowned is planned on the cliff above the old lighthouse.",
]
OTHER = "A court in Caria sentenced three bankers to prison for the collapse of the savings house of the province last year."


def news(text: str, day: str | None = "2024-05-01", **fields: object) -> dict:
    return record(text, date_published=day, **fields)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = newsx.open_dossier(str(tmp_path / "news.dossier"))
    made.add(
        [
            news("\n\n".join(BODY), publisher="First"),
            news("\n\n".join(BODY[:3]), day="2024-05-02", publisher="Half"),
            news(
                "\n\n".join([*BODY[:4], "The count rose to sixty after a second boat was found at dawn."]),
                day="2024-05-03",
            ),
            news(OTHER, day="2024-05-02"),
            news("Wholly other matters of gardening fill this page, with roses, tulips and a long hedge.", day=None),
        ]
    )
    return made


def test_copies_and_updates_point_to_the_first(dossier: Dossier) -> None:
    stories = {len(each["articles"]): each for each in dossier.all_stories()}
    assert sorted(stories) == [1, 3]
    copies = [article["copy_of"] for article in stories[3]["articles"]]
    first = stories[3]["articles"][0]["article"]
    assert copies == [None, first, first]
    assert (stories[3]["first"], stories[3]["last"]) == ("2024-05-01", "2024-05-03")


def test_the_original_is_the_earliest_whatever_comes_first(tmp_path: Path) -> None:
    early, late = news("\n\n".join(BODY), day="2024-05-01"), news("\n\n".join(BODY[:4]), day="2024-05-04")
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add([late, early])
        (story,) = dossier.all_stories()
    assert {each["article"]: each["copy_of"] for each in story["articles"]} == {
        early["id"]: None,
        late["id"]: early["id"],
    }


def test_words_are_found_with_their_sentence(dossier: Dossier) -> None:
    (found,) = dossier.search("bankers Caria")
    assert found["sentence"] == OTHER
    assert len(dossier.search("ferry wreck")) == 2
    assert dossier.search("ferry bankers") == []
    assert dossier.search('"*) OR NEAR(') == []


def test_stories_of_a_day(dossier: Dossier) -> None:
    assert [each["articles"] for each in dossier.stories(date="2024-05-02")] == [3]
    assert dossier.stories(date="2023-01-01") == []
    with pytest.raises(UsageError, match="is no day"):
        dossier.stories(date="yesterday")
    with pytest.raises(UsageError, match="is no day"):
        dossier.top("people", since="May")


def test_days_that_contradict_each_other_stand_side_by_side(tmp_path: Path) -> None:
    texts = ["The bridge at Sardis fell on 3 March 2024.", "The bridge at Sardis fell on 5 March 2024."]
    made = []
    for text, day in zip(texts, ("2024-03-03", "2024-03-05"), strict=True):
        start = text.index(text[33])
        words = text[text.index(" on ") + 4 : -1]
        start = text.index(words)
        mention = {"start": start, "end": start + len(words), "text": words}
        date = {
            "value": day, "type": "date", "granularity": "day", "earliest": day, "latest": day, "mod": None, "anchor": "none", "rule": "r",
            "ambiguous": False, "rejected": None, "mentions": [mention],
        }  # fmt: skip
        at = text.index("Sardis")
        place = dict.fromkeys(("kind", "latitude", "longitude", "geonames_id", "population", "confidence"))
        place |= {
            "name": "Sardis",
            "aliases": [],
            "country_code": "TR",
            "mentions": [{"start": at, "end": at + 6, "text": "Sardis"}],
        }
        made.append(news(text, dates=[date], places=[place]))
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add(made)
        rows = dossier.timeline("Sardis")
    assert [(row["first"], row["or"]) for row in rows] == [
        ("2024-03-03", ["2024-03-05"]),
        ("2024-03-05", ["2024-03-03"]),
    ]
    assert rows[0]["sentence"] == texts[0]


def test_articles_without_a_day_are_in_no_window(tmp_path: Path) -> None:
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        added = dossier.add(samples())
        everything = dossier.top("people", limit=500)
        dated = dossier.top("people", limit=500, since="1900-01-01")
    undated = [each for each in samples() if not each["date_published"] and not each["provenance"]["date_anchor"]]
    assert added.undated == len(undated) > 0
    assert len(dated) < len(everything)


@pytest.mark.slow
def test_every_question_answers_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "news.dossier"
    with newsx.open_dossier(str(path)) as dossier:
        dossier.add(samples())
    questions = [
        ("top", "people"), ("top", "organisations", "--country", "PH"), ("show", "Kusumawardani"), ("with", "Manila"), ("timeline", "Amman"),
        ("stories", "--least", "1"), ("trend", "Amman", "--by", "year"), ("search", "the"), ("new", "--since", "2000-01-01"), ("why", "Manila"),
    ]  # fmt: skip
    for name, *rest in questions:
        for form in ("jsonl", "csv", "table"):
            done = run_newsx("dossier", name, path, *rest, "--format", form)
            assert (done.returncode, done.stderr) == (0, b""), name
            lines = done.stdout.decode().splitlines()
            assert lines, name
            if form == "jsonl":
                assert all(isinstance(json.loads(line), dict) for line in lines)
    done = run_newsx("dossier", "show", path, "Nobody Atall")
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)


def test_quotes_are_those_of_the_speaker(tmp_path: Path) -> None:
    text = "“We go,” said Anna Bell. “Never,” said Carl Dorn."
    people, quotes = [], []
    for name, words in (("Anna Bell", "We go,"), ("Carl Dorn", "Never,")):
        at, start = text.index(name), text.index(words)
        mention = {"start": at, "end": at + len(name), "text": name}
        people.append({"name": name, "aliases": [], "roles": [], "mentions": [mention]})
        speaker = {"kind": "person", "name": name, "how": "named"}
        quotes.append(
            {
                "start": start,
                "end": start + len(words),
                "text": words,
                "kind": "direct",
                "speaker": speaker,
                "confidence": 0.9,
                "rule": "r",
            }
        )
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add([news(text, people=people, quotes=quotes)])
        assert [row["quote"] for row in dossier.quotes("Bell")] == ["We go,"]


def test_people_belong_to_the_country_of_their_roles(tmp_path: Path) -> None:
    text = "Ana Sol, mayor of Quito in Ecuador, met Per Lund in Oslo. Norway hosts the talks."
    people = []
    for name, roles in (("Ana Sol", [("mayor", "EC")]), ("Per Lund", [])):
        at = text.index(name)
        made = [
            {
                "text": role,
                "start": text.index(role),
                "end": text.index(role) + len(role),
                "country_code": code,
                "place": "Quito",
            }
            for role, code in roles
        ]
        mention = {"start": at, "end": at + len(name), "text": name}
        people.append({"name": name, "aliases": [], "roles": made, "mentions": [mention]})
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add([news(text, people=people, focus=[{"country_code": "NO", "share": 1.0}])])
        assert [(row["name"], row["country"]) for row in dossier.top("people")] == [
            ("Ana Sol", "EC"),
            ("Per Lund", None),
        ]
        assert [row["name"] for row in dossier.top("people", country="EC")] == ["Ana Sol"]
        assert dossier.profile("Ana Sol")["country"] == "EC"


def test_every_sentence_that_names_both_counts(tmp_path: Path) -> None:
    text = "Amina Diallo met Kwame Boateng. Diallo left early. Boateng thanked Diallo. Diallo and Boateng meet again in May."
    people = [
        {"name": name, "aliases": [alias], "roles": [], "mentions": _mentions(text, name, alias)}
        for name, alias in (("Amina Diallo", "Diallo"), ("Kwame Boateng", "Boateng"))
    ]
    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add([news(text, people=people)])
        [row] = dossier.with_("Amina Diallo")
        assert (row["name"], row["articles"], row["sentences"]) == ("Kwame Boateng", 1, 3)


def _mentions(text: str, name: str, alias: str) -> list[dict]:
    spans = [match.span() for match in re.finditer(f"{name}|{alias}", text)]
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]


def test_a_body_has_the_country_that_its_articles_tell_not_that_of_one_slip(tmp_path: Path) -> None:
    def told(number: int, country: str | None) -> dict:
        text = f"Chirp took down {number} posts on Monday."
        mention = {"start": 0, "end": 5, "text": "Chirp"}
        return news(
            text,
            organisations=[
                {"name": "Chirp", "aliases": [], "acronym": None, "mentions": [mention], "country_code": country}
            ],
        )

    with newsx.open_dossier(str(tmp_path / "x.dossier")) as dossier:
        dossier.add([told(1, "AR")])
        assert dossier.profile("Chirp")["country"] == "AR"
        dossier.add([told(number, None) for number in range(2, 6)])
        assert dossier.profile("Chirp")["country"] is None
        dossier.add([told(number, "AR") for number in range(6, 9)])
        assert dossier.profile("Chirp")["country"] == "AR"


def test_what_an_update_changed_stands_sentence_by_sentence(dossier: Dossier) -> None:
    [story] = [each["id"] for each in dossier.all_stories() if len(each["articles"]) == 3]
    half, update = dossier.changes(story)
    assert (half["added"], half["left_out"], half["reworded"]) == ([], BODY[3:], [])
    assert update["added"] == ["The count rose to sixty after a second boat was found at dawn."]
    assert update["left_out"] == BODY[4:]
    for wrong in ("story-99", "7 stories", ""):
        with pytest.raises(UsageError, match="is no story"):
            dossier.changes(wrong)


def test_a_sentence_that_is_worded_otherwise_is_neither_new_nor_gone() -> None:
    before = "Two people died when the ferry sank. The road is shut. Nobody was hurt."
    after = "Three people died when the ferry sank, police said. The road is shut. The harbour opens on Friday."
    assert compared(before, after) == (
        ["The harbour opens on Friday."],
        ["Nobody was hurt."],
        [["Two people died when the ferry sank.", "Three people died when the ferry sank, police said."]],
    )
