"""Files that appear whole or not at all: what all writers of files use, runs and reports too."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsx.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.records import InputRef

# Half-written files are called .NAME.newsx-PROCESS.tmp, beside NAME.
_MARK = ".newsx-"
_SUFFIX = ".tmp"
_CLOSED_IN_CHILDREN = getattr(os, "O_CLOEXEC", 0)
_MAX_NAME_BYTES = 200  # file systems allow 255 bytes a name


class AtomicFile:
    """A binary file under a temporary name in the folder of its path; `commit` gives it the name it is meant for.

    What stood there before stays until then. A device, a pipe or a terminal is written to as it is: a file in its place would
    take it away from the system. `make_folder`: the folder is made when it is not there. Raises OutputError when the folder
    cannot be written to.
    """

    def __init__(self, path: str, *, make_folder: bool = True) -> None:
        self.path = path
        self._temporary = None if is_device(path) else _temporary_name(path)
        try:
            handle = self._open(make_folder=make_folder)
        except OSError as error:
            raise output_error(path, error) from error
        self.file = os.fdopen(handle, "wb")

    def _open(self, *, make_folder: bool) -> int:
        if self._temporary is None:
            return os.open(self.path, os.O_WRONLY | _CLOSED_IN_CHILDREN)
        if os.path.isdir(self.path):
            raise IsADirectoryError(0, "is a folder")
        if make_folder:
            os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)  # left by a process of the same number, or set as a trap
        return os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSED_IN_CHILDREN, 0o666)

    def commit(self) -> None:
        """Bring the file to disk and give it its name. Raises OutputError; the temporary file is gone in any case."""
        try:
            self.file.flush()
            if self._temporary is None:
                self.file.close()
                return
            os.fsync(self.file.fileno())
            self.file.close()
            os.replace(self._temporary, self.path)
        except OSError as error:
            self.discard()
            raise output_error(self.path, error) from error

    def discard(self) -> None:
        """Remove the temporary file; what stood in its place before is left alone."""
        with suppress(OSError):  # what could not be flushed is not wanted
            self.file.close()
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)


def write_aside(path: str, parts: Iterable[bytes], *, make_folder: bool = True) -> None:
    """Write a file of these parts that appears whole: beside its place, synced and renamed. Raises OutputError."""
    target = AtomicFile(path, make_folder=make_folder)
    try:
        for part in parts:
            target.file.write(part)
    except OSError as error:
        target.discard()
        raise output_error(path, error) from error
    except BaseException:
        target.discard()
        raise
    target.commit()


def write_all(handle: int, data: bytes) -> None:
    """Write all of the data, however small the pieces the system takes. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def check_file(path: str, handle: int, size: int) -> None:
    """Raise OutputError unless the open file still stands at its path, with all that was written to it."""
    try:
        there, own = os.stat(path), os.fstat(handle)
    except FileNotFoundError as error:
        raise OutputError(f"{path}: was removed while it was written to: what it held is lost") from error
    except OSError as error:
        raise output_error(path, error) from error
    if not os.path.samestat(there, own):
        raise OutputError(f"{path}: was replaced while it was written to: the records of this run are lost")
    if own.st_size != size:
        raise OutputError(f"{path}: was changed by another program while it was written to")


def remove_leftovers(folder: str) -> None:
    """Remove half-written files of runs that were killed from a folder and all below it."""
    for root, _, names in os.walk(folder):
        for name in names:
            _remove_leftover(root, name)


def remove_leftovers_of(path: str) -> None:
    """Remove what killed runs left half-written beside a path, under its name. Raises OutputError."""
    folder = os.path.dirname(path) or "."
    start = os.path.basename(_temporary_name(path)).partition(_MARK)[0] + _MARK
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise output_error(path, error) from error
    for name in names:
        if name.startswith(start):
            _remove_leftover(folder, name)


def refuse_inputs(path: str, inputs: Sequence[InputRef]) -> None:
    """Raise UsageError when the path is one of the inputs."""
    with suppress(FileNotFoundError, NotADirectoryError):
        status = os.stat(path)
        if (status.st_dev, status.st_ino) in identities(inputs):
            raise UsageError(f"{path} is one of the inputs: it would be overwritten")


def identities(refs: Iterable[InputRef]) -> set[tuple[int, int]]:
    """Return device and inode of every input that is a file."""
    found = set()
    for ref in refs:
        with suppress(OSError, ValueError):
            status = os.stat(ref.path)
            found.add((status.st_dev, status.st_ino))
    return found


def is_stdout(path: str) -> bool:
    """Return whether a path names standard output, whatever that leads to: a pipe, a terminal or a file."""
    return path in _STDOUT


_STDOUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def is_device(path: str) -> bool:
    """Return whether something stands at the path that is neither a file nor a folder: it can be neither locked nor overwritten."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def output_error(what: str, error: OSError) -> OutputError:
    """Return an error of the system as one line for people."""
    return OutputError(f"{what}: {error.strerror or error}")


def _temporary_name(path: str) -> str:
    folder, name = os.path.split(path)
    short = os.fsdecode(os.fsencode(name)[:_MAX_NAME_BYTES])
    return os.path.join(folder, f".{short}{_MARK}{os.getpid()}{_SUFFIX}")


def _remove_leftover(folder: str, name: str) -> None:
    """Remove a half-written file, unless another process that runs is writing it."""
    _, mark, number = name.removesuffix(_SUFFIX).rpartition(_MARK)
    is_leftover = name.startswith(".") and name.endswith(_SUFFIX) and mark and number.isdigit()
    if is_leftover and not _runs(int(number)):
        with suppress(OSError):
            os.unlink(os.path.join(folder, name))


def _runs(number: int) -> bool:
    """Whether another process of this number runs."""
    if number == os.getpid():
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
