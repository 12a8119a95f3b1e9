"""Trains the labeller of quotes: python models/recipes/quotes/train.py DATA [--out models/quotes] [--without 2015-11 2016-07].

DATA is the folder with quotes/polnear_traindev.jsonl. Learnt are the articles of the odd months; the even ones (half B of
`tests.evaluation.quotes`) are not touched. `--without` leaves months out and prints the scores on them. Needs the packages in
requirements.txt beside this file, and the pipeline `fast`, which finds the names.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pycrfsuite

from newsx.pipeline import load_pipeline
from newsx.quotes.frames import frame_of
from newsx.quotes.scene import Scene
from newsx.quotes.spans.features import iter_keys, lay_out
from newsx.quotes.spans.labeller import FILE, LABELS, PARTS, Labeller, read_lexicon
from newsx.quotes.spans.words import INSIDE, read_words
from newsx.tagging.crf.model import Weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.quotes.frames import Frame
    from newsx.quotes.spans.words import WordRow
    from newsx.records import EntityGroup

MIN_COUNT = 3
# Stochastic descent; chosen on the months 2015-11 and 2016-07.
PENALTY = 1.0
ROUNDS = 12
# A weight this small in every label changes no decision.
NEGLIGIBLE = 0.02
# A word that is the last of a cue so often, of the times it stands outside of marks, is a verb of degree 1, 2, 3; seen so often at least.
DEGREES = (0.1, 0.3, 0.6)
MIN_CUES = 3
# A fixed date of the arrays in the file, so that the same model has the same bytes.
FILE_DATE = (1980, 1, 1, 0, 0, 0)


class Sample(NamedTuple):
    """An article with its words and the number of the label of each."""

    month: str
    scene: Scene
    frames: list[Frame | None]
    words: WordRow
    labels: list[str]


def main() -> None:
    """The folder --out holds the labeller; scores on the months left out are printed."""
    options = read_options()
    samples = list(read_samples(options.data))
    labeller = train([sample for sample in samples if sample.month not in options.without])
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / FILE).write_bytes(to_bytes(labeller))
    print(f"{len(labeller.weights.keys)} features, {(options.out / FILE).stat().st_size / 1000:.0f} kB")
    held_out = [sample for sample in samples if sample.month in options.without]
    if held_out:
        show_scores(labeller, held_out)


def read_options() -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[2] / "quotes")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="MONTH", help="months to leave out and score, as 2016-07"
    )
    return parser.parse_args()


def read_samples(data: Path) -> Iterator[Sample]:
    """The articles of the odd months."""
    nlp = load_pipeline("fast")
    for line in (data / "quotes" / "polnear_traindev.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        if int(article["id"].split("_")[1][5:7]) % 2:
            with nlp.memory_zone():
                entities = list(nlp(article["text"])._.entities)
            yield make_sample(article, entities)


def make_sample(article: dict[str, Any], entities: Sequence[EntityGroup]) -> Sample:
    """An article with its entities, labelled."""
    people = [group for group in entities if group.label == "PERSON"]
    bodies = [group for group in entities if group.label == "ORG"]
    scene = Scene(article["text"], people, bodies, "en")
    frames = [frame_of(scene, marked) for marked in scene.marked]
    words = read_words(scene, frames)
    return Sample(article["id"].split("_")[1][:7], scene, frames, words, labels_of(words, article["ann"][0]))


def labels_of(words: WordRow, attributions: list[dict[str, list[list[int]]]]) -> list[str]:
    """A label a word: those of the attributions that reach farthest first, and none within another's."""
    labels = ["O"] * len(words.starts)
    for attribution in sorted(
        attributions, key=lambda each: -sum(end - start for start, end in each.get("content", ()))
    ):
        for part in ("content", "source", "cue"):
            for start, end in attribution.get(part, ()):
                first = int(np.searchsorted(words.ends, start, side="right"))
                last = int(np.searchsorted(words.starts, end))
                prefix = "B"
                for word in range(first, last):
                    if labels[word] == "O":
                        labels[word] = f"{prefix}-{part}"
                        prefix = "I"
    return labels


def learn_verbs(samples: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of the words that end a cue, sorted, and their degrees."""
    cues: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    for sample in samples:
        low, labels = sample.words.low.tolist(), [*sample.labels, "O"]
        for word, hashed in enumerate(low):
            if sample.words.marks[word] == INSIDE:
                continue
            seen[hashed] += 1
            cues[hashed] += labels[word].endswith("-cue") and labels[word + 1] != "I-cue"
    degrees = {
        hashed: sum(count / seen[hashed] >= degree for degree in DEGREES)
        for hashed, count in cues.items()
        if count >= MIN_CUES
    }
    verbs = sorted(hashed for hashed, degree in degrees.items() if degree)
    return np.array(verbs, dtype=np.uint64), np.array([degrees[verb] for verb in verbs], dtype=np.uint8)


def common_keys(keys: Sequence[np.ndarray]) -> np.ndarray:
    """The keys, sorted, that are seen often enough to be learnt."""
    found, counts = np.unique(np.concatenate([rows.ravel() for rows in keys]), return_counts=True)
    return found[counts >= MIN_COUNT]


def train(samples: Sequence[Sample]) -> Labeller:
    """The labeller that makes the labels of the samples most likely, less the penalties for weights."""
    nothing = Weights(LABELS, np.zeros(0, np.uint32), np.zeros((0, len(LABELS)), np.int8), np.ones(len(LABELS), np.float32),
                      np.zeros((len(LABELS), len(LABELS)), np.float32))  # fmt: skip
    verbs, degrees = learn_verbs(samples)
    lexicon = read_lexicon()
    reader = Labeller(nothing, verbs, degrees, lexicon)
    trainer = pycrfsuite.Trainer(algorithm="l2sgd", verbose=False)
    laid = [lay_out(sample.words, reader.known(sample.words)) for sample in samples]
    keys = [np.concatenate(list(iter_keys(each)))[each.lines.places] for each in laid]
    common = common_keys(keys)
    for sample, each, rows in zip(samples, laid, keys, strict=True):
        kept = common[np.minimum(np.searchsorted(common, rows), len(common) - 1)] == rows
        spelled = [list(map(str, row[there].tolist())) for row, there in zip(rows, kept, strict=True)]
        word = 0
        for length in each.lines.lengths.tolist():
            trainer.append(spelled[word : word + length], sample.labels[word : word + length])
            word += length
    trainer.set_params({"c2": PENALTY, "max_iterations": ROUNDS})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return Labeller(read_weights(path), verbs, degrees, lexicon)


def read_weights(path: Path) -> Weights:
    """The weights in CRFsuite's file, as int8 with one scale a label, negligible ones left out."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    column = {label: number for number, label in enumerate(LABELS)}
    keys = np.array(sorted({int(key) for key, _ in info.state_features}), dtype=np.uint32)
    row = {key: number for number, key in enumerate(keys.tolist())}
    table = np.zeros((len(keys), len(LABELS)), dtype=np.float32)
    for (key, label), weight in info.state_features.items():
        table[row[int(key)], column[label]] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    kept = np.abs(table).max(axis=1) >= NEGLIGIBLE
    table = table[kept]
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    return Weights(LABELS, keys[kept], np.round(table / scale).astype(np.int8), scale.astype(np.float32), transitions)


def to_bytes(labeller: Labeller) -> bytes:
    """The labeller as the bytes of its file; the same labeller gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, array in labeller.save().items():
            with file.open(zipfile.ZipInfo(f"{name}.npy", FILE_DATE), "w") as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
    return buffer.getvalue()


def show_scores(labeller: Labeller, samples: Sequence[Sample]) -> None:
    """Prints precision, recall and F1 of exact spans, by part."""
    for part in PARTS:
        found = [
            {(s.first, s.last) for s in labeller.find(sample.scene, sample.frames) if s.part == part}
            for sample in samples
        ]
        gold = [set(runs(sample.labels, part)) for sample in samples]
        right = sum(len(one & other) for one, other in zip(found, gold, strict=True))
        given, there = sum(map(len, found)), sum(map(len, gold))
        print(
            f"{part}: precision {right / given:.3f} recall {right / there:.3f} F1 {2 * right / (given + there):.3f} of {there}"
        )


def runs(labels: Sequence[str], part: str) -> Iterator[tuple[int, int]]:
    """The stretches of words with the labels of a part."""
    start = None
    for word, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{part}":
            yield start, word
            start = None
        if label == f"B-{part}":
            start = word


if __name__ == "__main__":
    main()
