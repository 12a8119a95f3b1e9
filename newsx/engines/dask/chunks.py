"""What goes to a Dask worker together, and what comes back. Called by the Dask engine and its tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsx.engines.base import Outcome
from newsx.records import Document, Page

if TYPE_CHECKING:
    from newsx.engines.parts import Part
    from newsx.flow import Item

Outcomes = list[tuple["Item", Outcome]]


@dataclass(slots=True)
class Chunk:
    """Items that go to a worker together, and Failures that stand among them; or a span of a container.

    `payload` is what is sent, kept for a second try; `size` the bytes that count against the window; `future` is None while
    nothing is in work. `adjoins` says that the chunk before it is of the same container.
    """

    items: list[Item] = field(default_factory=list)
    container: Part | None = None
    adjoins: bool = False
    size: int = 0
    payload: bytes = b""
    future: Any = None


def weight_of(item: Item) -> int:
    """Return the bytes, or characters, the item brings with it."""
    if isinstance(item, Document):
        return len(item.data)
    return len(item.content) if isinstance(item, Page) else 0
