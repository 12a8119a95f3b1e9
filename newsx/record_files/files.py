"""Lists and reads files of records: one reader for all they are kept in, in order, with a Failure for what is no record."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any, Literal

from newsx.errors import InputError, UsageError
from newsx.record_files.json_objects import BrokenRecord, lines_of, parse_records
from newsx.record_files.upgrading import upgrade
from newsx.records import Failure, InputRef, named
from newsx.sources.choosing import Choice
from newsx.sources.listing import STDIN, list_inputs
from newsx.sources.opening import Rewound, open_input, read_head
from newsx.sources.remote import is_remote
from newsx.sources.starts import HEAD_BYTES, RecordForm, container_of, is_database, is_record_start
from newsx.sources.unpacking import blocks_of, packing_of, unpack_head, without_packed_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Buffer

    from newsx.schema import Article
    from newsx.sources.unpacking import ByteStream

_STAGE = "reading"
_LOOK_BYTES = 4096
# In folders, files with these suffixes are taken, those of JSON packed too; databases only where they are of newsx.
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_OTHER_SUFFIXES = (".sqlite", ".sqlite3", ".db", ".parquet")


def list_record_files(inputs: Iterable[str]) -> Iterator[InputRef | Failure]:
    """Yield the files that hold records: files as they are named, those of folders by their suffix, "-" for standard input.

    A name that is missing gives a Failure in its place, a folder without such files too. Hand the files to `open_sink` as
    `inputs` too: it writes to none.
    """
    for name in inputs:
        items = list_inputs([name], choice=Choice(everything=True))
        if not os.path.isdir(name):
            yield from items
            continue
        found = False
        for item in items:
            if isinstance(item, Failure) or is_record_file(item.path):
                found = True
                yield item
        if not found:
            yield Failure(name, _STAGE, "refused", "the folder holds no files of records")


def form_of_records(path: str) -> RecordForm | None:
    """Return what the file at a path keeps records in; None when it begins like none of these. Nothing is taken of stdin."""
    try:
        with open_input(path) as stream:
            head = _peek(stream) if path == STDIN else read_head(stream)
    except (InputError, OSError):  # said by whoever reads it
        return None
    return "json" if is_record_start(unpack_head(head, HEAD_BYTES)) else container_of(head)


def begins_as_records() -> bool:
    """Return whether standard input begins as records may: whoever would write over something asks before that."""
    with open_input(STDIN) as stream:
        head = _peek(stream)
    if packing_of(head) or container_of(head) or is_database(head):
        return True
    return bool(head.strip()) and not _holds_no_json(head)


_A_PAGE = "a page, not records: newsx extract makes records of it"
_A_TABLE = "a table: records are read from JSON, SQLite or Parquet files, not from tables that were made of them"
_NOT_RECORDS = dict.fromkeys((".csv", ".tsv", ".xlsx", ".ods"), _A_TABLE)


def read_records(path: str) -> Iterator[Article | Failure]:
    """Yield the records in a file, and a Failure for each part of it that is no record, with the line or row."""
    try:
        with open_input(path) as stream:
            head = read_head(stream)
            if is_database(head) or container_of(head):
                yield from _read_container(path, head)
            else:
                yield from _read_json(path, head, stream)
    except InputError as error:
        yield _failure(path, str(error), kind="refused")
    except OSError as error:
        yield _failure(path, error.strerror or str(error))


def _read_json(path: str, head: bytes, stream: ByteStream) -> Iterator[Article | Failure]:
    unpacked = io.BufferedReader(_Blocks(blocks_of(Rewound(head, stream), packing_of(head))))
    if _holds_no_json(unpacked.peek(_LOOK_BYTES)[:_LOOK_BYTES]):
        raise InputError(_NOT_RECORDS.get(os.path.splitext(path)[1].lower(), _A_PAGE))
    for outcome in parse_records(lines_of(unpacked)):
        place = f"{path}:{outcome.line}"
        yield (
            _failure(place, outcome.message) if isinstance(outcome, BrokenRecord) else _validated(outcome.value, place)
        )


def _holds_no_json(head: bytes) -> bool:
    """Return whether something stands in the first bytes of a file, and no line of them begins as JSON does."""
    lines = [line.lstrip() for line in head.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    return bool(lines) and (lines[0].startswith(b"<") or not any(line.startswith((b"{", b"[")) for line in lines))


def _read_container(path: str, head: bytes) -> Iterator[Article | Failure]:
    """Yield the records of a database or a Parquet file. Raises InputError when it holds none."""
    form = container_of(head)
    if form is None:
        raise InputError(
            "a dossier or a database of another program, not records: newsx dossier export writes what a dossier holds"
        )
    if path == STDIN or is_remote(path):
        raise InputError("SQLite and Parquet are read from files on this machine: name one")
    for number, record in enumerate(_rows_of(path, form), start=1):
        yield _validated(record, named(path, str(number)))


def _rows_of(path: str, form: RecordForm) -> Iterator[dict[str, Any]]:
    if form == "sqlite":
        from newsx.record_files.databases import read_database

        return read_database(path)
    from newsx.record_files.parquet import read_parquet

    return read_parquet(path)


def _validated(value: dict[str, Any], source: str) -> Article | Failure:
    from pydantic_core import ValidationError

    from newsx.schema import Article

    try:
        return Article.model_validate(upgrade(value))
    except UsageError as error:
        return _failure(source, str(error))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return _failure(
            source,
            f"not a record of newsx: {place}: {first['msg']}" if place else first["msg"].removeprefix("Value error, "),
        )


def is_record_file(path: str) -> bool:
    """Return whether a file may hold records: one of JSON by its name, packed or not, other forms by how they begin."""
    lower = path.lower()
    if lower.endswith(_OTHER_SUFFIXES):
        return form_of_records(path) is not None
    return without_packed_suffix(lower).endswith(_JSON_SUFFIXES)


def _peek(stream: ByteStream) -> bytes:
    """Return the first bytes of a stream, which stay in it; none of a stream that cannot give them so."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(HEAD_BYTES)) if peek else b""


class _Blocks(io.RawIOBase):
    """Blocks of bytes as a file that is read from."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Return True: it is for reading."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Read as many bytes as fit and are there; return their number, 0 at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        room = memoryview(buffer)
        size = min(len(room), len(self._rest))
        room[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _failure(source: str, message: str, *, kind: Literal["refused", "failed"] = "failed") -> Failure:
    return Failure(source, _STAGE, kind, message)
