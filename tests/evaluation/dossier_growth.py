"""Measures how a dossier grows: what a record costs the longer it is, and what today's records cost one that is large.

usage: python -m tests.evaluation.dossier_growth RECORDS.jsonl [--articles 100000] [--today 500] [--folder FOLDER]

Many articles are made of few: in each copy of the records the letters of most words are exchanged, others in every copy, so that texts, stories and
most names are new ones; places, days and roles stay, and so do a fifth of the names, as of those who are always in the news. A name that comes
once in every copy is the hard case: real news brings fewer new names the longer it is watched.

Printed after 1,000, 2,000, 5,000, 10,000 … articles: milliseconds of CPU a record since the last line, the ratio to the first thousand,
peak memory and the size of the file; then what `newsx dossier add` costs for as many more records as `--today` says, in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import newsx

Record = dict[str, Any]
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"
# Fields whose strings are not words of the article.
_AS_THEY_ARE = frozenset(
    [
        "schema_version",
        "provenance",
        "url",
        "image",
        "dates",
        "event_date",
        "date_published",
        "date_modified",
        "focus",
        "warnings",
        "places",
        "groups",
        "language",
        "type",
        "kind",
        "how",
        "rule",
        "relation",
        "status",
        "located",
        "country_code",
    ]
)
_ALWAYS_NAMED = 5
_BATCH = 500
_FIRST_DAY = dt.date(2020, 1, 1)
_STEPS = (1, 2, 5)
_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def kept_words(records: list[Record]) -> frozenset[str]:
    """Return the words that are the same in every copy: those of places, days, roles and a fifth of the names."""
    kept: set[str] = set()
    for record in records:
        named = [each for kind in ("people", "organisations") for each in record[kind]]
        always = [each["name"] for each in named if sha256(each["name"].encode()).digest()[0] % _ALWAYS_NAMED == 0]
        roles = [role["phrase"] or role["text"] for person in record["people"] for role in person["roles"]]
        spans = [
            mention["text"]
            for kind in ("places", "dates", "groups")
            for each in record[kind]
            for mention in each["mentions"]
        ]
        for words in (*always, *roles, *spans):
            kept.update(_WORD.findall(words.casefold()))
    return frozenset(kept)


def other_letters(number: int) -> dict[int, str]:
    """Return a table that exchanges vowels for vowels and consonants for consonants, another for each number."""
    chance = random.Random(number)
    table: dict[int, str] = {}
    for letters in (_VOWELS, _CONSONANTS):
        mixed = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), mixed + mixed.upper())
    return table


def copies(records: list[Record], count: int, *, start: int = 0) -> Iterator[Record]:
    """Yield so many records, from the `start`-th on: the same number is always the same record."""
    kept = kept_words(records)
    for number in range(start, start + count):
        turn, index = divmod(number, len(records))
        table = other_letters(turn)

        def exchanged(match: re.Match[str], table: dict[int, str] = table) -> str:
            return match[0] if match[0].casefold() in kept else match[0].translate(table)

        made: Record = {
            key: value if key == "source" or key in _AS_THEY_ARE else _with(value, exchanged)
            for key, value in records[index].items()
        }
        made["id"] = sha256(f"{turn} {made['id']}".encode()).hexdigest()[:16]
        made["date_published"] = str(_FIRST_DAY + dt.timedelta(days=turn))
        yield made


def _with(value: Any, exchanged: Any) -> Any:
    if isinstance(value, str):
        return _WORD.sub(exchanged, value)
    if isinstance(value, list):
        return [_with(each, exchanged) for each in value]
    if isinstance(value, dict):
        return {key: each if key in _AS_THEY_ARE else _with(each, exchanged) for key, each in value.items()}
    return value


def grow(path: Path, records: list[Record], articles: int) -> None:
    """Add so many records, and print what they cost step by step."""
    steps = [step * 10**power for power in range(3, 8) for step in _STEPS if step * 10**power <= articles]
    done, first = 0, 0.0
    with newsx.open_dossier(str(path)) as dossier:
        for step in steps:
            made = copies(records, step - done, start=done)
            spent = 0.0
            while batch := list(islice(made, _BATCH)):
                started = time.process_time()
                dossier.add(batch)
                spent += time.process_time() - started
            cost = 1000 * spent / (step - done)
            first, done = first or cost, step
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{step:9,} articles: {cost:5.2f} ms a record, {cost / first:4.2f} times the first; peak {peak:,.0f} MB; {path.stat().st_size / 1e6:,.0f} MB on disk",
                flush=True,
            )


def today(path: Path, records: list[Record], number: int, start: int, folder: Path) -> None:
    """Add so many records more by the command, and print its CPU time and memory."""
    fresh = folder / "today.jsonl"
    fresh.write_text(
        "".join(json.dumps(each) + "\n" for each in copies(records, number, start=start)), encoding="utf-8"
    )
    # A process of its own in between: what this one holds would count as the memory of its child.
    watched = [sys.executable, "-c", _WATCH, sys.executable, "-m", "newsx", "dossier", "add", str(path), str(fresh)]
    done = subprocess.run(watched, check=True, stdout=subprocess.PIPE, text=True)
    cpu, peak = map(float, done.stdout.split())
    print(
        f"{number} more by `newsx dossier add`: {cpu:.2f} s of CPU with the start of the command, peak {peak / 1024:,.0f} MB"
    )


def main() -> None:
    """Read the command line and grow a dossier."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--today", type=int, default=500)
    parser.add_argument("--folder", type=Path, help="where the dossier is made and stays; a temporary one otherwise")
    chosen = parser.parse_args()
    records = [json.loads(line) for line in chosen.records.open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "grown.dossier"
        grow(path, records, chosen.articles)
        today(path, records, chosen.today, chosen.articles, folder)


if __name__ == "__main__":
    main()
