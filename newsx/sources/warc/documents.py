"""Makes documents of the records of a web archive: the pages among them, as the servers sent them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any, Literal, cast

from newsx.errors import DamagedError, InputError
from newsx.lazy import lazy_pattern
from newsx.records import Caution, Document, WarningCode
from newsx.sources.limits import too_large
from newsx.sources.naming import broken, record_of, with_digest
from newsx.sources.unpacking import pieces_of
from newsx.sources.warc.framing import RECORD_START, Framer
from newsx.stated_fields import MAX_ADDRESS, MAX_IDENTIFIER, clean_or_drop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.records import Failure, InputRef
    from newsx.sources.opening import OpenedContainer
    from newsx.sources.unpacking import ByteStream, Packing
    from newsx.sources.warc.framing import Frame

Decoding = Literal["all", "content", "none"]
MediaType = Literal["text/html", "text/plain"]

# Records that hold what a server sent, a file, or what was made of one (plain text in WET files): ISO 28500, section 5.
_TYPE = re.compile(rb"\nwarc-type:[ \t]*(?:response|resource|conversion)[ \t]*\r?\n", re.IGNORECASE)
# The media types of pages; None: the content tells HTML from text.
_PAGES: dict[str, MediaType | None] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": None,
}
_LOOKS_LIKE_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype\s+html|html|head|body|!--)", re.IGNORECASE)
# Addresses of what a crawler writes about its own work: the log of wget, the list of its arguments, texts it has made of pages.
_OF_CRAWLERS = lazy_pattern(r"(?:metadata|urn|dns|whois|about|warcinfo):", re.IGNORECASE)
_NOT_PAGES = ("/robots.txt", "/ads.txt", "/security.txt", "/humans.txt")
_DIGESTS = frozenset({"sha1", "sha256", "md5"})
_EMPTY_STATUSES = frozenset({204, 205})
# What fastwarc undoes, tried in this order: headers often still speak of an encoding that the crawler has undone.
_DECODINGS: tuple[Decoding, ...] = ("all", "content", "none")


def read_container(opened: OpenedContainer, ref: InputRef, *, limit: int) -> Iterator[Document | Failure]:
    """Yield the pages of an opened archive: see `read_warc`."""
    stream = opened.stream if opened.span else opened.whole
    return read_warc(stream, ref, packing=opened.packing, limit=limit, span=opened.span)


def divides(head: bytes, packing: Packing | None) -> bool:  # noqa: ARG001 - one signature for all forms
    """Tell whether spans share the records of an archive out: members of gzip can be found from the middle, like records."""
    return packing in (None, "gzip")


def read_warc(
    stream: ByteStream, ref: InputRef, *, packing: Packing | None, limit: int, span: tuple[int, int] | None = None
) -> Iterator[Document | Failure]:
    """Yield a Document for every page in the archive, a Failure for everything broken; both are named by where they begin.

    Pages are responses with a status of 2xx, resources and conversions, of HTML or plain text; requests, redirects, errors of
    servers, revisits, pictures and the like are no pages and are passed over. Records of more than `limit` bytes are refused
    without being held. With `span`, the stream must be seekable; only records that begin in it come.
    Raises InputError when fastwarc is missing, and what reading the stream raises.
    """
    try:
        from fastwarc import warc as _  # noqa: F401
    except ImportError as error:
        raise InputError("a web archive: install newsx[warc] to read it") from error
    for frame in _frames(stream, packing=packing, limit=limit, span=span):
        record = record_of(ref, frame.name)
        try:
            document = _document(frame, record, limit=limit)
        except InputError as error:
            yield broken(record, error)
        else:
            if document:
                yield document


def _frames(
    stream: ByteStream, *, packing: Packing | None, limit: int, span: tuple[int, int] | None
) -> Iterator[Frame]:
    start, end = span or (0, None)
    by_member = packing == "gzip"
    if packing and not by_member:  # one stream, which cannot be entered in the middle
        if start:
            return
        end = None
    if span:
        cast("Any", stream).seek(start)
    pieces = pieces_of(stream, packing, offset=start, starts=RECORD_START, searching=start > 0)
    framer = Framer(
        pieces,
        limit=limit,
        by_member=by_member,
        offset=0 if by_member else start,
        end=end,
        searching=start > 0 and not by_member,
    )
    yield from framer.frames()


def _document(frame: Frame, ref: InputRef, *, limit: int) -> Document | None:
    """Return the page in a record; None when it holds none. Raises InputError when it is broken."""
    if frame.fault and not frame.data:
        raise DamagedError(frame.fault)
    head = frame.data[: frame.data.find(b"\r\n\r\n") + 2]
    if not _TYPE.search(head or frame.data):
        return None
    record = _parse(frame.data, "none" if frame.fault else _DECODINGS[0])
    media_type, charset = _media_type(record)
    if media_type not in (*_PAGES, "") or _is_no_page(record):
        return None
    if frame.fault:
        raise InputError(frame.fault)
    data = _payload(record, frame.data, limit)
    if not media_type and not _LOOKS_LIKE_HTML.match(data):
        return None
    url, of_url = clean_or_drop("url", _bare(record.headers.get("WARC-Target-URI")), MAX_ADDRESS)
    identifier, of_id = clean_or_drop("id", _bare(record.record_id), MAX_IDENTIFIER)
    return Document(
        ref=with_digest(ref, hashlib.sha256(data).hexdigest()),
        data=data,
        media_type=_PAGES.get(media_type, "text/html"),
        charset=charset,
        url=url,
        fetched=_day(record.headers.get("WARC-Date")),
        id=identifier,
        warnings=(*_digest_cautions(record, frame.data, data), *of_url, *of_id),
    )


def _parse(data: bytes, decoding: Decoding) -> Any:
    """Return the record as fastwarc reads it; raises InputError when it cannot."""
    from fastwarc.warc import ArchiveIterator

    try:
        return next(ArchiveIterator(io.BytesIO(data), parse_http=True, auto_decode=decoding, stream_detect=False), None)
    except (OSError, ValueError) as error:
        raise DamagedError(f"broken record ({' '.join(str(error).split())[:100]})") from error


def _media_type(record: Any) -> tuple[str, str | None]:
    """Return media type and charset of the payload, "" and None where nothing is said; InputError without a readable HTTP header."""
    if record is None:
        raise DamagedError("broken record")
    if not _is_response(record):
        return _split_type(record.headers.get("Content-Type") or "")
    if not record.is_http_parsed or record.http_headers.status_code is None:
        raise DamagedError("no readable HTTP header")
    return _split_type(record.http_headers.get("Content-Type") or "")


def _split_type(value: str) -> tuple[str, str | None]:
    """Return the media type of a Content-Type header in lower case, and its charset."""
    media_type, *parameters = value.split(";")
    for parameter in parameters:
        name, _, charset = parameter.partition("=")
        if name.strip().lower() == "charset" and charset.strip(" \t\"'"):
            return media_type.strip().lower(), charset.strip(" \t\"'")
    return media_type.strip().lower(), None


def _is_response(record: Any) -> bool:
    """Tell whether the block of the record begins with an HTTP header."""
    return bool(record.is_http)


def _is_no_page(record: Any) -> bool:
    """Tell whether the server answered with something else than a page: a redirect, an error, a file for robots, a note of the crawler."""
    address = _bare(record.headers.get("WARC-Target-URI")) or ""
    if address.partition("?")[0].endswith(_NOT_PAGES) or _OF_CRAWLERS.match(address):
        return True
    if not _is_response(record):
        return False
    status = int(record.http_headers.status_code)
    return not 200 <= status < 300 or status in _EMPTY_STATUSES


def _payload(record: Any, data: bytes, limit: int) -> bytes:
    """Return what the server sent, without transfer and content encoding."""
    reason = ""
    for decoding in _DECODINGS:
        attempt = record if decoding == _DECODINGS[0] else _parse(data, decoding)
        try:
            payload = bytes(attempt.reader.read(limit + 1))
        except OSError as error:
            reason = reason or " ".join(str(error).split())[:100]
        else:
            break
    else:
        raise DamagedError(f"its content cannot be decoded ({reason})")
    if len(payload) > limit:
        raise InputError(too_large(limit, packed=True))
    return payload


def _digest_cautions(record: Any, raw: bytes, payload: bytes) -> tuple[Caution, ...]:
    """Return a warning when the payload has another digest than the record states.

    Crawlers take it of the payload as it was sent (ISO 28500, 5.9) or as it was decoded: either will do.
    """
    stated = str(record.headers.get("WARC-Payload-Digest") or "").strip()
    name, _, value = stated.partition(":")
    if name.lower() not in _DIGESTS or not value:
        return ()
    body = raw.partition(b"\r\n\r\n")[2]
    sent = body.partition(b"\r\n\r\n")[2] if _is_response(record) else body
    for data in (payload, sent, sent.removesuffix(b"\r\n\r\n")):
        digest = hashlib.new(name.lower(), data, usedforsecurity=False)
        if value.lower() in {digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower()}:
            return ()
    return (Caution(WarningCode.DIGEST_MISMATCH, f"the page has another {name} than its archive states"),)


def _bare(value: str | None) -> str | None:
    """Return an address or identifier without the brackets that WARC 1.0 puts it in."""
    return value.strip().removeprefix("<").removesuffix(">") or None if value else None


def _day(value: str | None) -> dt.date | None:
    """Return the day of a WARC-Date; None when it is none."""
    try:
        return dt.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
