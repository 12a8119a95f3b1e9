"""The packed texts (`world_pack`) on the accelerator, cut into windows, and the batches of them that training asks for."""

from __future__ import annotations

import queue
import threading
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from world_net import DEVICE, WIDTH

from newsx.tagging.decoding import TAGS
from newsx.tagging.world import BEGIN, END, UNKNOWN

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

# Pieces of a window and of a batch.
SIZE = 190
BATCH_PIECES = 16_384 if DEVICE == "cuda" else 1_024
# A pool draws from so many texts at a time.
DRAWN = 3_000
HIDDEN = 0.05
Window = tuple[int, int]


class Batch(NamedTuple):
    """Windows as tensors (windows, pieces): rows, shapes, places; where a piece stands, where a word begins; tags allowed, as bits; positions."""

    ids: Tensor
    shapes: Tensor
    places: Tensor
    mask: Tensor
    first: Tensor
    allowed: Tensor
    at: Tensor


def rows_of(packed: Mapping[str, NDArray[np.generic]]) -> NDArray[np.int32]:
    """Return the rows of the pieces out of their bytes."""
    return sum(packed[name].astype(np.int32) << shift for name, shift in (("lo", 0), ("mid", 8), ("hi", 16)))


def unpack(masks: Tensor) -> Tensor:
    """Return (words, tags) true for every bit."""
    return (masks[:, None] & (1 << torch.arange(len(TAGS), device=masks.device))) != 0


class Texts:
    """All texts; `groups` names the group of each, `by_group` the texts of each group."""

    def __init__(self, work: Path) -> None:
        packed = np.load(work / "texts.npz")
        self.groups: list[str] = packed["groups"].tolist()
        self.starts = np.concatenate([[0], np.cumsum(packed["pieces"])])
        flags = packed["flags"]
        allowed = np.zeros(len(flags), np.int32)
        allowed[(flags & 1) == 1] = packed["masks"][packed["allowed"]]
        self.ids = torch.from_numpy(rows_of(packed)).to(DEVICE)
        self.flags = torch.from_numpy(flags).to(DEVICE)
        self.allowed = torch.from_numpy(allowed).to(DEVICE)
        firsts = np.flatnonzero(flags & 1)
        bounds = np.searchsorted(firsts, self.starts)
        self.words = [firsts[start:stop] for start, stop in pairwise(bounds)]
        stored = np.load(work / "table.npy")
        halves = np.concatenate([stored["halves"] & 15, stored["halves"] >> 4], -1).astype(np.float32) - 8
        vectors = (halves * stored["unit"].astype(np.float32)[..., None]).reshape(len(stored), WIDTH)
        self.table = torch.from_numpy(vectors).to(DEVICE)
        self.by_group: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            self.by_group.setdefault(group, []).append(number)
        self.sizes = {
            group: int(sum(packed["pieces"][number] for number in numbers)) for group, numbers in self.by_group.items()
        }

    def windows(self, number: int, rng: random.Random | None = None) -> list[Window]:
        """Return (first piece, pieces) of windows that cover a text once, cut at other words each time."""
        words, stop = self.words[number], int(self.starts[number + 1])
        found, start = [], 0
        room = rng.randint(SIZE // 3, SIZE) if rng else SIZE
        while start < len(words):
            end = max(start + 1, int(np.searchsorted(words, words[start] + room, "right")) - 1)
            if stop - words[start] <= room:
                end = len(words)
            last = int(words[end]) if end < len(words) else stop
            found.append((int(words[start]), min(last - int(words[start]), SIZE + 60)))
            start, room = end, SIZE
        return found

    def batch(self, windows: list[Window]) -> Batch:
        """Return windows as tensors, framed."""
        first, size = (torch.tensor(column, device=DEVICE) for column in zip(*windows, strict=True))
        length = (max(size for _, size in windows) + 2 + 7) // 8 * 8
        place = torch.arange(length, device=DEVICE)[None] - 1
        inside = (place >= 0) & (place < size[:, None])
        at = (first[:, None] + place).clamp(0, len(self.ids) - 1)
        ids = torch.where(inside, self.ids[at], torch.where(place < 0, BEGIN, END)).long()
        flags = torch.where(inside, self.flags[at].int(), 0)
        allowed = torch.where(inside, self.allowed[at], 0)
        return Batch(ids, flags >> 4, flags >> 1 & 7, place <= size[:, None], inside & (flags & 1 == 1), allowed, at)

    def vectors(self, ids: Tensor, *, hide: bool) -> Tensor:
        """Return the vectors of pieces, some of them hidden."""
        if hide:
            hidden = (torch.rand(ids.shape, device=DEVICE) < HIDDEN) & (ids > UNKNOWN)
            ids = ids.masked_fill(hidden, len(self.table) - 1)
        return self.table[ids]

    def shares(self, **own: float) -> dict[str, float]:
        """Return the share of every group in training: those given ("L_en": 0.3), the rest to the other languages by the root of their size."""
        shares = {name.replace("_", ":"): share for name, share in own.items() if share}
        others = [group for group in self.by_group if group.startswith("L:") and group not in shares]
        total = sum(self.sizes[group] ** 0.5 for group in others)
        rest = 1 - sum(shares.values())
        return shares | {group: rest * self.sizes[group] ** 0.5 / total for group in others}


class Pool:
    """Endless windows of one group."""

    def __init__(self, texts: Texts, numbers: list[int], rng: random.Random) -> None:
        self.texts, self.numbers, self.rng = texts, numbers, rng
        self._waiting: list[Window] = []

    def take(self) -> Window:
        """Return the next window."""
        if not self._waiting:
            drawn = self.numbers if len(self.numbers) < DRAWN else self.rng.sample(self.numbers, DRAWN)
            self._waiting = [window for number in drawn for window in self.texts.windows(number, self.rng)]
            self.rng.shuffle(self._waiting)
        return self._waiting.pop()


def batches(texts: Texts, shares: Mapping[str, float], rng: random.Random) -> Iterator[list[Window]]:
    """Yield batches of windows of like length for ever, groups by their share of pieces."""
    pools = {group: Pool(texts, texts.by_group[group], rng) for group in shares}
    length = {group: min(SIZE * 0.85, texts.sizes[group] / len(texts.by_group[group])) for group in shares}
    weights = [share / length[group] for group, share in shares.items()]
    while True:
        drawn = [pools[group].take() for group in rng.choices(list(shares), weights, k=BATCH_PIECES // 8)]
        drawn.sort(key=lambda window: window[1])
        made = packed(drawn, [size for _, size in drawn])
        rng.shuffle(made)
        yield from made


def packed(items: list, sizes: list[int]) -> list[list]:
    """Return items of rising sizes in batches of no more than `BATCH_PIECES` pieces, padding and frames included."""
    made: list[list] = [[]]
    for item, size in zip(items, sizes, strict=True):
        if made[-1] and (len(made[-1]) + 1) * (size + 9) > BATCH_PIECES:
            made.append([])
        made[-1].append(item)
    return made


def ahead(items: Iterator[object], count: int = 8) -> Iterator[object]:
    """Yield the items, made by another thread while they are worked on."""
    waiting: queue.Queue[object] = queue.Queue(count)

    def make() -> None:
        for item in items:
            waiting.put(item)

    threading.Thread(target=make, daemon=True).start()
    while True:
        yield waiting.get()
