"""Texts beyond spaCy's own limit go through pipelines made elsewhere in pieces, with offsets kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsx.pipeline import annotating, load_pipeline
from newsx.records import ArticleText, Metadata, Origin, Page


def article(text: str) -> ArticleText:
    origin = Origin(path="x", media_type="text/plain", charset="utf-8", sha256="0" * 64)
    return ArticleText(Page(origin, text, is_html=False), text, Metadata(), "plain_text")


def entities(text: str, nlp) -> list[tuple[int, str, str]]:
    doc = annotating.annotate(article(text), nlp)
    assert doc.text == text
    return [(ent.start_char, ent.text, ent.label_) for ent in doc.ents]


def test_a_text_over_a_million_characters_keeps_its_offsets(tiny_model: Path) -> None:
    nlp = load_pipeline(str(tiny_model))
    unit = "Amina Diallo of Radio Teranga came home to Dakar, and rain fell on the roofs of the old town.\n\n"
    text = unit * 11_000
    assert len(text) > nlp.max_length
    found = entities(text, nlp)
    assert len(found) == 3 * 11_000
    assert all(text.startswith(words, start) for start, words, _ in found)


@pytest.mark.parametrize("end", ["\n\n", " "])
def test_pieces_give_what_the_whole_gives(tiny_model: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    nlp = load_pipeline(str(tiny_model))
    text = f"In Dakar rain fell on the roofs of the old town and on Amina Diallo.{end}" * 40
    whole = entities(text, nlp)
    monkeypatch.setattr(annotating, "_MAX_CHARS_AT_ONCE", 300)
    pieces = entities(text, nlp)
    if end == "\n\n":
        assert pieces == whole
    assert set(pieces) <= set(whole)
    assert len(pieces) >= len(whole) - len(text) // 300


def test_the_tokeniser_read_from_the_file_is_the_one_that_was_saved(tiny_model: Path) -> None:
    import spacy

    text = (
        "Mr. O'Neil's U.S.-based firm (Ltd.) won't pay $5m/yr, e.g. via https://x.example/a?b=1 or a@b.example :-) 10km"
    )
    ours = load_pipeline(str(tiny_model)).tokenizer
    theirs = spacy.load(tiny_model).tokenizer
    assert [(token.text, token.norm_) for token in ours(text)] == [(token.text, token.norm_) for token in theirs(text)]
    assert ours.to_bytes(exclude=["vocab"]) == theirs.to_bytes(exclude=["vocab"])
