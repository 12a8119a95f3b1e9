"""Web archives: every good record out, every bad one named, whatever is broken between them."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import random
import re
import uuid
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsx.records import Document, Failure, InputRef, Options
from newsx.sources import expand, form_of_file, page_from_document
from newsx.sources.expanding import MAX_FAULTS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "text/html; charset=utf-8"

# warcio leaves its temporary files to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"),
]


def page(number: int) -> bytes:
    return f"<html><body><p>Report {number}: it rained in Suva, {number * 7919 % 1000} mm in one night.</p></body></html>".encode()


class Archive:
    """An archive written by warcio, and where its records begin."""

    def __init__(self, *, packed: bool) -> None:
        self.packed = packed
        self.stream = io.BytesIO()
        self.writer = WARCWriter(self.stream, gzip=packed)
        self.offsets: list[int] = []

    def add(
        self, payload: bytes, *, content_type: str = TEXT, status: str = "200 OK", kind: str = "response", url: str = "",
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:  # fmt: skip
        self.offsets.append(self.stream.tell())
        number = len(self.offsets) - 1
        http = None
        if kind == "response":
            named = [("Content-Type", content_type)] if content_type else []
            http = StatusAndHeaders(status, [*named, *headers], protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url or f"https://suva.example/{number}",
            kind,
            payload=io.BytesIO(payload),
            http_headers=http,
            warc_content_type=content_type if kind in {"resource", "conversion"} else "",
            # Names of records are chance otherwise, and with them every byte that is packed.
            warc_headers_dict={
                "WARC-Date": "2026-05-11T20:30:00Z",
                "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(int=number)}>",
            },
        )
        self.writer.write_record(record)

    @property
    def data(self) -> bytes:
        return self.stream.getvalue()

    def pieces(self) -> list[bytes]:
        return [self.data[begin:end] for begin, end in pairwise([*self.offsets, len(self.data)])]


def archive(count: int, *, packed: bool) -> Archive:
    made = Archive(packed=packed)
    for number in range(count):
        made.add(page(number))
    return made


def read(data: bytes, folder: Path, span: tuple[int, int] | None = None, **options: object) -> list[Document | Failure]:
    path = folder / "crawl.warc.gz"
    path.write_bytes(data)
    found = list(expand(InputRef(str(path), "2026/crawl.warc.gz"), Options(**options), span=span))
    assert not any(isinstance(item, InputRef) for item in found)
    return found


def good(items: list[Document | Failure]) -> dict[str | None, bytes]:
    return {item.ref.record: item.data for item in items if isinstance(item, Document)}


def bad(items: list[Document | Failure]) -> dict[str, str]:
    return {item.source.rpartition("#")[2]: item.message for item in items if isinstance(item, Failure)}


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def packed(request: pytest.FixtureRequest) -> bool:
    return request.param


def test_a_response_is_a_page_with_its_address_and_day(tmp_path: Path, packed: bool) -> None:
    made = archive(3, packed=packed)
    items = read(made.data, tmp_path)
    assert good(items) == {str(offset): page(number) for number, offset in enumerate(made.offsets)}
    second = items[1]
    assert isinstance(second, Document)
    assert second.ref.named == f"{tmp_path}/crawl.warc.gz#{made.offsets[1]}"
    assert second.ref.relative == f"2026/crawl/{made.offsets[1]}"
    assert second.ref.sha256 == hashlib.sha256(page(1)).hexdigest()
    assert (second.url, second.fetched) == ("https://suva.example/1", dt.date(2026, 5, 11))
    assert (second.media_type, second.charset) == ("text/html", "utf-8")
    assert second.id is not None
    assert second.id.startswith("urn:uuid:")
    read_page = page_from_document(second)
    assert (read_page.is_html, read_page.fetched) == (True, dt.date(2026, 5, 11))
    assert form_of_file(InputRef(str(tmp_path / "crawl.warc.gz"), "x"), Options()) == "warc"


def test_what_is_no_page_is_passed_over(tmp_path: Path, packed: bool) -> None:
    made = Archive(packed=packed)
    made.add(b"GET / HTTP/1.1\r\n\r\n", kind="request")
    made.add(b"\x89PNG", content_type="image/png")
    made.add(b"moved", status="301 Moved Permanently")
    made.add(page(3), status="404 Not Found")
    made.add(b"", status="204 No Content")
    made.add(b'{"a": 1}', content_type="application/json")
    made.add(b"User-agent: *", content_type="text/plain", url="https://suva.example/robots.txt")
    made.add(b"software: warcio", kind="warcinfo")
    made.add(b"unknown", content_type="")
    made.add(b"<!doctype html><p>Rain</p>", content_type="")
    made.add(page(10), content_type="application/xhtml+xml")
    made.add(b"It rained.", content_type="text/plain")
    made.add(b"It rained.", content_type="text/plain", kind="conversion")
    made.add(page(13), content_type="text/html", kind="resource")
    items = read(made.data, tmp_path)
    assert bad(items) == {}
    assert list(good(items)) == [str(offset) for offset in made.offsets[9:]]


def test_what_a_crawler_writes_of_its_own_work_is_no_page(tmp_path: Path) -> None:
    """The log of wget stands in its archives as a text, and so do texts that browsers' crawlers make of pages."""
    archive = Archive(packed=True)
    archive.add(page(0))
    log = (
        b"--2025-05-09 08:00:00--  https://suva.example/\nResolving suva.example... 10.0.0.1\nHTTP request sent.\n" * 9
    )
    for address in ("metadata://gnu.org/software/wget/warc/wget.log", "urn:text:https://suva.example/0"):
        archive.add(log, kind="resource", content_type="text/plain", url=address)
    archive.add(b"{}", content_type="application/json")
    archive.add(b"\x89PNG\r\n\x1a\n", content_type="image/png")
    archive.add(page(5), kind="resource", content_type="text/html", url="https://suva.example/5")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive.data)
    found = list(expand(InputRef(str(path), "crawl.warc.gz"), Options()))
    assert [each.data for each in found if isinstance(each, Document)] == [page(0), page(5)]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress),
        ({"Content-Encoding": "gzip"}, bytes),  # undone by the crawler
        ({"Content-Encoding": "deflate"}, zlib.compress),
        ({"Content-Encoding": "br"}, brotli.compress),
        ({"Transfer-Encoding": "chunked"}, lambda data: b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)),
        ({"Transfer-Encoding": "chunked"}, bytes),
        (
            {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
            lambda data: b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(data)), gzip.compress(data)),
        ),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, gzip.compress),
    ],
)
def test_encodings_of_http_are_undone(headers: dict[str, str], encode, tmp_path: Path, packed: bool) -> None:
    made = Archive(packed=packed)
    made.add(encode(page(0)), headers=tuple(headers.items()))
    assert list(good(read(made.data, tmp_path)).values()) == [page(0)]


def test_a_payload_that_unpacks_without_end_is_refused(tmp_path: Path, packed: bool) -> None:
    made = Archive(packed=packed)
    made.add(gzip.compress(bytes(50_000_000)), headers=(("Content-Encoding", "gzip"),))
    made.add(page(1))
    items = read(made.data, tmp_path, max_bytes=1_000_000)
    assert list(good(items)) == [str(made.offsets[1])]
    assert "once unpacked" in bad(items)[str(made.offsets[0])]


def test_records_over_the_limit_are_passed_without_being_held(tmp_path: Path, packed: bool) -> None:
    noise = random.Random(8).randbytes(3_000_000)
    made = Archive(packed=packed)
    made.add(noise, content_type="video/mp4")
    made.add(b"<html>" + noise.hex().encode())
    made.add(page(2))
    items = read(made.data, tmp_path, max_bytes=1 << 20)
    assert list(good(items)) == [str(made.offsets[2])]
    assert bad(items) == {str(made.offsets[1]): "larger than 1 MB (--max-size raises the limit)"}


def broken_pieces(made: Archive, number: int, piece: bytes, how: str) -> bytes:
    """The record, broken in one way."""
    unpacked = gzip.decompress(piece) if made.packed else piece
    pack = gzip.compress if made.packed else bytes
    length = re.compile(rb"\r\nContent-Length: (\d+)")
    match how:
        case "long":
            return pack(length.sub(rb"\r\nContent-Length: 9\1", unpacked, count=1))
        case "short":
            return pack(length.sub(b"\r\nContent-Length: 20", unpacked, count=1))
        case "huge":
            return pack(length.sub(b"\r\nContent-Length: 99999999999", unpacked, count=1))
        case "no length":
            return pack(length.sub(b"\r\nContent-Length: none", unpacked, count=1))
        case "no http":
            return pack(unpacked.replace(b"HTTP/1.1 200 OK", b"HTTP nothing at", 1))
        case "torn":
            return piece[: len(piece) // 2]
        case "bytes":
            middle = len(piece) // 3
            return piece[:middle] + bytes(40) + piece[middle + 40 :] if made.packed else b"WXRC" + piece[4:]
        case "garbage":
            return b"<garbage>" * (number % 7 + 1) + piece
    raise AssertionError(how)


WAYS = ["long", "short", "huge", "no length", "no http", "torn", "bytes", "garbage"]


def break_some(made: Archive, *, every: int, seed: int) -> tuple[bytes, dict[str, bytes], list[str]]:
    """The archive with broken records, what is to come out of it by offset, and the offsets of what is broken."""
    chance = random.Random(seed)
    out = bytearray()
    wanted: dict[str, bytes] = {}
    faults: list[str] = []
    was_broken = seed % 2 == 0
    for number, piece in enumerate(made.pieces()):
        was_broken = not was_broken and not chance.randrange(every)  # two side by side may count as one
        if not was_broken:
            wanted[str(len(out))] = page(number)
            out += piece
            continue
        how = chance.choice(WAYS)
        faults.append(str(len(out)))
        changed = broken_pieces(made, number, piece, how)
        if how == "garbage":
            wanted[str(len(out) + len(changed) - len(piece))] = page(number)
        out += changed
    return bytes(out), wanted, faults


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_responses_with_broken_records_among_them(tmp_path: Path, packed: bool, seed: int) -> None:
    made = archive(1000, packed=packed)
    data, wanted, faults = break_some(made, every=10, seed=seed)
    items = read(data, tmp_path)
    assert good(items) == wanted
    assert list(bad(items)) == faults
    assert len(faults) > 60
    assert len(items) == len(wanted) + len(faults)


@given(cut=st.integers(0, 6000))
@settings(max_examples=100, deadline=None)
def test_an_archive_cut_anywhere_gives_all_before(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    for is_packed in (False, True):
        made = archive(8, packed=is_packed)
        ends = [*made.offsets[1:], len(made.data)]
        cut_here = cut % len(made.data) or 1
        items = read(made.data[:cut_here], tmp_path_factory.mktemp("cut"))
        whole = [str(offset) for offset, end in zip(made.offsets, ends, strict=True) if end <= cut_here]
        # A record is whole without its last line ends, where nothing is packed.
        assert list(good(items))[: len(whole)] == whole
        assert len(good(items)) <= len(whole) + 1
        if is_packed or len(good(items)) == len(whole):
            assert len(bad(items)) == (cut_here not in ends)


@given(seed=st.integers(0, 1000), cuts=st.lists(st.integers(1, 30_000), max_size=4), every=st.sampled_from([3, 50]))
@example(seed=463, cuts=[], every=3)  # garbage before the first record
@settings(max_examples=60, deadline=None)
def test_spans_that_adjoin_hold_every_record_once(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[int], every: int
) -> None:
    folder = tmp_path_factory.mktemp("spans")
    for is_packed in (False, True):
        data = break_some(archive(40, packed=is_packed), every=every, seed=seed)[0]
        edges = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
        whole = read(data, folder)
        parts = [read(data, folder, span) for span in pairwise(edges)]
        together = [item for part in parts for item in part]
        # What is broken just behind an edge may be named from both sides of it; no record is lost or given twice.
        assert [item for item, after in zip(together, [*together[1:], None], strict=True) if item != after] == whole
        for (begin, end), part in zip(pairwise(edges), parts, strict=True):
            assert all(begin <= int(offset) < end for offset in good(part) if offset)


def test_spans_meet_at_the_records(tmp_path: Path, packed: bool) -> None:
    made = archive(5, packed=packed)
    edges = [*made.offsets, len(made.data)]
    for number, span in enumerate(pairwise(edges)):
        assert list(good(read(made.data, tmp_path, span))) == [str(made.offsets[number])]


def test_one_gzip_member_may_hold_many_records(tmp_path: Path) -> None:
    made = archive(4, packed=False)
    items = read(gzip.compress(made.data), tmp_path)
    names = ["0", *(f"0+{offset}" for offset in made.offsets[1:])]
    assert good(items) == {name: page(number) for number, name in enumerate(names)}
    assert [item.ref.relative for item in items if isinstance(item, Document)][1] == f"2026/crawl/0+{made.offsets[1]}"


def test_a_record_may_lie_in_many_gzip_members(tmp_path: Path) -> None:
    made = archive(4, packed=False)
    blocks = [made.data[begin : begin + 300] for begin in range(0, len(made.data), 300)]
    items = read(b"".join(gzip.compress(block) for block in blocks), tmp_path)
    assert list(good(items).values()) == [page(number) for number in range(4)]
    assert len(good(items)) == 4


@pytest.mark.parametrize("suffix", ["bz2", "zst"])
def test_archives_packed_whole_name_unpacked_offsets(tmp_path: Path, suffix: str) -> None:
    import bz2

    import zstandard

    made = archive(4, packed=False)
    data = bz2.compress(made.data) if suffix == "bz2" else zstandard.compress(made.data)
    assert list(good(read(data, tmp_path))) == [str(offset) for offset in made.offsets]
    assert read(data, tmp_path, (10, 99)) == []


def test_lengths_that_claim_much_cost_little(tmp_path: Path) -> None:
    """Each record claims more than follows: no byte is looked at once for every record before it."""
    record = b"WARC/1.0\r\nContent-Length: 9000000\r\n\r\n"
    items = read(record * 20_000, tmp_path)
    assert len(items) == MAX_FAULTS + 1  # the last one counts the rest
    headless = b"WARC/1.0\r\nA:\r\n"
    assert len(read(headless * 20_000, tmp_path)) == MAX_FAULTS + 1


@given(data=st.binary(max_size=600), packed_too=st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_bytes_after_the_first_record_are_survived(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, packed_too: bool
) -> None:
    made = archive(1, packed=packed_too)
    items = read(made.data + data, tmp_path_factory.mktemp("any"))
    assert good(items)["0"] == page(0)
