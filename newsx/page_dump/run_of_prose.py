"""Scores lines by the heaviest run of prose: what is left to do without a trained model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsx.page_dump.lines import BULLET, UNSPACED, Unit

# What each line that is no prose takes from a run, in characters.
PRICE = 25
END_MARK = re.compile(r"[.!?…。！？।۔؟]['\"”’»)\]]*$")


def is_prose(text: str) -> bool:
    """Whether a line is long enough, ends like a sentence and is no entry of a list."""
    long_enough = text.count(" ") >= 7 or len(UNSPACED.findall(text[:200])) >= 30
    return long_enough and bool(END_MARK.search(text[-12:])) and not BULLET.match(text)


def prose_scores(units: Sequence[Unit]) -> list[float]:
    """A score of 1 for every line of prose within the heaviest run, 0 for all others."""
    prose = [is_prose(unit.text) for unit in units]
    best = total = 0
    start = 0
    span = (0, 0)
    for position, unit in enumerate(units):
        if total <= 0:
            total, start = 0, position
        total += len(unit.text) if prose[position] else -PRICE
        if total > best:
            best, span = total, (start, position + 1)
    return [float(prose[i] and span[0] <= i < span[1]) for i in range(len(units))]
