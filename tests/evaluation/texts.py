"""How texts are compared with gold: bodies by runs of four words, edges by eight words, names and titles without case and marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

WORD = re.compile(r"\w+")
EDGE_WORDS = 8
# Shorter gold bodies have no edges to speak of.
EDGE_BODY = 40
_COMMON_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "not",
        "this",
        "that",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "we",
        "you",
        "i",
    ]
)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Return the runs of `size` words of a text, with how often each occurs."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else Counter()


def body_scores(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return F1, precision and recall of (gold, found) bodies: the last two are averaged over pages, F1 is taken of the averages."""
    precisions, recalls = [], []
    for gold, found in pairs:
        wanted, given = shingles(gold), shingles(found)
        hits = sum((wanted & given).values())
        if given:
            precisions.append(hits / sum(given.values()))
        if wanted:
            recalls.append(hits / sum(wanted.values()))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def edge_share(pairs: list[tuple[str, str]]) -> tuple[float, int]:
    """Return the share of (gold, found) bodies whose first and last eight words are those of gold, and how many were long enough."""
    total = both = 0
    for gold, found in pairs:
        wanted, given = _folded_words(gold), _folded_words(found)
        if len(wanted) < EDGE_BODY:
            continue
        total += 1
        both += wanted[:EDGE_WORDS] == given[:EDGE_WORDS] and wanted[-EDGE_WORDS:] == given[-EDGE_WORDS:]
    return both / max(1, total), total


def norm(text: str | None) -> str:
    """Return the words of a title or a name without case, marks and width."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text or "").lower().replace("’", "'")))


def is_english(text: str) -> bool:
    """Return whether at least a fifth of the words are the commonest of English."""
    words = WORD.findall(text.lower())
    return sum(word in _COMMON_ENGLISH for word in words) >= 0.2 * max(1, len(words))


def _folded_words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text or "").casefold())
