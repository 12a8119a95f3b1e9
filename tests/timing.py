"""Growth of computing with the length of the input: two lengths are compared in CPU time, never with a clock on the wall."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 5
# What noise alone may cost: a longer input that takes no more than this says nothing about growth.
LITTLE_SECONDS = 0.05


def assert_linear(
    call: Callable[[int], object], size: int, *, times: int = 10, power: float = 1.5, little: float = LITTLE_SECONDS
) -> None:
    """Fail if an input of `times` the size costs more than linear growth can explain.

    The bound lies midway between linear and square growth, and the best of five tries counts: a square algorithm stays above the bound
    in every one of them, whereas a busy machine disturbs one try or another.

    Args:
        call: Runs what is tried on an input of the given size.
        size: The size of the shorter input, in any unit.
        times: How many times longer the longer one is.
        power: Growth allowed, as a power of `times`: 1 is linear, 2 is square.
        little: CPU seconds under which the longer input is cheap whatever the growth.

    Raises:
        AssertionError: No try stayed within the bound.
    """
    call(max(size // times, 1))
    seen = []
    for _ in range(TRIES):
        few, many = cpu_seconds(lambda: call(size)), cpu_seconds(lambda: call(size * times))
        seen.append(f"{few:.3f} s, {many:.3f} s")
        if many <= max(few * times**power, little):
            return
    raise AssertionError(f"{times} times the input cost more than power {power} allows: {'; '.join(seen)}")


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
