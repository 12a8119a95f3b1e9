"""The linear model: features, Viterbi and marginals against slow references."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import spacy
from made_taggers import ARTICLE, LABELS, columns, lexicon, random_model, word_model, words_of

from newsx.tagging.crf import features
from newsx.tagging.crf.inference import best_labels, doubtful, marginals
from newsx.tagging.crf.model import CrfModel, Weights, legal_transitions
from newsx.tagging.crf.words import MAX_WORDS, Case, Flag, Rows, WordTable, case_of, hash_text, shape_of


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.mark.parametrize(
    ("word", "shape", "case"),
    [
        ("Kampala", "Xxx", Case.TITLE),
        ("WHO", "XX", Case.UPPER),
        ("said", "xx", Case.LOWER),
        ("A", "X", Case.TITLE),
        ("2021", "dd", Case.NONE),
        ("U.S.", "X.X.", Case.UPPER),
        ("al-Shabaab", "xx-Xxx", Case.LOWER),
        ("мир", "xx", Case.LOWER),
        ("東京", "東京", Case.NONE),
        ("", "", Case.NONE),
    ],
)
def test_letters_of_a_word(word, shape, case):
    assert shape_of(word) == shape
    assert case_of(word) is case


def test_shape_of_a_huge_word_is_short():
    assert len(shape_of("aB1-" * 100_000)) <= 8


def test_keys_differ_by_template_and_value():
    values = np.arange(2000, dtype=np.uint64)
    keys = np.concatenate([features.mix(template, distance, values) for template in range(5) for distance in range(5)])
    # 50,000 keys of 32 bits: fewer than one pair in common is expected.
    assert len(np.unique(keys)) >= len(keys) - 5


def test_lexicon_finds_first_known_spelling():
    known = lexicon(kaduna=1, Kaduna=2)
    spelled = [
        [hash_text(w) for w in row] for row in (("KADUNA", "Kaduna", "kaduna"), ("x", "y", "kaduna"), ("x", "y", "z"))
    ]
    found = known.find(np.array(spelled, dtype=np.uint64))
    assert known.flags[found[0]] == 2
    assert known.flags[found[1]] == 1
    assert found[2] == -1
    empty = lexicon()
    assert empty.find(np.array(spelled, dtype=np.uint64)).tolist() == [-1, -1, -1]


def test_lines_hold_every_word_once_and_no_space(nlp):
    texts = (ARTICLE, "", " \n\n ", "One\r\nTwo  three\u2028four")
    docs = [nlp.make_doc(text) for text in texts]
    table = WordTable(lexicon())
    lines = features.lay_out(table, *words_of(nlp, texts))
    words = [docs[d][t].text for d, t in zip(lines.texts.tolist(), lines.tokens.tolist(), strict=True)]
    assert words == [token.text for doc in docs for token in doc if not token.is_space]
    assert len(lines.starts) == 3 + 3
    assert lines.lengths[-3:].tolist() == [1, 2, 1]
    assert (lines.rows[lines.places] > 0).all()
    assert (np.delete(lines.rows, lines.places) == 0).all()


def test_article_codes_tell_what_the_word_does_elsewhere(nlp):
    table = WordTable(lexicon(Amina=Flag.FIRST_NAME, Mr=Flag.TITLE, the=0, said=Flag.SPEECH))
    doc = nlp.make_doc(ARTICLE)
    lines = features.lay_out(table, *words_of(nlp, [ARTICLE]))
    codes = features.article_codes(table, lines)

    def signs(word, nth=0):
        at = [n for n, token in enumerate(lines.tokens.tolist()) if doc[token].text == word][nth]
        return {features.ARTICLE_BITS[bit] for bit in range(12) if codes[lines.places[at]] >> bit & 1}

    assert {"beside a verb of speech", "after a title"} <= signs("Okoro", 0)
    assert {"after a first name", "after a title"} <= signs("Okoro", 1)
    assert "beside a verb of speech" not in signs("Okoro", 1)  # its own occurrence does not count
    assert "after a title" not in signs("Okoro", 2)
    assert "capitalised within a sentence" in signs("KADUNA")
    assert "lower case" in signs("The")
    assert signs("river") == set()


def test_emissions_are_the_sum_of_all_features(nlp):
    model = random_model(nlp, [ARTICLE])
    lines = model.lay_out(*words_of(nlp, [ARTICLE, "Okoro in Kano"]))
    expected = np.zeros((lines.size, len(LABELS)))
    row_of = {int(key): row for row, key in enumerate(model.weights.keys)}
    for keys, there in columns(model.words, lines):
        for position in np.flatnonzero(there).tolist():
            if int(keys[position]) in row_of:
                expected[position] += model.weights.table[row_of[int(keys[position])]] * model.weights.scale
    scores = model.emissions(lines)
    assert np.abs(scores - expected)[lines.places].max() < 1e-3
    assert np.abs(scores[lines.places]).max() > 0.1


def test_transitions_follow_the_scheme():
    legal = {
        (before, after)
        for before, after in itertools.product(("O", "B-A", "I-A", "L-A", "U-A", "B-B", "L-B"), repeat=2)
        if legal_transitions((before, after))[0, 1]
    }
    assert ("B-A", "I-A") in legal
    assert ("B-A", "L-A") in legal
    assert ("I-A", "L-A") in legal
    assert ("L-A", "U-A") in legal
    assert ("O", "B-A") in legal
    assert ("O", "I-A") not in legal
    assert ("B-A", "L-B") not in legal
    assert ("B-A", "O") not in legal
    assert ("U-A", "L-A") not in legal


def test_best_labels_and_marginals_against_all_sequences(nlp):
    labels = ("O", "B-A", "I-A", "L-A", "U-A")
    rng = np.random.default_rng(0)
    weights = Weights(
        labels,
        np.zeros(0, dtype=np.uint32),
        np.zeros((0, 5), dtype=np.int8),
        np.ones(5, dtype=np.float32),
        rng.normal(size=(5, 5)).astype(np.float32),
    )
    model = CrfModel(weights, lexicon())
    lines = model.lay_out(*words_of(nlp, ["a b c d\ne\nf g h"]))
    scores = rng.normal(size=(lines.size, 5), scale=2).astype(np.float32)
    best, chances = best_labels(scores, lines, model), marginals(scores, lines, model)
    for start, length in zip(lines.starts.tolist(), lines.lengths.tolist(), strict=True):
        weight = {}
        for path in itertools.product(range(5), repeat=length):
            total = (
                sum(scores[start + n, label] for n, label in enumerate(path))
                + model.start[path[0]]
                + model.end[path[-1]]
            )
            weight[path] = total + sum(model.transitions[pair] for pair in itertools.pairwise(path))
        assert tuple(best[start : start + length].tolist()) == max(weight, key=weight.get)
        norm = np.logaddexp.reduce(np.array(list(weight.values())))
        for n, label in itertools.product(range(length), range(5)):
            chance = sum(np.exp(total - norm) for path, total in weight.items() if path[n] == label)
            assert chances[start + n, label] == pytest.approx(chance, abs=1e-4)


def test_only_doubtful_words_are_searched(nlp):
    model = word_model(Okoro="PERSON", Kano="PLACE")
    # All other words are outside of mentions without doubt.
    model.transitions[0, 0] += 7
    lines = model.lay_out(*words_of(nlp, [ARTICLE, "Okoro in Kano", "in the market"]))
    scores = 2 * model.emissions(lines)
    chances = marginals(scores, lines, model)
    held, stretches = doubtful(scores, lines, chances, model)
    assert 0 < stretches.lengths.sum() < 0.6 * lines.lengths.sum()
    best = best_labels(held, stretches, model)
    assert (best == best_labels(scores, lines, model)).all()
    assert {LABELS[label] for label in best} == {"O", "U-PERSON", "U-PLACE"}


def test_rows_keep_what_was_added():
    rows = Rows(np.zeros((1, 2), dtype=np.uint8))
    for number in range(1, 40):
        rows.add(np.full((2, 2), number, dtype=np.uint8))
    assert len(rows) == 79
    assert rows.all[:, 1].tolist() == [0, *sorted([*range(1, 40)] * 2)]


def test_a_full_word_table_changes_nothing(nlp):
    model = random_model(nlp, [ARTICLE])
    words = words_of(nlp, [ARTICLE])
    before = best_labels(model.emissions(lines := model.lay_out(*words)), lines, model)
    model.lay_out(*words_of(nlp, [" ".join(f"word{n}x" for n in range(MAX_WORDS + 10))]))
    assert len(model.words) > MAX_WORDS
    after = best_labels(model.emissions(lines := model.lay_out(*words)), lines, model)
    assert len(model.words) < 200
    assert (before == after).all()
