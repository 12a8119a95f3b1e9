"""Reads what cannot be read on the workers of a cluster, for a process with threads. Called by the Dask engine."""

from __future__ import annotations

import os
import select
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from newsx.engines.limits import describe_bytes, resident_bytes
from newsx.engines.parts import Part
from newsx.engines.workers.channel import Channel, make_pair
from newsx.engines.workers.forking import describe_end, fork, kill
from newsx.engines.workers.supply import ChannelSupply, Reader
from newsx.records import Failure
from newsx.sources import can_divide, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.engines.parts import ReadablePart
    from newsx.flow import Item
    from newsx.records import InputRef, Options

# Seconds between two looks at the memory of the process that reads, as the engine of one machine has them.
_WATCH_SECONDS = 0.1
# A container that cannot be divided is one task up to this size: about 1,000 articles, ten seconds of work.
_WHOLE_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part that is handed on as it is, among the items of parts that are read here."""

    part: Part
    is_read_ahead: bool = False
    is_bound: bool = False

    @property
    def name(self) -> str:
        """What messages call the part."""
        return self.part.name

    def read(self, options: Options) -> Iterable[Item]:  # noqa: ARG002 - see ReadablePart
        """Return the part in place of its items."""
        return cast("list[Item]", [self.part])


def leave_unread(parts: Sequence[ReadablePart], options: Options) -> list[ReadablePart]:
    """Return the parts, with those that workers are to read made to be handed on unread.

    Standard input, addresses, and containers too large for one task that cannot be divided are read here.
    """
    return [
        UnreadPart(part) if isinstance(part, Part) and _is_read_by_workers(part, options) else part for part in parts
    ]


def _is_read_by_workers(part: Part, options: Options) -> bool:
    if part.is_bound or not part.is_container:
        return False
    ref = cast("InputRef", part.item)
    start, end = part.span or (0, size_of(ref))
    return end - start <= _WHOLE_BYTES or can_divide(ref, options)


def working_folder(paths: Iterable[str], options: Options) -> str | None:
    """Return the folder that paths (and that of the model) are meant from; None when none of them is relative."""
    model = options.model
    if any(map(_is_relative, paths)) or (model and _is_relative(model) and os.path.exists(model)):
        return os.getcwd()
    return None


def _is_relative(path: str) -> bool:
    """Tell whether the path means something else in another working folder; "s3://bucket/day.warc.gz" does not."""
    return not os.path.isabs(path) and "://" not in path


class SupervisedReader(ChannelSupply):
    """A process that has a `Reader`, starts it anew when a part has killed it, and hands its items on.

    It must be made before the first thread of this process.
    """

    def __init__(self, parts: Sequence[ReadablePart], options: Options, *, max_memory: int) -> None:
        """`max_memory` is in bytes of resident memory of the process that reads; 0 is no limit."""
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _forward(Reader(parts, options), Channel(theirs), max_memory)

        self._supervisor_pid: int | None = fork(main)
        theirs.close()
        super().__init__(Channel(ours))

    def take(self) -> Item | None:
        """Return the next item; None while none has come. A Failure stands for what was not read because the process died."""
        if self._supervisor_pid is None:
            return None
        item = super().take()
        if self.ended:
            status = self._end()
            if status:
                return Failure(
                    "-", "reading", "crash", f"the process that read the inputs died ({describe_end(status)})"
                )
        return item

    def close(self) -> None:
        """Read nothing any more, and end the process."""
        if self._supervisor_pid is not None:
            kill(self._supervisor_pid)
            self._end()

    def _end(self) -> int:
        assert self._supervisor_pid is not None
        status = os.waitpid(self._supervisor_pid, 0)[1]
        self._supervisor_pid = None
        self._channel.close()
        return status


def _forward(reader: Reader, channel: Channel, max_memory: int) -> None:
    """Send every item of the reader, or as many as anybody takes."""
    watched = 0.0
    while not reader.ended:
        item = reader.take()
        if item is not None:
            channel.send(item)
        elif not reader.ended and not _wait(reader, channel):
            return
        if time.monotonic() - watched >= _WATCH_SECONDS:
            watched = time.monotonic()
            _watch(reader, max_memory)


def _wait(reader: Reader, channel: Channel) -> bool:
    """Wait until an item may be there, or it is time to look at the memory; return False when the other side has gone."""
    poll = select.poll()
    poll.register(channel.fileno(), select.POLLIN)
    poll.register(reader.handle, select.POLLIN)
    return channel.fileno() not in {handle for handle, _ in poll.poll(_WATCH_SECONDS * 1000)}


def _watch(reader: Reader, limit: int) -> None:
    """Kill a reader over its memory, and give up the part it read."""
    if not limit or reader.pid is None:
        return
    size = resident_bytes(reader.pid) - resident_bytes(os.getpid())  # it was forked from this process
    if size > limit:
        message = f"took more memory to read than it may ({describe_bytes(size)}; --max-memory raises the limit)"
        reader.abandon(Failure(reader.part_name, "reading", "memory", message))
