"""Limits of a run (workers, time, memory), and how much of them is in use. Called by engines and whoever sets limits."""

from __future__ import annotations

import os
from dataclasses import dataclass

from newsx.calls import explains_fields
from newsx.errors import UsageError

_MIB = 1024 * 1024

# Seconds a document may take. The slowest article of ordinary length takes about one; a page of 60 MB about ten.
DEFAULT_TIMEOUT = 60.0
# Resident bytes a worker may hold. The default model with an article of a million characters stays below half of it.
DEFAULT_MAX_MEMORY = 2048 * _MIB
# A worker is replaced after this many documents: slow leaks of foreign code then never add up.
_DOCUMENTS_A_WORKER = 1000

# What is beyond these is a slip of the finger, and beyond what timers and counters take.
MAX_TIMEOUT = 1e6
MAX_MEMORY = 1 << 50
MAX_JOBS = 1024
# A document that waits, whatever for, may take so many times its limit.
WALL_FACTOR = 10

_CGROUP_QUOTA = "/sys/fs/cgroup/cpu.max"
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@explains_fields
@dataclass(frozen=True, slots=True)
class Limits:
    """How many workers run and what each document may cost.

    `jobs` is the number of workers, None for one a usable core; 0 runs in the calling process, where no limit can be
    enforced. `timeout` is in seconds of computing, and ten times as long in all for what waits instead, without the time the
    run is suspended; `max_memory` in bytes of resident memory of a worker, beyond what it inherited from the calling process;
    0 is no limit. Memory is watched where /proc tells it (Linux). Raises UsageError for limits that cannot be meant.
    """

    jobs: int | None = None
    timeout: float = DEFAULT_TIMEOUT
    max_memory: int = DEFAULT_MAX_MEMORY
    documents_a_worker: int = _DOCUMENTS_A_WORKER

    def __post_init__(self) -> None:
        for name in ("jobs", "timeout", "max_memory"):
            value = getattr(self, name)
            if not isinstance(value, int | float) and not (name == "jobs" and value is None):
                raise UsageError(f"{name} is a number, not {value!r}")
        if not 0 <= self.timeout <= MAX_TIMEOUT:
            raise UsageError(
                f"a time limit of {self.timeout} s cannot be kept: name one up to {MAX_TIMEOUT:,.0f}, or 0 for none"
            )
        if not 0 <= self.max_memory <= MAX_MEMORY:
            raise UsageError(
                "the memory limit is beyond what any machine holds: name one up to 1000000G, or 0 for none"
            )
        if self.jobs is not None and not 0 <= self.jobs <= MAX_JOBS:
            raise UsageError(f"{self.jobs} workers cannot be had: name up to {MAX_JOBS}")


def usable_cores() -> int:
    """Return the number of cores this process may use: its affinity, and the quota of its container."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        with open(_CGROUP_QUOTA, encoding="ascii") as file:
            quota, period = file.read().split()
        if quota != "max":
            count = min(count, -(-int(quota) // int(period)))
    except (OSError, ValueError):
        pass  # no control group, or an older kind: the affinity stands
    return max(1, count)


def resident_bytes(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 when it is gone or the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


def is_stopped(pid: int) -> bool:
    """Return whether a process has been stopped by a signal; False where the system does not tell, and in a debugger."""
    return _state_of(pid) == b"T"


def has_ended(pid: int) -> bool:
    """Return whether a process is gone, or has ended and waits for its parent; False where the system does not tell."""
    state = _state_of(pid)
    return state in _ENDED or (state is None and os.path.isdir("/proc/self"))


# Zombies, and processes that are being taken down.
_ENDED = frozenset((b"Z", b"X", b"x"))


def _state_of(pid: int) -> bytes | None:
    """Return the letter of a process's state; None where there is no such process, or the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return None


def describe_bytes(size: int) -> str:
    """Return the size in words: "512 MB"."""
    return f"{size / _MIB:.0f} MB"
