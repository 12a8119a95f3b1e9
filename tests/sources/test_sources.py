"""Inputs: listed in order, read within limits, decoded as browsers do, told apart by content."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from newsx.errors import InputError
from newsx.records import Caution, Failure, InputRef, Options, WarningCode
from newsx.sources import decode, list_inputs, open_source, page_from_bytes

SPANISH = "El alcalde de Logroño, José Muñoz, habló ayer con los periodistas. “Mañana será otro día”, dijo Núñez. " * 3
RUSSIAN = "Мэр города Сергей Волков заявил в среду, что новый мост через реку откроют в октябре этого года. " * 3
CHINESE = "市长王小明星期三在新闻发布会上说，这座新桥将在今年十月通车，造价约为三亿元。" * 8
JAPANESE = "市長の田中一郎氏は水曜日の記者会見で、新しい橋を今年十月に開通させると述べた。" * 8
ENGLISH = "The mayor of the town said on Wednesday that the new bridge would be opened in October. " * 3


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (SPANISH, "utf-8", "utf-8"),
        (SPANISH, "utf-8-sig", "utf-8"),
        (SPANISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (SPANISH, "utf-32", "utf-32-le"),
        (SPANISH, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8-r", None),
        (CHINESE, "gb18030", None),
        (JAPANESE, "shift_jis", None),
        (JAPANESE, "euc-jp", None),
    ],
)
def test_text_without_declaration_is_decoded(text: str, encoding: str, name: str | None) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert name is None or decoded.charset == name


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SPANISH, "cp1252", "iso-8859-1"),
        (SPANISH, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (CHINESE, "gb18030", "gb2312"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (SPANISH, "utf-8", "iso-8859-1"),  # a wrong declaration that UTF-8 gives away
        (SPANISH, "cp1252", "utf-8"),  # and one that the bytes contradict
        (SPANISH, "cp1252", "no-such-charset"),
    ],
)
def test_html_is_decoded_as_declared_unless_that_cannot_be(text: str, encoding: str, declared: str) -> None:
    html = f'<html><head><meta charset="{declared}"><title>x</title></head><body><p>{text}</p></body></html>'
    assert text in decode(html.encode(encoding)).text


def test_one_bad_byte_in_utf8_costs_one_character() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    decoded = decode(data)
    assert decoded.text == RUSSIAN + "�" + RUSSIAN
    assert decoded.warnings == (Caution(WarningCode.CHARSET_REPLACED, "1 unreadable character replaced (utf-8)"),)


@pytest.mark.parametrize(
    ("content", "is_html"),
    [
        ("<!doctype html><html><body><p>Hi</p></body></html>", True),
        ("\n\n  <!-- saved --><html><p>Hi", True),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></html>', True),
        ("Headline\n<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p>", True),
        ("A plain text about a < b and c > d.", False),
        ("He wrote <b>bold</b> once.", False),
    ],
)
def test_html_is_told_by_content(content: str, is_html: bool) -> None:
    assert page_from_bytes(content.encode()).is_html is is_html
    assert page_from_bytes(content.encode(), path="x.html").is_html is is_html


def test_input_format_can_be_forced() -> None:
    data = b"<p>One</p>"
    assert not page_from_bytes(data, options=Options(input_format="text")).is_html
    assert page_from_bytes(b"One", options=Options(input_format="html")).is_html


def test_gzip_is_unpacked_and_its_members_joined() -> None:
    page = page_from_bytes(gzip.compress(b"First half, ") + gzip.compress(b"second half."))
    assert page.content == "First half, second half."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "only white space"),
        (b"\xef\xbb\xbf", "only white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (bytes(range(256)) * 40, "binary data"),
        (gzip.compress(b"x" * 1000, mtime=0)[:-12], "torn gzip"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(bytes(5_000_000), mtime=0), "larger than"),
        (b"\x1f\x8b\x08 no gzip at all", "broken gzip"),
        (b'{"text": "A record, not a page."}', "JSON data"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON data"),
        (b'[\n  {"a": 1}\n]', "JSON data"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        page_from_bytes(data, options=Options(max_bytes=1_000_000))


def test_a_bracket_does_not_make_json() -> None:
    assert page_from_bytes(b"[Update] The mayor has resigned, the city said on Monday.").content.startswith("[Update]")


def test_size_limit_is_met_before_memory_is_taken(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"a " * 1000)
    failure = open_source(str(big), options=Options(max_bytes=1000))
    assert isinstance(failure, Failure)
    assert failure.kind == "refused"
    assert "--max-size" in failure.message


def test_line_ends_and_controls_are_mended() -> None:
    page = page_from_bytes(
        b"One\r\ntwo\rthree\x00\x07 and a longer rest.\n" + b"A line of text without any fault.\n" * 20
    )
    assert "\r" not in page.content
    assert "\x00" not in page.content
    assert page.warnings == (Caution(WarningCode.CONTROLS_REMOVED, "2 control characters removed"),)


def test_folders_are_listed_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    items = list(list_inputs([str(tmp_path)]))
    assert [item.relative for item in items if isinstance(item, InputRef)] == ["a.txt", "b.txt", "sub/c.txt"]


def test_special_files_and_loops_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("text")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "zero").symlink_to("/dev/zero")
    items = list(list_inputs([str(tmp_path), str(tmp_path / "missing.txt"), str(tmp_path / "*.nothing")]))
    good = [item.relative for item in items if isinstance(item, InputRef)]
    bad = {Path(item.source).name: item.message for item in items if isinstance(item, Failure)}
    assert good == ["good.txt"]
    assert set(bad) == {"dead", "fifo", "zero", "missing.txt", "*.nothing"}
    assert "named pipe" in bad["fifo"]
    assert "device" in bad["zero"]


def test_globs_are_expanded_and_doubles_dropped(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text("text")
    items = list(list_inputs([str(tmp_path / "*.txt"), str(tmp_path / "1.txt")]))
    assert [item.relative for item in items if isinstance(item, InputRef)] == ["1.txt", "2.txt"]
