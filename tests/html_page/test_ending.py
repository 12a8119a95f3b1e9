"""Where a body ends: another block than the last kept one, where that is likelier and little is cut or added."""

from __future__ import annotations

import numpy as np
import pytest

from newsx.html_page.ending import LEAST_ADDED, MOST_ADDED, MOST_CUT, choose_end, ending_rows

CHOSEN = np.arange(6)


def end_of(chances: list[float], endings: list[float], sizes: list[int] | None = None) -> int:
    """The chosen end among six blocks, those of .5 and more kept."""
    kept = [index for index, chance in enumerate(chances) if chance >= 0.5]
    return choose_end(kept, CHOSEN, np.array(chances), np.array(endings), sizes or [40] * 6)


def test_the_last_kept_block_stays_the_end_where_nothing_is_likelier() -> None:
    assert end_of([0.9, 0.9, 0.9, 0.9, 0.2, 0.1], [0.0, 0.0, 0.1, 0.8, 0.1, 0.0]) == 3


def test_a_doubtful_note_behind_the_end_is_cut() -> None:
    assert end_of([0.99, 0.99, 0.99, 0.6, 0.1, 0.1], [0.0, 0.0, 0.9, 0.05, 0.0, 0.0], [80, 80, 80, 20, 9, 9]) == 2


def test_a_paragraph_that_is_sure_is_not_cut() -> None:
    assert end_of([0.99, 0.99, 0.99, 0.99, 0.1, 0.1], [0.0, 0.0, 0.5, 0.3, 0.0, 0.0], [80, 80, 80, 20, 9, 9]) == 3


def test_a_last_line_that_was_left_out_comes_back() -> None:
    assert end_of([0.99, 0.99, 0.99, 0.45, 0.01, 0.01], [0.0, 0.0, 0.1, 0.8, 0.0, 0.0], [80, 80, 80, 12, 9, 9]) == 3


@pytest.mark.parametrize(
    ("chances", "endings", "sizes"),
    [
        ([0.9, 0.9, 0.6, 0.6, 0.1, 0.1], [0.0, 0.9, 0.0, 0.01, 0.0, 0.0], [900, 900, MOST_CUT, 1, 9, 9]),
        ([0.9, 0.9, 0.6, 0.6, 0.1, 0.1], [0.0, 0.9, 0.0, 0.01, 0.0, 0.0], [40, 40, 20, 20, 9, 9]),
        ([0.9, 0.9, 0.9, 0.6, 0.45, 0.1], [0.0, 0.0, 0.0, 0.01, 0.9, 0.0], [40, 40, 40, 40, MOST_ADDED + 1, 9]),
        ([0.9, 0.9, 0.9, 0.6, LEAST_ADDED / 2, 0.45], [0.0, 0.0, 0.0, 0.01, 0.0, 0.9], [40, 40, 40, 40, 1, 1]),
    ],
    ids=["too many words cut", "too large a share cut", "too many words added", "over a block that is none"],
)
def test_one_decision_costs_little(chances: list[float], endings: list[float], sizes: list[int]) -> None:
    assert end_of(chances, endings, sizes) == 3


def test_a_block_behind_the_end_that_is_not_asked_is_left() -> None:
    assert choose_end([0, 7], CHOSEN, np.full(8, 0.9), np.full(6, 0.5), [40] * 8) == 7


def test_the_rows_tell_what_stands_around_a_block() -> None:
    rows = ending_rows(np.zeros((3, 2), np.float32), np.array([0.9, 0.7, 0.2]))
    assert rows.shape == (3, 11)
    assert rows[1].tolist() == pytest.approx([0, 0, 0.7, -1, -1, 0.9, 0.2, -1, -1, 0, 2])
