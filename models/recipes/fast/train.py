"""Builds the fast pipeline: python models/recipes/fast/train.py DATA [--out models/fast] [--teacher models/default].

DATA is the folder with ner/, pages/ and gazetteers/. Needs the packages in requirements.txt beside this file.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from clusters import word_clusters
from corpus import paragraphs, read_bodies, read_gold, read_raw
from gazetteers import read_names
from lexicon import build_lexicon
from scores import fit_calibration, show_scores
from silver import label_texts, news_blocks
from training import average, sequences, train_weights

from newsx.tagging.crf.model import CrfModel
from newsx.tagging.crf.tagger import CrfTagger
from newsx.tagging.crf.words import WordTable

if TYPE_CHECKING:
    from corpus import Text
    from spacy.language import Language

    from newsx.tagging.crf.model import Weights
    from newsx.tagging.crf.words import Lexicon

SEED = 1
# About 510,000 words; more of them was not tried.
SILVER_TEXTS = 1100
ROUNDS_ALONE = 12
ROUNDS_TAUGHT = 10
# Dev FOUR: gold alone 81.8, gold and silver 82.4, seven tenths of the latter 82.8, halves 83.3.
SHARE_TAUGHT = 0.5


def main() -> None:
    """The folder --out holds the pipeline, and its scores on the dev articles are printed."""
    options = read_options()
    started = time.time()
    nlp = spacy.blank("en")
    gold = read_gold(options.data / "ner/worldwide.train.jsonl", mend=True)
    dev = read_gold(options.data / "ner/worldwide.dev.jsonl")
    unseen = {line for text in dev for line in paragraphs(text.text)}
    raw = list(read_raw(options.data / "ner/raw_news.txt.gz", without=unseen))
    bodies = list(read_bodies(options.data / "pages"))
    lexicon = make_lexicon(nlp, [*raw, *(line for body in bodies for line in paragraphs(body))], options.data)
    print(f"lexicon of {len(lexicon.hashes)} words, {time.time() - started:.0f} s", flush=True)
    known = {line for text in gold for line in paragraphs(text.text)}
    unlabelled = [*news_blocks(raw, without=known), *bodies]
    random.Random(SEED).shuffle(unlabelled)
    silver = list(label_texts(unlabelled[:SILVER_TEXTS], options.teacher))
    print(f"{len(silver)} texts labelled by the teacher, {time.time() - started:.0f} s", flush=True)
    alone = learn(nlp, lexicon, gold, ROUNDS_ALONE)
    taught = learn(nlp, lexicon, [*gold, *silver], ROUNDS_TAUGHT)
    weights = average(taught, alone, SHARE_TAUGHT)
    print(f"{len(weights.keys)} features kept, {time.time() - started:.0f} s", flush=True)
    component = nlp.add_pipe("newsx_crf_ner")
    component.tagger = CrfTagger(CrfModel(weights, lexicon))
    component.tagger.calibration = fit_calibration(nlp, dev)
    nlp.meta.update(name="newsx_fast", description="Linear-chain CRF tagger for world news", version="1.0.0")
    nlp.meta.update(spacy_version=">=3.8,<3.9", license="see README.md")
    nlp.to_disk(options.out, exclude=["vocab"])
    show_scores(nlp, dev, gold)


def learn(nlp: Language, lexicon: Lexicon, texts: list[Text], rounds: int) -> Weights:
    """The weights learnt from the texts, taken in a random order."""
    texts = list(texts)
    random.Random(SEED).shuffle(texts)
    return train_weights(sequences(nlp, WordTable(lexicon), texts), iterations=rounds)


def read_options() -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    models = Path(__file__).resolve().parents[2]
    parser.add_argument("--out", type=Path, default=models / "fast")
    parser.add_argument("--teacher", type=Path, default=models / "default", help="pipeline that labels raw news")
    return parser.parse_args()


def make_lexicon(nlp: Language, lines: list[str], data: Path) -> Lexicon:
    """Clusters and counts from the raw lines, flags from the lists of names."""
    words = [[token.text for token in nlp.make_doc(line) if not token.is_space] for line in lines]
    counts = Counter(word for line in words for word in line)
    return build_lexicon(word_clusters(words, seed=SEED), counts, read_names(data / "gazetteers"))


if __name__ == "__main__":
    main()
