"""Files that appear whole or not at all, and the facts a resumed run needs about inputs and records."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsx.errors import InputError, OutputError
from newsx.records import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.records import InputRef

_TEMPORARY = (".newsx-", ".tmp")
_BLOCK = 1 << 20
_WEB = ("http://", "https://")
# How every record of newsx begins, on one line and indented.
_RECORD_STARTS = (b'{"schema_version":', b'{\n  "schema_version":')


def write_aside(path: str, parts: Iterable[bytes]) -> None:
    """The file holds the parts, whole: it was written beside its place, synced and renamed. Raises OSError."""
    temporary = os.path.join(os.path.dirname(path), f"{_TEMPORARY[0]}{os.getpid()}{_TEMPORARY[1]}")
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # left by a process of the same number, or set as a trap
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        try:
            for part in parts:
                write_all(handle, part)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def write_all(handle: int, data: bytes) -> None:
    """All of the data has been written, however small the pieces the system takes. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def remove_leftovers(folder: str) -> None:
    """Half-written files of runs that were killed are gone from a folder and all below it."""
    for root, _, names in os.walk(folder):
        for name in names:
            if name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1]) and not _is_alive(name):
                with suppress(OSError):
                    os.unlink(os.path.join(root, name))


def _is_alive(temporary: str) -> bool:
    """The process that made a temporary file still runs, and is not this one."""
    number = temporary.removeprefix(_TEMPORARY[0]).removesuffix(_TEMPORARY[1])
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def identities(refs: Iterable[InputRef]) -> set[tuple[int, int]]:
    """Device and inode of every input that is a file."""
    found = set()
    for ref in refs:
        with suppress(OSError, ValueError):
            status = os.stat(ref.path)
            found.add((status.st_dev, status.st_ino))
    return found


def digest_of(path: str) -> str | None:
    """The SHA-256 of a file in hex, remote ones too; None when it cannot be read."""
    from newsx.sources.opening import open_input

    digest = hashlib.sha256()
    try:
        with open_input(path) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except (OSError, InputError):
        return None
    return digest.hexdigest()


def is_current(ref: InputRef, sha256: str) -> bool:
    """The input still holds what a record with this SHA-256 was made from.

    What stands at an address of the web is fetched once: there the address alone counts.
    """
    if ref.path.startswith(_WEB):
        return ref.sha256 in (None, sha256)
    return (ref.sha256 or digest_of(ref.path)) == sha256


def origin_of(record: bytes) -> tuple[str, str] | None:
    """Name (path and record, as `InputRef.named` has it) and SHA-256 of the input a record was made from.

    None when the bytes are no whole record.
    """
    if not record.startswith(_RECORD_STARTS):
        return None
    try:
        source = json.loads(record)["source"]
        return named(str(source["path"]), source["record"]), str(source["sha256"])
    except (ValueError, KeyError, TypeError):
        return None


def is_record(path: str) -> bool:
    """The file begins like a record of newsx."""
    try:
        with open(path, "rb") as file:
            return file.read(64).startswith(_RECORD_STARTS)
    except OSError:
        return False


def output_error(what: str, error: OSError) -> OutputError:
    """An error of the system as one line for people."""
    return OutputError(f"{what}: {error.strerror or error}")
