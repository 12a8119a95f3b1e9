"""Fits models/gazetteer/wording.json: which words tell that an article is written for readers in the United States.

    python wording.py DATA [OUTPUT]         (newsx must be importable)

DATA holds linking/lgl.xml and linking/trnews.xml, pages/*/gold.jsonl, ner/worldwide.train.jsonl and, if it is there,
quotes/polnear_traindev.jsonl. An article is one of the United States where its outlet is; names tell nothing here: words are taken
that stand in small letters somewhere, and no names of days and months. Each article counts as a whole and as its first words, so
that short texts are no evidence by themselves. Logistic regression with a penalty that leaves few words (FISTA). Printed is how many
articles of each set are told to be of the United States, each outlet with the weights of other outlets. Two to four minutes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from outlets import OUTLETS

from newsx.places.wording import CONSTANT, words_of
from newsx.vocabulary.calendar_names import full_names

OUTPUT = Path(__file__).resolve().parents[2] / "gazetteer" / "wording.json"
FOLDS = 4
SHORT = 500
# A word counts from so many articles and outlets on; so many words are tried, those whose share differs most.
LEAST_ARTICLES, LEAST_OUTLETS, MOST_WORDS = 20, 10, 1500
PENALTY, RIDGE, STEPS = 0.002, 0.001, 100
# The share of articles of the United States among those that people read, as a guess.
PRIOR = 1 / 3
# Local papers are what the wording is for; the one subject of PolNeAR must not lead.
COUNTS = {"lgl": 2.0, "polnear": 0.5}
AMERICAN_ENDINGS = frozenset(["com", "org", "net", "gov", "edu", "go", "tv"])
# Outlets elsewhere whose address does not tell, and agencies, which are nobody's.
ELSEWHERE = frozenset(
    [
        "theguardian.com",
        "guardiannews.com",
        "bbc.com",
        "economist.com",
        "gamesradar.com",
        "eurogamer.net",
        "vg247.com",
        "cityam.com",
        "thestar.com",
        "theglobeandmail.com",
        "news.nationalpost.com",
        "nationalpost.com",
        "aljazeera.com",
        "timesofindia.indiatimes.com",
        "forbesindia.com",
        "dailynewsegypt.com",
        "jpost.com",
        "haaretz.com",
        "moneycontrol.com",
        "theparadigmng.com",
        "autoindustriya.com",
        "panarmenian.net",
        "kabarislamia.com",
        "indiapost.com",
    ]
)
AGENCIES = frozenset(["reuters.com", "finance.yahoo.com", "medium.com"])
_SMALL = re.compile(r"(?<![\w'’-])(?:[a-z]{2,}|[ap]\.m\.|[$£€])(?!\w)")


@dataclass
class Sample:
    """An article: the set it is from, its outlet, whether that is of the United States."""

    source: str
    outlet: str
    american: bool
    text: str

    @property
    def fold(self) -> int:
        return hashlib.sha256(self.outlet.encode()).digest()[0] % FOLDS


def main() -> None:
    data = Path(sys.argv[1])
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT
    samples = list(read_samples(data))
    vocabulary = choose_words(samples)
    x, y, counts = matrix(samples, vocabulary)
    folds = np.array([sample.fold for sample in samples for _ in range(2)])
    odds = np.zeros(len(samples))
    for fold in range(FOLDS):
        others = folds != fold
        odds[folds[::2] == fold] = x[::2][folds[::2] == fold] @ fit(x[others], y[others], counts[others])
    report(samples, odds)
    weights = fit(x, y, counts)
    named = dict(zip((CONSTANT, *vocabulary), (round(float(weight), 3) for weight in weights), strict=True))
    kept = {word: weight for word, weight in named.items() if weight or word == CONSTANT}
    output.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(len(kept), "words")


def read_samples(data: Path):
    for name in ("lgl", "trnews"):
        for node in ET.parse(data / f"linking/{name}.xml").getroot().iter("article"):
            outlet = (node.findtext("domain") or "").strip()
            yield Sample(name, outlet, is_american(outlet), node.findtext("text") or "")
    for name in ("n4k", "aeb", "fev"):
        for row in rows(data / f"pages/{name}/gold.jsonl"):
            if row["site"] not in AGENCIES:
                yield Sample(name, row["site"], is_american(row["site"]), row["body"])
    for row in rows(data / "ner/worldwide.train.jsonl"):
        outlet = row["id"].split("_")[0]
        # Of a country with few articles an outlet is not told from others: the number parts them.
        yield Sample("worldwide", f"{outlet} {OUTLETS.get(outlet, '')}", american=False, text=row["text"])
    polnear = data / "quotes/polnear_traindev.jsonl"
    for row in list(rows(polnear))[::4] if polnear.exists() else ():
        yield Sample("polnear", row["id"].split("_")[0], american=True, text=row["text"])


def rows(path: Path):
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_american(outlet: str) -> bool:
    host = outlet.removeprefix("www.")
    return host not in ELSEWHERE and host.rpartition(".")[2] in AMERICAN_ENDINGS


def choose_words(samples: list[Sample]) -> list[str]:
    """The words that stand in small letters in enough articles of enough outlets, and part the two kinds best."""
    articles: Counter[str] = Counter()
    outlets = defaultdict(set)
    for sample in samples:
        for word in set(_SMALL.findall(sample.text)):
            articles[word] += 1
            outlets[word].add(sample.outlet)
    known = [w for w, n in articles.items() if n >= LEAST_ARTICLES and len(outlets[w]) >= LEAST_OUTLETS]
    known = sorted(set(known) - full_names("en"))
    x, y, counts = matrix(samples, known)
    mine, other = ((counts * side)[:, None] for side in (y, 1 - y))
    here, there = (x * mine).sum(0) / mine.sum(), (x * other).sum(0) / other.sum()
    spread = np.sqrt((here + there) / 2 * (1 - (here + there) / 2) + 1e-4)
    best = np.argsort(-(np.abs(here - there) / spread)[1:], kind="stable")[:MOST_WORDS]
    return [known[i] for i in sorted(best)]


def matrix(samples: list[Sample], vocabulary: list[str]):
    """Two rows a sample, the whole and its beginning: a one for the constant and for each word it has; gold; weight."""
    at = {word: i + 1 for i, word in enumerate(vocabulary)}
    x = np.zeros((2 * len(samples), len(vocabulary) + 1), np.float32)
    x[:, 0] = 1
    for i, sample in enumerate(samples):
        for row, text in ((2 * i, sample.text), (2 * i + 1, sample.text[:SHORT])):
            x[row, [at[word] for word in words_of(text) if word in at]] = 1
    y = np.repeat(np.array([sample.american for sample in samples], np.float32), 2)
    counts = np.repeat(np.array([COUNTS.get(sample.source, 1.0) / 2 for sample in samples], np.float32), 2)
    # Most papers are of other countries: so that a short text is no evidence for this one.
    american, other = (counts * y).sum(), (counts * (1 - y)).sum()
    counts *= np.where(y == 1, PRIOR / (1 - PRIOR) * other / american, 1).astype(np.float32)
    return x, y, counts


def fit(x: np.ndarray, y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, most of them nought; the constant has no penalty."""
    penalised = np.ones(x.shape[1], np.float32)
    penalised[0] = 0
    vector = np.ones(x.shape[1], np.float32)
    for _ in range(15):
        vector = x.T @ (counts * (x @ vector))
        length = np.linalg.norm(vector)
        vector /= length
    step = counts.sum() / (0.27 * length)
    weights, ahead, pace = np.zeros_like(vector), np.zeros_like(vector), 1.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ ahead, -30, 30)))
        slope = x.T @ (counts * (p - y)) / counts.sum() + RIDGE * ahead * penalised
        new = ahead - step * slope
        new = np.sign(new) * np.maximum(np.abs(new) - step * PENALTY * penalised, 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, weights, pace = new + (pace - 1) / faster * (new - weights), new, faster
    return weights


def report(samples: list[Sample], odds: np.ndarray) -> None:
    for source in dict.fromkeys(sample.source for sample in samples):
        for american in (True, False):
            chosen = odds[[i for i, s in enumerate(samples) if (s.source, s.american) == (source, american)]]
            if len(chosen):
                shares = "  ".join(f"p>{p}: {(chosen > np.log(p / (1 - p))).mean():.3f}" for p in (0.5, 0.8, 0.9))
                print(f"{source:10} {'US' if american else 'elsewhere':10} n {len(chosen):4}  {shares}")


if __name__ == "__main__":
    main()
