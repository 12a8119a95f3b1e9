"""What people decide is obeyed for ever, in a dossier made anew too, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_records import record
from newsx_command import run_newsx

import newsx
from newsx.dossier import Dossier
from newsx.errors import UsageError


def article(name: str, number: int, role: str = "spoke") -> dict[str, Any]:
    text = f"Item {number}. {name} {role} in the town of Number {number}."
    start = text.index(name)
    mention = {"start": start, "end": start + len(name), "text": name}
    people = [{"name": name, "aliases": [], "roles": [], "mentions": [mention]}]
    return record(text, people=people, date_published="2024-02-03")


ARTICLES = [
    *(article("Robert Wendell", number) for number in range(3)),
    *(article("Bob Wendell", number) for number in range(3, 5)),
    *(article("Robert Q. Wendell", number) for number in range(5, 6)),
]


def open_made(path: Path) -> Dossier:
    dossier = newsx.open_dossier(str(path))
    dossier.add(ARTICLES)
    return dossier


def people(dossier: Dossier) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in dossier.profiles():
        if each["kind"] == "person":
            found.setdefault(each["name"], []).append(len(each["articles"]))
    return found


SAME = {"verdict": "same", "kind": "person", "a": {"form": "Robert Wendell"}, "b": {"form": "Bob Wendell"}}


def test_short_forms_alone_are_a_question(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        assert people(dossier) == {"Robert Wendell": [3], "Bob Wendell": [2], "Robert Q. Wendell": [1]}
        asked = {frozenset((row["a"]["form"], row["b"]["form"])) for row in dossier.questions()}
        assert frozenset(("Robert Wendell", "Bob Wendell")) in asked
        assert all(row["a"]["sentences"] and row["b"]["sentences"] for row in dossier.questions())


def test_the_same_joins_and_can_be_undone(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        before = list(dossier.profiles())
        assert dossier.judge([SAME]) == 1
        assert dossier.judge([SAME]) == 0
        assert people(dossier) == {"Robert Wendell": [5], "Robert Q. Wendell": [1]}
        asked = {frozenset((row["a"]["form"], row["b"]["form"])) for row in dossier.questions()}
        assert frozenset(("Robert Wendell", "Bob Wendell")) not in asked
        dossier.undo(1)
        assert list(dossier.profiles()) == before
        with pytest.raises(UsageError, match="no verdict 1"):
            dossier.undo(1)


def test_verdicts_survive_a_dossier_made_anew(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        dossier.judge([SAME])
        said = dossier.verdicts()
        wanted = people(dossier)
    with newsx.open_dossier(str(tmp_path / "b.dossier")) as dossier:
        dossier.judge(said)
        dossier.add(ARTICLES)
        assert people(dossier) == wanted


def test_different_parts_what_is_one_and_keeps_it_apart(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        first, last = ARTICLES[0]["id"], ARTICLES[2]["id"]
        sides = {"a": {"form": "Robert Wendell", "article": first}, "b": {"form": "Robert Wendell", "article": last}}
        assert dossier.judge([{"verdict": "different", "kind": "person", **sides}]) == 1
        assert sorted(people(dossier)["Robert Wendell"]) == [1, 2]
        dossier.undo(1)
        assert people(dossier)["Robert Wendell"] == [3]
    with newsx.open_dossier(str(tmp_path / "b.dossier")) as dossier:
        dossier.judge([{"verdict": "different", "kind": "person", **sides}])
        dossier.add(ARTICLES)
        assert len(people(dossier)["Robert Wendell"]) == 2


def test_joined_and_split_by_name(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        assert dossier.join("Robert Wendell", "Bob Wendell")
        assert dossier.split("Robert Wendell", "Bob Wendell")
        assert people(dossier)["Bob Wendell"] == [2]
        dossier.add([article("Bob Wendell", 9)])
        assert people(dossier)["Bob Wendell"] == [3]
        assert dossier.rename("Bob Wendell", "Robert Wendell II")
        assert people(dossier)["Robert Wendell II"] == [3]
        with pytest.raises(UsageError, match="told apart by articles"):
            dossier.split("Robert Q. Wendell", "Robert Q. Wendell")


def test_a_verdict_that_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        for wrong in (
            {"verdict": "perhaps"},
            {"verdict": "same", "a": "x"},
            {"verdict": "same", "kind": "river", "a": "x", "b": "y"},
        ):
            with pytest.raises(UsageError, match="a verdict"):
                dossier.judge([wrong])


def test_pairs_go_out_and_come_back_as_lines(tmp_path: Path) -> None:
    open_made(tmp_path / "a.dossier").close()
    done = run_newsx("dossier", "questions", tmp_path / "a.dossier")
    pairs = [json.loads(line) for line in done.stdout.splitlines()]
    wanted = [
        {**pair, "verdict": "same"}
        for pair in pairs
        if {pair["a"]["form"], pair["b"]["form"]} == {"Robert Wendell", "Bob Wendell"}
    ]
    lines = "".join(json.dumps(pair) + "\n" for pair in wanted) + "no JSON\n"
    done = run_newsx("dossier", "judge", tmp_path / "a.dossier", "-", stdin=lines.encode())
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["newsx: -:2: not JSON", "newsx: 1 verdict carried out, 1 refused"]
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        assert people(dossier)["Robert Wendell"] == [5]


NAMESAKES = [article("Robert Wendell", number) for number in range(4)]


def part_in_two(dossier: Dossier) -> list[str]:
    """Tell two people of one name apart; return their ids."""
    sides = {letter: {"form": "Robert Wendell", "article": NAMESAKES[n]["id"]} for letter, n in (("a", 0), ("b", 3))}
    dossier.judge([{"verdict": "different", "kind": "person", **sides}])
    first = dossier.profile("Robert Wendell")
    assert len(first["namesakes"]) == 1
    return [first["id"], *first["namesakes"]]


def test_two_people_of_one_name_are_joined_by_their_ids(tmp_path: Path) -> None:
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        dossier.add(NAMESAKES)
        ids = part_in_two(dossier)
        assert sorted(people(dossier)["Robert Wendell"]) == [1, 3]
        assert dossier.join(*ids)
        assert people(dossier)["Robert Wendell"] == [4]
        assert dossier.profile("Robert Wendell")["namesakes"] == []
        assert not dossier.join("Robert Wendell", "Robert Wendell")
        said = dossier.verdicts()
    with newsx.open_dossier(str(tmp_path / "b.dossier")) as dossier:
        dossier.judge(said[1:])
        dossier.add(NAMESAKES)
        assert people(dossier)["Robert Wendell"] == [4]


@pytest.mark.parametrize(
    ("verdict", "told"), [("same", "1 verdict carried out"), ("different", "0 verdicts carried out, 1 there before")]
)
def test_a_question_about_one_name_is_answered_by_its_line(tmp_path: Path, verdict: str, told: str) -> None:
    path = tmp_path / "a.dossier"
    with newsx.open_dossier(str(path)) as dossier:
        dossier.add(NAMESAKES)
        ids = part_in_two(dossier)
        sides = [
            {
                "form": "Robert Wendell",
                "id": each,
                "name": "Robert Wendell",
                "article": dossier.profile(each)["in"][0]["article"],
            }
            for each in ids
        ]
    line = {"question": 1, "kind": "person", "a": sides[0], "b": sides[1], "verdict": verdict}
    done = run_newsx("dossier", "judge", path, "-", stdin=json.dumps(line).encode())
    assert done.returncode == 0
    assert done.stderr.decode().startswith(f"newsx: {told}")
    with newsx.open_dossier(str(path)) as dossier:
        assert len(people(dossier)["Robert Wendell"]) == (1 if verdict == "same" else 2)


def test_every_pair_that_is_asked_can_be_answered_as_it_came(tmp_path: Path) -> None:
    open_made(tmp_path / "a.dossier").close()
    pairs = [json.loads(line) for line in run_newsx("dossier", "questions", tmp_path / "a.dossier").stdout.splitlines()]
    lines = "".join(json.dumps({**pair, "verdict": "same"}) + "\n" for pair in pairs) + json.dumps(pairs[0]) + "\n"
    done = run_newsx("dossier", "judge", tmp_path / "a.dossier", "-", stdin=lines.encode())
    assert done.returncode == 0
    assert done.stderr.decode().strip().endswith("1 without a verdict")
    with newsx.open_dossier(str(tmp_path / "a.dossier")) as dossier:
        assert people(dossier) == {"Robert Wendell": [6]}
        assert dossier.questions() == []


def test_wrong_calls_are_one_sentence(tmp_path: Path) -> None:
    with open_made(tmp_path / "a.dossier") as dossier:
        for call, words in (
            (lambda: dossier.top("peeple"), "kind is one of people, organisations, places, not 'peeple'"),
            (lambda: dossier.top("people", limit="x"), "limit is a whole number"),
            (lambda: dossier.trend("Bob Wendell", by="week"), "by is one of day, month, year"),
            (lambda: dossier.add("samples/week"), "newsx.process makes records of files"),
            (lambda: dossier.add(["samples/week"]), "'samples/week' is no record"),
            (lambda: dossier.add([{"text": "x"}]), "no record of newsx"),
        ):
            with pytest.raises(UsageError, match=words):
                call()
        failure = newsx.Failure("x", "reading", "failed", "x")
        assert dossier.add([failure]).articles == dossier.add(failure).articles == 0
    with pytest.raises(UsageError, match="the dossier is closed"):
        dossier.top("people")
