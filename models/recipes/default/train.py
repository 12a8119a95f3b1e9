"""Fine-tunes the default tagger and writes the network's weights.

python train.py DATA_DIR WORK_DIR [--epochs 3] [--seed 1] ...
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
from corpora import Article, read_partial, read_worldwide
from examples import Example, cut, prepare
from names import NameStore, replace_names
from network import Tagger
from scores import Spans, gold_spans, recall_by_novelty, strict_scores, surfaces, table
from start import load_start
from tokenizer import make_tokenizing_pipeline

from newsx.tagging.decoding import LABELS, decode, stitch
from newsx.tagging.word_pieces import WordPieces, encode, frame, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from torch import Tensor


@dataclass(frozen=True)
class Settings:
    """What a run is made of; the defaults made the published model."""

    epochs: float = 3.0
    seed: int = 1
    size: int = 190
    overlap: int = 48
    batch: int = 8
    rate: float = 1.5e-4
    new_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.06
    masked: float = 0.05
    average: float = 0.995
    partial: float = 0.0
    renamed: float = 0.0
    limit: int = 0


INIT_SEED = 1
BUCKET_BATCHES = 16
LOG_EVERY = 100


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast() -> torch.autocast:
    return torch.autocast(device().type, torch.bfloat16)


def batches(examples: list[Example], *, size: int, rng: random.Random) -> list[list[Example]]:
    """All examples in batches of like length, in random order."""
    rng.shuffle(examples)
    made = []
    for first in range(0, len(examples), size * BUCKET_BATCHES):
        bucket = sorted(examples[first : first + size * BUCKET_BATCHES], key=lambda example: len(example.ids))
        made += [bucket[i : i + size] for i in range(0, len(bucket), size)]
    rng.shuffle(made)
    return made


def collate(examples: list[Example]) -> list[Tensor]:
    """Ids, shapes, places, mask and allowed tags as tensors, padded at the end with zeros."""
    length = max(len(example.ids) for example in examples)
    columns = []
    for name in ("ids", "shapes", "places", "allowed"):
        rows = [getattr(example, name) for example in examples]
        padded = np.zeros((len(rows), length, *rows[0].shape[1:]), rows[0].dtype)
        for row, values in enumerate(rows):
            padded[row, : len(values)] = values
        columns.append(torch.from_numpy(padded).to(device()))
    mask = torch.zeros(len(examples), length, dtype=torch.long)
    for row, example in enumerate(examples):
        mask[row, : len(example.ids)] = 1
    return [*columns[:3], mask.to(device()), columns[3]]


def partial_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log-probability of any allowed tag, averaged over the pieces that have one."""
    taught = allowed.any(-1)
    log_probs = torch.log_softmax(scores[taught].float(), -1)
    return -torch.logsumexp(log_probs.masked_fill(~allowed[taught], float("-inf")), -1).mean()


def parameter_groups(net: Tagger, settings: Settings) -> list[dict[str, object]]:
    """Lower layers learn more slowly, new rows faster; the word-piece table is frozen, so that unseen names keep their places."""
    net.pieces.weight.requires_grad_(False)
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


class Average:
    """A running mean of the weights that are trained."""

    def __init__(self, net: Tagger, decay: float) -> None:
        self.live = [weight for weight in net.parameters() if weight.requires_grad]
        self.mean = [weight.detach().clone() for weight in self.live]
        self.decay, self.steps = decay, 0

    @torch.no_grad()
    def update(self) -> None:
        self.steps += 1
        torch._foreach_lerp_(self.mean, self.live, 1 - min(self.decay, self.steps / (self.steps + 10)))

    @torch.no_grad()
    def swap(self) -> None:
        """The network holds the mean and this object the live weights; a second call undoes it."""
        for live, mean in zip(self.live, self.mean, strict=True):
            kept = live.clone()
            live.copy_(mean)
            mean.copy_(kept)


@torch.no_grad()
def tag(net: Tagger, texts: list[str], nlp: Language, pieces: WordPieces, settings: Settings) -> list[Spans]:
    """The mentions of each text as the run time finds them, before the article's votes."""
    net.eval()
    found = []
    for text in texts:
        doc = nlp.make_doc(text)
        encoded = encode((token.text for token in doc), pieces)
        ranges = list(windows(encoded.firsts, size=settings.size, overlap=settings.overlap))
        scores = []
        for start, end in ranges:
            ids, shapes, places = (
                torch.from_numpy(part)[None].to(device()) for part in frame(encoded, start, end, pieces)
            )
            with autocast():
                logits = net(ids, shapes, places, torch.ones_like(ids))[0].float().cpu().numpy()
            scores.append(logits[encoded.firsts[start:end] - encoded.firsts[start] + 1])
        spans = set()
        if ranges:
            for start, end, label, _ in decode(stitch(ranges, scores, len(encoded.tokens)), encoded.lines):
                first, last = doc[int(encoded.tokens[start])], doc[int(encoded.tokens[end - 1])]
                spans.add((first.idx, last.idx + len(last), label))
        found.append({span for span in spans if span[2] in LABELS})
    net.train()
    return found


class Trainer:
    """One run over the data."""

    def __init__(self, data: Path, settings: Settings) -> None:
        self.settings = settings
        self.nlp = make_tokenizing_pipeline()
        weights, vocabulary = load_start()
        self.pieces = WordPieces(vocabulary)
        self.train = read_worldwide(data / "ner" / "worldwide.train.jsonl", repair=True)
        self.extra = read_partial(data / "ner")
        self.dev = read_worldwide(data / "ner" / "worldwide.dev.jsonl", repair=False)
        self.names = NameStore(self.train, data / "gazetteers")
        if settings.limit:
            self.train = self.train[: settings.limit]
        torch.manual_seed(INIT_SEED)
        self.net = Tagger()
        self.net.load_bert(weights)
        self.net.to(device())
        torch.manual_seed(settings.seed)
        self.rng = random.Random(settings.seed)

    def epoch(self) -> list[list[Example]]:
        """The batches of one pass: every article once, cut afresh; some with other names in it, some from other corpora."""
        settings, rng = self.settings, self.rng
        articles: list[Article] = [
            replace_names(article, self.names, rng) if rng.random() < settings.renamed else article
            for article in self.train
        ]
        articles += rng.sample(self.extra, int(len(self.extra) * settings.partial))
        examples = [
            example
            for article in articles
            for example in cut(prepare(article, self.nlp, self.pieces), self.pieces, size=settings.size, rng=rng)
        ]
        return batches(examples, size=settings.batch, rng=rng)

    def stream(self) -> Iterator[tuple[float, list[Example]]]:
        """Batches with the share of the run that lies behind them."""
        done = 0.0
        while done < self.settings.epochs:
            todo = self.epoch()
            for number, batch in enumerate(todo):
                progress = (done + number / len(todo)) / self.settings.epochs
                if progress >= 1:
                    return
                yield progress, batch
            done += 1

    def run(self) -> Tagger:
        """The trained network, its weights averaged over the last steps."""
        settings, net = self.settings, self.net
        groups = parameter_groups(net, settings)
        optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        peaks = [group["lr"] for group in optimizer.param_groups]
        average = Average(net, settings.average)
        net.train()
        began, seen, losses, evaluated = time.monotonic(), 0, [], 0
        for step, (progress, batch) in enumerate(self.stream(), 1):
            scale = min(progress / settings.warm_up, 1.0) * (1 - progress)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * scale
            losses.append(self._step(collate(batch), optimizer))
            average.update()
            seen += sum(len(example.ids) for example in batch)
            if step % LOG_EVERY == 0:
                pace = seen / (time.monotonic() - began)
                print(
                    f"step {step} {progress:.0%} loss {np.mean(losses[-LOG_EVERY:]):.4f} {pace:.0f} pieces/s",
                    flush=True,
                )
            if int(progress * settings.epochs) > evaluated:
                evaluated += 1
                self.report(f"live, {progress:.0%}", brief=True)
        self.report("live, end", brief=True)
        average.swap()
        self.report("averaged, end")
        print(f"{step} steps, {seen} pieces, {time.monotonic() - began:.0f} s", flush=True)
        return net

    def _step(self, columns: list[Tensor], optimizer: torch.optim.Optimizer) -> float:
        ids, shapes, places, mask, allowed = columns
        hidden = (torch.rand(ids.shape, device=ids.device) < self.settings.masked) & (ids > self.pieces.masked)
        with autocast():
            scores = self.net(ids.masked_fill(hidden, self.pieces.masked), shapes, places, mask)
        loss = partial_loss(scores, allowed)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def report(self, title: str, *, brief: bool = False) -> None:
        """Prints scores on the development articles."""
        found = tag(self.net, [article.text for article in self.dev], self.nlp, self.pieces, self.settings)
        pairs = [(gold_spans(article), spans) for article, spans in zip(self.dev, found, strict=True)]
        if brief:
            print(f"dev {title}: " + " ".join(f"{k} {v[2]:.1f}" for k, v in strict_scores(pairs).items()), flush=True)
            return
        print(f"dev {title}\n{table(pairs)}")
        novelty = recall_by_novelty(self.dev, pairs, surfaces(self.train))
        print(
            "  recall " + ", ".join(f"{kind} {label} {value:.1f}" for (kind, label), value in novelty.items()),
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds ner/ and gazetteers/")
    parser.add_argument("work", type=Path, help="folder for the weights")
    for field in fields(Settings):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    arguments = vars(parser.parse_args())
    data, work = arguments.pop("data"), arguments.pop("work")
    settings = Settings(**arguments)
    print(settings)
    torch.set_num_threads(1)
    trainer = Trainer(data, settings)
    net = trainer.run()
    work.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), work / f"seed{settings.seed}.pt")


if __name__ == "__main__":
    main()
