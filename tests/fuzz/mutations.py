"""Broken inputs of every form, for tests and by hand: `python tests/fuzz/mutations.py SECONDS [SEED]` looks for faults so long."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
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


def seeds() -> list[bytes]:
    """One input of each form, unbroken."""
    names = ("page.html", "dump.txt", "article.txt", "week/nairobi.html", "week/doha.txt")
    pages = [(SAMPLES / name).read_bytes() for name in names]
    html, text = pages[0], pages[2].decode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.example/a\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(http)
    ) + http + b"\r\n\r\n"  # fmt: skip
    feed = (
        b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        b'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>N</title><language>en-us</language><item>'
        b"<title>T</title><author>a@b (Ann)</author><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><content:encoded><![CDATA["
        + html[html.find(b"<p") :][:2500]
        + b"]]></content:encoded></item></channel></rss>"
    )
    mail = (
        b'From: "Ann" <a@b>\r\nSubject: =?utf-8?q?hello?=\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nList-Id: <x>\r\n'
        b"Content-Language: en-US\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + pages[2]
    )
    fields = {
        "text": text,
        "date": "2024-02-29",
        "authors": ["A B"],
        "title": "x",
        "url": "http://a.b/c",
        "language": "en",
    }
    lines = b"".join(json.dumps({"id": number, **fields}).encode() + b"\n" for number in range(3))
    return [*pages, warc, feed, mail, lines, gzip.compress(html, mtime=0), gzip.compress(warc, mtime=0)]


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


def main() -> None:
    """Look for faults; each that is found is written to a file and named."""
    from newsx.flow import Flow
    from newsx.records import Options

    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance, inputs = random.Random(seed), seeds()
    flow = Flow(Options(model="fast"))
    started, count, seen = time.monotonic(), 0, set()
    while time.monotonic() - started < seconds:
        path = Path(f"fuzzed-{seed}")
        path.write_bytes(mutated(chance.choice(inputs), chance))
        count += 1
        try:
            fault = fault_of(path, flow)
        except Exception as error:  # noqa: BLE001 - what is looked for
            fault = f"{type(error).__name__}: {error}"
        if fault and fault[:60] not in seen:
            seen.add(fault[:60])
            path.rename(f"fault-{seed}-{len(seen)}")
            print(f"fault-{seed}-{len(seen)}: {fault[:200]}", flush=True)
    print(f"{count} inputs, {len(seen)} kinds of faults")


if __name__ == "__main__":
    main()
