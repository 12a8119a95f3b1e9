"""Records as schema.org NewsArticle in JSON-LD (https://schema.org/NewsArticle).

Fields newsx does not know are left out. `mentions` holds every entity of the article; `about` those the headline names too;
`contentLocation` the countries the article is about, `hasPart` what is quoted. Offsets of mentions and dates in the text have no place in schema.org.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.formats.translation import TranslatedSink
from newsx.formats.uris import content_uri, geonames_uri, web_uri
from newsx.schema.tables import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsx.formats.sink import Sink, Target

_PLACE_TYPES = {"country": "Country", "first_level": "State", "city": "City"}

Node = dict[str, Any]


def open_jsonld(target: Target) -> Sink:
    """Return a sink that writes records as NewsArticle."""
    return TranslatedSink(target, to_jsonld)


def to_jsonld(record: Mapping[str, Any]) -> Node:
    """Return a NewsArticle: one JSON-LD object that stands by itself."""
    url = web_uri(record["url"])
    entities = list(_entities(record))
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": url or content_uri(record["source"]["sha256"]),
            "identifier": record["id"],
            "url": url,
            "headline": record["headline"],
            "description": record["description"],
            "author": [{"@type": "Person", "name": name} for name in record["authors"]],
            "publisher": {"@type": "Organization", "name": record["publisher"]} if record["publisher"] else None,
            "datePublished": _time(record["date_published"]),
            "dateModified": _time(record["date_modified"]),
            "articleSection": record["section"],
            "keywords": record["keywords"],
            "inLanguage": record["language"],
            "image": _image(record["image"]),
            "dateline": (record["dateline"] or {}).get("text"),
            "articleBody": record["text"],
            "wordCount": word_count(record["text"]),
            "contentLocation": list(_focus(record)),
            "about": [node for entity, node in entities if _stands_in(record["headline"], entity)],
            "mentions": [node for _, node in entities],
            "hasPart": list(_quotations(record)),
        }
    )


def _entities(record: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Node]]:
    for person in record["people"]:
        yield person, _entity("Person", person, jobTitle=list(dict.fromkeys(role["text"] for role in person["roles"])))
    for place in record["places"]:
        yield place, _place(place)
    for organisation in record["organisations"]:
        yield organisation, _entity("Organization", organisation)


def _quotations(record: Mapping[str, Any]) -> Iterator[Node]:
    """Yield what is said as Quotation, with the words of the article for a speaker nobody is sure of."""
    for quote in record["quotes"]:
        speaker = quote["speaker"]
        kind = "Organization" if speaker and speaker["kind"] == "organisation" else "Person"
        yield _known(
            {
                "@type": "Quotation",
                "text": quote["text"],
                "spokenByCharacter": {"@type": kind, "name": speaker["name"]} if speaker else None,
                "creditText": quote["source"]["text"] if quote["source"] and not speaker else None,
            }
        )


def _entity(kind: str, entity: Mapping[str, Any], **details: object) -> Node:
    names = [*entity["aliases"], entity.get("acronym")]
    others = [name for name in dict.fromkeys(names) if name and name != entity["name"]]
    return _known({"@type": kind, "name": entity["name"], "alternateName": others, **details})


def _place(place: Mapping[str, Any]) -> Node:
    kind = _PLACE_TYPES.get(place["kind"], "Place")
    code, geonames_id = place["country_code"], place["geonames_id"]
    geo = None
    if place["latitude"] is not None and place["longitude"] is not None:
        geo = {"@type": "GeoCoordinates", "latitude": place["latitude"], "longitude": place["longitude"]}
    return _entity(
        kind,
        place,
        identifier=code if kind == "Country" else None,
        address={"@type": "PostalAddress", "addressCountry": code} if code and kind != "Country" else None,
        geo=geo,
        sameAs=geonames_uri(geonames_id) if geonames_id is not None else None,
    )


def _focus(record: Mapping[str, Any]) -> Iterator[Node]:
    """Yield the countries the article is about, by name where the article names them."""
    countries = {place["country_code"]: place for place in record["places"] if place["kind"] == "country"}
    for focus in record["focus"]:
        code = focus["country_code"]
        yield _place(countries[code]) if code in countries else {"@type": "Country", "identifier": code}


def _image(image: Mapping[str, Any] | None) -> Node | None:
    if not image:
        return None
    node = _known({"url": web_uri(image["url"]), "caption": image["caption"], "creditText": image["credit"]})
    return {"@type": "ImageObject", **node} if node else None


def _time(value: str | None) -> str | None:
    """Return the day, or day and time, as ISO 8601 has it: with T between them."""
    return value.replace(" ", "T") if value else None


def _stands_in(headline: str | None, entity: Mapping[str, Any]) -> bool:
    """Whether the headline holds a form of the name, as whole words in this spelling."""
    if not headline:
        return False
    forms = (entity["name"], *entity["aliases"], entity.get("acronym"))
    return any(form and _holds(headline, form) for form in forms)


def _holds(text: str, form: str) -> bool:
    """Whether the form stands in the text, and no letter or digit goes on beside it."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(form, at + 1)
    return False


def _known(node: Node) -> Node:
    """Return the node without fields that say nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
