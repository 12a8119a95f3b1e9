"""Pools start worker processes and reap them. Called by the supervisor.

Two ways. A `ForkingPool` forks workers from the calling process, which is small; each loads the model itself. A
`PreforkPool` has a process between, the prefork server: it loads once what can be shared (see `Flow.load_shared`) and forks
workers that are ready sooner and share its memory, which pays from the second worker on. Workers are forked, never started
anew, so that flows made by the caller need not be importable by name.
"""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from newsx.engines.workers.channel import PATIENCE, Channel, make_pair
from newsx.engines.workers.forking import count_threads, fork, kill
from newsx.engines.workers.worker import Fatal, serve
from newsx.errors import NewsxError

if TYPE_CHECKING:
    from newsx.engines.base import Work
    from newsx.flow import Flow

_SPAWN = "spawn"


class WorkerPool(Protocol):
    """Makes workers and reaps them."""

    def spawn(self) -> tuple[int, Channel]:
        """Start a worker; return its process id and the channel to it."""

    def reap(self, pid: int) -> int | None:
        """Return the wait status of a worker that has been killed or has ended; None when nobody can tell any more."""

    def close(self) -> None:
        """End every process but workers that were not reaped."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message of the prefork server: it has loaded what it can.

    `can_fork` is false when threads run that a fork would lose.
    """

    can_fork: bool


class ForkingPool:
    """Forks workers from the calling process."""

    def __init__(self, work: Work, *, timeout: float) -> None:
        self._work = work
        self._timeout = timeout
        self._channels: dict[int, Channel] = {}

    def spawn(self) -> tuple[int, Channel]:
        """Start a worker that loads the model when the first article needs it."""
        ours, theirs = make_pair()
        pid = fork(lambda: self._serve(ours, Channel(theirs)))
        theirs.close()
        self._channels[pid] = Channel(ours, patience=PATIENCE)
        return pid, self._channels[pid]

    def _serve(self, ours: object, channel: Channel) -> None:
        ours.close()  # type: ignore[attr-defined]
        for other in self._channels.values():
            other.close()  # a worker sees the end of its supervisor only when no sibling holds that side open
        serve(channel, self._work, timeout=self._timeout)

    def reap(self, pid: int) -> int | None:
        """Return the wait status of a worker."""
        self._channels.pop(pid).close()
        return os.waitpid(pid, 0)[1]

    def close(self) -> None:
        """Do nothing: workers are reaped one by one."""


class PreforkPool:
    """A process that has loaded the model forks workers on request.

    `channel` becomes readable when it has something to tell: see `wait_ready`. A server that once did not answer, or not in
    time, is asked for nothing more: what is left of its answer would be taken for the next one.
    """

    def __init__(self, work: Work, *, timeout: float) -> None:
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _serve_forks(Channel(theirs), work, timeout=timeout)

        self.pid = fork(main)
        theirs.close()
        self.channel = Channel(ours, patience=PATIENCE)

    def wait_ready(self) -> Ready:
        """Wait until the prefork server has loaded the model. Raises the NewsxError it met, or EOFError when it died."""
        message = self.channel.receive()
        if isinstance(message, Fatal):
            raise message.error
        assert isinstance(message, Ready)
        return message

    def spawn(self) -> tuple[int, Channel]:
        """Start a worker that has the model loaded; raises EOFError or OSError when the prefork server has died."""
        ours, theirs = make_pair()
        try:
            self.channel.send(_SPAWN)
            self.channel.send_end(theirs)
            pid: int = self.channel.receive()
        except (EOFError, OSError):
            ours.close()
            theirs.close()
            raise
        return pid, Channel(ours, patience=PATIENCE)

    def reap(self, pid: int) -> int | None:
        """Return the wait status of a worker, as its parent process tells it."""
        try:
            self.channel.send(pid)
            status: int | None = self.channel.receive()
        except (EOFError, OSError):
            self.channel.close()
            return None
        return status

    def close(self) -> None:
        """End the prefork server."""
        self.channel.close()
        kill(self.pid)
        os.waitpid(self.pid, 0)


def _serve_forks(control: Channel, work: Work, *, timeout: float) -> None:
    """Load the model, then fork and reap workers until the other side closes: the inside of the prefork server."""
    flow = work.make_flow(work.options)
    try:
        flow.load_shared()
        if work.html:
            flow.load_html()
    except NewsxError as error:
        control.send(Fatal(error))
        return
    gc.collect()
    gc.freeze()  # collections in the workers then leave these objects, and the memory they share, alone
    control.send(Ready(can_fork=count_threads() == 1))
    while True:
        try:
            request = control.receive()
        except EOFError:
            return
        if request == _SPAWN:
            end = control.receive_end()
            control.send(fork(partial(_serve_from, control, Channel(end), work, timeout, flow)))
            end.close()
        else:
            control.send(_reaped(request))


def _reaped(pid: int) -> int | None:
    """Return the wait status of a worker that has been killed; None when it is no child of this process any more."""
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return None


def _serve_from(control: Channel, channel: Channel, work: Work, timeout: float, flow: Flow) -> None:
    """Serve documents in a worker that was forked from the prefork server."""
    control.close()
    serve(channel, work, timeout=timeout, flow=flow)
