"""What every sink can do, and what one is asked for: the writers of all formats build on this."""

from __future__ import annotations

import io
import os
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from newsx.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsx.records import InputRef
    from newsx.schema import Article

INDENT = 2


@dataclass(frozen=True, slots=True)
class Target:
    """Where records are to go, checked to fit the format: a path, or standard output where `output` is None.

    `indent` is that of JSON (None: one line an object). None of the files in `inputs` is ever written to. `table` names what
    a row is about (several with commas between them, for a workbook), `safe_cells` keeps spreadsheets from running cells as formulas, `excel` marks
    the file as they know it, `fields` are those of a record that are written, `resume` keeps what an earlier run left, `overwrite` makes it anew. `folder`,
    `settings` and `anyway` are those of `Circumstances`, for outputs that keep account of them themselves.
    """

    output: str | None = None
    indent: int | None = None
    resume: bool = False
    inputs: Sequence[InputRef] = ()
    table: str | None = None
    safe_cells: bool = False
    excel: bool = False
    fields: str | None = None
    overwrite: bool = False
    folder: str | None = None
    settings: Mapping[str, Any] | None = None
    anyway: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that were asked for."""
        return tables_in(self.table)

    @property
    def path(self) -> str:
        """The path of an output that is no stream."""
        assert self.output is not None
        return self.output


def tables_in(table: str | None) -> tuple[str, ...]:
    """Return the tables that are named, with commas between them."""
    return tuple(dict.fromkeys(name for each in (table or "").split(",") if (name := each.strip())))


class Sink(ABC):
    """Takes records one at a time, in the order of the inputs; finished when all are written, closed in any case.

    `indent` is that of the JSON it takes: None for one line.
    """

    indent: int | None = None

    def reserve(self, refs: Iterable[InputRef]) -> None:  # noqa: B027 - for sinks that know no names
        """Keep names for the inputs, in this order, whichever of them this run will put there.

        Runs that share an output call it with all inputs of all runs, so that none takes the name of another's record.
        """

    def begin(self, ref: InputRef) -> bool:  # noqa: ARG002 - for sinks that know no places
        """Keep a place for the input; False when its finished record is there already, from a run that is being resumed.

        Called for every input in order, before any of them is worked on. Raises OutputError.
        """
        return True

    @abstractmethod
    def put(self, record: bytes, ref: InputRef) -> None:
        """Write the JSON of a record, without a final line end; raises OutputError when it cannot be written."""

    def write(self, article: Article, ref: InputRef) -> None:
        """Write the article; raises OutputError when it cannot be written."""
        self.put(to_json(article, indent=self.indent).encode(), ref)

    def rest(self) -> None:  # noqa: B027 - for sinks that hold nothing back
        """Let others see what was written so far: nothing may come for a while. Raises OutputError."""

    def finish(self) -> None:  # noqa: B027 - for sinks that have nothing left to do
        """Leave the output as one undisturbed run would have: all inputs have been through. Raises OutputError."""

    def close(self) -> None:  # noqa: B027 - as above
        """Bring what was written to disk and release everything. Raises OutputError."""


def to_json(article: Article, *, indent: int | None = None) -> str:
    """Return the record as JSON text, fields in the order of the schema."""
    return article.model_dump_json(indent=indent)


def standard_output() -> BinaryIO:
    """Return standard output without a buffer: a record goes to the system whole, and what could not be written stays out."""
    sys.stdout.flush()
    try:
        if _is_closed(sys.stdout.fileno()):
            raise OutputError("standard output is closed: name an output with -o")
        return cast("BinaryIO", io.FileIO(sys.stdout.fileno(), "w", closefd=False))
    except io.UnsupportedOperation:  # replaced by a stream in memory
        return sys.stdout.buffer


def _is_closed(handle: int) -> bool:
    """Whether the caller has closed a stream: what stands in its place can only be read from."""
    try:
        import fcntl
    except ImportError:  # a system that has no such handles
        return False
    return fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
