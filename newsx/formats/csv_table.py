"""Records as CSV: one row an article, or one an item of its lists or a mention."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from newsx.formats.files import check_file, output_error, refuse_inputs, write_all
from newsx.formats.packed_files import PackedFile
from newsx.formats.sink import Sink, standard_output
from newsx.formats.table import packing_of_output
from newsx.schema.tables import ARTICLES, TABLES, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.formats.sink import Target
    from newsx.records import InputRef
    from newsx.schema.tables import Value

# What makes spreadsheets take a cell for a formula, as OWASP lists it ("CSV Injection"), with the wide forms of East Asia.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What some of them pass over before that: spaces of all kinds, and characters that show nothing.
_PASSED_OVER = (
    " \xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u0085"
    "\u00ad\u034f\u061c\u115f\u1160\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\x00\x0b\x0c\x1c\x1d\x1e\x1f"
)
_NEUTRAL = "'"


def open_csv(target: Target) -> Sink:
    """Return the sink of CSV that fits a target."""
    table = target.table or ARTICLES
    if target.output is None:
        return CsvStreamSink(standard_output(), table=table, safe_cells=target.safe_cells)
    if packing := packing_of_output(target.path):
        stream = PackedFile(target.path, packing)
        return CsvStreamSink(stream, table=table, safe_cells=target.safe_cells, name=target.path)
    return CsvFileSink(target.path, table=table, safe_cells=target.safe_cells, inputs=target.inputs)


class CsvStreamSink(Sink):
    """Writes a table as CSV to an open binary stream."""

    def __init__(
        self,
        stream: BinaryIO | PackedFile,
        *,
        table: str = ARTICLES,
        safe_cells: bool = False,
        name: str = "standard output",
    ) -> None:
        self._rows = _Rows(table, safe=safe_cells)
        self._stream = stream
        self._name = name
        self._write(self._rows.header())

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the rows of the record at once. Raises BrokenPipeError, OutputError."""
        self._write(self._rows.of(record))

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[self._stream.write(view) :]
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_error(self._name, error) from error

    def close(self) -> None:
        """Bring a packed file to its place."""
        if isinstance(self._stream, PackedFile):
            self._stream.commit()


class CsvFileSink(Sink):
    """Writes a table to a CSV file: all rows of an article or none, so that the file can be read at any time."""

    def __init__(
        self,
        path: str,
        *,
        table: str = ARTICLES,
        safe_cells: bool = False,
        inputs: Sequence[InputRef] = (),
    ) -> None:
        self._rows = _Rows(table, safe=safe_cells)
        self._path = path
        self._end = 0
        refuse_inputs(path, inputs)
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
            self._handle = os.open(path, flags, 0o666)
            self._is_file = stat.S_ISREG(os.fstat(self._handle).st_mode)
        except OSError as error:
            raise output_error(path, error) from error
        self._write(self._rows.header())

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the rows of the record; after an error the file ends with the record before it."""
        self._write(self._rows.of(record))

    def _write(self, data: bytes) -> None:
        try:
            write_all(self._handle, data)
        except OSError as error:
            if self._is_file:
                os.ftruncate(self._handle, self._end)
            raise output_error(self._path, error) from error
        self._end += len(data)

    def finish(self) -> None:
        """See that the file still stands there whole. Raises OutputError."""
        if self._is_file:
            check_file(self._path, self._handle, self._end)

    def close(self) -> None:
        """Bring the file to disk and close it."""
        try:
            if self._is_file:
                os.fsync(self._handle)
            os.close(self._handle)
        except OSError as error:
            raise output_error(self._path, error) from error


class _Rows:
    """The rows of one table as bytes: UTF-8, RFC 4180, but for line ends.

    Rows end in LF, so that line tools see no stray CR; line ends within cells stay as they are.
    """

    def __init__(self, table: str, *, safe: bool) -> None:
        self._table = table
        self._safe = safe

    def header(self) -> bytes:
        """Return the names of the columns."""
        return _line(column.name for column in TABLES[self._table])

    def of(self, record: bytes) -> bytes:
        """Return all rows of a record, given as JSON."""
        rows = rows_of(json.loads(record), self._table)
        return b"".join(_line(_cell(value, safe=self._safe) for value in row) for row in rows)


def _line(cells: Iterable[str | int | float]) -> bytes:
    """Return one row. It is written with CRLF first, for which the module quotes cells with either line end."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n").encode() + b"\n"


def _cell(value: Value, *, safe: bool) -> str | int | float:
    """Return the value as it stands in a cell: nothing for None, true and false in words, formulas made text on request."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if safe and isinstance(value, str) and value.lstrip(_PASSED_OVER).startswith(_FORMULA_STARTS):
        return _NEUTRAL + value
    return value
