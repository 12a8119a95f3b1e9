"""A process of its own that runs documents for another program, one request after another, under supervision.

Called by the Dask engine: a program with threads cannot fork workers. It starts a `Runner` instead: a fresh, small process
that supervises one worker as any `LocalEngine` does and keeps it, with its model, from request to request. The inside of that
process is `newsx.engines.workers.request_server`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.engines.workers.channel import Channel, make_pair
from newsx.engines.workers.forking import describe_end
from newsx.engines.workers.worker import Fatal
from newsx.errors import NewsxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.engines.base import Outcome, Work
    from newsx.engines.limits import Limits
    from newsx.engines.parts import ReadablePart
    from newsx.flow import Item

# The new process sees the same modules as this one, whatever this one was started with. Nothing it prints reaches stdout.
_PROGRAM = (
    "import sys; sys.path[:] = {path}; "
    "from newsx.engines.workers.request_server import serve_requests; serve_requests({handle})"
)
_STDERR = 2


class RunnerError(NewsxError):
    """A runner has died."""


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """What a runner does with every document.

    `folder` is the working folder relative paths are meant from; None where no path is relative.
    """

    work: Work
    limits: Limits
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A message to the runner: parts to read and work on."""

    parts: tuple[ReadablePart, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A message of the runner: the request had so many items, and has so many outcomes."""

    number: int


@dataclass(frozen=True, slots=True)
class Started:
    """A message of the runner: it is ready for requests."""


class Runner:
    """A process that answers requests; one at a time, because they are answered in order."""

    def __init__(self, settings: bytes) -> None:
        """Take up the work: `settings` are pickled `RunnerSettings`. Raises UsageError or RunnerError when the process cannot take up its work."""
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
            self._send(settings)
            self._receive()
        except NewsxError:
            self.close()
            raise

    def run(self, request: Request) -> Iterator[tuple[Item, Outcome]]:
        """Yield every item of the request's parts with its outcome, in order.

        Raises RunnerError when the process has died, and the NewsxError it met when no document can be worked on.
        """
        self._send(request)
        expected: int | None = None
        done = 0
        while expected is None or done < expected:
            message = self._receive()
            if isinstance(message, Counted):
                expected = message.number
            else:
                assert isinstance(message, tuple)
                done += 1
                yield message

    def kill(self) -> None:
        """End the process and its worker; whoever waits for an answer has a RunnerError. For other threads."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process and its worker, and wait until they are gone."""
        self._channel.close()
        self.kill()
        self._process.wait()

    def _send(self, message: object) -> None:
        try:
            self._channel.send(message)
        except OSError as error:
            raise self._death() from error

    def _receive(self) -> object:
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


def _as_status(code: int) -> int:
    """Return the wait status of a process from its return code as `subprocess` tells it."""
    return -code if code < 0 else code << 8
