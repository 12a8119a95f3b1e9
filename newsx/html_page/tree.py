"""The tree of an HTML page, or a plain word on what was lost of it (called by `newsx.html_page.page`).

libxml2 stops at a nesting of 256 elements (2,048 with its limits lifted) and at strings of 10 MB, and says so only in its
error log; it also needs quadratic time for an element with very many attributes. Both are dealt with before and after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.records import Caution, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# A tag with more attributes is not meant for readers; 20,000 of them take libxml2 0.8 s, 100,000 take 94 s.
MAX_ATTRIBUTES = 1_000
# Only a piece of markup of this length can hold so many.
_LONG_TAG = 4 * MAX_ATTRIBUTES
# The largest of 1,600 news pages has 5,145 elements; trafilatura's time grows faster than their number far beyond that.
MAX_ELEMENTS = 60_000
# An opening that hides less than this hides no paragraph.
MIN_HIDDEN = 100
# What opens something that hides text, what ends it, and the ending as nearly all pages spell it.
_ENDINGS = (
    ("comment", re.compile("<!--"), re.compile("-->|</script", re.IGNORECASE), "-->"),
    (
        "script",
        re.compile(r"<script\b[^<>]{0,2000}>", re.IGNORECASE),
        re.compile("</script", re.IGNORECASE),
        "</script",
    ),
)
_TAG_START = lazy_pattern(r"<[A-Za-z][\w:-]*(?=[\s/])")
_QUOTED = lazy_pattern(r"\"[^\"]*\"|'[^']*'")
_INVALID = lazy_pattern(r"[\ud800-\udfff]")
_INVALID_WIDE = "\ufffe\uffff"
_VALID_BYTES = bytes(0x20 if (byte < 0x20 and byte not in b"\t\n\r") or byte == 0x7F else byte for byte in range(256))
_EMPTY_TAGS = frozenset({"a", "abbr", "b", "div", "em", "font", "i", "p", "section", "small", "span", "strong", "u"})


@dataclass(frozen=True, slots=True)
class ParsedTree:
    """The tree of a page (None when nothing could be parsed), and whether libxml2 dropped a part of it."""

    tree: HtmlElement | None
    is_whole: bool
    warnings: tuple[Caution, ...]


def parse_html(content: str) -> ParsedTree:
    """Parse a page; once more with libxml2's limits lifted when they were met."""
    content, opened = _with_open_endings(content)
    content, shortened = _without_attribute_floods(content)
    warnings = [
        Caution(WarningCode.MARKUP_MENDED, f"a {name} on the page never ends: what follows it was read as text")
        for name in opened
    ]
    if shortened:
        message = f"a tag with more than {MAX_ATTRIBUTES:,} attributes was read without them"
        warnings.append(Caution(WarningCode.MARKUP_MENDED, message))
    data = _encode(content)
    tree, limit = _parse(data, huge=False)
    if limit:
        tree, limit = _parse(data, huge=True)
    # Most pages need no counting: a tag makes at most one element, and one more that HTML lets its author leave out.
    if tree is not None and 2 * data.count(b"<") + len(("html", "head", "body")) > MAX_ELEMENTS:
        _drop_empty(tree)
        if _count(tree) > MAX_ELEMENTS:
            too_many = Caution(WarningCode.MARKUP_INCOMPLETE, f"the page has more than {MAX_ELEMENTS:,} elements")
            return ParsedTree(tree, is_whole=False, warnings=(*warnings, too_many))
    if limit:
        message = f"the HTML parser dropped a part of the page ({limit})"
        warnings.append(Caution(WarningCode.MARKUP_INCOMPLETE, message))
    return ParsedTree(tree, is_whole=not limit, warnings=tuple(warnings))


def empty_tree() -> HtmlElement:
    """Return the tree of a page that holds nothing."""
    from lxml.html import Element

    return Element("html")


def _encode(content: str) -> bytes:
    """Encode the page in UTF-8 with a space for every character that XML does not allow."""
    for character in _INVALID_WIDE:
        content = content.replace(character, " ")
    try:
        data = content.encode("utf-8")
    except UnicodeEncodeError:
        data = _INVALID.sub(" ", content).encode("utf-8")
    return data.translate(_VALID_BYTES)


def _parse(data: bytes, *, huge: bool) -> tuple[HtmlElement | None, str]:
    """Return the tree, and the parser's own words when one of its limits was met."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser, LxmlError, ParserError
    from lxml.html import HtmlElement, document_fromstring

    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )
    # One class for all elements: lxml.html's own parser asks a Python function for the class of each.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(data, parser=parser)
    except (ParserError, LxmlError):
        return None, ""
    limit = next((entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), "")
    return tree, limit.partition(",")[0].strip()


def _with_open_endings(content: str) -> tuple[str, list[str]]:
    """Take off the opening of a comment or script that never ends, for it would hide the rest of the page; tell which it was."""
    opened = []
    for name, opening, ending, usual in _ENDINGS:
        first = opening.search(content, max(0, content.rfind(usual)))
        if first:
            last = max((match.end() for match in ending.finditer(content)), default=0)
            first = opening.search(content, last)
        if first and len(content) - first.end() >= MIN_HIDDEN:
            content = content[: first.start()] + opening.sub(" ", content[first.start() :])
            opened.append(name)
    return content, opened


def _without_attribute_floods(content: str) -> tuple[str, bool]:
    """Take the attributes off tags with more than MAX_ATTRIBUTES of them; scripts and everything else are untouched."""
    if not any(_flooded_tag(content[start:end]) for start, end in _long_pieces(content)):
        return content, False
    pieces = content.split(">")
    shortened = in_script = False
    for i, piece in enumerate(pieces):
        if in_script:
            in_script = "</script" not in piece.lower()
            continue
        start = _flooded_tag(piece) if len(piece) >= _LONG_TAG else None
        if start:
            pieces[i] = piece[:start]
            shortened = True
        in_script = piece[piece.rfind("<") :][:7].lower() == "<script"
    return ">".join(pieces) if shortened else content, shortened


def _long_pieces(content: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of at least _LONG_TAG characters without ">": each holds a multiple of that number."""
    done = 0
    for probe in range(0, len(content), _LONG_TAG):
        if probe < done:
            continue
        start = content.rfind(">", done, probe) + 1 or done
        end = content.find(">", probe)
        done = end if end >= 0 else len(content)
        if done - start >= _LONG_TAG:
            yield start, done


def _flooded_tag(piece: str) -> int | None:
    """Return where the name of the first tag in `piece` ends, if more than MAX_ATTRIBUTES attributes follow it."""
    start = _TAG_START.search(piece)
    if start and len(_QUOTED.sub("", piece[start.end() :]).split(maxsplit=MAX_ATTRIBUTES)) > MAX_ATTRIBUTES:
        return start.end()
    return None


def _drop_empty(tree: HtmlElement) -> None:
    """Drop elements without text, children and attributes when there are too many elements; few pages need it."""
    if _count(tree) <= MAX_ELEMENTS:
        return
    for element in [
        element for element in tree.iter(*_EMPTY_TAGS) if len(element) == 0 and not (element.text or "").strip()
    ]:
        parent = element.getparent()
        if parent is not None and not (element.tail or "").strip():
            parent.remove(element)


def _count(tree: HtmlElement) -> int:
    """Return the number of elements."""
    return int(tree.xpath("count(//*)"))
