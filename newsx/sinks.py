"""Where records go: standard output, a file of JSON lines, a folder with one file an article."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Literal, Protocol

from newsx.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from newsx.records import Failure, InputRef
    from newsx.schema import Article

OutputFormat = Literal["json", "jsonl"]
_LINES_SUFFIXES = (".jsonl", ".ndjson")
_PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
_MAX_STEM_BYTES = 200  # file systems allow 255 bytes a name


class Sink(Protocol):
    """Takes records one at a time; closed once at the end."""

    def write(self, article: Article, ref: InputRef) -> None:
        """The record has been handed to its place; raises OutputError when it cannot be."""

    def close(self) -> None:
        """Everything written is in its place."""


def open_sink(output: str | None = None, *, output_format: OutputFormat | None = None) -> Sink:
    """A sink is ready for an output path as the command takes it.

    None is standard output: one JSON object a line, or indented ones with output_format "json". A path that ends in .jsonl or
    .ndjson is one file of JSON lines; any other is a folder with one NAME.json an article. Raises OutputError when the place
    cannot be made, UsageError when path and format do not fit.
    """
    if output is None:
        return LinesSink(sys.stdout, indent=2 if output_format == "json" else None)
    if output.lower().endswith(_LINES_SUFFIXES):
        if output_format == "json":
            raise UsageError(f"{output} is a file of JSON lines: --format json does not fit it")
        return FileSink(output)
    if output.lower().endswith(".json"):
        raise UsageError(f"{output}: name a folder for one JSON file an article, or a file that ends in .jsonl")
    return FolderSink(output, indent=None if output_format == "jsonl" else 2)


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The record as JSON text in UTF-8, fields in the order of the schema."""
    return article.model_dump_json(indent=indent)


class LinesSink:
    """Writes records to an open text stream, one a line or indented."""

    def __init__(self, stream: IO[str], *, indent: int | None = None) -> None:
        self._stream = stream
        self._indent = indent

    def write(self, article: Article, ref: InputRef) -> None:  # noqa: ARG002 - the protocol's signature
        """The record has been written and flushed, so that the next command of a pipe sees it at once."""
        self._stream.write(to_json(article, indent=self._indent) + "\n")
        self._stream.flush()

    def close(self) -> None:
        """The stream is flushed; it belongs to the caller and stays open."""
        self._stream.flush()


class FileSink(LinesSink):
    """Writes records to a file of JSON lines, whole lines only."""

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._file = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed in close()
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from error
        super().__init__(self._file)

    def write(self, article: Article, ref: InputRef) -> None:
        """The record is a line of the file."""
        try:
            super().write(article, ref)
        except OSError as error:
            raise OutputError(f"{self._path}: {error.strerror}") from error

    def close(self) -> None:
        """The file is on disk."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as error:
            raise OutputError(f"{self._path}: {error.strerror}") from error


class FolderSink:
    """Writes one JSON file an article, below a folder, at the input's relative path.

    A file appears whole or not at all. Two inputs that would share a name get different ones, in the order of the inputs.
    """

    def __init__(self, folder: str, *, indent: int | None = 2) -> None:
        self._folder = folder
        self._indent = indent
        self._taken: set[str] = set()
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: {error.strerror}") from error

    def write(self, article: Article, ref: InputRef) -> None:
        """The record is a file of its own."""
        path = os.path.join(self._folder, self.name_for(ref))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_aside(path, (to_json(article, indent=self._indent) + "\n").encode())
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from error

    def close(self) -> None:
        """Nothing is left to do: every file was finished when it was written."""

    def name_for(self, ref: InputRef) -> str:
        """The name of an input's output below the folder, distinct from those given before."""
        return next(name for name in _candidates(ref.relative) if self._take(name))

    def _take(self, name: str) -> bool:
        key = name.casefold()  # file systems of macOS and Windows tell no case apart
        if key in self._taken:
            return False
        self._taken.add(key)
        return True


def _candidates(relative: str) -> Iterator[str]:
    """NAME.json, then NAME.SUFFIX.json, then numbered ones; never outside the output folder."""
    parts = [part for part in relative.split(os.sep) if part not in ("", ".", "..")]
    folder, name = os.path.join(*parts[:-1]) if len(parts) > 1 else "", parts[-1] if parts else "article"
    stem = name
    for suffix in _PACKED_SUFFIXES:
        stem = stem.removesuffix(suffix) or stem
    full, stem = stem, os.path.splitext(stem)[0] or stem
    for base in (stem, full, name):
        yield os.path.join(folder, _short(base) + ".json")
    number = 2
    while True:
        yield os.path.join(folder, f"{_short(name)}-{number}.json")
        number += 1


def _short(name: str) -> str:
    """The name within the length file systems allow."""
    return os.fsdecode(os.fsencode(name)[:_MAX_STEM_BYTES])


def write_aside(path: str, data: bytes) -> None:
    """The file holds the data, whole: it was written beside its place, synced and renamed. Raises OSError."""
    handle, temporary = tempfile.mkstemp(prefix=".newsx-", suffix=".tmp", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def failure_json(failure: Failure) -> str:
    """A Failure as one line of JSON."""
    return json.dumps(asdict(failure), ensure_ascii=False)
