"""A sink under the lock of its output, which is let go when it is closed. Made by `opening`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from newsx.formats.ownership import OUTPUT, identity
from newsx.formats.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsx.formats.locking import OutputLock
    from newsx.records import InputRef


class LockedSink(Sink):
    """Hands everything to the sink within; closed, it notes which file it has written and lets the output go."""

    def __init__(
        self,
        sink: Sink,
        lock: OutputLock,
        path: str,
        noted: Mapping[str, Any],
        *,
        is_marked: bool = False,
        is_kept: bool = True,
    ) -> None:
        """`is_marked`: the file does not say itself that newsx wrote it, so that it is noted which file it is.

        `is_kept`: what was noted is asked for later.
        """
        self.indent = sink.indent
        self._sink = sink
        self._lock = lock
        self._path = path
        self._noted = noted
        self._is_marked = is_marked
        self._is_kept = is_kept
        self.put = sink.put  # type: ignore[method-assign]  # once a record: no call more than without the lock
        self.begin = sink.begin  # type: ignore[method-assign]

    def reserve(self, refs: Iterable[InputRef]) -> None:
        """Keep names as the sink within does."""
        self._sink.reserve(refs)

    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the record. Raises OutputError."""
        self._sink.put(record, ref)

    def rest(self) -> None:
        """Let others see what was written so far."""
        self._sink.rest()

    def finish(self) -> None:
        """Finish the sink within."""
        self._sink.finish()

    def close(self) -> None:
        """Close the sink within, then let the output go."""
        try:
            self._sink.close()
            known = {OUTPUT: identity(self._path)} if self._is_marked else {}
            self._lock.note({**self._noted, **known}, is_held=False)
        finally:
            self._lock.release(keep=self._is_kept and os.path.exists(self._path))
