"""Two taggers heard together: the network's scores and the linear model's."""

from __future__ import annotations

import numpy as np
import pytest

from newsx.components.decoding import TAGS
from newsx.components.transformer_ner import pool


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
    import spacy

    from newsx.components.crf_ner.tagger import CrfTagger
    from newsx.resources import resource_path

    nlp = spacy.blank("en")
    tagger = CrfTagger(nlp.vocab).from_disk(resource_path("fast/newsx_crf_ner"))
    doc = nlp("President Amina Diallo spoke\n\nin Dakar on Friday.")
    found = tagger.probabilities(doc)
    assert found.shape == (len(doc), len(TAGS))
    assert found.sum(axis=1) == pytest.approx(np.ones(len(doc)), abs=1e-4)
    dakar = next(token.i for token in doc if token.text == "Dakar")
    assert TAGS[int(found[dakar].argmax())] == "B-PLACE"
