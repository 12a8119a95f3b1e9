"""Starts worker processes, kills them and tells how they ended.

Two ways. A `Forker` forks workers from the calling process, which is small; each loads the model itself. A `Nursery` is a
process between: it loads once what can be shared (see `Flow.load_shared`) and forks workers that are ready sooner and share
its memory, which pays from the second worker on. Workers are forked, never started anew, so that flows made by the caller need not be importable by name.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import traceback
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from newsx.batch.channel import Channel, make_pair
from newsx.batch.worker import Fatal, serve
from newsx.errors import NewsxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsx.batch.worker import Work
    from newsx.flow import Flow

# One thread a worker: the cores are shared out by documents, and sums come out the same for any number of workers.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_SPAWN = "spawn"
# mallopt(3): the parameter, and the value that glibc starts with before it adapts.
_M_TRIM_THRESHOLD = -1
_TRIM_BYTES = 128 * 1024


class Crew(Protocol):
    """Makes workers and reaps them."""

    def spawn(self) -> tuple[int, Channel]:
        """A worker runs: its process id and the channel to it."""

    def reap(self, pid: int) -> int | None:
        """The wait status of a worker that has been killed or has ended; None when nobody can tell any more."""

    def close(self) -> None:
        """No process is left but workers that were not reaped."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message of the nursery: it has loaded what it can. `forkable` is false when threads run that a fork would lose."""

    forkable: bool


class Forker:
    """Forks workers from the calling process."""

    def __init__(self, work: Work, *, timeout: float) -> None:
        self._work = work
        self._timeout = timeout
        self._channels: dict[int, Channel] = {}

    def spawn(self) -> tuple[int, Channel]:
        """A worker runs that loads the model when the first article needs it."""
        ours, theirs = make_pair()
        pid = fork(lambda: self._serve(ours, Channel(theirs)))
        theirs.close()
        self._channels[pid] = Channel(ours)
        return pid, self._channels[pid]

    def _serve(self, ours: object, channel: Channel) -> None:
        ours.close()  # type: ignore[attr-defined]
        for other in self._channels.values():
            other.close()  # a worker sees the end of its supervisor only when no sibling holds that side open
        serve(channel, self._work, timeout=self._timeout)

    def reap(self, pid: int) -> int | None:
        """The wait status of a worker."""
        self._channels.pop(pid).close()
        return os.waitpid(pid, 0)[1]

    def close(self) -> None:
        """Nothing is left to do: workers are reaped one by one."""


class Nursery:
    """A process that has loaded the model forks workers on request.

    `channel` becomes readable when it has something to tell: see `is_ready`.
    """

    def __init__(self, work: Work, *, timeout: float) -> None:
        ours, theirs = make_pair()

        def main() -> None:
            ours.close()
            _tend(Channel(theirs), work, timeout=timeout)

        self._pid = fork(main)
        theirs.close()
        self.channel = Channel(ours)

    def hear(self) -> Ready:
        """The nursery has loaded the model. Raises the NewsxError it met, or EOFError when it died."""
        message = self.channel.receive()
        if isinstance(message, Fatal):
            raise message.error
        assert isinstance(message, Ready)
        return message

    def spawn(self) -> tuple[int, Channel]:
        """A worker runs that has the model loaded; raises EOFError or OSError when the nursery has died."""
        ours, theirs = make_pair()
        self.channel.send(_SPAWN)
        self.channel.send_end(theirs)
        return self.channel.receive(), Channel(ours)

    def reap(self, pid: int) -> int | None:
        """The wait status of a worker, as its parent process tells it."""
        try:
            self.channel.send(pid)
            status: int = self.channel.receive()
        except (EOFError, OSError):
            return None
        return status

    def close(self) -> None:
        """The nursery has ended."""
        self.channel.close()
        kill(self._pid)
        os.waitpid(self._pid, 0)


def _tend(control: Channel, work: Work, *, timeout: float) -> None:
    """The inside of the nursery: loads, then forks and reaps until the other side closes."""
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
    control.send(Ready(forkable=_threads() == 1))
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
            control.send(os.waitpid(request, 0)[1])


def _serve_from(control: Channel, channel: Channel, work: Work, timeout: float, flow: Flow) -> None:
    """The inside of a worker that was forked from the nursery."""
    control.close()
    serve(channel, work, timeout=timeout, flow=flow)


def fork(main: Callable[[], None]) -> int:
    """A child process runs `main` and ends with it; its process id is given to the parent."""
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _settle()
        main()
        code = 0
    except (EOFError, OSError):
        pass  # the supervisor is gone, and with it everyone who could be told
    except BaseException:  # noqa: BLE001 - nothing may return into the code of the parent
        traceback.print_exc()
    finally:
        os._exit(code)


def _settle() -> None:
    """The process behaves as a child: deaf to Ctrl-C, silent, one thread for numerical libraries."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the supervisor decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.dup2(2, 1)  # nothing that foreign code prints may get among the records
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")  # they are about foreign code; what people need to know is in the record's warnings
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = "1"
    _give_memory_back()


def _give_memory_back() -> None:
    """Memory that has been freed goes back to the system, where the C library is glibc.

    Its own rule keeps more and more of it: 8 of 165 MB of a worker, which saves no time that could be measured.
    """
    import ctypes  # NumPy brings it along

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_TRIM_THRESHOLD, _TRIM_BYTES)


def _threads() -> int:
    """The number of threads of this process, native ones included, where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        import threading

        return threading.active_count()


def kill(pid: int) -> None:
    """The process is being ended by the system, if it still runs."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def describe_end(status: int | None) -> str:
    """A wait status in words."""
    if status is None:
        return "nobody knows how"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = f"signal {number}"
        return f"killed by {name}" + (", perhaps for want of memory" if number == signal.SIGKILL else "")
    return f"exit code {os.WEXITSTATUS(status)}"
