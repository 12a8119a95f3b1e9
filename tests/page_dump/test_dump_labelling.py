"""Page dumps: what is body, what is furniture, and what becomes of broken input."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import assert_linear

from newsx.page_dump import body_probabilities, judge, label_lines, paragraphs
from newsx.page_dump.context import context_table
from newsx.page_dump.features import extract_features
from newsx.page_dump.labeller import load_labeller
from newsx.page_dump.lines import clean, group_lines, split_lines
from newsx.records import LINE_ROLES
from newsx.resources.trees import make_trees

PAGES = ROOT / "tests" / "pages" / "dumps"
ARTICLE = [
    "The ferry that links the two banks of the Gambia at Barra was back in service on Monday after eleven days of repairs.",
    "Hundreds of traders had been stranded with their onions and mangoes, and the price of both doubled in Banjul last week.",
    "“We lost half of what we carried,” said Fatou Jallow, who has crossed the river every market day since 2009.",
    "The port authority said the engine of a second boat would be replaced before the end of the rainy season.",
    "Drivers said they would believe it when they saw it.",
]


def read(case: Path) -> tuple[str, dict]:
    return (case / "input.txt").read_text("utf8"), json.loads((case / "expected.json").read_text("utf8"))


CASES = {case.name: case for case in sorted(PAGES.iterdir())}
WITH_ARTICLE = [name for name, case in CASES.items() if "outcome" not in read(case)[1]]
WITHOUT = [name for name, case in CASES.items() if "outcome" in read(case)[1]]


@pytest.mark.parametrize("name", WITH_ARTICLE)
def test_golden_pages_give_their_paragraphs(name):
    text, expected = read(CASES[name])
    lines = label_lines(text)
    assert judge(lines).kind == "page_dump"
    assert paragraphs(lines) == expected["paragraphs"]


@pytest.mark.parametrize("name", WITHOUT)
def test_pages_without_an_article_say_so(name):
    verdict = judge(label_lines(read(CASES[name])[0]))
    assert verdict.kind == "no_article"
    assert verdict.reason


@pytest.mark.parametrize("joint", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n \t\n"])
def test_clean_article_passes_whole(joint):
    lines = label_lines(joint.join(ARTICLE))
    assert judge(lines).kind == "article"
    assert paragraphs(lines) == ARTICLE


@pytest.mark.parametrize("columns", [60, 72, 80])
def test_hard_wrapped_article_has_its_paragraphs_back(columns):
    import textwrap

    lines = label_lines("\n\n".join(textwrap.fill(part, columns) for part in ARTICLE))
    assert paragraphs(lines) == ARTICLE


def test_cleaning_twice_is_cleaning_once():
    for name in WITH_ARTICLE:
        once = paragraphs(label_lines(read(CASES[name])[0]))
        again = label_lines("\n\n".join(once))
        assert judge(again).kind == "article"
        assert paragraphs(again) == once


def test_every_visible_line_is_judged_once():
    text, _ = read(CASES["kenya_resiliparse"])
    lines = label_lines(text)
    shown = {number: row.rstrip() for number, row in enumerate(text.splitlines()) if row.strip()}
    assert {line.number: line.text for line in lines} == shown
    assert all(line.role in LINE_ROLES and line.reason and 0 <= line.score <= 1 for line in lines)


def test_roles_around_the_body():
    roles = {line.text.strip(): line.role for line in label_lines(read(CASES["kenya_resiliparse"])[0])}
    assert roles["Lake Turkana fishers return to shore as water rises for third year"] == "headline"
    assert roles["By Wanjiru Odhiambo"] == "byline"
    assert roles["September 18, 2024"] == "dateline"
    assert (
        roles[
            "Boats tied to a flooded classroom at Kalokol on September 16, 2024. Photo: Peter Lokwang / The Rift Courier"
        ]
        == "caption"
    )
    assert roles["Tags: Climate, Fisheries, Lake Turkana, Turkana County"] == "keywords"
    assert roles["Related"] == "related"
    assert roles["• Opinion"] == "navigation"
    assert roles["© 2024 Rift Courier Media Ltd. All Rights Reserved"] == "boilerplate"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "no_article"),
        ("\n \t \r\n\u200b\n\ufeff", "no_article"),
        ("Home", "no_article"),
        (" ".join(ARTICLE), "article"),
        (" ".join(ARTICLE) * 2000, "article"),
        ("\u200f" + "\n\u200e".join(ARTICLE), "article"),
    ],
    ids=["empty", "invisible", "word", "one-paragraph", "one-long-line", "directional-marks"],
)
def test_odd_texts_have_an_outcome(text, kind):
    assert judge(label_lines(text)).kind == kind


def test_head_above_an_article_is_taken_off():
    lines = label_lines("\n".join(["Ferry back on the Gambia", "By Amina Diallo", "May 9, 2025", "", *ARTICLE]))
    assert [line.role for line in lines[:3]] == ["headline", "byline", "dateline"]
    assert paragraphs(lines) == ARTICLE


WINNERS = [
    f"{year}: {name}"
    for year, name in enumerate(("Awa Touray", "Lamin Ceesay", "Binta Sanyang", "Musa Darboe", "Isatou Njie") * 3, 1999)
]


def test_list_within_an_article_stays():
    parts = [*ARTICLE, *WINNERS]
    for joint in ("\n", "\n\n"):
        lines = label_lines(joint.join(parts))
        assert judge(lines).kind == "article"
        assert paragraphs(lines) == parts


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Ferry at Barra in Service Again After Eleven Days", True),
        # Nothing of it is said again, or it is said: a quotation, a place, a shout.
        ("Spring fashion for the young at heart", False),
        ("“We lost half of what we carried.”", False),
        ("BANJUL, GAMBIA", False),
    ],
)
def test_first_line_is_a_headline_where_the_text_takes_it_up(first, is_headline):
    lines = label_lines("\n\n".join([first, *ARTICLE]))
    assert judge(lines).kind == "article"
    assert paragraphs(lines) == (ARTICLE if is_headline else [first, *ARTICLE])


def test_no_word_of_a_single_long_line_is_lost():
    text = " ".join(ARTICLE) * 2000
    assert paragraphs(label_lines(text)) == [text]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "▪", "»", "1.", "12)", "○", "►"])
def test_bulleted_menus_are_no_body(bullet):
    menu = [
        f"{bullet} {word}"
        for word in (
            "Home",
            "News",
            "Africa",
            "Business",
            "Sport",
            "Culture",
            "Weather",
            "Podcasts",
            "About us",
            "Contact",
        )
    ]
    lines = label_lines("\n".join([*menu, "", "Ferry back on the Gambia", "", *ARTICLE, "", *menu]))
    assert not [line.text for line in lines if line.role == "body" and line.text in menu]
    assert set(ARTICLE) <= set(paragraphs(lines))


def test_marks_within_the_words_of_an_article_stay():
    marked = [part.replace("traders", "tra\u00adders").replace("engine", "en\u200bgine") for part in ARTICLE]
    assert paragraphs(label_lines("\ufeff" + "\n\n".join(marked))) == marked


def test_tabs_and_joiners():
    assert clean("a\tb\xa0c \u00adsoft\u00adhyphen\u200b") == "a b c softhyphen"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    "unit",
    [
        "Home News Sport\n",
        ARTICLE[0] + "\n",
        "a" * 50 + " ",
        "\n" * 40 + "x",
        "• \t",
        "1. " * 30 + "\n",
        "https://" + "a/" * 40 + "\n",
        "漢字" * 40 + "\n",
    ],
    ids=["menu", "prose", "words-in-one-line", "empty-lines", "bullets", "numbers", "addresses", "unspaced"],
)
def test_time_is_linear(unit):
    assert_linear(lambda size: paragraphs(label_lines(unit * (size // len(unit)))), 100_000, times=8, little=0.3)


def test_hundred_thousand_lines():
    text = "\n".join(f"{number} Home News Sport" for number in range(50_000)) + "\n" + "\n".join(ARTICLE * 10_000)
    assert len(label_lines(text)) == 100_000


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aA1.,:;\n\r\t •-–*|\u200b\u200f\u00ad\x00\x0b\x85\u2028漢ก्ع“”©\ud83d😀é"),
        max_size=300,
    )
)
def test_any_text_is_judged(text):
    lines = label_lines(text)
    assert [line.number for line in lines] == sorted({line.number for line in lines})
    kept = " ".join(paragraphs(lines)) if judge(lines).kind == "article" else ""
    if kept:
        assert "".join(clean(kept).split()) == "".join(clean(text).split())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=40))
def test_units_cover_all_lines(rows):
    numbers, lines = split_lines("\n".join(rows))
    units = group_lines(numbers, lines)
    assert [i for unit in units for i in range(unit.start, unit.stop)] == list(range(len(lines)))


def test_probabilities_of_given_lines():
    given_lines = ["Home", "News", "", "Ferry back on the Gambia", *ARTICLE, "Related", "Read more"]
    scores = body_probabilities(given_lines)
    assert len(scores) == len(given_lines)
    assert min(scores[4:9]) > 0.5 > max(scores[:2] + scores[9:])
    assert scores[2] == 0


def test_trees_walk_as_they_are_written():
    """Two trees: one splits twice, one is a single leaf."""
    arrays = {
        "feature": np.array([[1, 0], [0, 0]], dtype=np.int16),
        "threshold": np.array([[0.5, 2.0], [0.0, 0.0]], dtype=np.float32),
        "left": np.array([[-1, -2], [-1, -1]], dtype=np.int16),
        "right": np.array([[1, -3], [-1, -1]], dtype=np.int16),
        "leaves": np.array([[-1.0, 2.0, 4.0], [0.25, 0.0, 0.0]], dtype=np.float32),
        "depth": np.int32(2),
    }
    rows = np.array([[9, 0.5], [2, 0.6], [2.5, 0.6], [-3, 7]], dtype=np.float32)
    assert make_trees(arrays).logits(rows).tolist() == [-0.75, 2.25, 4.25, 2.25]


def test_context_of_a_unit_does_not_depend_on_who_else_is_asked():
    units = group_lines(*split_lines(read(CASES[WITH_ARTICLE[0]])[0]))
    shapes = extract_features(units, load_labeller().vocabulary).shapes
    logits = np.linspace(-12, 12, 5 * len(units), dtype=np.float32).reshape(len(units), 5)
    words = [unit.text for unit in units]
    everyone = context_table(words, shapes, logits, np.ones(len(units), dtype=bool))
    odd = np.arange(len(units)) % 2 == 1
    some = context_table(words, shapes, logits, odd)
    assert everyone.shape[0] == len(units)
    assert np.isfinite(everyone).all()
    assert max(trees.feature.max() for trees in load_labeller().trees) < everyone.shape[1]
    # All but the marks of short units, which are looked for only where they are asked for.
    same = (everyone[odd] == some).mean(axis=0) == 1
    assert (~same).sum() <= 1
    assert some.shape == (odd.sum(), everyone.shape[1])


def test_a_text_far_longer_than_pages_loses_no_paragraph():
    places = ["Barra", "Banjul", "Kaolack", "Farafenni", "Basse", "Brikama", "Soma"]
    goods = ["onions", "mangoes", "cement", "rice", "charcoal", "fish", "timber", "sugar", "flour", "cotton", "salt"]
    sentences = [
        f"Traders in {places[number % 7]} said on Monday that the price of {goods[number % 11]} had risen by {number % 90 + 2} per cent "
        f"since lorry {number} was held up at the border with {goods[(number // 7) % 11]} on board."
        for number in range(9_000)
    ]
    lines = label_lines("\n\n".join(sentences))
    assert [line.text for line in lines if line.role == "body"] == sentences
    assert judge(lines).kind == "article"
