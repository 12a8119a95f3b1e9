"""Small inputs in the shape of bug reports, and the places that must come out of them with the model that is the default."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsx.flow import Flow
from newsx.records import InputRef, Options
from newsx.schema.models import Article

FOLDER = Path(__file__).parent / "places"
CASES = sorted(FOLDER.glob("*.expected.json"))
# Degrees that a point may lie from the one that is wanted.
NEAR = 1.5


@cache
def pipeline():
    from newsx.pipeline import load_pipeline

    return load_pipeline()


def extracted(path: Path) -> dict[str, Any]:
    flow = Flow(Options(), nlp=pipeline())
    article = flow.annotate(flow.extract(InputRef(str(path), path.name)))
    assert isinstance(article, Article), article
    return article.model_dump(mode="json")


def named(places, name):
    return [place for place in places if place["name"] == name or any(m["text"] == name for m in place["mentions"])]


def check(place, wanted):
    for field, value in wanted.items():
        if field == "located":
            assert (place["latitude"] is not None) == value
        elif field in ("lat", "lon"):
            assert place["latitude" if field == "lat" else "longitude"] == pytest.approx(value, abs=NEAR)
        elif field != "all":
            assert place[field] in (value if isinstance(value, list) else [value]), (field, place)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.partition(".")[0])
def test_case(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    record = extracted(FOLDER / expected["input"])
    places = record["places"]
    for name, wanted in expected.get("places", {}).items():
        found = named(places, name)
        assert found, (name, [place["name"] for place in places])
        for place in found if wanted.get("all") else found[:1]:
            check(place, wanted)
    if wanted := expected.get("any_place"):
        assert any(p["name"].startswith(wanted["prefix"]) and p["kind"] == wanted["kind"] for p in places)
    for name in expected.get("not_places", []):
        assert not named(places, name)
    people = {form for person in record["people"] for form in (person["name"], *person["aliases"])}
    assert people.isdisjoint(expected.get("not_people", []))


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


@pytest.mark.slow
@pytest.mark.parametrize(("text", "wanted"), SISTERS, ids=[text[:30] for text, _ in SISTERS])
def test_sisters(text, wanted, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(text + " The meeting, the second this year, ended without a statement.", encoding="utf-8")
    places = extracted(path)["places"]
    for name, (country, within) in wanted.items():
        found = named(places, name)
        assert found, (name, [place["name"] for place in places])
        assert found[0]["country_code"] == country, found[0]
        if within is not None:
            assert found[0]["within"] == within
