"""Scores on the dev articles, and the calibration of confidence."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from newsx.tagging.calibration import UNCALIBRATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus import Text
    from spacy.language import Language

LABELS = ("PERSON", "PLACE", "ORG", "DATE", "NORP")
FOUR = LABELS[:4]
Spans = set[tuple[int, int, str]]


def show_scores(nlp: Language, dev: Sequence[Text], train: Sequence[Text]) -> None:
    """Prints precision, recall and F1 of exact spans, by label and region, recall of unseen names, and the speed."""
    started = time.process_time()
    docs = list(nlp.pipe((text.text for text in dev), batch_size=16))
    seconds = time.process_time() - started
    pairs = [
        (_gold(text), {(e.start_char, e.end_char, e.label_) for e in doc.ents})
        for text, doc in zip(dev, docs, strict=True)
    ]
    for name, labels in [*((label, (label,)) for label in LABELS), ("FOUR", FOUR), ("ALL", LABELS)]:
        precision, recall, f1 = _rates(pairs, labels)
        print(f"{name:8} P {precision:5.1f}  R {recall:5.1f}  F {f1:5.1f}")
    regions = defaultdict(list)
    for text, pair in zip(dev, pairs, strict=True):
        regions[text.region].append(pair)
    for region, part in sorted(regions.items()):
        print(f"{region:12} FOUR F {_rates(part, FOUR)[2]:.1f}")
    seen = {text.text[s:e].lower() for text in train for s, e, _ in text.spans}
    hits: Counter[tuple[bool, str, bool]] = Counter()
    for text, (gold, found) in zip(dev, pairs, strict=True):
        hits.update((text.text[span[0] : span[1]].lower() in seen, span[2], span in found) for span in gold)
    for label in LABELS:
        known, new = (
            100 * hits[k, label, True] / max(1, hits[k, label, True] + hits[k, label, False]) for k in (True, False)
        )
        print(f"{label:8} recall of names seen in training {known:.1f}, unseen {new:.1f}")
    words = sum(map(len, docs))
    print(f"{words} words, {words / seconds:.0f} a CPU second")


def _gold(text: Text) -> Spans:
    return {span for span in text.spans if span[2] in LABELS}


def _rates(pairs: Iterable[tuple[Spans, Spans]], labels: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    hit = expected = given = 0
    for gold, found in pairs:
        wanted = {span for span in gold if span[2] in labels}
        shown = {span for span in found if span[2] in labels}
        hit, expected, given = hit + len(wanted & shown), expected + len(wanted), given + len(shown)
    precision, recall = hit / max(1, given), hit / max(1, expected)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def fit_calibration(nlp: Language, dev: Sequence[Text]) -> tuple[float, float]:
    """Slope and shift of Platt scaling: from a mention's score to the chance that it is right, fitted by Newton's method."""
    tagger = nlp.get_pipe("newsx_crf_ner").tagger
    tagger.calibration = UNCALIBRATED
    odds, right = [], []
    for text, doc in zip(dev, nlp.pipe(text.text for text in dev), strict=True):
        gold = _gold(text)
        for ent in doc.ents:
            score = min(max(ent._.confidence, 1e-4), 1 - 1e-4)
            odds.append(np.log(score / (1 - score)))
            right.append((ent.start_char, ent.end_char, ent.label_) in gold)
    features = np.stack([np.array(odds), np.ones(len(odds))], axis=1)
    weights = np.zeros(2)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (np.array(right) - chance)
        curve = (features * (chance * (1 - chance))[:, None]).T @ features
        weights += np.linalg.solve(curve, slope)
    return float(weights[0]), float(weights[1])
