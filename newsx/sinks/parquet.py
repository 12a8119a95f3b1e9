"""Records as Parquet: one row an article with nested lists, or a flat table, every column typed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from newsx.errors import OutputError, UsageError
from newsx.interchange import TABLES, rows_of
from newsx.interchange.parts import day_of
from newsx.sinks.aside import AsideFile, refuse_inputs
from newsx.sinks.base import Sink
from newsx.sinks.files import output_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.records import InputRef
    from newsx.sinks.base import TableName

# A row group is held in memory as Python objects until it is written, eight times its JSON: it ends after as many rows, or as
# much JSON.
_ROWS_A_GROUP = 10_000
_BYTES_A_GROUP = 8 << 20
_COMPRESSION = "zstd"


class ParquetSink(Sink):
    """Writes one Parquet file, which takes its place when the sink is closed, of a run that was ended early too.

    Without a table the columns are the fields of the record, nested as there; days are of type date32, and
    `date_published_day` stands beside `date_published`, which may hold a time. Raises UsageError when pyarrow is missing.
    """

    def __init__(self, path: str, *, table: TableName | None = None, inputs: Sequence[InputRef] = ()) -> None:
        import_pyarrow()
        from pyarrow.parquet import ParquetWriter

        refuse_inputs(path, inputs)
        self._path = path
        self._table = table
        self._schema = flat_schema(table) if table else record_schema()
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0
        self._file = AsideFile(path)
        self._writer = ParquetWriter(self._file.file, self._schema, compression=_COMPRESSION)

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - all records go to one place
        """The record's rows are in the file when their row group is full, or the sink is closed."""
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
        """The file is whole, on disk and in its place."""
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


def import_pyarrow() -> None:
    """The library can be used; raises UsageError that names the extra to install when it is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'newsx[parquet]'") from error


def record_schema() -> Any:
    """The columns of whole records: a pyarrow.Schema."""
    import pyarrow as pa

    text, integer, number, day = pa.string(), pa.int64(), pa.float64(), pa.date32()
    texts = pa.list_(text)
    mention = pa.struct([("start", integer), ("end", integer), ("text", text), ("confidence", number)])
    role = pa.struct([("text", text), ("start", integer), ("end", integer)])
    named = [("name", text), ("aliases", texts)]
    mentions = [("mentions", pa.list_(mention))]
    located = [("kind", text), ("country_code", text), ("latitude", number), ("longitude", number)]
    entry = [("geonames_id", integer), ("population", integer), ("confidence", number)]
    date = [
        *((name, text) for name in ("value", "type", "granularity")),
        *((name, day) for name in ("earliest", "latest")),
        *((name, text) for name in ("mod", "anchor", "rule")),
        ("ambiguous", pa.bool_()),
        ("rejected", text),
    ]
    source = ("path", "url", "media_type", "charset", "sha256", "record", "id")
    made = [*((name, text) for name in ("newsx", "model", "extractor")), ("date_anchor", day)]
    return pa.schema(
        [
            *((name, text) for name in ("schema_version", "id")),
            ("source", pa.struct([(name, text) for name in source])),
            *((name, text) for name in ("url", "publisher", "headline", "description")),
            ("authors", texts),
            ("date_published", text),
            ("date_published_day", day),
            ("date_modified", text),
            ("section", text),
            ("keywords", texts),
            ("language", text),
            ("image", pa.struct([(name, text) for name in ("url", "caption", "credit")])),
            ("text", text),
            ("people", pa.list_(pa.struct([*named, ("roles", pa.list_(role)), *mentions]))),
            ("places", pa.list_(pa.struct([*named, *located, *entry, *mentions]))),
            ("organisations", pa.list_(pa.struct([*named, ("acronym", text), *mentions]))),
            ("dates", pa.list_(pa.struct([*date, *mentions]))),
            ("focus", pa.list_(pa.struct([("country_code", text), ("share", number)]))),
            ("warnings", texts),
            ("provenance", pa.struct(made)),
        ]
    )


def record_row(record: dict[str, Any]) -> dict[str, Any]:
    """A record with its days as dates."""
    provenance = record["provenance"]
    return {
        **record,
        "date_published_day": _day(record["date_published"]),
        "dates": [
            {**date, "earliest": _day(date["earliest"]), "latest": _day(date["latest"])} for date in record["dates"]
        ],
        "provenance": {**provenance, "date_anchor": _day(provenance["date_anchor"])},
    }


def flat_schema(table: TableName) -> Any:
    """The columns of a flat table: a pyarrow.Schema."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
    }
    return pa.schema([(column.name, types[column.type]) for column in TABLES[table]])


def flat_rows(record: dict[str, Any], table: TableName) -> Iterator[dict[str, Any]]:
    """The rows of a table a record gives, with days as dates."""
    columns = TABLES[table]
    for row in rows_of(record, table):
        yield {
            column.name: _day(value) if column.type == "day" else value
            for column, value in zip(columns, row, strict=True)
        }


def _day(value: Any) -> dt.date | None:
    day = day_of(value)
    return dt.date.fromisoformat(day) if day else None
