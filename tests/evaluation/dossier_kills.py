"""Kills `newsx dossier add` at random moments: the next one goes on, and the dossier is the same as if nothing had happened.

usage: python -m tests.evaluation.dossier_kills [ROUNDS] [SEED]      (some ten seconds a round; 50 rounds when none are named)

In each round the command is killed one to three times, at any moment from its start to the time it needs undisturbed, then left to finish. What
is exported of names and of stories has to be that of an undisturbed run, byte for byte, and the file has to be sound by SQLite's own check.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from made_records import samples

from .dossier_growth import copies

# Three batches and a part of one.
RECORDS = 1600
_MOST_KILLS = 3
_FORMATS = ("jsonl", "stories")


def add(dossier: Path, records: Path, seconds: float | None = None) -> int:
    """Run the command, killed after so many seconds if it still runs; return its exit code, below 0 when it was killed."""
    command = [sys.executable, "-m", "newsx", "dossier", "add", str(dossier), str(records), "-q"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=seconds)
    process.kill()
    return process.wait()


def exported(dossier: Path) -> bytes:
    """Return what is exported of names and stories, and what SQLite says of the file."""
    command = [sys.executable, "-m", "newsx", "dossier", "export", str(dossier), "--format"]
    parts = [subprocess.run([*command, form], check=True, stdout=subprocess.PIPE).stdout for form in _FORMATS]
    with closing(sqlite3.connect(dossier)) as connection:
        parts.append(str(connection.execute("PRAGMA integrity_check").fetchall()).encode())
    return b"\n".join(parts)


def main() -> int:
    """Play the rounds and print those that differ; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=50)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    held = kills = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = folder / "all.jsonl"
        records.write_text("".join(json.dumps(each) + "\n" for each in copies(samples(), RECORDS)), encoding="utf-8")
        started = time.monotonic()
        if code := add(folder / "whole.dossier", records):
            raise RuntimeError(f"undisturbed, exit code {code}")
        undisturbed = time.monotonic() - started
        whole = exported(folder / "whole.dossier")
        for number in range(chosen.rounds):
            dossier = folder / f"{number}.dossier"
            codes = [
                add(dossier, records, chance.uniform(0, undisturbed)) for _ in range(chance.randint(1, _MOST_KILLS))
            ]
            kills += sum(code < 0 for code in codes)
            end = add(dossier, records)
            is_same = exported(dossier) == whole
            held += is_same and not end
            if end or not is_same:
                print(
                    f"round {number}: exit codes {[*codes, end]}, {'the same' if is_same else 'another'} dossier",
                    flush=True,
                )
    print(f"{held} of {chosen.rounds} rounds held, {kills} runs killed")
    return 0 if held == chosen.rounds else 1


if __name__ == "__main__":
    sys.exit(main())
