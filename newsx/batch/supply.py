"""Items for the workers: from an iterable of this process, or read ahead by a process of their own."""

from __future__ import annotations

import os
import select
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsx.batch.channel import Channel, make_pair
from newsx.batch.forking import describe_end, fork, kill
from newsx.errors import InputError, NewsxError
from newsx.records import Failure

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsx.flow import Item

_STAGE = "reading"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that gives items when it is read: a file, a container, standard input, a list of addresses.

    `name` is what messages call it. `read` runs in the process that reads.
    """

    name: str
    read: Callable[[], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A message of the reader: what follows comes from the source of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A message of the reader: all sources have been read."""


class Supply(Protocol):
    """Where the supervisor takes items from.

    `ended` is true when no more will come. `handle` is the file descriptor that is readable when there is something to take,
    None where there always is. `pid` is the process that reads, None where it is this one.
    """

    ended: bool

    @property
    def handle(self) -> int | None:
        """A file descriptor, for selectors."""

    @property
    def pid(self) -> int | None:
        """A process id, for the watch over its memory."""

    @property
    def source(self) -> str:
        """The name of what is being read."""

    def take(self) -> Item | None:
        """The next item; None when there is none at the moment, or none any more."""

    def abandon(self, failure: Failure) -> None:
        """What is being read is given up, for this reason; only asked of a process."""

    def close(self) -> None:
        """Nothing is read any more."""


class Listed:
    """Items of an iterable of this process, which has each at hand at once."""

    handle = None
    pid = None
    source = "-"

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self.ended = False

    def take(self) -> Item | None:
        """The next item."""
        item = next(self._items, None)
        self.ended = item is None
        return item

    def abandon(self, failure: Failure) -> None:
        """Nothing is given up: nobody asks for it."""

    def close(self) -> None:
        """Nothing is left to do."""


class Requested:
    """Items another program sends one by one, until it closes the channel."""

    pid = None
    source = "-"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.ended = False

    @property
    def handle(self) -> int:
        """The file descriptor of the channel."""
        return self._channel.fileno()

    def take(self) -> Item | None:
        """The next item; None while none has come."""
        if self.ended or not _is_readable(self._channel):
            return None
        try:
            item: Item = self._channel.receive()
        except (EOFError, OSError):
            self.ended = True
            return None
        return item

    def abandon(self, failure: Failure) -> None:
        """Nothing is given up: nobody asks for it."""

    def close(self) -> None:
        """The channel stays open for the last answers."""


class Reader:
    """A process that reads sources ahead of the workers, as far as the socket to it holds.

    The supervisor never waits for a slow network or standard input, and a source that kills its reader costs itself: the
    next ones are read by a new process.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._number = 0
        self.ended = False
        self._start(0)

    def _start(self, first: int) -> None:
        self._number = first
        self._verdict: Failure | None = None
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _leave_with(theirs)
            channel = Channel(theirs)
            for number in range(first, len(self._sources)):
                channel.send(Begun(number))
                for item in read_source(self._sources[number]):
                    channel.send(item)
            channel.send(Ended())

        self.pid: int | None = fork(main)
        theirs.close()
        self._channel = Channel(ours)

    @property
    def handle(self) -> int:
        """The file descriptor that is readable when an item waits."""
        return self._channel.fileno()

    @property
    def source(self) -> str:
        """The name of the source that is being read."""
        return self._sources[self._number].name if self._number < len(self._sources) else "-"

    def take(self) -> Item | None:
        """The next item; None while none has come."""
        while not self.ended and _is_readable(self._channel):
            try:
                message = self._channel.receive()
            except (EOFError, OSError):
                return self._died()
            if isinstance(message, Begun):
                self._number = message.number
            elif isinstance(message, Ended):
                self.ended = True
            else:
                item: Item = message
                return item
        return None

    def abandon(self, failure: Failure) -> None:
        """The source in work is given up, for this reason, after what has been read of it."""
        self._verdict = failure
        if self.pid is not None:
            kill(self.pid)

    def close(self) -> None:
        """The process is gone."""
        self._end()

    def _died(self) -> Failure:
        """The source that was being read has its Failure, and a new process reads the next ones."""
        status = self._end()
        message = f"the process that read it died ({describe_end(status)})"
        failure = self._verdict or Failure(self.source, _STAGE, "crash", message)
        if self._number + 1 < len(self._sources):
            self._start(self._number + 1)
        else:
            self.ended = True
        return failure

    def _end(self) -> int | None:
        """The process is gone and reaped; its wait status the first time."""
        if self.pid is None:
            return None
        kill(self.pid)
        status = os.waitpid(self.pid, 0)[1]
        self._channel.close()
        self.pid = None
        return status


def _is_readable(channel: Channel) -> bool:
    poll = select.poll()
    poll.register(channel.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def read_source(source: Source) -> Iterator[Item]:
    """The items of a source; an error nobody foresaw ends it with a Failure, and nothing else."""
    try:
        yield from source.read()
    except InputError as error:
        yield Failure(source.name, _STAGE, "refused", str(error))
    except NewsxError:
        raise
    except MemoryError:
        yield Failure(source.name, _STAGE, "memory", "memory ran out")
    except Exception as error:  # noqa: BLE001 - foreign readers on foreign bytes; the source is named in the Failure
        yield Failure(source.name, _STAGE, "failed", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


def _leave_with(end: socket.socket) -> None:
    """This process ends as soon as the other side has: nobody waits for standard input on behalf of a dead run."""

    def watch() -> None:
        try:
            end.recv(1)  # the supervisor never sends anything
        finally:
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
