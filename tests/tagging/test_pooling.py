"""Two taggers heard together: the network's scores and the linear model's."""

from __future__ import annotations

import numpy as np
import pytest
from made_taggers import VOCABULARY, capitals, number_words

from newsx.resources import resource_path
from newsx.tagging.crf.tagger import read_crf
from newsx.tagging.decoding import TAGS
from newsx.tagging.network import score_words
from newsx.tagging.pooling import CERTAIN, distances_to, pool, score_doubtful
from newsx.tagging.word_pieces import WordPieces, encode


def log_probs(*rows: dict[str, float]) -> np.ndarray:
    table = np.full((len(rows), len(TAGS)), 1e-4, np.float32)
    for row, tags in enumerate(rows):
        for tag, probability in tags.items():
            table[row, TAGS.index(tag)] = probability
    return np.log(table / table.sum(axis=1, keepdims=True))


def test_pooled_scores_are_probabilities() -> None:
    pooled = pool(log_probs({"O": 0.9}, {"B-PERSON": 0.6, "B-ORG": 0.3}), np.exp(log_probs({"O": 0.5}, {"B-ORG": 0.9})))
    assert np.exp(pooled).sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_a_sure_opinion_turns_a_doubtful_one_and_not_the_other_way() -> None:
    doubtful, sure = {"B-PERSON": 0.55, "B-ORG": 0.45}, {"B-ORG": 0.95}
    turned = pool(log_probs(doubtful), np.exp(log_probs(sure)))
    kept = pool(log_probs(sure), np.exp(log_probs(doubtful)))
    assert TAGS[int(turned[0].argmax())] == TAGS[int(kept[0].argmax())] == "B-ORG"


def test_the_opinion_can_doubt_and_never_forbid() -> None:
    zero = np.zeros((1, len(TAGS)), np.float32)
    zero[0, 0] = 1.0
    pooled = pool(log_probs({"B-DATE": 0.999999, "O": 1e-9}), zero)
    assert np.isfinite(pooled).all()


def test_the_linear_model_gives_every_token_a_distribution() -> None:
    words = [*["President", "Amina", "Diallo", "spoke"], "\n\n", *["in", "Dakar", "on", "Friday", "."]]
    ids, spellings = number_words(words)
    found = read_crf(resource_path("fast/newsx_crf_ner/crf.npz")).probabilities(ids, spellings)
    assert found.shape == (len(words), len(TAGS))
    assert found.sum(axis=1) == pytest.approx(np.ones(len(words)), abs=1e-4)
    assert TAGS[int(found[words.index("Dakar")].argmax())] == "B-PLACE"
    assert found[words.index("\n\n")].tolist() == [1.0] + [0.0] * (len(TAGS) - 1)


def test_distances_count_words_up_to_a_limit() -> None:
    words = np.array([False, True, False, False, False, False, True, True, False])
    assert distances_to(words, 2).tolist() == [1, 0, 1, 2, 2, 1, 0, 0, 1]
    assert distances_to(words, 1).tolist() == [1, 0, 1, 2, 2, 1, 0, 0, 1]
    assert distances_to(np.zeros(4, np.bool_), 2).tolist() == [3, 3, 3, 3]
    assert distances_to(np.zeros(0, np.bool_), 2).tolist() == []


def test_the_network_reads_only_what_is_in_doubt_and_its_neighbours() -> None:
    pieces = WordPieces(VOCABULARY)
    text = "ab cd ef gh Ij kl mn op qr st Uv"
    asked = []

    def network(*columns: np.ndarray) -> np.ndarray:
        asked.append((columns[0].tolist(), columns[3].tolist()))
        return capitals(*columns)

    encoded = encode(text.split(), pieces)
    opinion = np.zeros((11, len(TAGS)), np.float32)
    opinion[:, 0] = np.where(np.isin(np.arange(11), [4, 10]), 0.6, CERTAIN + 1e-4)
    opinion[:, TAGS.index("B-PERSON")] = 1 - opinion[:, 0]
    log_probs = score_doubtful(encoded, opinion, network, pieces, size=40, overlap=12)
    (ids, distances), *more = asked
    assert not more
    read = [word for number, word in enumerate(text.split()) if number not in {0, 1, 7}]
    assert ids[1:-1] == [row for word in read for row in pieces(word)]
    assert distances == [0, 2, 2, 1, 1, 0, 0, 1, 1, 2, 2, 2, 2, 1, 1, 0, 0, 0]
    assert [TAGS[tag] for tag in log_probs[[4, 10]].argmax(1)] == ["B-PERSON"] * 2
    np.testing.assert_allclose(np.exp(log_probs[0]), opinion[0], atol=1e-5)


def test_a_text_without_doubt_is_not_read() -> None:
    def network(*columns: np.ndarray) -> np.ndarray:
        raise AssertionError(columns)

    pieces = WordPieces(VOCABULARY)
    encoded = encode(["there", "was", "nothing", "new", "to", "see"], pieces)
    opinion = np.zeros((6, len(TAGS)), np.float32)
    opinion[:, 0] = 1
    assert not score_doubtful(encoded, opinion, network, pieces).argmax(1).any()


def test_every_word_of_a_long_text_is_scored_once() -> None:
    words = [("Ab" if number % 3 == 0 else "cd") for number in range(1000)]
    pieces = WordPieces(VOCABULARY)
    encoded = encode(words, pieces)
    assert encoded.tokens.tolist() == list(range(1000))
    assert not encoded.lines.any()
    log_probs = score_words(encoded, capitals, pieces, size=40, overlap=12)
    assert [TAGS[tag] == "B-PERSON" for tag in log_probs.argmax(1)] == [number % 3 == 0 for number in range(1000)]
    np.testing.assert_allclose(np.exp(log_probs).sum(1), 1, rtol=1e-5)
