"""Locks an output while a run writes to it, and remembers beside it what it was written with. Called by `opening` and runs.

The side file of FILE is `.FILE.newsx`, that of a folder `.newsx/run`: listings leave hidden names out. Its first line holds the
settings of the run that wrote the output, the second who is writing.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.files import output_error, write_all

if TYPE_CHECKING:
    from collections.abc import Mapping

# What hides everything newsx keeps beside its outputs.
HIDDEN = ".newsx"
_RUN = "run"
_MAX_NAME_BYTES = 200  # file systems allow 255 bytes a name
# What network storage answers that knows no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
_MAX_SIDE_BYTES = 1 << 16


def settings_beside(path: str, *, is_folder: bool) -> dict[str, Any] | None:
    """Return what an output was written with, as its side file says; None where there is none. Nothing is locked or made."""
    try:
        with open(side_file(path, is_folder=is_folder), "rb") as file:
            told = json.loads(file.readline(_MAX_SIDE_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


class OutputLock:
    """Holds an output for one run: another one that wants it ends at once, with UsageError that names the holder.

    `part` is for runs that share a folder of records (shards): each holds its own part, and a run that is no part holds
    none of them. Processes forked from this one hold nothing.
    """

    def __init__(self, path: str, *, is_folder: bool = False, part: str | None = None) -> None:
        """Take the lock; raise UsageError when another run holds the output, OutputError when nothing can be written beside it."""
        self._path = path
        self._held: list[_Held] = []
        self._is_shared = part is not None
        side = side_file(path, is_folder=is_folder)
        self.side = side
        try:
            os.makedirs(os.path.dirname(side) or ".", exist_ok=True)
            self._held.append(_Held(side, path, shared=part is not None))
            if part is not None:
                self._held.append(_Held(f"{side}-{part}", path, shared=False))
        except OSError as error:
            self.release()
            raise output_error(path, error) from error
        except UsageError:
            self.release()
            raise
        _LOCKS.add(self)

    def settings(self) -> dict[str, Any] | None:
        """Return what the output was written with; None when nothing is known of it."""
        lines = self._held[0].read().split(b"\n")
        with suppress(ValueError, RecursionError):
            told = json.loads(lines[0]) if lines[0] else None
            return told if isinstance(told, dict) else None
        return None

    def note(self, settings: Mapping[str, Any], *, is_held: bool = True) -> None:
        """Write down what the output is written with, and by whom as long as it `is_held`. Raises OutputError."""
        holder = {"pid": os.getpid(), "host": socket.gethostname()}
        lines = [dict(settings), holder] if is_held and not self._is_shared else [dict(settings)]
        data = "".join(json.dumps(line, ensure_ascii=True, sort_keys=True) + "\n" for line in lines).encode()
        try:
            self._held[0].write(data)
        except OSError as error:
            raise output_error(self._path, error) from error

    def release(self, *, keep: bool = True) -> None:
        """Let the output go; without `keep`, or when nothing was noted, the side file goes too."""
        held, self._held = self._held, []
        for each in reversed(held):
            each.release(keep=keep and bool(each.read()))
        folder = os.path.dirname(self.side)
        if held and os.path.basename(folder) == HIDDEN:
            with suppress(OSError):  # it holds something
                os.rmdir(folder)

    def drop(self) -> None:
        """Close what a fork has inherited: the lock is the parent's."""
        for each in self._held:
            each.close()


class _Held:
    """One locked file. It is opened anew until the locked one is the one that stands there."""

    def __init__(self, path: str, output: str, *, shared: bool) -> None:
        self._path = path
        self._output = output
        self._lock_file: str | None = None
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            try:
                self._lock(handle, shared=shared)
                is_there = os.path.samestat(os.fstat(handle), os.stat(path))
            except FileNotFoundError:
                is_there = False
            except BaseException:
                os.close(handle)
                raise
            if is_there:
                break
            os.close(handle)
        self._file = os.fdopen(handle, "r+b", buffering=0)  # closed with this object at the latest

    def _lock(self, handle: int, *, shared: bool) -> None:
        import fcntl

        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(_taken(self._output, os.pread(handle, _MAX_SIDE_BYTES, 0))) from error
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            if not shared:
                self._make_lock_file()

    def _make_lock_file(self) -> None:
        """Hold the output by a file that nobody else can make, where the storage knows no locks."""
        path = f"{self._path}-lock"
        told = json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode()
        for _ in range(2):
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except FileExistsError as error:
                with open(path, "rb") as file:
                    holder = file.read(_MAX_SIDE_BYTES)
                if not _is_dead(holder):
                    raise UsageError(_taken(self._output, b"\n" + holder)) from error
                with suppress(FileNotFoundError):
                    os.unlink(path)
                continue
            write_all(handle, told)
            os.close(handle)
            self._lock_file = path
            return
        raise UsageError(_taken(self._output, b""))

    def read(self) -> bytes:
        """Return what the file holds."""
        return os.pread(self._file.fileno(), _MAX_SIDE_BYTES, 0)

    def write(self, data: bytes) -> None:
        """Let the file hold this. Raises OSError."""
        if self.read() == data:
            return
        os.pwrite(self._file.fileno(), data, 0)  # a few hundred bytes: all or none of them
        os.ftruncate(self._file.fileno(), len(data))

    def release(self, *, keep: bool) -> None:
        """Unlock the file."""
        with suppress(OSError):  # what is gone already need not be removed
            if not keep:
                os.unlink(self._path)
        with suppress(OSError):
            if self._lock_file:
                os.unlink(self._lock_file)
        self.close()

    def close(self) -> None:
        """Close the file; what was locked stays so as long as another process has it open."""
        with suppress(OSError):
            self._file.close()


def side_file(path: str, *, is_folder: bool) -> str:
    """Return where it is kept what an output was written with."""
    if is_folder:
        return os.path.join(path, HIDDEN, _RUN)
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{os.fsdecode(os.fsencode(name)[:_MAX_NAME_BYTES])}{HIDDEN}")


def _taken(output: str, side: bytes) -> str:
    holder = _holder(side)
    who = f" (process {holder['pid']} on {holder['host']})" if holder else ""
    return f"{output}: another run is writing to it{who}"


def _holder(side: bytes) -> dict[str, Any] | None:
    with suppress(ValueError, IndexError, KeyError, TypeError, RecursionError):
        told = json.loads(side.split(b"\n")[1])
        return {"pid": int(told["pid"]), "host": str(told["host"])}
    return None


def _is_dead(told: bytes) -> bool:
    """Whether the process that made a lock file ran here and runs no more."""
    holder = _holder(b"\n" + told)
    if holder is None or holder["host"] != socket.gethostname():
        return False
    try:
        os.kill(holder["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


_LOCKS: weakref.WeakSet[OutputLock] = weakref.WeakSet()


def _drop_inherited() -> None:
    for lock in list(_LOCKS):
        lock.drop()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_drop_inherited)
