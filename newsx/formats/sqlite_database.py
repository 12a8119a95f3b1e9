"""Records in an SQLite database that grows: tables that join, full-text search, one row an article however often it is read."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsx.errors import OutputError, UsageError
from newsx.formats.files import output_error, refuse_inputs
from newsx.formats.ownership import identity
from newsx.formats.resuming import is_current
from newsx.formats.settings import refuse_other_settings
from newsx.formats.sink import Sink
from newsx.formats.sqlite_rows import add_missing, create_tables, put_record
from newsx.records import shown_path
from newsx.schema.database import APPLICATION_ID, DATABASE_VERSION
from newsx.sources.listing import STDIN
from newsx.sources.remote import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsx.formats.sink import Target
    from newsx.records import InputRef

_MAGIC = b"SQLite format 3\x00"
# How long another program may hold the file before it counts as locked.
_PATIENCE_SECONDS = 5.0
# A transaction ends after as many records or seconds, whichever comes first: what a killed run can lose, against a sync a
# record. A sync costs about as much as twenty records.
_RECORDS_A_TRANSACTION = 200
_TRANSACTION_SECONDS = 1.0


def open_database(target: Target) -> Sink:
    """Return a sink that adds records to a database."""
    return DatabaseSink(
        target.path,
        resume=target.resume,
        inputs=target.inputs,
        folder=target.folder,
        settings=target.settings,
        anyway=target.anyway,
    )


class DatabaseSink(Sink):
    """Adds records to an SQLite database, made when it is not there.

    An article has one row by its id: the same record again changes nothing, a new one takes the place of the old. What an
    input gave before goes when it has other content now. With `resume`, inputs whose content has not changed are left out.
    A killed run leaves a database with the records of all finished transactions. Several runs may add to it at a time.
    """

    def __init__(
        self,
        path: str,
        *,
        resume: bool = False,
        inputs: Sequence[InputRef] = (),
        folder: str | None = None,
        settings: Mapping[str, Any] | None = None,
        anyway: bool = False,
    ) -> None:
        """`folder` is what relative paths of inputs are meant from; the other arguments are those of `Target`."""
        self._path = path
        self._resume = resume
        self._folder = folder
        refuse_inputs(path, inputs)
        self._refuse_strangers()
        self._connection = self._open()
        self._identity = identity(path)
        try:
            self._note(settings, compared=resume and not anyway)
        except BaseException:
            self._connection.close()
            raise
        self._held = 0
        self._since = time.monotonic()

    def _refuse_strangers(self) -> None:
        """Raise UsageError unless the file is missing, empty or an SQLite database; no other is touched."""
        try:
            os.makedirs(os.path.dirname(self._path) or ".", exist_ok=True)
            with suppress(FileNotFoundError), open(self._path, "rb") as file:
                head = file.read(len(_MAGIC))
                if head and head != _MAGIC:
                    raise UsageError(f"{self._path} is no SQLite database: name another file")
        except OSError as error:
            raise output_error(self._path, error) from error

    def _open(self) -> sqlite3.Connection:
        with self._one_line_errors():
            connection = sqlite3.connect(
                f"file:{quote(os.fsencode(os.path.abspath(self._path)))}",
                uri=True,
                timeout=_PATIENCE_SECONDS,
                isolation_level=None,
            )
        try:
            with self._one_line_errors():
                self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables, or those that are missing, and see that the file can be written to."""
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        owner, version, tables = (
            connection.execute(query).fetchone()[0]
            for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if not tables and owner in (0, APPLICATION_ID):
            connection.execute("COMMIT")  # the script below has transactions of its own
            create_tables(connection)
        elif owner != APPLICATION_ID:
            raise UsageError(f"{self._path} is a database of another program: name another file")
        elif version != DATABASE_VERSION:
            raise UsageError(
                f"{self._path} was made by another version of newsx (tables {version}, not {DATABASE_VERSION}): name a new file"
                + (f", newsx convert {self._path} fills it" if version < DATABASE_VERSION else "")
            )
        else:
            connection.execute("DELETE FROM articles WHERE 0")  # fails here where the file cannot be written to
            connection.execute("COMMIT" if add_missing(connection) else "ROLLBACK")

    def _note(self, settings: Mapping[str, Any] | None, *, compared: bool) -> None:
        """Write down the settings of this run; those of the run before must be the same where they are `compared`."""
        if settings is None:
            return
        new = json.dumps({name: value for name, value in settings.items() if name != "folder"}, sort_keys=True)
        with self._one_line_errors():
            row = self._connection.execute("SELECT settings FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
            if row and compared:
                refuse_other_settings(self._path, json.loads(row[0]), json.loads(new))
            if row is None or row[0] != new:
                self._connection.execute("INSERT INTO runs (settings) VALUES (?)", (new,))

    def _place(self, ref: InputRef) -> str | None:
        """Return the absolute path of an input; None for standard input, and where nobody knows it."""
        path = ref.shown
        if path == STDIN:
            return None
        if is_remote(path) or os.path.isabs(path):
            return path
        return None if self._folder is None else os.path.normpath(os.path.join(shown_path(self._folder), path))

    def begin(self, ref: InputRef) -> bool:
        """Return whether the input is to be worked on: not when the run is resumed and the database holds what it holds now."""
        if not self._resume:
            return True
        with self._one_line_errors():
            rows = self._connection.execute(
                "SELECT sha256 FROM sources WHERE path IS ? AND record IS ? AND (place IS NULL OR place IS ?)",
                (ref.shown, ref.record, self._place(ref)),
            ).fetchall()
        return not any(is_current(ref, sha256) for (sha256,) in rows)

    def put(self, record: bytes, ref: InputRef) -> None:
        """Add the record: it is in the database when its transaction ends, which is soon; all of it or nothing."""
        parsed = json.loads(record)
        with self._one_line_errors():
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("SAVEPOINT record")
            try:
                put_record(self._connection, parsed, place=self._place(ref))
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends the transaction by itself
                    self._connection.execute("ROLLBACK TO record")
                raise
            self._connection.execute("RELEASE record")
            self._held += 1
            if self._held >= _RECORDS_A_TRANSACTION or time.monotonic() - self._since > _TRANSACTION_SECONDS:
                self._commit()

    def rest(self) -> None:
        """Let others see, and write, while nothing comes."""
        with self._one_line_errors():
            self._commit()

    def _commit(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._held = 0
        self._since = time.monotonic()

    def finish(self) -> None:
        """Bring every record into the database, and see that it still stands there. Raises OutputError."""
        with self._one_line_errors():
            self._commit()
        if identity(self._path) != self._identity:
            raise OutputError(f"{self._path}: was removed or replaced while it was written to: what it held is lost")

    def close(self) -> None:
        """Bring every record into the database and close it: it is one file."""
        with closing(self._connection), self._one_line_errors():
            self._commit()

    @contextmanager
    def _one_line_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(f"{self._path}: {error}") from error
