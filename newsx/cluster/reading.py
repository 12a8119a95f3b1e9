"""What is read on this machine, and what is not: items of sources for a process with threads, and the folder paths are meant from."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

from newsx.batch.channel import Channel, make_pair
from newsx.batch.forking import describe_end, fork, kill
from newsx.batch.limits import describe_bytes, resident_bytes
from newsx.batch.supply import Reader, Requested
from newsx.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.batch.supply import Source
    from newsx.flow import Item
    from newsx.records import Options

# Seconds between two looks at the memory of the process that reads, as a Batch has them.
_WATCH_SECONDS = 0.1


def working_folder(paths: Iterable[str], options: Options) -> str | None:
    """The folder that paths (and that of the model) are meant from; None when none of them is relative."""
    model = options.model
    if any(map(_is_relative, paths)) or (model and _is_relative(model) and os.path.exists(model)):
        return os.getcwd()
    return None


def _is_relative(path: str) -> bool:
    """The path means something else in another working folder; "s3://bucket/day.warc.gz" does not."""
    return not os.path.isabs(path) and "://" not in path


class Relay(Requested):
    """A process that has a `Reader`, starts it anew when a source has killed it, and hands its items on.

    It must be made before the first thread of this process.
    """

    def __init__(self, sources: Sequence[Source], *, max_memory: int) -> None:
        """`max_memory` is in bytes of resident memory of the process that reads; 0 is no limit."""
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _hand_on(sources, Channel(theirs), max_memory)

        self._keeper: int | None = fork(main)
        theirs.close()
        super().__init__(Channel(ours))

    def take(self) -> Item | None:
        """The next item; None while none has come. A Failure stands for what was not read because the process died."""
        if self._keeper is None:
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
        """Nothing is read any more, and the process is gone."""
        if self._keeper is not None:
            kill(self._keeper)
            self._end()

    def _end(self) -> int:
        assert self._keeper is not None
        status = os.waitpid(self._keeper, 0)[1]
        self._keeper = None
        self._channel.close()
        return status


def _hand_on(sources: Sequence[Source], channel: Channel, max_memory: int) -> None:
    """Every item of the sources has been sent, or nobody takes any more."""
    reader = Reader(sources)
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
    """An item may be there, or it is time to look at the memory; false when the other side has gone."""
    poll = select.poll()
    poll.register(channel.fileno(), select.POLLIN)
    poll.register(reader.handle, select.POLLIN)
    return channel.fileno() not in {handle for handle, _ in poll.poll(_WATCH_SECONDS * 1000)}


def _watch(reader: Reader, limit: int) -> None:
    """A reader over its memory is killed, and the source it read given up."""
    if not limit or reader.pid is None:
        return
    size = resident_bytes(reader.pid) - resident_bytes(os.getpid())  # it was forked from this process
    if size > limit:
        message = f"took more memory to read than it may ({describe_bytes(size)}; --max-memory raises the limit)"
        reader.abandon(Failure(reader.source, "reading", "memory", message))
