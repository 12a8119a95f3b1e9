"""Vocabulary, batches and the training loop."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch
from documents import ALONE
from network import Labeller

from newsx.page_dump.features import FEATURE_NAMES, HEAD, TAIL, TOKEN, _folded, extract_features

MIN_SITES = 12
MAX_WORDS = 6_000
MAX_UNITS = 320
BATCH_UNITS = 6_000
RATE = 3e-3
# Weights of the losses of the head lines (headline, byline, dateline) and of the page (alone) beside that of the body.
HEAD_WEIGHT = 0.05
ALONE_WEIGHT = 0.1


@dataclass
class Sample:
    page: str
    site: str
    form: str
    shapes: np.ndarray
    words: np.ndarray
    owners: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def make_vocabulary(documents) -> dict[str, int]:
    """Words that stand on pages of enough sites, the most widespread first, numbered from 1."""
    sites = defaultdict(set)
    for document in documents:
        if document.form == "resili":
            words = set()
            for unit in document.units:
                text = unit.text if len(unit.text) <= HEAD + TAIL else f"{unit.text[:HEAD]} {unit.text[-TAIL:]}"
                words.update(TOKEN.findall(text.lower()))
            for word in words:
                sites[_folded(word)].add(document.site)
    ranked = sorted(
        (word for word in sites if len(sites[word]) >= MIN_SITES), key=lambda word: (-len(sites[word]), word)
    )
    return {word: number for number, word in enumerate(ranked[:MAX_WORDS], start=1)}


def make_sample(document, vocabulary) -> Sample:
    features = extract_features(document.units, vocabulary)
    count = len(document.units)
    words = features.words
    firsts, lasts = edges(words, features.owners, count)
    sizes = np.array(
        [
            min(60, max(3, unit.text.count(" ") + 1 + len(unit.text) // 12 * (unit.text.count(" ") < 3)))
            for unit in document.units
        ]
    )
    alone = 1.0 if document.form in ALONE else -1.0 if document.labels[:, 0].all() else 0.0
    labels = np.column_stack([document.labels, np.full(count, alone)]).astype(np.float32)
    return Sample(
        document.id, document.site, document.form, features.shapes, words.astype(np.int32), features.owners.astype(np.int32),
        firsts, lasts, labels, (sizes / 20).astype(np.float32),
    )  # fmt: skip


def edges(words, owners, count):
    """The first and the last word of each unit, 0 where it has none."""
    firsts = np.zeros(count, np.int64)
    lasts = np.zeros(count, np.int64)
    firsts[owners[::-1]] = words[::-1]
    lasts[owners] = words
    return firsts, lasts


def crop(sample: Sample, rng: random.Random) -> slice:
    count = len(sample.shapes)
    if count <= MAX_UNITS:
        return slice(0, count)
    body = np.flatnonzero(sample.labels[:, 0] > 0)
    centre = int(rng.choice(body)) if len(body) and rng.random() < 0.8 else rng.randrange(count)
    start = min(max(0, centre - rng.randrange(MAX_UNITS)), count - MAX_UNITS)
    return slice(start, start + MAX_UNITS)


def collate(samples, rng, *, mean, scale, chance, word_dropout):
    """Tensors of a batch, padded to its longest page."""
    parts = [crop(sample, rng) for sample in samples]
    length = max(part.stop - part.start for part in parts)
    pages = len(samples)
    shapes = np.zeros((pages, length, len(FEATURE_NAMES)), np.float32)
    labels = np.full((pages, length, samples[0].labels.shape[1]), -1, np.float32)
    weights = np.zeros((pages, length), np.float32)
    mask = np.zeros((pages, length), np.float32)
    firsts = np.zeros((pages, length), np.int64)
    lasts = np.zeros((pages, length), np.int64)
    bags, owners = [], []
    for row, (sample, part) in enumerate(zip(samples, parts, strict=True)):
        n = part.stop - part.start
        shapes[row, :n] = (sample.shapes[part].astype(np.float32) - mean) / scale
        labels[row, :n], weights[row, :n], mask[row, :n] = sample.labels[part], sample.weights[part], 1
        firsts[row, :n], lasts[row, :n] = sample.firsts[part], sample.lasts[part]
        low, high = np.searchsorted(sample.owners, [part.start, part.stop])
        bags.append(sample.words[low:high])
        owners.append(sample.owners[low:high] - part.start + row * length)
    bag = np.concatenate(bags).astype(np.int64)
    if word_dropout:
        gone = chance.random(pages) < word_dropout / 2
        bag[(chance.random(len(bag)) < word_dropout) | gone[np.concatenate(owners) // length]] = 0
        drop = (chance.random((pages, length)) < word_dropout) | gone[:, None]
        firsts[drop] = 0
        lasts[drop] = 0
    tensors = [shapes, bag, np.concatenate(owners).astype(np.int64), firsts, lasts, mask, labels, weights]
    return [torch.from_numpy(tensor) for tensor in tensors]


def batches(samples, rng):
    """Pages of like length together, each batch about as many units."""
    order = sorted(samples, key=lambda s: min(MAX_UNITS, len(s.shapes)) + rng.random() * 30)
    made, batch, longest = [], [], 0
    for sample in order:
        longest = max(longest, min(MAX_UNITS, len(sample.shapes)))
        if batch and longest * (len(batch) + 1) > BATCH_UNITS:
            made.append(batch)
            batch, longest = [], min(MAX_UNITS, len(sample.shapes))
        batch.append(sample)
    made.append(batch)
    rng.shuffle(made)
    return made


def samples_of(group, per_page):
    """Of the web corpus, which keeps more of a page than news sets do, one sample a page and epoch."""
    return 1 if group[0].page.startswith("wcxb") else per_page


def train(
    samples, vocabulary_size, *, epochs, seed=0, per_page=2, make=Labeller, log=None, word_dropout=0.3, decay=3e-2
):
    """A network trained on a few samples of every page in each epoch."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    chance = np.random.default_rng(seed)
    rng = random.Random(seed)
    stacked = np.concatenate([sample.shapes for sample in samples[::7]]).astype(np.float32)
    mean, scale = stacked.mean(0), np.maximum(stacked.std(0), 0.05)
    by_page = defaultdict(list)
    for sample in samples:
        by_page[sample.page].append(sample)
    network = make(len(FEATURE_NAMES), vocabulary_size + 1)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=decay)
    steps = 0
    total = epochs * len(
        batches([rng.choice(group) for group in by_page.values() for _ in range(samples_of(group, per_page))], rng)
    )
    for epoch in range(epochs):
        network.train()
        chosen = [
            sample
            for group in by_page.values()
            for sample in rng.sample(group, min(len(group), samples_of(group, per_page)))
        ]
        losses = []
        for batch in batches(chosen, rng):
            rate = RATE * min(1.0, steps / 100) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, steps / total)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            *inputs, labels, weights = collate(
                batch, rng, mean=mean, scale=scale, chance=chance, word_dropout=word_dropout
            )
            logits = network(*inputs)
            known = (labels >= 0).float()
            loss = (
                torch.nn.functional.binary_cross_entropy_with_logits(logits, labels.clamp(min=0), reduction="none")
                * known
            )
            body = (loss[..., 0] * weights).sum() / weights.sum()
            head = loss[..., 1:4].sum() / labels[..., 1:4].clamp(min=0).sum().clamp(min=1)
            alone = loss[..., 4].sum() / known[..., 4].sum().clamp(min=1)
            value = body + HEAD_WEIGHT * head + ALONE_WEIGHT * alone
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            losses.append(body.item())
            steps += 1
        if log:
            log(f"epoch {epoch} body loss {np.mean(losses):.4f}", network, mean, scale)
    network.eval()
    return network, mean, scale


def probabilities(network, sample, mean, scale):
    """Units by tasks."""
    with torch.no_grad():
        n = len(sample.shapes)
        tensors = [
            ((sample.shapes - mean) / scale)[None].astype(np.float32),
            sample.words.astype(np.int64),
            sample.owners.astype(np.int64),
            sample.firsts[None],
            sample.lasts[None],
            np.ones((1, n), np.float32),
        ]
        return torch.sigmoid(network(*[torch.from_numpy(t) for t in tensors]))[0].numpy()
