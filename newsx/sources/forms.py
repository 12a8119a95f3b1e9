"""Tells by its first bytes what form an input has: a page, or records in a container."""

from __future__ import annotations

import codecs
import os
import re
from typing import TYPE_CHECKING

from newsx.sources.unpacking import without_packed_suffix

if TYPE_CHECKING:
    from newsx.records import InputForm

# So many bytes are looked at, once unpacked.
HEAD_BYTES = 4096

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jl", ".json")
_PAGE_START = r"(?i)\s*<(?:!doctype|html|head|body|!--|\?xml)"
_WARC_SUFFIXES = (".warc", ".wet")
_MAIL_SUFFIXES = (".eml", ".mht", ".mhtml", ".mail")
# What is taken off a container's name to name its records.
_FORM_SUFFIXES = (*_LINES_SUFFIXES, *_MAIL_SUFFIXES, *_WARC_SUFFIXES, ".rss", ".atom", ".rdf", ".xml")

# Compiled when first needed, for the cold start: most inputs are pages, which their first character tells.
_OBJECT = r"\s*\{\s*(?:\"(?:[^\"\\\n]|\\.){0,200}\"\s*:|\}\s*$)"
_OBJECT_LIST = r"\s*\[\s*\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:"
_CONTENT_FIELD = r"[{,]\s*\"(?:text|html)\"\s*:"
_FEED = (
    r"\s*(?:<\?[^>]{0,300}\?>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*)*"
    r"<(?:!DOCTYPE\s+)?(?:[A-Za-z0-9_]{1,20}:)?(?:rss|feed|RDF)[\s>]"
)
_FEED_SPACES = ("purl.org/rss", "my.netscape.com/rdf")  # RDF holds more than feeds
_JSON_FEED = r"\s*\{[^{}]{0,300}\"version\"\s*:\s*\"https?://(?:www\.)?jsonfeed\.org/version/"
_WARC = ("WARC/0.", "WARC/1.", "WARC/2.")
_MAX_HEADER_NAME = 60
# Headers that mail programs write and people do not.
_MAIL_SIGNS = frozenset(
    {"mime-version", "received", "return-path", "message-id", "delivered-to", "dkim-signature", "arc-seal",
     "x-mailer", "snapshot-content-location", "list-unsubscribe", "content-transfer-encoding"}
)  # fmt: skip
_MIN_HEADERS = 2


def form_of(head: bytes, name: str = "") -> InputForm:
    """Return the form of an input that begins with `head` (unpacked); its name decides only where the head leaves it open.

    Text that merely looks like a container's first line stays a page: one JSON object before lines of prose, "From: " and
    "Subject: " typed by hand.
    """
    name = without_packed_suffix(name).lower()
    text = _text_of(head)
    if text.startswith(_WARC):
        return "warc"
    if _is_feed(text):
        return "feed"
    if _is_json_lines(text, named=name.endswith(_LINES_SUFFIXES)):
        return "jsonl"
    if _is_mail(text, named=name.endswith(_MAIL_SUFFIXES)):
        return "mail"
    if name.endswith(_WARC_SUFFIXES) and not re.match(_PAGE_START, text):
        return "warc"  # its first record is broken
    return "page"


def is_html_name(path: str) -> bool:
    """Tell whether the name of a file, packed or not, says that it holds HTML."""
    return without_packed_suffix(path).lower().endswith(_HTML_SUFFIXES)


def is_decided(head: bytes) -> bool:
    """Tell whether the first bytes tell the form already: a line of JSON is whole, so that nobody needs to wait for more."""
    return b"\n" in head and head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{") and form_of(head) == "jsonl"


def without_form_suffix(name: str) -> str:
    """Return the name of a container without what tells its packing and form: "crawl.warc.gz" is "crawl"."""
    stem, suffix = os.path.splitext(without_packed_suffix(name))
    return stem if suffix.lower() in _FORM_SUFFIXES else without_packed_suffix(name)


def _text_of(head: bytes) -> str:
    """Return the head as text, good enough to find marks of ASCII in it."""
    for mark, charset in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(charset, errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")


def _is_feed(text: str) -> bool:
    """Tell whether the root element is that of RSS or Atom, or of RDF in the namespace of RSS; or the text is a JSON Feed."""
    first = text.lstrip()[:1]
    if first == "{":
        return re.match(_JSON_FEED, text) is not None
    match = re.match(_FEED, text) if first == "<" else None
    if not match:
        return False
    return not match[0].rstrip("> \t\r\n").endswith("RDF") or any(space in text for space in _FEED_SPACES)


def _is_json_lines(text: str, *, named: bool) -> bool:
    if not named and not text.lstrip().startswith(("{", "[")):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if named:
        return lines[0].lstrip().startswith(("{", "[{")) or any(re.match(_OBJECT, line) for line in lines)
    if re.match(_OBJECT_LIST, text):
        return True
    if not re.match(_OBJECT, text):
        return False
    if re.search(_CONTENT_FIELD, text) or lines[0].strip() == "{":
        return True
    objects = sum(1 for line in lines if re.match(_OBJECT, line))
    return 2 * objects >= len(lines)


def _is_mail(text: str, *, named: bool) -> bool:
    """Tell whether the text begins with header lines, among them one that a program wrote."""
    lines = text.split("\n")
    if lines[0].startswith("From ") and len(lines) > 1:  # as mailboxes are kept
        lines = lines[1:]
    names: set[str] = set()
    for number, ended in enumerate(lines):
        line = ended.rstrip("\r")
        if not line or (number == len(lines) - 1 and names):  # the last line may be cut
            break
        if line[0] in " \t" and names:
            continue
        name, colon, value = line.partition(":")
        if not colon or not name or len(name) > _MAX_HEADER_NAME or not _is_word(name) or value[:1].strip():
            return False
        names.add(name.lower())
    return len(names) >= _MIN_HEADERS and (named or bool(names & _MAIL_SIGNS))


def _is_word(name: str) -> bool:
    return name.isascii() and name.isprintable() and " " not in name
