"""How long a call computes, for tests of growth: they compare two lengths of one text, never a time with a clock on the wall."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def cpu_seconds(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call.

    The collector, which would walk all that other tests have left behind, is no part of what is measured.
    """
    gc.disable()
    try:
        began = time.process_time()
        call()
        return time.process_time() - began
    finally:
        gc.enable()
