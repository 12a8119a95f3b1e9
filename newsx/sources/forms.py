"""The table of container forms: how an input that holds records is recognised, by its first bytes, and who reads it.

`--input-format`, the suffixes that names of records lose, and `expanding` follow from it. A new form is a module in this folder and a
row in `CONTAINERS`. This module loads nothing, for the help needs it.
"""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from newsx.sources.decoding import wide_charset
from newsx.sources.unpacking import without_packed_suffix

# So many bytes are looked at, once unpacked.
HEAD_BYTES = 4096

# The form of an input that is one page itself.
PAGE = "page"
# Forms that `--input-format` knows beside those of containers: told by content, and pages of HTML and of text.
AUTO = "auto"
_PAGE_FORMATS = ("html", "text")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Container:
    """One form of inputs that hold records.

    `recognise`, "module:name", is given the first characters and, as `named`, whether the name has one of the `suffixes`; the first row
    that recognises an input has it. `reader` is "module:name" of what reads an `OpenedContainer`, loaded when it is asked for.
    `divides`, where spans of a file can share its records out, is given the first bytes and their packing. `breaks`: an input of
    that name is one with a broken beginning, unless this says otherwise of its first characters.
    """

    name: str
    recognise: str
    reader: str
    suffixes: tuple[str, ...]
    divides: str | None = None
    breaks: str | None = None


CONTAINERS = (
    Container(
        "warc",
        "newsx.sources.recognition:is_warc",
        "newsx.sources.warc.documents:read_container",
        (".warc", ".wet"),
        divides="newsx.sources.warc.documents:divides",
        breaks="newsx.sources.recognition:is_broken_warc",
    ),
    Container(
        "feed",
        "newsx.sources.recognition:is_feed",
        "newsx.sources.feeds.documents:read_container",
        (".rss", ".atom", ".rdf", ".xml"),
    ),
    Container(
        "jsonl",
        "newsx.sources.recognition:is_json_lines",
        "newsx.sources.json_spans:read_container",
        (".jsonl", ".ndjson", ".jl", ".json"),
        divides="newsx.sources.json_spans:divides",
    ),
    Container(
        "mail",
        "newsx.sources.recognition:is_mail",
        "newsx.sources.mail:read_container",
        (".eml", ".mht", ".mhtml", ".mail"),
    ),
)
BY_NAME = {each.name: each for each in CONTAINERS}
# What `--input-format` takes.
INPUT_FORMATS = (AUTO, *_PAGE_FORMATS, *BY_NAME)
_FORM_SUFFIXES = tuple(suffix for each in CONTAINERS for suffix in each.suffixes)


def form_of(head: bytes, name: str = "") -> str:
    """Return the form of an input that begins with `head` (unpacked): "page" or the name of a container's form.

    Its name decides only where the head leaves it open. Text that merely looks like a container's first line stays a page: one
    JSON object before lines of prose, "From: " and "Subject: " typed by hand.
    """
    name = without_packed_suffix(name).lower()
    text = _text_of(head)
    for each in CONTAINERS:
        if load(each.recognise)(text, named=name.endswith(each.suffixes)):
            return each.name
    for each in CONTAINERS:
        if each.breaks and name.endswith(each.suffixes) and load(each.breaks)(text):
            return each.name
    return PAGE


def form_asked_for(input_format: str) -> str | None:
    """Return the form that the option says every input has; None where the content tells."""
    if input_format == AUTO:
        return None
    return PAGE if input_format in _PAGE_FORMATS else input_format


@lru_cache(maxsize=32)
def load(name: str) -> Any:
    """Return what "module:name" names."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


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
    if charset := wide_charset(head):
        return head.decode(charset, errors="replace").removeprefix("\ufeff")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
