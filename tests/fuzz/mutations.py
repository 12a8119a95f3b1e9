"""Broken inputs of every form, and what must not come of them: for the tests, and for `python -m tests.fuzz`."""

from __future__ import annotations

import gzip
import json
import quopri
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.flow import Flow

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# What readers of pages, containers and dates have stumbled over, or might.
TOKENS = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"999999999999999999999", b"-1", b"[[[[", b'{"', b'"}', b"<![CDATA[", b"<!--",
    b"&#xD800;", b"&#1114112;", b"\\ud800", b"charset=", b"zip", b"utf-16", b"utf-7", b"iso-2022-jp", b"\xe2\x80\xae", b"\r", b"\n\n",
    b"%00", b"0000-00-00", b"9999-12-31T24:00:00Z", b"0001-01-01", b"+99:99", b"<svg>", b"<template>", b"<math>", b"null", b"NaN", b"1e999",
    b"true", b"[]", b"{}", b'content="', b"http://[", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8", b" 30 February ", b" in 10000 years ",
    b" last century ", b"=?x?b?", b"boundary=", b"Content-Length: ", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\xd9\xa1\xd9\xa2", b"\xc2\xb2",
    b'"language": ', b"en-US", b"@@@@@@@@@@",
)  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Unbroken inputs of each form that newsx reads."""
    texts = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.txt"))]
    pages = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.html"))]
    html, text = pages[0], texts[0]
    described = html.replace(
        b"</head>",
        b'<script type="application/ld+json">{"@context":"x","@type":"NewsArticle","headline":"H","datePublished":"2024-01-01T00:00:00Z",'
        b'"author":[{"@type":"Person","name":"Ann B"}],"publisher":{"name":"P"}}</script></head>',
    )
    archives = [
        _warc(html),
        _warc(b"5\r\n<html\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(html), html), b"Transfer-Encoding: chunked\r\n") * 2,
    ]
    return {
        "html": [*pages, described],
        "text": texts,
        "feed": [_feed(html), _atom(html)],
        "mail": [_mail(text), _mail_of_parts(text, html)],
        "jsonl": [_lines(_decoded(each)) for each in texts[:4]],
        "warc": archives,
        "gzip": [gzip.compress(each, mtime=0) for each in (html, archives[0])],
    }


def _warc(body: bytes, headers: bytes = b"") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + headers + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.example/a\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(http), http)
    )


def _feed(html: bytes) -> bytes:
    return (
        b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        b'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>N</title><language>en-us</language><item>'
        b"<title>T</title><author>a@b (Ann)</author><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><content:encoded><![CDATA["
        + html[html.find(b"<p") :][:2500]
        + b"]]></content:encoded></item></channel></rss>"
    )


def _atom(html: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>T</title><id>urn:1</id>'
        b"<published>2024-01-01T00:00:00Z</published><author><name>Ann</name></author>"
        b'<content type="html"><![CDATA[' + html[html.find(b"<p") :][:2500] + b"]]></content></entry></feed>"
    )


def _mail(text: bytes) -> bytes:
    return (
        b'From: "Ann" <a@b>\r\nSubject: =?utf-8?q?hello?=\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nList-Id: <x>\r\n'
        b"Content-Language: en-US\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
    )


def _mail_of_parts(text: bytes, html: bytes) -> bytes:
    return (
        b'From: "Ann" <a@b>\r\nSubject: News\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nMIME-Version: 1.0\r\n'
        b'Content-Type: multipart/alternative; boundary="B"\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        + text
        + b'\r\n--B\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        + quopri.encodestring(html)
        + b"\r\n--B--\r\n"
    )


def _decoded(text: bytes) -> str:
    """A sample as text: all are UTF-8 but the one that shows an older charset."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("windows-1252")


def _lines(text: str) -> bytes:
    fields = {"text": text, "date": "2024-02-29", "authors": ["A B"], "title": "x", "url": "http://a.b/c"}
    return b"".join(json.dumps({"id": number, **fields}).encode() + b"\n" for number in range(3))


_SENTENCE_END = re.compile(r"(?<=[.!?。؟।])\s+|\n+")


class Sentences:
    """Makes texts of sentences that were never together: names, dates and places in new company."""

    def __init__(self, texts: list[bytes]) -> None:
        self._sentences = [each for text in texts for each in _SENTENCE_END.split(_decoded(text)) if each.strip()]

    def text(self, chance: random.Random) -> bytes:
        """A text of a few sentences, some cut short, some with words of another put in."""
        made = []
        for _ in range(chance.randrange(2, 14)):
            words = chance.choice(self._sentences).split()
            if chance.random() < 0.4:
                words = words[chance.randrange(len(words)) :]
            if chance.random() < 0.4:
                place, other = chance.randrange(len(words) + 1), chance.choice(self._sentences).split()
                words[place:place] = other[: chance.randrange(1, 5)]
            made.append(" ".join(words) + chance.choice(["", ".", "\n\n", "\n"]))
        return " ".join(made).encode()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The input with some of its bytes changed, put in, taken out or repeated."""
    broken = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 10, 30])):
        place = chance.randrange(len(broken) + 1)
        match chance.randrange(5):
            case 0 if broken:
                broken[min(place, len(broken) - 1)] = chance.randrange(256)
            case 1 | 0:
                broken[place:place] = chance.choice(TOKENS) * chance.choice([1, 1, 1, 3, 50])
            case 2:
                del broken[place : place + chance.choice([1, 2, 5, 50, 500])]
            case 3:
                start = chance.randrange(len(broken) + 1)
                broken[place:place] = broken[start : start + chance.choice([2, 20, 200])]
            case _:
                token = chance.choice(TOKENS)
                broken[place : place + len(token)] = token
    return bytes(broken)


_UNFORESEEN = re.compile(r"[A-Z][A-Za-z]+: ")


def fault_of(path: Path, flow: Flow) -> str | None:
    """What went wrong that must not, with one input: an exception, an error nobody foresaw, offsets that do not fit."""
    from newsx.records import Failure, InputRef
    from newsx.schema import Article
    from newsx.sources import expand

    for item in expand(InputRef(str(path), path.name), flow.options):
        found = flow.extract(item)
        article = found if isinstance(found, Failure) else flow.annotate(found)
        if isinstance(article, Failure):
            # A damaged input has failed in its own words; an error nobody foresaw begins with its type.
            foreseen = article.kind == "failed" and not _UNFORESEEN.match(article.message)
            if article.kind in {"failed", "crash", "memory"} and not foreseen:
                return f"{article.stage}: {article.message}"
            continue
        Article.model_validate_json(article.model_dump_json())  # that spans quote the text is validated, too
    return None
