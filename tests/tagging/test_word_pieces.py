"""Word pieces, case shapes, places and windows: what the network is shown."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.tagging.word_pieces import (
    CACHE_SIZE,
    MAX_PIECES,
    PLACES,
    SHAPES,
    WordPieces,
    case_shape,
    encode,
    frame,
    windows,
)

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "to",
    "##ka",
    "##yev",
    "kin",
    "##sha",
    "##sa",
    "19",
    "-",
    "a",
    "##a",
    "中",
    "国",
    ".",
]


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


def spell(pieces: WordPieces, word: str) -> list[str]:
    return [VOCABULARY[row] for row in pieces(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Tokayev", ["to", "##ka", "##yev"]),
        ("KINSHASA", ["kin", "##sha", "##sa"]),
        ("Kínshasá", ["kin", "##sha", "##sa"]),
        ("kin-19", ["kin", "-", "19"]),
        ("中国", ["中", "国"]),
        ("to\u200bka", ["to", "##ka"]),
        ("zebra", ["[UNK]"]),
        ("tox", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("🎉", ["[UNK]"]),
    ],
)
def test_words_are_cut_as_bert_cuts_them(pieces: WordPieces, word: str, expected: list[str]) -> None:
    assert spell(pieces, word) == expected


def test_a_word_has_a_bounded_number_of_pieces(pieces: WordPieces) -> None:
    began = time.process_time()
    assert len(pieces("a" * 1_000_000)) == MAX_PIECES
    assert len(pieces("a." * 500_000)) == MAX_PIECES
    assert time.process_time() - began < 10


def test_the_cache_stays_bounded(pieces: WordPieces) -> None:
    first = pieces("Tokayev")
    for number in range(CACHE_SIZE + 10):
        pieces(f"to{number}")
    assert len(pieces._cache) <= CACHE_SIZE
    assert pieces("Tokayev") == first


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("junta", "lower"), ("Junta", "title"), ("UN", "upper"), ("McKay", "mixed"), ("2021", "digits"), ("...", "punctuation"),
        ("X", "capital"), ("T-34", "alphanumeric"), ("中国", "other"), ("🎉", "punctuation"), ("’s", "lower"),
    ],
)  # fmt: skip
def test_case_shapes(word: str, expected: str) -> None:
    assert SHAPES[case_shape(word)] == expected


def test_places_follow_lines_and_sentences(pieces: WordPieces) -> None:
    encoded = encode(["“", "Tokayev", "a", ".", "To", "\n\n", "a"], pieces)
    places = [PLACES[row] for row in encoded.places]
    assert places == ["first", "first", "continuation", "continuation", "inside", "inside", "after_stop", "first"]
    assert encoded.lines.tolist() == [0, 0, 0, 0, 0, 1]
    assert encoded.tokens.tolist() == [0, 1, 2, 3, 4, 6]
    assert encoded.firsts.tolist() == [0, 1, 4, 5, 6, 7, 8]


def test_blanks_inside_a_line_do_not_end_it(pieces: WordPieces) -> None:
    assert encode(["a", "  ", "a", "\u2028", "a"], pieces).lines.tolist() == [0, 0, 1]


@given(st.lists(st.integers(1, MAX_PIECES), max_size=400), st.integers(40, 120), st.integers(0, 30))
def test_windows_cover_every_word_within_their_size(lengths: list[int], size: int, overlap: int) -> None:
    firsts = np.concatenate(([0], np.cumsum(np.array(lengths, int)))).astype(int)
    ranges = list(windows(firsts, size=size, overlap=overlap))
    covered = {word for start, end in ranges for word in range(start, end)}
    assert covered == set(range(len(lengths)))
    assert all(start < end and firsts[end] - firsts[start] <= size for start, end in ranges)
    assert sum(firsts[end] - firsts[start] for start, end in ranges) <= max(
        1, firsts[-1] * (1 + 2 * size / (size - overlap - 6))
    )


def test_neighbouring_windows_share_context() -> None:
    ranges = list(windows(np.arange(1001), size=190, overlap=48))
    assert all(48 <= before - start <= 48 + MAX_PIECES for (_, before), (start, _) in pairwise(ranges))


def test_a_window_is_framed(pieces: WordPieces) -> None:
    ids, shapes, places = frame(encode(["a", "Tokayev", "."], pieces), 1, 3, pieces)
    assert [VOCABULARY[row] for row in ids] == ["[CLS]", "to", "##ka", "##yev", ".", "[SEP]"]
    assert shapes.tolist() == [0, 2, 2, 2, 6, 0]
    assert places.tolist() == [0, 1, 4, 4, 1, 0]
