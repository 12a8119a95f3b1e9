"""A pipeline stays small and ready: its vocabulary is renewed, and its tokeniser is completed for a second text."""

from __future__ import annotations

import pytest

from newsx.pipeline import load_pipeline, string_store, zone
from newsx.pipeline.string_store import refresh
from newsx.resources import resource_path
from newsx.startup.tokenizer import SparingTokenizer

TEXT = "Dr. Amina Diallo can't say who'll win :) at 10 a.m., she's in St. Louis (e.g. on the 3rd) – “isn’t it?”"


@pytest.fixture
def nlp():
    return load_pipeline("fast")


def sparing() -> SparingTokenizer:
    from spacy.vocab import Vocab

    return SparingTokenizer(Vocab()).from_disk(resource_path("fast") / "tokenizer")


def names(nlp, text: str) -> list[str]:
    return [ent.text for ent in nlp(text).ents]


def test_a_full_vocabulary_is_renewed(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rules = nlp.vocab, dict(nlp.tokenizer.rules)
    found = names(nlp, TEXT)
    refresh(nlp)
    assert nlp.vocab is before
    monkeypatch.setattr(string_store, "MAX_WORDS", len(before))
    names(nlp, "Wurrabul Xendrik")
    refresh(nlp)
    assert nlp.vocab is not before
    assert nlp.vocab is nlp.tokenizer.vocab
    assert len(nlp.vocab) <= len(before)
    assert nlp.tokenizer.rules == rules
    assert names(nlp, TEXT) == found


def test_a_tokeniser_that_lacks_cases_in_a_memory_zone_is_made_anew(nlp) -> None:
    found = names(nlp, "They don't.") + names(nlp, TEXT)
    nlp.tokenizer = sparing()
    first = names(nlp, "They don't.")
    with nlp.memory_zone():
        refresh(nlp)
        assert not isinstance(nlp.tokenizer, SparingTokenizer)
        assert first + names(nlp, TEXT) == found
    assert first + names(nlp, TEXT) == found


def test_pipelines_made_elsewhere_keep_their_vocabulary(tiny_model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_store, "MAX_WORDS", 0)
    nlp = load_pipeline(str(tiny_model))
    before = nlp.vocab
    with zone(nlp):
        assert nlp.vocab.in_memory_zone
        refresh(nlp)
        names(nlp, TEXT)
    assert nlp.vocab is before


def test_own_pipelines_work_outside_of_memory_zones(nlp) -> None:
    with zone(nlp) as articles:
        assert articles > 1
        assert not nlp.vocab.in_memory_zone
