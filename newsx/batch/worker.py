"""The inside of a worker: takes documents one at a time, answers with finished records."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.batch.deadline import Deadline
from newsx.errors import NewsxError
from newsx.flow import Flow
from newsx.records import Failure, Line, Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsx.batch.channel import Channel
    from newsx.flow import Item


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

    `lines` are the judged lines of a page dump when they were asked for and the document came that far.
    """

    record: bytes | None = None
    failure: Failure | None = None
    lines: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A message: the document in work has come to this stage."""

    name: str


@dataclass(frozen=True, slots=True)
class Fatal:
    """A message: no document can be worked on, for this reason."""

    error: NewsxError


def serve(channel: Channel, work: Work, *, timeout: float, flow: Flow | None = None) -> None:
    """Every document that came over the channel has been answered, until the other side closed it.

    `timeout` is in seconds a document, 0 for none. `flow` is a flow with its pipeline loaded; without one, it is made here
    and loaded when the first article needs it.
    """
    if flow is None:
        flow = work.make_flow(work.options)
        gc.disable()  # until the model is loaded: what comes into being till then stays
    while True:
        with flow.zone() as articles:
            for _ in range(articles):
                try:
                    item: Item = channel.receive()
                except EOFError:
                    return
                answer: Outcome | Fatal
                try:
                    answer = run_document(flow, item, work, deadline=Deadline(timeout), tell=channel.send)
                except NewsxError as error:
                    answer = Fatal(error)
                channel.send(answer)


def run_document(
    flow: Flow, item: Item, work: Work, *, deadline: Deadline, tell: Callable[[Stage], None] | None = None
) -> Outcome:
    """The document has its record or its Failure.

    Time spent loading the model is not counted against it. `tell` is called when the stage
    changes. Raises NewsxError when no document could be worked on.
    """
    with deadline:
        article_text = flow.extract(item)
    if isinstance(article_text, Failure):
        return Outcome(failure=article_text)
    flow.load()
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    if tell:
        tell(Stage("annotation"))
    lines = article_text.lines if work.explain else None
    with deadline:
        article = flow.annotate(article_text)
        if isinstance(article, Failure):
            return Outcome(failure=article, lines=lines)
        return Outcome(record=article.model_dump_json(indent=work.indent).encode(), lines=lines)
