"""One dossier file: opens it, refuses what is none, and runs the statements of `store.sql` in transactions."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsx.dossier.statements import schema, statements
from newsx.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# "NwsD", where SQLite keeps whose file it is, and the version of the tables.
APPLICATION_ID = 0x4E777344
DOSSIER_VERSION = 2
_MAGIC = b"SQLite format 3\x00"
# Where the header of SQLite's files has the owner.
_OWNER_AT, _HEAD_BYTES = 68, 100
# How long another writer is waited for.
_PATIENCE_SECONDS = 10.0
_CACHED_STATEMENTS = 256
_CACHE_KIB = 32 * 1024


class Store:
    """An open dossier file. Readers are never blocked by a writer; a second writer waits, and is told."""

    def __init__(self, path: str, *, create: bool = False, writes: bool = True, late: bool = False) -> None:
        """Open a dossier; `create` makes one where there is nothing, `late` not before something is written.

        Raises UsageError for what is no dossier, is made by a later version, or cannot be written to by one who `writes`.
        """
        self.path = path
        _refuse_foreign(path, create=create)
        self._is_awaited = late and create and not os.path.exists(path)
        if self._is_awaited:
            _refuse_closed_folder(path)
            self._connection = _counting(sqlite3.connect(":memory:", isolation_level=None))
            self._create()
        else:
            self._open(create=create, writes=writes)

    def _open(self, *, create: bool, writes: bool) -> None:
        self._connection = self._connect(create=create)
        try:
            self._prepare(create=create, writes=writes)
        except BaseException:
            self._connection.close()
            raise

    def _connect(self, *, create: bool) -> sqlite3.Connection:
        mode = "rwc" if create else "rw"
        address = f"file:{quote(os.fsencode(os.path.abspath(self.path)))}"
        ways = [mode, "ro"]
        if not create and not os.path.exists(f"{self.path}-wal"):
            # In a folder where nothing can be written SQLite cannot make the files it reads beside: nobody writes there, so none are needed.
            ways.append("ro&immutable=1")
        for each in ways:
            try:
                connection = sqlite3.connect(
                    f"{address}?mode={each}",
                    uri=True,
                    timeout=_PATIENCE_SECONDS,
                    isolation_level=None,
                    cached_statements=_CACHED_STATEMENTS,
                )
                connection.execute("PRAGMA user_version")
            except sqlite3.Error as error:
                failure = error
                continue
            return _counting(connection)
        raise UsageError(f"{self.path}: {_plain(failure)}") from failure

    def _prepare(self, *, create: bool, writes: bool) -> None:
        try:
            owner, version, tables = (
                self._connection.execute(query).fetchone()[0]
                for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
            )
        except sqlite3.Error as error:
            raise UsageError(f"{self.path}: {error}") from error
        if not tables and owner in (0, APPLICATION_ID):
            if not create:
                raise UsageError(f"{self.path} is an empty file: newsx dossier add fills it")
            self._create()
        elif owner != APPLICATION_ID:
            raise UsageError(f"{self.path} is a database of another program, not a dossier")
        elif version > DOSSIER_VERSION:
            raise UsageError(
                f"{self.path} was made by a later version of newsx (dossier {version}, not {DOSSIER_VERSION})"
            )
        elif version < DOSSIER_VERSION and tables:
            raise UsageError(f"{self.path} was made by an early version of newsx (dossier {version}): make it anew")
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute("PRAGMA temp_store = MEMORY")
        if writes:
            self._connection.execute("PRAGMA synchronous = NORMAL")
            with self._changing():  # fails here where nothing can be written
                self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._connection.execute(statements()["index_forms"])  # the first dossiers have none

    def _create(self) -> None:
        """Make the tables, all or none."""
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            with self._changing():
                for each in schema():
                    self._connection.execute(each)
                self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._connection.execute(f"PRAGMA user_version = {DOSSIER_VERSION}")
        except sqlite3.Error as error:
            raise UsageError(f"{self.path}: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything inside or nothing. Raises UsageError where another program writes, OutputError where the disk gives up."""
        if self._is_awaited:  # so far it was an empty one in memory: the first that is written makes the file
            self._is_awaited = False
            self._connection.close()
            self._open(create=True, writes=True)
        with self._changing():
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            self._connection.execute(statements()["begin"])
        except sqlite3.OperationalError as error:
            raise UsageError(f"{self.path}: {_plain(error)}") from error
        try:
            yield
            self._connection.execute(statements()["commit"])
        except sqlite3.Error as error:
            self._roll_back()
            raise OutputError(f"{self.path}: {_plain(error)}") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute(statements()["rollback"])

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the dossier throughout, whatever others write meanwhile."""
        self._connection.execute(statements()["begin_reading"])
        try:
            yield
        finally:
            self._roll_back()

    def rows(self, name: str, *values: Any) -> list[Any]:
        """Return the rows of a statement."""
        return self._connection.execute(statements()[name], values).fetchall()

    def each(self, name: str, *values: Any) -> Iterator[Any]:
        """Yield the rows of a statement one by one: for what may be large."""
        yield from self._connection.execute(statements()[name], values)

    def row(self, name: str, *values: Any) -> Any:
        """Return the first row of a statement, or None."""
        return self._connection.execute(statements()[name], values).fetchone()

    def put(self, name: str, *values: Any) -> int:
        """Run a statement that writes; return the number of the row it made."""
        return self._connection.execute(statements()[name], values).lastrowid or 0

    def put_all(self, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement that writes, once a row."""
        self._connection.executemany(statements()[name], rows)

    def copy_to(self, path: str) -> None:
        """Write a copy of the dossier as it is now to a new file. Raises OutputError."""
        try:
            with closing(sqlite3.connect(path)) as target:
                self._connection.backup(target)
                target.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            raise OutputError(f"{path}: {error}") from error

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked any more."""
        return isinstance(self._connection, _Closed)

    def close(self) -> None:
        """Close the file: it is one file again."""
        self._connection.close()
        self._connection = _Closed(self.path)  # type: ignore[assignment]


def _counting(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Give a connection the function that the statements call."""
    connection.create_function("in_both", 2, in_both, deterministic=True)
    return connection


def in_both(one: str, other: str) -> int:
    """Return how many numbers stand in both of two lists with commas.

    >>> in_both("0,3,7", "3,7,9")
    2
    """
    return len(_numbers(one) & _numbers(other))


@lru_cache(maxsize=4096)
def _numbers(listed: str) -> frozenset[str]:
    return frozenset(filter(None, listed.split(",")))


class _Closed:
    """Stands for the connection of a dossier that was closed: any use of it is named as what it is."""

    in_transaction = False

    def __init__(self, path: str) -> None:
        self._path = path

    def close(self) -> None:
        """Do nothing: it is closed."""

    def __getattr__(self, name: str) -> Any:
        """Raise UsageError, whatever is asked for."""
        raise UsageError(f"{self._path}: the dossier is closed")


def is_dossier(path: str) -> bool:
    """Return whether a file is a dossier, as SQLite's own header says it."""
    if not os.path.isfile(path):  # what is read of a pipe is gone from it
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    return head.startswith(_MAGIC) and int.from_bytes(head[_OWNER_AT : _OWNER_AT + 4]) == APPLICATION_ID


def _plain(error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return "another program is writing to it: try again"
    return "it cannot be opened, or nothing can be written beside it" if "unable to open" in str(error) else str(error)


def _refuse_closed_folder(path: str) -> None:
    """Raise UsageError where a file cannot be made: now, not when much has been read for it."""
    if not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK | os.X_OK):
        raise UsageError(f"{path}: nothing can be written to its folder")


def _refuse_foreign(path: str, *, create: bool) -> None:
    """Raise UsageError for a path that holds no SQLite database, and for one that holds nothing where nothing is made."""
    if not os.path.exists(path):
        if not create:
            raise UsageError(f"{path}: no such dossier")
        if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
            raise UsageError(f"{path}: no such folder")
        return
    if not os.path.isfile(path):
        raise UsageError(f"{path} is no file")
    try:
        with open(path, "rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    if head and head != _MAGIC:
        raise UsageError(f"{path} is no dossier: name another file")
