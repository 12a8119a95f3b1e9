"""Mentions of an article that agree with one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import assert_linear

from newsx.tagging.consistency import Votes, settle, trim
from newsx.tagging.decoding import LABELS, TAGS, Mention, decode, stitch, viterbi


def mark(text: str, *marks: tuple[str, int, str, float]) -> list[Mention]:
    """Mentions given as (surface, which occurrence, label, score)."""
    found = []
    for surface, occurrence, label, score in marks:
        start = -1
        for _ in range(occurrence + 1):
            start = text.index(surface, start + 1)
        found.append(Mention(start, start + len(surface), label, score))
    return found


def spell(text: str, mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(text[mention.start : mention.end], mention.label) for mention in mentions]


def test_the_better_supported_label_wins_everywhere() -> None:
    text = "Rosatom signed. Rosatom, said Rosatom."
    found = settle(
        text, mark(text, ("Rosatom", 0, "PERSON", 0.6), ("Rosatom", 1, "ORG", 0.9), ("Rosatom", 2, "ORG", 0.8))
    )
    assert spell(text, found) == [("Rosatom", "ORG")] * 3


def test_a_headline_does_not_outvote_the_body() -> None:
    text = "Deepens Lusaka\n\nLusaka waits."
    mentions = mark(text, ("Lusaka", 0, "ORG", 0.95), ("Lusaka", 1, "PLACE", 0.25))
    assert spell(text, settle(text, mentions, body_start=16)) == [("Lusaka", "PLACE")] * 2
    assert spell(text, settle(text, mentions)) == [("Lusaka", "ORG")] * 2


def test_the_sentence_that_introduces_a_name_counts_most() -> None:
    text = "The state company Zamgas grew. Zamgas fell. Zamgas rose."
    mentions = mark(text, ("Zamgas", 0, "ORG", 0.9), ("Zamgas", 1, "PLACE", 0.9), ("Zamgas", 2, "PLACE", 0.9))
    assert spell(text, settle(text, mentions)) == [("Zamgas", "ORG")] * 3


def test_an_unsure_mention_takes_the_edges_of_a_repeated_name() -> None:
    text = "Nana Kweku spoke. Nana Kweku left. Then Nana Kweku wept, and Chief Nana Kweku rose."
    sure = mark(text, ("Nana Kweku", 0, "PERSON", 0.9), ("Nana Kweku", 1, "PERSON", 0.9))
    unsure = mark(text, ("Kweku", 2, "PERSON", 0.5), ("Chief Nana Kweku", 0, "PERSON", 0.5))
    assert spell(text, settle(text, sure + unsure)) == [("Nana Kweku", "PERSON")] * 4


def test_a_sure_mention_and_one_with_a_neighbour_keep_their_edges() -> None:
    text = "Nana Kweku spoke. Nana Kweku left. Kweku of Chief Nana Kweku and Nana Kweku met."
    repeated = mark(text, ("Nana Kweku", 0, "PERSON", 0.9), ("Nana Kweku", 1, "PERSON", 0.9))
    sure = mark(text, ("Chief Nana Kweku", 0, "PERSON", 0.9))
    apart = mark(text, ("Nana", 3, "NORP", 0.9), ("Kweku", 4, "PERSON", 0.5))
    found = [(m.start, m.end) for m in settle(text, repeated + sure + apart)]
    assert {(m.start, m.end) for m in sure + apart} <= set(found)


def test_a_single_word_without_a_full_name_is_a_person_less_easily() -> None:
    text = "Zamgas fell. Zamgas rose. Zamgas hired Amina Zulu, and Zulu left Zulu."
    lone = mark(text, ("Zamgas", 0, "PLACE", 0.5), ("Zamgas", 1, "PERSON", 0.9), ("Zamgas", 2, "PERSON", 0.9))
    full = mark(text, ("Amina Zulu", 0, "PERSON", 0.9), ("Zulu", 1, "NORP", 0.8), ("Zulu", 2, "PERSON", 0.5))
    assert spell(text, settle(text, lone + full)) == [
        *[("Zamgas", "PLACE")] * 3, ("Amina Zulu", "PERSON"), *[("Zulu", "PERSON")] * 2,
    ]  # fmt: skip


def test_a_lone_surname_belongs_to_its_person() -> None:
    text = "Amina Okafor spoke. Okafor left. Okafor returned."
    found = settle(text, mark(text, ("Amina Okafor", 0, "PERSON", 0.95), ("Okafor", 1, "ORG", 0.5)))
    assert spell(text, found) == [("Amina Okafor", "PERSON"), ("Okafor", "PERSON"), ("Okafor", "PERSON")]


def test_names_that_were_missed_are_filled_in_whole_words_only() -> None:
    text = "Kigali and Kigali. Near Kigali, not Kigalian, Kigali-based or @Kigali."
    found = settle(text, mark(text, ("Kigali", 0, "PLACE", 0.9), ("Kigali", 1, "PLACE", 0.9)))
    assert [mention.start for mention in found] == [0, 11, 24]


def test_dates_and_distractors_have_no_say() -> None:
    text = "May met in May. COVID-19 cost $5."
    mentions = mark(
        text, ("May", 0, "PERSON", 0.6), ("May", 1, "DATE", 0.9), ("COVID-19", 0, "MISC", 0.9), ("$5", 0, "MONEY", 0.9)
    )
    assert spell(text, settle(text, mentions)) == [("May", "PERSON"), ("May", "DATE")]


def test_edges_are_trimmed_and_bare_punctuation_dropped() -> None:
    text = "“Sputnik,” he said —"
    assert spell(text, list(trim(text, [Mention(0, 10, "ORG", 0.9), Mention(19, 20, "ORG", 0.9)]))) == [
        ("Sputnik", "ORG")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bank of the", ["Bank"]),
        ("United States of", ["United States"]),
        ("of the", []),
        ("www.example.org/Nairobi", []),
        ("R&D", ["R&D"]),
    ],
)
def test_dangling_words_and_addresses_go(text: str, expected: list[str]) -> None:
    assert [words for words, _ in spell(text, list(trim(text, [Mention(0, len(text), "ORG", 0.9)])))] == expected


@given(
    st.text(alphabet="abAB .,\n-é", max_size=80),
    st.lists(
        st.tuples(st.integers(0, 80), st.integers(1, 8), st.sampled_from(LABELS), st.floats(0.01, 1)), max_size=12
    ),
    st.integers(0, 80),
)
def test_what_comes_out_is_sorted_disjoint_and_within_the_text(
    text: str, raw: list[tuple[int, int, str, float]], body_start: int
) -> None:
    mentions, done = [], 0
    for start, length, label, score in sorted(raw):
        if start >= done and start + length <= len(text):
            mentions.append(Mention(start, start + length, label, score))
            done = start + length
    found = settle(text, mentions, body_start=body_start)
    ends = [0, *(mention.end for mention in found)]
    assert all(before <= mention.start < mention.end <= len(text) for before, mention in zip(ends, found, strict=False))
    assert all(
        0 <= mention.score <= 1 and any(map(str.isalnum, text[mention.start : mention.end])) for mention in found
    )


def test_settling_takes_linear_time() -> None:
    def settled(words: int) -> None:
        text = "".join(f"Xa{number} Ba said " for number in range(words)) + "Xa1 " * words
        marks = [Mention(m, m + 6, "PERSON", 0.9) for m in range(0, words * 10, 10)]
        settle(text, marks)

    assert_linear(settled, 2_000)


def scores(*tags: str, weight: float = 5.0) -> np.ndarray:
    rows = np.zeros((len(tags), len(TAGS)), np.float32)
    for row, tag in enumerate(tags):
        rows[row, TAGS.index(tag)] = weight
    return stitch([(0, len(tags))], [rows], len(tags))


def test_no_mention_reaches_over_a_line() -> None:
    found = decode(scores("B-ORG", "I-ORG", "I-ORG"), np.array([0, 0, 1]))
    assert found[0][:3] == (0, 2, "ORG")
    assert all(m.end <= 2 or m.start >= 2 for m in found)


def test_an_inside_tag_needs_its_beginning() -> None:
    found = decode(scores("O", "I-ORG", "I-ORG", "O"), np.zeros(4, int))
    assert [(m.start, m.end, m.label) for m in found] == [(1, 3, "ORG")]


def test_the_search_finds_the_best_legal_tags() -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        rows = stitch([(0, 4)], [rng.normal(size=(4, len(TAGS))).astype(np.float32) * 3], 4)
        path = viterbi(rows)
        legal = _legal(4)
        best = max(legal, key=lambda tags: float(rows[np.arange(4), list(tags)].sum()))
        assert tuple(path) == best


def _legal(length: int) -> list[tuple[int, ...]]:
    paths: list[tuple[int, ...]] = [()]
    for _ in range(length):
        paths = [
            (*path, tag)
            for path in paths
            for tag in range(len(TAGS))
            if not TAGS[tag].startswith("I-") or (path and path[-1] in {tag, tag - 1})
        ]
    return paths


def test_a_sure_tagger_gives_high_scores() -> None:
    sure, unsure = (decode(scores("B-PLACE", "O", weight=weight), np.zeros(2, int))[0].score for weight in (9.0, 2.0))
    assert sure > 0.99
    assert unsure < 0.7


def test_stitching_takes_each_word_from_the_window_where_it_stands_deepest() -> None:
    left, right = np.zeros((10, len(TAGS)), np.float32), np.zeros((10, len(TAGS)), np.float32)
    left[:, 1], right[:, 2] = 5, 5
    joined = stitch([(0, 10), (6, 16)], [left, right], 16)
    assert joined.argmax(1).tolist() == [1] * 8 + [2] * 8


@pytest.mark.parametrize("words", [0, 1])
def test_short_texts(words: int) -> None:
    assert decode(np.zeros((words, len(TAGS)), np.float32), np.zeros(words, int)) == []


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("It will lend Jordan $600 million soon.", "Jordan $600 million", [("Jordan", "PLACE")]),
        ("It lent Sierra Leone €5 million.", "Sierra Leone €5 million", [("Sierra Leone", "PLACE")]),
        ("It cost US$600 million.", "US$600 million", []),
        ("It cost US $600 million.", "US $600 million", []),
        ("It fined Gogol $5 billion.", "Gogol $5 billion", []),
        ("It paid Jordan money.", "Jordan money", []),
    ],
)
def test_who_gets_a_sum_is_no_part_of_it(text: str, marked: str, expected: list[tuple[str, str]]) -> None:
    start = text.index(marked)
    settled = settle(text, [Mention(start, start + len(marked), "MONEY", 0.9)])
    assert [(text[mention.start : mention.end], mention.label) for mention in settled] == expected


def test_mentions_that_are_wholly_in_doubt_vote_for_nothing() -> None:
    votes = Votes()
    votes.direct["Q1"]["ORG"] = 0.0
    assert votes.winner("Q1") == ("ORG", 0.0)
