"""The engine of this machine: hands documents to workers and gives the records back in order. Called by `newsx.runs`."""

from __future__ import annotations

import os
import selectors
import socket
import time
from typing import TYPE_CHECKING

from newsx.engines.base import REST_SECONDS, Outcome, do_nothing
from newsx.engines.limits import Limits, describe_bytes, usable_cores
from newsx.engines.parts import bare, read_part
from newsx.engines.workers.deadline import Deadline
from newsx.engines.workers.group import QUEUE, WorkerGroup
from newsx.engines.workers.queue import TaskQueue
from newsx.engines.workers.supply import ListSupply, Reader
from newsx.engines.workers.worker import run_document
from newsx.records import Document, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsx.engines.base import Work
    from newsx.engines.parts import ReadablePart
    from newsx.engines.workers.supply import Supply
    from newsx.flow import Item

# Up to this many inputs one worker does all: a second one, and the process that loads the model for both, would cost more.
FEW_INPUTS = 4
# Seconds between two looks at the memory of the workers. A process fills about 100 MB in that time.
_WATCH_SECONDS = 0.1


class LocalEngine:
    """Runs documents over worker processes of this machine, within limits.

    The process that uses it should have no other threads, because workers are forked from it.
    """

    def __init__(self, work: Work, *, limits: Limits | None = None, expected: int | None = None) -> None:
        """Prepare an engine: `expected` is the number of inputs, if known: few start one worker only."""
        self._work = work
        self._limits = limits or Limits()
        jobs = usable_cores() if self._limits.jobs is None else self._limits.jobs
        self._all_jobs = jobs
        self._jobs = min(jobs, 1) if expected is not None and expected <= FEW_INPUTS else jobs
        self._accept: Callable[[Item], bool] | None = None
        self._watched = 0.0
        self._rested = 0.0
        self.stopped = False
        self.rest: Callable[[], None] = do_nothing

    def run(
        self, parts: Sequence[ReadablePart], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Yield every item of the parts with its record or its Failure, in order, whatever became of its worker.

        Parts that hold many records, or are slow, are read ahead by a process of their own. `accept` and errors are those of
        `newsx.engines.Engine`.
        """
        self._accept = accept
        options = self._work.options
        is_read_ahead = any(part.is_read_ahead for part in parts)
        if self._jobs == 0 or not hasattr(os, "fork"):
            yield from self._run_here(self._read_here(parts))
        elif is_read_ahead:
            yield from self.run_supply(Reader(parts, options))
        else:
            yield from self.run_supply(ListSupply(item for part in parts for item in part.read(options)))

    def run_supply(self, supply: Supply) -> Iterator[tuple[Item, Outcome]]:
        """Yield as `run` does, for items from anywhere, on workers."""
        self._queue = TaskQueue()
        self._selector = selectors.DefaultSelector()
        self._group = WorkerGroup(self._work, self._limits, self._queue, self._selector, jobs=self._jobs)
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_writer.setblocking(False)
        self._selector.register(self._wake_reader, selectors.EVENT_READ, None)
        try:
            while not self.stopped:
                self._fill(supply)
                self._group.assign()
                yield from self._queue.pop_finished()
                if supply.ended and self._queue.is_empty:
                    return
                self._wait(supply)
            yield from self._queue.pop_finished()
        finally:
            supply.close()
            self._group.close()
            self._selector.close()
            self._wake_reader.close()
            self._wake_writer.close()

    def stop(self) -> None:
        """End the run soon, without the documents in work; may be called from a signal handler."""
        self.stopped = True
        if hasattr(self, "_wake_writer"):
            self._wake_writer.send(b"!")

    def _run_here(self, items: Iterable[Item]) -> Iterator[tuple[Item, Outcome]]:
        """Run in the calling process, for debuggers and systems without fork: no document is limited or survived."""
        flow = self._work.make_flow(self._work.options)
        for item in flow.in_zones(iter(items)):
            if self.stopped:
                return
            if not self._is_accepted(item):
                continue
            if isinstance(item, Failure):
                yield item, Outcome(failure=item)
            else:
                yield bare(item), run_document(flow, item, self._work, deadline=Deadline(0))

    def _read_here(self, parts: Sequence[ReadablePart]) -> Iterator[Item]:
        """Yield the items of the parts; before each that may be long in coming, others see what there is."""
        for part in parts:
            for item in read_part(part, self._work.options):
                yield item
                if part.is_read_ahead:
                    self.rest()

    def _fill(self, supply: Supply) -> None:
        """Take as many items from the supply as may be in flight, as far as it has any."""
        while not supply.ended and self._has_room():
            item = supply.take()
            if item is None:
                return
            if self._is_accepted(item):
                if isinstance(item, Document) and item.ref.record is not None:
                    self._group.jobs = self._all_jobs  # where one record of a container comes from, more will
                self._queue.enter(item)

    def _has_room(self) -> bool:
        return self._queue.has_room(QUEUE * self._group.jobs)

    def _is_accepted(self, item: Item) -> bool:
        return self._accept is None or self._accept(item)

    def _wait(self, supply: Supply) -> None:
        """Wait until something has happened, or it is time to look at the memory of the workers."""
        handle = supply.handle if not supply.ended and self._has_room() else None
        if handle is not None:
            self._selector.register(handle, selectors.EVENT_READ, supply)
        is_busy = supply.pid is not None or self._group.is_busy
        if not is_busy or time.monotonic() - self._rested >= REST_SECONDS:
            self.rest()
            self._rested = time.monotonic()
        events = self._selector.select(_WATCH_SECONDS if is_busy else REST_SECONDS)
        if handle is not None:
            self._selector.unregister(handle)
        for key, _ in events:
            if key.data is None:
                self._wake_reader.recv(64)
            else:
                self._group.listen(key.data)
        now = time.monotonic()
        if now - self._watched >= _WATCH_SECONDS:
            self._watched = now
            self._group.watch(now, is_silent=not events)
            self._watch_reader(supply)

    def _watch_reader(self, supply: Supply) -> None:
        """Kill a reader that is over its memory, or has been stopped, and give up the part it read."""
        if supply.pid is None:
            return
        limit = self._limits.max_memory
        size = self._group.memory_of(supply.pid) if limit else 0
        if size > limit:
            message = f"took more memory to read than it may ({describe_bytes(size)}; --max-memory raises the limit)"
            supply.abandon(Failure(supply.part_name, "reading", "memory", message))
        elif self._group.was_stopped(supply.pid):
            supply.abandon(Failure(supply.part_name, "reading", "crash", "the process that read it was stopped"))
