"""Tells whether an output may be continued or replaced: only what newsx wrote, and only when that is asked for.

Called by `opening`, for every path that records go to, and by runs for their file of failures.
"""

from __future__ import annotations

import codecs
import json
import os
import stat
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.table import packing_of_output
from newsx.record_files import is_record, is_record_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsx.formats.table import Format

_HEAD_BYTES = 1 << 16
# Key of the settings under which a finished output is known again: device and inode.
OUTPUT = "output"
# Formats whose files say themselves who wrote them, unless they are packed; of others the side file does.
TELLING = frozenset({"jsonl", "csv", "parquet"})
_FAILURE_FIELDS = ["source", "stage", "kind", "message"]


def is_filled_file(path: str) -> bool:
    """Return whether a regular file with some content stands at the path."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def refuse_file(
    path: str, chosen: Format, written: Mapping[str, Any] | None, *, allowed: bool, may_resume: bool = False
) -> None:
    """Raise UsageError for a file that must not be touched: one without leave (`allowed`), or one of somebody else.

    `written` is what the side file says of the output; `may_resume`: whoever asks could go on with it.
    """
    if chosen.grows or not is_filled_file(path):
        return
    if not _is_own(path, chosen, written):
        raise UsageError(f"{path} was not written by newsx as {chosen.name}: it is left alone, name another file")
    if not allowed:
        goes_on = chosen.resumes and packing_of_output(path) is None
        ways = ("--resume goes on with it, " if goes_on else "--resume cannot go on with such a file, ") * may_resume
        raise UsageError(f"{path} is there already: {ways}--overwrite makes it anew")


def refuse_filled(path: str, *, allowed: bool, own: str | None = None) -> None:
    """Raise UsageError for a file with some content that must not be replaced: without leave (`allowed`), or what it is made of (`own`)."""
    if own is not None and os.path.exists(path) and os.path.exists(own) and os.path.samefile(path, own):
        raise UsageError(f"{path} is an input: it would be overwritten")
    if is_filled_file(path) and not allowed:
        raise UsageError(f"{path} is there already: --overwrite makes it anew")


def refuse_folder(
    folder: str, chosen: Format, written: Mapping[str, Any] | None, *, allowed: bool, may_resume: bool = False
) -> None:
    """Raise UsageError for a folder that holds results of an earlier run, without leave to go on there."""
    if not os.path.isdir(folder):
        return
    if chosen.keeps_records:
        if not allowed and first_record(folder) is not None:
            ways = "--resume goes on with them, " * may_resume
            raise UsageError(f"{folder} holds records already: {ways}--overwrite makes them anew")
        return
    is_same = written is not None and written.get("format") == chosen.name
    if chosen.destination == "folder" and not any(name.startswith("part-") for name in os.listdir(folder)):
        return  # brat looks after its own: people may have corrected it
    if chosen.destination == "folder" and not allowed:
        raise UsageError(f"{folder} holds results already: --overwrite makes them anew")
    if (chosen.destination == "folder") != is_same:
        raise UsageError(f"{folder} holds results already, which cannot be told from others: name a new folder")


def refuse_failures(path: str, *, allowed: bool) -> None:
    """Raise UsageError for a file of failures that must not be replaced."""
    if not is_filled_file(path):
        return
    if not allowed:
        raise UsageError(f"{path} is there already: --overwrite makes it anew, as --resume does beside -o")
    if not holds_failures(path):
        raise UsageError(f"{path} holds no failures of newsx: it is left alone, name another file")


def holds_failures(path: str) -> bool:
    """Return whether a file begins with a failure as `--errors` writes it. Raises UsageError when it cannot be read."""
    try:
        told = json.loads(_first_line(path))
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and list(told) == _FAILURE_FIELDS


def first_record(folder: str) -> str | None:
    """Return the path of a file in the folder, or below it, that holds a record in JSON; None when there is none."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(root, name)
            if name.endswith(".json") and not name.startswith(".") and is_record(path):
                return path
    return None


def identity(path: str) -> list[int] | None:
    """Return device and inode of what stands at a path; None when nothing does."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return [status.st_dev, status.st_ino]


def _is_own(path: str, chosen: Format, written: Mapping[str, Any] | None) -> bool:
    head = _first_line(path)
    if chosen.name == "jsonl" and not path.lower().endswith((".gz", ".zst")):
        return is_record_start(head) or is_torn_record(head)
    if chosen.name == "csv" and not path.lower().endswith((".gz", ".zst")):
        return head.removeprefix(codecs.BOM_UTF8) in set(_headers())
    if chosen.name == "parquet":
        return _is_own_parquet(path)
    return written is not None and written.get("format") == chosen.name and written.get(OUTPUT) == identity(path)


def _is_own_parquet(path: str) -> bool:
    """Return whether a Parquet file has the columns of records, or those that begin all tables."""
    from newsx.schema.arrow import import_pyarrow

    import_pyarrow()
    from pyarrow import ArrowInvalid, parquet

    try:
        names: list[str] = parquet.read_schema(path).names
    except (ArrowInvalid, OSError):
        return False
    return names[:3] == ["schema_version", "id", "source"] or names[:1] == ["article_id"]


def is_torn_record(head: bytes) -> bool:
    """Return whether bytes are what a power cut left of a first record: its beginning, or zeros."""
    start = b'{"schema_version":'
    return start.startswith(head[: len(start)].rstrip(b"\x00"))


def _headers() -> Iterable[bytes]:
    from newsx.schema.tables import TABLES

    for columns in TABLES.values():
        yield ",".join(column.name for column in columns).encode()


def _first_line(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.readline(_HEAD_BYTES).rstrip(b"\r\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): whether newsx wrote it cannot be told") from error
