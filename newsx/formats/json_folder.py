"""Records as files of their own, below a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsx.errors import OutputError
from newsx.formats.files import identities, output_error, remove_leftovers, write_aside
from newsx.formats.resuming import is_finished, origin_of
from newsx.formats.sink import INDENT, Sink
from newsx.record_files import is_record
from newsx.records import named
from newsx.sources.unpacking import PACKED_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.formats.resuming import RecordOrigin
    from newsx.records import InputRef

_MAX_STEM_BYTES = 200  # file systems allow 255 bytes a name
_SUFFIX = ".json"
_MAX_DEPTH = 12  # folders below the output: with names of full length, paths stay below the 4,096 bytes systems allow
_LEVEL = "__"  # stands for a folder in the names of files that cannot lie in it


class FolderSink(Sink):
    """Writes one JSON file an article, below a folder, at the input's relative path.

    A file appears whole or not at all. Two inputs that would share a name get different ones, in the order of the inputs;
    no name leads out of the folder, to a folder, or to an input.
    """

    def __init__(
        self,
        folder: str,
        *,
        indent: int | None = INDENT,
        resume: bool = False,
        overwrite: bool = False,
        inputs: Sequence[InputRef] = (),
    ) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self.indent = indent
        self._resume = resume
        self._inputs = inputs
        self._input_files: set[tuple[int, int]] | None = None
        self._names: dict[InputRef, str] = {}
        self._reserved: dict[InputRef, str] = {}
        self._taken: set[str] = set()
        self._folders: set[str] = set()
        self._identities: dict[str, tuple[int, int]] = {}
        try:
            os.makedirs(folder, exist_ok=True)
            self._real = os.path.realpath(folder)
        except OSError as error:
            raise output_error(folder, error) from error
        if resume:
            remove_leftovers(folder)

    def reserve(self, refs: Iterable[InputRef]) -> None:
        """Keep names for the inputs, in this order, whichever of them this run will put there."""
        for ref in refs:
            self._reserved[ref] = next(name for name in _candidates(ref.relative) if self._take(name))

    def begin(self, ref: InputRef) -> bool:
        """Keep a name below the folder for the input; False when its finished record stands there."""
        name = self._reserved.pop(ref, None) or self._free_name(ref)
        if self._resume and self._is_finished(ref, os.path.join(self._folder, name)):
            return False
        self._names[ref] = name
        return True

    def _free_name(self, ref: InputRef) -> str:
        return next(name for name in _candidates(ref.relative) if self._take(name, ref))

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the record as a file of its own."""
        if ref not in self._names:
            self.begin(ref)
        name = self._names.pop(ref)
        self._write(name, (record, b"\n"))

    def _write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file below the folder, and remember which folder it lies in."""
        path = os.path.join(self._folder, name)
        write_aside(path, parts)
        inner = os.path.dirname(path)
        if inner not in self._identities:
            status = os.stat(inner)
            self._identities[inner] = (status.st_dev, status.st_ino)

    def finish(self) -> None:
        """See that every folder with records still stands there. Raises OutputError."""
        for folder, known in self._identities.items():
            try:
                status = os.stat(folder)
            except OSError as error:
                raise OutputError(
                    f"{folder}: was removed while it was written to: the records in it are lost"
                ) from error
            if (status.st_dev, status.st_ino) != known:
                raise OutputError(f"{folder}: was replaced while it was written to: records are lost")

    def _is_finished(self, ref: InputRef, path: str) -> bool:
        """Whether the file at the path is the record of what the input holds now."""
        origin = self._origin(path)
        return origin is not None and origin.name == named(ref.shown, ref.record) and is_finished(ref, origin)

    def _take(self, name: str, ref: InputRef | None = None) -> bool:
        """Take the name if it is free; return whether it was.

        What newsx did not write is never replaced, nor, where a run is resumed, the record of another input than `ref`.
        """
        key = name.casefold()  # file systems of macOS and Windows tell no case apart
        parents = _parents(key)
        if key in self._taken or key in self._folders or not self._taken.isdisjoint(parents):
            return False
        path = os.path.join(self._folder, name)
        if os.path.lexists(path) and not self._may_replace(path, ref):
            return False
        if self._leads_outside(os.path.dirname(path)):
            return False
        self._taken.add(key)
        self._folders.update(parents)
        return True

    def _may_replace(self, path: str, ref: InputRef | None) -> bool:
        if os.path.isdir(path) or self._is_input(path) or not is_record(path):
            return False
        if self._overwrite or not self._resume or ref is None:
            return True
        origin = self._origin(path)
        return origin is None or origin.name == named(ref.shown, ref.record)

    def _leads_outside(self, folder: str) -> bool:
        """Whether a folder that stands there is a link out of the output."""
        while len(folder) > len(self._folder):
            if os.path.islink(folder):
                real = os.path.realpath(folder)
                if real != self._real and not real.startswith(self._real + os.sep):
                    return True
            folder = os.path.dirname(folder)
        return False

    def _origin(self, path: str) -> RecordOrigin | None:
        try:
            with open(path, "rb") as file:
                return origin_of(file.read())
        except OSError:
            return None

    def _is_input(self, path: str) -> bool:
        if self._input_files is None:
            self._input_files = identities(self._inputs)
        try:
            status = os.stat(path)
        except OSError:
            return False
        return (status.st_dev, status.st_ino) in self._input_files


def _candidates(relative: str) -> Iterator[str]:
    """Yield NAME.json, then NAME.SUFFIX.json, then the same beside its folder, then numbered; never outside the output folder."""
    parts = [part for part in relative.replace("\x00", "_").split(os.sep) if part not in ("", ".", "..")] or ["article"]
    if len(parts) > _MAX_DEPTH:
        parts = [*parts[: _MAX_DEPTH - 1], _LEVEL.join(parts[_MAX_DEPTH - 1 :])]
    parts = [*map(_short, parts[:-1]), parts[-1]]
    name = parts[-1]
    stem = name
    for suffix in PACKED_SUFFIXES:
        stem = stem.removesuffix(suffix) or stem
    bases = (os.path.splitext(stem)[0] or stem, stem, name)
    for base in bases:
        yield os.path.join(*parts[:-1], _short(base) + _SUFFIX)
    flat = _short(_LEVEL.join(parts))
    yield flat + _SUFFIX
    number = 2
    while True:
        yield f"{flat}-{number}{_SUFFIX}"
        number += 1


def _parents(name: str) -> list[str]:
    """Return the folders a relative path goes through."""
    found = []
    while name := os.path.dirname(name):
        found.append(name)
    return found


def _short(name: str) -> str:
    """Return the name within the length file systems allow."""
    return os.fsdecode(os.fsencode(name)[:_MAX_STEM_BYTES])
