"""Records as Parquet: one row an article with nested lists, or a flat table, every column typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsx.errors import OutputError
from newsx.formats.files import AtomicFile, output_error, refuse_inputs, remove_leftovers_of
from newsx.formats.sink import Sink
from newsx.schema.arrow import flat_rows, flat_schema, import_pyarrow, record_row, record_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.formats.sink import Target
    from newsx.records import InputRef

# A row group is held in memory as Python objects until it is written, eight times its JSON: it ends after as many rows, or as
# much JSON.
_ROWS_A_GROUP = 10_000
_BYTES_A_GROUP = 8 << 20
_COMPRESSION = "zstd"


def open_parquet(target: Target) -> Sink:
    """Return a sink that writes a Parquet file; raises UsageError when pyarrow is missing."""
    return ParquetSink(target.path, table=target.table, inputs=target.inputs)


class ParquetSink(Sink):
    """Writes one Parquet file, which takes its place when the sink is closed, of a run that was ended early too.

    Without a table the columns are the fields of the record, nested as there; days are of type date32, and
    `date_published_day` stands beside `date_published`, which may hold a time. Raises UsageError when pyarrow is missing.
    """

    def __init__(self, path: str, *, table: str | None = None, inputs: Sequence[InputRef] = ()) -> None:
        import_pyarrow()
        from pyarrow.parquet import ParquetWriter

        refuse_inputs(path, inputs)
        self._path = path
        self._table = table
        self._schema = flat_schema(table) if table else record_schema()
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0
        remove_leftovers_of(path)
        self._file = AtomicFile(path)
        self._writer = ParquetWriter(self._file.file, self._schema, compression=_COMPRESSION)

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """Keep the record's rows, which are written when their row group is full, or the sink is closed."""
        parsed = json.loads(record)
        self._rows += flat_rows(parsed, self._table) if self._table else [record_row(parsed)]
        self._bytes += len(record)
        if len(self._rows) >= _ROWS_A_GROUP or self._bytes >= _BYTES_A_GROUP:
            self._write_group()

    def _write_group(self) -> None:
        import pyarrow as pa

        rows, self._rows, self._bytes = self._rows, [], 0
        try:
            self._writer.write_table(pa.Table.from_pylist(rows, schema=self._schema), row_group_size=_ROWS_A_GROUP)
        except OSError as error:
            raise output_error(self._path, error) from error

    def close(self) -> None:
        """Finish the file, bring it to disk and put it into its place."""
        try:
            if self._rows:
                self._write_group()
            self._writer.close()
        except OSError as error:
            self._file.discard()
            raise output_error(self._path, error) from error
        except OutputError:
            self._file.discard()
            raise
        self._file.commit()
