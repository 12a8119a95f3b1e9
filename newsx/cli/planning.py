"""What a run of `newsx extract` is to read: inputs listed, checked against the outputs, divided into sources."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsx.batch import Source
from newsx.batch.shards import Part, divide, refuse_shards_of
from newsx.errors import UsageError
from newsx.formats import is_file_path
from newsx.record_files import is_record
from newsx.records import Failure, InputRef
from newsx.sources import expand, form_of_file, list_inputs, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.batch.shards import Shard
    from newsx.cli.run import Outputs
    from newsx.flow import Item
    from newsx.records import Options
    from newsx.sources.fetching import FetchPolicy

STDIN = "-"
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to read: `inputs` as the command takes them, or the addresses in the file `urls`; `shard` is the part to take.

    `policy` says how addresses are fetched.
    """

    inputs: tuple[str, ...] = (STDIN,)
    urls: str | None = None
    policy: FetchPolicy | None = None
    shard: Shard | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts a run reads, in order.

    `listed` holds every input of the whole run, `pages` those that hold one page each. `apart` says that they are read by a process of
    their own, because some hold many records, are slow, or both. `html` says that HTML pages are to be expected.
    """

    listed: tuple[InputRef | Failure, ...]
    parts: tuple[Part, ...]
    pages: frozenset[InputRef]
    apart: bool
    html: bool

    @property
    def refs(self) -> list[InputRef]:
        """The inputs of the run that can be read."""
        return [item for item in self.listed if isinstance(item, InputRef)]

    @property
    def total(self) -> int | None:
        """The number of outcomes, if it is known beforehand."""
        known = all(isinstance(part.item, Failure) or part.item in self.pages for part in self.parts)
        return len(self.parts) if known else None

    @property
    def expected(self) -> int | None:
        """As `total`, for starting workers: standard input is one page until it shows that it is more."""
        alone = len(self.parts) == 1 and isinstance(self.parts[0].item, InputRef) and self.parts[0].item.path == STDIN
        return 1 if alone else self.total


def plan(selection: Selection, options: Options, outputs: Outputs) -> Plan:
    """The inputs are listed and divided.

    Raises UsageError when an input named as such would be overwritten, cannot be resumed or cannot be divided.
    """
    _refuse(selection, outputs)
    if selection.urls is not None:
        return _plan_addresses(selection, outputs)
    listed = _distinct(_without_own(list_inputs(selection.inputs), outputs))
    refs = [item for item in listed if isinstance(item, InputRef)]
    held = {ref: form_of_file(ref, options) for ref in refs if ref.path != STDIN}
    pages = frozenset(ref for ref, form in held.items() if form == "page")
    parts = _divided(listed, selection.shard, pages)
    return Plan(
        listed=tuple(listed),
        parts=tuple(parts),
        pages=pages,
        apart=len(pages) < len(refs),
        html=any(ref.path.lower().endswith(_HTML_SUFFIXES) or ref not in pages for ref in refs if ref.path != STDIN),
    )


def sources_of(plan: Plan, selection: Selection, options: Options) -> list[Source]:
    """The parts of a plan as sources a process of its own reads."""
    if selection.urls is not None:
        refs = [part.item for part in plan.parts]
        return [Source(selection.urls, lambda: _fetched(refs, selection))]
    return [_source(part, options) for part in plan.parts]


def _source(part: Part, options: Options) -> Source:
    item = part.item
    if isinstance(item, Failure):
        return Source(item.source, lambda: [item])
    return Source(item.path, lambda: expand(item, options, span=part.span))


def _fetched(refs: Sequence[InputRef | Failure], selection: Selection) -> Iterator[Item]:
    """The pages at the addresses, in order; lines that are no address keep their place."""
    from newsx.sources.fetching import fetch

    return fetch(refs, policy=selection.policy)


def _plan_addresses(selection: Selection, outputs: Outputs) -> Plan:
    from newsx.sources.fetching import read_addresses

    assert selection.urls is not None
    if outputs.path and os.path.realpath(selection.urls) == os.path.realpath(outputs.path):
        raise UsageError(f"{selection.urls} is the list of addresses: it would be overwritten")
    listed = read_addresses(selection.urls)
    refs = frozenset(item for item in listed if isinstance(item, InputRef))
    return Plan(tuple(listed), tuple(_divided(listed, selection.shard, refs)), refs, apart=True, html=True)


def _divided(listed: Sequence[InputRef | Failure], shard: Shard | None, pages: frozenset[InputRef]) -> list[Part]:
    if shard is None:
        return [Part(item) for item in listed]
    return divide(listed, shard, weigh=size_of, is_container=lambda ref: ref not in pages)


def _distinct(listed: Sequence[InputRef | Failure]) -> list[InputRef | Failure]:
    """The inputs, each with a relative path of its own, so that records of two containers never share a place."""
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


def _refuse(selection: Selection, outputs: Outputs) -> None:
    """Raises UsageError for options that exclude each other."""
    if selection.urls is not None and selection.inputs != (STDIN,):
        raise UsageError("--urls takes the place of INPUT: give one of them")
    if outputs.resume and STDIN in (selection.inputs if selection.urls is None else (selection.urls,)):
        raise UsageError("--resume cannot tell whether standard input was finished: name files or folders")
    if selection.shard:
        refuse_shards_of(selection.inputs if selection.urls is None else (selection.urls,), outputs.path)
    own_files = _own_files(outputs)
    if len(own_files) > len(set(own_files)):
        raise UsageError(f"{outputs.errors} cannot take both records and errors")
    for name in selection.inputs:
        if os.path.realpath(name) in own_files and os.path.exists(name):
            raise UsageError(f"{name} is an input: it would be overwritten")


def _own_files(outputs: Outputs) -> list[str]:
    return [os.path.realpath(path) for path in (outputs.path, outputs.errors) if path and not os.path.isdir(path)]


def _without_own(listed: Iterator[InputRef | Failure], outputs: Outputs) -> list[InputRef | Failure]:
    """The inputs, without the files this command wrote itself into a folder that is now read."""
    own_files = _own_files(outputs)
    return [item for item in listed if isinstance(item, Failure) or not _is_own(item, outputs, own_files)]


def _is_own(ref: InputRef, outputs: Outputs, own_files: Sequence[str]) -> bool:
    """The file is the output or the error log, or a record in the output folder."""
    if not outputs.path and not outputs.errors:
        return False
    real = os.path.realpath(ref.path)
    if real in own_files:
        return True
    if not outputs.path or is_file_path(outputs.path):
        return False
    return real.startswith(os.path.realpath(outputs.path) + os.sep) and is_record(ref.path)
