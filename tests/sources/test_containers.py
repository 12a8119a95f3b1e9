"""Containers: their form told by content, unpacked in a stream, JSON lines read one by one."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import hashlib
import io
import json
import lzma
import os
import random
import sys
import threading
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.errors import InputError
from newsx.records import Document, Failure, InputRef, Options
from newsx.sources import expand, form_of, form_of_file, open_source, page_from_bytes, page_from_document
from newsx.sources.unpacking import blocks_of, packing_of, unpack_head

RAIN = "It rained in Suva on Monday, and the market by the harbour stayed closed until noon."
SPANISH = "El río creció el lunes en Logroño, y el alcalde José Muñoz pidió calma a los vecinos de la orilla. " * 3
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}


def lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def records(
    data: bytes, folder: Path, name: str = "in.jsonl", **options: object
) -> list[InputRef | Document | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(expand(InputRef(str(path), name), Options(**options)))


def told(items: list[InputRef | Document | Failure]) -> list[tuple[str | None, str]]:
    """Documents as record and content, failures as record and message."""
    return [
        (item.ref.record, item.data.decode())
        if isinstance(item, Document)
        else (item.source.rpartition("#")[2], item.message)
        for item in items
        if not isinstance(item, InputRef)
    ]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ('{"text": "It rained."}\n', "jsonl"),
        ('\ufeff\n  {"id": 1, "html": "<p>It rained', "jsonl"),
        ('{"a": 1}\nno JSON\n{"b": 2}\n', "jsonl"),
        ('{\n  "text": "It rained."\n}', "jsonl"),
        ('[\n {"text": "It rained."}]', "jsonl"),
        ("{}\n", "jsonl"),
        ("{It rained} in Suva.\n", "page"),
        ('{"@context": "https://schema.org"}\nRain in Suva\nBy Ana Vuki\nIt rained all day.\n', "page"),
        ('[Update] "It rained": a quote.', "page"),
        ("[1, 2]", "page"),
        ('<?xml version="1.0"?>\n<!-- made today -->\n<rss version="2.0">', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', "feed"),
        ('<rdf:RDF xmlns:rdf="…" xmlns="http://purl.org/rss/1.0/">', "feed"),
        ('<rdf:RDF xmlns:rdf="…" xmlns:foaf="http://xmlns.com/foaf/0.1/">', "page"),
        ('<!DOCTYPE rss [<!ENTITY x "y">]><rss>', "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ("<html><body><feed>", "page"),
        ("<article><h1>RSS is back</h1>", "page"),
        ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        ("WARC files are how crawlers keep pages.", "page"),
        ("Received: from a by b;\r\n\tMon, 11 May 2026\r\nFrom: a@b.example\r\n\r\nHi", "mail"),
        ("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: x\r\n", "mail"),
        ("From a@b.example Mon May 11 08:30:00 2026\nMessage-ID: <1@b>\nSubject: x\n\nHi", "mail"),
        ("From: our correspondent in Suva\nSubject: rain\n\nIt rained.", "page"),
        ("From: Suva\nIt rained all day, and the market stayed closed.", "page"),
        ("Note: it rained.\nMessage-ID: none\nThe market stayed closed.\n", "page"),
        ("MIME-Version: 1.0", "page"),
        ("", "page"),
    ],
)
def test_form_is_told_by_content(head: str, form: str) -> None:
    assert form_of(head.encode()) == form


@pytest.mark.parametrize(
    ("head", "name", "form"),
    [
        (b'torn line"}\n{"text": "It rained."}\n', "rain.jsonl.gz", "jsonl"),
        (b'torn line"}\n{"text": "It rained."}\n', "rain.txt", "page"),
        (b"It rained.", "rain.jsonl", "page"),
        (b"From: a@b.example\nSubject: rain\n\nIt rained.", "rain.eml", "mail"),
        (b"<html><p>It rained.", "rain.warc", "page"),
        (b"WARC/1.0\r\n", "rain.txt", "warc"),
    ],
)
def test_the_name_decides_only_what_the_content_leaves_open(head: bytes, name: str, form: str) -> None:
    assert form_of(head, name) == form


@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_pages_and_containers_are_unpacked(suffix: str, tmp_path: Path) -> None:
    pack = PACKERS.get(suffix, bytes)
    page, container = pack(RAIN.encode()), pack(lines({"text": RAIN}, {"text": "Dry."}))
    assert page_from_bytes(page).content == RAIN
    name = f"in.jsonl.{suffix}".rstrip(".")
    assert told(records(container, tmp_path, name)) == [("1", RAIN), ("2", "Dry.")]
    assert form_of_file(InputRef(str(tmp_path / name), name), Options()) == "jsonl"


@pytest.mark.parametrize("suffix", PACKERS)
def test_the_form_shows_once_the_first_block_is_unpacked(suffix: str, tmp_path: Path) -> None:
    text = "".join(random.Random(3).choices("abcdefghijklmnopqrstuvwxyz ", k=1_000_000))
    found = records(PACKERS[suffix](lines({"text": text})), tmp_path, f"in.{suffix}")
    assert told(found) == [("1", text)]


@pytest.mark.parametrize("suffix", PACKERS)
@given(cut=st.integers(min_value=1, max_value=400))
@settings(max_examples=30, deadline=None)
def test_what_stands_before_a_torn_end_comes_out(suffix: str, cut: int) -> None:
    data = os.urandom(300) + b"x" * 300_000
    packed = PACKERS[suffix](data)
    torn = packed[: max(20, len(packed) - cut)]
    parts = []
    with pytest.raises(InputError, match="torn"):
        parts.extend(blocks_of(io.BytesIO(torn), packing_of(torn)))
    assert data.startswith(b"".join(parts))


@pytest.mark.parametrize("suffix", PACKERS)
def test_members_and_padding_are_one_stream(suffix: str) -> None:
    pack = PACKERS[suffix]
    padding = bytes(512) if suffix in {"gz", "xz"} else b""
    data = pack(b"One ") + pack(b"two ") + pack(b"three.") + padding
    assert b"".join(blocks_of(io.BytesIO(data), packing_of(data))) == b"One two three."
    assert unpack_head(data, 4) == b"One "


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_takes_little_memory(suffix: str) -> None:
    bomb = PACKERS[suffix](bytes(60_000_000))
    with pytest.raises(InputError, match="once unpacked"):
        page_from_bytes(bomb, options=Options(max_bytes=1_000_000))
    tracemalloc.start()
    size = sum(len(block) for block in blocks_of(io.BytesIO(bomb), packing_of(bomb)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == 60_000_000
    assert peak < 40_000_000


def test_a_torn_container_gives_its_records_and_one_failure(tmp_path: Path) -> None:
    many = lines(*({"text": f"{number}: {os.urandom(40).hex()}"} for number in range(500)))
    found = records(gzip.compress(many)[:-2000], tmp_path, "in.jsonl.gz")
    assert len(found) > 300
    assert all(isinstance(item, Document) for item in found[:-1])
    assert told(found)[-1] == (str(tmp_path / "in.jsonl.gz"), "torn gzip: its end is missing")


def test_a_line_is_a_record_with_what_it_states(tmp_path: Path) -> None:
    line = {
        "id": 17, "url": "https://suva.example/rain", "html": "<p>Rain</p>", "text": "unused", "date": "2026-05-11",
        "title": "Rain", "authors": ["Ana Vuki"], "language": "en",
    }  # fmt: skip
    (document,) = records(lines(line), tmp_path, "feed.jsonl.gz")
    assert isinstance(document, Document)
    assert document.ref.named.endswith("feed.jsonl.gz#1")
    assert document.ref.relative == "feed/1"
    assert document.ref.sha256 == hashlib.sha256(b"<p>Rain</p>").hexdigest()
    assert (document.id, document.url, document.media_type) == ("17", "https://suva.example/rain", "text/html")
    assert document.stated is not None
    assert document.stated.date_published == "2026-05-11"
    assert (document.stated.headline, document.stated.authors) == ("Rain", ("Ana Vuki",))
    page = page_from_document(document)
    assert (page.origin.url, page.origin.record, page.origin.id) == ("https://suva.example/rain", "1", "17")
    assert (page.is_html, page.stated) == (True, document.stated)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "It rained', "broken JSON (Unterminated string starting at at character 10)"),
        (b"It rained.", "broken JSON"),
        (b"[1]", "no JSON object, but a list"),
        (b"null", "no JSON object, but null"),
        (b"{}", 'no field "text" or "html" (the object is empty)'),
        (b'{"body": "x", "content": "y"}', 'no field "text" or "html" (it has body, content)'),
        (b'{"text": 5}', 'no field "text" or "html" (it has text, text is a number)'),
        (b'{"text": null}', 'no field "text" or "html"'),
        (b'{"text": "\xff"}', "not UTF-8 (byte 11)"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "' + b"x" * 3000 + b'"}', "a line of more than"),
    ],
)
def test_a_bad_line_costs_itself(line: bytes, message: str, tmp_path: Path) -> None:
    good = lines({"text": "Before."}), lines({"text": "After."})
    limit = 200_000 if line.startswith(b"[[") else 2000
    found = told(records(good[0] + line + b"\n\n" + good[1], tmp_path, max_bytes=limit))
    assert [found[0], found[2]] == [("1", "Before."), ("4", "After.")]
    assert found[1][0] == "2"
    assert message in found[1][1]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"date": "May 11"}, "the stated date_published is no day or moment of ISO 8601: it was left out"),
        ({"date": 20260511}, "the stated date_published is no day or moment"),
        ({"url": ["a"]}, "the stated url is a list, not a string"),
        ({"id": True}, "the stated id is true or false, not a string"),
        ({"id": "x" * 2000}, "the stated id has more than 1,000 characters"),
        ({"authors": [1]}, "the stated authors holds a value that is a number, not a string"),
        ({"authors": ["Ana Vuki", {"name": []}]}, "the stated authors holds a value that is a list, not a string"),
        ({"language": "Klingonish"}, "the stated language names no language"),
        ({"title": {"en": "x"}}, "the stated headline is an object, not a string"),
        ({"title": "x" * 100_000}, "the stated headline has more than 2,000 characters"),
        ({"html": 5}, None),
        ({"views": "@" * 5000}, None),
    ],
)
def test_a_field_that_cannot_be_meant_costs_itself(fields: dict, message: str | None, tmp_path: Path) -> None:
    line = json.dumps({"text": "It rained.", **fields}).replace('"' + "@" * 5000 + '"', "9" * 5000)
    (document,) = records(line.encode() + b"\n", tmp_path)
    assert isinstance(document, Document)
    assert document.data == b"It rained."
    assert [message or ""] == [each.message[: len(message or "")] for each in document.warnings] or message is None
    assert page_from_document(document).warnings == document.warnings


def test_a_line_over_the_limit_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.write(lines({"text": "Before."}) + b'{"text": "')
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + lines({"text": "After."}))
    tracemalloc.start()
    found = told(list(expand(InputRef(str(path), "in.jsonl"), Options(max_bytes=2_000_000))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [record for record, _ in found] == ["1", "2", "3"]
    assert found[1][1] == "a line of more than 1.90735 MB (--max-size raises the limit)"
    assert peak < 12_000_000


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "text": "One."\n}\n{\n  "text": "Two."\n}\n',
        '[\n{"text": "One."},\n{"text": "Two."}]',
        '[{"text": "One."}, {"text": "Two."}]',
    ],
)
def test_json_over_several_lines_holds_records_too(text: str, tmp_path: Path) -> None:
    assert told(records(text.encode(), tmp_path, "in.json")) == [("1", "One."), ("2", "Two.")]
    (failure,) = records(text.encode(), tmp_path, "in.json", max_bytes=20)
    assert isinstance(failure, Failure)
    assert "JSON that is not one object a line, of more than" in failure.message


def test_json_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    found = told(records(b'{\n"text": "One."\n}\n{\n"text": ', tmp_path, "in.json"))
    assert found[0] == ("1", "One.")
    assert found[1][0] == "2"
    assert found[1][1].startswith("broken JSON")


def test_forced_formats_win(tmp_path: Path) -> None:
    assert told(records(b'x\n{"text": "Two."}\n', tmp_path, "in.txt", input_format="jsonl"))[1] == ("2", "Two.")
    (ref,) = records(lines({"text": "x"}), tmp_path, "in.jsonl", input_format="text")
    assert isinstance(ref, InputRef)
    page = open_source(ref, options=Options(input_format="text"))
    assert not isinstance(page, Failure)
    assert page.content.startswith('{"text"')


def test_records_of_newsx_can_be_read_again(tmp_path: Path) -> None:
    record = {
        "schema_version": "1.0",
        "id": "a1",
        "text": RAIN,
        "headline": "Rain",
        "date_published": "2026-05-11T08:30:00+12:00",
    }
    (document,) = records(lines(record), tmp_path)
    assert isinstance(document, Document)
    assert document.stated is not None
    assert document.stated.date_published == "2026-05-11T08:30:00+12:00"
    assert document.stated.evidence["date_published"] == "jsonl"


def test_page_files_come_back_unread(tmp_path: Path) -> None:
    for name, data in {"a.html": b"never looked at", "b.txt": RAIN.encode(), "c.bin": bytes(100)}.items():
        (item,) = records(data, tmp_path, name)
        assert item == InputRef(str(tmp_path / name), name)
    (missing,) = expand(InputRef(str(tmp_path / "none.txt"), "none.txt"), Options())
    assert isinstance(missing, Failure)
    assert missing.message == "No such file or directory"


def from_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, **options: object) -> list[InputRef | Document | Failure]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(expand(InputRef("-", "stdin"), Options(**options)))


def test_standard_input_is_a_page_or_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(RAIN.encode())
    (document,) = from_stdin(monkeypatch, packed)
    assert isinstance(document, Document)
    assert document.ref == InputRef("-", "stdin", sha256=hashlib.sha256(packed).hexdigest())
    assert page_from_document(document).content == RAIN
    assert page_from_document(document).origin == page_from_bytes(packed, path="-").origin
    found = from_stdin(monkeypatch, lines({"text": "One."}, {"text": "Two."}))
    assert [item.ref.named for item in found if isinstance(item, Document)] == ["-#1", "-#2"]
    (failure,) = from_stdin(monkeypatch, b"x" * 100, max_bytes=50)
    assert isinstance(failure, Failure)
    assert "--max-size" in failure.message


def test_a_line_of_standard_input_is_a_record_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    monkeypatch.setattr(sys, "stdin", os.fdopen(reader, encoding="utf-8"))
    items = expand(InputRef("-", "stdin"), Options())
    for number in range(3):
        os.write(writer, lines({"text": f"{number}"}))
        got: list[object] = []
        thread = threading.Thread(target=lambda got=got: got.append(next(items)), daemon=True)
        thread.start()
        thread.join(10)
        assert isinstance(got[0], Document)
        assert got[0].data == f"{number}".encode()
    os.close(writer)
    assert list(items) == []
    sys.stdin.close()


json_lines = st.lists(
    st.one_of(
        st.text(max_size=30).map(lambda text: json.dumps({"text": text}, ensure_ascii=False).encode()),
        st.sampled_from([b"", b"  ", b"broken", b"{}"]),
    ),
    max_size=30,
)


@given(content=json_lines, end=st.sampled_from([b"", b"\n"]), cuts=st.lists(st.integers(1, 1500), max_size=5))
@settings(max_examples=100, deadline=None)
def test_spans_that_adjoin_hold_every_line_once(
    tmp_path_factory: pytest.TempPathFactory, content: list[bytes], end: bytes, cuts: list[int]
) -> None:
    data = b'{"text": "first"}\n' + b"\n".join(content) + end
    path = tmp_path_factory.mktemp("spans") / "in.jsonl"
    path.write_bytes(data)
    ref = InputRef(str(path), path.name)
    whole = list(expand(ref, Options()))
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    parts = [item for span in pairwise(edges) for item in expand(ref, Options(), span=span)]
    assert parts == whole


def test_other_forms_belong_to_the_span_with_the_first_byte(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": RAIN.encode(),
        "b.html": b"<p>",
        "c.jsonl.gz": gzip.compress(lines({"text": "x"})),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        ref = InputRef(str(path), name)
        assert list(expand(ref, Options(), span=(0, 2))) == list(expand(ref, Options()))
        assert list(expand(ref, Options(), span=(2, 99))) == []


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Río crecido en Añelo".encode("cp1252"), "iso-8859-1", "Río crecido en Añelo"),
        ("Дождь в Суве".encode("koi8-r"), '"KOI8-R"', "Дождь в Суве"),
        ("Río crecido".encode(), "iso-8859-1", "Río crecido"),  # valid UTF-8 beats the claim
        (b"\xef\xbb\xbf" + "Río".encode(), "koi8-r", "Río"),  # and a mark beats everything
        ("Río".encode("utf-16"), "utf-8", "Río"),
        ("市长王小明说".encode("utf-16-be"), "utf-16be", "市长王小明说"),
        (b"It rained.", "utf-16", "It rained."),
        (SPANISH.encode("cp1252"), "no-such-charset", SPANISH),
        (b"It rained.", "base64", "It rained."),
        ('<meta charset="koi8-r"><p>Río'.encode("cp1252"), "windows-1252", '<meta charset="koi8-r"><p>Río'),
    ],
)
def test_the_charset_of_the_container_is_tried_first(data: bytes, charset: str, text: str) -> None:
    document = Document(InputRef("a", "a", record="1"), data, charset=charset)
    assert page_from_document(document).content == text


def test_a_string_of_json_declares_nothing(tmp_path: Path) -> None:
    (document,) = records(lines({"html": '<meta charset="gb2312"><p>Río crecido</p>'}), tmp_path)
    assert isinstance(document, Document)
    assert page_from_document(document).warnings == ()


def test_a_record_without_text_says_so(tmp_path: Path) -> None:
    empty, picture = (item for item in records(lines({"text": ""}, {"text": '{"a": 1}'}), tmp_path))
    assert isinstance(empty, Document)
    assert isinstance(picture, Document)
    with pytest.raises(InputError, match="empty"):
        page_from_document(empty)
    with pytest.raises(InputError, match="JSON data"):
        page_from_document(picture)
    assert page_from_document(picture, options=Options(input_format="text")).content == '{"a": 1}'


def test_a_missing_library_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("zstandard", "fastwarc", "fastwarc.warc"):
        monkeypatch.setitem(sys.modules, module, None)
    (failure,) = records(b"WARC/1.0\r\nWARC-Type: response\r\n", tmp_path, "in.warc")
    assert isinstance(failure, Failure)
    assert failure.message == "a web archive: install newsx[warc] to read it"
    (ref,) = records(b"\x28\xb5\x2f\xfd" + bytes(20), tmp_path, "in.txt.zst")
    assert isinstance(ref, InputRef)
    page = open_source(ref)
    assert isinstance(page, Failure)
    assert page.message == "packed with zstd: install newsx[zstd] to read it"


def test_nothing_was_published_after_the_day_it_was_fetched() -> None:
    """A page whose metadata names a day years after the crawl is dated by what was there on the day of the crawl."""
    from newsx.extraction import extract
    from newsx.records import ArticleText

    body = "".join(
        f"<p>Paragraph {n}: the harbour board met for the {n}th time and put off its vote again.</p>" for n in range(9)
    )
    html = (
        '<html><head><title>Vote put off</title><meta property="article:published_time" content="2031-03-04T08:00:00Z"></head>'
        f"<body><article><h1>Vote put off</h1><time datetime='2019-03-04'>4 March 2019</time>{body}</article></body></html>"
    )
    dates = set()
    for fetched in (None, dt.date(2019, 3, 5)):
        document = Document(InputRef("crawl.warc", "crawl/1", record="1"), html.encode(), fetched=fetched)
        found = extract(page_from_document(document), options=Options())
        assert isinstance(found, ArticleText)
        dates.add(found.metadata.date_published)
    assert "2019-03-04" in {str(date)[:10] for date in dates}
    assert not any(str(date).startswith("2031") for date in dates)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ('{"name": "settings",\n "values": [1,\n 2]}\n', ["1"]),
        ('{"text": "broken\n{"text": "whole"}\n', ["1", "2"]),
        ('{"text": "a"}\n{"text": "b"}\n', ["1", "2"]),
    ],
)
def test_one_object_over_several_lines_is_one_record(tmp_path: Path, text: str, outcomes: list[str]) -> None:
    path = tmp_path / "some.json"
    path.write_text(text)
    found = list(expand(InputRef(str(path), "some.json"), Options()))
    names = [item.source.rpartition("#")[2] if isinstance(item, Failure) else item.ref.record for item in found]
    assert names == outcomes
