"""What a run is to read: inputs listed, checked against the outputs, divided into parts. Called by `run`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsx.engines import AddressPart, Part
from newsx.errors import UsageError
from newsx.records import Failure, InputRef
from newsx.runs.listings import agree_on, make_listing
from newsx.runs.shards import divide, refuse_shards_of
from newsx.sources import STDIN, Choice, form_of_file, is_html_name, list_inputs, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsx.engines import ReadablePart
    from newsx.records import Options
    from newsx.runs.outputs import Outputs
    from newsx.runs.shards import Shard
    from newsx.sources.fetching import FetchPolicy


@dataclass(frozen=True, slots=True)
class Selection:
    """What to read: `inputs` as the command takes them, or the addresses in the file `urls`; `shard` is the part to take.

    `policy` says how addresses are fetched. `include` and `exclude` are globs for the files of folders.
    """

    inputs: tuple[str, ...] = (STDIN,)
    urls: str | None = None
    policy: FetchPolicy | None = None
    shard: Shard | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What is read, or listed to be fetched."""
        return self.inputs if self.urls is None else (self.urls,)


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts a run reads, in order.

    `listed` holds every input of the whole run, `pages` those that hold one page each. `html` says that HTML pages are to be
    expected. `notices` are what people should know beforehand. `passed` counts the files of
    folders that are no pages, by kind. Of addresses, `urls` is the file they stand in: they are fetched together.
    """

    listed: tuple[InputRef | Failure, ...]
    parts: tuple[Part, ...]
    pages: frozenset[InputRef]
    html: bool
    urls: str | None = None
    policy: FetchPolicy | None = None
    notices: tuple[str, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)

    @property
    def refs(self) -> list[InputRef]:
        """The inputs of the run that can be read."""
        return [item for item in self.listed if isinstance(item, InputRef)]

    @property
    def total(self) -> int | None:
        """The number of outcomes, if it is known beforehand."""
        return None if any(part.is_container for part in self.parts) else len(self.parts)

    @property
    def expected(self) -> int | None:
        """As `total`, for starting workers: standard input is one page until it shows that it is more."""
        return 1 if len(self.parts) == 1 and self.parts[0].is_bound else self.total

    def parts_to_run(self, accept: Callable[[InputRef], bool]) -> Sequence[ReadablePart]:
        """Return the parts as an engine takes them.

        Addresses become one part, of those that `accept` takes: what was fetched before is not fetched again.
        """
        if self.urls is None:
            return self.parts
        listed = (part.item for part in self.parts)
        items = (item for item in listed if isinstance(item, Failure) or (isinstance(item, InputRef) and accept(item)))
        return [AddressPart(self.urls, tuple(items), self.policy)]


def make_plan(selection: Selection, options: Options, outputs: Outputs) -> Plan:
    """List the inputs and divide them.

    Raises UsageError when an input named as such would be overwritten, cannot be resumed or cannot be divided.
    """
    _refuse(selection, outputs)
    if selection.urls is not None:
        return _plan_addresses(selection.urls, selection, outputs)
    choice = Choice(selection.include, selection.exclude)
    found = list_inputs(selection.inputs, choice=choice)
    listed: Sequence[InputRef | Failure] = _distinct(_without_own(found, outputs))
    listed, weigh, notices = _common(listed, selection, outputs)
    refs = [item for item in listed if isinstance(item, InputRef)]
    pages = frozenset(ref for ref in refs if ref.path != STDIN and form_of_file(ref, options) == "page")
    html = any(ref not in pages or is_html_name(ref.path) for ref in refs if ref.path != STDIN)
    parts = tuple(_divide(listed, selection.shard, pages, weigh))
    return Plan(tuple(listed), parts, pages, html=html, notices=notices, passed=choice.passed)


def _common(
    listed: Sequence[InputRef | Failure], selection: Selection, outputs: Outputs
) -> tuple[Sequence[InputRef | Failure], Callable[[InputRef], int], tuple[str, ...]]:
    """Return what is divided, by which sizes, and notices: of a shard, the listing that all shards have in common."""
    if selection.shard is None or outputs.listing is None:
        return listed, size_of, ()
    listing, notice = agree_on(outputs.listing, selection.names, make_listing(listed), anew=outputs.anew)
    return listing.items, listing.size_of, (notice,) if notice else ()


def _plan_addresses(urls: str, selection: Selection, outputs: Outputs) -> Plan:
    from newsx.sources.fetching import read_addresses

    if outputs.path and os.path.realpath(urls) == os.path.realpath(outputs.path):
        raise UsageError(f"{urls} is the list of addresses: it would be overwritten")
    listed, weigh, notices = _common(list(read_addresses(urls)), selection, outputs)
    refs = frozenset(item for item in listed if isinstance(item, InputRef))
    parts = tuple(_divide(listed, selection.shard, refs, weigh))
    return Plan(tuple(listed), parts, refs, html=True, urls=urls, policy=selection.policy, notices=notices)


def _divide(
    listed: Sequence[InputRef | Failure],
    shard: Shard | None,
    pages: frozenset[InputRef],
    weigh: Callable[[InputRef], int],
) -> list[Part]:
    """Return the parts of the shard, or of the whole run."""

    def is_container(ref: InputRef) -> bool:
        return ref not in pages

    if shard is None:
        return [Part(item, is_container=isinstance(item, InputRef) and is_container(item)) for item in listed]
    return divide(listed, shard, weigh=weigh, is_container=is_container)


def _distinct(listed: Sequence[InputRef | Failure]) -> list[InputRef | Failure]:
    """Return the inputs, each with a relative path of its own, so that records of two containers never share a place."""
    seen: dict[str, int] = {}
    distinct: list[InputRef | Failure] = []
    for item in listed:
        if isinstance(item, InputRef):
            count = seen[item.relative] = seen.get(item.relative, 0) + 1
            if count > 1 and item.path != STDIN:
                stem, dot, suffixes = os.path.basename(item.relative).partition(".")
                name = f"{stem}-{count}{dot}{suffixes}"
                item = replace(item, relative=os.path.join(os.path.dirname(item.relative), name))  # noqa: PLW2901
        distinct.append(item)
    return distinct


def _without_own(listed: Iterator[InputRef | Failure], outputs: Outputs) -> list[InputRef | Failure]:
    """Return the inputs, without the files newsx wrote itself into a folder that is now read."""
    return [item for item in listed if isinstance(item, Failure) or not outputs.has_written(item)]


def _refuse(selection: Selection, outputs: Outputs) -> None:
    """Raise UsageError for options that exclude each other."""
    if selection.urls is not None and selection.inputs != (STDIN,):
        raise UsageError("--urls takes the place of INPUT: give one of them")
    if outputs.resume and STDIN in selection.names:
        raise UsageError("--resume cannot tell whether standard input was finished: name files or folders")
    if selection.shard:
        refuse_shards_of(selection.names, outputs.path)
    own_files = outputs.own_files
    if len(own_files) > len(set(own_files)):
        raise UsageError(f"{outputs.errors} cannot take both records and errors")
    for name in selection.inputs:
        if os.path.realpath(name) in own_files and os.path.exists(name):
            raise UsageError(f"{name} is an input: it would be overwritten")
