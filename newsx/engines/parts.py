"""Parts of a run's input: an item, a container or a span of one, a list of addresses. Engines read them where the work is."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from newsx.errors import DamagedError, InputError, NewsxError
from newsx.flow import name_of
from newsx.records import Document, Failure, InputRef
from newsx.sources import STDIN, can_divide, expand, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.flow import Item
    from newsx.records import Options
    from newsx.sources.fetching import FetchPolicy

_STAGE = "reading"


class ReadablePart(Protocol):
    """A part of a run's input, as engines see it."""

    @property
    def name(self) -> str:
        """What messages call the part."""

    @property
    def is_read_ahead(self) -> bool:
        """Whether its items have to be read out of something first, by a process of their own."""

    @property
    def is_bound(self) -> bool:
        """Whether it can be read on this machine only."""

    def read(self, options: Options) -> Iterable[Item]:
        """Yield the items, in the process that calls this."""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a run, or a container: all of it, or the records that begin within `span`, in bytes of the file."""

    item: Item
    span: tuple[int, int] | None = None
    is_container: bool = False

    @property
    def name(self) -> str:
        """What messages call the part."""
        return name_of(self.item)

    @property
    def is_read_ahead(self) -> bool:
        """Whether the part is a container."""
        return self.is_container

    @property
    def is_bound(self) -> bool:
        """Whether the part is standard input."""
        return isinstance(self.item, InputRef) and self.item.path == STDIN

    def read(self, options: Options) -> Iterable[Item]:
        """Return the item, or yield what the container holds."""
        if self.is_container and isinstance(self.item, InputRef):
            return expand(self.item, options, span=self.span)
        return [self.item]

    def split(self, options: Options, *, span_bytes: int) -> list[Part]:
        """Return parts of about so many bytes that together hold the records of this one, in order.

        What cannot be read from the middle stays whole.
        """
        if not (self.is_container and isinstance(self.item, InputRef)):
            return [self]
        start, end = self.span or (0, size_of(self.item))
        if end - start <= span_bytes or not can_divide(self.item, options):
            return [self]
        edges = [*range(start, end, span_bytes), end]
        return [replace(self, span=span) for span in itertools.pairwise(edges)]


@dataclass(frozen=True, slots=True)
class AddressPart:
    """Addresses to fetch, from the file `name`; lines of it that are no address have their Failure among the items."""

    name: str
    items: tuple[InputRef | Failure, ...]
    policy: FetchPolicy | None = None
    is_read_ahead: bool = True
    is_bound: bool = True

    def after(self, count: int) -> AddressPart:
        """Return the part without its first addresses."""
        return replace(self, items=self.items[count:])

    def read(self, options: Options) -> Iterable[Item]:  # noqa: ARG002 - the policy says how much is fetched
        """Fetch the pages, in order."""
        from newsx.sources.fetching import fetch

        return fetch(self.items, policy=self.policy)


def read_part(part: ReadablePart, options: Options) -> Iterator[Item]:
    """Yield the items of a part; an error nobody foresaw ends it with a Failure, and nothing else."""
    try:
        yield from part.read(options)
    except InputError as error:
        yield Failure(part.name, _STAGE, "failed" if isinstance(error, DamagedError) else "refused", str(error))
    except NewsxError:
        raise
    except MemoryError:
        yield Failure(part.name, _STAGE, "memory", "memory ran out")
    except Exception as error:  # noqa: BLE001 - foreign readers on foreign bytes; the part is named in the Failure
        yield Failure(part.name, _STAGE, "failed", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


def bare(item: Item) -> Item:
    """Return the item without the bytes it brought."""
    return item.ref if isinstance(item, Document) else item
