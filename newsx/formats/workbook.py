"""Records as a workbook for spreadsheet programs: a sheet for each table, every mention with the sentence it stands in."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from newsx.errors import UsageError
from newsx.formats.files import AtomicFile, output_error, refuse_inputs, remove_leftovers_of
from newsx.formats.sink import Sink
from newsx.schema.tables import ARTICLES, TABLES, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from newsx.formats.sink import Target
    from newsx.records import InputRef
    from newsx.schema.tables import Value

# The sheets of a workbook that is asked for no others.
SHEETS = ("articles", "people", "roles", "places", "organisations", "dates", "quotes")
# What a sheet and a cell hold (Microsoft, "Excel specifications and limits"); characters are counted in UTF-16.
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
_CUT = "…"
_MISSING = "workbooks need XlsxWriter: pip install 'newsx[xlsx]'"
# Widths of columns in characters: by name where they hold sentences, by type else.
_WIDTHS = {"headline": 45, "sentence": 70, "text": 60, "description": 45, "name": 28, "person": 28, "phrase": 35}
_USUAL_WIDTH = 14
_NOTHING_BEFORE = 1900  # spreadsheets count days from then on
# Workbooks note when they were made: the same records shall give the same bytes.
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


def open_workbook(target: Target) -> Sink:
    """Return a sink that writes a workbook; raises UsageError when the library for it is missing."""
    tables = target.tables or tuple(name for name in SHEETS if name in TABLES)
    return WorkbookSink(target.path, tables=tables, inputs=target.inputs)


class WorkbookSink(Sink):
    """Writes one workbook, which takes its place when the sink is closed, of a run that was ended early too.

    Rows are written as they come, so that memory stays flat; a table longer than a sheet goes on in another one. Nothing in a
    cell is a formula. Raises UsageError when the library is missing.
    """

    def __init__(self, path: str, *, tables: Sequence[str] = (ARTICLES,), inputs: Sequence[InputRef] = ()) -> None:
        try:
            from xlsxwriter import Workbook
        except ImportError as error:
            raise UsageError(_MISSING) from error
        refuse_inputs(path, inputs)
        remove_leftovers_of(path)
        self._path = path
        self._file = AtomicFile(path)
        self._guarded = _Guarded(self._file.file)
        self._book = Workbook(self._guarded, {"constant_memory": True})
        self._book.set_properties({"created": _MADE})
        self._sheets = {
            name: _Sheet(self._book, name, [(each.name, each.type == "day") for each in TABLES[name]])
            for name in tables
        }

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Write the record's rows into its sheets. Raises OutputError."""
        parsed = json.loads(record)
        try:
            for name, sheet in self._sheets.items():
                for row in rows_of(parsed, name):
                    sheet.write(row)
        except OSError as error:  # rows wait in temporary files
            raise output_error(self._path, error) from error

    def close(self) -> None:
        """Finish the workbook, bring it to disk and put it into its place."""
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            for sheet in self._sheets.values():
                sheet.end()
            self._book.close()
        except OSError as error:
            self._give_up()
            raise output_error(self._path, error) from error
        except XlsxWriterException as error:
            self._give_up()
            raise output_error(self._path, _cause_of(error)) from error
        self._file.commit()

    def _give_up(self) -> None:
        self._guarded.failed = True
        self._file.discard()


def write_sheets(
    file: BinaryIO,
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Value]]]],
    *,
    days: Collection[str] = (),
) -> None:
    """Write a workbook of sheets: for each its name, its columns and its rows; columns named in `days` hold YYYY-MM-DD.

    Raises UsageError when the library is missing, OSError when nothing more can be written.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UsageError(_MISSING) from error
    from xlsxwriter.exceptions import XlsxWriterException

    guarded = _Guarded(file)
    book = Workbook(guarded, {"constant_memory": True})
    book.set_properties({"created": _MADE})
    try:
        for name, columns, rows in sheets:
            sheet = _Sheet(book, name, [(column, column in days) for column in columns])
            for row in rows:
                sheet.write(row)
            sheet.end()
        book.close()
    except XlsxWriterException as error:
        guarded.failed = True
        raise _cause_of(error) from error


def _cause_of(error: Exception) -> OSError:
    """Return what the system said, where the library has wrapped it."""
    cause = error.__cause__ or error.__context__
    return cause if isinstance(cause, OSError) else OSError(str(error))


class _Guarded:
    """A binary file that takes nothing more after its first error: an archive that was left half-written ends itself when it is collected."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = (
            0  # where the archive believes to be after the error: it must never find itself before an earlier place
        )
        self.failed = False

    def write(self, data: bytes) -> int:
        """Write the data. Raises OSError, once."""
        if not self.failed:
            written: int = self._guarded(self._file.write, data)
            return written
        self._at += len(data)
        return len(data)

    def flush(self) -> None:
        """Hand everything to the system. Raises OSError, once."""
        if not self.failed:
            self._guarded(self._file.flush)

    def tell(self) -> int:
        """Return where the next byte goes."""
        if not self.failed:
            self._at = max(self._at, self._file.tell())
            return self._file.tell()
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._at if self.failed else self._file.seek(offset, whence)

    def _guarded(self, call: Callable[..., Any], *values: bytes) -> Any:
        try:
            return call(*values)
        except OSError:
            self.failed = True
            raise


class _Sheet:
    """The rows of one table, in one sheet or, beyond its end, in several."""

    def __init__(self, book: Any, name: str, columns: Sequence[tuple[str, bool]]) -> None:
        """`columns` are names, each with whether its cells hold days."""
        self._book = book
        self._name = name
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._columns = columns
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        self._sheet = self._book.add_worksheet(self._name if self._count == 1 else f"{self._name} {self._count}")
        self._row = 0
        for place, (name, _) in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDTHS.get(name, _USUAL_WIDTH))
        for place, (name, _) in enumerate(self._columns):
            self._sheet.write_string(0, place, name, self._bold)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: Sequence[Value]) -> None:
        """Write a row below the last one."""
        if self._row + 1 == MAX_ROWS:
            self.end()
            self._begin()
        self._row += 1
        for place, ((_, is_day), value) in enumerate(zip(self._columns, row, strict=True)):
            self._write(place, value, is_day=is_day)

    def _write(self, place: int, value: Value, *, is_day: bool) -> None:
        """Write a cell as what it is: a day, a number, yes or no, or text, which is never taken for anything else."""
        match value:
            case None:
                pass
            case bool():
                self._sheet.write_boolean(self._row, place, value)
            case int() | float():
                self._sheet.write_number(self._row, place, value)
            case str() if is_day and int(value[:4]) > _NOTHING_BEFORE:
                self._sheet.write_datetime(self._row, place, dt.date.fromisoformat(value), self._day)
            case str():
                self._sheet.write_string(self._row, place, _fitting(value))

    def end(self) -> None:
        """Put the filters above the columns."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)


def _fitting(text: str) -> str:
    """Return the text as a cell holds it: cut where it is too long."""
    if len(text) > MAX_CELL // 2:  # characters beyond the basic plane count twice
        text = _cut(text)
    # The library takes such a cell for markup of its own.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) // 2 <= MAX_CELL - 1:  # one is left for what `_fitting` may add
        return text
    return units[: 2 * (MAX_CELL - 2)].decode("utf-16-le", "ignore") + _CUT
