"""Fine-tunes the multilingual tagger and writes the network's weights without its table of word pieces, which stays as it came.

python world_train.py DATA_DIR WHEELS_DIR WORK_DIR [--minutes 75] [--seed 1] ...

The rate falls to nothing at the end of the time given; a run that was stopped goes on with --resume.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from examples import Example, Prepared, _allowed, cut
from languages import LANGUAGES, read_english, read_language
from network import Tagger
from world_start import BEGIN, END, MASKED, UNKNOWN, Weights, load_vocabulary, load_weights, make_cutter

from newsx.tagging.segments import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpora import Article
    from torch import Tensor

    from newsx.tagging.unigram import Unigram


@dataclass(frozen=True)
class Settings:
    """What a run is made of; the defaults made the published model."""

    minutes: float = 75.0
    seed: int = 1
    size: int = 190
    batch: int = 8
    rate: float = 2e-4
    new_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.06
    masked: float = 0.05
    english: float = 0.36
    frozen: int = 0
    average: float = 0.995


class Frame:
    """The rows that frame a window."""

    begin, end = BEGIN, END


def load_tagger(weights: Weights, *, layers: int = 12) -> Tagger:
    """Return a tagger with the weights of the encoder; head, shapes and places are new."""
    net = Tagger(
        vocab=weights.rows, width=weights.width, layers=layers, inner=weights.inner, positions=weights.positions
    )
    width, inner = weights.width, weights.inner
    with torch.no_grad():
        net.pieces.weight.copy_(torch.from_numpy(weights.blocks("emb.word", weights.rows, width)))
        positions = weights.plain("emb.pos", weights.positions, width) + weights.plain("emb.type", width)
        net.positions.weight.copy_(torch.from_numpy(positions))
        net.norm.weight.copy_(torch.from_numpy(weights.plain("emb.ln.w", width)))
        net.norm.bias.copy_(torch.from_numpy(weights.plain("emb.ln.b", width)))
        for number, layer in enumerate(net.layers):
            prefix = f"l{number}."
            parts = [weights.blocks(f"{prefix}{name}.w", width, width) for name in "qkv"]
            layer.qkv.weight.copy_(torch.from_numpy(np.concatenate(parts)))
            layer.qkv.bias.copy_(
                torch.from_numpy(np.concatenate([weights.plain(f"{prefix}{name}.b", width) for name in "qkv"]))
            )
            for ours, theirs, rows, columns in (
                ("out", "ao", width, width),
                ("up", "fi", inner, width),
                ("down", "fo", width, inner),
            ):
                getattr(layer, ours).weight.copy_(
                    torch.from_numpy(weights.blocks(f"{prefix}{theirs}.w", rows, columns))
                )
                getattr(layer, ours).bias.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.b", rows)))
            for ours, theirs in (("norm1", "aln"), ("norm2", "oln")):
                getattr(layer, ours).weight.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.w", width)))
                getattr(layer, ours).bias.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.b", width)))
    return net


def prepare(article: Article, cutter: Unigram) -> Prepared:
    """Return an article in words and pieces, with the tags that may be right for each word."""
    found = segment(article.text, cutter)
    offsets = np.stack([found.starts, found.ends], 1)
    return Prepared(found.encoded, offsets, _allowed(article, offsets))


def parameter_groups(net: Tagger, settings: Settings) -> list[dict[str, object]]:
    """Return the groups of weights: lower layers learn more slowly, new rows faster; the table of pieces does not learn."""
    net.pieces.weight.requires_grad_(False)
    for layer in net.layers[: settings.frozen]:
        layer.requires_grad_(False)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in net.named_parameters():
        if not weight.requires_grad:
            continue
        if name.startswith(("head", "shapes", "places")):
            rate = settings.new_rate
        else:
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            rate = settings.rate * settings.layer_decay ** (len(net.layers) - depth)
        decay = settings.weight_decay if weight.ndim > 1 and not name.startswith("positions") else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return [{"params": weights, "lr": rate, "weight_decay": decay} for (rate, decay), weights in groups.items()]


class Pool:
    """Endless windows of one language, cut afresh in every pass."""

    def __init__(self, articles: list[Prepared], *, size: int, rng: random.Random) -> None:
        self.articles, self.size, self.rng = articles, size, rng
        self.pieces = sum(len(article.encoded.ids) for article in articles)
        self._waiting: list[Example] = []

    def take(self) -> Example:
        """Return the next window."""
        if not self._waiting:
            self._waiting = [
                example for article in self.articles for example in cut(article, Frame, size=self.size, rng=self.rng)
            ]
            self.rng.shuffle(self._waiting)
        return self._waiting.pop()


def batches(pools: dict[str, Pool], settings: Settings, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of windows of like length for ever: English by its share, the other languages by the root of their size."""
    others = [language for language in pools if language != "en"]
    weights = [pools[language].pieces ** 0.5 for language in others]
    while True:
        drawn = [
            pools["en" if rng.random() < settings.english else rng.choices(others, weights)[0]].take()
            for _ in range(settings.batch * 16)
        ]
        drawn.sort(key=lambda example: len(example.ids))
        made = [drawn[first : first + settings.batch] for first in range(0, len(drawn), settings.batch)]
        rng.shuffle(made)
        yield from made


def collate(examples: list[Example]) -> list[Tensor]:
    """Return ids, shapes, places, mask and allowed tags as tensors, padded at the end with zeros."""
    length = max(len(example.ids) for example in examples)
    columns = []
    for name in ("ids", "shapes", "places", "allowed"):
        rows = [getattr(example, name) for example in examples]
        padded = np.zeros((len(rows), length, *rows[0].shape[1:]), rows[0].dtype)
        for row, values in enumerate(rows):
            padded[row, : len(values)] = values
        columns.append(torch.from_numpy(padded))
    mask = torch.zeros(len(examples), length, dtype=torch.long)
    for row, example in enumerate(examples):
        mask[row, : len(example.ids)] = 1
    return [*columns[:3], mask, columns[3]]


def partial_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return minus the log-probability of any allowed tag, averaged over the pieces that have one."""
    taught = allowed.any(-1)
    log_probs = torch.log_softmax(scores[taught].float(), -1)
    return -torch.logsumexp(log_probs.masked_fill(~allowed[taught], float("-inf")), -1).mean()


def learnt(net: Tagger) -> dict[str, Tensor]:
    """Return the weights of a network without its table of word pieces."""
    return {name: weight for name, weight in net.state_dict().items() if name != "pieces.weight"}


def train(net: Tagger, pools: dict[str, Pool], settings: Settings, work: Path) -> None:
    """Train a network for the time given; its weights are then their running mean over the last steps."""
    rng = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    optimizer = torch.optim.AdamW(parameter_groups(net, settings), betas=(0.9, 0.98), eps=1e-6, fused=True)
    peaks = [group["lr"] for group in optimizer.param_groups]
    live = [weight for weight in net.parameters() if weight.requires_grad]
    mean = [weight.detach().clone() for weight in live]
    net.train()
    began, seen, losses = time.monotonic(), 0, []
    for step, batch in enumerate(batches(pools, settings, rng), 1):
        progress = (time.monotonic() - began) / (60 * settings.minutes)
        if progress >= 1:
            break
        scale = min((progress + 1e-3) / settings.warm_up, 1.0) * (1 - progress)
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * scale
        ids, shapes, places, mask, allowed = collate(batch)
        hidden = (torch.rand(ids.shape) < settings.masked) & (ids > UNKNOWN)
        loss = partial_loss(net(ids.masked_fill(hidden, MASKED), shapes, places, mask), allowed)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(live, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(mean, live, 1 - min(settings.average, step / (step + 10)))
        seen += int(mask.sum())
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            pace = seen / (time.monotonic() - began)
            print(f"step {step} {progress:.0%} loss {np.mean(losses[-50:]):.4f} {seen} pieces {pace:.0f}/s", flush=True)
        if step % 200 == 0:
            torch.save(learnt(net), work / "checkpoint.pt")
    with torch.no_grad():
        for weight, average in zip(live, mean, strict=True):
            weight.copy_(average)
    print(f"{step} steps, {seen} pieces, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, meaning in (
        ("data", "folder that holds ner/ and languages/"),
        ("wheels", "folder of the two wheels"),
        ("work", "for the weights"),
    ):
        parser.add_argument(name, type=Path, help=meaning)
    for field in fields(Settings):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    parser.add_argument("--start", type=Path, help="weights to start from instead of those of the wheel")
    parser.add_argument("--threads", type=int, default=1)
    arguments = vars(parser.parse_args())
    data, wheels, work, start, threads = (
        arguments.pop(name) for name in ("data", "wheels", "work", "start", "threads")
    )
    settings = Settings(**arguments)
    print(settings)
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    work.mkdir(parents=True, exist_ok=True)
    cutter = make_cutter(load_vocabulary(wheels))
    rng = random.Random(settings.seed)
    began = time.monotonic()
    pools = {}
    for language in ("en", *LANGUAGES):
        articles = read_english(data)[0] if language == "en" else read_language(data / "languages", language)[0]
        pools[language] = Pool([prepare(article, cutter) for article in articles], size=settings.size, rng=rng)
    print({language: pool.pieces for language, pool in pools.items()}, f"{time.monotonic() - began:.0f} s", flush=True)
    net = load_tagger(load_weights(wheels))
    if start:
        net.load_state_dict(torch.load(start), strict=False)
    train(net, pools, settings, work)
    torch.save(learnt(net), work / "world.pt")


if __name__ == "__main__":
    main()
