"""Reads records back from nested Parquet that newsx wrote; `files` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rows that are Python objects at once: eight times the size of their JSON.
_ROWS_AT_ONCE = 64


def read_parquet(path: str) -> Iterator[dict[str, Any]]:
    """Yield the records in a file, in order. Raises InputError when it cannot be read or holds a flat table."""
    from newsx.schema.arrow import import_pyarrow, record_of_row

    try:
        import_pyarrow()
    except UsageError as error:
        raise InputError(str(error)) from error
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            if "schema_version" not in file.schema_arrow.names:
                raise InputError("a table, not whole records: convert takes Parquet that was written without --table")
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    yield record_of_row(row)
    except ArrowException as error:
        raise InputError(f"broken Parquet ({' '.join(str(error).split())[:200]})") from error
