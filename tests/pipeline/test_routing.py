"""Which model reads an article: English ones as before, others the model for all languages, unless a pipeline is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import SAMPLES
from newsx_command import run_newsx

import newsx
from newsx.flow import Flow
from newsx.pipeline import load_pipeline, model_for, world_level
from newsx.pipeline.routing import language_cautions
from newsx.records import ArticleText, Metadata, Origin, Page

WORLD = SAMPLES / "world"
NAMES = ("es", "ar", "ru", "id", "zh")


@pytest.mark.parametrize(
    ("language", "chosen", "model"),
    [
        ("en", None, "default"), (None, None, "default"), ("es", None, "world"), ("es", "auto", "world"), ("es", "default", "world"),
        ("zh", "fast", "world"), ("en", "fast", "fast"), ("en", "world", "world"), ("es", "./my_model", "./my_model"), ("en", "auto", "default"),
    ],
)  # fmt: skip
def test_the_language_chooses_between_newsxs_own_models(language: str | None, chosen: str | None, model: str) -> None:
    assert model_for(language, chosen) == model


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Паром вернулся.", "world"), ("عادت العبارة.", "world"), ("Phà đã trở lại Hà Nội.", "default"), ("The ferry is back in Москва.", "default"),
        ("", "default"), ("12345 — !", "default"),
    ],
)  # fmt: skip
def test_a_text_in_other_letters_is_not_english(text: str, model: str) -> None:
    assert model_for(None, None, text=text) == model


def test_languages_are_called_by_what_was_measured() -> None:
    assert world_level("pt") == world_level("nb") == "served"
    assert world_level("ko") == "weak"
    assert world_level("eo") == "unmeasured"
    assert language_cautions("pt", "world") == language_cautions("ko", "default") == ()
    assert "weak in ko" in language_cautions("ko", "world")[0].message
    assert "never measured in eo" in language_cautions("eo", "world")[0].message


def test_a_pipeline_of_the_caller_reads_every_article() -> None:
    nlp = load_pipeline("fast")
    (article,) = newsx.process(WORLD / "es.txt", nlp=nlp)
    assert isinstance(article, newsx.Article)
    assert article.provenance.model.startswith("en_newsx_fast")


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_a_mixed_folder_keeps_its_order_and_bytes(tmp_path: Path, jobs: str) -> None:
    inputs = [WORLD / "es.txt", SAMPLES / "article.txt", WORLD / "zh.txt", WORLD / "ar.txt", WORLD / "ru.txt"]
    output = tmp_path / "all.jsonl"
    done = run_newsx("extract", *inputs, "--model", "fast", "-j", jobs, "-o", output)
    assert done.returncode == 0, done.stderr.decode()
    records = [json.loads(line) for line in output.read_text("utf8").splitlines()]
    assert [Path(record["source"]["path"]).name for record in records] == [path.name for path in inputs]
    models = [record["provenance"]["model"] for record in records]
    assert [model.startswith("xx_newsx_world") for model in models] == [True, False, True, True, True]
    expected = {path.name: newsx.extract_text(path.read_text("utf8"), model="fast") for path in inputs}
    for record in records:
        own = json.loads(expected[Path(record["source"]["path"]).name].model_dump_json())
        for field in ("people", "places", "organisations", "dates", "quotes", "language"):
            assert record[field] == own[field], field


@pytest.mark.parametrize("name", NAMES)
def test_records_in_other_languages_quote_their_text(name: str) -> None:
    article = newsx.extract_text((WORLD / f"{name}.txt").read_text("utf8"))
    assert article.language == name
    assert article.provenance.model.startswith("xx_newsx_world")
    assert len(article.people) >= 3
    for entity in (*article.people, *article.places, *article.organisations, *article.dates):
        for mention in entity.mentions:
            assert article.text[mention.start : mention.end] == mention.text
    assert not any(person.roles for person in article.people)


def test_words_met_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsx.pipeline import string_store

    monkeypatch.setattr(string_store, "MAX_WORDS", 50)
    nlp = load_pipeline("world")
    text = (WORLD / "ru.txt").read_text("utf8")
    first = [(ent.text, ent.label_) for ent in nlp(text).ents]
    sizes = []
    for _ in range(3):
        string_store.refresh(nlp)
        assert [(ent.text, ent.label_) for ent in nlp(text).ents] == first
        sizes.append(len(nlp.vocab))
    assert sizes[0] == sizes[-1]


def test_a_worker_loads_the_model_of_its_article_alone(monkeypatch) -> None:
    loaded = []
    monkeypatch.setattr("newsx.pipeline.load_pipeline", lambda model: loaded.append(model) or object())
    page = Page(Origin("a.txt", "text/plain", "utf-8", ""), "x", is_html=False)
    flow = Flow()
    for language in ("es", "es", "en"):
        flow.load_for(ArticleText(page, "x", Metadata(language=language), "plain_text"))
    assert loaded == ["world", None]


@pytest.mark.parametrize("name", ["ar", "es"])
def test_view_reads_other_languages_too(name: str) -> None:
    done = run_newsx("view", WORLD / f"{name}.txt")
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert {"ar": "يوسف حداد", "es": "Tomás Quiroga"}[name] in shown
    assert "the model was made for en" not in shown


def test_an_auto_pipeline_hands_articles_on_and_keeps_what_it_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsx import pipeline

    nlp = load_pipeline("auto")
    loaded = []
    load = pipeline.load_pipeline
    monkeypatch.setattr(pipeline, "load_pipeline", lambda model=None: loaded.append(model) or load(model))
    texts = [(WORLD / "es.txt").read_text("utf8"), (SAMPLES / "article.txt").read_text("utf8")]
    models = [newsx.extract_text(text, nlp=nlp).provenance.model for text in (*texts, texts[0])]
    assert [model[:2] for model in models] == ["xx", "en", "xx"]
    assert loaded == ["world"]
    assert nlp.lang == "en"
