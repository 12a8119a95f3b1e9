"""Expands an input into what it holds: itself where it is a page, its records where it is a container. Called by whoever reads."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.errors import InputError
from newsx.records import Document, Failure, InputRef, Options
from newsx.sources.forms import BY_NAME, HEAD_BYTES, PAGE, form_asked_for, form_of, is_html_name, load
from newsx.sources.listing import STDIN
from newsx.sources.naming import broken
from newsx.sources.opening import OpenedContainer, Rewound, open_input, read_head
from newsx.sources.pages import read_whole
from newsx.sources.unpacking import packing_of, unpack_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.sources.forms import Container
    from newsx.sources.opening import Span
    from newsx.sources.unpacking import ByteStream


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


def form_of_file(ref: InputRef, options: Options) -> str:
    """Return the form of a file, told by its first bytes; a file that cannot be read counts as a page, which says why when it is read.

    Standard input is only peeked at, so that it can still be read.
    """
    if forced := form_asked_for(options.input_format):
        return forced
    if ref.path != STDIN and _is_page_by_name(ref.path, options):
        return PAGE
    try:
        with open_input(ref.path) as stream:
            peek = getattr(stream, "peek", None)
            head = peek(HEAD_BYTES) if ref.path == STDIN and peek else read_head(stream)
    except (InputError, OSError):
        return PAGE
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
    form = _form(head, ref, options)
    return form != PAGE and _divides(BY_NAME[form], head)


def _form(head: bytes, ref: InputRef, options: Options) -> str:
    """Return the form of an input that begins so; an empty one counts as a page, which says that it is empty when it is read."""
    forced = form_asked_for(options.input_format)
    return forced or (form_of(unpack_head(head, HEAD_BYTES), ref.path) if head else PAGE)


def _divides(container: Container, head: bytes) -> bool:
    return container.divides is not None and load(container.divides)(head, packing_of(head))


def _expand(
    stream: ByteStream, ref: InputRef, options: Options, span: Span | None
) -> Iterator[InputRef | Document | Failure]:
    head = read_head(stream)
    form = _form(head, ref, options)
    if form == PAGE:
        if _holds_start(span):
            yield ref if ref.path != STDIN else _standard_input(Rewound(head, stream), ref, options)
        return
    container = BY_NAME[form]
    is_divided = span is not None and _divides(container, head)
    if is_divided or _holds_start(span):
        opened = OpenedContainer(stream, head, span if is_divided else None)
        yield from load(container.reader)(opened, ref, limit=options.max_bytes)


def _standard_input(stream: ByteStream, ref: InputRef, options: Options) -> Document:
    data = read_whole(stream, options.max_bytes)
    return Document(ref=replace(ref, sha256=hashlib.sha256(data).hexdigest()), data=data)


def _is_page_by_name(path: str, options: Options) -> bool:
    """Tell whether the name says that the file is a page, or the options say that every input is one."""
    forced = form_asked_for(options.input_format)
    return forced == PAGE or (forced is None and is_html_name(path))


def _holds_start(span: Span | None) -> bool:
    return span is None or span[0] == 0
