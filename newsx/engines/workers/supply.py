"""Items for the workers: from an iterable of this process, or read ahead by a process of their own. Called by the supervisor."""

from __future__ import annotations

import _thread
import os
import select
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from newsx.engines.parts import AddressPart, read_part
from newsx.engines.workers.channel import PATIENCE, Channel, make_pair
from newsx.engines.workers.forking import describe_end, fork, kill
from newsx.flow import name_of
from newsx.records import Failure

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Sequence

    from newsx.engines.parts import ReadablePart
    from newsx.flow import Item
    from newsx.records import Options

_STAGE = "reading"


@dataclass(frozen=True, slots=True)
class Begun:
    """A message of the reader: what follows comes from the part of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A message of the reader: all parts have been read."""


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
    def part_name(self) -> str:
        """The name of what is being read."""

    def take(self) -> Item | None:
        """Return the next item; None when there is none at the moment, or none any more."""

    def abandon(self, failure: Failure) -> None:
        """Give up what is being read, for this reason; only asked of a process."""

    def close(self) -> None:
        """Read nothing any more."""


class ListSupply:
    """Items of an iterable of this process, which has each at hand at once."""

    handle = None
    pid = None
    part_name = "-"

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self.ended = False

    def take(self) -> Item | None:
        """Return the next item."""
        item = next(self._items, None)
        self.ended = item is None
        return item

    def abandon(self, failure: Failure) -> None:
        """Do nothing: nobody asks for it."""

    def close(self) -> None:
        """Do nothing: there is nothing to release."""


class ChannelSupply:
    """Items another program sends one by one, until it closes the channel."""

    pid = None
    part_name = "-"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.ended = False

    @property
    def handle(self) -> int:
        """The file descriptor of the channel."""
        return self._channel.fileno()

    def take(self) -> Item | None:
        """Return the next item; None while none has come."""
        if self.ended or not _is_readable(self._channel):
            return None
        try:
            item: Item = self._channel.receive()
        except (EOFError, OSError):
            self.ended = True
            return None
        return item

    def abandon(self, failure: Failure) -> None:
        """Do nothing: nobody asks for it."""

    def close(self) -> None:
        """Do nothing: the channel stays open for the last answers."""


class Reader:
    """A process that reads parts ahead of the workers, as far as the socket to it holds.

    The supervisor never waits for a slow network or standard input, and a part that kills its reader costs itself: the
    next ones are read by a new process.
    """

    def __init__(self, parts: Sequence[ReadablePart], options: Options) -> None:
        self._parts = list(parts)
        self._options = options
        self._taken = 0
        self._number = 0
        self.ended = False
        self._start(0)

    def _start(self, first: int) -> None:
        self._number = first
        self._taken = 0
        self._verdict: Failure | None = None
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _leave_with(theirs)
            channel = Channel(theirs)
            for number in range(first, len(self._parts)):
                channel.send(Begun(number))
                for item in read_part(self._parts[number], self._options):
                    channel.send(item)
            channel.send(Ended())

        self.pid: int | None = fork(main)
        theirs.close()
        self._channel = Channel(ours, patience=PATIENCE)

    @property
    def handle(self) -> int:
        """The file descriptor that is readable when an item waits."""
        return self._channel.fileno()

    @property
    def part_name(self) -> str:
        """The name of the part that is being read."""
        return self._parts[self._number].name if self._number < len(self._parts) else "-"

    def take(self) -> Item | None:
        """Return the next item; None while none has come."""
        while not self.ended and _is_readable(self._channel):
            try:
                message = self._channel.receive()
            except (EOFError, OSError):
                return self._died()
            if isinstance(message, Begun):
                self._number = message.number
                self._taken = 0
            elif isinstance(message, Ended):
                self.ended = True
            else:
                item: Item = message
                self._taken += 1
                return item
        return None

    def abandon(self, failure: Failure) -> None:
        """Give up the part in work, for this reason, after what has been read of it."""
        self._verdict = failure
        if self.pid is not None:
            kill(self.pid)

    def close(self) -> None:
        """End the process."""
        self._end()

    def _died(self) -> Failure:
        """Return the Failure of the part that was being read, and let a new process read the next ones."""
        status = self._end()
        message = f"the process that read it died ({describe_end(status)})"
        failure = self._verdict or Failure(self.part_name, _STAGE, "crash", message)
        part = self._parts[self._number]
        if isinstance(part, AddressPart) and self._taken < len(part.items):
            # Addresses come one by one: the one it died on costs itself, the list goes on behind it.
            culprit = part.items[self._taken]
            failure = replace(failure, source=name_of(culprit))
            self._parts[self._number] = part.after(self._taken + 1)
            self._start(self._number)
        elif self._number + 1 < len(self._parts):
            self._start(self._number + 1)
        else:
            self.ended = True
        return failure

    def _end(self) -> int | None:
        """End and reap the process; return its wait status the first time."""
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


def _leave_with(end: socket.socket) -> None:
    """End this process as soon as the other side has: nobody waits for standard input on behalf of a dead run."""

    def watch() -> None:
        try:
            end.recv(1)  # the supervisor never sends anything
        finally:
            os._exit(1)

    # No Thread object: its start waits for the thread, for ever where that finds no memory.
    _thread.start_new_thread(watch, ())
