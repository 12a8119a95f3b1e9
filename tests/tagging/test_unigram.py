"""The cutter takes the most probable cut, and the offsets of its pieces cover the word."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.tagging.segments import segment
from newsx.tagging.unigram import LONGEST_WORD, MARK, Unigram, normalise

SCORES = {
    MARK: -3.0,
    f"{MARK}new": -2.0,
    "new": -2.5,
    "s": -1.5,
    "n": -4.0,
    "e": -4.0,
    "w": -4.0,
    f"{MARK}ne": -3.5,
    "ws": -1.2,
    "x": -4.0,
}
CUTTER = Unigram({piece: (number, score) for number, (piece, score) in enumerate(SCORES.items(), 3)}, unknown=2)
ROWS = {piece: number for number, piece in enumerate(SCORES, 3)}


def best_by_trying_all(text: str) -> float:
    """The largest sum of scores over all ways to cut a text."""
    best = -math.inf
    for cuts in itertools.product([True, False], repeat=len(text) - 1):
        bounds = [0, *(place for place, is_cut in enumerate(cuts, 1) if is_cut), len(text)]
        parts = [text[start:end] for start, end in itertools.pairwise(bounds)]
        if all(part in SCORES for part in parts):
            best = max(best, sum(SCORES[part] for part in parts))
    return best


@settings(derandomize=True)
@given(st.text(alphabet="newsx", min_size=1, max_size=9), st.booleans())
def test_no_cut_is_more_probable(word: str, begins: bool) -> None:
    names = {row: piece for piece, row in ROWS.items()}
    total = sum(SCORES[names[piece.row]] for piece in CUTTER.cut(word, begins=begins))
    assert total == pytest.approx(best_by_trying_all(MARK + word if begins else word))


@settings(derandomize=True)
@given(st.text(min_size=1, max_size=20).filter(lambda word: not any(map(str.isspace, word))))
def test_pieces_stand_in_order_inside_the_word(word: str) -> None:
    pieces = CUTTER.cut(word, begins=True)
    assert all(0 <= piece.start <= piece.end <= len(word) for piece in pieces)
    assert all(one.end <= other.start or one.start <= other.start for one, other in itertools.pairwise(pieces))


def test_what_no_piece_covers_is_one_unknown_run() -> None:
    assert [(piece.row, piece.start, piece.end) for piece in CUTTER.cut("newqqs", begins=True)] == [
        (ROWS[f"{MARK}new"], 0, 3),
        (2, 3, 5),
        (ROWS["s"], 5, 6),
    ]


def test_words_are_written_as_the_vocabulary_writes_them() -> None:
    assert normalise("ﬁne") == ("fine", [0, 0, 1, 2])
    assert normalise("ｎｅｗｓ")[0] == "news"
    assert normalise("cafe\u0301")[0] == "café"


def test_a_run_longer_than_the_cutter_takes_is_read_to_its_end() -> None:
    text = "字" * (3 * LONGEST_WORD + 7)
    found = segment(text, CUTTER)
    assert found.starts[0] == 0
    assert found.ends[-1] == len(text)
    assert list(found.starts[1:]) == list(found.ends[:-1])
