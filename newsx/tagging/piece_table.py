"""Reads the vectors of word pieces from their file when a text needs them; `network` looks them up here."""

from __future__ import annotations

import io
import os
import weakref
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# Rows that room is made for at first; it doubles as often as it must.
_ROOM = 1024


class PieceTable:
    """A table with one row a word piece; `table[ids]` gives those of `ids`, as an array of structures.

    A text holds a few hundred of thirty thousand pieces, and a batch some thousands: only those take memory. A map of the
    whole file would hold every page with a row in it, and the system reads sixteen pages at a time.
    """

    def __init__(self, file: bytes | Path) -> None:
        """Open `file`, an .npy file of one dimension, or what it holds."""
        with io.BytesIO(file) if isinstance(file, bytes) else open(file, "rb") as stream:
            np.lib.format.read_magic(stream)
            (count,), _, dtype = np.lib.format.read_array_header_1_0(stream)
            self._offset = stream.tell()
        self._dtype = np.dtype(dtype)
        self._source: bytes | int = file if isinstance(file, bytes) else os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        if isinstance(self._source, int):
            weakref.finalize(self, os.close, self._source)
        self._slots: NDArray[np.int32] = np.full(count, -1, np.int32)
        self._rows: NDArray[np.void] = np.empty(_ROOM, self._dtype)
        self._used = 0

    def __getitem__(self, ids: NDArray[np.int64]) -> NDArray[np.void]:
        slots = self._slots[ids]
        if (slots < 0).any():
            self._read(np.unique(ids[slots < 0]))
            slots = self._slots[ids]
        rows: NDArray[np.void] = self._rows[slots]
        return rows

    def _read(self, missing: NDArray[np.int64]) -> None:
        """Read the rows of pieces met for the first time."""
        end = self._used + len(missing)
        if end > len(self._rows):
            rows = np.empty(max(end, 2 * len(self._rows)), self._dtype)
            rows[: self._used] = self._rows[: self._used]
            self._rows = rows
        size = self._dtype.itemsize
        data = b"".join(self._bytes(self._offset + number * size, size) for number in missing.tolist())
        self._rows[self._used : end] = np.frombuffer(data, self._dtype)
        self._slots[missing] = np.arange(self._used, end)
        self._used = end

    def _bytes(self, offset: int, size: int) -> bytes:
        if isinstance(self._source, bytes):
            return self._source[offset : offset + size]
        return os.pread(self._source, size, offset)  # workers share the open file, and with it its position
