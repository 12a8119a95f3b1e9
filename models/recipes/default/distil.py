"""Makes the small network out of the large one, for the texts that it will see: those a linear model leaves words in doubt of.

Half of the units between the matrices of each layer go, the least used ones. What is left learns from the large network's
probabilities and the annotations, on texts from which words are left out as `newsx.tagging.pooling` leaves them
out, pieces leaving on the way as in `export.OneWindow` (compare PoWER-BERT, Goyal and others 2020, and knowledge
distillation, Hinton and others 2015).
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from corpora import Article, read_worldwide
from examples import prepare, restyle
from network import DOUBTED_FROM, DROPOUT, LARGE, MASKED, NEAR_FROM, SMALL, Tagger
from start import load_start
from tokenizer import make_tokenizing_pipeline
from train import Average, Settings, autocast, batches, device, parameter_groups

from newsx.components.spans import word_ids
from newsx.resources import resource_path
from newsx.tagging.crf.tagger import MODEL_FILE, read_crf
from newsx.tagging.decoding import TAGS, stitch
from newsx.tagging.pooling import CERTAIN, NEIGHBOURS, distances_to
from newsx.tagging.word_pieces import Encoded, WordPieces, frame, windows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torch import Tensor

# Share of the annotations in what is learnt from annotated articles; the rest is the large network's opinion.
GOLD_SHARE = 0.5
# Share of articles of which every word is read, some in other letter case.
WHOLE_SHARE = 0.12
# The doubt varies, so that the network does not lean on where exactly words leave.
CERTAINTIES = (0.998, CERTAIN, CERTAIN, 0.9995, 0.9999)
REACHES = (NEIGHBOURS, NEIGHBOURS, NEIGHBOURS + 1)
MASKED_SHARE = 0.04
AVERAGE = 0.99
BATCH = 12
WARM_UP = 0.05
NEW_RATE = 5e-4
PROBE_ARTICLES = 40
SIZE = Settings.size
# Bodies of pages that are English news, judged by their small words.
PAGES = ("aeb", "fev", "n4k", "fun")
SMALL_WORDS = frozenset(
    ["the", "of", "and", "to", "in", "a", "that", "is", "for", "on", "with", "was", "by", "as", "at", "from"]
)
MIN_SMALL_WORDS, MIN_WORDS, MAX_CHARS = 0.2, 80, 9000
BEYOND = 1 << 10


@dataclass(frozen=True)
class Stage:
    """A run over all texts."""

    epochs: float
    rate: float
    seed: int


STAGES = (Stage(4.0, 1.5e-4, 1), Stage(1.7, 1.2e-4, 3))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what the linear model holds each word to be outside of mentions, and the tags to be learnt (words, tags)."""

    encoded: Encoded
    outside: np.ndarray
    tags: np.ndarray


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces in a frame: what the network reads, how far each is from a word in doubt, and its tags (zeros: none to learn)."""

    ids: np.ndarray
    shapes: np.ndarray
    places: np.ndarray
    distances: np.ndarray
    tags: np.ndarray


def read_bodies(data: Path) -> Iterator[Article]:
    """English news without annotations; none of it stands in the development articles."""
    dev = {
        line
        for article in read_worldwide(data / "ner" / "worldwide.dev.jsonl", repair=False)
        for line in article.text.splitlines()
        if line.strip()
    }
    for folder in PAGES:
        for row in map(json.loads, (data / "pages" / folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
            body = "\n\n".join(line.strip() for line in (row.get("body") or "").splitlines() if line.strip())[
                :MAX_CHARS
            ]
            words = body.lower().split()
            english = sum(word in SMALL_WORDS for word in words) >= MIN_SMALL_WORDS * len(words)
            if len(words) >= MIN_WORDS and english and dev.isdisjoint(body.splitlines()):
                yield Article(body, (), known=frozenset())


def read_texts(data: Path, teacher: Tagger) -> list[Text]:
    """Annotated articles and bodies of pages with the opinions of both models."""
    nlp, pieces = make_tokenizing_pipeline(), WordPieces(load_start()[1])
    linear = read_crf(resource_path(f"fast/newsx_crf_ner/{MODEL_FILE}"))
    articles = [*read_worldwide(data / "ner" / "worldwide.train.jsonl", repair=True), *read_bodies(data)]
    texts = []
    for article in articles:
        prepared = prepare(article, nlp, pieces)
        words = word_ids(nlp.make_doc(article.text))
        outside = linear.probabilities(words, nlp.vocab.strings)[prepared.encoded.tokens, 0]
        tags = soft_tags(teacher, prepared.encoded, pieces)
        if article.known:
            tags = GOLD_SHARE * prepared.allowed + (1 - GOLD_SHARE) * tags
        texts.append(Text(prepared.encoded, outside, tags.astype(np.float16)))
    return texts


@torch.no_grad()
def soft_tags(net: Tagger, encoded: Encoded, pieces: WordPieces) -> np.ndarray:
    """The probabilities (words, tags) that the network gives every word, read in whole windows."""
    net.eval()
    ranges = list(windows(encoded.firsts, size=SIZE, overlap=Settings.overlap))
    scores = []
    for start, end in ranges:
        columns = [torch.from_numpy(column)[None] for column in frame(encoded, start, end, pieces)]
        with autocast():
            found = net(*columns, torch.ones_like(columns[0]))[0].float().numpy()
        scores.append(found[encoded.firsts[start:end] - encoded.firsts[start] + 1])
    return np.exp(stitch(ranges, scores, len(encoded.tokens)))


@torch.no_grad()
def shrink(net: Tagger, texts: list[Text]) -> Tagger:
    """The network with the units kept that do most: root mean square of what they give, times the length of their column."""
    net.eval()
    squares = [torch.zeros(LARGE) for _ in net.layers]
    hooks = [
        layer.up.register_forward_hook(lambda _, __, out, total=total: total.add_(F.gelu(out).pow(2).mean((0, 1))))
        for layer, total in zip(net.layers, squares, strict=True)
    ]
    for text in random.Random(1).sample(texts, PROBE_ARTICLES):
        columns = (text.encoded.ids, text.encoded.shapes, text.encoded.places)
        ids, shapes, places = (torch.from_numpy(column[:SIZE])[None] for column in columns)
        net(ids, shapes, places, torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    weights = net.state_dict()
    for number, (layer, total) in enumerate(zip(net.layers, squares, strict=True)):
        kept = (total.sqrt() * layer.down.weight.norm(dim=0)).topk(SMALL).indices.sort().values
        prefix = f"layers.{number}."
        for name in ("up.weight", "up.bias"):
            weights[prefix + name] = weights[prefix + name][kept]
        weights[prefix + "down.weight"] = weights[prefix + "down.weight"][:, kept]
    small = Tagger(inner=SMALL)
    small.load_state_dict(weights)
    return small


def cut(text: Text, pieces: WordPieces, rng: random.Random) -> Iterator[Window]:
    """Windows that cover what is read of a text once, cut at other words and with other doubts each time."""
    whole = rng.random() < WHOLE_SHARE
    reach = rng.choice(REACHES)
    distances = distances_to((text.outside <= rng.choice(CERTAINTIES)) | whole, reach)
    read = distances <= reach
    encoded, distances, tags = text.encoded.having(read), distances[read], text.tags[read]
    start, room = 0, rng.randint(SIZE // 3, SIZE)
    while start < len(encoded.tokens):
        end = max(start + 1, int(np.searchsorted(encoded.firsts, encoded.firsts[start] + room, "right")) - 1)
        ids, shapes, places = frame(encoded, start, end, pieces)
        firsts = encoded.firsts[start : end + 1]
        learnt = np.zeros((len(ids), len(TAGS)), np.float32)
        learnt[firsts[:-1] - firsts[0] + 1] = tags[start:end] * (distances[start:end] == 0)[:, None]
        far = np.pad(np.repeat(distances[start:end], np.diff(firsts)), 1)
        yield Window(ids, restyle(shapes, rng) if whole else shapes, places, far, learnt)
        start, room = end, SIZE


def collate(batch: list[Window]) -> list[Tensor]:
    """The columns of the windows as tensors (windows, pieces), padded with pieces that are `BEYOND` everything."""
    length = max(len(window.ids) for window in batch)
    columns = []
    for name, padding in (("ids", 0), ("shapes", 0), ("places", 0), ("distances", BEYOND), ("tags", 0)):
        rows = [getattr(window, name) for window in batch]
        padded = np.full((len(rows), length, *rows[0].shape[1:]), padding, rows[0].dtype)
        for row, values in enumerate(rows):
            padded[row, : len(values)] = values
        columns.append(torch.from_numpy(padded).to(device()))
    return columns


def loss_of(net: Tagger, columns: list[Tensor]) -> Tensor:
    """Cross-entropy with the tags to be learnt, after a passage in which pieces leave as in use."""
    ids, shapes, places, distances, tags = columns
    x = net.pieces(ids) + net.positions.weight[: ids.shape[1]] + net.shapes(shapes) + net.places(places)
    x = F.dropout(net.norm(x), DROPOUT, net.training)
    limit = BEYOND - 1
    for number, layer in enumerate(net.layers):
        if number in (NEAR_FROM, DOUBTED_FROM):
            limit = 1 if number == NEAR_FROM else 0
            stays = distances <= limit
            order = torch.argsort((~stays).int(), dim=1, stable=True)[:, : int(stays.sum(1).max())]
            x, tags = (part.gather(1, order[..., None].expand(-1, -1, part.shape[2])) for part in (x, tags))
            distances = distances.gather(1, order)
        x = layer(x, (distances > limit)[:, None, None, :] * MASKED)
    learnt = (tags.sum(-1) > 0) & (distances == 0)
    scores = net.head(F.dropout(x, DROPOUT, net.training))[learnt]
    return -(tags[learnt] * torch.log_softmax(scores.float(), -1)).sum(-1).mean()


def teach(net: Tagger, texts: list[Text], stage: Stage) -> None:
    """The network has learnt from the texts; its weights are the running mean over the last steps."""
    rng, pieces = random.Random(stage.seed), WordPieces(load_start()[1])
    torch.manual_seed(stage.seed)
    groups = parameter_groups(net, Settings(rate=stage.rate, new_rate=NEW_RATE))
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    peaks = [group["lr"] for group in optimizer.param_groups]
    average = Average(net, AVERAGE)
    net.train()
    done, began = 0.0, time.monotonic()
    while done < stage.epochs:
        examples = [window for text in texts for window in cut(text, pieces, rng)]
        todo = batches(examples, size=BATCH, rng=rng)
        losses = []
        for number, batch in enumerate(todo):
            progress = (done + number / len(todo)) / stage.epochs
            if progress >= 1:
                break
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * min(progress / WARM_UP, 1.0) * (1 - progress)
            columns = collate(batch)
            hidden = (torch.rand(columns[0].shape, device=device()) < MASKED_SHARE) & (columns[0] > pieces.masked)
            columns[0] = columns[0].masked_fill(hidden, pieces.masked)
            with autocast():
                loss = loss_of(net, columns)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update()
            losses.append(float(loss.detach()))
        done += 1
        print(f"pass {done:.0f} loss {np.mean(losses):.4f}, {time.monotonic() - began:.0f} s", flush=True)
    average.swap()


def distil(large: Tagger, data: Path) -> Tagger:
    """The small network, taught by the large one: the mean of its weights after each stage."""
    texts = read_texts(data, large)
    small = shrink(large, texts).to(device())
    stages = []
    for stage in STAGES:
        teach(small, texts, stage)
        stages.append({name: weight.detach().clone() for name, weight in small.state_dict().items()})
    small.load_state_dict({name: sum(one[name] for one in stages) / len(stages) for name in stages[0]})
    return small.cpu().eval()
