"""Ends a run early, and in order, when SIGINT or SIGTERM comes. Called by `run`."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from newsx.engines import Engine

_NUMBERS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopped_by_signals(engine: Engine) -> Iterator[list[signal.Signals]]:
    """Stop the engine at the first SIGINT or SIGTERM, which then stands in the list; a second one ends the process at once.

    Outside the main thread, where Python allows no handlers, signals are left alone.
    """
    received: list[signal.Signals] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(signal.Signals(number))
        for each in _NUMBERS:
            signal.signal(each, signal.SIG_DFL)
        engine.stop()

    before = [signal.signal(number, stop) for number in _NUMBERS]
    try:
        yield received
    finally:
        for number, handler in zip(_NUMBERS, before, strict=True):
            signal.signal(number, handler)
