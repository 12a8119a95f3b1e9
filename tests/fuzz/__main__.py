"""Looks for faults by broken inputs of every form, for so many seconds of CPU: `.ci/run` for sixty, by hand for hours.

    python -m tests.fuzz [--seconds 60] [--seed 0] [--keep FOLDER] [--form html]

The forms take turns. The same seed makes the same inputs in the same order; each input that has a fault is written to FOLDER, to be named
and moved to `corpus/` when the fault is mended. The exit code is 1 where there are any.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from newsx.flow import Flow
from newsx.records import Options

from .mutations import Sentences, fault_of, mutated, seeds

# Seconds of CPU that one input may take.
_LIMIT = 20
# Of the texts, so many are made of the sentences of several.
_MIXED = 0.6


class _TooLong(BaseException):
    """An input has taken more CPU than it may: no exception that newsx could hold for a fault of the document."""


def _stop(*_: object) -> None:
    raise _TooLong


def _limited_fault(path: Path, flow: Flow) -> str | None:
    """What went wrong with one input, an unforeseen exception and too long a time with it."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    try:
        return fault_of(path, flow)
    except _TooLong:
        return f"took more than {_LIMIT} s"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def look(seconds: float, seed: int, keep: Path, forms: list[str]) -> int:
    """Look for faults; print each kind once and how many inputs there were. Return the number of kinds."""
    chance, inputs = random.Random(seed), seeds()
    sentences = Sentences(inputs["text"])
    flow = Flow(Options(model="fast", quotes="all"))
    started, counts, seen = time.process_time(), dict.fromkeys(forms, 0), set()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input")
        for form in cycle(forms):
            if time.process_time() - started > seconds:
                break
            is_mixed = form == "text" and chance.random() < _MIXED
            data = sentences.text(chance) if is_mixed else mutated(chance.choice(inputs[form]), chance)
            path.write_bytes(data)
            counts[form] += 1
            fault = _limited_fault(path, flow)
            if fault and fault[:60] not in seen:
                seen.add(fault[:60])
                keep.mkdir(parents=True, exist_ok=True)
                kept = keep / f"{form}-{seed}-{counts[form]}"
                kept.write_bytes(data)
                print(f"{kept}: {fault[:200]}", flush=True)
    told = ", ".join(f"{form} {count}" for form, count in counts.items())
    print(f"seed {seed}, {time.process_time() - started:.0f} s of CPU: {told}; {len(seen)} kinds of faults")
    return len(seen)


def main() -> None:
    """Read the arguments and look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("faults"))
    parser.add_argument("--form", choices=sorted(seeds()), action="append")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    sys.exit(1 if look(options.seconds, options.seed, options.keep, options.form or list(seeds())) else 0)


if __name__ == "__main__":
    main()
