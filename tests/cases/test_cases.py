"""Small inputs in the shape of bug reports, and what must come out of them, and must not, with the model that is the default.

A case is an input and `INPUT-STEM.expected.json` in one of the folders here: `people`, `organisations`, `dates`, `text_contains` and so on
say what must be there, `not_…` and `text_excludes` what must not; fields that are not named are not looked at. Every case runs whole,
from the file to the record.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsx.flow import Flow
from newsx.records import Failure, InputRef, Options
from newsx.schema import Article
from newsx.sources import expand

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.expected.json"))
FIELDS = ("headline", "date_published", "date_modified", "language", "publisher")
# Degrees that a point may lie from the one that is wanted.
NEAR = 1.5


@cache
def pipeline():
    from newsx.pipeline import load_pipeline

    return load_pipeline()


def outcomes(path: Path, options: Options) -> list[dict[str, Any] | Failure]:
    """Every record or failure of an input."""
    flow = Flow(options, nlp=pipeline())
    found = (outcome for _, outcome in flow.run(expand(InputRef(str(path), path.name), options)))
    return [each.model_dump(mode="json") if isinstance(each, Article) else each for each in found]


def test_there_are_cases() -> None:
    assert len(CASES) > 130


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name.partition('.')[0]}")
def test_case(case: Path) -> None:
    expected: dict[str, Any] = json.loads(case.read_text("utf-8"))
    day = expected.get("date")
    options = Options(date=dt.date.fromisoformat(day) if day else None)
    found = outcomes(case.parent / expected["input"], options)
    if "records" in expected:
        assert sum(isinstance(each, dict) for each in found) == expected["records"]
    record = found[expected.get("record_index", 0)]
    if expected.get("refused"):
        assert isinstance(record, Failure)
        return
    assert isinstance(record, dict), record
    check_page(record, expected)
    check_names(record, expected)
    check_places(record["places"], expected)
    check_dates(record["dates"], expected)


def check_page(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """The text holds what it must, nothing that it must not, and has so many paragraphs; fields of the page are as they must be."""
    text = record["text"]
    for words in expected.get("text_contains", []):
        assert words in text
    for words in expected.get("text_excludes", []):
        assert words not in text
    if "paragraphs" in expected:
        assert len(text.split("\n\n")) == expected["paragraphs"]
    for field in FIELDS:
        if field in expected:
            check_field(record[field], expected[field], is_day=field.startswith("date"))
    if "authors" in expected:
        wanted = expected["authors"]
        assert record["authors"] in (wanted if wanted and isinstance(wanted[0], list) else [wanted])


def check_field(value: str | None, wanted: Any, *, is_day: bool) -> None:
    """A field is what is wanted, or one of several; of a date only what is wanted is compared."""
    for one in wanted if isinstance(wanted, list) else [wanted]:
        if value == one or (is_day and one and (value or "").startswith(one)):
            return
    pytest.fail(f"{value!r} is not {wanted!r}")


def check_names(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """People and organisations that must be there are, under these names; those that must not are not, under any of theirs."""
    people = {person["name"]: set(person["aliases"]) for person in record["people"]}
    organisations = {organisation["name"] for organisation in record["organisations"]}
    assert set(expected.get("people", ())) <= set(people)
    assert set(expected.get("organisations", ())) <= organisations
    assert set(people).union(*people.values()).isdisjoint(expected.get("not_people", ()))
    assert set(people).isdisjoint(expected.get("not_people_names", ()))
    assert organisations.isdisjoint(expected.get("not_organisations", ()))
    assert all(set(forms) <= people[name] for name, forms in expected.get("aliases", {}).items())


def named(places: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The places of that name, or with a mention of these words."""
    return [place for place in places if place["name"] == name or any(m["text"] == name for m in place["mentions"])]


def check_places(places: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    """Places are where they must be; `located` says whether they have a point, `all` that every place of the name is meant."""
    for name, wanted in expected.get("places", {}).items():
        found = named(places, name)
        assert found, (name, [place["name"] for place in places])
        for place in found if wanted.get("all") else found[:1]:
            check_place(place, wanted)
    if wanted := expected.get("any_place"):
        assert any(p["name"].startswith(wanted["prefix"]) and p["kind"] == wanted["kind"] for p in places)
    for name in expected.get("not_places", []):
        assert not named(places, name)


def check_place(place: dict[str, Any], wanted: dict[str, Any]) -> None:
    for field, value in wanted.items():
        if field == "located":
            assert (place["latitude"] is not None) == value
        elif field in ("lat", "lon"):
            assert place["latitude" if field == "lat" else "longitude"] == pytest.approx(value, abs=NEAR)
        elif field != "all":
            assert place[field] in (value if isinstance(value, list) else [value]), (field, place)


def check_dates(dates: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    """Words have the value they must, or one of several; values and words that must not be dates are none."""
    found = [(mention["text"].lower(), date["value"]) for date in dates for mention in date["mentions"]]
    values = {value for _, value in found}
    for words, wanted in expected.get("dates", {}).items():
        allowed = [None if value == "None" else value for value in (wanted if isinstance(wanted, list) else [wanted])]
        plain = words.lower().removeprefix("the ")
        read = [value for text, value in found if text.removeprefix("the ") == plain]
        assert read, f"{words}: {found}"
        assert any(value in allowed for value in read), f"{words}: {read}"
    assert set(expected.get("date_values", ())) <= values
    assert values.isdisjoint(expected.get("not_date_values", ()))
    assert {words.lower() for words in expected.get("not_dates", ())}.isdisjoint(text for text, _ in found)
    if expected.get("no_dates"):
        assert found == []


# Text, and for each name its country and what it lies in: the same kinds as the cases, other places.
SISTERS = [
    ("The firm will move from Vienna (Virginia) to Halle (Saale), it said on Monday.", {"Vienna": ("US", "Virginia"), "Halle": ("DE", None)}),
    ("Talks between the two sides will resume in Oxford on Monday, diplomats said.", {"Oxford": ("GB", None)}),
    ("A ferry sank off Guinea-Bissau on Monday, and Guinea-Bissau asked Senegal for help.", {"Guinea-Bissau": ("GW", None)}),
    ("The lorry came from Windsor, Ontario, and Moscow, Idaho, police in Ontario said.", {"Windsor": ("CA", "Ontario"), "Moscow": ("US", "Idaho"), "Ontario": ("CA", None)}),
    ("GENEVA, Switzerland (AP) — Delegates from Siena, Italy, met on Monday.", {"GENEVA": ("CH", "Switzerland"), "Siena": ("IT", "Italy"), "Italy": ("IT", None)}),
    ("Residents of Adams County, Ohio, queued for hours on Tuesday.", {"Adams County": ("US", "Ohio"), "Ohio": ("US", None)}),
    ("Karachi's Clifton was flooded on Monday, officials in Pakistan said.", {"Karachi": ("PK", None), "Clifton": ("PK", "Karachi")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SISTERS, ids=[text[:30] for text, _ in SISTERS])
def test_places_of_a_sentence(text: str, wanted: dict[str, tuple[str, str | None]], tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text + " The meeting, the second this year, ended without a statement.", encoding="utf-8")
    (record,) = outcomes(path, Options())
    assert isinstance(record, dict), record
    for name, (country, within) in wanted.items():
        found = named(record["places"], name)
        assert found, (name, [place["name"] for place in record["places"]])
        assert found[0]["country_code"] == country, found[0]
        if within is not None:
            assert found[0]["within"] == within
