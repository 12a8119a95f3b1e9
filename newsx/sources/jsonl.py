"""Reads JSON lines: one object a line, with the text or the HTML of a page and what is known of it."""

from __future__ import annotations

import codecs
import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from newsx.errors import DamagedError, InputError
from newsx.records import Document
from newsx.sources.limits import gather, too_large
from newsx.sources.naming import broken, record_of, with_digest
from newsx.stated_fields import MAX_ADDRESS, MAX_IDENTIFIER, clean_or_drop, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import Caution, Failure, InputRef

_EVIDENCE: Final = "jsonl"
_SHOWN_FIELDS = 8
_SHOWN_CHARS = 40
_MAX_NUMBER = 10**100  # Python writes out no number of thousands of digits


def read_json_lines(
    blocks: Iterable[bytes], ref: InputRef, *, limit: int, first: int = 1, length: int | None = None
) -> Iterator[Document | Failure]:
    """Yield a Document or a Failure for every line, as soon as it is there; empty lines have none.

    Records are named by the number of their line, `first` that of the first. Lines that begin at or after `length` bytes are
    left out. Lines of more than `limit` bytes are refused without being held. Raises what reading the blocks raises.
    """
    for number, offset, line in _lines(blocks, limit):
        if length is not None and offset >= length:
            return
        if line is None:
            record = record_of(ref, str(first + number))
            yield broken(record, InputError(too_large(limit, what="a line of more than")))
        elif line.strip():
            yield _read_line(line, record_of(ref, str(first + number)), is_first=first + number == 1)


def read_json_values(blocks: Iterable[bytes], ref: InputRef, *, limit: int) -> Iterator[Document | Failure]:
    """Yield a Document or a Failure for every object of a JSON text that is written over several lines.

    Such a text is one object, an array, or objects one after another; records are named by their number, from 1. It must be read whole: raises InputError for one of more than `limit` bytes.
    """
    text = _decode(gather(blocks, limit, what="JSON that is not one object a line, of more than"))
    for number, value in enumerate(_values(text), start=1):
        record = record_of(ref, str(number))
        if isinstance(value, InputError):
            yield broken(record, value)
        else:
            yield _read_value(value, record)


def _lines(blocks: Iterable[bytes], limit: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield the lines that hold something, each with its number from 0 and the offset it begins at; None for one over the limit."""
    number = 0
    start = 0
    size = 0
    parts: list[bytes] = []
    for block in blocks:
        *ends, rest = block.split(b"\n")
        for end in ends:
            if end or size:
                size += len(end)
                yield number, start, None if size > limit else b"".join([*parts, end])
                start += size
                size = 0
                parts.clear()
            start += 1
            number += 1
        size += len(rest)
        if size > limit:
            parts.clear()
        elif rest:
            parts.append(rest)
    if size:
        yield number, start, None if size > limit else b"".join(parts)


def _values(text: str) -> Iterator[Any]:
    """Yield the objects of a JSON text, those of an array one by one; the last one is an InputError where it is broken."""
    decoder = json.JSONDecoder()
    place = _skip_space(text, 0)
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield DamagedError(f"broken JSON ({_reason(error)})")
            return
        if isinstance(value, list):
            yield from value
        else:
            yield value
        place = _skip_space(text, place)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place


def _read_line(line: bytes, ref: InputRef, *, is_first: bool) -> Document | Failure:
    try:
        value = _parse(_decode(line.removeprefix(codecs.BOM_UTF8) if is_first else line))
    except InputError as error:
        return broken(ref, error)
    except (ValueError, RecursionError) as error:
        return broken(ref, DamagedError(f"broken JSON ({_reason(error)})"))
    return _read_value(value, ref)


def _parse(text: str) -> Any:
    """Return the value of a JSON text; integers beyond what Python reads are kept as words. Raises ValueError, RecursionError."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # more digits than Python takes, in some field that nobody may ask for
        return json.loads(text, parse_int=str)


def _read_value(value: Any, ref: InputRef) -> Document | Failure:
    try:
        return _document(value, ref)
    except InputError as error:
        return broken(ref, error)


def _document(value: Any, ref: InputRef) -> Document:
    """Return the record of an object; raises InputError when it has no text. Any other field that cannot be meant is dropped."""
    if not isinstance(value, dict):
        raise InputError(f"no JSON object, but {_type_of(value)}")
    html, text = (found if isinstance(found := value.get(name), str) else None for name in ("html", "text"))
    is_html = html is not None and (bool(html.strip()) or text is None)
    content = html if is_html else text
    if content is None:
        raise InputError(f'no field "text" or "html" {_fields(value)}')
    data = content.encode("utf-8", errors="replace")  # half a surrogate pair can be written in JSON, but is no text
    stated, warnings = normalise(_stated(value), _EVIDENCE)
    url, of_url = clean_or_drop("url", value.get("url"), MAX_ADDRESS)
    identifier, of_id = _identifier(value)
    return Document(
        ref=with_digest(ref, hashlib.sha256(data).hexdigest()),
        data=data,
        media_type="text/html" if is_html else None,
        charset="utf-8",
        url=url,
        id=identifier,
        stated=stated,
        warnings=(*warnings, *of_url, *of_id),
    )


def _stated(value: dict[str, Any]) -> dict[str, object]:
    """Return what the object says of its article, as it stands there."""
    return {
        "headline": value.get("headline") or value.get("title"),
        "authors": value.get("authors"),
        "publisher": value.get("publisher"),
        "date_published": value.get("date") or value.get("date_published"),
        "language": value.get("language"),
    }


def _identifier(value: dict[str, Any]) -> tuple[str | None, tuple[Caution, ...]]:
    found = value.get("id")
    is_number = isinstance(found, int) and not isinstance(found, bool) and abs(found) < _MAX_NUMBER
    return clean_or_drop("id", str(found) if is_number else found, MAX_IDENTIFIER)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError(f"not UTF-8 (byte {error.start + 1})") from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:_SHOWN_CHARS]


def _fields(value: dict[str, Any]) -> str:
    if not value:
        return "(the object is empty)"
    names = [name if len(name) <= _SHOWN_CHARS else name[:_SHOWN_CHARS] + "…" for name in list(value)[:_SHOWN_FIELDS]]
    kinds = [f", {name} is {_type_of(value[name])}" for name in ("html", "text") if name in value]
    return "(it has " + ", ".join(names) + (" …" if len(value) > _SHOWN_FIELDS else "") + ("".join(kinds)) + ")"


def _type_of(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
