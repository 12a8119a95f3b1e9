"""Records in the vocabularies of others: schema.org, ninjs, brat; and back from lines of JSON."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import trafilatura
from hypothesis import given
from made_records import EXPECTED, any_record, body, date, person, place, record, spans_of
from ninjs_rules import NINJS_RULES

from newsx.formats.brat import ANNOTATION_CONF, to_brat
from newsx.formats.jsonld import to_jsonld
from newsx.formats.ninjs import to_ninjs
from newsx.formats.uris import content_uri, web_uri
from newsx.schema.tables import TABLES, day_of, rows_of

TEXT = "Prime Minister Amina Diallo left Dakar for ECOWAS talks on 9 May."
FULL = record(
    TEXT,
    url="https://news.example/süd?q=a b",
    publisher="Radio Teranga",
    headline="Diallo leaves Dakar",
    description="She left.",
    authors=["Awa Sow", "Bira Ba"],
    date_published="2025-05-10T07:30:00+00:00",
    date_modified="2025-05-11",
    section="World",
    keywords=["west africa", "talks"],
    image={"url": "https://news.example/i.jpg", "caption": "A plane", "credit": "Bira Ba"},
    people=[{**person(TEXT, (15, 27), roles=[(0, 14)]), "aliases": ["Diallo"]}],
    places=[
        place(
            TEXT,
            (33, 38),
            kind="city",
            country_code="SN",
            latitude=14.69,
            longitude=-17.44,
            geonames_id=2253354,
            population=1,
            confidence=0.9,
        )
    ],
    organisations=[{**body(TEXT, (43, 49)), "acronym": "ECOWAS"}],
    dates=[date(TEXT, (59, 64), value="2025-05-09", day="2025-05-09")],
    focus=[{"country_code": "SN", "share": 1.0}],
)


@pytest.fixture(params=[*EXPECTED, "full"], ids=lambda param: getattr(param, "stem", param))
def made(request: pytest.FixtureRequest) -> dict:
    return FULL if request.param == "full" else json.loads(request.param.read_text(encoding="utf-8"))


# Properties of schema.org by type, as far as newsx uses them (https://schema.org/docs/full.html).
_THING = {"@type", "name", "alternateName", "identifier", "sameAs"}
_PLACE = {*_THING, "geo", "address"}
VOCABULARY = {
    "NewsArticle": {
        *{"@context", "@id", "@type", "identifier", "url", "headline", "description", "author", "publisher"},
        *{
            "datePublished",
            "dateModified",
            "articleSection",
            "dateline",
            "keywords",
            "inLanguage",
            "image",
            "articleBody",
        },
        *{"wordCount", "contentLocation", "about", "mentions", "hasPart"},
    },
    "Person": {*_THING, "jobTitle"},
    "Organization": _THING,
    "Place": _PLACE,
    "City": _PLACE,
    "State": _PLACE,
    "Country": _PLACE,
    "PostalAddress": {"@type", "addressCountry"},
    "GeoCoordinates": {"@type", "latitude", "longitude"},
    "Quotation": {"@type", "text", "spokenByCharacter", "creditText"},
    "ImageObject": {"@type", "url", "caption", "creditText"},
}


def nodes(value: object) -> list[dict]:
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes(item))]
    return []


def test_jsonld_keeps_to_the_vocabulary(made: dict) -> None:
    for node in nodes(to_jsonld(made)):
        assert set(node) <= VOCABULARY[node["@type"]]
        assert not any(value in (None, "", []) for value in node.values())


def test_jsonld_names_everyone_once(made: dict) -> None:
    names = [node["name"] for node in to_jsonld(made).get("mentions", [])]
    assert names == [item["name"] for field in ("people", "places", "organisations") for item in made[field]]


def test_jsonld_says_what_is_known() -> None:
    node = to_jsonld(FULL)
    assert node["@id"] == node["url"] == "https://news.example/s%C3%BCd?q=a%20b"
    assert (node["@type"], node["datePublished"], node["inLanguage"]) == (
        "NewsArticle",
        "2025-05-10T07:30:00+00:00",
        "en",
    )
    who, where, which = node["mentions"]
    assert (who["jobTitle"], who["alternateName"]) == (["Prime Minister"], ["Diallo"])
    assert where["@type"] == "City"
    assert where["sameAs"] == "https://sws.geonames.org/2253354/"
    assert where["geo"] == {"@type": "GeoCoordinates", "latitude": 14.69, "longitude": -17.44}
    assert which == {"@type": "Organization", "name": "ECOWAS"}
    assert [each["name"] for each in node["about"]] == ["Amina Diallo", "Dakar"], "what the headline names"
    assert node["contentLocation"] == [{"@type": "Country", "identifier": "SN"}]
    assert node["wordCount"] == len(TEXT.split())


def test_times_stand_with_a_t() -> None:
    node = to_jsonld({**FULL, "date_published": "2025-05-10 07:30:00Z", "date_modified": None})
    assert node["datePublished"] == "2025-05-10T07:30:00Z"
    assert "dateModified" not in node


def test_about_wants_whole_words() -> None:
    text = "Mali and Malian."
    made = record(text, headline="Malian troops; Somali coast", places=[place(text, (0, 4))])
    assert "about" not in to_jsonld(made)
    assert to_jsonld({**made, "headline": "Somali and Mali"})["about"][0]["name"] == "Mali"


def test_trafilatura_reads_the_jsonld_of_a_page() -> None:
    script = json.dumps(to_jsonld(FULL))
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body><p>{TEXT}</p></body></html>'
    found = trafilatura.extract_metadata(page)
    assert (found.title, found.sitename, found.author) == ("Diallo leaves Dakar", "Radio Teranga", "Awa Sow; Bira Ba")


def test_ninjs_keeps_to_the_standard(made: dict) -> None:
    jsonschema.Draft202012Validator(NINJS_RULES).validate(to_ninjs(made))


@given(any_record())
def test_ninjs_keeps_to_the_standard_whatever_a_page_holds(made: dict) -> None:
    node = to_ninjs(made)
    jsonschema.Draft202012Validator(NINJS_RULES).validate(node)
    assert node["bodies"][0]["value"] == made["text"]
    assert node["bodies"][0]["charCount"] == len(made["text"])


def test_the_rules_refuse_what_the_standard_refuses() -> None:
    validator = jsonschema.Draft202012Validator(NINJS_RULES)
    jsonschema.Draft202012Validator.check_schema(NINJS_RULES)
    good = to_ninjs(FULL)
    missing = {name: value for name, value in good.items() if name != "uri"}
    wrong = [
        {**good, "mentions": []},
        {**good, "contentCreated": "2025-05-10"},
        {**good, "uri": "süd"},
        {**good, "people": [{"name": "A", "jobTitle": "B"}]},
        {**good, "subjects": [{"name": "A", "relevance": 0.5}]},
    ]
    assert validator.is_valid(good)
    assert not any(validator.is_valid(node) for node in [missing, *wrong])


def test_ninjs_says_what_is_known() -> None:
    node = to_ninjs(FULL)
    assert node["uri"] == content_uri(FULL["source"]["sha256"])
    assert node["contentCreated"] == "2025-05-10T07:30:00+00:00"
    assert "versionCreated" not in node, "a day is no point in time"
    assert {"role": "date_modified", "value": "2025-05-11"} in node["descriptions"]
    assert node["places"][0]["geoJSON"]["coordinates"] == [-17.44, 14.69]
    assert node["by"] == "Awa Sow, Bira Ba"
    assert node["altIds"] == [{"role": "newsx", "value": FULL["id"]}]
    assert node["associations"][0]["renditions"] == [{"name": "original", "href": "https://news.example/i.jpg"}]
    assert {"rel": "focus", "literal": "SN", "relevance": 100} in node["subjects"]


@pytest.mark.parametrize("value", [None, "2025-05-10", "2025-05-10T07:30", "2025-13-10T07:30:00Z"])
def test_times_that_are_none(value: str | None) -> None:
    assert "contentCreated" not in to_ninjs({**FULL, "date_published": value})


def ann(made: dict) -> dict[str, list[list[str]]]:
    """The lines of a brat file by the first letter of their ids."""
    found: dict[str, list[list[str]]] = {letter: [] for letter in "TNR#"}
    for line in to_brat(made)[1].splitlines():
        found[line[0]].append(line.split("\t"))
    return found


def quoted(text: str, where: str) -> str:
    """What brat shows for the offsets of an annotation: pieces joined by a space."""
    return " ".join(text[int(start) : int(end)] for start, end in (part.split() for part in where.split(";")))


def test_brat_offsets_point_at_their_words(made: dict) -> None:
    text, _ = to_brat(made)
    lines = ann(made)["T"]
    assert text == made["text"]
    assert [number for number, _, _ in lines] == [f"T{place}" for place in range(1, len(lines) + 1)]
    for _, where, words in lines:
        label, offsets = where.split(" ", 1)
        assert label in ANNOTATION_CONF.split()
        assert quoted(text, offsets) == words
    mentions = [line for line in lines if line[1].split()[0] not in {"ROLE", "QUOTE", "SOURCE", "CUE"}]
    assert len(mentions) == len(spans_of(made))


@given(any_record())
def test_brat_whatever_a_page_holds(made: dict) -> None:
    text, annotations = to_brat(made)
    assert text == made["text"]
    lines = annotations.splitlines()
    assert all(re.fullmatch(r"(T|N|R|#)[0-9]+\t.+", line) for line in lines)
    for line in lines:
        if line.startswith("T"):
            _, where, words = line.split("\t", 2)
            assert quoted(text, where.split(" ", 1)[1]) == words


def test_brat_tells_what_mentions_mean() -> None:
    lines = ann(FULL)
    assert lines["N"] == [["N1", "Reference T3 GeoNames:2253354", "Dakar"]]
    assert lines["R"] == [["R1", "HasRole Arg1:T2 Arg2:T1"]]
    assert ["#4", "AnnotatorNotes T5", "2025-05-09 (made)"] in lines["#"]


def test_brat_cuts_mentions_at_line_ends() -> None:
    text = "Amina\n\nDiallo left."
    assert ann(record(text, people=[person(text, (0, 13))]))["T"] == [["T1", "PERSON 0 5;7 13", "Amina Diallo"]]


def test_rows_fit_their_columns(made: dict) -> None:
    types = {"text": str, "integer": int, "number": (int, float), "boolean": bool, "day": str}
    for table, columns in TABLES.items():
        assert len({column.name for column in columns}) == len(columns)
        for row in rows_of(made, table):
            for column, value in zip(columns, row, strict=True):
                assert value is None or isinstance(value, types[column.type]), column.name


def test_web_addresses_are_uris() -> None:
    assert web_uri("https://a.example/ä b|c%zz") == "https://a.example/%C3%A4%20b%7Cc%25zz"
    for url in (None, "", "news", "javascript:alert(1)", "http://", "http://[::1"):
        assert web_uri(url) is None


def test_days() -> None:
    assert day_of("2025-05-09T10:00:00Z") == "2025-05-09"
    assert day_of("2025-02-30") is None
