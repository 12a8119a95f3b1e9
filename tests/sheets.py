"""Records for the tests of what people are shown: made by hand, with the mentions found in the text."""

from __future__ import annotations

import re

from newsx.schema import Article

TEXT = (
    "Amina Diallo, director of Radio Teranga, opened the September 11 Museum in Dakar on Friday.\n\n"
    "“We lost the tapes, not the voices,” Diallo said. The station begins next week."
)
LAST = TEXT.rindex("Diallo")


def make_article(text: str = TEXT, **fields) -> Article:
    """A valid record with this text; fields that are not given are unknown or empty."""
    record = {
        "id": "0" * 16,
        "source": {
            "path": "in/teranga.txt",
            "url": None,
            "media_type": "text/plain",
            "charset": "utf-8",
            "sha256": "0" * 64,
            "record": None,
        },
        "text": text,
        "provenance": {"newsx": "0.1.0", "model": "en_tiny-0.0.0", "extractor": "plain_text", "date_anchor": None},
        **dict.fromkeys(("url", "publisher", "headline", "description", "date_published"), None),
        **dict.fromkeys(("date_modified", "section", "language", "image"), None),
        **{name: [] for name in ("authors", "keywords", "people", "places", "organisations", "dates", "focus")},
        "warnings": [],
    }
    return Article.model_validate(record | fields)


def mentions(text: str, *words: str) -> list[dict]:
    """The first place of each of the words in the text."""
    return [{"start": text.index(word), "end": text.index(word) + len(word), "text": word} for word in words]


def spans(text: str, *places: tuple[int, int]) -> list[dict]:
    """Mentions at these places."""
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in places]


def person(name: str, found: list[dict], *, roles: list[dict] | None = None, aliases: list[str] | None = None) -> dict:
    return {"name": name, "aliases": aliases or [], "roles": roles or [], "mentions": found}


def place(name: str, found: list[dict], **fields) -> dict:
    unknown = dict.fromkeys(
        ("kind", "country_code", "latitude", "longitude", "geonames_id", "population", "confidence")
    )
    return {"name": name, "aliases": [], "mentions": found, **unknown, **fields}


def organisation(name: str, found: list[dict], acronym: str | None = None) -> dict:
    return {"name": name, "aliases": [], "acronym": acronym, "mentions": found}


def date(value: str | None, found: list[dict], **fields) -> dict:
    day = value if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value or "") else None
    known = {"type": "date", "granularity": None, "earliest": day, "latest": day, "mod": None, "anchor": "none"}
    return {"value": value, **known, "rule": "test", "ambiguous": False, "rejected": None, "mentions": found, **fields}


def teranga(**fields) -> Article:
    """An article with every kind of mark, a date inside a name, and all that is known of a page."""
    role = {"text": "director", "start": TEXT.index("director"), "end": TEXT.index("director") + len("director")}
    return make_article(
        **{
            "headline": "A studio opens in Dakar",
            "description": "Two years after the fire.",
            "authors": ["Awa Sarr", "Ken Ito"],
            "publisher": "The Coast Post",
            "date_published": "2025-05-09T16:40:00+00:00",
            "section": "Culture",
            "language": "en",
            "url": "https://www.coastpost.example/dakar?a=1&b=2",
            "keywords": ["radio"],
            "people": [person("Amina Diallo", spans(TEXT, (0, 12), (LAST, LAST + 6)), roles=[role])],
            "places": [
                place(
                    "Dakar",
                    mentions(TEXT, "Dakar"),
                    kind="city",
                    country_code="SN",
                    latitude=14.6937,
                    longitude=-17.4441,
                )
            ],
            "organisations": [
                organisation("Radio Teranga", mentions(TEXT, "Radio Teranga"), "RT"),
                organisation("September 11 Museum", mentions(TEXT, "September 11 Museum")),
            ],
            "dates": [
                date("2025-09-11", mentions(TEXT, "September 11"), ambiguous=True, rejected="2024-09-11"),
                date("2025-05-09", mentions(TEXT, "Friday")),
                date("2025-W20", mentions(TEXT, "next week"), earliest="2025-05-12", latest="2025-05-18"),
            ],
            "focus": [{"country_code": "SN", "share": 0.75}, {"country_code": "ZZ", "share": 0.25}],
            "warnings": [{"code": "controls_removed", "message": "2 control characters removed"}],
            **fields,
        }
    )
