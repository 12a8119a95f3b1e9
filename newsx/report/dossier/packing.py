"""Packs pages and the index of a report: LZMA, a third smaller than what browsers unpack themselves, in letters that mean nothing in HTML.

`report.js` has the other side.
"""

from __future__ import annotations

import base64
import lzma

# No header is written: the script knows these. News is text: letters depend on the one before, and not on their place.
_LZMA = [{"id": lzma.FILTER_LZMA1, "preset": 6, "lc": 4, "lp": 0, "pb": 0, "dict_size": 1 << 22, "nice_len": 128}]
# Base 85 has five letters for four bytes; its "<" could begin a tag.
_SAFE = bytes.maketrans(b"<", b"/")


def packed(text: str) -> str:
    """Return a text packed: its length in bytes, a blank, and what it was made of."""
    data = text.encode()
    made = lzma.compress(data, lzma.FORMAT_RAW, filters=_LZMA)
    return f"{len(data)} {base64.b85encode(made).translate(_SAFE).decode('ascii')}"
