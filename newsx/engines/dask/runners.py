"""The side of the Dask workers: keeps a runner for every task thread, and gives it the parts of a task.

`run_task` and `end_run` are what the Dask engine and bags have called there.
"""

from __future__ import annotations

import atexit
import os
import pickle
import threading
import time
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from newsx import __version__
from newsx.engines.base import Outcome
from newsx.engines.workers.group import WorkerError
from newsx.engines.workers.runner import Request, Runner, RunnerError
from newsx.errors import UsageError
from newsx.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.engines.dask.chunks import Outcomes
    from newsx.engines.parts import Part

# A runner without work gives its memory back after so many seconds: longer than a gap between tasks, and than a cell of a notebook.
_IDLE_SECONDS = 60.0
# What a runner died on is tried once more: the runner may have been killed for reasons of its own.
_TRIES = 2

_ENDED = "the run has ended"

_Key = tuple[str, bytes]


class _RunnerPool:
    """The runners of this process: as many as there were tasks at the same time."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all runners: in a forked process, they are those of its parent."""
        self._lock = threading.Lock()
        self._idle: list[tuple[float, _Key, Runner]] = []
        self._busy: dict[Runner, _Key] = {}
        self._ended: set[str] = set()
        self._timer: threading.Timer | None = None

    @contextmanager
    def runner(self, key: _Key) -> Iterator[Runner]:
        """Lend a runner for one task; one that has answered everything is kept. Raises what starting one raises."""
        runner = self._take(key)
        try:
            yield runner
        except BaseException:
            with self._lock:
                del self._busy[runner]
            runner.close()
            raise
        self._give_back(runner)

    def end(self, run: str) -> None:
        """End the runners of the run; none will work for it any more."""
        with self._lock:
            self._ended.add(run)
            idle = [each for each in self._idle if each[1][0] == run]
            self._idle = [each for each in self._idle if each[1][0] != run]
            for runner, key in self._busy.items():
                if key[0] == run:
                    runner.kill()
        for _, _, runner in idle:
            runner.close()

    def close(self) -> None:
        """End idle runners."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
        self._retire(0.0)

    def _take(self, key: _Key) -> Runner:
        with self._lock:
            if key[0] in self._ended:
                raise WorkerError(_ENDED)
            for place, (_, kept, runner) in enumerate(self._idle):
                if kept == key:
                    del self._idle[place]
                    self._busy[runner] = key
                    return runner
        runner = _start(key[1])
        with self._lock:
            if key[0] not in self._ended:  # it may have ended in the meantime
                self._busy[runner] = key
                return runner
        runner.close()
        raise WorkerError(_ENDED)

    def _give_back(self, runner: Runner) -> None:
        with self._lock:
            key = self._busy.pop(runner)
            if key[0] not in self._ended:
                self._idle.append((time.monotonic(), key, runner))
                self._set_timer()
                return
        runner.close()

    def _set_timer(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(_IDLE_SECONDS, self._look)
            self._timer.daemon = True
            self._timer.start()

    def _look(self) -> None:
        self._retire(_IDLE_SECONDS)
        with self._lock:
            self._timer = None
            if self._idle:
                self._set_timer()

    def _retire(self, seconds: float) -> None:
        """End runners that have been idle for so long."""
        now = time.monotonic()
        with self._lock:
            old = [runner for since, _, runner in self._idle if now - since >= seconds]
            self._idle = [each for each in self._idle if now - each[0] < seconds]
        for runner in old:
            runner.close()


def _start(settings: bytes) -> Runner:
    """Return a new runner. Raises WorkerError when none can be kept alive, UsageError when it cannot do its work here."""
    try:
        return Runner(settings)
    except RunnerError:
        pass  # something may have killed it: once more
    try:
        return Runner(settings)
    except RunnerError as error:
        raise WorkerError(f"no worker can be started: {error}") from error


_POOL = _RunnerPool()
atexit.register(_POOL.close)
os.register_at_fork(after_in_child=_POOL.reset)


def run_task(version: str, run: str, settings: bytes, parts: bytes) -> Outcomes:
    """Read a pickled tuple of parts; return every item with its outcome, in order.

    `run` names the run for `end_run`; `settings` are pickled `RunnerSettings`. Raises UsageError when this newsx is another
    version than the caller's, and the NewsxError that was met when no document can be worked on.
    """
    check_version(version)
    try:
        return run_parts(pickle.loads(parts), (run, settings))  # noqa: S301 - from the scheduler, which may run any code here
    except UsageError as error:
        raise type(error)(f"worker {_address()}: {error}") from error


def check_version(version: str) -> None:
    """Raise UsageError unless this is the newsx the caller has."""
    if version != __version__:
        raise UsageError(
            f"worker {_address()} has newsx {__version__}, not {version}: install the same version everywhere"
        )


def end_run(run: str) -> None:
    """Let nothing work for the run any more in this process."""
    _POOL.end(run)


def run_parts(parts: Sequence[Part], key: _Key) -> Outcomes:
    """Return every item of the parts with its outcome, in order. `key` is the name of the run and its pickled settings.

    A container that kills its runner twice has a Failure for all it holds; any other item only for itself.
    """
    outcomes: Outcomes = []
    for is_container, group in groupby(parts, lambda part: part.is_container):
        alike = list(group)
        outcomes += _run_containers(alike, key) if is_container else _run_items(alike, key)
    return outcomes


def _run_items(parts: list[Part], key: _Key) -> Outcomes:
    outcomes: Outcomes = []
    deaths = 0
    while len(outcomes) < len(parts):
        begun = len(outcomes)
        death = _extend(outcomes, parts[begun:], key)
        deaths = 1 if len(outcomes) > begun else deaths + 1
        if death is not None and deaths >= _TRIES:
            part = parts[len(outcomes)]
            failure = Failure(part.name, "extraction", "crash", str(death))
            outcomes.append((part.item, Outcome(failure=failure)))
            deaths = 0
    return outcomes


def _run_containers(parts: list[Part], key: _Key) -> Outcomes:
    found: Outcomes = []
    for part in parts:
        for attempt in range(1, _TRIES + 1):
            outcomes: Outcomes = []
            death = _extend(outcomes, [part], key)
            if death is None:
                break
            if attempt == _TRIES:
                failure = Failure(part.name, "reading", "crash", str(death))
                outcomes = [(failure, Outcome(failure=failure))]
        found += outcomes
    return found


def _extend(outcomes: Outcomes, parts: list[Part], key: _Key) -> RunnerError | None:
    """Add the outcomes of the parts, or those that came before the runner died, as the returned error says."""
    try:
        with _POOL.runner(key) as runner:
            for outcome in runner.run(Request(tuple(parts))):
                outcomes.append(outcome)
    except RunnerError as error:
        return error
    return None


def _address() -> str:
    """Return the address of the Dask worker this is."""
    from distributed import get_worker

    address: str = get_worker().address
    return address
