"""Documents on their way through a run, and the workers they are with."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsx.records import Document, Failure, InputRef, Page

if TYPE_CHECKING:
    from newsx.batch.channel import Channel
    from newsx.flow import Item

# What a socket surely holds, in bytes or characters: the system's least buffer, by far.
_LIGHT = 16 * 1024


@dataclass(slots=True)
class Task:
    """An item, its place in the order, and how many workers died on it."""

    number: int
    item: Item
    deaths: int = 0


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process: its documents, the first of them in work, since when nothing was heard of it."""

    pid: int
    channel: Channel
    tasks: deque[Task] = field(default_factory=deque)
    stage: str = "extraction"
    done: int = 0
    heard: float = 0.0


def bare(item: Item) -> Item:
    """The item without the bytes it brought."""
    return item.ref if isinstance(item, Document) else item


def name_of(item: Item) -> str:
    """What messages call the item."""
    if isinstance(item, InputRef):
        return item.named
    if isinstance(item, Document):
        return item.ref.named
    return item.source if isinstance(item, Failure) else item.origin.named


def is_heavy(item: Item) -> bool:
    """The item brings so many bytes with it that sending it may block."""
    if isinstance(item, Page):
        return len(item.content) > _LIGHT
    return isinstance(item, Document) and len(item.data) > _LIGHT
