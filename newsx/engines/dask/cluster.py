"""A connection to a Dask scheduler: who works there, and with what. Called by the Dask engine."""

from __future__ import annotations

import logging
import os
import pkgutil
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.errors import NewsxError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Seconds in which a scheduler that is there has answered.
CONNECT_SECONDS = 10.0
# Seconds a run waits for workers, at its start and when all have gone: one that a scheduler starts anew is there in five.
WORKERLESS_SECONDS = 30.0

_CLOSE_SECONDS = 5.0
_POLL_SECONDS = 0.2
# Dask warns of tasks that bring more than 10 MB; documents of up to 64 MB are meant to.
_NO_WARNING = {"distributed.admin.large-graph-warning-threshold": "1 TB"}
# A function of the standard library: one of newsx could not be told to a worker without newsx.
_VERSION = (pkgutil.resolve_name, "newsx:__version__")
INSTALL = "pip install 'newsx[dask]'"


class ClusterError(NewsxError):
    """The cluster has failed in the middle of a run."""


@contextmanager
def connected(address: str, *, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Cluster]:
    """Connect to a scheduler that has workers, all with this newsx.

    `address` is tcp://HOST:PORT, or the path of a scheduler file (.json). Raises UsageError when nobody answers there, no worker comes, or one has another newsx than this.
    """
    with _quiet():
        cluster = Cluster(address)
        try:
            cluster.check_scheduler()
            cluster.wait_for_workers(is_stopped)
            yield cluster
        finally:
            cluster.close()


class Cluster:
    """An open connection to a scheduler."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = _connect(address)
        self._workerless_since: float | None = None
        self._checked: set[str] = set()

    @property
    def is_lost(self) -> bool:
        """Whether the scheduler does not answer any more, and has forgotten the run."""
        return bool(self._client.status != "running")

    def count_threads(self) -> int:
        """Return the number of task threads of all workers at the moment.

        Raises UsageError when there have been none for too long, or a new worker cannot do the work.
        """
        try:
            threads: dict[str, int] = self._client.nthreads()
        except OSError as error:
            raise self.lost() from error
        new = threads.keys() - self._checked
        if new:
            self.check_workers(sorted(new))
            self._checked |= new
        if threads:
            self._workerless_since = None
            return sum(threads.values())
        now = time.monotonic()
        self._workerless_since = self._workerless_since or now
        if now - self._workerless_since > WORKERLESS_SECONDS:
            raise UsageError(
                f"the scheduler at {self.address} has had no worker for {WORKERLESS_SECONDS:g} s: "
                f"start some with `dask worker {self._client.scheduler.address}`"
            )
        return 0

    def wait_for_workers(self, is_stopped: Callable[[], bool]) -> None:
        """Wait until there is a worker, or the run was stopped. Raises UsageError when none comes in time."""
        while not is_stopped() and not self.count_threads():
            time.sleep(_POLL_SECONDS)

    def check_scheduler(self) -> None:
        """Raise UsageError unless the scheduler has this very newsx."""
        try:
            version = self._client.run_on_scheduler(*_VERSION)
        except (ImportError, AttributeError) as error:
            version = error
        _check("the scheduler", version)

    def check_workers(self, addresses: list[str] | None = None) -> None:
        """Raise UsageError with the name of a worker (of all, by default) that has not this very newsx."""
        versions = self._client.run(*_VERSION, workers=addresses, on_error="return")
        for address, version in sorted(versions.items()):
            _check(f"worker {address}", version)

    def submit(self, function: Callable[..., Any], *args: object, key: tuple[str, int]) -> Any:
        """Return the future of a call on some worker, tried again on others when that one dies."""
        import dask

        with dask.config.set(_NO_WARNING):
            return self._client.submit(function, *args, key=key, pure=False)

    def call_everywhere(self, function: Callable[[str], None], argument: str) -> None:
        """Make the call on every worker that can be reached."""
        with suppress(OSError):  # the scheduler may just have gone
            if not self.is_lost:
                self._client.run(function, argument, on_error="ignore")

    def cancel(self, futures: list[Any]) -> None:
        """Cancel calls that have not begun."""
        with suppress(OSError):  # as above
            if futures and not self.is_lost:
                self._client.cancel(futures, force=True)

    def close(self) -> None:
        """Close the connection."""
        self._client.close(timeout=_CLOSE_SECONDS)

    def lost(self) -> ClusterError:
        """Return the error to raise when the scheduler has gone."""
        return ClusterError(f"lost the scheduler at {self.address}: what was finished before is in its place")


def _check(name: str, version: object) -> None:
    """Raise UsageError unless the newsx there is this one: its version is given, or the error that came instead."""
    if isinstance(version, ImportError | AttributeError):
        raise UsageError(f"{name} has no newsx ({version}): install newsx[dask] {__version__} there")
    if isinstance(version, str) and version != __version__:
        raise UsageError(f"{name} has newsx {version}, not {__version__}: install the same version everywhere")


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(f"the Dask engine needs a package that is not installed: {INSTALL}") from error
    make_client: Any = Client
    where = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
    if "scheduler_file" in where and not os.path.exists(address):
        raise UsageError(f"the scheduler file {address} does not exist")
    try:
        return make_client(**where, timeout=CONNECT_SECONDS, set_as_default=False, name="newsx")
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: start one with `dask scheduler`") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave Dask's own messages out: what people need to know of them is raised as an error, in one line."""
    loggers = [
        logging.getLogger(name)
        for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm")
    ]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
