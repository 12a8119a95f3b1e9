"""Records translated into another JSON object, wherever JSON can go: what writers of other vocabularies build on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsx.formats.json_lines import open_json
from newsx.formats.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsx.formats.sink import Target
    from newsx.records import InputRef


class TranslatedSink(Sink):
    """Turns each record into another object, and hands that to the sink of JSON that fits the target."""

    def __init__(self, target: Target, translate: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self._sink = open_json(target)
        self._translate = translate

    def reserve(self, refs: Iterable[InputRef]) -> None:
        """Keep names as the sink behind it does."""
        self._sink.reserve(refs)

    def begin(self, ref: InputRef) -> bool:
        """Keep a place as the sink behind it does."""
        return self._sink.begin(ref)

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the record, translated. Raises OutputError."""
        node = self._translate(json.loads(record))
        indent = self._sink.indent
        separators = (",", ":") if indent is None else (",", ": ")
        self._sink.put(json.dumps(node, ensure_ascii=False, indent=indent, separators=separators).encode(), ref)

    def rest(self) -> None:
        """Let others see what was written so far, as the sink behind it does."""
        self._sink.rest()

    def finish(self) -> None:
        """Finish the sink behind it."""
        self._sink.finish()

    def close(self) -> None:
        """Close the sink behind it."""
        self._sink.close()
