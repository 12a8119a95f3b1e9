"""Names records of containers, and what is wrong with them. Called by the readers of containers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from newsx.errors import DamagedError
from newsx.lazy import lazy_pattern
from newsx.records import Failure, InputRef
from newsx.sources.forms import without_form_suffix
from newsx.stated_fields import well_formed

if TYPE_CHECKING:
    from newsx.errors import InputError

_UNSAFE = lazy_pattern(r"[^A-Za-z0-9_+-]+")
_MAX_NAME = 120


def record_of(ref: InputRef, record: str) -> InputRef:
    """Return the reference of a record of the container: its name in messages, and a name for what is made of it that is safe for files."""
    record = well_formed(record)
    folder, name = os.path.split(ref.relative)
    relative = os.path.join(folder, without_form_suffix(name), _UNSAFE.sub("_", record)[:_MAX_NAME].strip("_") or "_")
    return InputRef(path=ref.path, relative=relative, record=record)


def with_digest(ref: InputRef, sha256: str) -> InputRef:
    """Return the record with the digest of its bytes."""
    return InputRef(path=ref.path, relative=ref.relative, record=ref.record, sha256=sha256)


def broken(ref: InputRef, error: InputError | OSError | str) -> Failure:
    """Return the failure of an input or a record that cannot be read."""
    if isinstance(error, OSError):
        message = error.strerror or str(error)
        return Failure(source=ref.named, stage="reading", kind="failed", message=message)
    kind: Literal["failed", "refused"] = "failed" if isinstance(error, DamagedError) else "refused"
    return Failure(source=ref.named, stage="reading", kind=kind, message=str(error))
