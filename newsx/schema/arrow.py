"""The Arrow types of records, nested and flat, as they follow from the record's fields: for Parquet written and read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.schema.markers import WithDay
from newsx.schema.shapes import article_shape
from newsx.schema.tables import TABLES, day_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.schema.shapes import Shape

# Behind the name of a field that may hold a time stands the column with its day.
_DAY_COLUMN = "_day"


def import_pyarrow() -> None:
    """Load the library; raises UsageError that names the extra to install when it is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'newsx[parquet]'") from error


def record_schema() -> Any:
    """Return the columns of whole records, nested as these: a pyarrow.Schema."""
    import pyarrow as pa

    return pa.schema(_arrow_fields(article_shape()))


def flat_schema(table: str) -> Any:
    """Return the columns of a flat table: a pyarrow.Schema."""
    import pyarrow as pa

    return pa.schema([(column.name, _scalar_type(column.type)) for column in TABLES[table]])


def record_row(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as a row of `record_schema`: with its days as dates, and mappings as pairs."""
    return _row(record, article_shape())


def flat_rows(record: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a flat table that a record gives, with days as dates."""
    columns = TABLES[table]
    for row in rows_of(record, table):
        yield {
            column.name: _date(value) if column.type == "day" else value
            for column, value in zip(columns, row, strict=True)
        }


def record_of_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the record that a row of `record_schema` was made from, or of that of an older version."""
    return _record(row, article_shape())


def _arrow_fields(fields: Sequence[Shape]) -> list[tuple[str, Any]]:
    found = []
    for shape in fields:
        found.append((shape.name, _arrow_type(shape)))
        if shape.marker(WithDay):
            found.append((shape.name + _DAY_COLUMN, _scalar_type("day")))
    return found


def _arrow_type(shape: Shape) -> Any:
    import pyarrow as pa

    match shape.form:
        case "object":
            return pa.struct(_arrow_fields(shape.fields))
        case "objects":
            return pa.list_(pa.struct(_arrow_fields(shape.fields)))
        case "texts":
            return pa.list_(pa.string())
        case "mapping":
            return pa.map_(pa.string(), pa.string())
        case _:
            return _scalar_type(shape.form)


def _scalar_type(name: str) -> Any:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
    }
    return types[name]


def _row(node: dict[str, Any], fields: Sequence[Shape]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for shape in fields:
        value = node.get(shape.name)
        if value is None:
            row[shape.name] = None
        elif shape.form == "object":
            row[shape.name] = _row(value, shape.fields)
        elif shape.form == "objects":
            row[shape.name] = [_row(item, shape.fields) for item in value]
        elif shape.form == "mapping":
            row[shape.name] = list(value.items())
        else:
            row[shape.name] = _date(value) if shape.form == "day" else value
        if shape.marker(WithDay):
            row[shape.name + _DAY_COLUMN] = _date(value)
    return row


def _record(row: dict[str, Any], fields: Sequence[Shape]) -> dict[str, Any]:
    """Return the fields of an object; what the row lacks though it must not be null is left to its default."""
    node: dict[str, Any] = {}
    for shape in fields:
        value = row.get(shape.name)
        if value is None:
            if not shape.is_required:
                node[shape.name] = None
        elif shape.form == "object":
            node[shape.name] = _record(value, shape.fields)
        elif shape.form == "objects":
            node[shape.name] = [_record(item, shape.fields) if isinstance(item, dict) else item for item in value]
        elif shape.form == "mapping":
            node[shape.name] = dict(value)
        else:
            node[shape.name] = value.isoformat() if shape.form == "day" else value
    return node


def _date(value: Any) -> dt.date | None:
    day = day_of(value)
    return dt.date.fromisoformat(day) if day else None
