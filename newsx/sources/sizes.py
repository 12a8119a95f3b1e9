"""Tells how many bytes an input has, for runs that are divided by bytes. Called by runs and engines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsx.errors import InputError
from newsx.sources.remote import is_remote, remote_size

if TYPE_CHECKING:
    from newsx.records import InputRef


def size_of(ref: InputRef) -> int:
    """Return the size in bytes of a file, packed as it is; 0 when nobody can tell, and for addresses of the web, which nobody asks."""
    if ref.path.startswith(("http://", "https://")):
        return 0
    try:
        return remote_size(ref.path) if is_remote(ref.path) else os.stat(ref.path).st_size
    except (InputError, OSError, ValueError):
        return 0
