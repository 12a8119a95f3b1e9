"""Reads the body of an answer: no more than the limit, unpacked, and whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from newsx.sources.fetching.policy import FetchError

if TYPE_CHECKING:
    from http.client import HTTPResponse

_BLOCK = 1 << 16
# Members of a gzip body. Servers send one; each further one costs a copy of what follows it.
_MAX_MEMBERS = 16
_GZIP_MAGIC = b"\x1f\x8b"
# How zlib is told the form of its input (zlib's manual, inflateInit2).
_GZIP_FORM = 31
_ZLIB_FORM = 15
_RAW_FORM = -15


def read_body(response: HTTPResponse, *, limit: int, cut: bool = False) -> bytes:
    """Return the body of an answer, unpacked; with `cut`, its first `limit` bytes.

    Raises FetchError when it is larger, before or after unpacking, or ends too early.
    """
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if not cut and response.length is not None and response.length > limit:
        raise _too_large(limit)
    data = _read(response, limit, cut=cut)
    if coding in ("gzip", "x-gzip"):
        # Some servers say so and send what is not packed.
        return _gunzip(data, limit, cut=cut) if data.startswith(_GZIP_MAGIC) else data
    if coding == "deflate":
        return _inflate(data, limit, cut=cut)
    if coding != "identity":
        raise FetchError("failed", "packed in a way that was not asked for")
    return data


def _read(response: HTTPResponse, limit: int, *, cut: bool) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size <= limit and (block := response.read(_BLOCK)):
        parts.append(block)
        size += len(block)
    if size > limit:
        if not cut:
            raise _too_large(limit)
    elif response.length:
        raise FetchError("failed", f"the connection ended {response.length} bytes before the end of the page")
    return b"".join(parts)[:limit]


def _gunzip(data: bytes, limit: int, *, cut: bool) -> bytes:
    """Return the members of a gzip file one after the other; what follows them is left out."""
    parts: list[bytes] = []
    size = 0
    for _ in range(_MAX_MEMBERS):
        if not data.startswith(_GZIP_MAGIC):
            return b"".join(parts)
        unpacked, data = _unpack(data, _GZIP_FORM, limit - size, cut=cut)
        parts.append(unpacked)
        size += len(unpacked)
    raise FetchError("refused", f"packed in more than {_MAX_MEMBERS} pieces")


def _inflate(data: bytes, limit: int, *, cut: bool) -> bytes:
    """Unpack what "deflate" means by the standard, or else what many servers mean by it (RFC 9110, 8.4.1.2)."""
    if not data:
        return data
    is_zlib = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    return _unpack(data, _ZLIB_FORM if is_zlib else _RAW_FORM, limit, cut=cut)[0]


def _unpack(data: bytes, form: int, limit: int, *, cut: bool) -> tuple[bytes, bytes]:
    """Return what the data hold, no further than the limit, and the data after it."""
    unpacker = zlib.decompressobj(wbits=form)
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise FetchError("failed", f"broken compression ({error})") from error
    if len(unpacked) > limit:
        if not cut:
            raise _too_large(limit, once=" once unpacked")
        return unpacked[:limit], b""
    if not unpacker.eof and not cut:
        raise FetchError("failed", "torn compression: its end is missing")
    return unpacked, unpacker.unused_data


def _too_large(limit: int, *, once: str = "") -> FetchError:
    return FetchError("refused", f"larger than {limit / (1024 * 1024):g} MB{once} (--max-size raises the limit)")
