"""Makes documents of feeds: the items that hold the full text of their article."""

from __future__ import annotations

import hashlib
import html
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from newsx.bylines import split_names
from newsx.errors import DamagedError, InputError
from newsx.records import Document, Failure
from newsx.sources.feeds.items import Channel, Item, full_text, plain
from newsx.sources.feeds.parsing import parse_feed
from newsx.sources.limits import gather, too_large
from newsx.sources.naming import broken, record_of, with_digest
from newsx.stated_fields import MAX_ADDRESS, MAX_IDENTIFIER, clean_or_drop, moment_of, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import InputRef
    from newsx.sources.opening import OpenedContainer

_EVIDENCE: Final = "feed"
_MAX_GUID = 200


def read_container(opened: OpenedContainer, ref: InputRef, *, limit: int) -> Iterator[Document | Failure]:
    """Yield the items of an opened feed: see `read_feed`."""
    return read_feed(opened.blocks(), ref, limit=limit)


def read_feed(blocks: Iterable[bytes], ref: InputRef, *, limit: int) -> Iterator[Document | Failure]:
    """Yield a Document for every item with full text; a Failure for one with a summary only, or over the limit.

    Items are named by the identifier the feed gives them, or by their number, from 1. Raises InputError where the feed is
    broken, after the items before.
    """
    seen: set[str] = set()
    number = 0
    for number, (channel, item) in enumerate(_items(blocks, limit), start=1):
        record = record_of(ref, _name(item, number, seen))
        markup = None if item.is_too_large else full_text(item)
        if item.is_too_large:
            yield broken(record, InputError(too_large(limit, what="an item larger than")))
        elif markup is None:
            yield Failure(record.named, "reading", "no_article", _without_text(item))
        else:
            yield _document(channel, item, markup, record)
    if not number:
        yield Failure(ref.named, "reading", "no_article", "a feed without items")


def _without_text(item: Item) -> str:
    """Return why an item is no article: what it holds, where the feed calls it the content, is too short to be more than a summary."""
    size = max((len(plain(each)) for each in item.contents), default=0)
    characters = f"{size} character{'' if size == 1 else 's'}"
    return f"the feed gives only a summary, of {characters}" if size else "the feed gives only a summary"


def _name(item: Item, number: int, seen: set[str]) -> str:
    """Return a name that no item before has: the item's own, or its number."""
    own = " ".join(item.guid.split())
    names = ([own] if 0 < len(own) <= _MAX_GUID else []) + [str(number), f"item {number}"]
    name = next((name for name in names if name not in seen), f"item {number} of its name")
    seen.add(name)
    return name


def _items(blocks: Iterable[bytes], limit: int) -> Iterator[tuple[Channel, Item]]:
    blocks = iter(blocks)
    first = next(blocks, b"")
    whole = chain([first], blocks)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_items(whole, limit)
    return parse_feed(whole, limit=limit)


def _document(channel: Channel, item: Item, markup: str, ref: InputRef) -> Document:
    title = html.escape(item.title, quote=False)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{title}</h1>{markup}</article></body></html>"
    data = page.encode("utf-8", errors="replace")
    stated, warnings = normalise(_stated(channel, item), _EVIDENCE)
    url, of_url = clean_or_drop("url", _address(channel, item), MAX_ADDRESS)
    identifier, of_id = clean_or_drop("id", item.guid or None, MAX_IDENTIFIER)
    return Document(
        ref=with_digest(ref, hashlib.sha256(data).hexdigest()),
        data=data,
        media_type="text/html",
        charset="utf-8",
        url=url,
        id=identifier,
        stated=stated,
        warnings=(*warnings, *of_url, *of_id),
    )


def _stated(channel: Channel, item: Item) -> dict[str, object]:
    """Return what the feed says of an item; a date that cannot be read is as good as none, for there may be another."""
    published, updated = _moment(item.published), _moment(item.updated)
    return {
        "headline": item.title,
        "authors": tuple(dict.fromkeys(name for text in item.authors for name in split_names(text))),
        "publisher": channel.title,
        "date_published": published or updated or item.published,
        "date_modified": updated if published else None,
        "keywords": tuple(item.categories),
        "language": item.language or channel.language,
        "url": _address(channel, item),
    }


def _address(channel: Channel, item: Item) -> str | None:
    """Return the address of the item's page; a permanent identifier is one where there is no link."""
    link = item.link or (item.guid if item.guid.startswith(("http://", "https://")) else "")
    try:
        return urljoin(channel.link, link) if link else None
    except ValueError:
        return None


def _moment(raw: str) -> str | None:
    """Return a moment of a feed, its offset in digits whichever way it was written."""
    moment = moment_of(raw)
    return f"{moment[:-1]}+00:00" if moment and moment.endswith("Z") else moment


# JSON Feed 1.1 (jsonfeed.org)


def _json_items(blocks: Iterable[bytes], limit: int) -> Iterator[tuple[Channel, Item]]:
    """Yield the items of a JSON Feed, which must be read whole."""
    data = gather(blocks, limit, what="JSON Feed larger than")
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"broken JSON Feed ({str(error)[:100]})") from error
    channel = Channel(_text(feed, "title"), _text(feed, "home_page_url"), _text(feed, "language"))
    for item in _list(feed, "items"):
        yield channel, _json_item(item if isinstance(item, dict) else {})


def _json_item(value: dict[str, Any]) -> Item:
    item = Item(
        title=_text(value, "title"),
        link=_text(value, "url"),
        guid=_text(value, "id"),
        published=_text(value, "date_published"),
        updated=_text(value, "date_modified"),
        language=_text(value, "language"),
    )
    authors = _list(value, "authors") or [value.get("author")]
    item.authors = [name for each in authors if isinstance(each, dict) and (name := _text(each, "name"))]
    item.categories = [tag for tag in _list(value, "tags") if isinstance(tag, str)]
    text = "".join(f"<p>{html.escape(line)}</p>" for line in _text(value, "content_text").splitlines() if line.strip())
    item.contents = [markup for markup in (_text(value, "content_html"), text) if markup]
    item.descriptions = [markup for markup in [_text(value, "summary")] if markup]
    return item


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
