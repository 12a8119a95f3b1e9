"""Records as HTML: nothing of a page becomes markup, marks nest, links lead somewhere, and the text stays the text."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
import sheets
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.report import KINDS, mark_paragraphs, note, title_of, to_html
from newsx.report.escaping import visible, web_address
from newsx.report.facts import amount_or_value, written_date
from newsx.schema import Date

VOID = {"meta", "input"}
# All tags a report has: whatever else appears came from a page.
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "nav", "label", "input", "main", "article", "header", "aside"),
    *("section", "footer", "h1", "h2", "p", "div", "span", "a", "bdi", "i", "time", "code", "ol", "ul", "li"),
    *("details", "summary", "dl", "dt", "dd", "svg", "rect"),
}
ATTRIBUTES = {
    *("lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "type", "checked", "href", "rel"),
    *("title", "role", "aria-label", "aria-hidden", "datetime", "data-note", "viewbox", "preserveaspectratio"),
    *("x", "width", "height"),
}


class Reader(HTMLParser):
    """Reads a report strictly: every element closed in its turn, only known tags; collects what tests look at."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[dict] = []
        self.paragraphs: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        found = dict(attrs)
        assert len(found) == len(attrs)
        assert set(found) <= ATTRIBUTES, found
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if tag == "a":
            assert all(name != "a" for name, _ in self.open), "a link in a link"
        if self.in_text() and "mark" in found.get("class", ""):
            self.marks.append(found)
        if tag == "p" and self.in_text():
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(tag == "style" for tag, _ in self.open):
            return
        self.text += data
        if any(tag == "p" for tag, _ in self.open) and self.in_text():
            self.paragraphs[-1] += data

    def handle_comment(self, data):
        raise AssertionError(data)

    def in_text(self) -> bool:
        return any(found.get("class") == "text" for _, found in self.open)


def paragraphs_of(text: str) -> list[str]:
    return [visible(paragraph) for paragraph in text.split("\n\n") if paragraph]


# The whole page


def test_one_article_with_everything() -> None:
    page = to_html([sheets.teranga()])
    read = Reader(page)
    assert read.paragraphs == sheets.TEXT.split("\n\n")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    for words in (
        *("A studio opens in Dakar", "Two years after the fire.", "Awa Sarr", "Ken Ito", "The Coast Post"),
        *("9 May 2025, 16:40 UTC", "coastpost.example", "director", "Senegal", "14.69, −17.44", "RT"),
        *("2025-05-12 – 05-18", "75 %", "2 control characters removed", "en_tiny-0.0.0", "Culture", "radio"),
    ):
        assert words in read.text
    assert [mark["id"] for mark in read.marks] == ["p1-1", "o1-1", "o2-1", "d1-1", "l1-1", "d2-1", "p1-2", "d3-1"]
    by_id = {mark["id"]: mark for mark in read.marks}
    assert by_id["p1-2"]["title"] == "person: Amina Diallo — director"
    assert by_id["l1-1"]["title"] == "place: Dakar — city, Senegal, 14.69, −17.44"
    assert by_id["o1-1"]["title"] == "organisation: Radio Teranga — RT"
    assert by_id["d1-1"]["title"] == "date: 2025-09-11 ? — ambiguous, or 2024-09-11"
    assert by_id["d3-1"]["data-note"] == "2025-05-12 – 05-18"
    assert by_id["p1-1"]["href"] == "#p1"


def test_links_lead_somewhere_and_ids_are_once_only() -> None:
    read = Reader(to_html([sheets.teranga(), sheets.teranga(headline=None), sheets.make_article("Nothing.")]))
    assert len(read.ids) == len(set(read.ids))
    inside = [link.removeprefix("#") for link in read.links if link.startswith("#")]
    assert set(inside) <= set(read.ids)
    assert len(inside) > 30
    assert "teranga.txt" in read.text


def test_same_records_same_bytes_and_no_request() -> None:
    page = to_html([sheets.teranga()])
    assert page == to_html([sheets.teranga()])
    assert "default-src 'none'" in page
    assert not re.search(r"(src|srcset|action|@import|url\()\s*=?", page.partition("<body>")[2])
    assert "url(" not in page
    assert "<script" not in page


def test_no_article_is_a_page_too() -> None:
    assert "0 articles" in Reader(to_html([])).text


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title></article><h1>x",
    "<!-- --><![CDATA[ x ]]>",
    "&lt;b&gt; &amp;amp; &#60;",
    "\x1b[31mred\x07\x00\x9b2J",
    "\u202egnp.exe\u202c \ud7ff",
    "]]>]]<?php ?>",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_of_a_page_becomes_markup(words: str) -> None:
    text = f"{words} came to Dakar.\n\nThen {words}"
    article = sheets.make_article(
        text,
        source=sheets.make_article().source.model_copy(update={"path": words, "record": words}).model_dump(),
        **dict.fromkeys(("url", "publisher", "headline", "description", "section"), words),
        authors=[words],
        keywords=[words],
        warnings=[{"code": "other", "message": words}],
        image={"url": words, "caption": words, "credit": words},
        people=[sheets.person(words, sheets.mentions(text, words), aliases=[words + "."])],
        places=[sheets.place(words, sheets.mentions(text, "Dakar"))],
        organisations=[sheets.organisation(words, sheets.mentions(text, "Then"), words)],
        dates=[sheets.date(words, sheets.mentions(text, "came"), rejected=words, ambiguous=True, granularity=words)],
        provenance={"newsx": words, "model": words, "extractor": "plain_text", "date_anchor": None},
    )
    page = to_html([article, article])
    read = Reader(page)
    assert read.paragraphs == paragraphs_of(text) * 2
    assert visible(words) in read.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", page)
    assert not [link for link in read.links if not link.startswith(("#", "geo:"))]


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=1&c=<2>", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https://", False),
        ("http://[::1", False),
        ("/relative", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url: str | None, is_link: bool) -> None:
    assert bool(web_address(url)) is is_link
    read = Reader(to_html([sheets.make_article(url=url, image={"url": url, "caption": "A boat", "credit": None})]))
    assert (url in read.links) is is_link
    assert "A boat" in read.text


def test_links_out_tell_nothing() -> None:
    page = to_html([sheets.teranga()])
    out = re.findall(r'<a [^>]*href="http[^>]*>', page)
    assert out
    assert all('rel="noopener noreferrer nofollow"' in link for link in out)


# Marks


TEXT_CHARS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab <>&\"'\n\n\t-"),
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("🇫🇷𐍈אبé\u0301\u202e\x1b"),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def articles(draw: st.DrawFn):
    """A text with mentions anywhere in it: across, inside, doubled, over the ends of paragraphs."""
    text = draw(TEXT_CHARS)
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: (min(pair), max(pair)))
    found = [draw(st.lists(place, max_size=5)) for _ in KINDS]
    people, places, bodies, dates = (sheets.spans(text, *each) for each in found)
    return sheets.make_article(
        text,
        people=[sheets.person("P", people)],
        places=[sheets.place("L", places)],
        organisations=[sheets.organisation("O", bodies)],
        dates=[sheets.date("2025-05-09", dates)],
    )


@settings(max_examples=400, deadline=None)
@given(articles())
def test_any_mentions_leave_the_text_as_it_is(article) -> None:
    read = Reader(to_html([article]))
    assert read.paragraphs == paragraphs_of(article.text)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


@settings(max_examples=400, deadline=None)
@given(articles())
def test_pieces_join_to_the_text_and_marks_quote_it(article) -> None:
    for paragraph, pieces in zip(article.text.split("\n\n"), mark_paragraphs(article), strict=True):
        assert "".join(article.text[piece.start : piece.end] for piece in pieces) == paragraph
        for piece in pieces:
            if piece.inner:
                assert piece.mark
                inside = "".join(article.text[inner.start : inner.end] for inner in piece.inner)
                assert inside == article.text[piece.start : piece.end]
            for each in (piece, *piece.inner):
                assert each.start < each.end
                assert each.mark is None or (each.mark.start, each.mark.end) == (each.start, each.end)


def drawn(text: str, **found: list[tuple[int, int]]) -> list[str]:
    """The marks of a text of one paragraph, as "kind:words", those inside others after "in"."""
    article = sheets.make_article(
        text,
        people=[sheets.person("P", sheets.spans(text, *found.get("person", [])))],
        organisations=[sheets.organisation("O", sheets.spans(text, *found.get("organisation", [])))],
        dates=[sheets.date(None, sheets.spans(text, *found.get("date", [])))],
    )
    out = []
    for piece in mark_paragraphs(article)[0]:
        if piece.mark:
            out.append(f"{piece.mark.kind}:{text[piece.start : piece.end]}")
            out += [f"in {inner.mark.kind}:{text[inner.start : inner.end]}" for inner in piece.inner if inner.mark]
    return out


def test_the_longest_mark_wins() -> None:
    text = "the 2024 Games Office of Lima"
    assert drawn(text, organisation=[(4, 21)], date=[(4, 8)]) == ["organisation:2024 Games Office", "in date:2024"]
    assert drawn(text, organisation=[(4, 21)], date=[(0, 8)]) == ["organisation:2024 Games Office"]
    assert drawn(text, organisation=[(9, 14)], date=[(4, 21)]) == ["date:2024 Games Office", "in organisation:Games"]
    assert drawn(text, person=[(4, 8)], date=[(4, 8)]) == ["person:2024", "in date:2024"]
    assert drawn(text, person=[(4, 8), (4, 8)]) == ["person:2024", "in person:2024"]
    assert drawn(text, person=[(3, 3)]) == []
    deep = drawn(text, organisation=[(0, 29)], person=[(4, 21)], date=[(4, 8)])
    assert deep == ["organisation:the 2024 Games Office of Lima", "in person:2024 Games Office"]


def test_a_mention_over_the_end_of_a_paragraph_is_not_drawn() -> None:
    text = "One two\n\nthree four"
    article = sheets.make_article(
        text, people=[sheets.person("Two Three", sheets.mentions(text, "two\n\nthree", "four"))]
    )
    read = Reader(to_html([article]))
    assert [mark["id"] for mark in read.marks] == ["p1-2"]
    assert "#p1-1" not in read.links


def test_many_mentions_are_folded() -> None:
    text = "Dakar " * 40
    found = sheets.spans(text, *((6 * number, 6 * number + 5) for number in range(40)))
    page = to_html([sheets.make_article(text, places=[sheets.place("Dakar", found)])])
    assert "<summary>28 more</summary>" in page
    assert {f"#l1-{number}" for number in range(1, 41)} <= set(Reader(page).links)


def test_a_text_full_of_nested_mentions_takes_no_time() -> None:
    text = "ab " * 30_000
    size = len(text)
    found = sheets.spans(
        text, *((step, size - step) for step in range(0, 3_000, 3)), *((at, at + 2) for at in range(0, size, 3))
    )
    article = sheets.make_article(text, people=[sheets.person("Ab", found)])
    started = time.process_time()
    page = to_html([article])
    assert time.process_time() - started < 20
    assert Reader(page).paragraphs == [text]


# Words


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": "2025-05-09"}, "2025-05-09"),
        ({"value": "2025-05", "earliest": "2025-05-01", "latest": "2025-05-31"}, "2025-05"),
        ({"value": "2025-09", "mod": "end"}, "late 2025-09"),
        ({"value": "2025-08-13TNI"}, "2025-08-13 night"),
        ({"value": "2025-08-15T16:00"}, "2025-08-15 16:00"),
        ({"value": "2025-08-15T16"}, "2025-08-15"),
        ({"value": "2025-Q2", "earliest": "2025-04-01", "latest": "2025-06-30"}, "2025-04-01..06-30"),
        ({"value": "2020/2022", "earliest": "2020-01-01", "latest": "2022-12-31"}, "2020..2022"),
        ({"value": "198X", "earliest": "1980-01-01", "latest": "1989-12-31"}, "1980..1989"),
        ({"value": "2024-12/2025-01", "earliest": "2024-12-01", "latest": "2025-01-31"}, "2024-12-01..2025-01-31"),
        ({"value": "2025-05-09", "ambiguous": True}, "2025-05-09 ?"),
        ({"value": None}, None),
        ({"value": "PAST_REF"}, None),
        ({"value": "P2W", "type": "duration"}, None),
        ({"value": "\x1b[31m2025"}, None),
    ],
)
def test_notes(fields: dict, expected: str | None) -> None:
    assert note(Date.model_validate(sheets.date(None, []) | fields)) == expected


def test_a_note_says_nothing_the_text_says() -> None:
    year = Date.model_validate(sheets.date("2022", []))
    assert note(year, mention="2022") is None
    assert note(year, mention="last year") == "2022"


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("P69D", "duration", "69 days"),
        ("P1Y", "duration", "1 year"),
        ("PT31H", "duration", "31 hours"),
        ("PT5M", "duration", "5 minutes"),
        ("P1Y", "set", "every year"),
        ("P2W", "set", "every 2 weeks"),
        ("P1Y2M", "duration", "P1Y2M"),
        ("PAST_REF", "date", "the past"),
        (None, "date", "unresolved"),
        ("2025-05-09", "date", "2025-05-09"),
    ],
)
def test_values_in_words(value: str | None, kind: str, expected: str) -> None:
    assert amount_or_value(Date.model_validate(sheets.date(value, [], type=kind))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-06-12", "12 June 2025"),
        ("2025-06-12T16:40:00Z", "12 June 2025, 16:40 UTC"),
        ("2025-06-12T16:40+05:30", "12 June 2025, 16:40 UTC+05:30"),
        ("2025-06-12 16:40", "12 June 2025, 16:40"),
        ("2025-02-31", "2025-02-31"),
    ],
)
def test_dates_as_people_write_them(value: str, expected: str) -> None:
    assert written_date(value) == expected


def test_an_article_without_a_headline_is_called_by_its_file() -> None:
    assert title_of(sheets.make_article()) == "teranga.txt"
    stdin = sheets.make_article().source.model_copy(update={"path": "-"})
    assert title_of(sheets.make_article(source=stdin.model_dump())) == "Standard input"
