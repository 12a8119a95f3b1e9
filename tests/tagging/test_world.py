"""The tagger for all languages: its cutter and words, mentions that quote the text in any script, confidences by language."""

from __future__ import annotations

import json
import pickle

import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from newsx.resources import resource_path
from newsx.tagging.decoding import Mention
from newsx.tagging.particles import bare
from newsx.tagging.segments import segment, split_words
from newsx.tagging.unigram import MARK, Unigram
from newsx.tagging.world import FILES, LANGUAGE_SCORES, WorldTagger, level_of, read_world

FOLDER = resource_path("world/newsx_world_ner")
SMALL = {
    MARK: -3.0,
    f"{MARK}ferry": -4.0,
    "ferry": -5.0,
    "fer": -5.5,
    "ry": -5.5,
    "ferr": -9.0,
    "y": -6.0,
    "渡轮": -4.0,
    "渡": -6.0,
    "轮": -6.0,
}


@pytest.fixture(scope="module")
def cutter() -> Unigram:
    return Unigram({piece: (row, score) for row, (piece, score) in enumerate(SMALL.items(), 3)}, unknown=2)


@pytest.fixture(scope="module")
def tagger() -> WorldTagger:
    return read_world({name: FOLDER / name for name in FILES})


def test_the_most_probable_cut_is_taken(cutter: Unigram) -> None:
    def pieces(word: str, *, begins: bool) -> list[str]:
        return [list(SMALL)[piece.row - 3] if piece.row > 2 else "?" for piece in cutter.cut(word, begins=begins)]

    assert pieces("ferry", begins=True) == [f"{MARK}ferry"]
    assert pieces("ferry", begins=False) == ["ferry"]
    assert pieces("ferryry", begins=False) == ["ferry", "ry"]
    assert pieces("xferry", begins=False) == ["?", "ferry"]
    assert pieces("渡轮", begins=True) == [MARK, "渡轮"]


@given(st.text(max_size=60))
def test_words_and_pieces_cover_the_text_in_order(text: str) -> None:
    runs = list(split_words(text))
    assert "".join(text[start:end] for start, end in runs) == text
    cutter = Unigram({piece: (row, score) for row, (piece, score) in enumerate(SMALL.items(), 3)}, unknown=2)
    found = segment(text, cutter)
    bounds = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    assert all(start <= end for start, end in bounds)
    assert bounds == sorted(bounds)
    assert len(found.encoded.firsts) == len(bounds) + 1


@pytest.mark.parametrize(
    ("name", "people", "places"),
    [
        ("es", {"Carmen Rojas Iturra", "Tomás Quiroga", "Elena Bravo"}, {"Chile", "Valparaíso"}),
        ("ru", {"Андрей Соколов", "Марина Лебедева", "Павел Громов"}, {"Россия", "Самары"}),
        ("ar", {"كمال عبد الرحمن", "يوسف حداد"}, {"مصر", "القاهرة"}),
        ("id", {"Budi Santoso", "Siti Rahmawati", "Agus Wijaya"}, {"Surabaya", "Jakarta"}),
        ("zh", {"陈国强", "赵志远", "孙建平"}, {"南京", "中国"}),
    ],
)
def test_people_and_places_are_found_in_five_scripts(
    tagger: WorldTagger, name: str, people: set[str], places: set[str]
) -> None:
    text = (SAMPLES / "world" / f"{name}.txt").read_text("utf8")
    found: dict[str, set[str]] = {"PERSON": set(), "PLACE": set()}
    for mention in tagger.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert 0 < mention.score <= 1
        found.setdefault(mention.label, set()).add(text[mention.start : mention.end])
    assert people <= found["PERSON"]
    assert places <= found["PLACE"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "😀" * 300, "a" * 3_000, "北" * 500, "\ud800 Nairobi"])
def test_texts_that_are_none_are_borne(tagger: WorldTagger, text: str) -> None:
    for mention in tagger.find(text):
        assert text[mention.start : mention.end].strip()


def test_a_tagger_travels_to_other_processes(tagger: WorldTagger) -> None:
    text = "La alcaldesa Carmen Rojas visitó Valparaíso."
    assert pickle.loads(pickle.dumps(tagger)).find(text) == tagger.find(text)


def test_confidence_rises_with_the_score_in_every_language(tagger: WorldTagger) -> None:
    scores = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.0]
    for language in [*tagger.calibration, "es", None]:
        chances = tagger.confidences(scores, language)
        assert chances == sorted(chances), language
        assert 0 <= chances[0] <= chances[-1] <= 1


def test_levels_follow_the_scores() -> None:
    languages = json.loads((FOLDER / LANGUAGE_SCORES).read_text("utf8"))
    assert all(entry["level"] == level_of(entry["f"]) for entry in languages.values())
    assert {"ar", "es", "ru", "id", "pt"} <= {code for code, entry in languages.items() if entry["level"] == "served"}
    assert languages["ko"]["level"] == "weak"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("在上海", "上海"), ("上海", "上海"), ("서울에서", "서울"), ("東京は", "東京"), ("Москва", "Москва"), ("在", "在"),
    ],
)  # fmt: skip
def test_small_words_that_stick_to_names_are_taken_off(words: str, left: str) -> None:
    text = f"… {words}"
    mention = bare(text, Mention(2, len(text), "PLACE", 0.9))
    assert text[mention.start : mention.end] == left
