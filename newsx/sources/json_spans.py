"""Reads containers of JSON: lines from the beginning or from the middle of a file, and JSON that is spread over several lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from newsx.sources.forms import HEAD_BYTES
from newsx.sources.jsonl import read_json_lines, read_json_values
from newsx.sources.unpacking import blocks_of, read_some, unpack_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.records import Document, Failure, InputRef
    from newsx.sources.opening import OpenedContainer, Span
    from newsx.sources.unpacking import ByteStream, Packing

_COUNTED_BLOCK = 1 << 20


def read_container(opened: OpenedContainer, ref: InputRef, *, limit: int) -> Iterator[Document | Failure]:
    """Yield a Document or a Failure for every object; with a span, for those whose line begins in it."""
    if opened.span:
        yield from _lines_in_span(opened.stream, ref, opened.span, limit=limit)
    else:
        read = read_json_values if _is_spread(unpack_head(opened.head, HEAD_BYTES)) else read_json_lines
        yield from read(opened.blocks(), ref, limit=limit)


def divides(head: bytes, packing: Packing | None) -> bool:
    """Tell whether spans share the records of a file out that begins so: it holds lines, and is not packed."""
    return packing is None and not _is_spread(head)


def _lines_in_span(stream: ByteStream, ref: InputRef, span: Span, *, limit: int) -> Iterator[Document | Failure]:
    """Yield the lines that begin in the span. What lies before it is read to number them, which takes little beside extraction."""
    start, end = span
    begin, number = _first_line_at(stream, start)
    if begin is None or begin >= end:
        return
    cast("Any", stream).seek(begin)
    blocks = blocks_of(stream, None)
    yield from read_json_lines(blocks, ref, limit=limit, first=number, length=end - begin)


def _first_line_at(stream: ByteStream, start: int) -> tuple[int | None, int]:
    """Return offset and number of the first line that begins at `start` or after it; None when there is none."""
    cast("Any", stream).seek(0)
    if start == 0:
        return 0, 1
    place, number = 0, 1
    while place < start - 1 and (block := stream.read(min(_COUNTED_BLOCK, start - 1 - place))):
        number += block.count(b"\n")
        place += len(block)
    while block := read_some(stream):
        found = block.find(b"\n")
        if found >= 0:
            return place + found + 1, number + 1
        place += len(block)
    return None, number


def _is_spread(head: bytes) -> bool:
    """Tell whether JSON is written over several lines: an array, or an object whose first line is no value and whose second begins none.

    A broken line among others is followed by one that begins an object.
    """
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    first = first.strip()
    if first == b"{" or first.startswith(b"["):
        return True
    if not rest.strip() or rest.lstrip().startswith(b"{"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return True
    return False
