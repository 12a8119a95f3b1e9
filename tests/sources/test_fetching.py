"""Fetching pages: politeness, limits and hostile servers, all of them on this machine."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import ipaddress
import select
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from newsx.errors import UsageError
from newsx.records import Document, Failure, InputRef
from newsx.sources.fetching import FetchPolicy, connection, fetch, guard, read_addresses, schedule
from newsx.sources.fetching.addresses import parse_address, relative_name
from newsx.sources.fetching.policy import FetchError
from newsx.sources.fetching.robots import MAX_ROBOTS_BYTES, read_robots
from newsx.sources.fetching.visit import make_robots_request, make_visit

PAGE = b"<html><body><p>The harbour of Mombasa was closed on Tuesday.</p></body></html>"
PUBLIC = "93.184.215.14"
QUICK = FetchPolicy(
    allow_private=True, delay=0, connect_timeout=5, read_timeout=5, page_timeout=20, max_bytes=1_000_000
)
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.1.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
]
real_lookup = guard.lookup


def policy(**changes) -> FetchPolicy:
    return replace(QUICK, **changes)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.server.site
        host = self.headers["Host"].partition(":")[0]
        with site.lock:
            site.log.append((host, self.path))
            site.times[host].append(time.monotonic())
            site.headers.append(dict(self.headers))
            site.active[host] += 1
            site.most[host] = max(site.most[host], site.active[host])
            site.most_at_once = max(site.most_at_once, site.active.total())
        self.close_connection = True
        answer = site.pages.get(self.path, (404, {}, b""))
        try:
            if callable(answer):
                answer = answer(self)
        finally:
            # Before the answer is on its way: the client may ask for the next page as soon as it has it.
            with site.lock:
                site.active[host] -= 1
        if answer is not None:
            self.answer(*answer)

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        lines = [f"HTTP/1.1 {status} Whatever"]
        lines += [f"{key}: {value}" for key, value in headers.items()]
        if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        self.wfile.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)

    def log_message(self, *args) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address) -> None:
        pass


class Server6(Server):
    address_family = socket.AF_INET6


class Site:
    """A server on a thread: `pages` tells what is at a path, `log` what was asked for."""

    def __init__(self, server: Server | None = None) -> None:
        self.lock = threading.Lock()
        self.log: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.times = defaultdict(list)
        self.active: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.most_at_once = 0
        self.pages = {}
        self.server = server or Server(("127.0.0.1", 0), Handler)
        self.server.site = self
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def html(self, *paths: str, body: bytes = PAGE, **headers: str) -> None:
        for path in paths:
            self.pages[path] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, body)

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.pages[path] = (status, {"Location": location}, b"")

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def asked(self, host: str = "127.0.0.1") -> list[str]:
        with self.lock:
            return [path for name, path in self.log if name == host and path != "/robots.txt"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def names(monkeypatch):
    """What names resolve to; no name is ever looked up outside."""
    for variable in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.upper(), raising=False)
    known: dict[str, list[str]] = {}

    def lookup(host, port, *, timeout):
        if host.endswith(".example"):
            if host not in known:
                raise FetchError("failed", f"no host {host}", of_host=True)
            return [ipaddress.ip_address(address) for address in known[host]]
        assert ":" in host or host.replace(".", "").replace("x", "").isalnum(), host
        return real_lookup(host, port, timeout=timeout)

    monkeypatch.setattr(guard, "lookup", lookup)
    return known


pytestmark = pytest.mark.usefixtures("names")


def refs(*urls: str) -> list[InputRef]:
    return [InputRef(path=url, relative=url) for url in urls]


def fetch_all(*urls: str, policy: FetchPolicy = QUICK) -> list[Document | Failure]:
    return list(fetch(refs(*urls), policy=policy))


def fetch_one(url: str, **changes) -> Document | Failure:
    (outcome,) = fetch_all(url, policy=policy(**changes))
    return outcome


def failure_of(url: str, kind: str, **changes) -> str:
    outcome = fetch_one(url, **changes)
    assert isinstance(outcome, Failure), outcome
    assert (outcome.source, outcome.stage, outcome.kind) == (url, "fetching", kind), outcome
    assert "\n" not in outcome.message
    return outcome.message


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "url"),
        [
            ("http://example.org", "http://example.org/"),
            ("HTTPS://Example.ORG:443/A?b=C#d", "https://example.org/A?b=C"),
            ("http://example.org:8080/a", "http://example.org:8080/a"),
            ("http://example.org./a", "http://example.org/a"),
            ("http://example.org/a/./b/../c/%2E%2e/d", "http://example.org/a/d"),
            ("http://example.org/../../a/..", "http://example.org/"),
            ("http://example.org?x=1?2", "http://example.org/?x=1?2"),
            ("https://straße.example/weiß", "https://xn--strae-oqa.example/wei%C3%9F"),
            (
                "https://пример.рф/новости?с=1",
                "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?%D1%81=1",
            ),
            ("http://１２７.0.0.1/", "http://127.0.0.1/"),
            ("http://[2001:DB8::1]:81/a", "http://[2001:db8::1]:81/a"),
            ("http://news_desk.example.org/", "http://news_desk.example.org/"),
            ("http://example.org/a%2Fb%20c", "http://example.org/a%2Fb%20c"),
        ],
    )
    def test_forms(self, text: str, url: str) -> None:
        address = parse_address(text)
        assert address.url == url
        assert parse_address(address.url) == address

    @pytest.mark.parametrize(
        "text",
        [
            "example.org/a",
            "ftp://example.org/a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://",
            "http:///a",
            "http://user:secret@example.org/",
            "http://example.org@10.0.0.1/",
            "http://exa mple.org/",
            "http://example.org/a b",
            "http://example.org:99999/",
            "http://example.org:0/",
            "http://example.org:x/",
            "http://[::1/",
            "http://[::1%25eth0]/",
            "http://127%2e0.0.1/",
            "http://a..b/",
            "http://example.org\\@evil.example/",
            "http://\u2024\u2024/",
            "http://example.org/" + "a" * 9000,
            "http://" + "a." * 200 + "org/",
        ],
    )
    def test_what_is_none(self, text: str) -> None:
        with pytest.raises(FetchError) as raised:
            parse_address(text)
        assert raised.value.kind == "refused"

    @pytest.mark.parametrize(
        ("url", "name"),
        [
            ("https://example.org/world/2025/flood.html", "example.org/world/2025/flood.html"),
            ("https://example.org/новости", "example.org/новости"),
            ("https://example.org/", "example.org/index"),
            ("https://example.org/a/", "example.org/a/index"),
        ],
    )
    def test_names_are_the_paths(self, url: str, name: str) -> None:
        assert relative_name(parse_address(url)) == name

    def test_names_are_safe_and_differ(self) -> None:
        urls = [
            "https://example.org/a?id=1",
            "https://example.org/a?id=2",
            "https://example.org/a?id%3D1",
            "https://example.org/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "https://example.org/a%00b",
            "https://example.org/a*b",
            "https://example.org/a:b",
            "https://example.org/" + "x" * 3000,
            "https://example.org/" + "x" * 2999 + "y",
            "https://example.org/" + "d/" * 500 + "1",
            "https://example.org/" + "d/" * 500 + "2",
            "https://example.org/.hidden",
            "https://example.org//etc/passwd",
            "https://[2001:db8::1]:81/a",
        ]
        found = [relative_name(parse_address(url)) for url in urls]
        assert len(set(found)) == len(urls)
        for name in found:
            parts = name.split("/")
            assert len(parts) <= 14
            for part in parts:
                assert part
                assert not part.startswith(".")
                assert not set(part) & set('\0:*?"<>|\\')
                assert len(part.encode()) <= 200

    def test_list(self, tmp_path: Path) -> None:
        path = tmp_path / "urls.txt"
        path.write_bytes(
            b"\xef\xbb\xbf# the morning's pages\nhttps://example.org/a\r\n\n  https://example.org/b  \nhttps://EXAMPLE.org/a#top\n"
            b"nonsense\nhttp://\xff\xfe/\nhttps://example.org/\xc3\xa9t\xc3\xa9"
            b"\nhttp://x.org/" + b"a" * 3_000_000 + b"\nhttps://example.org/c"
        )
        items = read_addresses(str(path))
        assert [item.path for item in items if isinstance(item, InputRef)] == [
            "https://example.org/a",
            "https://example.org/b",
            "https://example.org/été",
            "https://example.org/c",
        ]
        failures = [item for item in items if isinstance(item, Failure)]
        assert [failure.source for failure in failures] == [f"{path}:{number}" for number in (6, 7, 9)]
        assert {failure.kind for failure in failures} == {"refused"}
        assert "nonsense" in failures[0].message
        assert all(len(failure.message) < 300 and failure.message.isprintable() for failure in failures)

    def test_list_from_standard_input(self, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"https://example.org/a\nx\n")))
        ref, failure = read_addresses("-")
        assert ref == InputRef(path="https://example.org/a", relative="example.org/a")
        assert failure.source == "-:2"

    def test_list_that_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="No such file"):
            read_addresses(str(tmp_path / "none"))


class TestGuard:
    @pytest.mark.parametrize(
        "address",
        [
            PUBLIC,
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "::ffff:8.8.8.8",
        ],
    )
    def test_public(self, address: str) -> None:
        assert guard.why_not_public(ipaddress.ip_address(address)) is None

    @pytest.mark.parametrize(
        "address",
        NOT_PUBLIC,
    )
    def test_not_public(self, address: str) -> None:
        assert guard.why_not_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
    )
    def test_spellings_of_this_machine(self, site: Site, host: str) -> None:
        site.html("/")
        message = failure_of(site.url("/", host=host), "refused", allow_private=False)
        assert "--allow-private" in message
        assert "this machine" in message
        assert not site.log

    def test_name_of_a_private_address(self, site: Site, names) -> None:
        names["127.0.0.1.nip.example"] = ["127.0.0.1"]
        message = failure_of(site.url("/", host="127.0.0.1.nip.example"), "refused", allow_private=False)
        assert message.startswith("127.0.0.1.nip.example is 127.0.0.1, an address of this machine")
        assert not site.log

    def test_allowed_when_asked_for(self, site: Site, names) -> None:
        names["desk.example"] = ["127.0.0.1"]
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a", host="desk.example")), Document)

    def test_connection_goes_to_what_was_checked(self, site: Site, names, monkeypatch) -> None:
        """A name that is public when it is checked and private a moment later is never asked at the private address."""
        lookups = []

        def rebinding(host, port, *, timeout):
            lookups.append(host)
            return [ipaddress.ip_address(PUBLIC if len(lookups) % 2 else "127.0.0.1")]

        monkeypatch.setattr(guard, "lookup", rebinding)
        connected = outside(monkeypatch, site)
        site.html("/a")
        outcome = fetch_one(f"http://rebinding.example:{site.port}/a", allow_private=False)
        # The robots.txt was asked for at the public address; then the name had changed, and nothing was asked any more.
        assert connected == [PUBLIC]
        assert isinstance(outcome, Failure)
        assert outcome.kind == "refused"
        assert site.asked("rebinding.example") == []

    def test_private_ones_among_many_are_left_out(self, site: Site, names, monkeypatch) -> None:
        names["mixed.example"] = ["127.0.0.1", "10.0.0.1", PUBLIC]
        connected = outside(monkeypatch, site)
        site.html("/a")
        assert isinstance(fetch_one(f"http://mixed.example:{site.port}/a", allow_private=False), Document)
        assert set(connected) == {PUBLIC}

    @pytest.mark.parametrize(
        "location",
        ["http://inside.example/admin", "http://169.254.169.254/latest/meta-data/", "//[::1]/", "http://2130706433/"],
    )
    def test_redirect_to_a_private_address(self, site: Site, names, monkeypatch, location: str) -> None:
        names["news.example"] = [PUBLIC]
        names["inside.example"] = ["10.0.0.7"]
        connected = outside(monkeypatch, site)
        site.redirect("/a", location)
        message = failure_of(f"http://news.example:{site.port}/a", "refused", allow_private=False)
        assert message.startswith("redirected to http://")
        assert set(connected) == {PUBLIC}

    def test_robots_that_redirect_to_a_private_address(self, site: Site, names, monkeypatch) -> None:
        names["news.example"] = [PUBLIC]
        connected = outside(monkeypatch, site)
        site.redirect("/robots.txt", "http://127.0.0.1/robots.txt")
        site.html("/a")
        message = failure_of(f"http://news.example:{site.port}/a", "refused", allow_private=False)
        assert "robots.txt cannot be read" in message
        assert set(connected) == {PUBLIC}

    def test_lookup_that_takes_for_ever(self, monkeypatch) -> None:
        release = threading.Event()
        monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *args, **kwargs: release.wait(30) and [])
        with pytest.raises(FetchError) as raised:
            real_lookup("slow.example", 80, timeout=0.05)
        release.set()
        assert raised.value.kind == "timeout"

    def test_unknown_host(self) -> None:
        assert failure_of("http://nowhere.example/a", "failed") == "no host nowhere.example"


def outside(monkeypatch, site: Site) -> list[str]:
    """Connections to the public address end at the site; the list says where connections were made to."""
    connected: list[str] = []
    real = socket.create_connection

    def connect(address, timeout=None, **kwargs):
        connected.append(address[0])
        assert address[0] == PUBLIC
        return real(("127.0.0.1", site.port), timeout=timeout)

    monkeypatch.setattr(connection.socket, "create_connection", connect)
    return connected


class TestPages:
    def test_document(self, site: Site) -> None:
        site.html("/world/a.html?x=1")
        ref = InputRef(path=site.url("/world/a.html?x=1#end"), relative="a")
        (document,) = fetch([ref], policy=QUICK)
        digest = hashlib.sha256(PAGE).hexdigest()
        assert document == Document(
            ref=InputRef(path=ref.path, relative="a", sha256=digest),
            data=PAGE,
            media_type="text/html",
            charset="utf-8",
            url=site.url("/world/a.html?x=1"),
            fetched=document.fetched,
        )
        assert abs(document.fetched - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)

    def test_what_servers_are_told(self, site: Site) -> None:
        site.html("/a")
        fetch_one(site.url("/a"))
        headers = site.headers[-1]
        assert headers["User-Agent"].startswith("newsx/")
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert not {"Cookie", "Referer", "Authorization"} & set(headers)

    @pytest.mark.parametrize(
        ("stated", "media_type", "charset"),
        [
            ("text/html", "text/html", None),
            ('Text/HTML; Charset="ISO-8859-2"', "text/html", "iso-8859-2"),
            ("application/xhtml+xml;charset=utf-8", "text/html", "utf-8"),
            ("text/plain; x=y; charset='koi8-r'", "text/plain", "koi8-r"),
            ("text/html; charset=", "text/html", None),
            ("", None, None),
        ],
    )
    def test_content_types(self, site: Site, stated: str, media_type: str | None, charset: str | None) -> None:
        site.pages["/a"] = (200, {"Content-Type": stated} if stated else {}, PAGE)
        document = fetch_one(site.url("/a"))
        assert (document.media_type, document.charset) == (media_type, charset)

    @pytest.mark.parametrize(
        "stated", ["image/png", "application/pdf", "application/rss+xml", "application/json", "video/mp4"]
    )
    def test_what_is_no_page(self, site: Site, stated: str) -> None:
        site.pages["/a"] = (200, {"Content-Type": stated}, b"\x89PNG\r\n")
        assert failure_of(site.url("/a"), "refused") == f"{stated}, not a page"

    def test_content_type_that_is_none(self, site: Site) -> None:
        site.pages["/a"] = (200, {"Content-Type": "x\x1b[31m" + "y" * 500}, PAGE)
        assert failure_of(site.url("/a"), "refused") == "of an unknown type, not a page"

    @pytest.mark.parametrize(
        ("status", "message"),
        [
            (404, "404 Not Found"),
            (403, "403 Forbidden"),
            (500, "500 Internal Server Error"),
            (204, "204 No Content"),
            (503, "503 Service Unavailable"),
            (799, "status 799"),
            (302, "302 Found"),
        ],
    )
    def test_status(self, site: Site, status: int, message: str) -> None:
        site.pages["/a"] = (status, {}, b"")
        assert failure_of(site.url("/a"), "failed") == message

    def test_international_host(self, site: Site, names) -> None:
        names["xn--strae-oqa.example"] = ["127.0.0.1"]
        site.html("/wei%C3%9F")
        url = f"http://straße.example:{site.port}/weiß"
        assert fetch_one(url).ref.path == url
        assert site.asked("xn--strae-oqa.example") == ["/wei%C3%9F"]

    def test_ipv6(self) -> None:
        try:
            site = Site(Server6(("::1", 0), Handler))
        except OSError:
            pytest.skip("no IPv6 on this machine")
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a", host="[::1]")), Document)
        assert site.headers[-1]["Host"] == f"[::1]:{site.port}"
        site.close()

    def test_second_address_when_the_first_is_dead(self, site: Site, names) -> None:
        names["two.example"] = ["127.0.0.9", "127.0.0.1"]  # nothing listens at the first
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a", host="two.example")), Document)

    def test_nobody_listens(self, site: Site) -> None:
        site.close()
        message = failure_of(site.url("/a"), "failed")
        assert message == f"no connection to 127.0.0.1:{site.port}: connection refused"
        site.server = Server(("127.0.0.1", 0), Handler)  # for the fixture to close
        site.server.site = site
        threading.Thread(target=site.server.serve_forever, daemon=True).start()


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_followed(self, site: Site, status: int) -> None:
        site.redirect("/a", "b/../c?x=1#y", status)
        site.html("/c?x=1")
        document = fetch_one(site.url("/a"))
        assert document.url == site.url("/c?x=1")
        assert document.ref.path == site.url("/a")

    def test_to_another_host(self, site: Site, names) -> None:
        names["new.example"] = ["127.0.0.1"]
        site.redirect("/a", site.url("/b", host="new.example"))
        site.html("/b")
        assert fetch_one(site.url("/a")).url == site.url("/b", host="new.example")
        assert ("new.example", "/robots.txt") in site.log

    def test_location_beyond_ascii(self, site: Site) -> None:
        site.redirect("/a", "/été des fêtes")
        site.html("/%C3%A9t%C3%A9%20des%20f%C3%AAtes")
        assert isinstance(fetch_one(site.url("/a")), Document)

    def test_loop(self, site: Site) -> None:
        site.redirect("/a", "/b")
        site.redirect("/b", "/a")
        assert failure_of(site.url("/a"), "failed").endswith("redirects in a loop")
        assert site.asked() == ["/a", "/b"]

    def test_without_end(self, site: Site) -> None:
        for number in range(30):
            site.redirect(f"/{number}", f"/{number + 1}")
        assert failure_of(site.url("/0"), "failed", max_redirects=4).endswith("more than 4 redirects")
        assert len(site.asked()) == 5

    @pytest.mark.parametrize(
        "location",
        [
            "ftp://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://u:p@127.0.0.1/",
            "http://[::1",
            "http://x y/",
        ],
    )
    def test_to_what_is_no_page(self, site: Site, location: str) -> None:
        site.redirect("/a", location)
        assert failure_of(site.url("/a"), "refused").startswith("redirects to what is ")

    def test_into_what_robots_forbid(self, site: Site) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /members/\n")
        site.redirect("/a", "/members/a")
        assert failure_of(site.url("/a"), "refused").endswith("robots.txt does not allow it")
        assert site.asked() == ["/a"]


class TestLimits:
    def test_stated_size(self, site: Site) -> None:
        sent = []

        def huge(handler) -> None:
            head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000000\r\n\r\n"
            handler.wfile.write(head.encode())
            with suppress(OSError):
                while True:
                    handler.wfile.write(b"x" * 65536)
                    sent.append(65536)

        site.pages["/a"] = huge
        assert (
            failure_of(site.url("/a"), "refused", max_bytes=1 << 20) == "larger than 1 MB (--max-size raises the limit)"
        )

    def test_endless_body(self, site: Site) -> None:
        sent = [0]

        def endless(handler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            with suppress(OSError):
                while True:
                    handler.wfile.write(b"x" * 65536)
                    sent[0] += 65536

        site.pages["/a"] = endless
        assert failure_of(site.url("/a"), "refused", max_bytes=1 << 20).startswith("larger than 1 MB")
        assert sent[0] < 64 << 20  # what fits into the buffers of the system, not gigabytes

    def test_exactly_the_limit(self, site: Site) -> None:
        site.html("/a", body=b"x" * 1000)
        site.html("/b", body=b"x" * 1001)
        assert len(fetch_one(site.url("/a"), max_bytes=1000).data) == 1000
        failure_of(site.url("/b"), "refused", max_bytes=1000)

    @pytest.mark.parametrize("coding", ["gzip", "deflate"])
    def test_bomb(self, site: Site, coding: str) -> None:
        body = b"<p>" + bytes(50_000_000)
        packed = gzip.compress(body, 9) if coding == "gzip" else zlib.compress(body, 9)
        assert len(packed) < 100_000
        site.html("/a", body=packed, **{"Content-Encoding": coding})
        tracemalloc.start()
        message = failure_of(site.url("/a"), "refused", max_bytes=1 << 20)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert message == "larger than 1 MB once unpacked (--max-size raises the limit)"
        assert peak < 20_000_000

    def test_many_empty_members(self, site: Site) -> None:
        site.html("/a", body=gzip.compress(b"") * 40_000, **{"Content-Encoding": "gzip"})
        assert failure_of(site.url("/a"), "refused") == "packed in more than 16 pieces"

    @pytest.mark.parametrize(
        ("coding", "body"),
        [
            ("gzip", gzip.compress(PAGE, mtime=0)),
            ("x-gzip", gzip.compress(PAGE[:20], mtime=0) + gzip.compress(PAGE[20:], mtime=0) + b"\0\0"),
            ("gzip", PAGE),
            ("deflate", zlib.compress(PAGE)),
            ("deflate", zlib.compress(PAGE)[2:-4]),
            ("identity", PAGE),
        ],
    )
    def test_packed(self, site: Site, coding: str, body: bytes) -> None:
        site.html("/a", body=body, **{"Content-Encoding": coding})
        document = fetch_one(site.url("/a"))
        assert document.data == PAGE
        assert document.ref.sha256 == hashlib.sha256(PAGE).hexdigest()

    @pytest.mark.parametrize(
        ("coding", "body", "message"),
        [
            ("gzip", gzip.compress(PAGE, mtime=0)[:-12], "torn compression: its end is missing"),
            ("gzip", b"\x1f\x8b" + b"\xff" * 50, "broken compression"),
            ("deflate", b"\xff" * 50, "broken compression"),
            ("br", PAGE, "packed in a way that was not asked for"),
        ],
    )
    def test_badly_packed(self, site: Site, coding: str, body: bytes, message: str) -> None:
        site.html("/a", body=body, **{"Content-Encoding": coding})
        assert failure_of(site.url("/a"), "failed").startswith(message)

    def test_shorter_than_stated(self, site: Site) -> None:
        site.html("/a", **{"Content-Length": str(len(PAGE) + 7)})
        assert failure_of(site.url("/a"), "failed") == "the connection ended 7 bytes before the end of the page"

    def test_longer_than_stated(self, site: Site) -> None:
        site.html("/a", **{"Content-Length": "10"})
        assert fetch_one(site.url("/a")).data == PAGE[:10]

    def test_chunks_that_break_off(self, site: Site) -> None:
        site.html("/a", body=b"20\r\n<html>", **{"Transfer-Encoding": "chunked"})
        assert failure_of(site.url("/a"), "failed") == "the connection ended in the middle of the page"

    def test_chunks(self, site: Site) -> None:
        site.html("/a", body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), **{"Transfer-Encoding": "chunked"})
        assert fetch_one(site.url("/a")).data == PAGE

    @pytest.mark.parametrize("part", ["status", "header", "body"])
    def test_a_byte_at_a_time(self, site: Site, part: str) -> None:
        """Bytes come often enough for each wait, and still the page ends."""

        def drip(handler) -> None:
            head = {
                "status": b"",
                "header": b"HTTP/1.1 200 OK\r\nX: ",
                "body": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            }
            handler.wfile.write(head[part])
            with suppress(OSError):
                while True:
                    handler.wfile.write(b"H")
                    time.sleep(0.02)

        site.pages["/a"] = drip
        assert failure_of(site.url("/a"), "timeout", page_timeout=1) == "not finished within 1 s"

    def test_silence(self, site: Site) -> None:
        site.pages["/a"] = lambda handler: time.sleep(3)
        assert failure_of(site.url("/a"), "timeout", read_timeout=0.2) == "nothing came for 0.2 s"

    def test_redirects_share_one_time_limit(self, site: Site) -> None:
        def slow(handler):
            time.sleep(0.15)
            number = int(handler.path[1:])
            return (302, {"Location": f"/{number + 1}"}, b"")

        for number in range(100):
            site.pages[f"/{number}"] = slow
        assert failure_of(site.url("/0"), "timeout", page_timeout=1, max_redirects=90).endswith("within 1 s")
        assert len(site.asked()) < 10

    def test_connection_reset(self, site: Site) -> None:
        def reset(handler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>")
            handler.wfile.flush()
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            handler.connection.close()

        site.pages["/a"] = reset
        assert failure_of(site.url("/a"), "failed") in (
            "connection reset by peer",
            "the connection ended 97 bytes before the end of the page",
        )

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"SSH-2.0-OpenSSH\r\n",
            b"HTTP/1.1 999999 X\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
            b"\0" * 100_000,
        ],
    )
    def test_no_http(self, site: Site, answer: bytes) -> None:
        site.pages["/a"] = lambda handler: handler.wfile.write(answer) and None
        assert failure_of(site.url("/a"), "failed")


class TestRobots:
    def test_obeyed(self, site: Site) -> None:
        site.pages["/robots.txt"] = (
            200,
            {"Content-Type": "text/plain"},
            b"User-agent: *\nDisallow: /private\nAllow: /private/press\n",
        )
        site.html("/a", "/private/b", "/private/press/c")
        a, b, c = fetch_all(*(site.url(path) for path in ("/a", "/private/b", "/private/press/c")))
        assert isinstance(a, Document)
        assert isinstance(c, Document)
        assert (b.kind, b.message) == ("refused", "robots.txt does not allow it")
        assert [path for _, path in site.log] == ["/robots.txt", "/a", "/private/press/c"]

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
    def test_none_there(self, site: Site, status: int) -> None:
        site.pages["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /\n")
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a")), Document)

    @pytest.mark.parametrize("status", [429, 500, 502, 503])
    def test_not_to_be_had(self, site: Site, status: int) -> None:
        site.pages["/robots.txt"] = (status, {}, b"")
        site.html("/a", "/b")
        for outcome in fetch_all(site.url("/a"), site.url("/b")):
            assert outcome.kind == "failed"
            assert outcome.message.startswith(f"robots.txt cannot be read ({status} ")
        assert [path for _, path in site.log] == ["/robots.txt"]

    def test_that_never_end(self, site: Site) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /b\n" + b"#" * (3 * MAX_ROBOTS_BYTES))
        site.html("/a", "/b")
        a, b = fetch_all(site.url("/a"), site.url("/b"))
        assert isinstance(a, Document)
        assert isinstance(b, Failure)

    def test_redirected(self, site: Site, names) -> None:
        names["other.example"] = ["127.0.0.1"]
        site.redirect("/robots.txt", site.url("/rules", host="other.example"))
        site.pages["/rules"] = (200, {}, b"User-agent: newsx\nDisallow: /b\n")
        site.html("/a", "/b")
        a, b = fetch_all(site.url("/a"), site.url("/b"))
        assert isinstance(a, Document)
        assert isinstance(b, Failure)

    def test_redirected_in_a_loop_are_none(self, site: Site) -> None:
        site.redirect("/robots.txt", "/robots.txt")
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a")), Document)

    def test_once_a_host_and_scheme_and_port(self, site: Site, names) -> None:
        names["a.example"] = names["b.example"] = ["127.0.0.1"]
        site.html("/1", "/2", "/3")
        urls = [site.url(f"/{number}", host=host) for number in (1, 2, 3) for host in ("a.example", "b.example")]
        assert all(isinstance(outcome, Document) for outcome in fetch_all(*urls))
        assert Counter(site.log)["a.example", "/robots.txt"] == 1
        assert Counter(site.log)["b.example", "/robots.txt"] == 1

    # Pairs of path and whether it may be asked for, by RFC 9309.
    @pytest.mark.parametrize(
        ("text", "allowed", "forbidden"),
        [
            ("", ["/"], []),
            ("User-agent: *\nDisallow:\n", ["/"], []),
            ("User-agent: *\nDisallow: /\n", ["/robots.txt"], ["/", "/a", "/robots.txt2"]),
            ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", ["/a/b/c", "/b"], ["/a", "/a/c", "/ab"]),
            ("User-agent: *\nAllow: /a\nDisallow: /a\n", ["/a"], []),
            ("User-agent: *\nDisallow: /*.pdf$\n", ["/b.pdf?x", "/b.pdfs"], ["/b.pdf", "/a/.pdf"]),
            ("User-agent: *\nDisallow: /*?print=\n", ["/a?x=1"], ["/a?print=1"]),
            ("User-agent: *\nDisallow: /a*b*c$\n", ["/abd", "/acb"], ["/abc", "/axbxbxc"]),
            ("User-agent: *\nDisallow: /a$\n", ["/ab", "/a/"], ["/a"]),
            ("User-agent: *\nDisallow: *.gif\n", ["/a.png"], ["/a.gif", "/x/a.gif?y"]),
            ("User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /%7ejoe\n", ["/cafe"], ["/caf%c3%a9", "/~joe", "/%7Ejoe"]),
            ("User-agent: *\nDisallow: /café\n", ["/cafe"], ["/caf%C3%A9"]),
            ("User-agent: *\nDisallow: /a%2Fb\n", ["/a/b"], ["/a%2fb"]),
            ("User-agent: *\nDisallow: /x%2A$\n", ["/xy"], ["/x*"]),
            ("\ufeffUser-Agent : *  # all\r\nDISALLOW:/a # not this\r\n", ["/b"], ["/a"]),
            ("User-agent: *\rDisallow: /a\r", ["/b"], ["/a"]),
            ("User-agent: *\nSitemap: https://example.org/s.xml\n\n\nDisallow: /a\n", ["/b"], ["/a"]),
            ("Disallow: /\n", ["/a"], []),
            ("User-agent: *\nDisallow: a\n", ["/a"], []),
            ("User-agent: *\nDisallow: /\nUser-agent: newsx\nDisallow:\n", ["/a"], []),
            (
                "User-agent: NewsX\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: newsx/2.0\nDisallow: /b\n",
                ["/c"],
                ["/a", "/b"],
            ),
            ("User-agent: newsx\nUser-agent: other\nDisallow: /a\n", ["/b"], ["/a"]),
            ("User-agent: news\nDisallow: /\nUser-agent: newsxbot\nDisallow: /\n", ["/a"], []),
            ("User-agent: other\nDisallow: /\n", ["/a"], []),
            ("User-agent: other\nCrawl-delay: 5\nUser-agent: newsx\nDisallow: /a\n", ["/b"], ["/a"]),
            ("<html><body>User-agent: *</body></html>", ["/a"], []),
        ],
    )
    def test_rules(self, text: str, allowed: list[str], forbidden: list[str]) -> None:
        robots = read_robots(text.encode(), user_agent="newsx/0.1.0")
        assert [path for path in allowed if not robots.allows(path)] == []
        assert [path for path in forbidden if robots.allows(path)] == []

    @pytest.mark.parametrize(
        ("text", "delay"),
        [
            ("User-agent: *\nCrawl-delay: 2.5\n", 2.5),
            ("User-agent: *\nCrawl-delay: 9\nUser-agent: newsx\nCrawl-delay: 2\n", 2.0),
            ("User-agent: *\nCrawl-delay: 9\nUser-agent: newsx\nDisallow: /a\n", 0.0),
            ("User-agent: *\nCrawl-delay: inf\n", 0.0),
            ("User-agent: *\nCrawl-delay: -1\n", 0.0),
            ("User-agent: *\nCrawl-delay: soon\n", 0.0),
            ("Crawl-delay: 3\n", 0.0),
        ],
    )
    def test_delay(self, text: str, delay: float) -> None:
        assert read_robots(text.encode(), user_agent="newsx/0.1.0").delay == delay

    @pytest.mark.parametrize(
        "text",
        [
            "".join(f"User-agent: a{number}\n" for number in range(20_000)) + "Disallow: /x\n" * 20_000,
            "User-agent: *\nDisallow: /" + "*a" * 250_000,
            "User-agent: *\n" + "".join(f"Disallow: /*{number}*x*y$\n" for number in range(20_000)),
            "User-agent: *\n" * 40_000,
        ],
        ids=["agents", "stars", "rules", "groups"],
    )
    def test_hostile(self, text: str) -> None:
        started = time.process_time()
        robots = read_robots(text.encode(), user_agent="newsx/0.1.0")
        for _ in range(3):
            assert robots.allows("/" + "a" * 8000)
        assert time.process_time() - started < 5


class TestSchedule:
    def test_order_is_kept_and_hosts_do_not_wait_for_each_other(self, site: Site, names) -> None:
        """The first page is answered only when the last ones have been asked for, which are on other hosts."""
        names.update({f"{name}.example": ["127.0.0.1"] for name in "abcd"})
        arrived = threading.Barrier(4, timeout=10)

        def meet(handler):
            arrived.wait()
            return (200, {"Content-Type": "text/html"}, handler.headers["Host"].encode())

        site.pages["/meet"] = meet
        urls = [site.url("/meet", host=f"{name}.example") for name in "abcd"]
        outcomes = fetch_all(*urls, policy=policy(hosts=4))
        assert [outcome.data.decode()[0] for outcome in outcomes] == list("abcd")

    def test_one_request_at_a_time_a_host(self, site: Site, names) -> None:
        names.update({f"{name}.example": ["127.0.0.1"] for name in "ab"})

        def slow(handler):
            time.sleep(0.01)
            return (200, {"Content-Type": "text/html"}, PAGE)

        urls = []
        for number in range(20):
            site.pages[f"/{number}"] = slow
            urls += [site.url(f"/{number}", host=f"{name}.example") for name in "ab"]
        # Pages of both hosts that move to the other one must wait for their turn there as well.
        for number in range(20):
            site.redirect(f"/to-a/{number}", site.url(f"/{number}", host="a.example"))
            urls.append(site.url(f"/to-a/{number}", host="b.example"))
        outcomes = fetch_all(*urls)
        assert all(isinstance(outcome, Document) for outcome in outcomes)
        assert [outcome.ref.path for outcome in outcomes] == urls
        assert site.most["a.example"] == 1
        assert site.most["b.example"] == 1
        assert Counter(site.asked("a.example")) == Counter({f"/{number}": 2 for number in range(20)})

    def test_hosts_at_the_same_time(self, site: Site, names) -> None:
        names.update({f"h{number}.example": ["127.0.0.1"] for number in range(8)})

        def slow(handler):
            time.sleep(0.02)
            return (200, {"Content-Type": "text/html"}, PAGE)

        site.pages["/a"] = slow
        urls = [site.url("/a", host=f"h{number}.example") for number in range(8)]
        assert all(isinstance(outcome, Document) for outcome in fetch_all(*urls, policy=policy(hosts=2)))
        assert site.most_at_once <= 2

    def test_delay(self, site: Site) -> None:
        site.html("/1", "/2", "/3")
        fetch_all(*(site.url(f"/{number}") for number in (1, 2, 3)), policy=policy(delay=0.15))
        times = site.times["127.0.0.1"]
        assert len(times) == 4
        assert min(later - sooner for sooner, later in pairwise(times)) >= 0.15

    def test_delay_robots_ask_for(self, site: Site) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 0.15\n")
        site.html("/1", "/2")
        fetch_all(site.url("/1"), site.url("/2"))
        times = site.times["127.0.0.1"]
        assert min(later - sooner for sooner, later in pairwise(times)) >= 0.15

    def test_delay_robots_ask_for_is_bounded(self, site: Site) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 86400\n")
        site.html("/1", "/2")
        outcomes = fetch_all(site.url("/1"), site.url("/2"), policy=policy(max_delay=0.05))
        assert all(isinstance(outcome, Document) for outcome in outcomes)

    @pytest.mark.parametrize("status", [429, 503])
    def test_asked_to_come_back(self, site: Site, status: int) -> None:
        def once(handler):
            if site.asked().count("/a") == 1:
                return (status, {"Retry-After": "1"}, b"")
            return (200, {"Content-Type": "text/html"}, PAGE)

        site.pages["/a"] = once
        site.html("/b")
        a, b = fetch_all(site.url("/a"), site.url("/b"))
        assert isinstance(a, Document)
        assert isinstance(b, Document)
        assert site.asked() == ["/a", "/a", "/b"]
        times = site.times["127.0.0.1"]
        assert times[2] - times[1] >= 1

    def test_asked_to_come_back_again_and_again(self, site: Site) -> None:
        site.pages["/a"] = (503, {"Retry-After": "0"}, b"")
        site.html("/b")
        a, b = fetch_all(site.url("/a"), site.url("/b"))
        assert a.message == "503 Service Unavailable (asks to come back in 0 s)"
        assert isinstance(b, Document)
        assert site.asked() == ["/a", "/a", "/b"]

    @pytest.mark.parametrize("after", ["3600", "Fri, 31 Dec 2199 23:59:59 GMT"])
    def test_asked_to_come_back_much_later(self, site: Site, after: str) -> None:
        site.pages["/a"] = (429, {"Retry-After": after}, b"")
        site.html("/b")
        a, b = fetch_all(site.url("/a"), site.url("/b"))
        assert a.message.startswith("429 Too Many Requests (asks to come back in ")
        assert b.message == "the host has asked to be left alone for longer"
        assert site.asked() == ["/a"]

    @pytest.mark.parametrize("after", ["soon", "-1", "1e9", "²"])
    def test_no_time_to_come_back(self, site: Site, after: str) -> None:
        site.pages["/a"] = (429, {"Retry-After": after}, b"")
        assert failure_of(site.url("/a"), "failed") == "429 Too Many Requests"

    def test_host_that_never_answers_is_given_up(self, site: Site) -> None:
        paths = [f"/{number}" for number in range(20)]
        site.pages.update(dict.fromkeys(paths, lambda handler: time.sleep(1)))
        outcomes = fetch_all(*map(site.url, paths), policy=policy(read_timeout=0.05))
        assert [outcome.kind for outcome in outcomes] == ["timeout"] * 5 + ["failed"] * 15
        assert outcomes[-1].message == "given up: 5 requests in a row were put off or took too long"

    def test_what_is_bad_costs_only_itself(self, site: Site, names) -> None:
        names["good.example"] = ["127.0.0.1"]
        site.html("/a")
        bad = Failure(source="urls.txt:3", stage="fetching", kind="refused", message="x")
        items = [
            bad,
            *refs(site.url("/none"), "nonsense", site.url("/a", host="good.example"), "http://nowhere.example/"),
        ]
        outcomes = list(fetch(items, policy=QUICK))
        assert outcomes[0] is bad
        assert [type(outcome) for outcome in outcomes] == [Failure, Failure, Failure, Document, Failure]
        assert outcomes[2].source == "nonsense"

    def test_unforeseen_error_is_named(self, site: Site, monkeypatch) -> None:
        def broken(*args, **kwargs):
            raise ZeroDivisionError("oops")

        monkeypatch.setattr("newsx.sources.fetching.visit.ask", broken)
        assert "ZeroDivisionError: oops" in failure_of(site.url("/a"), "failed")

    def test_nothing_to_fetch(self) -> None:
        assert list(fetch([], policy=QUICK)) == []

    def test_long_lists(self, site: Site, names, monkeypatch) -> None:
        """More addresses than are looked at ahead, on more hosts than are remembered, from an iterator."""
        monkeypatch.setattr(schedule, "_LOOK_AHEAD", 5)
        monkeypatch.setattr(schedule, "_KNOWN_HOSTS", 6)
        site.html("/a")
        names.update({f"h{number}.example": ["127.0.0.1"] for number in range(40)})
        urls = [site.url("/a", host=f"h{number}.example") for number in range(40)]
        outcomes = list(fetch(iter(refs(*urls)), policy=QUICK))
        assert [outcome.ref.path for outcome in outcomes] == urls

    def test_memory_is_bounded(self, site: Site, names, monkeypatch) -> None:
        """While the first page is waited for, no more is fetched ahead than may be held."""
        monkeypatch.setattr(schedule, "_HELD_BYTES", 1000)
        names.update({f"{name}.example": ["127.0.0.1"] for name in "ab"})
        ahead = []

        def late(handler):
            for _ in range(500):
                if site.asked("b.example"):
                    break
                time.sleep(0.01)
            time.sleep(0.3)
            ahead.append(len(site.asked("b.example")))
            return (200, {"Content-Type": "text/html"}, PAGE)

        site.pages["/late"] = late
        site.html(*(f"/{number}" for number in range(10)), body=b"x" * 5000)
        urls = [
            site.url("/late", host="a.example"),
            *(site.url(f"/{number}", host="b.example") for number in range(10)),
        ]
        assert all(isinstance(outcome, Document) for outcome in fetch_all(*urls))
        assert ahead == [1]

    def test_nothing_waits_for_itself(self, site: Site, names, monkeypatch) -> None:
        """Rules and pages that lie on each other's hosts all come, even when nothing may be held."""
        monkeypatch.setattr(schedule, "_HELD_BYTES", 0)
        monkeypatch.setattr(schedule, "_LOOK_AHEAD", 17)
        hosts = [f"{name}.example" for name in "abcd"]
        names.update({host: ["127.0.0.1"] for host in hosts})

        def onward(handler, path):
            host = handler.headers["Host"].partition(":")[0]
            return (302, {"Location": site.url(path, host=hosts[hosts.index(host) - 1])}, b"")

        site.pages["/robots.txt"] = lambda handler: onward(handler, "/rules")
        site.pages["/rules"] = lambda handler: onward(handler, "/rules2")
        site.pages["/rules2"] = (200, {}, b"User-agent: *\nDisallow: /x\n")
        site.html("/1", "/2", "/3")
        for number in (4, 5, 6):
            site.pages[f"/{number}"] = lambda handler: onward(handler, f"/{int(handler.path[1:]) - 3}")
        urls = [site.url(f"/{1 + turn % 6}", host=hosts[turn * turn % 4]) for turn in range(60)]
        urls += [site.url(f"/{1 + turn % 6}", host=hosts[turn % 4]) for turn in range(60)]
        outcomes = fetch_all(*urls)
        assert [outcome.ref.path for outcome in outcomes] == urls
        assert set(site.most.values()) == {1}

    def test_what_others_wait_for_comes_first(self) -> None:
        begun, waiting = (make_visit(ref) for ref in refs("http://a.example/1", "http://a.example/2"))
        rules = make_robots_request(begun.address)
        host = schedule._Host(delay=0)
        host.requests.append(waiting)
        schedule._put_first(host, rules)
        schedule._put_first(host, begun)
        assert list(host.requests) == [rules, begun, waiting]

    def test_mistake_in_a_thread_is_raised(self, site: Site, monkeypatch) -> None:
        def broken(*args):
            raise ZeroDivisionError("oops")

        monkeypatch.setattr(schedule._Schedule, "_apply", broken)
        with pytest.raises(ZeroDivisionError):
            fetch_all(site.url("/a"))

    def test_fetching_goes_on_while_the_caller_works(self, site: Site) -> None:
        site.html("/1", "/2", "/3")
        documents = fetch(refs(*(site.url(f"/{number}") for number in (1, 2, 3))), policy=QUICK)
        next(documents)
        wait_for(lambda: site.asked() == ["/1", "/2", "/3"])
        documents.close()

    def test_closing_ends_everything_at_once(self, site: Site) -> None:
        release = threading.Event()
        site.html("/1")
        site.pages["/2"] = lambda handler: release.wait(20) and None
        documents = fetch(refs(site.url("/1"), site.url("/2")), policy=policy(read_timeout=20))
        next(documents)
        wait_for(lambda: "/2" in site.asked())
        started = time.monotonic()
        documents.close()
        wait_for(lambda: not threads())
        assert time.monotonic() - started < 5
        release.set()

    def test_program_that_leaves_in_the_middle(self, site: Site) -> None:
        site.html("/1")
        site.pages["/2"] = lambda handler: time.sleep(20)
        script = (
            "import sys\nfrom newsx.records import InputRef\nfrom newsx.sources.fetching import FetchPolicy, fetch\n"
            "refs = [InputRef(path=url, relative='x') for url in sys.argv[1:]]\n"
            "documents = fetch(refs, policy=FetchPolicy(allow_private=True, delay=0))\nprint(len(next(documents).data))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, site.url("/1"), site.url("/2")], capture_output=True, timeout=15, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == str(len(PAGE)).encode()
        assert not done.stderr

    def test_no_thread_is_left(self, site: Site) -> None:
        site.html("/1")
        fetch_all(site.url("/1"))
        wait_for(lambda: not threads())

    @pytest.mark.parametrize(
        "changes",
        [
            {"delay": -1},
            {"hosts": 0},
            {"max_bytes": 0},
            {"page_timeout": 0},
            {"user_agent": ""},
            {"user_agent": "a\r\nX: y"},
            {"user_agent": "/1"},
        ],
    )
    def test_settings_that_cannot_be_meant(self, changes) -> None:
        with pytest.raises(UsageError):
            policy(**changes)


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("fetching ")]


def wait_for(condition, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """A certificate for secure.example, signed by itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine")
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=secure.example",
            "-addext",
            "subjectAltName=DNS:secure.example",
            "-keyout",
            key,
            "-out",
            cert,
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


class TestSecure:
    @pytest.fixture
    def secure(self, certificate, names):
        names["secure.example"] = names["other.example"] = ["127.0.0.1"]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server = Server(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site = Site(server)
        site.html("/a")
        connection._tls.cache_clear()
        yield site
        connection._tls.cache_clear()
        site.close()

    def test_unknown_authority(self, secure: Site) -> None:
        message = failure_of(secure.url("/a", host="secure.example", scheme="https"), "failed")
        assert message.startswith("the certificate is not valid: self")
        assert not secure.log

    def test_trusted(self, secure: Site, certificate, monkeypatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        url = secure.url("/a", host="secure.example", scheme="https")
        document = fetch_one(url)
        assert document.data == PAGE
        assert document.url == url

    def test_certificate_of_another_name(self, secure: Site, certificate, monkeypatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        message = failure_of(secure.url("/a", host="other.example", scheme="https"), "failed")
        assert "Hostname mismatch" in message

    def test_plain_server(self, site: Site, names) -> None:
        names["plain.example"] = ["127.0.0.1"]
        message = failure_of(site.url("/a", host="plain.example", scheme="https"), "failed")
        assert "secure connection" in message

    def test_handshake_that_never_ends(self, names) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            url = f"https://127.0.0.1:{server.getsockname()[1]}/a"
            connection._tls()  # loads certificates, which must not count here
            assert "not finished" in failure_of(url, "timeout", page_timeout=1)

    def test_through_a_proxy(self, secure: Site, certificate, monkeypatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        proxy = Site(Server(("127.0.0.1", 0), ProxyHandler))
        proxy.pages["secure.example:443"] = ("127.0.0.1", secure.port)
        monkeypatch.setenv("HTTPS_PROXY", f"http://reader:s%20ecret@127.0.0.1:{proxy.port}")
        document = fetch_one("https://secure.example/a", allow_private=False)
        assert document.data == PAGE
        assert set(proxy.log) == {("CONNECT", "secure.example:443")}
        assert proxy.headers[-1]["Proxy-Authorization"] == "Basic cmVhZGVyOnMgZWNyZXQ="
        assert "Proxy-Authorization" not in secure.headers[-1]
        proxy.close()

    def test_proxy_that_refuses(self, monkeypatch) -> None:
        proxy = Site(Server(("127.0.0.1", 0), ProxyHandler))
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        message = failure_of("https://secure.example/a", "failed", allow_private=False)
        assert message.startswith("no way through the proxy 127.0.0.1: tunnel connection failed: 403")
        proxy.close()


class ProxyHandler(Handler):
    """Passes connections on to where `site.pages` says."""

    def do_CONNECT(self) -> None:
        site = self.server.site
        site.log.append(("CONNECT", self.path))
        site.headers.append(dict(self.headers))
        self.close_connection = True
        if self.path not in site.pages:
            self.wfile.write(b"HTTP/1.1 403 No\r\n\r\n")
            return
        with socket.create_connection(site.pages[self.path]) as other:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            ends = {self.connection: other, other: self.connection}
            while True:
                readable, _, _ = select.select(list(ends), [], [], 10)
                for end in readable:
                    data = end.recv(65536)
                    if not data:
                        return
                    ends[end].sendall(data)
                if not readable:
                    return


class TestProxy:
    def test_asked_for_whole_addresses(self, site: Site, monkeypatch) -> None:
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{site.port}")
        site.html("http://anywhere.example/a")
        document = fetch_one("http://anywhere.example/a", allow_private=False)
        assert document.data == PAGE
        assert [path for _, path in site.log] == ["http://anywhere.example/robots.txt", "http://anywhere.example/a"]

    def test_exceptions(self, site: Site, monkeypatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        site.html("/a")
        assert isinstance(fetch_one(site.url("/a")), Document)

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "[::1]", "x.localhost", "10.0.0.1"])
    def test_private_by_its_spelling(self, site: Site, monkeypatch, host: str) -> None:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
        assert "--allow-private" in failure_of(f"http://{host}/a", "refused", allow_private=False)
        assert not site.log

    def test_kind_that_is_not_spoken(self, monkeypatch) -> None:
        monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1080")
        assert "socks5" in failure_of("http://anywhere.example/a", "failed")
