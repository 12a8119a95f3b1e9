"""Records in the vocabulary of another standard, wherever JSON can go: a stream, a file of lines, a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from newsx.interchange import to_jsonld, to_ninjs
from newsx.sinks.base import Sink

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsx.records import InputRef

_TRANSLATORS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"jsonld": to_jsonld, "ninjs": to_ninjs}


def translated(sink: Sink, vocabulary: Literal["jsonld", "ninjs"]) -> Sink:
    """A sink that writes records as schema.org NewsArticle or IPTC ninjs to the sink given."""
    return _TranslatedSink(sink, _TRANSLATORS[vocabulary])


class _TranslatedSink(Sink):
    """Turns each record into another object, and hands that on with the indent of the sink behind it."""

    def __init__(self, sink: Sink, translate: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self._sink = sink
        self._translate = translate

    def begin(self, ref: InputRef) -> bool:
        """As the sink behind it says."""
        return self._sink.begin(ref)

    def put(self, record: bytes, ref: InputRef) -> None:
        """The record is in its place, translated. Raises OutputError."""
        node = self._translate(json.loads(record))
        indent = self._sink.indent
        separators = (",", ":") if indent is None else (",", ": ")
        self._sink.put(json.dumps(node, ensure_ascii=False, indent=indent, separators=separators).encode(), ref)

    def finish(self) -> None:
        """All records are in their places."""
        self._sink.finish()

    def close(self) -> None:
        """What was written is on disk."""
        self._sink.close()
