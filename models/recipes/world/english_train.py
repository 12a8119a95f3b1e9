"""Teaches the network of the default English pipeline once more, by what two multilingual ones say of English news.

python english_train.py WORK_DIR [--seconds 75]      (teacher2.pt, teacher3.pt, texts.npz, links.npz, small.pt in WORK_DIR)

`small.pt` are the weights that `models/recipes/default/distil.py` made; `english.pt` is written. The texts are cut down as in use, as there.
The time is that of one NVIDIA H100.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from distil import MASKED_SHARE, NEAR_FROM, WHOLE_SHARE
from examples import restyle
from network import DOUBTED_FROM, DROPOUT, SMALL
from torch import nn
from world_data import BATCH_PIECES, SIZE, Texts, ahead, packed, rows_of
from world_net import DEVICE, Run, Tagger, autocast, mean_probabilities
from world_train import GOLD, timed

from newsx.tagging.decoding import TAGS
from newsx.tagging.pooling import distances_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor

# Levels of `world_pack.LEVELS` below which a word is in doubt, and the reach around it, as `distil.CERTAINTIES` and `REACHES` vary them.
DOUBTS, REACHES = (0, 1, 1, 2, 3), (2, 2, 3)
SHARES = {"L:en": 0.45, "U:en": 0.5, "S:sport": 0.05}
FRAME, HIDING = (101, 102), 103
DRAWN = 400
# The words of the table that are no words.
BEYOND = 1_000
Window = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Text:
    """A text in the words of the default tagger: pieces, features, first pieces, sureness, and the tags to learn (words, tags)."""

    ids: np.ndarray
    flags: np.ndarray
    firsts: np.ndarray
    outside: np.ndarray
    tags: np.ndarray


class English(nn.Module):
    """The network with its own table, which does not learn."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.register_buffer("table", weights["pieces.weight"].float())
        self.net = Tagger(inner=SMALL, layers=6)
        self.net.load_state_dict({name: weight.float() for name, weight in weights.items() if name != "pieces.weight"})


@torch.no_grad()
def word_probabilities(teachers: list[Tagger], texts: Texts, numbers: list[int]) -> dict[int, np.ndarray]:
    """Return what the teachers say of every word of texts, the mean over two cuts into windows."""
    places = torch.zeros(len(texts.ids), dtype=torch.long, device=DEVICE)
    bounds = np.cumsum([0] + [len(texts.words[number]) for number in numbers])
    for number, start, stop in zip(numbers, bounds, bounds[1:], strict=False):
        places[torch.from_numpy(texts.words[number]).to(DEVICE)] = torch.arange(start, stop, device=DEVICE)
    total = torch.zeros(int(bounds[-1]), len(TAGS), dtype=torch.float16, device=DEVICE)
    rng = random.Random(9)
    for _ in range(2):
        windows = sorted((w for number in numbers for w in texts.windows(number, rng)), key=lambda w: w[1])
        for some in packed(windows, [size for _, size in windows]):
            batch = texts.batch(some)
            columns = (texts.vectors(batch.ids, hide=False), batch.shapes, batch.places, batch.mask)
            said = mean_probabilities(teachers, columns, batch.first)
            total[places[batch.at[batch.first]]] += (said / 2).half()
    said = total.float().cpu().numpy()
    said /= np.maximum(said.sum(1, keepdims=True), 1e-6)
    return {n: said[start:stop] for n, start, stop in zip(numbers, bounds, bounds[1:], strict=False)}


def read_texts(work: Path, texts: Texts, said: dict[int, np.ndarray]) -> dict[str, list[Text]]:
    """Return the linked texts by group, with the tags to learn."""
    links = np.load(work / "links.npz")
    ids, flags, allowed = rows_of(links), links["flags"], links["masks"][links["allowed"]]
    firsts, outside, codes = np.flatnonzero(flags & 1), links["outside"], links["links"]
    found: dict[str, list[Text]] = {group: [] for group in SHARES}
    piece, word = 0, 0
    for number, pieces, words in links["texts"].tolist():
        own = slice(word, word + words)
        tags = _linked(said[number], codes[own], allowed[own], annotated=texts.groups[number] != "U:en")
        part = slice(piece, piece + pieces)
        found[texts.groups[number]].append(
            Text(ids[part], flags[part], firsts[own] - piece, outside[own], tags.astype(np.float16))
        )
        piece, word = piece + pieces, word + words
    return found


def _linked(said: np.ndarray, codes: np.ndarray, allowed: np.ndarray, *, annotated: bool) -> np.ndarray:
    """Return the tags of words linked to others: the rest of a word that began before is inside of the same mention."""
    tags = said[np.minimum(np.cumsum(codes >> 1), len(said) - 1)].copy()
    goes_on = (codes & 1).astype(bool)
    inside = tags[goes_on]
    inside[:, 2::2] += inside[:, 1::2]
    inside[:, 1::2] = 0
    tags[goes_on] = inside
    if not annotated:
        return tags
    may = ((allowed[:, None] >> np.arange(len(TAGS))) & 1).astype(bool)
    held = tags * may
    mass = held.sum(1, keepdims=True)
    bent = np.where(mass > 1e-4, held / np.maximum(mass, 1e-6), may / np.maximum(may.sum(1, keepdims=True), 1))
    return (1 - GOLD) * tags + GOLD * bent


def cut(text: Text, rng: random.Random) -> Iterator[Window]:
    """Yield windows of what is read of a text, cut at other words and with other doubts each time (compare `distil.cut`)."""
    whole, reach = rng.random() < WHOLE_SHARE, rng.choice(REACHES)
    distances = distances_to((text.outside <= rng.choice(DOUBTS)) | whole, reach)
    read = distances <= reach
    lengths = np.diff(np.append(text.firsts, len(text.ids)))
    pieces = np.repeat(read, lengths)
    ids, flags, lengths, distances, tags = (
        text.ids[pieces],
        text.flags[pieces],
        lengths[read],
        distances[read],
        text.tags[read],
    )
    edges = np.concatenate([[0], np.cumsum(lengths)])
    start, room = 0, rng.randint(SIZE // 3, SIZE)
    while start < len(lengths):
        end = max(start + 1, int(np.searchsorted(edges, edges[start] + room, "right")) - 1)
        part, words = slice(edges[start], edges[end]), slice(start, end)
        shapes = (flags[part] >> 4).astype(np.int64)
        yield (
            ids[part], restyle(shapes, rng) if whole else shapes, flags[part] >> 1 & 7, np.repeat(distances[words], lengths[words]),
            edges[words] - edges[start], tags[words] * (distances[words] == 0)[:, None],
        )  # fmt: skip
        start, room = end, SIZE


def batches(groups: dict[str, list[Text]], rng: random.Random) -> Iterator[tuple[np.ndarray, ...]]:
    """Yield columns (windows, pieces) of windows of like length for ever."""
    waiting: dict[str, list[Window]] = {group: [] for group in groups}
    while True:
        drawn = []
        for group in rng.choices(list(SHARES), list(SHARES.values()), k=BATCH_PIECES // 16):
            while not waiting[group]:
                some = rng.sample(groups[group], min(len(groups[group]), DRAWN))
                waiting[group] = [window for text in some for window in cut(text, rng)]
                rng.shuffle(waiting[group])
            drawn.append(waiting[group].pop())
        drawn.sort(key=lambda window: len(window[0]))
        made = packed(drawn, [len(window[0]) for window in drawn])
        rng.shuffle(made)
        yield from map(collate, made)


def collate(windows: list[Window]) -> tuple[np.ndarray, ...]:
    """Return rows, shapes, places, distances and tags, framed and padded."""
    shape = (len(windows), (max(len(window[0]) for window in windows) + 2 + 7) // 8 * 8)
    ids, shapes, places = (np.zeros(shape, np.int64) for _ in range(3))
    far, tags = np.full(shape, BEYOND, np.int64), np.zeros((*shape, len(TAGS)), np.float32)
    for row, (own, shapes_of, places_of, distances, firsts, learnt) in enumerate(windows):
        inside = slice(1, len(own) + 1)
        ids[row, 0], ids[row, len(own) + 1] = FRAME
        ids[row, inside], shapes[row, inside], places[row, inside], far[row, inside] = (
            own,
            shapes_of,
            places_of,
            distances,
        )
        far[row, 0] = far[row, len(own) + 1] = 0
        tags[row, firsts + 1] = learnt
    return ids, shapes, places, far, tags


def loss_of(english: English, columns: tuple[Tensor, ...]) -> Tensor:
    """Return the cross-entropy after a passage in which pieces leave as in use (compare `distil.loss_of`)."""
    ids, shapes, places, far, tags = columns
    hidden = (torch.rand(ids.shape, device=DEVICE) < MASKED_SHARE) & (ids > HIDING)
    net = english.net
    with autocast():
        x = net.embed(english.table[ids.masked_fill(hidden, HIDING)], shapes, places)
        limit = BEYOND - 1
        for number, layer in enumerate(net.layers):
            if number in (NEAR_FROM, DOUBTED_FROM):
                limit = 1 if number == NEAR_FROM else 0
                stays = far <= limit
                order = torch.argsort((~stays).int(), dim=1, stable=True)[:, : int(stays.sum(1).max())]
                x, tags = (part.gather(1, order[..., None].expand(-1, -1, part.shape[2])) for part in (x, tags))
                far = far.gather(1, order)
            x = layer(x, (far <= limit)[:, None, None, :])
        learnt = (tags.sum(-1) > 0) & (far == 0)
        scores = net.head(F.dropout(x, DROPOUT, net.training))[learnt]
    return -(tags[learnt] * torch.log_softmax(scores.float(), -1)).sum(-1).mean()


def main() -> None:
    """Read the options, teach and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--seconds", type=float, default=75.0)
    options = parser.parse_args()
    texts, teachers = Texts(options.work), []
    for seed in (2, 3):
        teachers.append(Tagger().to(DEVICE).eval())
        teachers[-1].load_state_dict(torch.load(options.work / f"teacher{seed}.pt", map_location=DEVICE))
    numbers = [number for number, *_ in np.load(options.work / "links.npz")["texts"].tolist()]
    groups = read_texts(options.work, texts, word_probabilities(teachers, texts, numbers))
    torch.manual_seed(3)
    weights = torch.load(options.work / "small.pt", map_location="cpu")
    english = English(weights).to(DEVICE)
    run = Run(english.net, rate=2e-4, new_rate=5e-4)
    for progress, columns in timed(ahead(batches(groups, random.Random(3)), 16), options.seconds):
        run.step(loss_of(english, tuple(torch.from_numpy(column).to(DEVICE) for column in columns)), progress)
    torch.save(
        {**weights, **{name: weight.cpu() for name, weight in run.done().state_dict().items()}},
        options.work / "english.pt",
    )


if __name__ == "__main__":
    main()
