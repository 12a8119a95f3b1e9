"""What newsx gets right of the slice in the repository is not less than what was pinned."""

from __future__ import annotations

import pytest

from evaluation import date_sentences
from evaluation import slice as repository_slice
from evaluation.figures import Figure, Floor, read_floors, write_floors

FLOORS = read_floors()


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return {figure.name: figure for figure in [*repository_slice.figures(), *date_sentences.figures()]}


@pytest.mark.parametrize(
    "name", sorted(name for name in FLOORS if name.startswith(("slice", "roles in running", "date sentences")))
)
def test_figure_is_not_below_its_floor(name: str, figures: dict[str, Figure]) -> None:
    assert FLOORS[name].holds(figures[name]), f"{figures[name]} is below {FLOORS[name]}"


def test_every_figure_of_the_slice_has_a_floor(figures: dict[str, Figure]) -> None:
    assert set(figures) <= set(FLOORS)


def test_lowered_floors_are_named(tmp_path) -> None:
    path = tmp_path / "floors.json"
    assert write_floors([Figure("a", 0.9, 1000), Figure("b", 0.5, 10)], path) == []
    assert write_floors([Figure("a", 0.8, 1000), Figure("b", 0.6, 10)], path) == ["a"]
    assert read_floors(path) == {"a": Floor(0.8, 0.005), "b": Floor(0.6, 0.1)}
    assert not read_floors(path)["a"].holds(Figure("a", 0.794, 1000))
    assert read_floors(path)["a"].holds(Figure("a", 0.796, 1000))


def test_marks_become_offsets() -> None:
    (gold,) = repository_slice.read_marked("=== 2025-01-02\n[Dr. Ada Obi|P=Ada Obi|Ada Obi] of [Jos|L:NG] [x|-].")
    assert gold.text == "Dr. Ada Obi of Jos x."
    assert gold.mentions == {"people": {(4, 11): "Ada Obi"}, "places": {(15, 18): "NG"}}


def test_marks_of_sentences_become_offsets() -> None:
    (sentence,) = date_sentences.read_sentences("# none\n2025-05-12\tA\tOn [Friday|2025-05-09~2025-05-16] at [9|T09]~.")
    assert sentence.text == "On Friday at 9."
    assert sentence.dates == [
        date_sentences.Marked(3, 9, ["2025-05-09", "2025-05-16"], optional=False),
        date_sentences.Marked(13, 14, ["T09"], optional=True),
    ]


def test_a_date_that_is_missed_and_one_that_is_none_both_cost() -> None:
    right = "2025-05-12\tA\tHe left on [Friday|2025-05-09].\n"
    assert date_sentences.score(date_sentences.read_sentences(right)).value_f1 == 1
    none = date_sentences.score(date_sentences.read_sentences(right + "2025-05-12\tA\tHe left on Monday."))
    missed = date_sentences.score(date_sentences.read_sentences(right + "2025-05-12\tA\tHe left on [that day|2025]."))
    assert none.value_f1 == pytest.approx(2 / 3)
    assert missed.value_f1 < 1
