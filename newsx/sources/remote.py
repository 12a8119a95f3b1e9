"""Lists and opens paths with a scheme (s3://, gs://, memory://, zip chains …) through fsspec."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from newsx.errors import InputError
from newsx.records import Failure, InputRef
from newsx.sources.unpacking import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsx.sources.unpacking import ByteStream

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)"
_WEB = r"(?is)(?:.*::)?https?://"
_GLOB_CHARS = frozenset("*?[")


def is_remote(path: str) -> bool:
    """Tell whether the path has a scheme, so that it is none of the local file system."""
    return "::" in path.replace("://", "::") and re.match(_SCHEME, path) is not None


def list_remote(path: str) -> Iterator[InputRef | Failure]:
    """List every file of a remote path.

    That is the file itself, a folder's files (recursive, sorted, without hidden ones), or what a glob matches. A path that
    cannot be listed gives a Failure in its place.
    """
    if re.match(_WEB, path):
        yield _failure(path, "an address of the web: put it into a file and name that with --urls")
        return
    try:
        found = _call(lambda: _find(path))
    except InputError as error:
        yield _failure(path, str(error))
        return
    except OSError as error:
        yield _failure(path, str(error))
        return
    if not found:
        yield _failure(path, "no file matches" if _GLOB_CHARS & set(path) else "an empty folder")
    for name, relative in found:
        yield InputRef(path=name, relative=relative)


def _find(path: str) -> list[tuple[str, str]]:
    """Return the files of a remote path, each with its full path and the path below the folder it was found in."""
    system, inner = _resolve(path)
    if _GLOB_CHARS & set(inner):
        names = [name for name in sorted(system.glob(inner)) if not system.isdir(name)]
        return [(_full(path, name, system), _base(name)) for name in names]
    if system.isdir(inner):
        folder = inner.rstrip("/")
        found = [(name, name[len(folder) :].lstrip("/")) for name in sorted(system.find(inner))]
        return [(_full(path, name, system), below) for name, below in found if not _is_hidden(below)]
    if system.exists(inner):
        return [(_full(path, inner, system), _base(inner))]
    raise FileNotFoundError("no such file or folder")


def _full(path: str, name: str, system: Any) -> str:
    """Return a found name as a path that can be opened; in a chain, with what the path goes on with."""
    first, mark, rest = path.partition("::")
    shown = f"{first.partition('://')[0]}://{name}" if mark else str(system.unstrip_protocol(name))
    return shown + mark + rest


def _resolve(path: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError("a path on remote storage: install newsx[remote] to read it") from error
    system, inner = url_to_fs(path)
    return system, str(inner)


def _call(action: Callable[[], Any]) -> Any:
    """Return what the action gives; errors of storage libraries, which raise what they like, are OSError or InputError."""
    try:
        return action()
    except (InputError, OSError):
        raise
    except ImportError as error:
        raise InputError(f"a library for this storage is missing: {_one_line(error)}") from error
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {_one_line(error)}") from error


class _RemoteStream:
    """An open remote file whose errors are OSError."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        return bytes(_call(lambda: self._file.read(size)))

    def seek(self, offset: int) -> int:
        """Move to the offset: the next byte read is that."""
        return int(_call(lambda: self._file.seek(offset)))


@contextmanager
def open_remote(path: str) -> Iterator[ByteStream]:
    """Open a remote file for reading; raises InputError when a library is missing, OSError when it cannot be opened."""
    system, inner = _call(lambda: _resolve(path))
    file = _call(lambda: system.open(inner, "rb"))
    try:
        yield _RemoteStream(file)
    finally:
        _call(file.close)


def remote_digest(path: str) -> str:
    """Return the SHA-256 of a remote file in hex; errors as `open_remote` raises them."""
    digest = hashlib.sha256()
    with open_remote(path) as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def remote_size(path: str) -> int:
    """Return the size in bytes of a remote file; errors as `open_remote` raises them."""
    system, inner = _call(lambda: _resolve(path))
    return int(_call(lambda: system.size(inner)) or 0)


def _is_hidden(relative: str) -> bool:
    return any(part.startswith(".") for part in relative.split("/"))


def _base(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _failure(path: str, message: str) -> Failure:
    return Failure(source=path, stage="listing", kind="refused", message=message)
