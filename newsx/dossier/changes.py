"""What an update changed: the sentences that a near copy adds, leaves out and words otherwise. Called by `dossier`."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsx.dossier.facts import Sentences
from newsx.dossier.questions import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.dossier.store import Store

Row = dict[str, Any]
# Two sentences that share so much of their letters are one, worded otherwise.
_REWORDED = 0.6
# Sentences are compared with each other only so far apart: in a long text the pairs would be too many.
_NEAR = 12


def changes(store: Store, story: int) -> list[Row]:
    """Return every near copy of a story with what it changed of the article it repeats, in the order they came out."""
    rows = []
    for number, record, _, day, headline, _, original, likeness in store.rows("articles_of_story", story):
        if original is None:
            continue
        before = text_of(store, store.row("article_of_record", original)[0])
        added, left_out, reworded = compared(before, text_of(store, number))
        rows.append(
            {
                "article": record,
                "day": day,
                "headline": headline,
                "copy_of": original,
                "likeness": round(likeness, 3),
                "added": added,
                "left_out": left_out,
                "reworded": reworded,
            }
        )
    return rows


def compared(before: str, after: str) -> tuple[list[str], list[str], list[list[str]]]:
    """Return the sentences that only the later text has, those only the earlier one has, and pairs that say one thing in other words.

    >>> compared("Two died. The road is shut.", "Three died. The road is shut. Rain goes on.")
    (['Rain goes on.'], [], [['Two died.', 'Three died.']])
    """
    old, new = (list(dict.fromkeys(_sentences(text))) for text in (before, after))
    known, kept = set(new), set(old)
    gone = [(number, words) for number, words in enumerate(old) if words not in known]
    come = [(number, words) for number, words in enumerate(new) if words not in kept]
    pairs = _reworded(gone, come)
    changed, became = {old for old, _ in pairs}, {new for _, new in pairs}
    return (
        [words for _, words in come if words not in became],
        [words for _, words in gone if words not in changed],
        [list(pair) for pair in pairs],
    )


def _sentences(text: str) -> list[str]:
    return [words for start, end in Sentences(text).spans() if (words := " ".join(text[start:end].split()))]


def _reworded(gone: Sequence[tuple[int, str]], come: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    """Pair sentences of about one place that are alike, the likest first; in the order of the later text."""
    found = []
    for at, (place, old) in enumerate(gone):
        for other, (there, new) in enumerate(come):
            if abs(place - there) <= _NEAR and (likeness := _likeness(old, new)) >= _REWORDED:
                found.append((-likeness, other, at))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, other, at in sorted(found):
        if other not in pairs and at not in taken:
            pairs[other] = at
            taken.add(at)
    return [(gone[at][1], come[other][1]) for other, at in sorted(pairs.items())]


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _REWORDED and matcher.quick_ratio() >= _REWORDED else 0.0
