"""Strict and lenient scores of mentions against annotated articles, as the model cards give them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsx.tagging.decoding import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpora import Article

Spans = set[tuple[int, int, str]]
FOUR = ("PERSON", "PLACE", "ORG", "DATE")


def gold_spans(article: Article) -> Spans:
    """The spans of `article` that count."""
    return {(start, end, label) for start, end, label in article.spans if label in LABELS}


def f_score(right: float, found: float, wanted: float) -> float:
    """The harmonic mean of precision and recall in percent; 0 where nothing is right."""
    return 200 * right / max(1, found + wanted)


def strict_scores(pairs: Iterable[tuple[Spans, Spans]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F in percent by label, for FOUR (without NORP) and for ALL, from pairs of gold and found spans."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for gold, guess in pairs:
        right.update(label for *_, label in gold & guess)
        found.update(label for *_, label in guess)
        wanted.update(label for *_, label in gold)
    groups = {label: (label,) for label in LABELS} | {"FOUR": FOUR, "ALL": LABELS}
    rows = {}
    for name, labels in groups.items():
        hits, given, want = (sum(counter[label] for label in labels) for counter in (right, found, wanted))
        rows[name] = (100 * hits / max(1, given), 100 * hits / max(1, want), f_score(hits, given, want))
    return rows


def lenient_f(pairs: Sequence[tuple[Spans, Spans]], labels: Sequence[str] = FOUR) -> float:
    """F in percent when the same label and any common character are enough."""

    def covered(spans: Spans, others: Spans) -> tuple[int, int]:
        mine = [span for span in spans if span[2] in labels]
        hit = sum(any(o[2] == s[2] and o[0] < s[1] and s[0] < o[1] for o in others) for s in mine)
        return hit, len(mine)

    found = [covered(guess, gold) for gold, guess in pairs]
    wanted = [covered(gold, guess) for gold, guess in pairs]
    precision = sum(hit for hit, _ in found) / max(1, sum(n for _, n in found))
    recall = sum(hit for hit, _ in wanted) / max(1, sum(n for _, n in wanted))
    return 200 * precision * recall / max(1e-9, precision + recall)


def recall_by_novelty(
    articles: Sequence[Article], pairs: Sequence[tuple[Spans, Spans]], known: set[str]
) -> dict[tuple[str, str], float]:
    """Recall in percent of ("seen" or "unseen", label); seen are the lower-cased surfaces in `known`."""
    hits: Counter[tuple[str, str]] = Counter()
    wanted: Counter[tuple[str, str]] = Counter()
    for article, (gold, guess) in zip(articles, pairs, strict=True):
        for span in gold:
            key = ("seen" if article.text[span[0] : span[1]].lower() in known else "unseen", span[2])
            wanted[key] += 1
            hits[key] += span in guess
    return {key: 100 * hits[key] / wanted[key] for key in sorted(wanted)}


def surfaces(articles: Iterable[Article]) -> set[str]:
    """The lower-cased mentions of `articles`."""
    return {article.text[start:end].lower() for article in articles for start, end, _ in article.spans}


def table(pairs: Sequence[tuple[Spans, Spans]]) -> str:
    """The scores as lines for people."""
    rows = [f"  {name:7}{p:6.1f}{r:6.1f}{f:6.1f}" for name, (p, r, f) in strict_scores(pairs).items()]
    return "\n".join([f"  {'':7}{'P':>6}{'R':>6}{'F':>6}", *rows, f"  lenient FOUR F {lenient_f(pairs):.1f}"])
