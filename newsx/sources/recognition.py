"""Recognisers of container forms: each tells by the first bytes of an input, as text, whether it is of its form. Called by `forms`."""

from __future__ import annotations

import re

_PAGE_START = r"(?i)\s*<(?:!doctype|html|head|body|!--|\?xml)"
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


def is_warc(text: str, *, named: bool) -> bool:  # noqa: ARG001 - one signature for all recognisers
    """Tell whether the text begins with the version line of a web archive."""
    return text.startswith(_WARC)


def is_broken_warc(text: str) -> bool:
    """Tell whether what is named a web archive may be one whose first record is broken: it is no page."""
    return not re.match(_PAGE_START, text)


def is_feed(text: str, *, named: bool) -> bool:  # noqa: ARG001 - one signature for all recognisers
    """Tell whether the root element is that of RSS or Atom, or of RDF in the namespace of RSS; or the text is a JSON Feed."""
    first = text.lstrip()[:1]
    if first == "{":
        return re.match(_JSON_FEED, text) is not None
    match = re.match(_FEED, text) if first == "<" else None
    if not match:
        return False
    return not match[0].rstrip("> \t\r\n").endswith("RDF") or any(space in text for space in _FEED_SPACES)


def is_json_lines(text: str, *, named: bool) -> bool:
    """Tell whether lines, or an array, hold objects of JSON; a file that is named so needs fewer signs."""
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


def is_mail(text: str, *, named: bool) -> bool:
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
