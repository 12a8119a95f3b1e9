"""Small pages, texts, feeds and mails in the shape of bug reports: what must come out of the readers of pages, and what must not.

A case is an input and `INPUT-STEM.expected.json`; only what the reading of pages decides is checked here (text, metadata, refusals).
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from newsx.extraction import extract
from newsx.records import ArticleText, Document, Failure, InputRef, Options, Page
from newsx.sources import expand, open_source, page_from_document

FOLDER = Path(__file__).with_name("pages")
CASES = sorted(FOLDER.glob("*.expected.json"))
FIELDS = ("headline", "date_published", "date_modified", "language", "publisher")


def outcomes(path: Path, options: Options) -> list[ArticleText | Failure]:
    """Every article or failure of an input."""
    found: list[ArticleText | Failure] = []
    for item in expand(InputRef(str(path), path.name), options):
        page = item
        if isinstance(item, InputRef):
            page = open_source(item, options=options)
        elif isinstance(item, Document):
            page = page_from_document(item, options=options)
        found.append(extract(page, options=options) if isinstance(page, Page) else page)
    return found


def test_there_are_cases() -> None:
    assert len(CASES) > 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.partition(".")[0])
def test_case(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text("utf-8"))
    day = expected.get("date")
    options = Options(date=dt.date.fromisoformat(day) if day else None)
    found = outcomes(FOLDER / expected["input"], options)
    if "records" in expected:
        assert len([one for one in found if isinstance(one, ArticleText)]) == expected["records"]
    article = found[expected.get("record_index", 0)]
    if expected.get("refused"):
        assert isinstance(article, Failure)
        return
    assert isinstance(article, ArticleText), article
    check_text(article.text, expected)
    for field in FIELDS:
        check_field(getattr(article.metadata, field), expected.get(field, ...), is_day=field.startswith("date"))
    if "authors" in expected:
        wanted = expected["authors"]
        allowed = wanted if wanted and isinstance(wanted[0], list) else [wanted]
        assert list(article.metadata.authors) in allowed


def check_text(text: str, expected: dict[str, Any]) -> None:
    """The text holds what it must, nothing that it must not, and has so many paragraphs."""
    for words in expected.get("text_contains", []):
        assert words in text
    for words in expected.get("text_excludes", []):
        assert words not in text
    if "paragraphs" in expected:
        assert len(text.split("\n\n")) == expected["paragraphs"]


def check_field(value: str | None, wanted: Any, *, is_day: bool) -> None:
    """A field is what is wanted, or one of several; of a date only what is wanted is compared."""
    if wanted is ...:
        return
    for one in wanted if isinstance(wanted, list) else [wanted]:
        if value == one or (is_day and one and (value or "").startswith(one)):
            return
    pytest.fail(f"{value!r} is not {wanted!r}")
