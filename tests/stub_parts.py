"""Inputs for tests of engines: pages with orders among them, parts that end as they are told, and who is left of a run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsx.engines import Part
from newsx.errors import InputError
from newsx.flow import Item
from newsx.records import Options, Page
from newsx.sources import page_from_bytes

MANY = 12  # more than a run without a prefork server takes


def page(text: str, name: str = "page") -> Page:
    return page_from_bytes(text.encode(), path=name)


def pages(*orders: str) -> list[Item]:
    """Ordinary pages, and among them those with orders."""
    found: list[Item] = [page(f"Article number {number} of a quiet day.", f"{number:02}") for number in range(MANY)]
    for number, order in enumerate(orders):
        found.insert(3 * number + 1, page(f"{order} and more", f"order-{number}"))
    return found


def parts_of(items: Iterable[Item]) -> list[Part]:
    return [Part(item) for item in items]


@dataclass
class StubPart:
    """A container of pages, after which something happens."""

    name: str
    count: int
    then: Callable[[], None] = lambda: None
    is_read_ahead: bool = True
    is_bound: bool = True

    def read(self, _options: Options) -> Iterator[Item]:
        for number in range(self.count):
            yield page(f"Page {number} of {self.name}.", f"{self.name}#{number}")
        self.then()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def eat() -> None:
    hoard = []
    for _ in range(4000):
        hoard.append(b"x" * (1 << 20))
        time.sleep(0.0005)


def torn() -> None:
    raise InputError("torn at the end")


def broken() -> None:
    raise ValueError("no such thing")


def children(pid: int | None = None) -> set[int]:
    """The children of a process (this one by default), whichever of its threads started them."""
    pid = os.getpid() if pid is None else pid
    found: set[int] = set()
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found |= set(map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split()))
    except OSError:
        pass  # the process may end meanwhile, as may its threads
    return found


def descendants(pid: int) -> set[int]:
    found = children(pid)
    return found | {each for child in found for each in descendants(child)}
