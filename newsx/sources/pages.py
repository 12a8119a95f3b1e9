"""Opens one input: reads, unpacks, decodes, and tells HTML from text by content."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.boilerplate import is_script
from newsx.calls import explains_keywords
from newsx.errors import EMPTY, InputError, UsageError
from newsx.lazy import lazy_pattern
from newsx.records import Caution, InputRef, Options, Origin, Page, WarningCode, shown_path
from newsx.sources.decoding import decode
from newsx.sources.limits import gather
from newsx.sources.naming import broken
from newsx.sources.opening import open_input
from newsx.sources.starts import is_own_table
from newsx.sources.unpacking import blocks_of, packing_of, read_some

if TYPE_CHECKING:
    from newsx.records import Document, Failure
    from newsx.sources.decoding import Decoded
    from newsx.sources.unpacking import ByteStream

# What is surely no text, by its first bytes (as in the WHATWG MIME Sniffing standard, section 6, and the formats' own specifications).
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"SQLite format 3\x00", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_AMBIGUOUS_MAGIC = frozenset({b"BM", b"ID3", b"GIF8", b"BZh"})  # could also begin a text: binary content must confirm

# Control characters other than tab, line ends, form feed and escape: in text they are rare mistakes.
_CONTROLS = lazy_pattern(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# The same as bytes of UTF-8, which are looked through three times as fast as characters: those of one byte, those of two.
_CONTROL_BYTES = bytes(byte for byte in range(0x80) if _CONTROLS.match(chr(byte)))
_WIDE_CONTROLS = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_MAX_CONTROL_SHARE = 0.02
_FEW_CONTROLS = 40  # of a short text: taken out, as of any other
_MAX_REPLACED_SHARE = 0.10

_HTML_START = lazy_pattern(
    r"\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,20000}?-->\s*)*<(!doctype\s+html|html|head|body|title|meta|script|style|link|div|p|article|table|section|main|h1|span|ul|a|img|form|iframe|nav|header)\b",
    re.IGNORECASE | re.DOTALL,
)
# The root of a document that says that it is XML, behind what may stand before it.
_XML_ROOT = lazy_pattern(
    r"\s*<\?xml\b[^>]{0,300}>\s*(?:<!--(?:[^-]|-(?!->)){0,5000}-->\s*|<\?[^>]{0,500}>\s*|<!DOCTYPE\b[^>\[]{0,500}>\s*){0,20}"
    r"<([A-Za-z_][\w.:-]{0,100})[\s/>]"
)
_HTML_ROOTS = frozenset({"html", "head", "body", "div", "article", "main", "section", "p"})
_HTML_TAG = lazy_pattern(r"</(?:p|div|body|html|head|script|span|a|li|article|section|h[1-6]|td)\s*>", re.IGNORECASE)
_FORCED = {"html": "text/html", "text": "text/plain"}
_SNIFF_CHARS = 100_000
_MIN_CLOSING_TAGS = 5


@explains_keywords(options=Options)
def open_source(ref: InputRef | str | os.PathLike[str], *, options: Options | None = None) -> Page | Failure:
    """Read and decode an input; return its page, or a Failure that says why there is none. Nothing is raised for bad input.

    Raises UsageError for what names no input.
    """
    options = options or Options()
    if not isinstance(ref, InputRef | str | os.PathLike):
        raise UsageError(f"open_source takes one path, not a {type(ref).__name__}: newsx.process takes many")
    if not isinstance(ref, InputRef):
        ref = InputRef(path=os.fspath(ref), relative=os.fspath(ref))
    try:
        with open_input(ref.path) as stream:
            data = read_whole(stream, options.max_bytes)
        return page_from_bytes(data, path=ref.path, options=options)
    except (InputError, OSError) as error:
        return broken(ref, error)


def page_from_bytes(data: bytes, *, path: str | None = None, options: Options | None = None) -> Page:
    """Make a Page of the bytes of one input.

    Raises InputError when they are empty, no text, or over the size limit once unpacked.
    """
    options = options or Options()
    origin = Origin(
        path=None if path is None else shown_path(path),
        media_type="",
        charset="",
        sha256=hashlib.sha256(data).hexdigest(),
        url=options.url,
    )
    return _page(unpack(data, options.max_bytes), origin, options=options)


def page_from_document(document: Document, *, options: Options | None = None) -> Page:
    """Make a Page of what was taken out of a container, with what the container says of it.

    Its charset is tried before the page's own declaration, as an HTTP header is. Raises InputError as `page_from_bytes` does.
    """
    options = options or Options()
    ref = document.ref
    origin = Origin(
        path=ref.shown,
        media_type=document.media_type or "",
        charset=document.charset or "",
        sha256=ref.sha256 or hashlib.sha256(document.data).hexdigest(),
        url=document.url or options.url,
        record=ref.record,
        id=document.id,
    )
    is_file = (
        ref.record is None
    )  # it was read as it stood, packed perhaps; a record is unpacked by whoever takes it out
    data = unpack(document.data, options.max_bytes) if is_file else document.data
    page = _page(data, origin, options=options)
    warnings = (*page.warnings, *document.warnings)
    return replace(page, stated=document.stated, fetched=document.fetched, warnings=warnings)


def _page(data: bytes, origin: Origin, *, options: Options) -> Page:
    """Make a Page of unpacked bytes; media type and charset of the origin are taken as stated where they are not empty."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError(EMPTY if not data else "only white space")
    _refuse_binary(data)
    if is_own_table(data):
        raise InputError("a table that newsx made of records, not a page")
    decoded = decode(data, stated=origin.charset)
    is_utf8 = decoded.charset == "utf-8"
    controls = not is_utf8 or _holds_controls(data)
    _refuse_garbage(decoded.text, controls=controls)
    text, warnings = _clean(decoded, controls=controls, surrogates=not is_utf8)
    forced = options.input_format if options.input_format in {"html", "text"} else None
    if not forced and _is_json(text):
        raise InputError("JSON data, not the text of a page")
    media_type = _FORCED[forced] if forced else origin.media_type
    is_html = media_type == "text/html" if media_type else looks_like_html(text)
    if not forced and not origin.media_type and _is_other_xml(text):
        raise InputError("an XML document that is neither a page nor a feed")
    media_type = "text/html" if is_html else "text/plain"
    origin = replace(origin, media_type=media_type, charset=decoded.charset)
    return Page(origin=origin, content=text, is_html=is_html, warnings=warnings)


def looks_like_html(text: str) -> bool:
    """Tell whether the text is markup: it begins with a tag of HTML or closes several in its first 100,000 characters."""
    head = text[:_SNIFF_CHARS]
    if _HTML_START.match(head):
        return True
    is_marked = sum(1 for _ in _HTML_TAG.finditer(head)) >= _MIN_CLOSING_TAGS
    return is_marked and (head.lstrip().startswith("<") or not is_script(head))  # scripts have markup in their strings


def _is_other_xml(text: str) -> bool:
    """Tell whether the text is an XML document whose root is none of HTML."""
    match = _XML_ROOT.match(text[:_SNIFF_CHARS])
    return match is not None and match[1].lower().rpartition(":")[2] not in _HTML_ROOTS


def _is_json(text: str) -> bool:
    """Tell whether the text is a JSON object or array, or lines of them."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return False
    for piece in (start.partition("\n")[0], text):
        try:
            json.loads(piece)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def read_whole(stream: ByteStream, limit: int) -> bytes:
    """Return all bytes of a stream that holds no more than `limit`; raises InputError beyond it, before memory is taken."""
    return gather(iter(lambda: read_some(stream), b""), limit)


def unpack(data: bytes, limit: int) -> bytes:
    """Return what is packed in the bytes, or the bytes themselves; raises InputError when it is torn, broken or over the limit."""
    packing = packing_of(data)
    return data if packing is None else gather(blocks_of(io.BytesIO(data), packing), limit, packed=True)


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic) and (magic not in _AMBIGUOUS_MAGIC or b"\x00" in data[:512]):
            raise InputError(f"{what}, not text")


def _holds_controls(data: bytes) -> bool:
    """Tell whether bytes of UTF-8 may hold control characters that are no text."""
    return len(data.translate(None, _CONTROL_BYTES)) < len(data) or _WIDE_CONTROLS.search(data) is not None


def _refuse_garbage(text: str, *, controls: bool) -> None:
    """Raise InputError when a text is mostly control characters (`controls`: it may hold some) and unreadable bytes."""
    head = text[:_SNIFF_CHARS]
    if controls and len(_CONTROLS.findall(head)) > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(head)):
        raise InputError("binary data, not text")
    if head.count("�") > max(8, _MAX_REPLACED_SHARE * len(head)):
        raise InputError("unreadable: no character set fits")


def _clean(decoded: Decoded, *, controls: bool, surrogates: bool) -> tuple[str, tuple[Caution, ...]]:
    """Make line ends newlines, take out marks of byte order and stray control characters, replace lone surrogates.

    `controls` and `surrogates` say whether the text may hold such.
    """
    text, warnings = decoded.text, decoded.warnings
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\ufeff", "")
    if controls:
        text, count = _CONTROLS.subn("", text)
        if count:
            message = f"{count} control character{'s' if count > 1 else ''} removed"
            warnings = (*warnings, Caution(WarningCode.CONTROLS_REMOVED, message))
    if surrogates:
        text = text.encode("utf-8", errors="replace").decode("utf-8")
    if text.isspace() or not text:
        raise InputError("only white space")
    return text, warnings
