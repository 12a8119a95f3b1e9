"""Feeds and mail: items with full text, newsletters, saved pages, and what is no article among them."""

from __future__ import annotations

import datetime as dt
import html
import json
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from newsx.errors import InputError
from newsx.extraction import extract
from newsx.records import ArticleText, Document, Failure, InputRef, Options
from newsx.sources import expand, page_from_document

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = (
    "The council of Kisumu said on Monday that the ferry to Homa Bay would run again from June, after eight months of repairs.",
    "Mayor Grace Atieno told reporters that two boats had been bought from a yard in Mombasa, and that fares would stay the same.",
    "Traders on the quay welcomed the news, and said that they had lost half of their customers while the pier was closed.",
)
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(items: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    channel = "<title>Lakeside Herald</title><link>https://lakeside.example/</link><language>en-KE</language>"
    return f'{head}<rss version="2.0" {SPACES}><channel>{channel}{items}</channel></rss>'.encode()


def read(data: bytes, folder: Path, name: str = "feed.xml", **options: object) -> list[Document | Failure]:
    path = folder / name
    path.write_bytes(data)
    found = list(expand(InputRef(str(path), name), Options(**options)))
    assert not any(isinstance(item, InputRef) for item in found)
    return found


def only(items: list[Document | Failure]) -> Document:
    (document,) = items
    assert isinstance(document, Document), document
    return document


def text_of(document: Document) -> str:
    article = extract(page_from_document(document), options=Options())
    assert isinstance(article, ArticleText), article
    return article.text


def test_an_item_of_rss_is_an_article(tmp_path: Path) -> None:
    item = f"""<item><title>Ferry &amp; fares: back in June</title><link>https://lakeside.example/ferry</link>
      <guid isPermaLink="false">lh-1</guid><author>otieno@lakeside.example (Peter Otieno)</author>
      <pubDate>Mon, 11 May 2026 08:30:00 +0300</pubDate><category>Transport</category><category>County</category>
      <description>The ferry is back.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item>"""
    document = only(read(rss(item), tmp_path))
    assert (document.ref.record, document.ref.relative, document.id) == ("lh-1", "feed/lh-1", "lh-1")
    assert (document.url, document.media_type) == ("https://lakeside.example/ferry", "text/html")
    stated = document.stated
    assert stated is not None
    assert stated.headline == "Ferry & fares: back in June"
    assert stated.authors == ("Peter Otieno",)
    assert stated.publisher == "Lakeside Herald"
    assert stated.date_published == "2026-05-11T08:30:00+03:00"
    assert stated.keywords == ("Transport", "County")
    assert stated.language == "en"
    assert stated.evidence["headline"] == "feed"
    assert text_of(document) == "\n\n".join(PARAGRAPHS)


def test_atom_in_latin_1_with_xhtml_and_relative_links(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0" encoding="iso-8859-1"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>El Faro del Río</title>
      <link rel="self" href="https://faro.example/feed"/><link href="https://faro.example/"/>
      <entry><title type="html">El puente &lt;i&gt;nuevo&lt;/i&gt;</title><link href="puente"/><id>tag:faro.example,2026:1</id>
      <published>2026-05-10T22:00:00Z</published><updated>2026-05-11T08:30:00-03:00</updated>
      <author><name>José Núñez</name><email>j@faro.example</email></author><category term="puentes"/>
      <source><title>Otra fuente</title><id>other</id></source>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{STORY}<img src="a.png"/><p>5 &lt; 6 &amp; 7</p></div></content>
      </entry></feed>"""
    document = only(read(feed.encode("latin-1"), tmp_path))
    assert document.url == "https://faro.example/puente"
    assert document.ref.relative == "feed/tag_faro_example_2026_1"
    assert document.stated is not None
    assert (document.stated.headline, document.stated.authors) == ("El puente nuevo", ("José Núñez",))
    assert document.stated.date_published == "2026-05-10T22:00:00+00:00"
    assert document.stated.date_modified == "2026-05-11T08:30:00-03:00"
    assert document.stated.keywords == ("puentes",)
    assert "<p>5 &lt; 6 &amp; 7</p></div>" in document.data.decode()
    assert text_of(document).startswith("\n\n".join(PARAGRAPHS))


def test_rss_1_and_json_feed(tmp_path: Path) -> None:
    rdf = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" {SPACES}><channel rdf:about="x"><title>Nordlicht</title><dc:language>de</dc:language></channel>
      <item rdf:about="https://nord.example/1"><title>Fähre</title><link>https://nord.example/1</link>
      <dc:date>2026-05-11</dc:date><content:encoded>{html.escape(STORY)}</content:encoded></item></rdf:RDF>"""
    document = only(read(rdf.encode(), tmp_path))
    assert document.id == document.url == "https://nord.example/1"
    assert document.stated is not None
    assert (document.stated.publisher, document.stated.date_published) == ("Nordlicht", "2026-05-11")
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Lakeside", "items": [
            {"id": 7, "url": "https://a.example/7", "content_text": "\n".join(PARAGRAPHS), "authors": [{"name": "Ana Vuki"}]},
            {"id": "8", "summary": "Short."},
        ],
    }  # fmt: skip
    document, failure = read(json.dumps(feed).encode(), tmp_path, "feed.json")
    assert isinstance(document, Document)
    assert (document.ref.record, document.stated.authors if document.stated else ()) == ("7", ("Ana Vuki",))
    assert text_of(document) == "\n\n".join(PARAGRAPHS)
    assert isinstance(failure, Failure)
    assert failure.message == "the feed gives only a summary"


@pytest.mark.parametrize(
    ("element", "is_full"),
    [
        (f"<description>{html.escape(STORY * 3)}</description>", True),
        (f"<description>{html.escape(STORY)}</description>", True),  # short, but three paragraphs
        (f"<description>{PARAGRAPHS[0] * 2}</description>", False),
        (f"<description>{html.escape(STORY)} [...]</description>", False),
        (f"<description>{html.escape(STORY)} &lt;a href='x'&gt;Read more&lt;/a&gt;</description>", False),
        ("<content:encoded>The ferry is back.</content:encoded>", False),
        (f"<content:encoded>{html.escape(STORY)}&#8230;</content:encoded>", False),
        (f"<content:encoded>{html.escape(STORY * 6)} Continue reading</content:encoded>", True),
        ("<description></description>", False),
        ("", False),
    ],
)
def test_full_text_is_told_from_a_summary(element: str, is_full: bool, tmp_path: Path) -> None:
    (item,) = read(rss(f"<item><title>Ferry</title><guid>a/b?c</guid>{element}</item>"), tmp_path)
    assert isinstance(item, Document) is is_full
    if isinstance(item, Failure):
        assert (item.kind, item.message.partition(", of ")[0]) == ("no_article", "the feed gives only a summary")
        assert item.source == f"{tmp_path}/feed.xml#a/b?c"


def test_items_without_a_name_of_their_own_have_their_number(tmp_path: Path) -> None:
    body = f"<content:encoded>{html.escape(STORY)}</content:encoded>"
    items = "".join(
        f"<item>{guid}{body}</item>" for guid in ("", "<guid>a</guid>", "<guid>a</guid>", f"<guid>{'x' * 300}</guid>")
    )
    found = read(rss(items), tmp_path)
    assert [item.ref.record for item in found if isinstance(item, Document)] == ["1", "a", "3", "4"]


def test_names_of_html_and_a_publishers_slips_are_read(tmp_path: Path) -> None:
    item = f"<item><title>Caf&eacute; &amp; ferry&nbsp;\x07</title><content:encoded>{html.escape(STORY)}</content:encoded></item>"
    document = only(read(b"\n  " + rss(item), tmp_path))
    assert document.stated is not None
    assert document.stated.headline == "Café & ferry"


def test_a_torn_feed_gives_the_items_before_and_one_failure(tmp_path: Path) -> None:
    items = "".join(
        f"<item><guid>{n}</guid><content:encoded>{html.escape(STORY)}</content:encoded></item>\n" for n in range(9)
    )
    data = rss(items)
    found = read(data[: len(data) * 2 // 3], tmp_path)
    assert [item.ref.record for item in found[:-1] if isinstance(item, Document)] == ["0", "1", "2", "3", "4"]
    assert isinstance(found[-1], Failure)
    assert found[-1].message == "broken XML at line 7: no element found"
    found = read(data.replace(b"<guid>5</guid>", b"<guid>5 < 6</guid>"), tmp_path)
    assert len(found) == 6
    assert isinstance(found[-1], Failure)
    assert found[-1].message.startswith("broken XML at line 7")


def test_a_bare_ampersand_breaks_no_feed(tmp_path: Path) -> None:
    item = f"<item><guid>5 & 6</guid><title>Fish & ships</title><content:encoded>{html.escape(STORY)}</content:encoded></item>"
    (found,) = read(rss(item), tmp_path)
    assert isinstance(found, Document)
    assert found.stated is not None
    assert found.stated.headline == "Fish & ships"


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">',
        '<!ENTITY file SYSTEM "file:///etc/passwd">',
        '<!ENTITY % dtd SYSTEM "https://evil.example/x.dtd"> %dtd;',
        "<!ELEMENT rss ANY>",
    ],
)
def test_declarations_are_refused(subset: str, tmp_path: Path) -> None:
    data = rss("<item><title>&lol2;&file;</title></item>", head=f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]>')
    (failure,) = read(data, tmp_path)
    assert isinstance(failure, Failure)
    assert "declares" in failure.message


@pytest.mark.parametrize(
    ("bomb", "message"),
    [
        ("<item>" + "<a>" * 100_000, "nested too deeply"),
        ("<!--" + "x" * 9_000_000 + "-->", "a tag of more than 4 MB"),
        (f'<item a="{"x" * 9_000_000}"/>', "a tag of more than 4 MB"),
        (f"<item><content:encoded>{'x ' * 4_500_000}</content:encoded></item>", "an item larger than 1 MB"),
        ("<item>" + "<category>x</category>" * 100_000 + "</item>", "only a summary"),
    ],
)
def test_bombs_are_refused_in_little_memory(bomb: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(bomb))
    tracemalloc.start()
    (failure,) = expand(InputRef(str(path), "feed.xml"), Options(max_bytes=1 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert message in failure.message
    assert peak < 16_000_000


def mail(*headers: str, body: str) -> bytes:
    return "\r\n".join([*headers, "MIME-Version: 1.0", body]).encode("latin-1")


ALTERNATIVE = (
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n'
    "--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"<html><body>{STORY.replace('Monday', 'l=FCnes')}</body></html>\r\n--b--\r\n"
)


def test_a_newsletter_is_its_html_part(tmp_path: Path) -> None:
    data = mail(
        "Received: from a.example by b.example",
        'From: "Lakeside Herald" <news@lakeside.example>',
        "Subject: =?utf-8?Q?Fwd:_Ferry_=E2=80=93?=\r\n =?utf-8?Q?_back_in_June?=",
        "Date: Mon, 11 May 2026 08:30:00 +0300",
        "Message-ID: <17@lakeside.example>",
        "List-Unsubscribe: <https://lakeside.example/u>",
        body=ALTERNATIVE,
    )
    document = only(read(data, tmp_path, "news.eml"))
    assert (document.ref.record, document.ref.relative, document.id) == ("2", "news/2", "17@lakeside.example")
    assert (document.media_type, document.charset) == ("text/html", "iso-8859-1")
    assert (document.fetched, document.url) == (None, None)
    assert document.stated is not None
    assert document.stated.headline == "Ferry – back in June"
    assert document.stated.publisher == "Lakeside Herald"
    assert document.stated.date_published == "2026-05-11T08:30:00+03:00"
    assert text_of(document).startswith("The council of Kisumu said on lünes")


def test_a_letter_has_no_publisher_and_its_flowed_lines_are_joined(tmp_path: Path) -> None:
    body = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nIt rained in \r\nSuva.\r\n\r\nAna\r\n"
    data = mail("From: Ana Vuki <ana@suva.example>", "Subject: Rain", "Date: sometime", body=body)
    document = only(read(data, tmp_path, "letter.eml"))
    assert document.data == b"It rained in Suva.\n\nAna\n\n"
    assert (document.ref.record, document.media_type) == ("0", "text/plain")
    assert document.stated is not None
    assert (document.stated.headline, document.stated.publisher, document.stated.date_published) == ("Rain", None, None)


def test_a_saved_page_states_its_address_and_day(tmp_path: Path) -> None:
    page = (
        '<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3DUTF-8"><title>Ferry</title></head>'
        f"<body>{STORY} na=C3=AFve</body></html>"
    )
    body = (
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
        "----b\r\nContent-Type: text/css\r\nContent-Location: https://a.example/x.css\r\n\r\np{}\r\n"
        "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://lakeside.example/ferry\r\n\r\n{page}\r\n----b----\r\n"
    )
    for headers in (["Snapshot-Content-Location: https://lakeside.example/ferry"], []):
        data = mail(
            "From: <Saved by Blink>", *headers, "Subject: Ferry", "Date: Mon, 11 May 2026 08:30:00 -0000", body=body
        )
        document = only(read(data, tmp_path, "ferry.mhtml"))
        assert (document.url, document.fetched) == ("https://lakeside.example/ferry", dt.date(2026, 5, 11))
        assert (document.charset, document.stated) == (None, None)
        assert "naïve" in page_from_document(document).content
        assert text_of(document).startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Content-Type: image/png\r\n\r\nx", "mail without text"),
        ("Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nx", "mail without text"),
        ("Content-Type: text/plain\r\n\r\n" + "x" * 3000, "larger than"),
    ],
)
def test_mail_that_is_no_article_is_refused(body: str, message: str, tmp_path: Path) -> None:
    (failure,) = read(mail("From: a@b.example", "Subject: x", body=body), tmp_path, "x.eml", max_bytes=2000)
    assert isinstance(failure, Failure)
    assert message in failure.message


def test_broken_headers_are_survived(tmp_path: Path) -> None:
    data = mail(
        "From: =?utf-8?B?!!?= <<>>", "Subject: =?no-such?Q?x?= =?\xfftf-8?Q?x?=", "Date: Mon, 99 Foo 2026",
        body='Content-Type: text/html; charset="no-such"; boundary\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!',
    )  # fmt: skip
    document = only(read(data, tmp_path, "x.eml"))
    assert document.stated is not None
    assert document.stated.date_published is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3000)),
            "multiparts",
        ),
        ('Content-Type: text/html; a="' + ";" * 2_000_000, "a header of more than 8 kB"),
        ("Content-Type: text/html;\r\n" + ' a="b;\r\n' * 200_000, "a header of more than 8 kB"),
        ("Subject: " + "=?a?q?" * 300_000 + "\r\n\r\n", "empty"),
        ("".join("Content-Type: message/rfc822\r\n\r\n" for _ in range(5000)), "nested too deeply"),
    ],
)
def test_hostile_mail_costs_little(body: str, message: str, tmp_path: Path) -> None:
    started = time.process_time()
    (item,) = read(mail("From: a@b.example", "Message-ID: <1@b>", body=body), tmp_path, "x.eml")
    if isinstance(item, Document):
        with pytest.raises(InputError, match=message):
            page_from_document(item)
    else:
        assert message in item.message
    assert time.process_time() - started < 5


def test_a_json_feed_of_wrong_types_is_survived(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": [],
        "items": [{"authors": 5, "tags": {}, "content_html": 1}, 3],
    }
    found = read(json.dumps(feed).encode(), tmp_path, "feed.json")
    assert [item.message for item in found if isinstance(item, Failure)] == [
        "the feed gives only a summary, of 1 character",
        "the feed gives only a summary",
    ]
    (failure,) = read(json.dumps({**feed, "items": 5}).encode(), tmp_path, "feed.json")
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.message) == ("no_article", "a feed without items")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("declared", ["UTF-8", "utf-32", "zip"])
def test_feeds_of_wide_characters_are_read_with_and_without_a_mark(tmp_path: Path, charset: str, declared: str) -> None:
    item = f"<item><title>Ferry</title><guid>1</guid><content:encoded><![CDATA[{STORY}]]></content:encoded></item>"
    text = rss(item, head=f'<?xml version="1.0" encoding="{declared}"?>\n').decode()
    (document,) = read(text.encode(charset), tmp_path)
    assert isinstance(document, Document)
    assert PARAGRAPHS[1] in document.data.decode()
