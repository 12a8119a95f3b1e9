"""Loading pipelines, mapping labels, tokenising hostile text, telling a publisher's country."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from spacy.errors import Errors
from timing import assert_linear

from newsx.errors import ModelNotFoundError
from newsx.flow import unforeseen
from newsx.pipeline import load_pipeline, make_doc, model_card, publisher_country


def test_labels_of_other_pipelines_are_mapped(tiny_model: Path) -> None:
    nlp = load_pipeline(str(tiny_model))
    doc = nlp("Amina Diallo of Radio Teranga has 5 million listeners in Dakar.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Amina Diallo", "PERSON"),
        ("Radio Teranga", "ORG"),
        ("Dakar", "PLACE"),
    ]


@pytest.mark.parametrize("name", ["en_core_web_xx", "no-such-model", "./nowhere/model", "tests"])
def test_a_missing_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        load_pipeline(name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_missing_package_says_what_to_install() -> None:
    with pytest.raises(ModelNotFoundError, match="python -m spacy download en_core_web_xx"):
        load_pipeline("en_core_web_xx")


def test_the_card_of_a_foreign_model_gives_its_facts(tiny_model: Path) -> None:
    assert "name: tiny" in model_card(str(tiny_model))


@pytest.mark.parametrize("unit", ["(", '"', "a", "😀", "ab.", "-/", "’"])
def test_tokenising_is_linear_and_lossless(tiny_model: Path, unit: str) -> None:
    nlp = load_pipeline(str(tiny_model))

    def tokenise(count: int) -> None:
        text = f"Before {unit * count} after, {unit * count}"
        assert make_doc(text, nlp).text == text

    assert_linear(tokenise, 4_000, little=1.0)


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/a", "GB"),
        ("https://news.example.ng", "NG"),
        ("http://user@example.in:8080/x?y", "IN"),
        ("https://example.com/", None),
        ("https://example.tv/", None),
        ("https://10.0.0.1/", None),
        ("not a url", None),
        (None, None),
    ],
)
def test_publisher_country(url: str | None, country: str | None) -> None:
    assert publisher_country(url) == country


def test_anchor_is_the_publication_date_and_else_the_one_given() -> None:
    from newsx.pipeline import find_anchor
    from newsx.records import ArticleText, Metadata, Origin, Page

    page = Page(Origin("a", "text/plain", "utf-8", "0" * 64), "text", is_html=False)
    assumed = dt.date(2025, 5, 1)

    def anchor(published: str | None) -> dt.date | None:
        return find_anchor(ArticleText(page, "text", Metadata(date_published=published), "plain_text"), assumed).day

    assert anchor("2024-02-29T10:00:00+02:00") == dt.date(2024, 2, 29)
    assert anchor(None) == assumed


def test_an_error_of_a_component_is_told_as_it_was() -> None:
    missing = KeyError("one")
    error = ValueError(Errors.E109.format(name="newsx_names"))
    error.__cause__ = missing
    assert unforeseen("a.txt", "annotation", error).message == "KeyError: 'one'"
    assert "text" in unforeseen("a.txt", "annotation", ValueError("no text")).message
