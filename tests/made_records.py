"""Records made by hand and by the thousand, for the tests of what is written and read back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from conftest import SAMPLES
from hypothesis import strategies as st

from newsx.records import InputRef
from newsx.schema import Article

EXPECTED = sorted((SAMPLES / "expected").glob("*.json"))
# Line ends, marks and letters of several scripts, of one to four bytes, and what CSV, brat and SQL take for their own.
LETTERS = "ab \x00Zé\u0301ßЖ漢字🌍אב\n\t\r,;\"'=+-@\\|<&\u2028\u00a0\ufeff\x01"


def samples() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in EXPECTED]


def record(text: str = "Amina Diallo went to Dakar.", **fields: Any) -> dict[str, Any]:
    """A valid record with nothing in it but its text, and the fields given."""
    path = fields.pop("path", "a.txt")
    place = fields.pop("place", None)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    made = {
        "schema_version": "2.0",
        "id": sha256[:16],
        "source": {
            "path": path,
            "url": None,
            "media_type": "text/plain",
            "charset": "utf-8",
            "sha256": sha256,
            "record": place,
            "id": None,
        },
        **dict.fromkeys(("url", "publisher", "headline", "description")),
        "authors": [],
        **dict.fromkeys(("date_published", "date_modified", "section")),
        "keywords": [],
        "language": "en",
        "image": None,
        "text": text,
        **{field: [] for field in ("people", "places", "organisations", "dates", "focus", "warnings")},
        "provenance": {
            "newsx": "0.1.0",
            "model": "made",
            "extractor": "plain_text",
            "date_anchor": None,
            "evidence": {},
        },
        **fields,
    }
    return Article.model_validate(made).model_dump(mode="json")


def mention(text: str, start: int, end: int, confidence: float | None = None) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end], "confidence": confidence}


def person(text: str, *spans: tuple[int, int], name: str | None = None, roles: Any = ()) -> dict[str, Any]:
    mentions = [mention(text, *span, 0.9) for span in spans]
    roles = [{"text": text[start:end], "start": start, "end": end, "phrase": text[start:end]} for start, end in roles]
    return {"name": name or mentions[0]["text"], "aliases": [], "roles": roles, "mentions": mentions}


def body(text: str, *spans: tuple[int, int], name: str | None = None) -> dict[str, Any]:
    mentions = [mention(text, *span) for span in spans]
    return {"name": name or mentions[0]["text"], "aliases": [], "acronym": None, "mentions": mentions}


def place(text: str, *spans: tuple[int, int], name: str | None = None, **entry: Any) -> dict[str, Any]:
    unknown = dict.fromkeys(
        ("kind", "country_code", "latitude", "longitude", "geonames_id", "population", "confidence")
    )
    mentions = [mention(text, *span, 0.5) for span in spans]
    return {"name": name or mentions[0]["text"], "aliases": [], **unknown, **entry, "mentions": mentions}


def date(text: str, *spans: tuple[int, int], value: str | None = None, day: str | None = None) -> dict[str, Any]:
    facts = {"type": "date", "granularity": None, "earliest": day, "latest": day, "mod": None, "anchor": "none"}
    rest = {"rule": "made", "ambiguous": False, "rejected": None}
    return {"value": value, **facts, **rest, "mentions": [mention(text, *span) for span in spans]}


def encoded(made: dict[str, Any]) -> bytes:
    """The record as the flow hands it to sinks."""
    return Article.model_validate(made).model_dump_json().encode()


def ref_of(made: dict[str, Any]) -> InputRef:
    source = made["source"]
    path = source["path"]
    return InputRef(path, path.rsplit("/", 1)[-1], record=source["record"], sha256=source["sha256"])


def fill(sink: Any, records: list[dict[str, Any]], *, finish: bool = True) -> None:
    """All records are in the sink, and it is closed."""
    for made in records:
        ref = ref_of(made)
        if sink.begin(ref):
            sink.put(encoded(made), ref)
    if finish:
        sink.finish()
    sink.close()


def spans_of(made: dict[str, Any]) -> list[tuple[str, int, int, str]]:
    """Kind, offsets and words of every mention, in a fixed order."""
    kinds = {"people": "person", "places": "place", "organisations": "organisation", "dates": "date", "groups": "group"}
    return sorted(
        (kind, each["start"], each["end"], each["text"])
        for field, kind in kinds.items()
        for item in made[field]
        for each in item["mentions"]
    )


@st.composite
def any_record(draw: st.DrawFn) -> dict[str, Any]:
    """A valid record whose text and names hold whatever may stand in a page."""
    words = st.text(LETTERS, min_size=1, max_size=12)
    text = draw(st.text(LETTERS, min_size=1, max_size=60))
    at = st.integers(0, len(text) - 1)
    spans = st.lists(
        st.tuples(at, st.integers(1, 9)).map(lambda pair: (pair[0], min(sum(pair), len(text)))), min_size=1
    )

    def some(make: Any) -> list[dict[str, Any]]:
        return [make(text, *draw(spans), name=draw(words)) for _ in range(draw(st.integers(0, 2)))]

    dates = [date(text, *draw(spans), value=draw(st.none() | words)) for _ in range(draw(st.integers(0, 1)))]
    return record(
        text,
        path=draw(st.sampled_from(["a.txt", "b/ü.html", "-"])),
        headline=draw(st.none() | words),
        authors=draw(st.lists(words, max_size=2)),
        people=some(person),
        places=some(place),
        organisations=some(body),
        dates=dates,
    )
