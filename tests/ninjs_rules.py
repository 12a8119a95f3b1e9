"""What IPTC ninjs 3.1 demands of a text item, as a JSON Schema of our own.

Taken from the published standard: `uri` alone is required, nothing but its own properties is allowed at any depth, times are
whole date-times of RFC 3339, and what identifies something is a URI. Properties newsx never writes are not listed, so that
writing one by mistake fails here even where the standard would allow it.
"""

from __future__ import annotations

from typing import Any

# A URI of RFC 3986 with its scheme: nothing outside ASCII, no white space, none of the characters it forbids.
URI = {
    "type": "string",
    "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$",
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        "minProperties": 1,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


_VALUE = _object({"role": TEXT, "contentType": TEXT, "value": TEXT}, "value")
_BODY = _object(
    {"role": TEXT, "contentType": TEXT, "charCount": COUNT, "wordCount": COUNT, "value": {"type": "string"}}, "value"
)
_NAMED = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
_POINT = _object(
    {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "type",
    "coordinates",
)
_RENDITION = _object({"name": TEXT, "href": URI, "contentType": TEXT}, "name")
_PICTURE = _object(
    {
        "name": TEXT,
        "rel": TEXT,
        "uri": URI,
        "type": {"const": "picture"},
        "by": TEXT,
        "descriptions": _list(_VALUE),
        "renditions": _list(_RENDITION),
    },
    "name",
    "uri",
)

NINJS_RULES: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        {
            "uri": URI,
            "type": {"const": "text"},
            "representationType": {"enum": ["full", "partial"]},
            "contentCreated": TIME,
            "versionCreated": TIME,
            "language": TEXT,
            "headlines": _list(_VALUE),
            "by": TEXT,
            "descriptions": _list(_VALUE),
            "bodies": _list(_BODY),
            "people": _list(_object({**_NAMED})),
            "organisations": _list(_object({**_NAMED})),
            "places": _list(_object({**_NAMED, "geoJSON": _POINT})),
            "subjects": _list(_object({**_NAMED, "relevance": PERCENT, "confidence": PERCENT})),
            "infoSources": _list(_object({"name": TEXT, "role": TEXT, "uri": URI, "literal": TEXT})),
            "associations": _list(_PICTURE),
            "renditions": _list(_RENDITION),
            "altIds": _list(_object({"role": TEXT, "value": TEXT})),
            "standard": _object({"name": {"const": "ninjs"}, "version": {"const": "3.1"}, "schema": URI}),
        },
        "uri",
    ),
}
