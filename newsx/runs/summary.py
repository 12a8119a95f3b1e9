"""Counts of a run by kind of outcome, and the exit code that follows from them. Called by `run` and whoever shows them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsx.errors import EXIT_OK, EXIT_SOME_FAILED

if TYPE_CHECKING:
    import signal
    from collections.abc import Mapping

# Outcomes in the order of a summary, one and many.
_OUTCOME_WORDS = {
    "article": ("article", "articles"),
    "before": ("finished before", "finished before"),
    "no_article": ("without article", "without article"),
    "refused": ("refused", "refused"),
    "failed": ("failed", "failed"),
    "timeout": ("over time", "over time"),
    "memory": ("over memory", "over memory"),
    "crash": ("crashed", "crashed"),
}
# How a summary calls the warnings of records; others go by their code.
_WARNING_WORDS = {
    "other_language": "language",
    "language_mismatch": "language stated wrongly",
    "author_unsure": "author",
    "date_unsure": "date",
    "no_anchor": "no date",
    "body_short": "short",
    "several_articles": "several articles",
    "left_out": "much left out",
    "charset_mismatch": "charset",
    "charset_guessed": "charset",
    "charset_replaced": "charset",
}
_WARNINGS = re.compile(rb'"warnings":\s*(?=\[)')
FailOn = Literal["never", "failed", "any"]
_FINE = frozenset({"article", "before"})
_GOOD: dict[FailOn, frozenset[str]] = {
    "any": _FINE,
    "failed": _FINE | {"no_article", "refused"},
    "never": frozenset(_OUTCOME_WORDS),
}
_EXIT_SIGNALLED = 128  # plus the number of the signal, as shells have it


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run.

    `counts` holds the number of inputs by outcome: "article", "before" for those whose record an earlier run had finished,
    or the kind of their Failure. `seconds` is how long the run took; None for a shard that was done already, of which nothing
    was done again. `ended_by` is the signal that ended the run early. `warnings` counts the records with a warning of each kind,
    `warned` those with any. A run that finds nothing in its inputs has no outcomes; of a shard (`is_shard`) that is nothing special.
    `passed` counts the files of folders that were passed over, by kind: pictures, scripts and the like are no inputs. `missing`
    counts what was named and is not there: a folder that is not mounted, a name that was mistyped.

        >>> summary = Summary({"article": 12, "no_article": 1, "refused": 2})
        >>> str(summary), summary.total, summary.exit_code
        ('12 articles, 1 without article, 2 refused', 15, 1)
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float | None = None
    ended_by: signal.Signals | None = None
    warnings: Mapping[str, int] = field(default_factory=dict)
    warned: int = 0
    is_shard: bool = False
    passed: Mapping[str, int] = field(default_factory=dict)
    missing: int = 0

    @property
    def total(self) -> int:
        """The number of outcomes."""
        return sum(self.counts.values())

    @property
    def exit_code(self) -> int:
        """0 when every input gave an article, 1 when some did not or none was found, 128 and the number of a signal that ended the run."""
        return self.exit_code_for()

    @property
    def is_empty(self) -> bool:
        """Whether the inputs held nothing."""
        return not self.counts and not self.is_shard

    def exit_code_for(self, *, fail_on: FailOn = "any", allow_empty: bool = False) -> int:
        """Return the exit code where not every outcome without an article counts.

        `fail_on` "failed" leaves out what the inputs lack (no article, refused), but not an input that was named and is not
        there, "never" everything; with `allow_empty`, a run that found nothing is as good as any.
        """
        if self.ended_by is not None:
            return _EXIT_SIGNALLED + self.ended_by
        if self.is_empty:
            return EXIT_OK if allow_empty else EXIT_SOME_FAILED
        if self.missing and fail_on != "never":
            return EXIT_SOME_FAILED
        return EXIT_OK if set(self.counts) <= _GOOD[fail_on] else EXIT_SOME_FAILED

    def __str__(self) -> str:
        """Return the counts in words, with the speed: "12 articles, 1 without article; 8.1 articles/s"."""
        end = f"; ended by {self.ended_by.name}" if self.ended_by is not None else ""
        return describe_counts(self.counts, self.seconds, describe_warnings(self.warned, self.warnings)) + end


def warning_codes(record: bytes) -> frozenset[str]:
    """Return the codes of the warnings in the JSON of a record."""
    found = _WARNINGS.search(record)
    if found is None or record[found.end() + 1 : found.end() + 2] == b"]":
        return frozenset()
    warnings, _ = json.JSONDecoder().raw_decode(record[found.end() :].decode("utf-8"))
    return frozenset(warning["code"] for warning in warnings)


def describe_warnings(warned: int, warnings: Mapping[str, int]) -> str:
    """Return how many records have warnings and of what kinds, the most frequent first; empty for none.

    >>> describe_warnings(10, {"other_language": 8, "no_anchor": 2})
    '10 with warnings: language 8, no date 2'
    """
    if not warned:
        return ""
    kinds: Counter[str] = Counter()
    for code, count in warnings.items():
        kinds[_WARNING_WORDS.get(code, code.replace("_", " "))] += count
    ordered = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    return f"{warned} with warnings: " + ", ".join(f"{words} {count}" for words, count in ordered)


def describe_counts(counts: Mapping[str, int], seconds: float | None, warnings: str = "") -> str:
    """Return counts by outcome in words, what `warnings` says behind them, and the speed where the time is known."""
    parts = []
    for outcome, (one, many) in _OUTCOME_WORDS.items():
        count = counts.get(outcome, 0)
        if count or outcome == "article":
            parts.append(f"{count} {one if count == 1 else many}")
    articles = counts.get("article", 0)
    speed = f"; {articles / seconds:.1f} articles/s" if articles and seconds else ""
    return ", ".join([*parts, *([warnings] if warnings else [])]) + speed
