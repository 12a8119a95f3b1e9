"""Runs that are disturbed on purpose: quick ones, forked from a process that has loaded everything. For `kills` and `torture`.

A run is the command as people call it, two workers and a server that loads for them, but for its flow, which needs no model:
what is tried is engine, sinks and messages. All its processes are one session, by which those it leaves behind are found.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sqlite3
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stub_flow import StubFlow

from newsx.cli.extracting import Shown, run_extract
from newsx.cli.program import exit_code
from newsx.engines import Limits
from newsx.engines.workers import LocalEngine
from newsx.formats import brat, csv_table, docbin, json_folder, json_lines, parquet, sqlite_database  # noqa: F401 - loaded once
from newsx.records import Options
from newsx.runs import Outputs, Selection, Summary
from newsx.schema.arrow import import_pyarrow

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("all.jsonl", "folder", "all.sqlite", "all.parquet", "all.csv")
# Those that a second run continues; it makes the others anew.
RESUMED = frozenset({"all.jsonl", "folder", "all.sqlite"})
DOCUMENTS = 12
END_SECONDS = 120.0
# What is left of a run that was killed itself: documents in work come to their end.
LEAVE_SECONDS = 30.0
# What a process answers that ended in a way nobody foresaw.
_BROKEN = 70

import_pyarrow()
with suppress(ImportError):
    import pandas as pd  # noqa: F401 - pyarrow imports it where it is


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended: exit code (less than 0: the signal that killed it; None: it did not), what it said, who is left of it."""

    code: int | None
    told: str
    left: tuple[int, ...] = ()


def make_inputs(folder: Path, *, in_lines: bool, seconds: float, documents: int = DOCUMENTS) -> Path:
    """Texts that take so many seconds each: in a folder, or in JSON lines, which a process of its own reads."""
    texts = [f"!sleep {seconds} and this was report number {number} of the day.\n" for number in range(documents)]
    if in_lines:
        path = folder / "in.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        return path
    path = folder / "in"
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"{number:02}.txt").write_text(text)
    return path


def start(source: Path, output: Path, *, again: bool = False, before: Callable[[], None] | None = None) -> int:
    """Start a run in a session of its own, `again` where an earlier one has left something; return its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = _BROKEN
    try:
        os.setsid()
        handle = os.open(_said(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(handle, 2)
        os.close(handle)
        faulthandler.register(signal.SIGUSR1)
        if before:
            before()
        code = exit_code(partial(_run, source, output, again=again))
    except BaseException:  # noqa: BLE001 - nothing may return into the code of the parent
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(source: Path, output: Path, *, again: bool) -> int:
    resumed = again and output.name in RESUMED
    outputs = Outputs(str(output), resume=resumed, overwrite=again and not resumed)
    shown, judge = Shown(quiet=True), partial(Summary.exit_code_for, fail_on="any", allow_empty=False)
    make_engine = partial(_engine)
    limits = Limits(jobs=2)
    selection = Selection((str(source),))
    return run_extract(selection, outputs, Options(), limits=limits, make_engine=make_engine, shown=shown, judge=judge)


def _engine(work, **options) -> LocalEngine:
    return LocalEngine(replace(work, make_flow=StubFlow), **options)


def wait(pid: int, output: Path, *, seconds: float = END_SECONDS) -> End:
    """Wait for a run and for all of its processes; what does not end is killed."""
    code = _code(pid, seconds)
    until = time.monotonic() + LEAVE_SECONDS
    while (left := members(pid)) and code is not None and time.monotonic() < until:
        time.sleep(0.02)
    for sign in (signal.SIGUSR1, signal.SIGKILL):  # first they say what they wait for
        for each in left:
            with suppress(ProcessLookupError):
                os.kill(each, sign)
        time.sleep(0.5 * bool(left))
    if code is None:
        os.waitpid(pid, 0)
    said = _said(output)  # one that was killed at once has not opened it yet
    return End(code, said.read_text(errors="replace") if said.exists() else "", tuple(left))


def _code(pid: int, seconds: float) -> int | None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def members(session: int) -> list[int]:
    """The processes of a session that still run, whoever their parent is by now."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(name))
    return found


def contents(output: Path) -> object:
    """What an output holds; of a database its records, whatever order they came in; None where there is none."""
    if not output.exists():
        return None
    if output.suffix == ".sqlite":
        with sqlite3.connect(output) as connection:
            return sorted(connection.execute("SELECT id, text, sha256 FROM articles JOIN sources ON article_id = id"))
    if output.is_dir():
        return {path.name: path.read_bytes() for path in output.iterdir() if path.suffix == ".json"}
    return output.read_bytes()


def fault_of(end: End, source: Path, output: Path, whole: object, *, codes: frozenset[int]) -> str:
    """What is wrong with how a run ended, and with what the next run makes of it; nothing where nothing is.

    `codes` are those that say something went wrong.
    """
    if end.code is None or end.left:
        return f"exit code {end.code}, and {end.left} did not end: {end.told[-3000:]}"
    if "Traceback" in end.told:
        return end.told[-900:]
    if end.code == 0 and contents(output) != whole:
        return "exit code 0, but not everything is there"
    if end.code != 0 and end.code not in codes:
        return f"exit code {end.code}: {end.told[-300:]}"
    if end.code > 0 and not end.told.strip():
        return f"exit code {end.code}, and nobody said why"
    after = wait(start(source, output, again=True), output)
    if after.code != 0 or contents(output) != whole:
        return f"after exit code {end.code} ({end.told[-200:]!r}) the next run, exit code {after.code}, made something else: {after.told[-300:]}"
    return ""


def _said(output: Path) -> Path:
    return output.parent / f"{output.name}-said"
