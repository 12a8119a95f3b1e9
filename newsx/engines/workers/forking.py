"""Forks processes, kills them and says how they ended. Called by whatever starts a process of the engine."""

from __future__ import annotations

import logging
import os
import signal
import sys
import traceback
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# One thread a worker: the cores are shared out by documents, and sums come out the same for any number of workers.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
# mallopt(3): the parameter, and the value that glibc starts with before it adapts.
_M_TRIM_THRESHOLD = -1
_TRIM_BYTES = 128 * 1024


def fork(main: Callable[[], None]) -> int:
    """Start a child process that runs `main` and ends with it; return its process id to the parent."""
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
    """Make the process behave as a child: deaf to Ctrl-C, silent, one thread for numerical libraries."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the supervisor decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    os.dup2(2, 1)  # nothing that foreign code prints may get among the records
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")  # they are about foreign code; what people need to know is in the record's warnings
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = "1"
    _give_memory_back()


def _give_memory_back() -> None:
    """Let freed memory go back to the system, where the C library is glibc.

    Its own rule keeps more and more of it: 8 of 165 MB of a worker, which saves no time that could be measured.
    """
    import ctypes  # NumPy brings it along

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_TRIM_THRESHOLD, _TRIM_BYTES)


def count_threads() -> int:
    """Return the number of threads of this process, native ones included, where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        import threading

        return threading.active_count()


def kill(pid: int) -> None:
    """Have the system end the process, if it still runs."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def describe_end(status: int | None) -> str:
    """Return a wait status in words."""
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
