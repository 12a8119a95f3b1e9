"""Several sinks that take the same records: a file for each of the tables that were asked for. Made by `opening`."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from newsx.formats.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.records import InputRef


class SinkGroup(Sink):
    """Hands every record to all of its sinks."""

    def __init__(self, sinks: Iterable[Sink]) -> None:
        """Take the sinks one by one, as they are opened: when one cannot be, those before it are closed."""
        with ExitStack() as opened:
            self._sinks = [opened.enter_context(closing(sink)) for sink in sinks]
            opened.pop_all()

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the record to each. Raises OutputError."""
        for sink in self._sinks:
            sink.put(record, ref)

    def rest(self) -> None:
        """Let others see what was written so far."""
        for sink in self._sinks:
            sink.rest()

    def finish(self) -> None:
        """Finish each of them."""
        for sink in self._sinks:
            sink.finish()

    def close(self) -> None:
        """Close each of them, also where closing another fails. Raises OutputError."""
        with ExitStack() as closing_all:
            for sink in reversed(self._sinks):
                closing_all.callback(sink.close)
