"""What an HTML page says of its article, and what it must not be made to say."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from conftest import ROOT

from newsx.extraction.language import confirm, identify
from newsx.html_page.metadata import read_metadata
from newsx.html_page.metadata.authors import read_signatures
from newsx.html_page.metadata.language import plausible_code
from newsx.html_page.metadata.times import to_iso
from newsx.html_page.page import parse_page
from newsx.html_page.titles import choose_headline, cut_site_name
from newsx.records import Image, Metadata

PAGES = ROOT / "tests" / "pages" / "html"
TODAY = dt.date(2025, 6, 1)


def read(head: str = "", body: str = "", *, url: str | None = None) -> Metadata:
    page = parse_page(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_metadata(page, url=url, today=TODAY)


def jsonld(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def test_every_field_of_a_page() -> None:
    found = read_metadata(parse_page((PAGES / "flood_article.html").read_text("utf-8")), today=TODAY)
    assert found.headline == "Floods cut off three towns in the Kilombero valley"
    assert found.authors == ("Neema Mushi", "Peter Lindqvist")
    assert found.date_published == "2024-04-18T01:40:00+03:00"
    assert found.date_modified == "2024-04-18T06:05:00Z"
    assert found.publisher == "The Ruaha Courier"
    assert found.section == "Tanzania"
    assert found.keywords == ("floods", "Kilombero", "Morogoro")
    assert found.language == "en"
    assert found.description == "Roads and two bridges were washed away after four days of rain."
    assert found.url == "https://ruahacourier.example/news/floods-cut-off-three-towns"
    assert found.image == Image(
        url="https://ruahacourier.example/img/2024/04/kilombero-bridge.jpg",
        caption="Residents wait beside the collapsed bridge at Mngeta on Tuesday.",
        credit="Saidi Mwakyusa",
    )
    assert found.evidence["authors"] == "byline"


def test_silent_page_says_nothing() -> None:
    found = read(body="<p>Nothing here.</p>")
    assert found == Metadata()


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        ("By Amina Diallo and Tomás Rivera, staff writers", ("Amina Diallo", "Tomás Rivera")),
        ("BY AMINA DIALLO", ("Amina Diallo",)),
        ("Von Jürgen Weiß", ("Jürgen Weiß",)),
        ("ByVan Sias", ("Van Sias",)),
        ("By Lina Haddad | Updated May 3, 2025 10:15 am", ("Lina Haddad",)),
        ("Posted on 2 May 2025 by Kofi Mensah", ("Kofi Mensah",)),
        ("Kofi Mensah Contributor", ("Kofi Mensah",)),
        ("Kofi Mensah, MD, PhD", ("Kofi Mensah",)),
        ("Kofi Mensah (@kmensah)", ("Kofi Mensah",)),
        ("kofi.mensah@courier.example", ()),
        ("https://courier.example/team/kofi", ()),
        ("Jana Novak, Prague", ("Jana Novak",)),
        ("By Grace Obi Contributions from Lee Chan , Ana Ruiz last updated 22 May 2025", ("Grace Obi",)),
        ("The Ruaha Courier", ()),
        ("Ruaha Courier Staff", ()),
        ("AFP", ()),
        ("Newsroom", ()),
    ],
)
def test_people_in_author_strings(raw: str, people: tuple[str, ...]) -> None:
    assert read_signatures([raw], site_names=["The Ruaha Courier", "Ruaha Courier"]).people == people


def test_publisher_in_metadata_is_no_author() -> None:
    node = {"@type": "NewsArticle", "headline": "A", "author": {"@type": "Organization", "name": "The Ruaha Courier"}}
    assert read(jsonld(node) + '<meta property="og:site_name" content="The Ruaha Courier">').authors == ()


def test_publisher_signs_where_it_is_the_byline() -> None:
    body = "<h1>Rain at last</h1><p>By The Ruaha Courier</p><p>It rained.</p>"
    assert read('<meta property="og:site_name" content="The Ruaha Courier">', body).authors == ("The Ruaha Courier",)


def test_byline_of_another_story_is_not_taken() -> None:
    body = (
        "<h1>Rain at last</h1>"
        + "<p>It rained on the plain for a day and a night.</p>" * 30
        + "<h3>More</h3><p>By Lina Haddad</p>"
    )
    assert read("<title>Rain at last</title>", body).authors == ()


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Rain at last | The Ruaha Courier", "Rain at last"),
        ("Rain at last - Ruaha Courier", "Rain at last"),
        ("The Ruaha Courier: Rain", "The Ruaha Courier: Rain"),
        ("The Ruaha Courier | Rain at last", "Rain at last"),
        ("Rain at last - why the plain waited", "Rain at last - why the plain waited"),
    ],
)
def test_site_name_is_cut_from_titles(title: str, headline: str) -> None:
    assert cut_site_name(title, {"theruahacourier", "ruahacourier"}) == headline


def test_headline_is_what_most_places_say() -> None:
    places = [
        ("h1", "Rain!"),
        ("json-ld", "Rain at last"),
        ("og:title", "Rain at last | Courier"),
        ("title", "Rain at last"),
    ]
    assert choose_headline(places, site_names=["Courier"]) == ("Rain at last", "json-ld")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2025-05-09T10:15:00.000+0630", "2025-05-09T10:15:00+06:30"),
        ("2025-05-09T10:15:00Z", "2025-05-09T10:15:00Z"),
        ("2025-05-09 10:15:00", "2025-05-09T10:15:00"),
        ("2025-05-09", "2025-05-09"),
        ("20250509T101500Z", "2025-05-09T10:15:00Z"),
        ("Fri, 09 May 2025 10:15:00 GMT", "2025-05-09T10:15:00+00:00"),
        ("May 9, 2025", "2025-05-09"),
        ("9 May 2025", "2025-05-09"),
        ("1746785700", "2025-05-09T10:15:00+00:00"),
        ("1970-01-01", None),
        ("2025-13-40", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_in_iso(raw: str, iso: str | None) -> None:
    assert to_iso(raw) == iso


def test_future_dates_are_refused() -> None:
    head = '<meta property="article:published_time" content="2031-01-01"><meta name="date" content="2025-05-09">'
    assert read(head).date_published == "2025-05-09"
    assert read('<meta property="article:published_time" content="2031-01-01">').date_published is None


def test_change_before_publication_is_no_change() -> None:
    head = '<meta property="article:published_time" content="2025-05-09"><meta property="article:modified_time" content="2025-05-01">'
    assert read(head).date_modified is None


def test_utc_moment_is_given_as_the_local_day_the_page_prints() -> None:
    head = '<meta property="article:published_time" content="2025-05-09T02:30:00Z">'
    assert (
        read(head, "<h1>Rain at last</h1><p>May 8, 2025 at 7:30 pm</p>").date_published == "2025-05-08T19:30:00-07:00"
    )
    assert read(head, "<h1>Rain at last</h1><p>May 8, 2025</p>").date_published == "2025-05-08"
    assert read(head, "<h1>Rain at last</h1><p>May 2, 2025</p>").date_published == "2025-05-09T02:30:00Z"


ODD = [
    '{"@type": "NewsArticle", "headline": "Rain at last",}',
    '<!-- {"@type": "NewsArticle", "headline": "Rain at last"} -->',
    '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Rain at last"}\n//]]>',
    '[[{"@graph": [{"@type": ["NewsArticle", "Thing"], "headline": ["Rain at last"]}]}]]',
    '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": {"@value": "Rain at last"}}}',
    '{"@type": "NewsArticle", "headline": "Rain at last"} {"@type": "WebSite"}',
    '{"@type": "NewsArticle", "headline": "Rain\nat last"}',
    '{"@type": "http://schema.org/NewsArticle", "headline": "Rain &amp;amp; at last"}'.replace(" &amp;amp;", ""),
]


@pytest.mark.parametrize("text", ODD)
def test_odd_jsonld_is_read(text: str) -> None:
    assert read(jsonld(text)).headline == "Rain at last"


@pytest.mark.parametrize(
    "value",
    [
        "{", "null", "7", '"text"', "[" * 50_000, '{"a":' * 50_000,
        {"@type": "NewsArticle", "headline": 5, "author": [None, 3, {"name": {"a": [1]}}], "datePublished": ["x"], "publisher": 7},
        {"@type": {"a": 1}, "author": {"@id": "#x"}, "image": [[]], "keywords": {"a": 1}, "articleSection": [{}], "inLanguage": 3},
        {"@type": "NewsArticle", "author": {"name": {"name": {"name": {"name": {"name": {"name": "deep"}}}}}}, "articleBody": 7},
    ],
)  # fmt: skip
def test_broken_jsonld_says_nothing(value: object) -> None:
    found = read(jsonld(value))
    assert (found.headline, found.authors, found.date_published) == (None, (), None)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en-GB", "en"),
        ("de_DE", "de"),
        ("deu", "de"),
        ("und", None),
        ("English, please", None),
        ("", None),
        (None, None),
    ],
)
def test_language_codes(stated: str | None, code: str | None) -> None:
    assert plausible_code(stated) == code


def test_language_of_a_text() -> None:
    english = "The river left its bed in the night and the people of the three towns fled to the hills with what they could carry. "
    german = "Der Fluss trat in der Nacht über die Ufer, und die Menschen der drei Orte flohen mit dem, was sie tragen konnten, auf die Hügel. "
    assert identify(english * 3) == "en"
    assert identify(german * 3) == "de"
    assert identify("Rain at last") is None
    assert confirm("en", german * 3) == "de"
    assert confirm("en", english * 3) == "en"
    assert confirm("de", english * 3) == "en"
    assert confirm("en", "Rain at last") == "en"
