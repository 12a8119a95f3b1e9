"""Hands documents to workers, takes the records back in order, and answers for documents whose worker died."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import time
from collections import deque
from typing import TYPE_CHECKING

from newsx.batch.deadline import Deadline
from newsx.batch.forking import Crew, Forker, Nursery, describe_end, kill
from newsx.batch.limits import Limits, describe_bytes, resident_bytes, usable_cores
from newsx.batch.supply import Listed, Reader, read_source
from newsx.batch.tasks import Task, Worker, bare, is_heavy, name_of
from newsx.batch.worker import Fatal, Outcome, Stage, run_document
from newsx.errors import NewsxError
from newsx.records import Document, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsx.batch.supply import Source, Supply
    from newsx.batch.worker import Work
    from newsx.flow import Item

# Up to this many inputs one worker does all: a second one, and the process that loads the model for both, would cost more.
FEW_INPUTS = 4
# Documents begun and not yet given back, and the bytes of records that wait for an earlier one: a stuck document holds up
# the order for as long as its time limit, and meanwhile the other workers go on.
_WINDOW = 256
_WINDOW_BYTES = 32 * 1024 * 1024
# A worker has one document in work and one waiting, so that it is never idle while the supervisor writes.
_QUEUE = 2
# Seconds between two looks at the memory of the workers. A process fills about 100 MB in that time.
_WATCH_SECONDS = 0.1
# A worker that is silent this much longer than a document may take has lost its alarm (it was stopped, say).
_SILENCE_SECONDS = 300.0
# A document whose worker died is tried once more: the worker may have been killed for reasons of its own.
_TRIES = 2
# Deaths of the nursery in a row after which the run ends.
_NURSERY_DEATHS = 3


class WorkerError(NewsxError):
    """No worker can be kept alive."""


class Batch:
    """Runs documents over workers, within limits.

    The process that uses it should have no other threads, because workers are forked from it.
    """

    def __init__(self, work: Work, *, limits: Limits | None = None, expected: int | None = None) -> None:
        """`expected` is the number of inputs, if known: few start one worker only."""
        self._work = work
        self._limits = limits or Limits()
        jobs = usable_cores() if self._limits.jobs is None else self._limits.jobs
        self._all_jobs = jobs
        self._jobs = min(jobs, 1) if expected is not None and expected <= FEW_INPUTS else jobs
        self._crew: Crew | None = None
        self._starting: Nursery | None = None
        self._nursery_deaths = 0
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._finished: dict[int, tuple[Item, Outcome]] = {}
        self._held_bytes = 0
        self._begun = 0
        self._emitted = 0
        self._accept: Callable[[Item], bool] | None = None
        self._watched = 0.0
        self._inherited = 0
        self.stopped = False

    def run(
        self, items: Iterable[Item], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Every item has its record or its Failure, in the order of the items, whatever became of its worker.

        `accept` is asked for every item in order before it is worked on; those it declines are left out. A Document stands
        as its InputRef in the result. Ends early after `stop`. Raises NewsxError when no document could be worked on (a
        missing model, say).
        """
        self._accept = accept
        if self._in_process:
            yield from self._run_here(items)
        else:
            yield from self.run_supply(Listed(items))

    def run_sources(
        self, sources: Sequence[Source], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """As `run`, with items that another process reads ahead: for containers, standard input and the network."""
        self._accept = accept
        if self._in_process:
            yield from self._run_here(item for source in sources for item in read_source(source))
        else:
            yield from self.run_supply(Reader(sources))

    @property
    def _in_process(self) -> bool:
        return self._jobs == 0 or not hasattr(os, "fork")

    def run_supply(self, supply: Supply) -> Iterator[tuple[Item, Outcome]]:
        """As `run`, with items from anywhere, on workers."""
        self._inherited = resident_bytes(os.getpid())
        self._selector = selectors.DefaultSelector()
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_writer.setblocking(False)
        self._selector.register(self._wake_reader, selectors.EVENT_READ, None)
        try:
            while not self.stopped:
                self._begin(supply)
                self._assign()
                yield from self._in_order()
                if supply.ended and self._emitted == self._begun:
                    return
                self._wait(supply)
            yield from self._in_order()
        finally:
            supply.close()
            self._close()

    def stop(self) -> None:
        """The run ends soon, without the documents in work; may be called from a signal handler."""
        self.stopped = True
        if hasattr(self, "_wake_writer"):
            self._wake_writer.send(b"!")

    def _run_here(self, items: Iterable[Item]) -> Iterator[tuple[Item, Outcome]]:
        """Runs in the calling process, for debuggers and systems without fork: no document is limited or survived."""
        flow = self._work.make_flow(self._work.options)
        supply = Listed(items)
        while not self.stopped and not supply.ended:
            with flow.zone() as articles:
                for _ in range(articles):
                    item = supply.take()
                    if item is None:
                        break
                    if not self._is_accepted(item):
                        continue
                    if isinstance(item, Failure):
                        yield item, Outcome(failure=item)
                    else:
                        yield bare(item), run_document(flow, item, self._work, deadline=Deadline(0))

    # What is to be done, and what is done

    def _begin(self, supply: Supply) -> None:
        """As many items as may be in flight have been taken from the supply, as far as it has any."""
        while not supply.ended and self._has_room():
            item = supply.take()
            if item is None:
                return
            if self._is_accepted(item):
                self._enter(item)

    def _has_room(self) -> bool:
        return (
            len(self._waiting) < _QUEUE * self._jobs
            and self._begun - self._emitted < _WINDOW
            and self._held_bytes < _WINDOW_BYTES
        )

    def _is_accepted(self, item: Item) -> bool:
        return self._accept is None or self._accept(item)

    def _enter(self, item: Item) -> None:
        """The item has its number; a Failure is finished, anything else waits for a worker."""
        if isinstance(item, Document) and item.ref.record is not None:
            self._jobs = self._all_jobs  # where one record of a container comes from, more will
        task = Task(self._begun, item)
        self._begun += 1
        if isinstance(item, Failure):
            self._finish(task, Outcome(failure=item))
        else:
            self._waiting.append(task)

    def _finish(self, task: Task, outcome: Outcome) -> None:
        self._finished[task.number] = bare(task.item), outcome
        self._held_bytes += len(outcome.record or b"")

    def _in_order(self) -> Iterator[tuple[Item, Outcome]]:
        while self._emitted in self._finished:
            item, outcome = self._finished.pop(self._emitted)
            self._held_bytes -= len(outcome.record or b"")
            self._emitted += 1
            yield item, outcome

    # Workers

    def _assign(self) -> None:
        """Waiting documents are with workers, as far as those have room; workers are started for the rest."""
        for depth in range(_QUEUE):
            for worker in list(self._workers):
                if self._waiting and len(worker.tasks) == depth and worker.done < self._limits.documents_a_worker:
                    self._hand_over(worker)
            while self._waiting and len(self._workers) < self._jobs:
                if not self._start_worker():
                    return
                self._hand_over(self._workers[-1])

    def _hand_over(self, worker: Worker) -> None:
        if worker.tasks and is_heavy(self._waiting[0].item):
            return  # it could fill the socket of a worker that is busy, and both sides would wait for each other
        task = self._waiting.popleft()
        worker.heard = time.monotonic() if not worker.tasks else worker.heard
        worker.tasks.append(task)
        try:
            worker.channel.send(task.item)
        except OSError:
            self._bury(worker)

    def _start_worker(self) -> bool:
        """A worker was started; false when the model is still being loaded for it."""
        if self._crew is None and self._jobs == 1:
            self._crew = Forker(self._work, timeout=self._limits.timeout)
        if self._crew is None:
            if self._starting is None:
                self._starting = Nursery(self._work, timeout=self._limits.timeout)
                self._selector.register(self._starting.channel, selectors.EVENT_READ, self._starting)
            return False
        try:
            pid, channel = self._crew.spawn()
        except (EOFError, OSError) as error:
            self._replace_nursery(error)
            return False
        worker = Worker(pid, channel, heard=time.monotonic())
        self._workers.append(worker)
        self._selector.register(channel, selectors.EVENT_READ, worker)
        return True

    def _nursery_spoke(self, nursery: Nursery) -> None:
        self._selector.unregister(nursery.channel)
        self._starting = None
        try:
            ready = nursery.hear()
        except EOFError as error:
            nursery.close()
            self._replace_nursery(error)
            return
        except NewsxError:
            nursery.close()
            raise
        if ready.forkable:
            self._crew = nursery
        else:
            nursery.close()
            self._crew = Forker(self._work, timeout=self._limits.timeout)

    def _replace_nursery(self, error: Exception) -> None:
        """The process that forks workers has died: the next start makes a new one."""
        self._nursery_deaths += 1
        if self._nursery_deaths >= _NURSERY_DEATHS or not isinstance(self._crew, Nursery | None):
            raise WorkerError(
                f"no worker can be started: {error or 'the process that loads the model died'}"
            ) from error
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def _wait(self, supply: Supply) -> None:
        """Something has happened, or it is time to look at the memory of the workers."""
        handle = supply.handle if not supply.ended and self._has_room() else None
        if handle is not None:
            self._selector.register(handle, selectors.EVENT_READ, supply)
        busy = supply.pid is not None or any(worker.tasks for worker in self._workers)
        events = self._selector.select(_WATCH_SECONDS if busy else None)
        if handle is not None:
            self._selector.unregister(handle)
        for key, _ in events:
            if key.data is None:
                self._wake_reader.recv(64)
            elif isinstance(key.data, Nursery):
                self._nursery_spoke(key.data)
            elif key.data in self._workers:
                self._listen(key.data)
        now = time.monotonic()
        if now - self._watched >= _WATCH_SECONDS:
            self._watched = now
            self._watch(now, silent=not events)
            self._watch_reader(supply)

    def _listen(self, worker: Worker) -> None:
        """One message of a worker has been taken in."""
        try:
            message = worker.channel.receive()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.heard = time.monotonic()
        if isinstance(message, Fatal):
            raise message.error
        if isinstance(message, Stage):
            worker.stage = message.name
            return
        assert isinstance(message, Outcome)
        self._finish(worker.tasks.popleft(), message)
        self._nursery_deaths = 0
        worker.stage = "extraction"
        worker.done += 1
        if worker.done >= self._limits.documents_a_worker and not worker.tasks:
            self._end(worker)

    def _watch(self, now: float, *, silent: bool) -> None:
        """Workers over their memory, and workers that no alarm has ended, are killed."""
        limit = self._limits.max_memory
        for worker in [worker for worker in self._workers if worker.tasks]:
            size = self._memory_of(worker.pid) if limit else 0
            if size > limit:
                message = f"took more memory than it may ({describe_bytes(size)}; --max-memory raises the limit)"
                self._bury(worker, Failure(name_of(worker.tasks[0].item), worker.stage, "memory", message))
            elif silent and self._limits.timeout and now - worker.heard > self._limits.timeout + _SILENCE_SECONDS:
                self._bury(worker, self._timed_out(worker))

    def _memory_of(self, pid: int) -> int:
        """What a process holds beyond what it was born with: forked from a large program, it shares all of that program's memory."""
        return resident_bytes(pid) - self._inherited

    def _watch_reader(self, supply: Supply) -> None:
        """A reader over its memory is killed, and the source it read given up."""
        limit = self._limits.max_memory
        size = self._memory_of(supply.pid) if limit and supply.pid is not None else 0
        if size > limit:
            message = f"took more memory to read than it may ({describe_bytes(size)}; --max-memory raises the limit)"
            supply.abandon(Failure(supply.source, "reading", "memory", message))

    def _bury(self, worker: Worker, failure: Failure | None = None) -> None:
        """A worker is gone; its document has a Failure or another try, the one that waited behind it goes elsewhere."""
        status = self._end(worker)
        tasks = list(worker.tasks)
        if tasks:
            culprit = tasks[0]
            if (
                failure is None
                and status is not None
                and os.WIFSIGNALED(status)
                and os.WTERMSIG(status) == signal.SIGALRM
            ):
                failure = self._timed_out(worker)
            if failure is None:
                culprit.deaths += 1
                if culprit.deaths >= _TRIES:
                    message = f"its worker died ({describe_end(status)})"
                    failure = Failure(name_of(culprit.item), worker.stage, "crash", message)
            if failure is not None:
                self._finish(tasks.pop(0), Outcome(failure=failure))
        self._waiting.extendleft(reversed(tasks))

    def _timed_out(self, worker: Worker) -> Failure:
        message = f"took longer than {self._limits.timeout:g} s (--timeout raises the limit)"
        return Failure(name_of(worker.tasks[0].item), worker.stage, "timeout", message)

    def _end(self, worker: Worker) -> int | None:
        """The worker's process is gone; its wait status, if it is known."""
        self._workers.remove(worker)
        self._selector.unregister(worker.channel)
        kill(worker.pid)
        status = self._crew.reap(worker.pid) if self._crew else None
        worker.channel.close()
        return status

    def _close(self) -> None:
        """All processes of the run are gone."""
        for worker in list(self._workers):
            self._end(worker)
        for crew in (self._crew, self._starting):
            if crew:
                crew.close()
        self._selector.close()
        self._wake_reader.close()
        self._wake_writer.close()
