"""Lets every fallible system call of a run fail once: none may hang, leave a process, or lose anything in silence.

usage: python -m tests.evaluation.torture [STEP [CALL ...]]      (every STEP-th call, of these kinds; 0: the few of the tests)

It needs a C compiler and Linux, and an hour or two for every call.

As the tests of curl do it: the first call of a kind fails, in the next run the second, until a run needs fewer. Over five kinds of
output and both kinds of input. What may come of it: an end within 30 seconds, exit code 0 only when everything is there, one line that
says what happened, no process left, and what the next run makes of it is what an undisturbed run makes.
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What fails how. Of a write, there is also one that takes less than it is given.
CALLS = {
    "open": errno.EMFILE,
    "write": errno.ENOSPC,
    "short": 0,
    "fsync": errno.EIO,
    "ftruncate": errno.EIO,
    "rename": errno.EACCES,
    "unlink": errno.EACCES,
    "mkdir": errno.ENOSPC,
    "fork": errno.EAGAIN,
    "socketpair": errno.EMFILE,
    "send": errno.ENOBUFS,
    "recv": errno.ECONNRESET,
    "mmap": errno.ENOMEM,
}
END_SECONDS = 30.0
# The few of the tests: so many kinds of calls an output and input, one of the first of each.
FEW = 3
SAMPLED = 5
CODES = frozenset({1, 2, 3})
_SHIM = Path(__file__).with_name("failing_calls.c")
_READY = "NEWSX_FAILING_CALLS"


def library() -> ctypes.CDLL:
    """The preloaded library; this program is started again with it where it is not there."""
    if _READY not in os.environ:
        with tempfile.TemporaryDirectory() as name:
            built = Path(name) / "failing_calls.so"
            subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", built, _SHIM, "-ldl"], check=True)
            environment = {**os.environ, "LD_PRELOAD": str(built), _READY: "1"}
            done = subprocess.run([sys.executable, "-m", __spec__.name, *sys.argv[1:]], env=environment, check=False)
        sys.exit(done.returncode)
    failing = ctypes.CDLL(None)
    failing.failing_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int]
    failing.failing_count.restype = ctypes.c_long
    failing.failing_prepare()
    return failing


class Trials:
    """Runs of one kind of output and input in a folder, one of whose calls fails."""

    def __init__(self, failing: ctypes.CDLL, folder: Path, kind: str, *, in_lines: bool) -> None:
        from . import trials

        self._failing = failing
        self._trials = trials
        self._folder = folder / "out"
        self._output = self._folder / kind
        self._source = trials.make_inputs(folder, in_lines=in_lines, seconds=0)
        whole = folder / "whole" / kind
        whole.parent.mkdir()
        assert trials.wait(trials.start(self._source, whole), whole).code == 0
        self._whole = trials.contents(whole)

    def play(self, call: str, number: int) -> str | None:
        """Let the call of this number fail; return what went wrong, nothing where nothing did, None where there were fewer calls."""
        self._folder.mkdir()
        try:
            pid = self._trials.start(
                self._source,
                self._output,
                before=lambda: self._failing.failing_arm(call.encode(), number, CALLS[call]),
            )
            end = self._trials.wait(pid, self._output, seconds=END_SECONDS)
            if self._failing.failing_count() < number and not end.left and end.code == 0:
                return None
            return self._trials.fault_of(end, self._source, self._output, self._whole, codes=CODES)
        finally:
            shutil.rmtree(self._folder)


def main() -> int:
    """Let calls fail in turn, and print which were not survived; return the exit code."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    calls = sys.argv[2:] or list(CALLS)
    failing = library()
    from .trials import KINDS

    played = faults = 0
    for number, (kind, in_lines) in enumerate(itertools.product(KINDS, (False, True))):
        with tempfile.TemporaryDirectory() as name:
            trials = Trials(failing, Path(name), kind, in_lines=in_lines)
            for call, at, fault in _faults(trials, calls, number, step):
                played += 1
                faults += bool(fault)
                if fault:
                    print(f"{kind}, {'lines' if in_lines else 'files'}, {call} {at}: {fault}", flush=True)
    print(f"{played} calls failed, {faults} runs did not bear it")
    return 1 if faults or not played else 0


def _faults(trials: Trials, calls: list[str], number: int, step: int) -> Iterator[tuple[str, int, str]]:
    """Yield call, place and fault of each trial; with a step, others for each kind of output and input."""
    for index, call in enumerate(calls):
        if step == 0:
            numbers: Iterable[int] = [1 + (number + index) % SAMPLED] if (number + index) % len(CALLS) < FEW else []
        else:
            numbers = itertools.count(1 + (number + index) % step, step)
        for at in numbers:
            fault = trials.play(call, at)
            if fault is None:
                break
            yield call, at, fault


if __name__ == "__main__":
    sys.exit(main())
