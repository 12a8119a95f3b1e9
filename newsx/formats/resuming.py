"""What a resumed run needs to know of inputs and of the records that are there already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from newsx.errors import InputError
from newsx.record_files import is_record_start
from newsx.records import SCHEMA_VERSION, InputRef, named

_BLOCK = 1 << 20
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class RecordOrigin:
    """The input a record was made from: its name, as `InputRef.named` has it, its SHA-256, and the record's version."""

    name: str
    sha256: str
    schema_version: str


def origin_of(record: bytes) -> RecordOrigin | None:
    """Return the input a record was made from; None when the bytes are no whole record."""
    if not is_record_start(record):
        return None
    try:
        parsed = json.loads(record)
        source = parsed["source"]
        name = named(str(source["path"]), source["record"])
        return RecordOrigin(name, str(source["sha256"]), str(parsed["schema_version"]))
    except (ValueError, KeyError, TypeError):
        return None


def is_finished(ref: InputRef, origin: RecordOrigin) -> bool:
    """Return whether a record is the one that would be made of the input now."""
    return origin.schema_version == SCHEMA_VERSION and is_current(ref, origin.sha256)


def is_current(ref: InputRef, sha256: str) -> bool:
    """Return whether the input still holds what a record with this SHA-256 was made from.

    What stands at an address of the web is fetched once: there the address alone counts.
    """
    if ref.path.startswith(_WEB):
        return ref.sha256 in (None, sha256)
    return (ref.sha256 or digest_of(ref.path)) == sha256


def digest_of(path: str) -> str | None:
    """Return the SHA-256 of a file in hex, remote ones too; None when it cannot be read."""
    from newsx.sources.opening import open_input

    digest = hashlib.sha256()
    try:
        with open_input(path) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except (OSError, InputError):
        return None
    return digest.hexdigest()
