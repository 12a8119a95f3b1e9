"""Kills parts of runs at random, at random moments: every run has to end, leave no process, and be continued.

usage: python -m tests.evaluation.kills [ROUNDS] [SEED]      (about two seconds a round; 200 rounds when none are named)

A round takes one kind of output and of input in turn, and any of the run's processes, itself among them now and then. They are
stopped first, so that all of them die at once. What may come of it: an end within two minutes; exit code 0 only when everything
is there; no process left; and what the next run makes of it is what an undisturbed run makes.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from . import trials

# A run of these takes about a second.
DOCUMENTS = 40
DOCUMENT_SECONDS = 0.03
MOMENTS = 3
LONGEST_REST = 0.4
# Some inputs failed, or the run itself was among the killed.
CODES = frozenset({1, -signal.SIGKILL})


def strike(pid: int, chance: random.Random) -> None:
    """Kill some processes of a run, all at once. One that has ended meanwhile has no part in it."""
    others = [each for each in trials.members(pid) if each != pid]
    victims = chance.sample(others, chance.randint(0, len(others)))
    if chance.randrange(3 * MOMENTS) == 0:
        victims.append(pid)
    for sign in (signal.SIGSTOP, signal.SIGKILL):
        for each in victims:
            with suppress(ProcessLookupError):
                os.kill(each, sign)


def play(number: int, folder: Path) -> str:
    """Play the round of this number in an empty folder; return what went wrong, nothing where nothing did."""
    chance = random.Random(number)
    kind, in_lines = trials.KINDS[number % len(trials.KINDS)], bool(number // len(trials.KINDS) % 2)
    source = trials.make_inputs(folder, in_lines=in_lines, seconds=DOCUMENT_SECONDS, documents=DOCUMENTS)
    whole = folder / "whole" / kind
    whole.parent.mkdir()
    if (end := trials.wait(trials.start(source, whole), whole)).code:
        return f"undisturbed, {end}"
    output = folder / kind
    pid = trials.start(source, output)
    for _ in range(MOMENTS):
        time.sleep(chance.uniform(0, LONGEST_REST))
        strike(pid, chance)
    return trials.fault_of(trials.wait(pid, output), source, output, trials.contents(whole), codes=CODES)


def main() -> int:
    """Play the rounds, and print what went wrong in which; return the exit code."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    held = 0
    for number in range(first, first + rounds):
        with tempfile.TemporaryDirectory() as name:
            fault = play(number, Path(name))
        held += not fault
        if fault:
            print(f"{number} {trials.KINDS[number % len(trials.KINDS)]}: {fault}", flush=True)
    print(f"{held} of {rounds} rounds held")
    return 0 if held == rounds else 1


if __name__ == "__main__":
    sys.exit(main())
