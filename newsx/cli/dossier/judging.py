"""Runs `newsx dossier questions`, `judge`, `join`, `split`, `rename`: what only people can decide. Called by the commands."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from newsx.cli.console import say
from newsx.cli.dossier.asking import print_rows, wrapped
from newsx.dossier import open_dossier
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsx.dossier import Dossier

_ANSWERS = {"y": "same", "n": "different"}
# What else may come of a verdict, in words.
_EFFECTS = {
    "noted": "noted (that is so already, or the names are not here yet: later articles obey)",
    "known": "there before",
    "open": "without a verdict",
    "failed": "refused",
}


def run_questions(path: str, limit: int | None, output_format: str | None) -> int:
    """Ask a person pair by pair, or print the pairs; return the exit code."""
    asks = output_format is None and sys.stdin.isatty() and sys.stdout.isatty()
    with open_dossier(path, create=False, writes=asks) as dossier:
        rows = dossier.questions(limit=limit)
        if asks and not rows:
            say("no questions are open")
        elif asks:
            _ask_all(dossier, rows)
        else:
            print_rows(rows, output_format or "jsonl")
    return EXIT_OK


def _ask_all(dossier: Dossier, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows, start=1):
        width = shutil.get_terminal_size().columns
        lines = [f"{number} of {len(rows)}  {row['reason']}"]
        for side in ("a", "b"):
            lines.append(f"  {row[side]['form']}  ({row[side]['name']}, {row[side]['id']})")
            lines += [f"      {sentence}" for sentence in row[side]["sentences"]]
        sys.stdout.write("\n" + "".join(wrapped(line, width, indent="      ") + "\n" for line in lines))
        sys.stdout.write("one and the same? y/n, anything else: skip, q: stop  ")
        sys.stdout.flush()
        answer = sys.stdin.readline().strip().lower()
        if answer == "q":
            return
        if answer in _ANSWERS:
            dossier.judge([{**row, "verdict": _ANSWERS[answer]}])


def run_judge(path: str, verdicts: str | None, undo: int | None) -> int:
    """Carry out verdicts, take one back, or print all; return the exit code: whether every line could be meant."""
    with open_dossier(path, create=False, writes=verdicts is not None or undo is not None) as dossier:
        if undo is not None:
            dossier.undo(undo)
        if verdicts is None:
            if undo is None:
                print_rows(dossier.verdicts(), "jsonl")
            return EXIT_OK
        effects: Counter[str] = Counter()
        for place, line in _lines(verdicts):
            try:
                row = _parsed(line)
                effects[dossier.judge_one(row) if row.get("verdict") else "open"] += 1
            except UsageError as error:
                effects["failed"] += 1
                say(f"{place}: {error}")
    say(_told(effects))
    return EXIT_SOME_FAILED if effects["failed"] else EXIT_OK


def _told(effects: Mapping[str, int]) -> str:
    """Return in words what came of verdicts."""
    done = effects.get("done", 0)
    parts = ["1 verdict carried out" if done == 1 else f"{done} verdicts carried out"]
    parts += [f"{effects[name]} {words}" for name, words in _EFFECTS.items() if effects.get(name)]
    return ", ".join(parts)


def _lines(path: str) -> Iterator[tuple[str, str]]:
    try:
        lines = sys.stdin.read() if path == "-" else open(path, encoding="utf-8").read()  # noqa: SIM115 - closed at once
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    for number, line in enumerate(lines.splitlines(), start=1):
        if line.strip():
            yield f"{path}:{number}", line


def _parsed(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError("not JSON") from error
    if not isinstance(row, dict):
        raise UsageError("not a JSON object")
    return row


def run_decide(path: str, verdict: str, *names: str) -> int:
    """Join, split or rename; return the exit code."""
    with open_dossier(path, create=False) as dossier:
        done = getattr(dossier, verdict)(*names)
    say(
        "done (newsx dossier judge FILE lists what was decided, --undo NUMBER takes it back)"
        if done
        else "nothing to do: that is so already"
    )
    return EXIT_OK
