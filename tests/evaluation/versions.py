"""Compares what two versions of newsx make of many pages, whole and broken: articles, refusals, failures, by kind.

usage: python -m tests.evaluation.versions DATA --before COMMAND --after COMMAND [--count 2000] [--seed 0] [--model fast]

DATA/pages holds the page sets (gold.jsonl and html/). Pages are drawn from all sets, as HTML and as text in four forms, which needs
resiliparse, lxml and the program w3m; every second one is broken as a fuzzer does. A COMMAND is one that runs a version ("old/venv/bin/newsx").
Both read the same folder. Printed is, for every pair of outcomes, how many inputs went from the one to the other, with three of their names; among
those that are articles before and after, whose text was halved, doubled or otherwise changed. The names tell set, page and form: the
inputs stay in the folder of `--keep`, so that each can be looked at. Nothing is judged here, so the exit code says only that both ran.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from fuzz.mutations import mutated

sys.path.append(str(Path(__file__).resolve().parents[2] / "models" / "recipes" / "page_dump"))

SETS = ("n4k", "aeb", "fev", "fun")
TEXT_FORMS = ("resili", "block", "copy", "w3m")
# 0: all inputs gave articles; 1: some did not. Both are an end.
_ENDED = (0, 1)
_SHOWN = 3


def make_inputs(data: Path, folder: Path, *, count: int, seed: int) -> None:
    """Write so many inputs, named SET-PAGE-FORM: pages in turn, each in the next form, every second one broken."""
    from render import FORMS, load_pages

    chance = random.Random(seed)
    pages = load_pages(data / "pages", *SETS)
    chance.shuffle(pages)
    forms = ("html", *TEXT_FORMS)
    for number in range(count):
        # Each time round, a page comes in another form.
        page = pages[number % len(pages)]
        form = forms[(number + number // len(pages)) % len(forms)]
        text = page["html"] if form == "html" else FORMS[form](page["html"])
        content = text.encode("utf-8", "replace")
        is_broken = number // len(forms) % 2 == 1
        name = re.sub(r"[^A-Za-z0-9]+", "_", str(page["id"]))[:60]
        path = folder / f"{number:05}-{page['set']}-{name}{'-broken' if is_broken else ''}-{form}"
        path = path.with_name(path.name + (".html" if form == "html" else ".txt"))
        path.write_bytes(mutated(content, chance) if is_broken else content)


def outcomes(command: str, inputs: Path, place: Path, model: str) -> dict[str, str]:
    """Run a version over the inputs; return the text of each article, and of each input without one "!" and why, numbers left out.

    Raises RuntimeError when the command ends otherwise than with its results.
    """
    output, errors = place / "all.jsonl", place / "errors.jsonl"
    options = [
        "extract",
        str(inputs),
        "-o",
        str(output),
        "--errors",
        str(errors),
        "-q",
        "--jobs",
        "2",
        "--model",
        model,
    ]
    # A path of one version in the environment would be a path of the other as well.
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([*shlex.split(command), *options], stderr=subprocess.PIPE, text=True, check=False, env=alone)
    if done.returncode not in _ENDED:
        raise RuntimeError(f"exit code {done.returncode}: {command}: {done.stderr[-500:]}")
    found: dict[str, str] = {}
    for line in output.open(encoding="utf-8"):
        record = json.loads(line)
        found[Path(record["source"]["path"]).name] = record["text"]
    for line in errors.open(encoding="utf-8") if errors.exists() else ():
        failure = json.loads(line)
        name = Path(failure["source"]).name
        found.setdefault(name, f"!{failure['stage']}, {failure['kind']}: {_without_numbers(failure['message'])}")
    return found


def changes(before: dict[str, str], after: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """Return the inputs by how they came out before and after, those whose text is the same left out."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, "!lost"), after.get(name, "!lost")
        if old != new:
            found[_pair(old, new)].append(name)
    return dict(found)


def _pair(old: str, new: str) -> tuple[str, str]:
    if old.startswith("!") or new.startswith("!"):
        return tuple(text[1:] if text.startswith("!") else "article" for text in (old, new))  # type: ignore[return-value]
    share = len(new.split()) / max(1, len(old.split()))
    if share <= 0.5:
        return "article", "article of half the words or less"
    return "article", "article of twice the words or more" if share >= 2 else "article with other words"


def _without_numbers(message: str) -> str:
    return re.sub(r"'[^']*'|\"[^\"]*\"|[0-9][0-9.,]*", "…", message)[:90]


def main() -> None:
    """Read the command line, make the inputs, run both versions and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--before", required=True, metavar="COMMAND")
    parser.add_argument("--after", required=True, metavar="COMMAND")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--keep", type=Path, help="a folder that does not exist yet: inputs and outputs stay there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = chosen.keep or Path(scratch) / "versions"
        for name in ("inputs", "before", "after"):
            (place / name).mkdir(parents=True)
        make_inputs(chosen.data, place / "inputs", count=chosen.count, seed=chosen.seed)
        old = outcomes(chosen.before, place / "inputs", place / "before", chosen.model)
        new = outcomes(chosen.after, place / "inputs", place / "after", chosen.model)
    for title, found in (("before", old), ("after", new)):
        print(f"{title}: {sum(not text.startswith('!') for text in found.values())} articles of {chosen.count} inputs")
    for (was, becomes), names in sorted(changes(old, new).items(), key=lambda item: -len(item[1])):
        print(f"{len(names):5}  {was}  ->  {becomes}\n       {', '.join(names[:_SHOWN])}")


if __name__ == "__main__":
    main()
