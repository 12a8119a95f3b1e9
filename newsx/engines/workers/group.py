"""The worker processes of a run: started, fed, watched, replaced when they die. Called by the supervisor."""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.engines.base import Outcome
from newsx.engines.limits import WALL_FACTOR, describe_bytes, has_ended, is_stopped, resident_bytes
from newsx.engines.workers.forking import describe_end, kill
from newsx.engines.workers.pools import ForkingPool, PreforkPool, WorkerPool
from newsx.engines.workers.worker import Fatal, Stage
from newsx.errors import NewsxError
from newsx.flow import name_of
from newsx.records import Failure

if TYPE_CHECKING:
    from newsx.engines.base import Work
    from newsx.engines.limits import Limits
    from newsx.engines.workers.channel import Channel
    from newsx.engines.workers.queue import Task, TaskQueue

# A worker has one document in work and one waiting, so that it is never idle while the supervisor writes.
QUEUE = 2
# A worker that is silent this much longer than a document may take has lost its alarm; a process that has been stopped for so
# long, alone of the run, is not waited for.
_SILENCE_SECONDS = 60.0
# The time in which this process was awake is counted in steps between two looks, each of which counts for no more than this:
# a run that was suspended has not used the time.
_LONGEST_STEP = 1.0
# An alarm that goes off after less than this share of its time has counted a suspension.
_AWAKE_SHARE = 0.9
# A document whose worker died is tried once more: the worker may have been killed for reasons of its own.
_TRIES = 2
# Who killed a worker may have killed others at the same moment: their ends are seen before the document goes to one of them.
_GRACE_SECONDS = 0.05
# Deaths of the prefork server in a row after which the run ends.
_PREFORK_DEATHS = 3


class WorkerError(NewsxError):
    """No worker can be kept alive."""


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process: its documents, the first of them in work, since when nothing was heard of it, and when that was begun.

    Times are those of the group's own clock, which stands still while the run is suspended.
    """

    pid: int
    channel: Channel
    pool: WorkerPool
    tasks: deque[Task] = field(default_factory=deque)
    stage: str = "extraction"
    done: int = 0
    heard: float = 0.0
    begun: float = 0.0


class WorkerGroup:
    """The workers of a run, at most `jobs` at a time, and the pool they come from.

    They take tasks from the queue and finish them there. The selector tells when one of them has a message: its key's data is
    what `listen` takes.
    """

    def __init__(
        self, work: Work, limits: Limits, queue: TaskQueue, selector: selectors.BaseSelector, *, jobs: int
    ) -> None:
        self.jobs = jobs
        self._work = work
        self._limits = limits
        self._queue = queue
        self._selector = selector
        self._pool: WorkerPool | None = None
        self._starting: PreforkPool | None = None
        self._prefork_deaths = 0
        self._workers: list[Worker] = []
        self._inherited = resident_bytes(os.getpid())
        self._looked = time.monotonic()
        self._clock = 0.0
        self._stopped: dict[int, float] = {}

    @property
    def is_busy(self) -> bool:
        """Whether some worker has a document in work, or the model is being loaded for one."""
        return self._starting is not None or any(worker.tasks for worker in self._workers)

    def assign(self) -> None:
        """Hand waiting documents to workers, as far as those have room; start workers for the rest."""
        waiting = self._queue.waiting
        for depth in range(QUEUE):
            for worker in list(self._workers):
                if waiting and len(worker.tasks) == depth and worker.done < self._limits.documents_a_worker:
                    self._hand_over(worker)
            while waiting and len(self._workers) < self.jobs:
                if not self._start_worker():
                    return
                self._hand_over(self._workers[-1])

    def listen(self, speaker: object) -> None:
        """Take in one message of a worker, or of a prefork server that has loaded the model."""
        if isinstance(speaker, PreforkPool):
            self._take_up(speaker)
        elif isinstance(speaker, Worker) and speaker in self._workers:
            self._receive(speaker)

    def watch(self, now: float, *, is_silent: bool) -> None:
        """Kill workers over their memory, and workers that no alarm has ended."""
        self._tick(now)
        limit = self._limits.max_memory
        for worker in [worker for worker in self._workers if worker.tasks]:
            size = self.memory_of(worker.pid) if limit else 0
            if size > limit:
                message = f"took more memory than it may ({describe_bytes(size)}; --max-memory raises the limit)"
                self._discard(worker, Failure(name_of(worker.tasks[0].item), worker.stage, "memory", message))
            elif is_silent and self._is_overdue(worker):
                self._discard(worker, self._timed_out(worker))
        for pid in self._pids():
            if self.was_stopped(pid):
                kill(pid)  # the end of it is heard as any other

    def was_stopped(self, pid: int) -> bool:
        """Tell whether a process has been stopped for longer than it is waited for, while this one went on."""
        if not is_stopped(pid):
            self._stopped.pop(pid, None)
            return False
        return self._clock - self._stopped.setdefault(pid, self._clock) > _SILENCE_SECONDS

    def _pids(self) -> list[int]:
        preforks = [pool.pid for pool in (self._pool, self._starting) if isinstance(pool, PreforkPool)]
        return preforks + [worker.pid for worker in self._workers]

    def _tick(self, now: float) -> None:
        """Let the group's clock go on by the time since the last look, as far as this process was awake in it."""
        self._clock += min(now - self._looked, _LONGEST_STEP)
        self._looked = now

    def _is_overdue(self, worker: Worker) -> bool:
        wall = WALL_FACTOR * self._limits.timeout
        return bool(wall) and self._clock - worker.heard > wall + _SILENCE_SECONDS

    def memory_of(self, pid: int) -> int:
        """Return what a process holds beyond what it was born with.

        Forked from a large program, it shares all of that program's memory.
        """
        return resident_bytes(pid) - self._inherited

    def close(self) -> None:
        """End all processes of the group."""
        for worker in list(self._workers):
            self._end(worker)
        for pool in (self._pool, self._starting):
            if pool:
                pool.close()

    # How workers come

    def _start_worker(self) -> bool:
        """Start a worker; return False when the model is still being loaded for it."""
        if self._pool is None and self.jobs == 1:
            self._pool = ForkingPool(self._work, timeout=self._limits.timeout)
        try:
            if self._pool is None:
                self._start_prefork()
                return False
            pid, channel = self._pool.spawn()
        except (EOFError, OSError) as error:
            self._drop_pool(error)
            # From a new one, or nobody would be left to be heard of; deaths in a row are counted.
            return self._start_worker()
        worker = Worker(pid, channel, self._pool, heard=self._clock)
        self._workers.append(worker)
        self._selector.register(channel, selectors.EVENT_READ, worker)
        return True

    def _start_prefork(self) -> None:
        """Let a prefork server load the model, unless one is doing so. Raises OSError."""
        if self._starting is None:
            self._starting = PreforkPool(self._work, timeout=self._limits.timeout)
            self._selector.register(self._starting.channel, selectors.EVENT_READ, self._starting)

    def _take_up(self, prefork: PreforkPool) -> None:
        """Use a prefork server that has loaded the model, or fork from here where threads forbid it."""
        self._selector.unregister(prefork.channel)
        self._starting = None
        try:
            ready = prefork.wait_ready()
        except (EOFError, OSError) as error:
            prefork.close()
            self._drop_pool(error)
            return
        except NewsxError:
            prefork.close()
            raise
        if ready.can_fork:
            self._pool = prefork
        else:
            prefork.close()
            self._pool = ForkingPool(self._work, timeout=self._limits.timeout)

    def _drop_pool(self, error: Exception) -> None:
        """Drop a prefork server that has died: the next start makes a new one. Raises WorkerError when it dies again and again."""
        self._prefork_deaths += 1
        if self._prefork_deaths >= _PREFORK_DEATHS or not isinstance(self._pool, PreforkPool | None):
            raise WorkerError(
                f"no worker can be started: {error or 'the process that loads the model died'}"
            ) from error
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    # What they do

    def _hand_over(self, worker: Worker) -> None:
        waiting = self._queue.waiting
        if worker.tasks and waiting[0].is_heavy:
            return  # it could fill the socket of a worker that is busy, and both sides would wait for each other
        if has_ended(worker.pid):
            return  # its end is about to be heard, and no document is to blame that it never saw
        task = waiting.popleft()
        if not worker.tasks:
            worker.heard = worker.begun = self._clock
        worker.tasks.append(task)
        try:
            worker.channel.send(task.item)
        except (BrokenPipeError, ConnectionResetError):
            # It has died: what it said before that is still to be heard, and then the end of it, for which this document is
            # not to blame where it has done others.
            if worker.done:
                waiting.appendleft(worker.tasks.pop())
        except OSError:
            self._discard(worker)  # it has half of a message, or none: neither side would go on

    def _receive(self, worker: Worker) -> None:
        """Take in one message of a worker."""
        try:
            message = worker.channel.receive()
        except (EOFError, OSError):
            self._discard(worker)
            return
        worker.heard = self._clock
        if isinstance(message, Fatal):
            raise message.error
        if isinstance(message, Stage):
            worker.stage = message.name
            return
        assert isinstance(message, Outcome)
        self._queue.finish(worker.tasks.popleft(), message)
        self._prefork_deaths = 0
        worker.stage = "extraction"
        worker.begun = self._clock
        worker.done += 1
        if worker.done >= self._limits.documents_a_worker and not worker.tasks:
            self._end(worker)

    # How they go

    def _discard(self, worker: Worker, failure: Failure | None = None) -> None:
        """End a worker; its document has a Failure or another try, the one that waited behind it goes elsewhere."""
        status = self._end(worker)
        tasks = list(worker.tasks)
        if tasks:
            failure = failure or self._failure_of(worker, tasks[0], status)
            if failure is not None:
                self._queue.finish(tasks.pop(0), Outcome(failure=failure))
        self._queue.put_back(tasks)

    def _failure_of(self, worker: Worker, culprit: Task, status: int | None) -> Failure | None:
        """Return why the document failed its worker died on; None when it may be tried again."""
        ended_by = os.WTERMSIG(status) if status is not None and os.WIFSIGNALED(status) else None
        if ended_by == signal.SIGPROF:
            return self._timed_out(worker)
        if ended_by == signal.SIGALRM:
            self._tick(time.monotonic())
            was_awake = self._clock - worker.begun >= _AWAKE_SHARE * WALL_FACTOR * self._limits.timeout
            return self._timed_out(worker) if was_awake else None
        culprit.deaths += 1
        if culprit.deaths < _TRIES:
            time.sleep(_GRACE_SECONDS)
            return None
        return Failure(name_of(culprit.item), worker.stage, "crash", f"its worker died ({describe_end(status)})")

    def _timed_out(self, worker: Worker) -> Failure:
        message = f"took longer than {self._limits.timeout:g} s (--timeout raises the limit)"
        return Failure(name_of(worker.tasks[0].item), worker.stage, "timeout", message)

    def _end(self, worker: Worker) -> int | None:
        """End the worker's process; return its wait status, if it is known."""
        self._workers.remove(worker)
        self._selector.unregister(worker.channel)
        kill(worker.pid)
        status = worker.pool.reap(worker.pid)
        worker.channel.close()
        return status
