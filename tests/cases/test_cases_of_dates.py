"""Small inputs in the shape of bug reports, and the dates that must come out of them with the model that is the default."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest

from newsx.flow import Flow
from newsx.records import InputRef, Options
from newsx.schema.models import Article

FOLDER = Path(__file__).parent / "dates"
CASES = sorted(FOLDER.glob("*.expected.json"))


@cache
def pipeline():
    from newsx.pipeline import load_pipeline

    return load_pipeline()


def extracted(expected: dict) -> Article:
    options = Options(date=dt.date.fromisoformat(expected["date"]))
    flow = Flow(options, nlp=pipeline())
    path = FOLDER / expected["input"]
    article_text = flow.extract(InputRef(str(path), path.name))
    article = flow.annotate(article_text)
    assert isinstance(article, Article), article
    return article


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.partition(".")[0])
def test_case(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    dates = [(mention.text, date.value) for date in extracted(expected).dates for mention in date.mentions]
    values = [value for _, value in dates]
    for words, wanted in expected.get("dates", {}).items():
        allowed = [None if value == "None" else value for value in (wanted if isinstance(wanted, list) else [wanted])]
        plain = words.lower().removeprefix("the ")
        found = [value for text, value in dates if text.lower().removeprefix("the ") == plain]
        assert found, f"{words}: {dates}"
        assert any(value in allowed for value in found), f"{words}: {found}"
    for value in expected.get("date_values", []):
        assert value in values
    for value in expected.get("not_date_values", []):
        assert value not in values
    for words in expected.get("not_dates", []):
        assert words.lower() not in {text.lower() for text, _ in dates}
    if expected.get("no_dates"):
        assert dates == []
