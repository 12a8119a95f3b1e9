"""Records as IPTC ninjs 3.1, News in JSON (https://iptc.org/standards/ninjs/).

The standard asks for `uri` alone and allows no property of one's own, and its times must be whole: a publication day without
a time stands among the `descriptions`, under the role "date_published". It has no place for offsets of mentions, roles of
people and dates in the text: keep newsx's own record beside it where they matter.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from newsx.formats.translation import TranslatedSink
from newsx.formats.uris import content_uri, geonames_uri, web_uri
from newsx.schema.tables import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsx.formats.sink import Sink, Target

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
# The relation of the article to what it names.
_MENTIONS = "mentions"

Node = dict[str, Any]


def open_ninjs(target: Target) -> Sink:
    """Return a sink that writes records as ninjs."""
    return TranslatedSink(target, to_ninjs)


def to_ninjs(record: Mapping[str, Any]) -> Node:
    """Return a ninjs object of type "text"; the id of newsx's record stands among its `altIds`."""
    url = web_uri(record["url"])
    return _known(
        {
            "uri": content_uri(record["source"]["sha256"]),
            "type": "text",
            "representationType": "full",
            "contentCreated": _time(record["date_published"]),
            "versionCreated": _time(record["date_modified"]),
            "language": record["language"],
            "headlines": _valued("main", record["headline"]),
            "by": ", ".join(record["authors"]),
            "descriptions": list(_descriptions(record)),
            "bodies": [_body(record["text"])],
            "people": [{"name": person["name"], "rel": _MENTIONS} for person in record["people"]],
            "organisations": [{"name": each["name"], "rel": _MENTIONS} for each in record["organisations"]],
            "places": [_place(place) for place in record["places"]],
            "subjects": list(_subjects(record)),
            "infoSources": [{"name": record["publisher"], "role": "publisher"}] if record["publisher"] else None,
            "associations": _image(record["image"]),
            "renditions": [{"name": "web", "href": url, "contentType": "text/html"}] if url else None,
            "altIds": list(_ids(record)),
            "standard": dict(_STANDARD),
        }
    )


def _descriptions(record: Mapping[str, Any]) -> Iterator[Node]:
    yield from _valued("summary", record["description"])
    for field in ("date_published", "date_modified"):
        if not _time(record[field]):
            yield from _valued(field, record[field])


def _body(text: str) -> Node:
    return {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(text),
        "wordCount": word_count(text),
        "value": text,
    }


def _place(place: Mapping[str, Any]) -> Node:
    point = None
    if place["latitude"] is not None and place["longitude"] is not None:
        # GeoJSON has the longitude first (RFC 7946).
        point = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    number = place["geonames_id"]
    return _known(
        {
            "name": place["name"],
            "rel": _MENTIONS,
            "uri": geonames_uri(number) if number is not None else None,
            "literal": place["country_code"],
            "geoJSON": point,
        }
    )


def _subjects(record: Mapping[str, Any]) -> Iterator[Node]:
    if record["section"]:
        yield {"name": record["section"], "rel": "section"}
    for keyword in record["keywords"]:
        yield {"name": keyword, "rel": "keyword"}
    for focus in record["focus"]:
        share = round(100 * focus["share"])
        yield {"rel": "focus", "literal": focus["country_code"], "relevance": share}


def _image(image: Mapping[str, Any] | None) -> list[Node]:
    """Return the lead image as an associated picture; it must have an address, for that is its identity."""
    url = web_uri(image["url"]) if image else None
    if not image or not url:
        return []
    return [
        _known(
            {
                "name": "lead image",
                "uri": url,
                "type": "picture",
                "by": image["credit"],
                "descriptions": _valued("caption", image["caption"]),
                "renditions": [{"name": "original", "href": url}],
            }
        )
    ]


def _ids(record: Mapping[str, Any]) -> Iterator[Node]:
    yield {"role": "newsx", "value": record["id"]}
    if record["source"].get("id"):
        yield {"role": "source", "value": record["source"]["id"]}


def _valued(role: str, value: str | None) -> list[Node]:
    return [{"role": role, "value": value}] if value else []


def _time(value: str | None) -> str | None:
    """Return the value as a date-time of RFC 3339; None when it lacks a time, an offset or a day of the calendar."""
    if not value or len(value) == len("2025-05-09"):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else None


def _known(node: Node) -> Node:
    """Return the node without fields that say nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
