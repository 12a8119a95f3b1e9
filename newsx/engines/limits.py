"""Limits of a run (workers, time, memory), and how much of them is in use. Called by engines and whoever sets limits."""

from __future__ import annotations

import os
from dataclasses import dataclass

_MIB = 1024 * 1024

# Seconds a document may take. The slowest article of ordinary length takes about one; a page of 60 MB about ten.
DEFAULT_TIMEOUT = 60.0
# Resident bytes a worker may hold. The default model with an article of a million characters stays below half of it.
DEFAULT_MAX_MEMORY = 2048 * _MIB
# A worker is replaced after this many documents: slow leaks of foreign code then never add up.
_DOCUMENTS_A_WORKER = 1000

_CGROUP_QUOTA = "/sys/fs/cgroup/cpu.max"
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """How many workers run and what each document may cost.

    `jobs` is the number of workers, None for one a usable core; 0 runs in the calling process, where no limit can be
    enforced. `timeout` is in seconds of wall time and `max_memory` in bytes of resident memory of a worker, beyond
    what it inherited from the calling process; 0 is no limit.
    Memory is watched where /proc tells it (Linux).
    """

    jobs: int | None = None
    timeout: float = DEFAULT_TIMEOUT
    max_memory: int = DEFAULT_MAX_MEMORY
    documents_a_worker: int = _DOCUMENTS_A_WORKER


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


def describe_bytes(size: int) -> str:
    """Return the size in words: "512 MB"."""
    return f"{size / _MIB:.0f} MB"
