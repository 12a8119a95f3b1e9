"""The inside of a runner's process: reads the parts of requests and answers with their outcomes. Started by `Runner`."""

from __future__ import annotations

import os
import pickle
import socket
from collections import deque
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from newsx.engines.workers.channel import Channel
from newsx.engines.workers.runner import Counted, Request, RunnerSettings, Started
from newsx.engines.workers.supervisor import LocalEngine
from newsx.engines.workers.supply import ChannelSupply, Reader
from newsx.engines.workers.worker import Fatal
from newsx.errors import NewsxError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator

    from newsx.engines.base import Outcome
    from newsx.flow import Item
    from newsx.records import Failure, Options


def serve_requests(handle: int) -> None:
    """Answer all requests that come over the socket of this file descriptor, until the other side closes it."""
    channel = Channel(socket.socket(fileno=handle))
    os.register_at_fork(after_in_child=channel.close)  # the end of this process is then seen whatever its worker does
    try:
        _serve(channel)
    except (EOFError, OSError):
        pass  # the other side is gone, and with it everyone who could be told
    except NewsxError as error:
        channel.send(Fatal(error))


def _serve(channel: Channel) -> None:
    settings = _take_up(channel.receive())
    engine = LocalEngine(settings.work, limits=replace(settings.limits, jobs=1))
    supply = RequestSupply(channel, engine, settings.work.options)
    channel.send(Started())
    outcomes = cast("Generator[tuple[Item, Outcome]]", engine.run_supply(supply))
    with closing(outcomes):
        for outcome in outcomes:
            channel.send(outcome)


def _take_up(data: bytes) -> RunnerSettings:
    """Return the settings, with their folder as the working folder. Raises UsageError."""
    try:
        settings: RunnerSettings = pickle.loads(data)  # noqa: S301 - see newsx.engines.workers.channel
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the run needs something that is not installed here: {error}") from error
    if settings.folder is not None:
        try:
            os.chdir(settings.folder)
        except OSError as error:
            raise UsageError(
                f"the folder {settings.folder} is not here ({error.strerror}): inputs are read where documents are worked on"
            ) from error
    return settings


class RequestSupply:
    """The items of requests, one after another; ends the run when nobody is left who could make one."""

    def __init__(self, channel: Channel, engine: LocalEngine, options: Options) -> None:
        self._channel = channel
        self._engine = engine
        self._options = options
        self._requests = ChannelSupply(channel)
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
        """The process that reads parts, while there is one."""
        return self._reader.pid if self._reader else None

    @property
    def part_name(self) -> str:
        """The name of the part that is being read."""
        return self._reader.part_name if self._reader else self._requests.part_name

    def take(self) -> Item | None:
        """Return the next item of the request in work, or the first of a new one; None while there is none."""
        if not self._items and self._reader is None:
            self._begin()
        return self._items.popleft() if self._items else self._take_read()

    def abandon(self, failure: Failure) -> None:
        """Give up the part in work."""
        if self._reader:
            self._reader.abandon(failure)

    def close(self) -> None:
        """Read nothing any more."""
        if self._reader:
            self._reader.close()

    def _begin(self) -> None:
        request = cast("Request | None", self._requests.take())
        if self._requests.ended:
            self.ended = True
            self._engine.stop()
        elif request is not None and any(part.is_read_ahead for part in request.parts):
            self._reader = Reader(request.parts, self._options)
            self._read = 0
        elif request is not None:
            items = [item for part in request.parts for item in part.read(self._options)]
            self._items.extend(items)
            self._channel.send(Counted(len(items)))

    def _take_read(self) -> Item | None:
        """Return the next item that was read; tell their number when all have been."""
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
