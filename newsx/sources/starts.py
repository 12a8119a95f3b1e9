"""How the files begin that newsx writes, records and pages to look at: nothing else is taken for one."""

from __future__ import annotations

import os
import re
from typing import Literal

RecordForm = Literal["json", "sqlite", "parquet"]

# How every record of newsx begins, on one line and indented.
_RECORD_STARTS = (b'{"schema_version":', b'{\n  "schema_version":')
_FAILURE_START = re.compile(rb'\{"source": ?"(?:[^"\\]|\\.)*", ?"stage": ?"')
_SQLITE = b"SQLite format 3\x00"
# Where the header of an SQLite database holds PRAGMA application_id, and that of newsx: "NwsX" (`schema.database`).
_APPLICATION_AT = 68
_APPLICATION = b"NwsX"
# How the tables begin that newsx writes as CSV (`schema.tables`), with a mark of UTF-8 or without.
_TABLE_STARTS = (b"article_id,headline,", b"\xef\xbb\xbfarticle_id,headline,")
_PARQUET = b"PAR1"
HEAD_BYTES = 128
# How a page of HTML is known again that newsx made to be looked at: this stands in its first bytes.
MADE_BY = '<meta name="generator" content="newsx'
_PAGE_HEAD_BYTES = 2048


def is_record_start(data: bytes) -> bool:
    """Return whether the bytes begin like a record in JSON."""
    return data.startswith(_RECORD_STARTS)


def is_failure_start(data: bytes) -> bool:
    """Return whether the bytes begin like a failure as `--errors` writes it."""
    return _FAILURE_START.match(data) is not None


def is_record(path: str) -> bool:
    """Return whether the file begins like a record in JSON."""
    try:
        with open(path, "rb") as file:
            return is_record_start(file.read(64))
    except OSError:
        return False


def container_of(head: bytes) -> RecordForm | None:
    """Return the kind of a file that holds records as no text, by its first bytes; None for others."""
    if head.startswith(_SQLITE) and head[_APPLICATION_AT : _APPLICATION_AT + len(_APPLICATION)] == _APPLICATION:
        return "sqlite"
    return "parquet" if head.startswith(_PARQUET) else None


def is_own_table(data: bytes) -> bool:
    """Return whether the bytes begin like a table of CSV that newsx made of records."""
    return data.startswith(_TABLE_STARTS)


def is_database(head: bytes) -> bool:
    """Return whether a file that begins so is an SQLite database, of whatever program."""
    return head.startswith(_SQLITE)


def is_own_page(path: str) -> bool:
    """Return whether a file is a page of HTML that newsx made: it shows what is elsewhere, and can be made again."""
    if not os.path.isfile(path):  # a pipe would be waited for
        return False
    try:
        with open(path, "rb") as file:
            return MADE_BY.encode() in file.read(_PAGE_HEAD_BYTES)
    except OSError:
        return False
