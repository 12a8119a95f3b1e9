"""Reads addresses of pages: lists of them, what is asked of which server, and names for what is made of them."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsx.errors import UsageError
from newsx.lazy import lazy_pattern
from newsx.records import Failure, InputRef, shown_path
from newsx.sources.fetching.policy import FetchError
from newsx.sources.listing import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

STAGE = "fetching"

# RFC 9110, 4.1, asks for at least 8,000 octets; servers refuse much longer ones.
_MAX_LENGTH = 8192
_SHOWN_LENGTH = 100
_PORTS = {"http": 80, "https": 443}
_ASCII_HOST = lazy_pattern(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_-])?")
_IPV6_HOST = lazy_pattern(r"[0-9a-f:.]{2,45}")
_WHITE_OR_CONTROL = lazy_pattern(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
# Characters that stand for themselves in a path or a query (RFC 3986, 3.3 and 3.4), and the sign of those that do not.
_KEPT_IN_TARGET = "!$&'()*+,;=:@/~-._%"
# Dots that browsers leave out of paths (WHATWG URL, 4.3), by how they may be spelled.
_DOT = frozenset({".", "%2e"})
_TWO_DOTS = frozenset({"..", ".%2e", "%2e.", "%2e%2e"})

# Names of files: what may stay in them, the longest part, and how many folders deep.
_UNSAFE_IN_NAME = lazy_pattern(r"[^\w.+=@~-]+")
_MAX_NAME_BYTES = 100
_MAX_DEPTH = 12
_DIGEST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page in the form in which it is asked for: everything ASCII, no user name, no fragment.

    `host` is a name or an IP address, without brackets; `target` the path and the query.
    """

    scheme: Literal["http", "https"]
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header names them: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """What robots.txt speaks for: "https://example.org"."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def read_addresses(path: str) -> list[InputRef | Failure]:
    """Return the addresses a file lists ("-": standard input), one a line, each once, in their order.

    Empty lines and lines that begin with # are skipped; a line that is no address gives a Failure that names it. Raises
    UsageError when the file cannot be read.
    """
    try:
        if path == STDIN:
            return list(_read(sys.stdin.buffer, path))
        with open(path, "rb") as file:
            return list(_read(file, path))
    except OSError as error:
        raise UsageError(f"{shown_path(path)}: {error.strerror or error}") from error


def _read(file: IO[bytes], path: str) -> Iterator[InputRef | Failure]:
    seen: set[str] = set()
    for number, data in enumerate(_lines(file), 1):
        line = data.decode("utf-8-sig" if number == 1 else "utf-8", "backslashreplace").strip()
        if not line or line.startswith("#"):
            continue
        try:
            address = parse_address(line)
        except FetchError as error:
            source = f"{shown_path(path)}:{number}"
            yield Failure(source=source, stage=STAGE, kind="refused", message=f"{error}: {_shorten(line)}")
            continue
        if address.url not in seen:
            seen.add(address.url)
            yield InputRef(path=line, relative=relative_name(address))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, each no longer than shows that it is too long."""
    limit = 4 * _MAX_LENGTH  # bytes a character
    while line := file.readline(limit + 2):
        whole = line
        while whole and not whole.endswith(b"\n"):
            whole = file.readline(limit)
        yield line


def _shorten(line: str) -> str:
    line = line.encode("unicode_escape").decode("ascii") if not line.isprintable() else line
    return line if len(line) <= _SHOWN_LENGTH else line[: _SHOWN_LENGTH - 1] + "…"


def parse_address(text: str, *, base: Address | None = None) -> Address:
    """Return the address a text holds; with `base`, of which it may be a part relative to it. Raises FetchError.

    User names and passwords are refused: what stands before an @ mostly poses as the host.
    """
    if len(text) > _MAX_LENGTH:
        raise FetchError("refused", f"longer than {_MAX_LENGTH} characters")
    if _WHITE_OR_CONTROL.search(text) and base is None:
        raise FetchError("refused", "not one address: white space in it")
    try:
        parts = urlsplit(urljoin(base.url, text) if base else text)
        port = parts.port
    except ValueError as error:  # brackets, ports, characters that pose as others
        raise FetchError("refused", f"no address of a page ({_shorten(str(error))})") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError("refused", "neither an http nor an https address")
    if "@" in parts.netloc:
        raise FetchError("refused", "a user name in the address")
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    if port == 0:
        raise FetchError("refused", "no address of a page (port 0)")
    return Address(scheme=scheme, host=_host(parts.hostname or ""), port=port or _PORTS[scheme], target=_target(parts))


def _host(host: str) -> str:
    """Return the host in the form in which it is looked up: lower case, names beyond ASCII in Punycode (UTS 46, as browsers do)."""
    host = host.lower()
    if ":" in host:
        if not _IPV6_HOST.fullmatch(host):
            raise FetchError("refused", "no address of a page (its host is no possible name)")
        return host
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise FetchError("refused", "no address of a page (its host is no possible name)") from error
    host = host.removesuffix(".")
    if not _ASCII_HOST.fullmatch(host) or ".." in host:
        raise FetchError(
            "refused", "no address of a page (its host is no possible name)" if host else "no host in the address"
        )
    return host


def _target(parts: SplitResult) -> str:
    path = "/".join(_without_dots(parts.path.split("/")))
    target = quote(path if path.startswith("/") else f"/{path}", safe=_KEPT_IN_TARGET, errors="replace")
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT_IN_TARGET + "?", errors="replace")
    return target


def _without_dots(segments: list[str]) -> list[str]:
    """Return the segments of a path with "." and ".." worked out (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for segment in segments:
        dots = segment.lower()
        if dots in _TWO_DOTS:
            del kept[max(1, len(kept) - 1) :]  # the first one is empty: what stands before the first slash
        elif dots not in _DOT:
            kept.append(segment)
    if segments and segments[-1].lower() in _DOT | _TWO_DOTS:
        kept.append("")
    return kept


def relative_name(address: Address) -> str:
    """Return host and path as a path of the file system, of characters that are safe on every system.

    Where others had to go, a digest of the address tells it from its neighbours.
    """
    path, _, query = address.target.partition("?")
    segments = [unquote(segment) for segment in path.split("/")[1:]]
    if not segments[-1]:
        segments[-1] = "index"
    safe = [_safe(segment) for segment in segments[:_MAX_DEPTH]]
    if query or safe != segments:
        digest = hashlib.sha256(address.url.encode()).hexdigest()[:_DIGEST_DIGITS]
        stem, suffix = os.path.splitext(safe[-1])
        safe[-1] = f"{_safe(f'{stem}_{unquote(query)}') if query else stem}-{digest}{suffix}"
    return "/".join([_safe(address.host), *safe])


def _safe(segment: str) -> str:
    """Return a name of a file that no system minds: letters and digits of any script and a few signs, cut to a bearable length."""
    name = _UNSAFE_IN_NAME.sub("_", segment).encode()[:_MAX_NAME_BYTES].decode("utf-8", "ignore")
    return name.strip(".") or "_"
