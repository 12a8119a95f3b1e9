"""Lists the inputs a command line names, in a fixed order, without opening them."""

from __future__ import annotations

import glob
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from newsx.records import Failure, InputRef
from newsx.sources.choosing import Choice
from newsx.sources.remote import is_remote, list_remote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
# The same by its names in the file system, whatever they lead to.
_STDIN = frozenset({STDIN, "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})
_GLOB_CHARS = frozenset("*?[")

# What is no regular file, by the name people know it under.
_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe (pass it as standard input)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
)


def list_inputs(inputs: Iterable[str], *, choice: Choice | None = None) -> Iterator[InputRef | Failure]:
    """List every input named by files, folders (recursive, sorted, without hidden files), globs or "-" has been listed once.

    Paths with a scheme ("s3://bucket/folder") are listed the same way, by fsspec.
    A name that is missing, special or unreadable gives a Failure in its place. An entry of a folder that is reached twice,
    through a symbolic link, is listed once. Files of folders that are no pages by their names are passed over: `choice` says
    which are read, and counts those.
    """
    choice = Choice() if choice is None else choice
    seen: set[str] = set()
    for name in inputs:
        for item in _expand(name, choice):
            if isinstance(item, InputRef) and item.path != STDIN:
                real = item.path if is_remote(item.path) else os.path.realpath(item.path)
                if real in seen:
                    continue
                seen.add(real)
            yield item


def _expand(name: str, choice: Choice) -> Iterator[InputRef | Failure]:
    if name in _STDIN:
        yield InputRef(path=STDIN, relative="stdin")
        return
    if is_remote(name) and not os.path.exists(name):
        for item in list_remote(name):
            if isinstance(item, Failure) or item.path == name or choice.takes(item.path, item.relative):
                yield item
        return
    try:
        mode = os.stat(name).st_mode
    except FileNotFoundError:
        if _GLOB_CHARS & set(name):
            yield from _matches(name, choice)
        else:
            yield _failure(name, "no such file or folder")
        return
    except OSError as error:
        yield _failure(name, error.strerror or "cannot be read")
        return
    except ValueError as error:  # a NUL byte in the name
        yield _failure(name, str(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(name, choice)
    else:
        yield _classify(name, Path(name).name, mode)


def _matches(pattern: str, choice: Choice) -> Iterator[InputRef | Failure]:
    """Yield the files and folders a glob matches that the shell left alone."""
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        yield _failure(pattern, "no file matches")
    suffix = os.path.splitext(pattern)[1]
    for name in names:
        is_asked_for = suffix and name.endswith(suffix)
        if is_asked_for or os.path.isdir(name) or choice.takes(name, name):
            yield from _expand(name, choice)


def _walk(folder: str, choice: Choice) -> Iterator[InputRef | Failure]:
    """Yield the files below a folder in the order of their paths; links to folders already being walked are left out."""
    failures: list[Failure] = []

    def refuse(error: OSError) -> None:
        failures.append(_failure(str(error.filename), error.strerror or "cannot be read"))

    visited = {os.path.realpath(folder)}
    for root, folders, files in os.walk(folder, onerror=refuse, followlinks=True):
        kept = []
        beside = frozenset(files)
        for name in sorted(folders):
            real = os.path.realpath(os.path.join(root, name))
            path = os.path.join(root, name)
            is_new = not name.startswith(".") and real not in visited
            if is_new and choice.enters(path, beside, os.path.relpath(path, folder)):
                visited.add(real)
                kept.append(name)
        folders[:] = kept
        yield from failures
        failures.clear()
        for name in sorted(files):
            path = os.path.join(root, name)
            relative = os.path.relpath(path, folder)
            if not name.startswith(".") and choice.takes(path, relative):
                yield _stat_file(path, relative)
    yield from failures


def _stat_file(path: str, relative: str) -> InputRef | Failure:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _failure(
            path, f"broken link ({error.strerror})" if os.path.islink(path) else error.strerror or "unreadable"
        )
    return _classify(path, relative, mode)


def _classify(path: str, relative: str, mode: int) -> InputRef | Failure:
    for is_special, what in _SPECIAL:
        if is_special(mode):
            return _failure(path, f"{what}, not a regular file")
    return InputRef(path=path, relative=relative)


def _failure(path: str, message: str) -> Failure:
    return Failure(source=path, stage="listing", kind="refused", message=message)
