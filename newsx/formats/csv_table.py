"""Records as CSV: one row an article, or one an item of its lists or a mention."""

from __future__ import annotations

import codecs
import csv
import io
import json
from typing import TYPE_CHECKING, BinaryIO

from newsx.formats.appending import AppendedFile, StreamWriter
from newsx.formats.files import refuse_inputs
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
    rows = Rows(target.table or ARTICLES, safe=target.safe_cells or target.excel, marked=target.excel)
    if target.output is None:
        return CsvStreamSink(standard_output(), rows)
    if packing := packing_of_output(target.path):
        return CsvStreamSink(PackedFile(target.path, packing), rows, name=target.path)
    return CsvFileSink(target.path, rows, inputs=target.inputs)


class CsvStreamSink(Sink):
    """Writes a table as CSV to an open binary stream."""

    def __init__(
        self, stream: BinaryIO | PackedFile, rows: Rows | None = None, *, name: str = "standard output"
    ) -> None:
        self._rows = rows or Rows()
        self._writer = StreamWriter(stream, name=name)
        self._writer.write(self._rows.header())

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the rows of the record at once. Raises BrokenPipeError, OutputError."""
        self._writer.write(self._rows.of(record))

    def close(self) -> None:
        """Bring a packed file to its place."""
        self._writer.close()


class CsvFileSink(Sink):
    """Writes a table to a CSV file: all rows of an article or none, so that the file can be read at any time."""

    def __init__(self, path: str, rows: Rows | None = None, *, inputs: Sequence[InputRef] = ()) -> None:
        self._rows = rows or Rows()
        refuse_inputs(path, inputs)
        self._file = AppendedFile(path)
        self._file.write(self._rows.header())

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the rows of the record; after an error the file ends with the record before it."""
        self._file.write(self._rows.of(record))

    def finish(self) -> None:
        """See that the file still stands there whole. Raises OutputError."""
        self._file.check()

    def close(self) -> None:
        """Bring the file to disk and close it."""
        self._file.sync()
        self._file.close()


class Rows:
    """The rows of one table as bytes: UTF-8, RFC 4180, but for line ends.

    Rows end in LF, so that line tools see no stray CR; line ends within cells stay as they are. `marked`: the mark of byte order
    stands before them, by which spreadsheets know the character set.
    """

    def __init__(self, table: str = ARTICLES, *, safe: bool = False, marked: bool = False) -> None:
        self._table = table
        self._safe = safe
        self._mark = codecs.BOM_UTF8 if marked else b""

    def header(self) -> bytes:
        """Return the names of the columns."""
        return self._mark + _line(column.name for column in TABLES[self._table])

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
