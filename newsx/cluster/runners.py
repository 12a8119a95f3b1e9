"""The side of the workers: keeps a supervised process for every task thread, and gives it the documents of a task."""

from __future__ import annotations

import atexit
import os
import pickle
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsx import __version__
from newsx.batch import Outcome
from newsx.batch.serving import Request, Runner, RunnerError
from newsx.batch.supervisor import WorkerError
from newsx.batch.tasks import name_of
from newsx.errors import UsageError
from newsx.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.batch import Source
    from newsx.flow import Item

# A runner without work gives its memory back after so many seconds: longer than a gap between tasks, and than a cell of a notebook.
_IDLE_SECONDS = 60.0
# What a runner died on is tried once more: the runner may have been killed for reasons of its own.
_TRIES = 2

_ENDED = "the run has ended"

_Key = tuple[str, bytes]


class _Pool:
    """The runners of this process: as many as there were tasks at the same time."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Nothing is known of any runner: in a forked process, they are those of its parent."""
        self._lock = threading.Lock()
        self._idle: list[tuple[float, _Key, Runner]] = []
        self._busy: dict[Runner, _Key] = {}
        self._ended: set[str] = set()
        self._timer: threading.Timer | None = None

    @contextmanager
    def runner(self, key: _Key) -> Iterator[Runner]:
        """A runner for one task; one that has answered everything is kept. Raises what starting one raises."""
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
        """No runner works for the run, or will."""
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
        """Idle runners are gone."""
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
        """Runners that have been idle for so long are gone."""
        now = time.monotonic()
        with self._lock:
            old = [runner for since, _, runner in self._idle if now - since >= seconds]
            self._idle = [each for each in self._idle if now - each[0] < seconds]
        for runner in old:
            runner.close()


def _start(setting: bytes) -> Runner:
    """A new runner. Raises WorkerError when none can be kept alive, UsageError when it cannot do its work here."""
    try:
        return Runner(setting)
    except RunnerError:
        pass  # something may have killed it: once more
    try:
        return Runner(setting)
    except RunnerError as error:
        raise WorkerError(f"no worker can be started: {error}") from error


_POOL = _Pool()
atexit.register(_POOL.close)
os.register_at_fork(after_in_child=_POOL.reset)


def run_chunk(version: str, run: str, setting: bytes, chunk: bytes) -> list[Outcome]:
    """The task of a chunk: every item of a pickled tuple of items has its outcome, in order.

    `run` names the run for `end_run`; `setting` is a pickled `newsx.batch.serving.Setting`. Raises UsageError when this newsx is
    another version than the caller's, and the NewsxError that was met when no document can be worked on.
    """
    check_version(version)
    items: tuple[Item, ...] = pickle.loads(chunk)  # noqa: S301 - from the scheduler, which may run any code here
    try:
        return run_items(items, (run, setting))
    except UsageError as error:
        raise type(error)(f"worker {_address()}: {error}") from error


def check_version(version: str) -> None:
    """This is the newsx the caller has; raises UsageError if not."""
    if version != __version__:
        raise UsageError(
            f"worker {_address()} has newsx {__version__}, not {version}: install the same version everywhere"
        )


def end_run(run: str) -> None:
    """Nothing works for the run any more in this process."""
    _POOL.end(run)


def run_items(items: Sequence[Item], key: _Key) -> list[Outcome]:
    """Every item has its outcome, in order. `key` is the name of the run and its pickled setting."""
    outcomes: list[Outcome] = []
    deaths = 0
    while len(outcomes) < len(items):
        begun = len(outcomes)
        death = _extend(outcomes, Request(items=tuple(items[begun:])), key)
        deaths = 1 if len(outcomes) > begun else deaths + 1
        if death is not None and deaths >= _TRIES:
            failure = Failure(name_of(items[len(outcomes)]), "extraction", "crash", str(death))
            outcomes.append(Outcome(failure=failure))
            deaths = 0
    return outcomes


def run_source(source: Source, key: _Key) -> list[Outcome]:
    """Every item of the source has its outcome, in order; a source that kills its runner twice has a Failure for all."""
    for _ in range(_TRIES):
        outcomes: list[Outcome] = []
        death = _extend(outcomes, Request(sources=(source,)), key)
        if death is None:
            return outcomes
    return [Outcome(failure=Failure(source.name, "reading", "crash", str(death)))]


def _extend(outcomes: list[Outcome], request: Request, key: _Key) -> RunnerError | None:
    """The outcomes of the request are in the list, or those that came before its runner died, as the error says."""
    try:
        with _POOL.runner(key) as runner:
            for outcome in runner.run(request):
                outcomes.append(outcome)  # noqa: PERF402 - those before an error are kept
    except RunnerError as error:
        return error
    return None


def _address() -> str:
    """The address of the Dask worker this is."""
    from distributed import get_worker

    address: str = get_worker().address
    return address
