"""Expands an input into what it holds: itself where it is a page, its records where it is a container. Called by whoever reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from newsx.errors import InputError
from newsx.records import Document, Failure, InputRef, Options
from newsx.sources.forms import HEAD_BYTES, form_of, is_html_name
from newsx.sources.listing import STDIN
from newsx.sources.naming import broken
from newsx.sources.opening import Rewound, open_input, read_head
from newsx.sources.pages import read_whole
from newsx.sources.unpacking import blocks_of, packing_of, read_some, unpack_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.records import InputForm
    from newsx.sources.unpacking import ByteStream

Span = tuple[int, int]
_COUNTED_BLOCK = 1 << 20


def expand(ref: InputRef, options: Options, *, span: Span | None = None) -> Iterator[InputRef | Document | Failure]:
    """Yield what an input holds, in order, one at a time; nothing is raised for bad input.

    A page in a file comes back as the InputRef itself, unread; a page from standard input as one Document. A container comes
    back as its records, each a Document or a Failure, and at most one Failure of the container itself where it ends early.

    With `span`, a range of bytes of the file, only records that begin in it come: spans that adjoin hold every record once.
    JSON lines and WARC can be read from the middle; another form belongs to the span that holds its first byte.
    """
    if ref.path != STDIN and _is_page_by_name(ref.path, options):
        if _holds_start(span):
            yield ref
        return
    is_open = False
    try:
        with open_input(ref.path) as stream:
            is_open = True
            yield from _expand(stream, ref, options, span)
    except InputError as error:
        if _holds_start(span):  # what is wrong with the whole input is said once
            yield broken(ref, error)
    except OSError as error:
        if is_open or _holds_start(span):
            yield broken(ref, error)


def form_of_file(ref: InputRef, options: Options) -> InputForm:
    """Return the form of a file, told by its first bytes; a file that cannot be read counts as a page, which says why when it is read.

    Standard input is only peeked at, so that it can still be read.
    """
    if forced := _forced(options):
        return forced
    if ref.path != STDIN and _is_page_by_name(ref.path, options):
        return "page"
    try:
        with open_input(ref.path) as stream:
            peek = getattr(stream, "peek", None)
            head = peek(HEAD_BYTES) if ref.path == STDIN and peek else read_head(stream)
    except (InputError, OSError):
        return "page"
    return _form(head, ref, options)


def can_divide(ref: InputRef, options: Options) -> bool:
    """Tell whether spans of a file share its records out: JSON lines as they are, WARC as it is or packed by gzip.

    Any other form belongs to the span that holds its first byte.
    """
    if ref.path == STDIN:
        return False
    try:
        with open_input(ref.path) as stream:
            head = read_head(stream)
    except (InputError, OSError):
        return False
    form, packing = _form(head, ref, options), packing_of(head)
    return (form == "jsonl" and packing is None and not _is_spread(head)) or (
        form == "warc" and packing in (None, "gzip")
    )


def _form(head: bytes, ref: InputRef, options: Options) -> InputForm:
    """Return the form of an input that begins so; an empty one counts as a page, which says that it is empty when it is read."""
    return _forced(options) or (form_of(unpack_head(head, HEAD_BYTES), ref.path) if head else "page")


def _expand(
    stream: ByteStream, ref: InputRef, options: Options, span: Span | None
) -> Iterator[InputRef | Document | Failure]:
    head = read_head(stream)
    form = _form(head, ref, options)
    whole = Rewound(head, stream)
    packing = packing_of(head)
    if form == "page":
        if _holds_start(span):
            yield ref if ref.path != STDIN else _standard_input(whole, ref, options)
    elif form == "warc":
        from newsx.sources.warc import read_warc

        yield from read_warc(stream if span else whole, ref, packing=packing, limit=options.max_bytes, span=span)
    elif form == "jsonl" and span and packing is None and not _is_spread(head):
        yield from _lines_in_span(stream, ref, options, span)
    elif _holds_start(span):
        blocks = blocks_of(whole, packing)
        yield from _records(blocks, form, ref, options, spread=_is_spread(unpack_head(head, HEAD_BYTES)))


def _records(
    blocks: Iterator[bytes], form: InputForm, ref: InputRef, options: Options, *, spread: bool
) -> Iterator[Document | Failure]:
    """Yield the records of a container that is read from its beginning."""
    if form == "jsonl":
        from newsx.sources.jsonl import read_json_lines, read_json_values

        read = read_json_values if spread else read_json_lines
        yield from read(blocks, ref, limit=options.max_bytes)
    elif form == "feed":
        from newsx.sources.feeds import read_feed

        yield from read_feed(blocks, ref, limit=options.max_bytes)
    else:
        from newsx.sources.mail import read_mail

        yield from read_mail(blocks, ref, limit=options.max_bytes)


def _lines_in_span(stream: ByteStream, ref: InputRef, options: Options, span: Span) -> Iterator[Document | Failure]:
    """Yield the lines that begin in the span. What lies before it is read to number them, which takes little beside extraction."""
    from newsx.sources.jsonl import read_json_lines

    start, end = span
    begin, number = _first_line_at(stream, start)
    if begin is None or begin >= end:
        return
    cast("Any", stream).seek(begin)
    blocks = blocks_of(stream, None)
    yield from read_json_lines(blocks, ref, limit=options.max_bytes, first=number, length=end - begin)


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


def _standard_input(stream: ByteStream, ref: InputRef, options: Options) -> Document:
    data = read_whole(stream, options.max_bytes)
    return Document(ref=replace(ref, sha256=hashlib.sha256(data).hexdigest()), data=data)


def _forced(options: Options) -> InputForm | None:
    given = options.input_format
    if given == "auto":
        return None
    return "page" if given == "html" or given == "text" else given  # noqa: PLR1714 - mypy narrows no sets


def _is_page_by_name(path: str, options: Options) -> bool:
    """Tell whether the name says that the file is a page, or the options say that every input is one."""
    forced = _forced(options)
    return forced == "page" or (forced is None and is_html_name(path))


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


def _holds_start(span: Span | None) -> bool:
    return span is None or span[0] == 0
