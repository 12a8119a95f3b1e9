"""The engine of a Dask cluster: sends parts to its workers and gives the records back in order. Called by `newsx.runs`."""

from __future__ import annotations

import os
import pickle
import select
import socket
import time
import uuid
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.engines.base import REST_SECONDS, Outcome, do_nothing
from newsx.engines.dask.chunks import Chunk, weight_of
from newsx.engines.dask.cluster import ClusterError, connected
from newsx.engines.dask.reader import SupervisedReader, leave_unread, working_folder
from newsx.engines.dask.runners import end_run, run_task
from newsx.engines.limits import Limits
from newsx.engines.parts import Part, bare, read_part
from newsx.engines.workers.runner import RunnerSettings
from newsx.engines.workers.supply import ListSupply
from newsx.errors import NewsxError
from newsx.records import Failure, InputRef
from newsx.sources import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsx.engines.base import Work
    from newsx.engines.dask.chunks import Outcomes
    from newsx.engines.dask.cluster import Cluster
    from newsx.engines.parts import ReadablePart
    from newsx.engines.workers.supply import Supply
    from newsx.flow import Item

# Documents a task has at most, and the bytes they bring with them. Measured on one machine: a task takes Dask 8 ms of processor
# time, half of it at the client and the scheduler; the quickest documents take 10 ms. A machine that dies loses three tasks.
_CHUNK = 32
_CHUNK_BYTES = 1 << 20
# Bytes of a container that a task reads, at least and at most; between them, every thread has eight spans of each container,
# so that all end at about the same time. A container has 256 spans at most: the lines before a span are read to number its own.
_SPAN_BYTES = (256 << 10, 8 << 20)
_SPANS_A_THREAD = 8
_MAX_SPANS = 256
# A span that machines died on is read in an eighth of it at a time, down to this size: about one record.
_SMALLER = 8
_LEAST_SPAN_BYTES = 4096
# Tasks a thread has in work and waiting, so that it never waits for the client.
_IN_FLIGHT = 3
# Tasks begun and not yet given back, a thread: as many wait for one that takes its time. And the bytes of their documents.
_WINDOW = 16
_WINDOW_BYTES = 64 << 20
# Seconds between two looks at the number of workers.
_WATCH_SECONDS = 1.0
# Seconds the result of a finished task may be on its way before the engine turns to something else for a while.
_FETCH_SECONDS = 5.0


class DaskEngine:
    """Runs documents over the workers of a Dask cluster, with the same results in the same order as a `LocalEngine`.

    Files and containers are read by the workers, which must see the same folders (shared storage, as clusters have). Standard
    input, addresses, and large containers that cannot be divided are read here, and their records travel as bytes; so are all
    containers when `accept` has to be asked for every record. `limits` hold for every document, on its worker; `limits.jobs` has
    no meaning, because the cluster has as many workers as it has task threads.
    """

    def __init__(
        self, work: Work, *, limits: Limits | None = None, expected: int | None = None, scheduler: str
    ) -> None:
        """`scheduler` is an address such as tcp://10.0.0.1:8786; `expected` is the number of inputs, if known."""
        self._folder: str | None = None
        self._work = work
        self._limits = limits or Limits()
        self._left = expected
        self._scheduler = scheduler
        self._run_name = uuid.uuid4().hex
        self._chunks: deque[Chunk] = deque()
        self._spans: deque[Chunk] = deque()
        self._pending = Chunk()
        self._last: Outcome | None = None
        self._window_bytes = 0
        self._submitted = 0
        self._done = 0
        self._threads = 0
        self._watched = 0.0
        self._rested = 0.0
        self.stopped = False
        self.rest: Callable[[], None] = do_nothing

    def run(
        self, parts: Sequence[ReadablePart], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Yield every item of the parts with its record or its Failure, in order, whatever became of its machine.

        `accept` and errors are those of `newsx.engines.Engine`; also raises UsageError when the cluster cannot do the work and
        ClusterError when it is lost.
        """
        options = self._work.options
        if accept is None:
            parts = leave_unread(parts, options)
        supply: Supply
        if any(part.is_read_ahead for part in parts) and hasattr(os, "fork"):
            supply = SupervisedReader(parts, options, max_memory=self._limits.max_memory)
        else:
            supply = ListSupply(item for part in parts for item in read_part(part, options))
        yield from self._run(supply, accept)

    def stop(self) -> None:
        """End the run soon, without the documents in work; may be called from a signal handler."""
        self.stopped = True
        self._wake()

    def _run(self, supply: Supply, accept: Callable[[Item], bool] | None) -> Iterator[tuple[Item, Outcome]]:
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_writer.setblocking(False)
        try:
            with connected(self._scheduler, is_stopped=lambda: self.stopped) as cluster:
                try:
                    yield from self._drain(supply, cluster, accept)
                finally:
                    cluster.cancel([chunk.future for chunk in self._chunks if chunk.future])
                    cluster.call_everywhere(end_run, self._run_name)
        finally:
            supply.close()
            self._wake_reader.close()
            self._wake_writer.close()

    def _drain(
        self, supply: Supply, cluster: Cluster, accept: Callable[[Item], bool] | None
    ) -> Iterator[tuple[Item, Outcome]]:
        while not self.stopped:
            self._watch(cluster)
            self._fill(supply, cluster, accept)
            yield from self._in_order(cluster)
            if supply.ended and not (self._chunks or self._spans or self._pending.items):
                return
            if time.monotonic() - self._rested >= REST_SECONDS:
                self.rest()
                self._rested = time.monotonic()
            self._wait(supply)
        yield from self._in_order(cluster)

    # From the supply to the cluster

    def _fill(self, supply: Supply, cluster: Cluster, accept: Callable[[Item], bool] | None) -> None:
        """Submit as many chunks as may be in flight, as far as the supply has items."""
        while not self.stopped and self._has_room():
            if self._spans:
                self._send_span(cluster)
                continue
            item: Item | Part | None = None if supply.ended else supply.take()
            if item is None:
                break
            if self._left is not None:
                self._left -= 1
            if isinstance(item, Part):
                self._begin_container(item, cluster)
            elif accept is None or accept(item):
                self._pending.items.append(item)
                self._pending.size += weight_of(item)
                if len(self._pending.items) >= self._target() or self._pending.size >= _CHUNK_BYTES:
                    self._send(cluster)
        # A thread is idle: what there is goes at once, so that a slow pipe is not held up.
        if self._pending.items and (supply.ended or self._unfinished < self._threads) and self._has_room():
            self._send(cluster)

    def _has_room(self) -> bool:
        return (
            self._unfinished < _IN_FLIGHT * self._threads
            and len(self._chunks) < _WINDOW * self._threads
            and self._window_bytes < _WINDOW_BYTES
        )

    @property
    def _unfinished(self) -> int:
        return self._submitted - self._done

    def _target(self) -> int:
        """Return how many documents the next chunk has: few at the beginning and at the end, so that all threads have work."""
        size = min(_CHUNK, 1 + self._submitted // max(1, self._threads))
        return size if self._left is None else min(size, max(1, self._left // (2 * max(1, self._threads))))

    def _send(self, cluster: Cluster) -> None:
        """Send the pending chunk on its way; one of nothing but Failures is finished."""
        chunk, self._pending = self._pending, Chunk()
        self._chunks.append(chunk)
        documents = tuple(Part(item) for item in chunk.items if not isinstance(item, Failure))
        if documents:
            self._submit(chunk, documents, cluster)
        chunk.items = [bare(item) for item in chunk.items]

    def _begin_container(self, container: Part, cluster: Cluster) -> None:
        """Have the spans of a container sent next, after what waits to be sent before it."""
        if self._pending.items:
            self._send(cluster)
        assert isinstance(container.item, InputRef)
        start, end = container.span or (0, size_of(container.item))
        least, most = _SPAN_BYTES
        span = max(min(most, (end - start) // (_SPANS_A_THREAD * max(1, self._threads))), least, end // _MAX_SPANS)
        parts = container.split(self._work.options, span_bytes=span)
        self._spans.extend(Chunk(container=part, adjoins=number > 0) for number, part in enumerate(parts))

    def _send_span(self, cluster: Cluster) -> None:
        chunk = self._spans.popleft()
        assert chunk.container is not None
        self._chunks.append(chunk)
        self._submit(chunk, (chunk.container,), cluster)

    def _submit(self, chunk: Chunk, parts: tuple[Part, ...], cluster: Cluster) -> None:
        paths = [part.item.path for part in parts if isinstance(part.item, InputRef)]
        self._folder = self._folder or working_folder(paths, self._work.options)
        chunk.payload = pickle.dumps(parts, protocol=pickle.HIGHEST_PROTOCOL)
        chunk.size = len(chunk.payload)
        self._window_bytes += chunk.size
        settings = pickle.dumps(RunnerSettings(self._work, self._limits, self._folder))
        key = f"newsx-{self._run_name}", self._submitted
        self._submitted += 1
        chunk.future = cluster.submit(run_task, __version__, self._run_name, settings, chunk.payload, key=key)
        chunk.future.add_done_callback(self._one_done)

    def _one_done(self, _future: object) -> None:
        """Count a finished task; called by a thread of Dask's, one call at a time."""
        self._done += 1
        self._wake()

    def _wake(self) -> None:
        if hasattr(self, "_wake_writer"):
            with suppress(OSError):  # it is full, and so will wake, or closed, and nobody sleeps
                self._wake_writer.send(b"!")

    # From the cluster to the caller

    def _in_order(self, cluster: Cluster) -> Iterator[tuple[Item, Outcome]]:
        """Yield what is finished at the head of the order."""
        while self._chunks and (self._chunks[0].future is None or self._chunks[0].future.done()):
            outcomes = self._fetch(self._chunks[0], cluster)
            if outcomes is None:
                return
            chunk = self._chunks.popleft()
            self._window_bytes -= chunk.size
            if chunk.container is not None:
                yield from self._joined(chunk, outcomes)
                continue
            found = iter(outcomes)
            for item in chunk.items:
                yield item, Outcome(failure=item) if isinstance(item, Failure) else next(found)[1]

    def _joined(self, chunk: Chunk, outcomes: Outcomes) -> Iterator[tuple[Item, Outcome]]:
        """Yield the outcomes of a span; what is broken just behind an edge, and named from both sides of it, once."""
        for item, outcome in outcomes:
            is_told = chunk.adjoins and outcome.failure is not None and outcome == self._last
            chunk.adjoins, self._last = False, outcome
            if not is_told:
                yield item, outcome

    def _fetch(self, chunk: Chunk, cluster: Cluster) -> Outcomes | None:
        """Return the outcomes of a chunk; None when they have to be waited for again."""
        if chunk.future is None:
            return []
        from distributed import CancelledError, KilledWorker

        try:
            outcomes: Outcomes = chunk.future.result(timeout=_FETCH_SECONDS)
        except TimeoutError:
            return None
        except KilledWorker as error:
            return self._killed(chunk, cluster, error)
        except CancelledError as error:
            raise cluster.lost() from error
        except NewsxError:
            raise
        except Exception as error:
            if cluster.is_lost:
                raise cluster.lost() from error
            cluster.check_workers()
            reason = " ".join(str(error).split())[:300]
            raise ClusterError(f"a task failed on the cluster: {type(error).__name__}: {reason}") from error
        return outcomes

    def _killed(self, chunk: Chunk, cluster: Cluster, error: Any) -> Outcomes | None:
        """Send what was in a chunk on ways of its own: every machine it was on has died. What was alone has a Failure."""
        parts: tuple[Part, ...] = pickle.loads(chunk.payload)  # noqa: S301 - made here
        is_alone = len(parts) == 1
        if is_alone and (container := chunk.container) is not None:
            assert isinstance(container.item, InputRef)
            start, end = container.span or (0, size_of(container.item))
            parts = tuple(
                container.split(self._work.options, span_bytes=max(_LEAST_SPAN_BYTES, (end - start) // _SMALLER))
            )
            is_alone = len(parts) == 1
        if is_alone:
            message = f"its machine died, and so did those that tried again ({error.allowed_failures} times)"
            failure = Failure(parts[0].name, "extraction", "crash", message)
            return [(failure if chunk.container else parts[0].item, Outcome(failure=failure))]
        self._chunks.popleft()
        self._window_bytes -= chunk.size
        self._chunks.extendleft(reversed(list(self._resubmitted(chunk, parts, cluster))))
        return None

    def _resubmitted(self, chunk: Chunk, parts: tuple[Part, ...], cluster: Cluster) -> Iterator[Chunk]:
        """Submit every part by itself; yield the chunks, with Failures in their places."""
        if chunk.container is not None:
            for number, part in enumerate(parts):
                single = Chunk(container=part, adjoins=chunk.adjoins or number > 0)
                self._submit(single, (part,), cluster)
                yield single
            return
        left = iter(parts)
        for item in chunk.items:
            single = Chunk(items=[item])
            if not isinstance(item, Failure):
                self._submit(single, (next(left),), cluster)
            yield single

    def _wait(self, supply: Supply) -> None:
        """Wait until something has happened, or it is time to look at the workers."""
        poll = select.poll()
        poll.register(self._wake_reader, select.POLLIN)
        if supply.handle is not None and not supply.ended and self._has_room():
            poll.register(supply.handle, select.POLLIN)
        for handle, _ in poll.poll(_WATCH_SECONDS * 1000):
            if handle == self._wake_reader.fileno():
                self._wake_reader.recv(4096)

    def _watch(self, cluster: Cluster) -> None:
        """Learn the number of workers as of now, and that the scheduler is there."""
        if cluster.is_lost:
            raise cluster.lost()
        now = time.monotonic()
        if now - self._watched >= _WATCH_SECONDS:
            self._watched = now
            self._threads = cluster.count_threads()
