"""Parses RSS, Atom and RDF as a stream: items as soon as they are whole, nothing declared, nothing fetched.

Expat is driven by hand because ElementTree keeps what it has read and cannot be kept from believing entity declarations.
"""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5
from itertools import chain
from typing import TYPE_CHECKING
from xml.parsers import expat

from newsx.errors import DamagedError, InputError
from newsx.lazy import lazy_pattern
from newsx.sources.decoding import known_charset, wide_charset
from newsx.sources.feeds.items import Channel, Item, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_DEPTH = 500
_MAX_NAMES = 100  # authors or categories of an item
# Expat holds a tag or a comment until it is whole, and reads it again with each block.
_MAX_TOKEN_BYTES = 1 << 22
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})[\"']")
_MAX_ENTITY = 34
_BARE_AMPERSAND = lazy_pattern(r"&(?!#\d{1,8};|#[xX][0-9a-fA-F]{1,7};|[A-Za-z][A-Za-z0-9]{0,31};)")
_NO_XML = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACES = {
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_LANG = "http://www.w3.org/XML/1998/namespace lang"
_ABOUT = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about"  # the name of an item in RSS 1.0
_ITEMS = frozenset({"item", "entry"})
_CHANNELS = frozenset({"channel", "feed"})
_PUBLISHED = frozenset({"pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created"})
_UPDATED = frozenset({"updated", "modified", "dcterms:modified"})
_AUTHORS = frozenset({"dc:creator", "author", "author/name"})
_CONTENTS = frozenset({"content:encoded", "content", "xhtml:body"})
_DESCRIPTIONS = frozenset({"description", "summary"})
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "source", "embed", "area", "col"})
_MAIL_ADDRESS = lazy_pattern(r"\S+@\S+\s*\((.+)\)|((?:.*?\S)??)\s*<\S+@\S+>|\S+@\S+")


def parse_feed(blocks: Iterable[bytes], *, limit: int) -> Iterator[tuple[Channel, Item]]:
    """Yield the items of a feed with what the feed has said of itself so far.

    Raises InputError where the XML is broken or declares entities, after the items before. An item of more than `limit`
    characters comes without its text.
    """
    reader = _Reader(limit)
    for text, last in chain(((text, False) for text in _decoded(blocks)), [("", True)]):
        try:
            reader.feed(text, last=last)
        except InputError:
            yield from reader.take()
            raise
        yield from reader.take()


def _decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    """Yield the text of a feed without its declaration of encoding and characters that XML forbids; an "&" that begins no entity is one."""
    held = ""
    for block in _read(blocks):
        # An "&" at the end of a block may begin an entity that the next one ends.
        text = held + block
        cut = text.rfind("&", max(0, len(text) - _MAX_ENTITY))
        held = text[cut:] if cut >= 0 else ""
        yield _BARE_AMPERSAND.sub("&amp;", text[:cut] if cut >= 0 else text)
    yield _BARE_AMPERSAND.sub("&amp;", held)


def _read(blocks: Iterable[bytes]) -> Iterator[str]:
    """Yield the text of a feed as it stands, block by block."""
    decoder: codecs.IncrementalDecoder | None = None
    for block in blocks:
        if decoder is None:
            begin = block.lstrip(b" \t\r\n")
            decoder = codecs.getincrementaldecoder(_charset(begin))(errors="replace")
            text = decoder.decode(begin).removeprefix("\ufeff").lstrip()
        else:
            text = decoder.decode(block)
        yield _NO_XML.sub("", text)
    if decoder:
        yield decoder.decode(b"", final=True)


def _charset(head: bytes) -> str:
    if wide := wide_charset(head):
        return wide
    match = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    declared = known_charset(match[1].decode("ascii")) if match else None
    return declared if declared and not declared.startswith(("utf-16", "utf-32")) else "utf-8"


class _Reader:
    """Collects items from the events of the parser."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._channel = Channel()
        self._found: list[tuple[Channel, Item]] = []
        self._path: list[str] = []
        self._item: Item | None = None
        self._item_depth = 0
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._size = 0
        self._markup_depth = 0  # of the element whose children are kept as HTML; 0: none
        self._idle = 0
        self._parser = self._make_parser()

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.UseForeignDTD(True)  # so that the named characters of HTML are no errors, but asked for
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = _refuse_declaration
        parser.StartDoctypeDeclHandler = _refuse_subset
        return parser

    def feed(self, text: str, *, last: bool = False) -> None:
        self._idle += len(text)
        try:
            self._parser.Parse(text, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise DamagedError(f"broken XML at line {error.lineno}: {reason}") from error
        if self._idle > _MAX_TOKEN_BYTES:
            raise InputError(f"XML with a tag of more than {_MAX_TOKEN_BYTES >> 20} MB")

    def take(self) -> Iterator[tuple[Channel, Item]]:
        found, self._found = self._found, []
        yield from found

    # Events

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._idle = 0
        local = _short(name)
        self._path.append(local)
        depth = len(self._path)
        if depth > _MAX_DEPTH:
            raise InputError("XML nested too deeply")
        if self._markup_depth:
            self._keep(_open_tag(name, attributes))
        elif self._item is None and local in _ITEMS:
            self._item = Item(language=attributes.get(_LANG, ""), guid=attributes.get(_ABOUT, ""))
            self._item_depth = depth
            self._size = 0
        elif local in _CHANNELS and not self._item:
            self._channel.language = self._channel.language or attributes.get(_LANG, "")
        else:
            self._begin(local, attributes, depth)

    def _begin(self, local: str, attributes: dict[str, str], depth: int) -> None:
        """Begin an element that may say something of the item or the feed."""
        self._attributes = attributes
        self._text.clear()
        is_markup = attributes.get("type") in {"xhtml", "application/xhtml+xml"} or local == "xhtml:body"
        if self._item and depth == self._item_depth + 1 and is_markup:
            self._markup_depth = depth

    def _data(self, text: str) -> None:
        self._idle = 0
        self._keep(html.escape(text, quote=False) if self._markup_depth else text)

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._data(html5.get(f"{name};", f"&{name};"))

    def _keep(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._limit:
            self._text.append(text)
        elif self._item:
            self._item.is_too_large = True

    def _end(self, name: str) -> None:
        self._idle = 0
        depth = len(self._path)
        local = self._path[-1]
        if self._markup_depth and depth > self._markup_depth:
            tag = name.rpartition(" ")[2]
            self._keep("" if tag in _VOID else f"</{tag}>")
        elif self._item and depth == self._item_depth:
            self._found.append((self._channel, self._item))
            self._item = None
            self._size = 0
        elif self._item:
            self._close("/".join(self._path[self._item_depth :]), self._item)
        elif depth == 2 or (depth == 3 and self._path[-2] in _CHANNELS):
            self._close_of_channel(local)
        if self._markup_depth == depth:
            self._markup_depth = 0
        self._path.pop()

    def _close(self, key: str, item: Item) -> None:
        """End an element of the item: keep what it says."""
        text = "".join(self._text).strip()
        self._text.clear()
        if key in _CONTENTS and text:
            item.contents.append(self._as_html(text))
        elif key in _DESCRIPTIONS and text:
            item.descriptions.append(self._as_html(text))
        elif key == "link":
            self._close_link(item, text)
        elif key in {"guid", "id"}:
            item.guid = item.guid or text
        elif key == "title":
            item.title = item.title or plain(text)
        elif key in _AUTHORS and text:
            _add(item.authors, _author(text))
        elif key in _PUBLISHED:
            item.published = item.published or text
        elif key in _UPDATED:
            item.updated = item.updated or text
        elif key == "dc:language":
            item.language = item.language or text
        elif key in {"category", "dc:subject"}:
            _add(item.categories, plain(text or self._attributes.get("label", "") or self._attributes.get("term", "")))

    def _close_link(self, item: Item, text: str) -> None:
        """Keep an address: RSS has it as text, Atom as an attribute of the link of relation "alternate"."""
        if self._attributes.get("rel", "alternate") == "alternate":
            item.link = item.link or text or self._attributes.get("href", "")

    def _close_of_channel(self, local: str) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if local == "title":
            self._channel.title = self._channel.title or plain(text)
        elif local == "link" and self._attributes.get("rel", "alternate") == "alternate":
            self._channel.link = self._channel.link or text or self._attributes.get("href", "")
        elif local in {"language", "dc:language"}:
            self._channel.language = self._channel.language or text

    def _as_html(self, text: str) -> str:
        """Return the content of an element as HTML: Atom's plain text is escaped, and its line breaks are paragraphs."""
        is_plain = self._attributes.get("type") in {"text", "text/plain"}
        if self._markup_depth or not (is_plain or "<" not in text):
            return text
        paragraphs = (line.strip() for line in (html.escape(text, quote=False) if is_plain else text).splitlines())
        return "".join(f"<p>{line}</p>" for line in paragraphs if line)


def _add(names: list[str], name: str) -> None:
    if name and name not in names and len(names) < _MAX_NAMES:
        names.append(name)


def _refuse_declaration(*_: object) -> None:
    raise InputError("XML that declares entities is not read")


def _refuse_subset(_name: str, _system: str | None, _public: str | None, has_internal_subset: bool) -> None:
    if has_internal_subset:
        raise InputError("XML that declares its own document type is not read")


def _short(name: str) -> str:
    """Return the name of an element with the usual prefix of its namespace; "?:" where that says nothing here."""
    space, _, local = name.rpartition(" ")
    return _SPACES.get(space, "?:") + local


def _open_tag(name: str, attributes: dict[str, str]) -> str:
    tag = name.rpartition(" ")[2]
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items() if " " not in key)
    return f"<{tag}{given}>"


def _author(text: str) -> str:
    """Return the name in an author's field: RSS has an address with the name in brackets."""
    match = _MAIL_ADDRESS.fullmatch(text[:200])
    name = (match[1] or match[2] or "") if match else text
    return plain(name)
