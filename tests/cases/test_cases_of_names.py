"""Small inputs in the shape of bug reports, and the names that must come out of them with the model that is the default."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest

from newsx.flow import Flow
from newsx.records import InputRef, Options
from newsx.schema.models import Article

FOLDER = Path(__file__).parent / "names"
CASES = sorted(FOLDER.glob("*.expected.json"))


@cache
def pipeline():
    from newsx.pipeline import load_pipeline

    return load_pipeline()


def extracted(expected: dict) -> Article:
    flow = Flow(Options(date=dt.date.fromisoformat(expected["date"])), nlp=pipeline())
    path = FOLDER / expected["input"]
    article = flow.annotate(flow.extract(InputRef(str(path), path.name)))
    assert isinstance(article, Article), article
    return article


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.partition(".")[0])
def test_case(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    article = extracted(expected)
    people = {person.name for person in article.people}
    organisations = {organisation.name for organisation in article.organisations}
    assert set(expected.get("people", ())) <= people
    assert set(expected.get("organisations", ())) <= organisations
    assert people.union(*(person.aliases for person in article.people)).isdisjoint(expected.get("not_people", ()))
    assert organisations.isdisjoint(expected.get("not_organisations", ()))
    assert people.isdisjoint(expected.get("not_people_names", ()))
    aliases = {person.name: set(person.aliases) for person in article.people}
    assert all(set(forms) <= aliases[name] for name, forms in expected.get("aliases", {}).items())
    mentioned = {mention.text for place in article.places for mention in place.mentions}
    assert mentioned.union(place.name for place in article.places).isdisjoint(expected.get("not_places", ()))
    if expected.get("no_dates"):
        assert not article.dates
