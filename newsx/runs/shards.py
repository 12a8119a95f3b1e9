"""Divides a run among machines that know nothing of each other. Called by the plan of a run.

A shard is a stretch of the inputs laid end to end, in bytes: it takes the files, and the records of containers, that begin
in its stretch. All shards see the same list in the same order, so that their outputs one after another are those of one run.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.engines import Part
from newsx.errors import UsageError
from newsx.formats.locking import HIDDEN
from newsx.formats.table import PACKINGS
from newsx.records import InputRef
from newsx.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsx.records import Failure


_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Shard:
    """The part `number` (from 1) of `count`."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def label(self) -> str:
        """The shard as part of a file's name; names in the order of the alphabet are in the order of the shards."""
        width = len(str(self.count))
        return f"{self.number:0{width}}-of-{self.count}"

    def name(self, path: str) -> str:
        """Return the path of the shard's own part of a file: all.jsonl -> all-03-of-16.jsonl."""
        stem, suffix = os.path.splitext(path)
        if suffix.lower() in PACKINGS:
            stem, inner = os.path.splitext(stem)
            suffix = inner + suffix
        return f"{stem}-{self.label}{suffix}"

    def listing(self, path: str, *, is_folder: bool) -> str:
        """Return where all shards of an output find the listing they are cut from."""
        if is_folder:
            return os.path.join(path, HIDDEN, f"of-{self.count}.listing")
        folder, name = os.path.split(path)
        return os.path.join(folder, f".{name[:_MAX_NAME]}-of-{self.count}{HIDDEN}-listing")


def parse_shard(text: str) -> Shard:
    """Return a shard from "3/16"; raises UsageError for anything else."""
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"--shard {text}: not a part of a whole, write for example 3/16")
    return Shard(int(match[1]), int(match[2]))


def divide(
    listed: Sequence[InputRef | Failure],
    shard: Shard,
    *,
    weigh: Callable[[InputRef], int],
    is_container: Callable[[InputRef], bool],
) -> list[Part]:
    """Return the parts of the inputs that belong to a shard, in order.

    `weigh` gives the bytes of an input; `is_container` says whether it can be read in spans. Every input is in the parts of
    exactly one shard, every record of a container too.
    """
    weights = [max(1, weigh(item)) if isinstance(item, InputRef) else 1 for item in listed]
    total = sum(weights)
    first, last = total * (shard.number - 1) // shard.count, total * shard.number // shard.count
    parts = []
    start = 0
    for item, weight in zip(listed, weights, strict=True):
        span = max(first - start, 0), min(last - start, weight)
        if isinstance(item, InputRef) and is_container(item):
            if span[0] < span[1]:
                parts.append(Part(item, None if span == (0, weight) else span, is_container=True))
        elif first <= start < last:
            parts.append(Part(item))
        start += weight
    return parts


def refuse_shards_of(inputs: Sequence[str], output: str | None) -> None:
    """Raise UsageError when a run cannot be divided: standard input is read once, and records need a place of their own."""
    if STDIN in inputs:
        raise UsageError("--shard cannot divide standard input: name files or folders")
    if output is None:
        raise UsageError("--shard needs -o: a folder, or FILE.jsonl for FILE-03-of-16.jsonl")
