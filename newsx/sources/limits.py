"""Keeps the limit on the size of one input or record, before memory is taken. Called by all readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable


def too_large(limit: int, *, what: str = "larger than", packed: bool = False) -> str:
    """Return what is said of an input or record of more than `limit` bytes; `packed`: once it is unpacked."""
    return f"{what} {limit / (1 << 20):g} MB{' once unpacked' if packed else ''} (--max-size raises the limit)"


def gather(blocks: Iterable[bytes], limit: int, *, what: str = "larger than", packed: bool = False) -> bytes:
    """Join all blocks, if they are no more than `limit` bytes; raises InputError beyond it."""
    parts: list[bytes] = []
    size = 0
    for block in blocks:
        size += len(block)
        if size > limit:
            raise InputError(too_large(limit, what=what, packed=packed))
        parts.append(block)
    return b"".join(parts)
