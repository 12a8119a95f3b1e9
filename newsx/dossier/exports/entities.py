"""FollowtheMoney entities, as Aleph and OpenAleph read them: people, organisations, memberships, articles, mentions."""

from __future__ import annotations

import hashlib
import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier

_SCHEMAS = {"person": "Person", "organisation": "Organization"}


def write_ftm(dossier: Dossier, file: IO[bytes]) -> None:
    """Write one entity a line: profiles with their other names, roles in bodies that are profiles, articles, who is named in them."""

    def put(schema: str, number: str, **properties: Any) -> None:
        found = {
            name: [each for each in (value if isinstance(value, list) else [value]) if each]
            for name, value in properties.items()
        }
        entity = {"id": number, "schema": schema, "properties": {name: value for name, value in found.items() if value}}
        file.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")

    for profile in dossier.profiles():
        schema = _SCHEMAS.get(profile["kind"])
        if schema:
            others = [form for form in profile["forms"] if form != profile["name"]]
            put(schema, _id(profile["id"]), name=profile["name"], weakAlias=others)
    for article in dossier.articles():
        put(
            "Article",
            _id(article["article"]),
            title=article["headline"] or article["article"],
            publishedAt=article["day"],
            sourceUrl=article["url"] if (article["url"] or "").startswith("http") else None,
            publisher=article["publisher"],
            language=article["language"],
        )
    for role in dossier.roles():
        if role["body"]:
            put(
                "Membership",
                _id(role["id"], role["body"], role["role"].lower(), role["status"]),
                member=_id(role["id"]),
                organization=_id(role["body"]),
                role=role["role"],
                status=role["status"],
            )
    for ref in dossier.refs():
        schema = _SCHEMAS.get(ref["kind"])
        if schema:
            put(
                "Mention",
                _id(ref["article"], ref["id"]),
                document=_id(ref["article"]),
                resolved=_id(ref["id"]),
                name=ref["name"],
                detectedSchema=schema,
            )


def _id(*parts: object) -> str:
    return "nx-" + hashlib.sha1("|".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()[:24]
