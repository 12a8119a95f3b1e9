"""The JSON-LD of an HTML page, of any shape, and the node in it that describes the article (called by `newsx.html_page.page`).

Publishers' JSON-LD is often wrapped in comments or CDATA, escaped twice, broken by raw line breaks or trailing commas, or
nested in ways schema.org does not foresee. Nothing here raises on such input: what cannot be read counts as absent.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsx.lazy import lazy_pattern
from newsx.vocabulary.scripts import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# A block above this size is data for a script, not a description of an article (largest seen on 1,600 pages: 0.6 MB).
MAX_BLOCK = 4_000_000
# Deeper nesting than any real block (at most 13 levels seen); it keeps json.loads far away from the recursion limit.
MAX_DEPTH = 100
# Nodes looked at in one page: product lists reach some thousands.
MAX_NODES = 20_000

_ARTICLE_TYPE = lazy_pattern(r"(?:Article|BlogPosting|Reportage|LiveBlogPosting|Report|SocialMediaPosting)$")
_ORGANISATION_TYPE = lazy_pattern(r"(?:Organization|Corporation|WebSite)$")
# `<!--`, `//<![CDATA[`, `/*<![CDATA[*/` before the data and their ends after it.
_WRAPPER_START = lazy_pattern(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_WRAPPER_END = lazy_pattern(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*\Z")
_TRAILING_COMMA = lazy_pattern(r",(?=\s{0,40}[}\]])")
_CONTROL = lazy_pattern(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The JSON-LD of a page: the node of its article (empty when there is none) and every node, in order."""

    article: dict[str, Any]
    nodes: tuple[dict[str, Any], ...]

    def resolve(self, value: object) -> object:
        """Return `value`, or the node it points at when it is only a reference ({"@id": …})."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
            for node in self.nodes:
                if node.get("@id") == value["@id"] and len(node) > len(value):
                    return node
        return value

    def organisations(self) -> Iterator[str]:
        """Yield the names of the organisations and web sites described beside the article."""
        for node in self.nodes:
            kinds = types_of(node)
            if "Person" not in kinds and any(_ORGANISATION_TYPE.search(kind) for kind in kinds):
                name = text_of(node.get("name"))
                if name:
                    yield name

    def has_type(self, pattern: re.Pattern[str]) -> bool:
        """Return whether any node's type matches `pattern`."""
        return any(pattern.search(kind) for node in self.nodes for kind in types_of(node))


def read_jsonld(tree: HtmlElement, *, headlines: tuple[str, ...] = ()) -> JsonLd:
    """Read the JSON-LD of a page; its article is the node whose headline is among `headlines`, else the one that says most."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        for node in _walk(_load(script.text)):
            nodes.append(node)
            if len(nodes) >= MAX_NODES:
                break
    wanted = {_key(headline) for headline in headlines}
    best: dict[str, Any] = {}
    best_rank = (False, 0)
    for node in nodes:
        if not any(_ARTICLE_TYPE.search(kind) for kind in types_of(node)):
            continue
        rank = (_key(text_of(node.get("headline")) or "") in wanted, sum(1 for value in node.values() if value))
        if not best or rank > best_rank:
            best, best_rank = node, rank
    return JsonLd(article=best, nodes=tuple(nodes))


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a node as strings, without a vocabulary's address before them."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind for kind in kinds if isinstance(kind, str)]


def text_of(value: object) -> str | None:
    """Return one line of plain text from a JSON value: markup and entities undone; None for anything that is not text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url")
    if not isinstance(value, str):
        return None
    return clean_text(value) or None


def clean_text(raw: str) -> str:
    """Return `raw` on one line, with entities (also doubly escaped ones) and tags undone."""
    text = html.unescape(html.unescape(raw[:100_000])) if "&" in raw else raw[:100_000]
    if "<" in text:
        text = re.sub(r"</?[A-Za-z][^<>]{0,500}>", " ", text)
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def paragraphs_of(raw: str) -> list[str]:
    """Return the paragraphs of a stated body: its lines, or what its markup sets apart, each on one line."""
    text = html.unescape(html.unescape(raw[:MAX_BLOCK])) if "&" in raw else raw[:MAX_BLOCK]
    lines = re.sub(r"</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote)\b[^<>]{0,500}>", "\n", text).split("\n")
    return [paragraph for line in lines if (paragraph := clean_text(line))]


def names_of(value: object, *, depth: int = 0) -> list[str]:
    """Return the raw name strings from an author, creator or publisher value of any shape, in order."""
    if depth > 5:
        return []
    if isinstance(value, str):
        return [clean_text(value)] if value.strip() else []
    if isinstance(value, dict):
        if value.get("name"):
            return names_of(value["name"], depth=depth + 1)
        parts = [clean_text(part) for key in ("givenName", "familyName") if isinstance(part := value.get(key), str)]
        return [" ".join(parts)] if parts else []
    if isinstance(value, list):
        return [name for item in value[:50] for name in names_of(item, depth=depth + 1)]
    return []


def _key(headline: str) -> str:
    """Return the words of a headline in lower case."""
    return " ".join(re.findall(r"\w+", headline.lower()))


def _load(raw: str) -> object:
    """Return the value of a block of JSON, mended where it is broken in a known way; None when it cannot be read."""
    if len(raw) > MAX_BLOCK:
        return None
    text = _WRAPPER_END.sub("", _WRAPPER_START.sub("", raw)).strip().rstrip(";")
    if _depth(text) > MAX_DEPTH:
        return None
    for mend in (str, _without_trailing_commas, html.unescape, lambda data: _CONTROL.sub(" ", data)):
        try:
            return json.loads(mend(text), strict=False)
        except ValueError:
            continue
    return _first_value(text)


def _first_value(text: str) -> object:
    """Return the first JSON value of a text that goes on after it (two objects one after the other, a stray brace)."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except ValueError:
        return None


def _without_trailing_commas(text: str) -> str:
    """Take commas before closing brackets off."""
    return _TRAILING_COMMA.sub("", text)


def _depth(text: str) -> int:
    """Return the greatest nesting of brackets; brackets inside strings count too, which only makes the guard stricter."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _walk(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object in `value`, outermost first, in document order, without recursion."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            stack.extend(inner for inner in reversed(list(item.values())) if isinstance(inner, (list, dict)))
