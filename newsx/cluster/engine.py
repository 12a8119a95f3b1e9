"""The side of the client: sends documents to the workers of a Dask cluster and takes the records back in order."""

from __future__ import annotations

import os
import pickle
import select
import socket
import time
import uuid
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.batch import Limits, Outcome
from newsx.batch.serving import Setting
from newsx.batch.supply import Listed, read_source
from newsx.batch.tasks import bare, name_of
from newsx.cluster.connection import ClusterError, connected
from newsx.cluster.reading import Relay, working_folder
from newsx.cluster.runners import end_run, run_chunk
from newsx.errors import NewsxError
from newsx.records import Document, Failure, InputRef, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsx.batch import Source, Work
    from newsx.batch.supply import Supply
    from newsx.cluster.connection import Cluster
    from newsx.flow import Item

# Documents a task has at most, and the bytes they bring with them. Measured on one machine: a task takes Dask 8 ms of processor
# time, half of it at the client and the scheduler; the quickest documents take 10 ms. A machine that dies loses three tasks.
_CHUNK = 32
_CHUNK_BYTES = 1 << 20
# Tasks a thread has in work and waiting, so that it never waits for the client.
_IN_FLIGHT = 3
# Tasks begun and not yet given back, a thread: as many wait for one that takes its time. And the bytes of their documents.
_WINDOW = 16
_WINDOW_BYTES = 64 << 20
# Seconds between two looks at the number of workers.
_WATCH_SECONDS = 1.0
# Seconds the result of a finished task may be on its way before the engine turns to something else for a while.
_FETCH_SECONDS = 5.0


@dataclass(slots=True)
class _Chunk:
    """Documents that go to a worker together, and Failures that stand among them.

    `payload` is what is sent, kept for a second try; `future` is None while nothing is in work.
    """

    items: list[Item] = field(default_factory=list)
    size: int = 0
    payload: bytes = b""
    future: Any = None


class DaskEngine:
    """Runs documents over the workers of a Dask cluster, with the same results in the same order as a `Batch`.

    Documents that are files are read by the workers, which must see the same folders (shared storage, as clusters have);
    records of containers travel as bytes. `limits` hold for every document, on its worker; `limits.jobs` has no meaning,
    because the cluster has as many workers as it has task threads.
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
        self._chunks: deque[_Chunk] = deque()
        self._pending = _Chunk()
        self._window_bytes = 0
        self._submitted = 0
        self._done = 0
        self._threads = 0
        self._watched = 0.0
        self.stopped = False

    def run(
        self, items: Iterable[Item], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Every item has its record or its Failure, in the order of the items, whatever became of its machine.

        `accept` is asked for every item in order before it is worked on; those it declines are left out. A Document stands
        as its InputRef in the result. Ends early after `stop`. Raises UsageError when the cluster cannot do the work,
        ClusterError when it is lost, NewsxError when no document could be worked on.
        """
        yield from self._run(Listed(items), accept)

    def run_sources(
        self, sources: Sequence[Source], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """As `run`, with items that another process of this machine reads ahead."""
        if hasattr(os, "fork"):
            yield from self._run(Relay(sources, max_memory=self._limits.max_memory), accept)
        else:
            yield from self._run(Listed(item for source in sources for item in read_source(source)), accept)

    def stop(self) -> None:
        """The run ends soon, without the documents in work; may be called from a signal handler."""
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
            if supply.ended and not self._chunks and not self._pending.items:
                return
            self._wait(supply)
        yield from self._in_order(cluster)

    # From the supply to the cluster

    def _fill(self, supply: Supply, cluster: Cluster, accept: Callable[[Item], bool] | None) -> None:
        """As many chunks as may be in flight have been submitted, as far as the supply has items."""
        while not supply.ended and not self.stopped and self._has_room():
            item = supply.take()
            if item is None:
                break
            if self._left is not None:
                self._left -= 1
            if accept is None or accept(item):
                self._pending.items.append(item)
                self._pending.size += _size_of(item)
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
        """How many documents the next chunk has: few at the beginning and at the end, so that all threads have work."""
        size = min(_CHUNK, 1 + self._submitted // max(1, self._threads))
        return size if self._left is None else min(size, max(1, self._left // (2 * max(1, self._threads))))

    def _send(self, cluster: Cluster) -> None:
        """The pending chunk is on its way; one of nothing but Failures is finished."""
        chunk, self._pending = self._pending, _Chunk()
        self._chunks.append(chunk)
        documents = tuple(item for item in chunk.items if not isinstance(item, Failure))
        paths = [item.path for item in documents if isinstance(item, InputRef)]
        self._folder = self._folder or working_folder(paths, self._work.options)
        if documents:
            self._submit(chunk, documents, cluster)
        chunk.items = [bare(item) for item in chunk.items]

    def _submit(self, chunk: _Chunk, documents: tuple[Item, ...], cluster: Cluster) -> None:
        chunk.payload = pickle.dumps(documents, protocol=pickle.HIGHEST_PROTOCOL)
        self._window_bytes += len(chunk.payload)
        setting = pickle.dumps(Setting(self._work, self._limits, self._folder))
        key = f"newsx-{self._run_name}", self._submitted
        self._submitted += 1
        chunk.future = cluster.submit(run_chunk, __version__, self._run_name, setting, chunk.payload, key=key)
        chunk.future.add_done_callback(self._one_done)

    def _one_done(self, _future: object) -> None:
        """Called by a thread of Dask's, one call at a time."""
        self._done += 1
        self._wake()

    def _wake(self) -> None:
        if hasattr(self, "_wake_writer"):
            with suppress(OSError):  # it is full, and so will wake, or closed, and nobody sleeps
                self._wake_writer.send(b"!")

    # From the cluster to the caller

    def _in_order(self, cluster: Cluster) -> Iterator[tuple[Item, Outcome]]:
        """What is finished at the head of the order."""
        while self._chunks and (self._chunks[0].future is None or self._chunks[0].future.done()):
            outcomes = self._fetch(self._chunks[0], cluster)
            if outcomes is None:
                return
            chunk = self._chunks.popleft()
            self._window_bytes -= len(chunk.payload)
            found = iter(outcomes)
            for item in chunk.items:
                yield item, Outcome(failure=item) if isinstance(item, Failure) else next(found)

    def _fetch(self, chunk: _Chunk, cluster: Cluster) -> list[Outcome] | None:
        """The outcomes of a chunk; None when they have to be waited for again."""
        if chunk.future is None:
            return []
        from distributed import CancelledError, KilledWorker

        try:
            outcomes: list[Outcome] = chunk.future.result(timeout=_FETCH_SECONDS)
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

    def _killed(self, chunk: _Chunk, cluster: Cluster, error: Any) -> list[Outcome] | None:
        """Every machine the chunk was on has died: its documents go on their own ways, and one that was alone has a Failure."""
        documents: tuple[Item, ...] = pickle.loads(chunk.payload)  # noqa: S301 - made here
        if len(documents) == 1:
            message = f"its machine died, and so did those that tried again ({error.allowed_failures} times)"
            return [Outcome(failure=Failure(name_of(documents[0]), "extraction", "crash", message))]
        self._chunks.popleft()
        self._window_bytes -= len(chunk.payload)
        left = iter(documents)
        singles = [_Chunk(items=[item]) for item in chunk.items]
        for single in singles:
            if not isinstance(single.items[0], Failure):
                self._submit(single, (next(left),), cluster)
        self._chunks.extendleft(reversed(singles))
        return None

    def _wait(self, supply: Supply) -> None:
        """Something has happened, or it is time to look at the workers."""
        poll = select.poll()
        poll.register(self._wake_reader, select.POLLIN)
        if supply.handle is not None and not supply.ended and self._has_room():
            poll.register(supply.handle, select.POLLIN)
        for handle, _ in poll.poll(_WATCH_SECONDS * 1000):
            if handle == self._wake_reader.fileno():
                self._wake_reader.recv(4096)

    def _watch(self, cluster: Cluster) -> None:
        """The number of workers is known as of now, and that the scheduler is there."""
        if cluster.is_lost:
            raise cluster.lost()
        now = time.monotonic()
        if now - self._watched >= _WATCH_SECONDS:
            self._watched = now
            self._threads = cluster.count_threads()


def _size_of(item: Item) -> int:
    """The bytes, or characters, the item brings with it."""
    if isinstance(item, Document):
        return len(item.data)
    return len(item.content) if isinstance(item, Page) else 0
