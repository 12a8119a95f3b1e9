"""Marks shards that are done, with a fingerprint of what was to be done. Called by `run`."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from newsx.formats.files import output_error, write_aside
from newsx.records import InputRef
from newsx.sources import size_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsx.engines import Part
    from newsx.runs.shards import Shard

# Where a folder of records keeps its markers: listings leave hidden folders out.
_MARKERS = ".newsx"
_DONE = ".done"


def fingerprint(parts: Sequence[Part], *, settings: object) -> str:
    """Return hex digits that change when the inputs of a shard (names, spans, sizes, times of change) or its settings do."""
    digest = hashlib.sha256(repr(settings).encode("utf-8", "surrogateescape"))
    for part in parts:
        facts: tuple[object, ...] = (part.span,)
        if isinstance(part.item, InputRef):
            facts += (part.item.path, part.item.relative, size_of(part.item), _changed(part.item.path))
        else:
            facts += tuple(asdict(part.item).values())
        digest.update(repr(facts).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _changed(path: str) -> int | None:
    """Return when a file was changed, in nanoseconds; None when it is no local file."""
    try:
        return os.stat(path).st_mtime_ns
    except (OSError, ValueError):
        return None


class Marker:
    """The file that says a shard is done: `work` is the fingerprint of what was to be done."""

    def __init__(self, output: str, shard: Shard, *, is_folder: bool, work: str) -> None:
        """`output` is the folder, or the shard's own file."""
        self._path = os.path.join(output, _MARKERS, shard.label + _DONE) if is_folder else output + _DONE
        self._output = output
        self._shard = shard
        self._work = work

    def counts(self) -> dict[str, int] | None:
        """Return the counts of the run that finished this very shard; None when it has to be done."""
        try:
            with open(self._path, encoding="utf-8") as file:
                told = json.load(file)
            if told["work"] != self._work or not os.path.exists(self._output):
                return None
            return {str(kind): int(count) for kind, count in told["counts"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def set(self, counts: Mapping[str, int]) -> None:
        """Mark the shard as done. Raises OutputError."""
        text = json.dumps({"shard": str(self._shard), "work": self._work, "counts": dict(counts)}, indent=2)
        write_aside(self._path, (text.encode(), b"\n"))

    def unset(self) -> None:
        """Mark the shard as not done, whatever was said before. Raises OutputError."""
        try:
            os.unlink(self._path)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise output_error(self._path, error) from error
