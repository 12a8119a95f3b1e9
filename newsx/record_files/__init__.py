"""Reads back the records newsx wrote, whatever they are kept in: what `newsx convert` and `newsx view` are given.

JSON lines and indented JSON, packed or not, files and folders of them, standard input, SQLite databases and nested Parquet.
Records of older versions become those of this one.
"""

from newsx.record_files.files import begins_as_records, form_of_records, is_record_file, list_record_files, read_records
from newsx.sources.starts import is_record, is_record_start

__all__ = [
    "begins_as_records",
    "form_of_records",
    "is_record",
    "is_record_file",
    "is_record_start",
    "list_record_files",
    "read_records",
]
