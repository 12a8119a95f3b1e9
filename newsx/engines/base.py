"""What an engine is asked to do and what it answers: `Work`, `Outcome` and the `Engine` protocol.

Called by `newsx.runs`, which is written against the protocol, and by the engines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from newsx.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsx.engines.parts import ReadablePart
    from newsx.flow import Item
    from newsx.records import Failure, Line, Options


# Seconds between two calls of an engine's `rest`.
REST_SECONDS = 1.0


def do_nothing() -> None:
    """Do nothing: an engine's `rest` where nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run does with every document.

    `indent` is that of the JSON (None: one line). `explain` asks for the judged lines of page dumps. `html` says that HTML
    pages are to be expected. `make_flow` makes the stages; tests put in flows that hang, raise or die.
    """

    options: Options
    indent: int | None = None
    explain: bool = False
    html: bool = False
    make_flow: Callable[[Options], Flow] = Flow


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: the JSON of its record in UTF-8 without a final line end, or a Failure.

    `lines` are the judged lines of a page dump when they were asked for and the document came that far. `milliseconds` is
    the time its stages took, without the loading of the model; None where no worker finished it. Two outcomes that differ in
    their time alone are equal.
    """

    record: bytes | None = None
    failure: Failure | None = None
    lines: tuple[Line, ...] | None = None
    milliseconds: int | None = field(default=None, compare=False)


class Engine(Protocol):
    """Runs documents: `newsx.engines.workers.LocalEngine`, `newsx.engines.dask.DaskEngine`.

    `rest` is called about once a second while the engine waits, and before a wait of unknown length: whoever takes the
    outcomes can let others see them.
    """

    rest: Callable[[], None]

    def run(
        self, parts: Sequence[ReadablePart], *, accept: Callable[[Item], bool] | None = None
    ) -> Iterator[tuple[Item, Outcome]]:
        """Yield every item of the parts with its record or its Failure, in order.

        `accept` is asked for every item, in order, before it is worked on; those it declines are left out. A Document stands
        as its InputRef in the result. Ends early after `stop`. Raises NewsxError when no document could be worked on (a
        missing model, say).
        """

    def stop(self) -> None:
        """End the run soon, without the documents in work; may be called from a signal handler."""
