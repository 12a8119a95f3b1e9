"""The inside of a worker process: takes documents one at a time, answers with finished records. Called by the pools."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.engines.base import Outcome
from newsx.engines.workers.deadline import Deadline
from newsx.errors import NewsxError
from newsx.flow import name_of, unforeseen
from newsx.records import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsx.engines.base import Work
    from newsx.engines.workers.channel import Channel
    from newsx.flow import Flow, Item


@dataclass(frozen=True, slots=True)
class Stage:
    """A message: the document in work has come to this stage."""

    name: str


@dataclass(frozen=True, slots=True)
class Fatal:
    """A message: no document can be worked on, for this reason."""

    error: NewsxError


def serve(channel: Channel, work: Work, *, timeout: float, flow: Flow | None = None) -> None:
    """Answer every document that comes over the channel, until the other side closes it.

    `timeout` is in seconds a document, 0 for none. `flow` is a flow with its pipeline loaded; without one, it is made here
    and loaded when the first article needs it.
    """
    if flow is None:
        flow = work.make_flow(work.options)
        gc.disable()  # until the model is loaded: what comes into being till then stays
    for item in flow.in_zones(_received(channel)):
        answer: Outcome | Fatal
        try:
            answer = run_document(flow, item, work, deadline=Deadline(timeout), tell=channel.send)
        except NewsxError as error:
            answer = Fatal(error)
        channel.send(answer)


def _received(channel: Channel) -> Iterator[Item]:
    """Yield the items that come over the channel, until the other side closes it."""
    while True:
        try:
            item: Item = channel.receive()
        except EOFError:
            return
        yield item


def run_document(
    flow: Flow, item: Item, work: Work, *, deadline: Deadline, tell: Callable[[Stage], None] | None = None
) -> Outcome:
    """Return the document's record or its Failure.

    Time spent loading the model is not counted against it. `tell` is called when the stage
    changes. Raises NewsxError when no document could be worked on.
    """
    started = time.perf_counter()
    with deadline:
        article_text = flow.extract(item)
    seconds = time.perf_counter() - started
    if isinstance(article_text, Failure):
        return Outcome(failure=article_text, milliseconds=round(1000 * seconds))
    flow.load_for(article_text)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    if tell:
        tell(Stage("annotation"))
    lines = article_text.lines if work.explain else None
    started = time.perf_counter()
    with deadline:
        article = flow.annotate(article_text)
        milliseconds = round(1000 * (seconds + time.perf_counter() - started))
        if isinstance(article, Failure):
            return Outcome(failure=article, lines=lines, milliseconds=milliseconds)
        try:
            record = article.model_dump_json(indent=work.indent).encode()
        except Exception as error:  # noqa: BLE001 - half a character, a number out of bounds: it costs the document alone
            return Outcome(failure=unforeseen(name_of(item), "annotation", error), lines=lines)
    return Outcome(record=record, lines=lines, milliseconds=milliseconds)
