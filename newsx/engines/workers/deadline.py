"""A time limit that holds whatever the code within it does. Called by workers, once a document."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

from newsx.engines.limits import WALL_FACTOR

if TYPE_CHECKING:
    from types import TracebackType

# The shortest time an alarm can be set to: 0 would be none.
_LEAST_SECONDS = 0.001


class Deadline:
    """Seconds of computing a document may take in all, counted only inside `with deadline:`; then the process is killed.

    What waits instead of computing may take ten times as long. A run that is suspended computes nothing, so that it is not
    the worse for it; should the second alarm go off then, whoever supervises the process knows (`newsx.engines.workers.group`).

    The alarms keep their default action, so that the system itself ends the process: loops in C that never come back to
    Python, on which exceptions from a signal handler or a second thread would wait for ever, end as well. They go off
    even when the process that supervises this one has died. 0 seconds are no limit.
    """

    def __init__(self, seconds: float) -> None:
        self._limited = seconds > 0
        self._left = seconds
        self._wall_left = WALL_FACTOR * seconds
        self._started = (0.0, 0.0)

    def __enter__(self) -> None:
        if self._limited:
            self._started = time.process_time(), time.monotonic()
            signal.setitimer(signal.ITIMER_PROF, max(self._left, _LEAST_SECONDS))
            signal.setitimer(signal.ITIMER_REAL, max(self._wall_left, _LEAST_SECONDS))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._limited:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            self._left -= time.process_time() - self._started[0]
            self._wall_left -= time.monotonic() - self._started[1]
