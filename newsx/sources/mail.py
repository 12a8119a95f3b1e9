"""Reads mail: newsletters saved as .eml, and pages that browsers save as MHTML."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.utils
import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from newsx.errors import InputError
from newsx.lazy import lazy_pattern
from newsx.records import Document
from newsx.sources.limits import gather
from newsx.sources.naming import record_of, with_digest
from newsx.stated_fields import MAX_ADDRESS, MAX_IDENTIFIER, clean_or_drop, normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from email.message import Message

    from newsx.records import InputRef
    from newsx.sources.opening import OpenedContainer

_EVIDENCE: Final = "mail"
_FORWARDED = lazy_pattern(r"(?:\s*(?:re|fwd?|wg|tr|rv|aw)\s*:)+\s*", re.IGNORECASE)
# Browsers write "<Saved by Blink>", "<Saved by WebKit>", "<Saved by Windows Internet Explorer 8>" as the sender.
_SAVED_PAGE = lazy_pattern(r"<?\s*saved by\b", re.IGNORECASE)
_NEWSLETTER_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")
# The standard library takes the square of a header's length to read its parameters, and compares each line with the boundary
# of every multipart it lies in. Real mail has a few of either.
_CONTENT_HEADER = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_MAX_CONTENT_HEADER = 1 << 13
_MAX_MULTIPARTS = 100
_MAX_HEADER_CHARS = 4000
# The line that parts a signature from the text (RFC 3676, 4.3); many programs lose its space.
_SIGNATURE = re.compile(rb"\r?\n--[ \t]?\r?\n")
_SPACES = lazy_pattern(r"\s+")


def read_container(opened: OpenedContainer, ref: InputRef, *, limit: int) -> Iterator[Document]:
    """Yield the article of an opened mail: see `read_mail`."""
    return read_mail(opened.blocks(), ref, limit=limit)


def read_mail(blocks: Iterable[bytes], ref: InputRef, *, limit: int) -> Iterator[Document]:
    """Yield the article of a mail, or the page a browser saved: one Document, named by the index of its part.

    Of a mail the HTML part is taken, else the plain one; its subject is stated as headline, its date as date of publication,
    and the sender of a newsletter as publisher. A saved page states its address and the day it was fetched. Raises InputError
    for mail without text, or of more than `limit` bytes.
    """
    data = gather(blocks, limit, what="mail larger than")
    _refuse_hostile(data)
    try:
        mail = email.message_from_bytes(data)
        parts = list(mail.walk())
    except RecursionError as error:
        raise InputError("mail nested too deeply") from error
    number = _text_part(mail, parts)
    if number is None:
        raise InputError("mail without text: it has no part of HTML or plain text")
    yield _document(mail, parts[number], record_of(ref, str(number)))


def _refuse_hostile(data: bytes) -> None:
    """Raise InputError for mail that would take the square of its length to read."""
    multiparts = 0
    for match in _CONTENT_HEADER.finditer(data):
        if match.end() - match.start() > _MAX_CONTENT_HEADER:
            raise InputError(f"mail with a header of more than {_MAX_CONTENT_HEADER >> 10} kB")
        multiparts += b"multipart/" in match[0].lower()
    if multiparts > _MAX_MULTIPARTS:
        raise InputError(f"mail of more than {_MAX_MULTIPARTS} multiparts")


def _text_part(mail: Message, parts: list[Message]) -> int | None:
    """Return the index of the part that holds the article: the root of a saved page, the first HTML part, the first plain one."""
    texts = [
        (number, part)
        for number, part in enumerate(parts)
        if part.get_content_type() in {"text/html", "text/plain"} and part.get_content_disposition() != "attachment"
    ]
    root = str(mail.get_param("start") or "")
    for number, part in texts:
        if root and part.get("Content-ID") == root:
            return number
    html = [number for number, part in texts if part.get_content_type() == "text/html"]
    return next(iter([*html, *(number for number, _ in texts)]), None)


def _document(mail: Message, part: Message, ref: InputRef) -> Document:
    is_html = part.get_content_type() == "text/html"
    payload: Any = part.get_payload(decode=True)
    data = bytes(payload or b"")
    if not is_html and str(part.get_param("format") or "").lower() == "flowed":
        data = _unwrapped(data, delete_space=str(part.get_param("delsp") or "").lower() == "yes")
    if not is_html:
        data = _SIGNATURE.split(data, maxsplit=1)[0] or data
    location = _header(mail, "Snapshot-Content-Location") or _header(part, "Content-Location")
    is_page = bool(mail.get("Snapshot-Content-Location") or _SAVED_PAGE.match(_header(mail, "From") or ""))
    moment = _moment(_header(mail, "Date"))
    stated, warnings = (None, ()) if is_page else normalise(_stated(mail, moment), _EVIDENCE)
    url, of_url = clean_or_drop("url", location if location and is_page else _archived_at(mail), MAX_ADDRESS)
    identifier, of_id = clean_or_drop("id", (_header(mail, "Message-ID") or "").strip("<> ") or None, MAX_IDENTIFIER)
    return Document(
        ref=with_digest(ref, hashlib.sha256(data).hexdigest()),
        data=data,
        media_type="text/html" if is_html else "text/plain",
        charset=part.get_content_charset(),
        url=url,
        fetched=moment.date() if moment and is_page else None,
        id=identifier,
        stated=stated,
        warnings=(*warnings, *of_url, *of_id),
    )


def _stated(mail: Message, moment: dt.datetime | None) -> dict[str, object]:
    """Return what the headers of a mail say of its article. Only newsletters are sent by who publishes them."""
    subject = _header(mail, "Subject") or ""
    forwarded = _FORWARDED.match(subject)
    sender = email.utils.parseaddr(_header(mail, "From") or "")[0]
    return {
        "headline": subject[forwarded.end() :] if forwarded else subject,
        "publisher": sender if any(mail.get(name) for name in _NEWSLETTER_HEADERS) else None,
        "date_published": moment.isoformat() if moment else None,
        "language": _header(mail, "Content-Language"),
    }


def _header(part: Message, name: str) -> str | None:
    """Return a header with its encoded words decoded, on one line."""
    if part.get(name) is None:
        return None
    value = str(part.get(name))[:_MAX_HEADER_CHARS]
    try:
        decoded = str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, ValueError, email.errors.MessageError):  # an unknown charset, broken base64
        decoded = value
    return _SPACES.sub(" ", decoded).strip() or None


def _archived_at(mail: Message) -> str | None:
    """Return the address a mail says it can be read at (RFC 5064)."""
    value = (_header(mail, "Archived-At") or "").strip("<> ")
    return value if value.startswith(("http://", "https://")) else None


def _moment(value: str | None) -> dt.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(value) if value else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _unwrapped(data: bytes, *, delete_space: bool) -> bytes:
    """Return text whose lines are broken with a space before the line end (RFC 3676) with whole paragraphs on a line."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    joined = []
    for line in lines:
        if line.endswith(b" ") and line != b"-- ":
            joined.append(line[:-1] if delete_space else line)
        else:
            joined.append(line + b"\n")
    return b"".join(joined)
