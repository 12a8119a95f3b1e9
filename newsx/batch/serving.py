"""A process of its own that runs documents for another program, one request after another, under supervision.

A program with threads cannot fork workers. It starts a `Runner` instead: a fresh, small process that supervises one worker
as any `Batch` does and keeps it, with its model, from request to request.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from newsx.batch.channel import Channel, make_pair
from newsx.batch.forking import describe_end
from newsx.batch.supervisor import Batch
from newsx.batch.supply import Reader, Requested
from newsx.batch.worker import Fatal, Outcome, Work
from newsx.errors import NewsxError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from newsx.batch.limits import Limits
    from newsx.batch.supply import Source
    from newsx.flow import Item
    from newsx.records import Failure

# The new process sees the same modules as this one, whatever this one was started with. Nothing it prints reaches stdout.
_PROGRAM = "import sys; sys.path[:] = {path}; from newsx.batch.serving import serve_requests; serve_requests({handle})"
_STDERR = 2


class RunnerError(NewsxError):
    """A runner has died."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a runner does with every document.

    `folder` is the working folder relative paths are meant from; None where no path is relative.
    """

    work: Work
    limits: Limits
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Items to work on, or sources to read them from."""

    items: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A message of the runner: the request had so many items, and has so many outcomes."""

    number: int


@dataclass(frozen=True, slots=True)
class Started:
    """A message of the runner: it is ready for requests."""


class Runner:
    """A process that answers requests; one at a time, because they are answered in order."""

    def __init__(self, setting: bytes) -> None:
        """`setting` is a pickled `Setting`. Raises UsageError or RunnerError when the process cannot take up its work."""
        ours, theirs = make_pair()
        program = _PROGRAM.format(path=ascii(sys.path), handle=theirs.fileno())
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-c", program],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=_STDERR,
                process_group=0,  # Ctrl-C in a terminal is for the program, and its end ends this process
            )
        except OSError as error:
            ours.close()
            raise RunnerError(f"no process can be started ({error.strerror})") from error
        finally:
            theirs.close()
        self._channel = Channel(ours)
        try:
            self._send(setting)
            self._hear()
        except NewsxError:
            self.close()
            raise

    def run(self, request: Request) -> Iterator[Outcome]:
        """Every item of the request has its outcome, in order.

        Raises RunnerError when the process has died, and the NewsxError it met when no document can be worked on.
        """
        self._send(request)
        expected: int | None = None
        done = 0
        while expected is None or done < expected:
            message = self._hear()
            if isinstance(message, Counted):
                expected = message.number
            else:
                assert isinstance(message, Outcome)
                done += 1
                yield message

    def kill(self) -> None:
        """The process and its worker are being ended; whoever waits for an answer has a RunnerError. For other threads."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """The process and its worker are gone."""
        self._channel.close()
        self.kill()
        self._process.wait()

    def _send(self, message: object) -> None:
        try:
            self._channel.send(message)
        except OSError as error:
            raise self._death() from error

    def _hear(self) -> object:
        try:
            message: object = self._channel.receive()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if isinstance(message, Fatal):
            raise message.error
        return message

    def _death(self) -> RunnerError:
        self.kill()
        code = self._process.wait()
        return RunnerError(f"the process that supervises a worker died ({describe_end(_as_status(code))})")


def serve_requests(handle: int) -> None:
    """All requests that came over the socket of this file descriptor have been answered, until the other side closed it."""
    channel = Channel(socket.socket(fileno=handle))
    os.register_at_fork(after_in_child=channel.close)  # the end of this process is then seen whatever its worker does
    try:
        _serve(channel)
    except (EOFError, OSError):
        pass  # the other side is gone, and with it everyone who could be told
    except NewsxError as error:
        channel.send(Fatal(error))


def _serve(channel: Channel) -> None:
    setting = _take_up(channel.receive())
    batch = Batch(setting.work, limits=replace(setting.limits, jobs=1))
    orders = _Orders(channel, batch)
    channel.send(Started())
    outcomes = cast("Generator[tuple[Item, Outcome]]", batch.run_supply(orders))
    with closing(outcomes):
        for _, outcome in outcomes:
            channel.send(outcome)


def _take_up(data: bytes) -> Setting:
    """The setting, with its folder as the working folder. Raises UsageError."""
    try:
        setting: Setting = pickle.loads(data)  # noqa: S301 - see newsx.batch.channel
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the run needs something that is not installed here: {error}") from error
    if setting.folder is not None:
        try:
            os.chdir(setting.folder)
        except OSError as error:
            raise UsageError(
                f"the folder {setting.folder} is not here ({error.strerror}): inputs are read where documents are worked on"
            ) from error
    return setting


class _Orders:
    """The items of requests, one after another; ends the batch when nobody is left who could make one."""

    def __init__(self, channel: Channel, batch: Batch) -> None:
        self._channel = channel
        self._batch = batch
        self._requests = Requested(channel)
        self.ended = False
        self._items: deque[Item] = deque()
        self._reader: Reader | None = None
        self._read = 0

    @property
    def handle(self) -> int:
        """The file descriptor that is readable when there is something to take."""
        return self._reader.handle if self._reader else self._requests.handle

    @property
    def pid(self) -> int | None:
        """The process that reads sources, while there is one."""
        return self._reader.pid if self._reader else None

    @property
    def source(self) -> str:
        """The source that is being read."""
        return self._reader.source if self._reader else self._requests.source

    def take(self) -> Item | None:
        """The next item of the request in work, or the first of a new one; None while there is none."""
        if not self._items and self._reader is None:
            self._begin()
        return self._items.popleft() if self._items else self._take_read()

    def abandon(self, failure: Failure) -> None:
        """The source in work is given up."""
        if self._reader:
            self._reader.abandon(failure)

    def close(self) -> None:
        """Nothing is read any more."""
        if self._reader:
            self._reader.close()

    def _begin(self) -> None:
        request = cast("Request | None", self._requests.take())
        if self._requests.ended:
            self.ended = True
            self._batch.stop()
        elif request is not None and request.sources:
            self._reader = Reader(request.sources)
            self._read = 0
        elif request is not None:
            self._items.extend(request.items)
            self._channel.send(Counted(len(request.items)))

    def _take_read(self) -> Item | None:
        """The next item of the sources; their end is told, with the number of items they had."""
        if self._reader is None:
            return None
        item = self._reader.take()
        if item is not None:
            self._read += 1
        elif self._reader.ended:
            self._reader.close()
            self._reader = None
            self._channel.send(Counted(self._read))
        return item


def _as_status(code: int) -> int:
    """The wait status of a process from its return code as `subprocess` tells it."""
    return -code if code < 0 else code << 8
