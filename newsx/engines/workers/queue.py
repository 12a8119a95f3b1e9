"""Documents on their way through an engine: waiting for a worker, finished, given back in order. Called by the supervisor."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.engines.base import Outcome
from newsx.engines.parts import bare
from newsx.records import Document, Failure, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.flow import Item

# What a socket surely holds, in bytes or characters: the system's least buffer, by far.
_LIGHT = 16 * 1024
# Documents begun and not yet given back, and the bytes of records that wait for an earlier one: a stuck document holds up
# the order for as long as its time limit, and meanwhile the other workers go on.
_WINDOW = 256
_WINDOW_BYTES = 32 * 1024 * 1024


@dataclass(slots=True)
class Task:
    """An item, its place in the order, and how many workers died on it."""

    number: int
    item: Item
    deaths: int = 0

    @property
    def is_heavy(self) -> bool:
        """Whether the item brings so many bytes with it that sending it may block."""
        if isinstance(self.item, Page):
            return len(self.item.content) > _LIGHT
        return isinstance(self.item, Document) and len(self.item.data) > _LIGHT


class TaskQueue:
    """Tasks in the order of their items, whatever order they are finished in."""

    def __init__(self) -> None:
        self.waiting: deque[Task] = deque()
        self._finished: dict[int, tuple[Item, Outcome]] = {}
        self._held_bytes = 0
        self._begun = 0
        self._emitted = 0

    @property
    def is_empty(self) -> bool:
        """Whether everything that was entered has been given back."""
        return self._emitted == self._begun

    def has_room(self, waiting: int) -> bool:
        """Tell whether another item may enter, where so many may wait for a worker."""
        return (
            len(self.waiting) < waiting and self._begun - self._emitted < _WINDOW and self._held_bytes < _WINDOW_BYTES
        )

    def enter(self, item: Item) -> None:
        """Add the item under the next number; a Failure is finished, anything else waits for a worker."""
        task = Task(self._begun, item)
        self._begun += 1
        if isinstance(item, Failure):
            self.finish(task, Outcome(failure=item))
        else:
            self.waiting.append(task)

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Let tasks that were with a worker wait again, before all others."""
        self.waiting.extendleft(reversed(list(tasks)))

    def finish(self, task: Task, outcome: Outcome) -> None:
        """Keep the outcome of a task until its turn comes."""
        self._finished[task.number] = bare(task.item), outcome
        self._held_bytes += len(outcome.record or b"")

    def pop_finished(self) -> Iterator[tuple[Item, Outcome]]:
        """Yield what is finished at the head of the order."""
        while self._emitted in self._finished:
            item, outcome = self._finished.pop(self._emitted)
            self._held_bytes -= len(outcome.record or b"")
            self._emitted += 1
            yield item, outcome
