"""Scores of the multilingual tagger by language, as it runs, and what its confidence means there.

python world_scores.py DATA_DIR MODEL_DIR

Measures the files of `models/world` in eight bits, rules of consistency included, on the parts kept back: strict F of people,
places and organisations, and of dates where a corpus marks them. Writes `calibration.json` (points by language, "" for every
other) and `languages.json` (what `newsx model world` prints).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from calibration import apply, fit
from languages import LANGUAGES, read_english, read_language

from newsx.tagging.consistency import settle
from newsx.tagging.particles import bare
from newsx.tagging.world import CALIBRATION, FILES, LANGUAGE_SCORES, WorldTagger, level_of, read_world

if TYPE_CHECKING:
    from corpora import Article

NAMES = ("PERSON", "PLACE", "ORG")
# Characters measured of a language.
MOST_CHARS = 150_000
Judged = list[list[tuple[float, bool]]]
Points = list[tuple[float, float]]
# A language's own table counts as much as the table of all languages together when it has so many mentions.
OWN_MENTIONS = 1_000
FOLDS = 5
# Sets of other languages are kept aside. What is known of those was measured with an earlier network of this kind, of twelve layers.
EARLIER = {
    "es": 81, "nl": 84, "cs": 87, "pl": 84, "sl": 87, "bg": 84, "uk": 81, "ru": 77, "el": 79, "hy": 73, "fi": 74, "sw": 84, "ha": 71,
    "fr": 73, "my": 59, "th": 53, "ko": 30, "yo": 42, "am": 49,
}  # fmt: skip


def measure(tagger: WorldTagger, articles: list[Article]) -> tuple[Counter[tuple[str, str]], Judged, float, int]:
    """Return right, false and missed mentions by label, each mention's score with whether it is right, CPU seconds and words."""
    counts: Counter[tuple[str, str]] = Counter()
    judged: Judged = []
    began, chars, words = time.process_time(), 0, 0
    for article in articles:
        found = {
            (mention.start, mention.end, mention.label): mention.score
            for mention in (
                bare(article.text, each) for each in settle(article.text, tagger.find(article.text), body_start=0)
            )
            if mention.label in article.known
        }
        gold = {span for span in article.spans if span[2] in article.known}
        for label in {span[2] for span in found.keys() | gold}:
            own, wanted = ({span for span in spans if span[2] == label} for spans in (found.keys(), gold))
            counts[label, "right"] += len(own & wanted)
            counts[label, "false"] += len(own - wanted)
            counts[label, "missed"] += len(wanted - own)
        judged.append([(score, span in gold) for span, score in found.items() if span[2] in NAMES])
        chars += len(article.text)
        words += len(article.text.split())
        if chars > MOST_CHARS:
            break
    return counts, judged, time.process_time() - began, words


def blend(own: Points, general: Points, mentions: int) -> Points:
    """Return the points of a language, drawn towards those of all languages the more, the fewer mentions it was fitted on."""
    weight = mentions / (mentions + OWN_MENTIONS)
    grid = sorted({score for score, _ in (*own, *general)})
    chances = weight * apply(own, np.array(grid)) + (1 - weight) * apply(general, np.array(grid))
    return [(score, round(float(chance), 4)) for score, chance in zip(grid, chances, strict=True)]


def blended_error(articles: Judged, general: Points) -> float:
    """Return how far confidence lies from the share that is right, every article judged by a table fitted without it."""
    confidence: list[float] = []
    right: list[bool] = []
    for fold in range(min(FOLDS, len(articles))):
        others = [pair for number, article in enumerate(articles) if number % FOLDS != fold for pair in article]
        held = [pair for article in articles[fold::FOLDS] for pair in article]
        if held and len(others) > FOLDS:
            table = blend(fit(others), general, len(others))
            confidence += apply(table, np.array([score for score, _ in held])).tolist()
            right += [hit for _, hit in held]
    order = np.argsort(confidence, kind="stable")
    gaps = [
        abs(np.mean(np.array(confidence)[part]) - np.mean(np.array(right, float)[part])) * len(part)
        for part in np.array_split(order, 10)
    ]
    return float(sum(gaps) / len(confidence))


def f_score(counts: Counter[tuple[str, str]], *labels: str) -> float:
    """Return F (0 to 100) over labels."""
    right, false, missed = (sum(counts[label, name] for label in labels) for name in ("right", "false", "missed"))
    return 200 * right / max(1, 2 * right + false + missed)


def calibrate(judged: dict[str, Judged]) -> dict[str, Points]:
    """Return the points of every language, "" for any other; print how far they lie from what is right."""

    def pairs(without: str) -> list[tuple[float, bool]]:
        return [
            pair for language, each in judged.items() if language not in {"en", without} for one in each for pair in one
        ]

    points = {"": fit(pairs(""))}
    errors, raw = [], []
    for language, articles in judged.items():
        own = [pair for article in articles for pair in article]
        points[language] = blend(fit(own), points[""], len(own))
        if language != "en":
            errors.append(blended_error(articles, fit(pairs(language))))
            raw.append(len(own))
            print(f"{language} calibration error {errors[-1]:.3f} of {len(own)} mentions")
    print(f"mean calibration error {np.mean(errors):.3f}, weighted by mentions {np.average(errors, weights=raw):.3f}")
    return points


def main() -> None:
    """Print a line a language and the mean; write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "model"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    tagger = read_world({name: options.model / name for name in FILES})
    languages: dict[str, dict[str, object]] = {}
    judged: dict[str, Judged] = {}
    means = []
    for language in ("en", *LANGUAGES):
        articles = (
            read_english(options.data)[1]
            if language == "en"
            else read_language(options.data / "languages", language)[1]
        )
        counts, judged[language], seconds, words = measure(tagger, articles)
        score = f_score(counts, *NAMES)
        languages[language] = {"f": round(score, 1), "level": level_of(score)}
        means += [score] if language != "en" else []
        parts = " ".join(f"{label} {f_score(counts, label):.1f}" for label in (*NAMES, "DATE", "NORP"))
        print(f"{language} PLO {score:.1f} {words / seconds:.0f} words/s | {parts}", flush=True)
    print(f"mean of {len(means)} languages {np.mean(means):.2f}")
    languages |= {
        language: {"f": score, "level": level_of(score), "by": "an earlier network"}
        for language, score in EARLIER.items()
    }
    points = calibrate(judged)
    (options.model / CALIBRATION).write_text(json.dumps(points) + "\n", encoding="utf-8")
    (options.model / LANGUAGE_SCORES).write_text(
        json.dumps(languages, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
