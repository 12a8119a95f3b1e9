"""A file that is written beside its place and takes it when it is whole."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.sinks.files import identities, output_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import InputRef

_MARK = ".newsx-"
_SUFFIX = ".tmp"


class AsideFile:
    """A binary file under a temporary name in the folder of its path; `commit` gives it the name it is meant for.

    What stood there before stays until then. Raises OutputError when the folder cannot be written to.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        folder, name = os.path.split(path)
        self._temporary = os.path.join(folder, f".{name}{_MARK}{os.getpid()}{_SUFFIX}")
        try:
            if os.path.isdir(path):
                raise IsADirectoryError(0, "is a folder")
            os.makedirs(folder or ".", exist_ok=True)
            self._remove_leftovers(folder or ".", f".{name}{_MARK}")
            handle = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
        except OSError as error:
            raise output_error(path, error) from error
        self.file = os.fdopen(handle, "wb")

    def _remove_leftovers(self, folder: str, prefix: str) -> None:
        """What killed runs left under the same name is gone."""
        for name in os.listdir(folder):
            number = name.removeprefix(prefix).removesuffix(_SUFFIX)
            if name == f"{prefix}{number}{_SUFFIX}" and number.isdigit() and not _runs(int(number)):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))

    def commit(self) -> None:
        """The file is on disk, under its name. Raises OutputError; the temporary file is gone in any case."""
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            os.replace(self._temporary, self.path)
        except OSError as error:
            self.discard()
            raise output_error(self.path, error) from error

    def discard(self) -> None:
        """The temporary file is gone, and what stood in its place before is left alone."""
        with suppress(OSError):  # what could not be flushed is not wanted
            self.file.close()
        with suppress(OSError):
            os.unlink(self._temporary)


def refuse_inputs(path: str, inputs: Sequence[InputRef]) -> None:
    """The path is none of the inputs; raises UsageError when it is."""
    with suppress(FileNotFoundError, NotADirectoryError):
        status = os.stat(path)
        if (status.st_dev, status.st_ino) in identities(inputs):
            raise UsageError(f"{path} is one of the inputs: it would be overwritten")


def _runs(number: int) -> bool:
    """Another process of this number runs."""
    if number == os.getpid():
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
