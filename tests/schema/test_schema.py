"""The record: what it refuses, and that its JSON Schema says the same."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pydantic import ValidationError

from newsx.schema import Article, json_schema

TEXT = "Amina Diallo spoke in Dakar on Friday."


def record(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "id": "0123456789abcdef",
        "source": {
            "path": "a.txt",
            "url": None,
            "media_type": "text/plain",
            "charset": "utf-8",
            "sha256": "0" * 64,
            "record": None,
        },
        "url": None,
        "publisher": None,
        "headline": None,
        "description": None,
        "authors": [],
        "date_published": "2025-05-09",
        "date_modified": None,
        "section": None,
        "keywords": [],
        "language": "en",
        "image": None,
        "text": TEXT,
        "people": [
            {
                "name": "Amina Diallo",
                "aliases": [],
                "roles": [],
                "mentions": [{"start": 0, "end": 12, "text": "Amina Diallo", "confidence": 0.9}],
            }
        ],
        "places": [],
        "organisations": [],
        "dates": [],
        "focus": [],
        "warnings": [],
        "provenance": {"newsx": "0", "model": "m", "extractor": "plain_text", "date_anchor": None},
    }
    return {**base, **changes}


def test_a_good_record_round_trips_and_validates() -> None:
    article = Article.model_validate(record())
    dumped = json.loads(article.model_dump_json())
    jsonschema.validate(dumped, json_schema())
    assert Article.model_validate(dumped) == article


def test_a_mention_that_does_not_quote_the_text_is_refused() -> None:
    people = [
        {
            "name": "Amina Diallo",
            "aliases": [],
            "roles": [],
            "mentions": [{"start": 1, "end": 13, "text": "Amina Diallo"}],
        }
    ]
    with pytest.raises(ValidationError, match="is not 'Amina Diallo'"):
        Article.model_validate(record(people=people))


def test_a_role_that_does_not_quote_the_text_is_refused() -> None:
    people = [
        {
            "name": "Amina Diallo",
            "aliases": [],
            "roles": [{"text": "mayor", "start": 0, "end": 5}],
            "mentions": [{"start": 0, "end": 12, "text": "Amina Diallo"}],
        }
    ]
    with pytest.raises(ValidationError, match="is not 'mayor'"):
        Article.model_validate(record(people=people))


def whole(**changes: object) -> dict[str, object]:
    """The record as it is written, with all that is left to defaults; then the changes."""
    return {**json.loads(Article.model_validate(record()).model_dump_json()), **changes}


def test_what_is_written_validates() -> None:
    jsonschema.validate(whole(), json_schema())


@pytest.mark.parametrize(
    "changes",
    [
        {"date_published": "9 May 2025"},
        {"language": "English"},
        {"id": "short"},
        {"surprise": 1},
        {"schema_version": "1.0"},
        {"warnings": ["short"]},
        {"warnings": [{"code": "unheard_of", "message": "short"}]},
        {"focus": [{"country_code": "mm", "share": 0.5}]},
        {"focus": [{"country_code": "MM", "share": 1.5}]},
    ],
)
def test_model_and_json_schema_refuse_the_same(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate(record(**changes))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole(**changes), json_schema())


def test_the_schema_is_valid_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
